import forge.shapes as s
from forge import heat

class Hammer:
    head: s.Shape
    def hit(self, furnace: heat.Furnace) -> None: ...

class _Handle:
    length: float

class Tongs:
    def handles(self) -> tuple[_Handle, _Handle]: ...
