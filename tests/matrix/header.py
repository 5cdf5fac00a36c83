# What the values of the matrix are written with.
import array
import io
import re
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address
from pathlib import PurePosixPath
from types import MappingProxyType, SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import matrix
import numpy as np
import things
from things import (
    Complexed,
    Data,
    Failure,
    Flag,
    Floated,
    Indexed,
    Integral,
    Kind,
    Level,
    Mode,
    Names,
    Number,
    Options,
    PathBytes,
    PathText,
    PlainItem,
    Point,
    Real,
    Row,
    Scores,
    Sized,
    Table,
    Text,
    Zone,
)
