# Tools last for years.

import forge.shapes as s
from forge import heat

class Hammer:
    head: s.Shape
    def hit(
        self,
        # The one with the open door.
        furnace: heat.Furnace,
    ) -> None: ...

class _Handle:
    length: float

class Tongs:
    def handles(self) -> tuple[_Handle, _Handle]: ...
