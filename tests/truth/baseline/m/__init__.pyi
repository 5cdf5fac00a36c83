from . import other as other, sub as sub

__all__ = ["VERSION", "other", "sub", "top"]

VERSION: str

def top(foo: sub.Foo) -> int: ...
