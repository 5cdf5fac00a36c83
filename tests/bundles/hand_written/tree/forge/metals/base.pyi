from collections.abc import Iterable
from typing import ClassVar, Protocol, TypeAlias

class _HasMass(Protocol):
    @property
    def mass(self) -> float: ...

class _Unused(Protocol): ...

Ore: TypeAlias = _HasMass | Iterable[_HasMass]

class Metal:
    """What is forged."""

    symbol: ClassVar[str]
    melting_point: float
    @classmethod
    def named(cls, name: str) -> Metal: ...
