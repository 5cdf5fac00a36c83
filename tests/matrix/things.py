"""What the values of the matrix are made of. Every name is annotated, so that each checker reads the same."""

import collections.abc
import dataclasses
import datetime
import enum
import os
import pathlib
import types
import typing

import matrix


class Indexed:
    def __index__(self) -> int:
        return 1


class Floated:
    def __float__(self) -> float:
        return 1.5


class Integral:
    def __int__(self) -> int:
        return 1


class Complexed:
    def __complex__(self) -> complex:
        return 1j


class PathText:
    def __fspath__(self) -> str:
        return "x"


class PathBytes:
    def __fspath__(self) -> bytes:
        return b"x"


class Sized:
    """Has a length and items, and does not derive from `Sequence`."""

    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: int) -> int:
        if index > 0:
            raise IndexError
        return 1


class Row(collections.abc.Sequence[float]):
    """Derives from `Sequence`."""

    def __len__(self) -> int:
        return 2

    @typing.overload
    def __getitem__(self, index: int) -> float: ...
    @typing.overload
    def __getitem__(self, index: slice) -> "Row": ...
    def __getitem__(self, index: int | slice) -> "float | Row":
        if isinstance(index, slice):
            return self
        if index > 1:
            raise IndexError
        return 1.5


class Table(collections.abc.Mapping[str, float]):
    """Derives from `Mapping`."""

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> collections.abc.Iterator[str]:
        return iter(["a"])

    def __getitem__(self, key: str) -> float:
        return 1.5


class Text(str):
    pass


class Number(int):
    pass


class Real(float):
    pass


class Names(list[str]):
    pass


class Scores(dict[str, float]):
    pass


class Level(enum.IntEnum):
    LOW = 1


class Mode(enum.Enum):
    ON = "on"


class Kind(str, enum.Enum):
    A = "a"


class Flag(enum.IntFlag):
    X = 1


class Point(typing.NamedTuple):
    x: float
    y: float


class Options(typing.TypedDict):
    a: float


@dataclasses.dataclass
class Data:
    a: int


class PlainItem(matrix.Item):
    """A user's subclass of the extension's class."""


class Zone(datetime.tzinfo):
    def utcoffset(self, dt: datetime.datetime | None, /) -> datetime.timedelta:
        return datetime.timedelta(hours=1)

    def dst(self, dt: datetime.datetime | None, /) -> None:
        return None

    def tzname(self, dt: datetime.datetime | None, /) -> str:
        return "zone"


class Failure(ValueError):
    pass


def function(x: int) -> int:
    return x


def numbers() -> collections.abc.Generator[int, None, None]:
    yield 1


def reals() -> collections.abc.Iterator[float]:
    yield 1.5


path: pathlib.Path = pathlib.Path("x")
entry: os.DirEntry[str] = next(iter(os.scandir("/")))
module: types.ModuleType = os
