"""The quay of a harbour."""

import importlib

_FILLED = {}
__all__ = ["berth", "filled", "moon", "pilots", "rope2d", "storm", "tide"]


def filled():
    """Returns how often each submodule was filled."""
    return dict(sorted(_FILLED.items()))


def _count(name):
    _FILLED[name] = _FILLED.get(name, 0) + 1
    return _FILLED[name]


def __getattr__(name):
    if name in __all__:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__} - {"importlib"})


from harbour.quay import pilots  # noqa: E402, F401
