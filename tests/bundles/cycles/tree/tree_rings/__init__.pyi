from . import leaf as leaf, root as root
