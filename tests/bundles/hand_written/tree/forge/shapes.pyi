from typing import Generic, TypeVar

from forge.metals.base import Metal

_M = TypeVar("_M", bound=Metal)

class Shape: ...

class Sheet(Shape, Generic[_M]):
    def metal(self) -> _M: ...
    def fold(self) -> Sheet[_M]: ...

class Wire(Shape):
    def draw(self, by: float) -> Wire: ...
