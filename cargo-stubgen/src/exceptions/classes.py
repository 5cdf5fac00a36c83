"""Imports an extension, and answers with the exception classes that hang on it, as JSON.

Arguments: the library, the module's dotted name, and where the packages around it may be.
"""

import importlib.machinery
import importlib.util
import json
import keyword
import types


def stand_in(name):
    """Puts the packages around the extension in place without running them: it may import what is in them."""
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
    """Imports the extension alone: none of the packages around it."""
    stand_in(name)
    loader = importlib.machinery.ExtensionFileLoader(name, library)
    spec = importlib.util.spec_from_file_location(name, library, loader=loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    # An extension may have put something else in its place.
    return sys.modules[name]


def is_submodule(value, root):
    """Whether it hangs on another module of the extension. If it can be imported, its name says whose it is."""
    if not isinstance(value, types.ModuleType):
        return False
    spec = getattr(value, "__spec__", None)
    return spec is None or getattr(spec, "name", "").startswith(f"{root}.")


def walk(root, name):
    """Every module at or below `root` with its path below it, parents first; each once."""
    found = [([], root)]
    for path, module in found:
        for entry, value in sorted(vars(module).items()):
            if is_submodule(value, name) and not any(value is other for _, other in found):
                found.append(([*path, entry], value))
    return found


def places(root, name):
    """Each exception class that an attribute of a module is, and where."""
    found = {}
    for path, module in walk(root, name):
        for entry, value in sorted(vars(module).items()):
            is_name = entry.isidentifier() and not keyword.iskeyword(entry)
            if is_name and isinstance(value, type) and issubclass(value, BaseException):
                found.setdefault(value, []).append([*path, entry])
    return found


def origin(value):
    """The module that has it under its name, and that name; none where no module has."""
    module = sys.modules.get(value.__module__)
    if getattr(module, value.__qualname__, None) is value:
        return [value.__module__, value.__qualname__]
    return None


def bases(value, known):
    """Its bases: those that hang on the extension by number, others by name. Where one has no name, its bases."""
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
