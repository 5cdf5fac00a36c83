"""Finds what an extension says of submodules that it makes when they are used."""

import sys


def registry(module):
    """The finder of an extension that makes submodules when they are used (`runtime::Submodules`), or `None`."""
    path = vars(module).get("__path__")
    place = path[0] if type(path) is list and path and type(path[0]) is str else None
    finder = sys.path_importer_cache.get(place)
    return finder if hasattr(finder, "eager_load") else None


# What `covered` has for a function that covers none.
HIDDEN = object()


def covered(finder):
    """What the functions cover that such an extension gave to its modules: each module's own `__getattr__` or `__dir__`, by
    the identity of the function that calls it."""
    pairs = finder.access() if finder is not None else ()
    return {id(given): HIDDEN if own is None else own for given, own in pairs}
