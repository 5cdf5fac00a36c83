"""Finds the stubs of an installed package, without importing it. A package of stubs comes first, as for type checkers.

Argument: the name of the package.
"""

import importlib.machinery


def stubs(name):
    for entry in sys.path:
        place = os.path.join(entry, name + "-stubs")
        if os.path.isdir(place):
            return place
    spec = importlib.machinery.PathFinder.find_spec(name)
    if spec is None:
        return None
    for place in spec.submodule_search_locations or ():
        return place
    origin = spec.origin or ""
    stub = os.path.join(os.path.dirname(origin), name + ".pyi")
    return stub if os.path.isfile(stub) else None


(name,) = arguments()
found = stubs(name)
answer("missing" if found is None else "found", found or "")
