"""Metals."""

from typing import NewType

from .alloys import bronze, steel
from .base import Metal as Metal
from .base import Ore

__all__ = ["Metal", "Weight", "smelt"]

Weight = NewType("Weight", float)

def smelt(ore: Ore, /, seconds: int = 60) -> Metal: ...
def mix(a: Metal, b: Metal) -> bronze.Bronze | steel.Steel: ...
