"""A garden."""

from . import beds as beds

class Plant:
    name: str

def water(bed: beds.Bed) -> list[beds.rows.Row]: ...
