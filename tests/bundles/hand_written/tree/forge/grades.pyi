from .errors import BrittleError
from .metals.alloys.steel import Steel

def grade(steel: Steel) -> int | BrittleError: ...
