"""Makes the attribute modules of an extension importable for a while, under their dotted names.

It must not know stubs. `Submodules` is a context manager: afterwards `sys.modules`, the
import system and the modules themselves are as they were.
"""

import contextlib
import importlib.abc
import importlib.machinery
import sys
import threading

# What the import system writes into a module that it has loaded.
WRITTEN = ("__spec__", "__loader__", "__package__", "__path__", "__file__", "__cached__")
ABSENT = object()


class Registry:
    """Which module object belongs to which dotted name. Any thread may use it at any time."""

    def __init__(self, modules):
        self._modules = dict(modules)
        self._lock = threading.RLock()

    def get(self, name):
        with self._lock:
            return self._modules.get(name)

    def items(self):
        with self._lock:
            return list(self._modules.items())

    def is_package(self, name):
        """Whether the registry has a module below the module `name`."""
        with self._lock:
            return any(other.startswith(name + ".") for other in self._modules)


class SubmoduleLoader(importlib.abc.Loader):
    """Loads a module that exists already."""

    def __init__(self, registry):
        self._registry = registry

    def create_module(self, spec):
        return self._registry.get(spec.name)

    def exec_module(self, module):
        """Does nothing, because the extension has filled it."""


class SubmoduleFinder(importlib.abc.MetaPathFinder):
    """Finds the modules of a registry."""

    def __init__(self, registry):
        self._registry = registry
        self._loader = SubmoduleLoader(registry)

    def find_spec(self, fullname, path=None, target=None):
        if self._registry.get(fullname) is None:
            return None
        return importlib.machinery.ModuleSpec(
            fullname, self._loader, origin="attribute of its parent", is_package=self._registry.is_package(fullname)
        )


class Submodules(contextlib.AbstractContextManager):
    """`with Submodules(root, {"m.sub": m.sub}):` makes `import m.sub` work inside."""

    def __init__(self, root, modules):
        self._root = root
        self._registry = Registry(modules)
        self._finder = SubmoduleFinder(self._registry)
        self._lock = threading.RLock()
        self._depth = 0
        self._attributes = []
        self._registered = {}

    def __enter__(self):
        with self._lock:
            self._depth += 1
            if self._depth == 1:
                self._install()
        return self

    def __exit__(self, *exception):
        with self._lock:
            self._depth -= 1
            if self._depth == 0:
                self._remove()
        return None

    def _install(self):
        modules = [module for _, module in self._registry.items()]
        self._attributes = [(module, _written(module)) for module in [self._root, *modules]]
        # An extension may have registered another object, which is put back afterwards.
        self._registered = {name: sys.modules.pop(name, ABSENT) for name, _ in self._registry.items()}
        if not hasattr(self._root, "__path__"):
            self._root.__path__ = []
        sys.meta_path.insert(0, self._finder)

    def _remove(self):
        sys.meta_path.remove(self._finder)
        for name, module in self._registered.items():
            if module is ABSENT:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
        for module, before in self._attributes:
            _restore(module, before)


def _written(module):
    return {name: vars(module).get(name, ABSENT) for name in WRITTEN}


def _restore(module, before):
    for name, value in before.items():
        if value is ABSENT:
            vars(module).pop(name, None)
        else:
            vars(module)[name] = value
