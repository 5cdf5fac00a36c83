"""Checks what the registry of `harbour.quay` says and does: `registry.py DIRECTORY`."""

import importlib
import os
import pkgutil
import sys

sys.path.insert(0, sys.argv[1])
quay = importlib.import_module("harbour.quay")
registry = pkgutil.get_importer(quay.__path__[0])


def filled_by(action):
    """The submodules that an action fills."""
    before = quay.filled()
    action()
    return {name for name, count in quay.filled().items() if count != before.get(name, 0)}


assert set(registry.submodules()) - set(registry.lazy()) == {"pilots"}
assert {name for name, state in registry.submodules().items() if state != "known"} == {"pilots"}
assert filled_by(lambda: quay.rope2d) == {"rope2d"}
# It needs the pilots. The tide and the moon load each other.
assert filled_by(lambda: importlib.reload(quay.pilots)) == {"pilots", "rope2d"}
assert filled_by(lambda: quay.tide) == {"tide", "moon"}
assert filled_by(lambda: registry.reload("moon")) == {"moon", "tide"}
os.environ["HARBOUR_STORMS"] = "1"
try:
    registry.eager_load()
except RuntimeError as error:
    assert sys.version_info < (3, 11) or "harbour.quay.storm" in error.__notes__[0]
assert registry.submodules()["storm"] == "failed"
registry.eager_load()
assert set(registry.submodules().values()) == {"loaded"}
try:
    registry.reload("nothing")
except ModuleNotFoundError as error:
    assert error.name == "harbour.quay.nothing"
else:
    raise AssertionError
