from ..base import Metal

class Bronze(Metal):
    tin: float
