from . import city
from .city import *
from .world import *

__all__ = city.__all__ + ["Continent"]
