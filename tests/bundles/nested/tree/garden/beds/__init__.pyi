from . import rows
from .. import Plant

class Bed:
    plants: list[Plant]
    def all_rows(self) -> list[rows.Row]: ...
