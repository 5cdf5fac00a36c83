from ... import Plant
from .seeds import Seed

class Row:
    def sow(self, seed: Seed) -> Plant: ...
