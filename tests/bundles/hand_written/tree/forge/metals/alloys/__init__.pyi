from . import bronze as bronze
from . import steel as steel
