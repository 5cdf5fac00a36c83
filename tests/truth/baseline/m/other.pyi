from typing import final

from . import sub

__all__ = ["Foo", "convert"]

def convert(foo: sub.Foo) -> Foo: ...
@final
class Foo:
    def __new__(cls) -> Foo: ...
    def other(self) -> str: ...
