import sys
from typing import Generic, Protocol, TypeVar

import typing_extensions

from loom import threads

from .dyes import Colour as Colour
from .dyes import Shade
from .dyes import Vat as Vat

class _Winds(Protocol):
    def wind(self) -> None: ...

_A = TypeVar("_A")
_W = TypeVar("_W", bound=_Winds)
_D = typing_extensions.TypeVar("_D", default=Shade)
if sys.version_info >= (3, 13):
    _E = typing_extensions.TypeVar("_E", default=_D)
else:
    _E = typing_extensions.TypeVar("_E", default=int)

Yarn = list[_A]

class Spool(Generic[_A]):
    def first(self) -> _A: ...
    def wind(self, what: _W) -> _W: ...
    def colour(self) -> Colour: ...
    def other(self) -> threads.dyes.Colour: ...
    def deep(self) -> Tint.Deep: ...
    class Red(threads.Colour): ...

class _Tint:
    class Deep:
        depth: int

Tint = _Tint

def twist(first: Spool[_D], second: list[_E]) -> tuple[_D, _E]: ...
