from typing import SupportsIndex

from typing_extensions import Self, disjoint_base

from . import Foo

__all__ = ["Deep", "LIMIT", "g"]

LIMIT: int

def g(x: SupportsIndex) -> int: ...
@disjoint_base
class Deep:
    def __new__(cls) -> Self: ...
    def foo(self) -> Foo: ...
