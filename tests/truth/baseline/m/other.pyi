from typing import final

from . import sub
from .sub import Base as Base

__all__ = ["Base", "Foo", "convert"]

def convert(foo: sub.Foo) -> Foo: ...
@final
class Foo:
    def __new__(cls) -> Foo: ...
    def other(self) -> str: ...
