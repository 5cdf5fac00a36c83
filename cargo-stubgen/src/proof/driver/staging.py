"""Makes Python import a shared library under its real dotted name, as an installed package would be.

It must not know stubs.
"""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import types

from stubgen_proof.lazy_submodules import registry
from stubgen_proof.own_package import add_own_package


# The states of the submodules that the extension makes when they are used, right after the extension was loaded.
STATES = {}


class ExtensionLoader(importlib.machinery.ExtensionFileLoader):
    """Loads an extension module, and records which of its submodules it has loaded with itself."""

    def exec_module(self, module):
        super().exec_module(module)
        found = registry(module)
        if found is not None:
            STATES.update(found.submodules())


class ArtifactFinder(importlib.abc.MetaPathFinder):
    """Finds one extension module in the file that it was built to, wherever that is."""

    def __init__(self, name, library):
        self.name = name
        self.library = library

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        loader = ExtensionLoader(fullname, self.library)
        return importlib.util.spec_from_file_location(fullname, self.library, loader=loader)


class PackageFinder(importlib.abc.MetaPathFinder):
    """Finds packages around an extension that are not on disk, as empty packages."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, fullname, path=None, target=None):
        if fullname not in self.names:
            return None
        spec = importlib.machinery.ModuleSpec(fullname, None, is_package=True)
        spec.submodule_search_locations = []
        return spec


def load(job):
    """Imports the module of the job as users do, and returns it."""
    name = job["module"]
    if name.partition(".")[0] in getattr(sys, "stdlib_module_names", ()):
        raise ImportError(f"Python has a module {name.partition('.')[0]!r} of its own, which it imports instead")
    add_own_package(name, job["python_paths"])
    inner = job["imported"]
    if job["wrapper"]:
        package = sys.modules[name] = wrapper(name)
    sys.meta_path.insert(0, ArtifactFinder(inner, job["library"]))
    parents = name.split(".")[:-1]
    # Packages on the path come first.
    sys.meta_path.append(PackageFinder({".".join(parents[: end + 1]) for end in range(len(parents))}))
    module = importlib.import_module(inner)
    if job["wrapper"]:
        fill(package, module)
    # The extension may have put another object there. In a wheel, the package around it may have its name.
    return sys.modules.get(name, module)


def wrapper(name):
    """The package that maturin makes around an extension that has no Python sources."""
    spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
    spec.submodule_search_locations = []
    return importlib.util.module_from_spec(spec)


def fill(package, module):
    """Fills the package as maturin's `__init__.py` does: `from .m import *`, the docstring, and `__all__`."""
    setattr(package, package.__name__, module)
    public = getattr(module, "__all__", None)
    names = [name for name in vars(module) if not name.startswith("_")] if public is None else public
    for name in names:
        setattr(package, name, getattr(module, name))
    package.__doc__ = module.__doc__
    if public is not None:
        package.__all__ = public


def is_submodule(value):
    """Whether it is a module that was not imported, and is only an attribute of another one."""
    return isinstance(value, types.ModuleType) and getattr(value, "__spec__", None) is None


def member(owner, name):
    """An attribute of a module or class, or `None` if it raises, as a submodule does whose initialiser raises."""
    try:
        return getattr(owner, name)
    except BaseException:
        return None


def attribute(root, path):
    """The object at the dotted `path` below `root`; raises what Python raises."""
    for part in path.split(".") if path else []:
        root = getattr(root, part)
    return root
