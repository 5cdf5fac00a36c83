"""Finds what an extension says of submodules that it makes when they are used."""

import sys


def registry(module):
    """The finder of an extension that makes submodules when they are used (`runtime::Submodules`), or `None`."""
    path = vars(module).get("__path__")
    place = path[0] if type(path) is list and path and type(path[0]) is str else None
    finder = sys.path_importer_cache.get(place)
    return finder if hasattr(finder, "eager_load") else None
