from enum import Enum

# What burns.
class Fuel(Enum):
    COAL = 1
    COKE = 2
    # Wood is not hot enough.

BEST: Fuel

def burn(fuel: Fuel = ..., *, kilos: float = 1.0) -> float: ...
