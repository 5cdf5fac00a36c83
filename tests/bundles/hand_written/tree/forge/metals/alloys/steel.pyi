import sys

from ..base import Metal
from .bronze import Bronze as Cousin

class Steel(Metal):
    carbon: float
    if sys.platform != "win32":
        def temper(self, degrees: float, *, slowly: bool = False) -> None: ...

def compare(a: Steel, b: Cousin) -> float: ...
