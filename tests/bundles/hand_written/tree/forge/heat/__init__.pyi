"""Heat."""

from typing import Final, overload

from forge.errors import ColdError
from forge.metals.base import Metal

MELTING: Final[int] = 1538

class Furnace:
    temperature: float
    def cold(self) -> ColdError | None: ...

@overload
def heat(what: Metal) -> Metal: ...
@overload
def heat(what: list[Metal], *, together: bool = ...) -> list[Metal]: ...
