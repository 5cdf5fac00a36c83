from enum import Enum

class Fuel(Enum):
    COAL = 1
    COKE = 2

BEST: Fuel

def burn(fuel: Fuel = ..., *, kilos: float = 1.0) -> float: ...
