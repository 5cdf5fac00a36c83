"""Where Python finds the packages of a project, without letting them replace what is imported otherwise.

An installed package comes after the standard library and after what was installed before it. So do these: a file
`queue.py` in the project does not become the module `queue` of anything that runs here.
"""

import importlib.abc
import importlib.machinery
import sys


class OwnPackageFinder(importlib.abc.MetaPathFinder):
    """Finds the outermost package of the extension in the project, even where another version of it is installed."""

    def __init__(self, name, paths):
        self.name = name
        self.paths = paths

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, self.paths)
        # A directory without `__init__.py` is a package only if there is none with it.
        return spec if spec is not None and spec.has_location else None


def add_own_package(module, paths):
    """Makes the package around `module`, and what is beside it in `paths`, importable."""
    sys.path.extend(path for path in paths if path not in sys.path)
    sys.meta_path.insert(0, OwnPackageFinder(module.partition(".")[0], list(paths)))


