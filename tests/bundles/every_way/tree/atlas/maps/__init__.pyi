from .city import *
from .world import *

__all__ = ["City", "Continent"]
__all__ += ["longest"]
