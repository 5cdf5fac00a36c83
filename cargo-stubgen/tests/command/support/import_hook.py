"""Checks the import hook of `cargo stubgen test`. Argument: the directory that holds its package."""

import importlib
import json  # noqa: F401  # the import below must not change anything
import sys
import threading
import types

sys.path.insert(0, sys.argv[1])
from stubgen_proof.submodules import Submodules


def tree():
    """An extension `m` with `m.sub`, `m.sub.json` and `m.types`, all of them attributes."""
    root = types.ModuleType("m")
    root.sub = types.ModuleType("sub")
    root.sub.json = types.ModuleType("json")
    root.sub.json.answer = 42
    root.types = types.ModuleType("m.types")
    sys.modules["m"] = root
    modules = {"m.sub": root.sub, "m.sub.json": root.sub.json, "m.types": root.types}
    return root, modules


def state(root, modules):
    """What must be as it was: who is registered, and what each module holds."""
    registered = {name: sys.modules.get(name) for name in ["m", *modules]}
    contents = {id(module): dict(vars(module)) for module in [root, *modules.values()]}
    return registered, contents, list(sys.meta_path), set(sys.modules)


def check(registered):
    root, modules = tree()
    if registered:
        # Some extensions do this, and not always with the object that is the attribute.
        sys.modules["m.sub"] = types.ModuleType("another")
    before = state(root, modules)
    with Submodules(root, modules) as hook:
        for name, module in modules.items():
            assert importlib.import_module(name) is module, name
        from m.sub.json import answer

        assert answer == 42
        import json
        import types as standard

        assert hasattr(json, "dumps") and hasattr(standard, "ModuleType")
        with hook:
            assert importlib.import_module("m.types") is root.types
        assert importlib.import_module("m.sub") is root.sub
        try:
            importlib.import_module("m.nothing")
        except ModuleNotFoundError:
            pass
        else:
            raise AssertionError("m.nothing was found")
    assert state(root, modules) == before
    try:
        importlib.import_module("m.sub.json")
    except ModuleNotFoundError:
        pass
    else:
        raise AssertionError("m.sub.json is still found")
    for name in ["m", *modules]:
        sys.modules.pop(name, None)


def check_threads():
    root, modules = tree()
    before = state(root, modules)
    barrier = threading.Barrier(16)
    failures = []

    def work():
        barrier.wait()
        try:
            with hook:
                for name, module in modules.items():
                    assert importlib.import_module(name) is module
        except BaseException as error:
            failures.append(error)

    hook = Submodules(root, modules)
    threads = [threading.Thread(target=work) for _ in range(16)]
    with hook:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failures, failures
    assert state(root, modules) == before


check(registered=False)
check(registered=True)
check_threads()
try:
    root, modules = tree()
    before = state(root, modules)
    with Submodules(root, modules):
        raise ValueError
except ValueError:
    assert state(root, modules) == before
print("all is well")
