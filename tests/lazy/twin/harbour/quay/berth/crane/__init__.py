import importlib

from harbour.quay import _count
from harbour.quay.berth import Berth

_count("berth.crane")
__all__ = ["CraneBerth", "hook"]


class CraneBerth(Berth):
    """A berth with a crane."""


def __getattr__(name):
    if name == "hook":
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
