"""Imports an extension: alone, without running the packages around it, or as users do."""

import importlib
import importlib.machinery
import importlib.util
import sys


def stand_in(name):
    """Puts the packages around the extension in place without running them, because it may import what is in them."""
    outer = None
    for part in name.split(".")[:-1]:
        package = part if outer is None else f"{outer.__name__}.{part}"
        spec = importlib.util.find_spec(package)
        if spec is None or spec.submodule_search_locations is None:
            return
        module = importlib.util.module_from_spec(spec)
        sys.modules[package] = module
        if outer is not None:
            setattr(outer, part, module)
        outer = module


class Finder:
    """Finds the extension in the file that it was built to."""

    def __init__(self, library, name):
        self.library, self.name = library, name

    def find_spec(self, fullname, path=None, target=None):
        return spec_of(self.library, fullname) if fullname == self.name else None


def spec_of(library, name):
    loader = importlib.machinery.ExtensionFileLoader(name, library)
    return importlib.util.spec_from_file_location(name, library, loader=loader)


def load_with_packages(library, name):
    """Imports the extension as users do. An extension may need what the packages around it define."""
    sys.meta_path.insert(0, Finder(library, name))
    return importlib.import_module(name)


def load_alone(library, name):
    """Imports the extension as Python does after it has found the file."""
    stand_in(name)
    spec = spec_of(library, name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    # An extension may have put another object there. Python fails if it has put none.
    return sys.modules[name]


def load_submodules(module):
    """Makes every submodule that the extension would make later."""
    found = registry(module)
    if found is not None:
        found.eager_load()
