from . import other as other, sub as sub
from .other import convert as convert
from .sub.nested import LIMIT as LIMIT, Deep as Deep, g as g

__all__ = ["Deep", "LIMIT", "VERSION", "convert", "g", "other", "sub", "top"]

VERSION: str

def top(foo: sub.Foo) -> int: ...
