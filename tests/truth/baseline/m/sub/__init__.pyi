from typing import ClassVar, SupportsIndex, TypeAlias, final

from typing_extensions import Self, disjoint_base

from . import nested as nested

__all__ = [
    "Base",
    "Color",
    "Derived",
    "Foo",
    "Number",
    "PI",
    "SubError",
    "f",
    "fail",
    "flip",
    "make",
    "maybe",
    "nested",
]

PI: float

Number: TypeAlias = int | float

def f(x: SupportsIndex) -> int: ...
def fail() -> int: ...
def flip(color: Color = Color.Red) -> Color: ...
def make() -> Foo: ...
def maybe(really: bool) -> Foo | None: ...
@disjoint_base
class Base:
    def __new__(cls) -> Self: ...
    def b(self) -> int: ...
    @classmethod
    def make(cls) -> Base: ...

@final
class Color:
    Red: ClassVar[Color]
    Blue: ClassVar[Color]
    __hash__: ClassVar[None]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]
    def __int__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

class Derived(Base):
    def __new__(cls) -> Self: ...

@final
class Foo:
    def __new__(cls, size: SupportsIndex = 1) -> Foo: ...
    @property
    def size(self) -> int: ...
    @size.setter
    def size(self, value: SupportsIndex) -> None: ...
    def bar(self) -> int: ...

class SubError(ValueError): ...
