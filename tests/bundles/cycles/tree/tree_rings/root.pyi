from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import leaf
    from .leaf import Leaf

class Root:
    leaves: list[Leaf]
    def grow(self) -> leaf.Needle: ...
