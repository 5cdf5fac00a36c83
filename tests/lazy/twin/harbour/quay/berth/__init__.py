import importlib

from harbour.quay import _count

_count("berth")
__all__ = ["Berth", "crane", "fits"]


class Berth:
    """A place for a ship."""

    def __init__(self, length):
        self.length = float(length)


def fits(berth, length):
    """Returns whether a ship fits."""
    return length <= berth.length


def __getattr__(name):
    if name == "crane":
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
