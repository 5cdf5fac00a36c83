"""Imports an extension, and answers with the exception classes that it has, as JSON.

Arguments: the library, the module's dotted name, and where the packages around it may be.
"""

import importlib.machinery
import importlib.util
import json
import keyword
import types


def stand_in(name):
    """Makes the packages around the extension importable without running them, because it may import from them."""
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
    """Imports the extension without running the packages around it."""
    stand_in(name)
    loader = importlib.machinery.ExtensionFileLoader(name, library)
    spec = importlib.util.spec_from_file_location(name, library, loader=loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    # An extension may have put another object into `sys.modules`.
    return sys.modules[name]


def is_submodule(value, root):
    """Whether it is a module of the extension. A module that can be imported shows that by its name."""
    if not isinstance(value, types.ModuleType):
        return False
    spec = getattr(value, "__spec__", None)
    return spec is None or getattr(spec, "name", "").startswith(f"{root}.")


def walk(root, name):
    """Every module at or below `root` with its path below it, each once, parents first."""
    found = [([], root)]
    for path, module in found:
        for entry, value in sorted(vars(module).items()):
            if is_submodule(value, name) and not any(value is other for _, other in found):
                found.append(([*path, entry], value))
    return found


def places(root, name):
    """Each exception class that is an attribute of a module, and the paths of its attributes."""
    found = {}
    for path, module in walk(root, name):
        for entry, value in sorted(vars(module).items()):
            is_name = entry.isidentifier() and not keyword.iskeyword(entry)
            if is_name and isinstance(value, type) and issubclass(value, BaseException):
                found.setdefault(value, []).append([*path, entry])
    return found


def origin(value):
    """The module and the name by which it can be imported, or `None`."""
    module = sys.modules.get(value.__module__)
    if getattr(module, value.__qualname__, None) is value:
        return [value.__module__, value.__qualname__]
    return None


def bases(value, known):
    """Its bases: those of the extension by number, others by name. One that cannot be named is replaced by its bases."""
    found = []
    for base in value.__bases__:
        if base in known:
            found.append(known.index(base))
        elif origin(base):
            found.append(origin(base))
        else:
            found.extend(bases(base, known))
    return found


def classes(root, name):
    found = places(root, name)
    known = list(found)
    return [
        {
            "name": f"{value.__module__}.{value.__qualname__}",
            "places": found[value],
            "origin": origin(value),
            "bases": bases(value, known),
            "doc": vars(value).get("__doc__") or "",
        }
        for value in known
    ]


def main():
    library, name, *paths = arguments()
    sys.path[:0] = paths
    try:
        found = classes(load(library, name), name)
    except BaseException as error:  # an extension may call sys.exit
        answer("failed", described(error).encode("utf-8", "replace"))
    answer("classes", json.dumps(found).encode())


main()
