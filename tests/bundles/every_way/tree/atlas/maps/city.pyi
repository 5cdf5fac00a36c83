from typing import TypeVar

__all__ = ["City", "longest"]

_T = TypeVar("_T", bound=Street)

class Street:
    length: float

class City:
    streets: list[Street]

def longest(streets: list[_T]) -> _T: ...
