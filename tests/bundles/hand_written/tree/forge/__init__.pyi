# The stubs of the forge are in the public domain.

"""A forge: twelve stubs for one extension, as a person wrote them."""

from typing import TypeVar

from forge import metals, tools
from forge.heat import Furnace as Furnace
from forge.heat import MELTING as MELTING
from forge.metals import *
from forge.shapes import Shape, Sheet

_S = TypeVar("_S", bound=Shape)

__all__ = ["Furnace", "MELTING", "Anvil", "forge", "Metal", "Shape", "Sheet", "Weight"]

class Anvil:
    """Where the work is done."""

    # The heavier, the better.
    weight: metals.Weight
    def __init__(self, weight: metals.Weight = ...) -> None: ...
    def strike(self, piece: Shape, *, with_: tools.Hammer | None = None) -> Shape:
        """Strikes once.

        Raises:
            ColdError: the piece is too cold.
        """
    # An anvil does not wear out.

# --- functions ---

def forge(metal: Metal, into: type[_S]) -> _S:
    """Makes a shape of a metal."""
