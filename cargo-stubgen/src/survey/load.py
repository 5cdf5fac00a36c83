"""Imports an extension alone, without running the packages around it."""

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


def load(library, name):
    """Imports the extension as Python does after it has found the file."""
    loader = importlib.machinery.ExtensionFileLoader(name, library)
    spec = importlib.util.spec_from_file_location(name, library, loader=loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    # An extension may have put another object there. Python fails if it has put none.
    return sys.modules[name]
