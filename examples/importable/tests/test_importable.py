"""Uses everything that `importable` has, in every way that Python finds it."""

import importlib
import importlib.util
import pickle
import subprocess
import sys

import importable
import pytest
from importable import _core
from importable._core.fold.origami import Crane, cranes

SUBMODULES = ["sizes", "fold", "fold.origami", "press", "press.inks"]
LAZY = ["press", "press.inks"]


def submodule(name: str) -> object:
    found: object = _core
    for part in name.split("."):
        found = getattr(found, part)
    return found


def test_the_package() -> None:
    assert importable.letter() == importable.Sheet(210, 297)
    assert importable.Booklet(importable.letter()).page == importable.Sheet(148.5, 210)
    assert _core.sizes.sheet(0, _core.sizes.Series.B).height == pytest.approx(1414, abs=1)
    assert cranes(importable.letter(), importable.Series.A) == 4
    assert Crane(importable.letter()).page == _core.fold.Booklet(importable.letter()).page
    assert int(importable.Series.B) == 1


def test_all_names_are_listed() -> None:
    for name in ["", *SUBMODULES]:
        module = importlib.import_module(f"importable._core.{name}".rstrip("."))
        assert {name for name in dir(module) if not name.startswith("_")} == set(module.__all__)


@pytest.mark.parametrize("name", LAZY)
@pytest.mark.parametrize("use", ["import importable._core.{}", "import importable; importable._core.{}"])
def test_a_lazy_submodule_is_made_when_it_is_used(name: str, use: str) -> None:
    statement = f"import sys, importable; assert 'importable._core.{name}' not in sys.modules; {use.format(name)}; "
    statement += f"assert 'importable._core.{name}' in sys.modules"
    subprocess.run([sys.executable, "-c", statement], check=True)


def test_a_lazy_submodule_is_filled_again() -> None:
    press = _core.press.Press
    assert importlib.reload(_core.press) is _core.press
    assert _core.press.Press is press


def test_printing() -> None:
    press = _core.press.Press()
    assert press.print(importable.Sheet(2, 3), copies=2) == 12
    assert _core.press.inks.used(press) == 1
    assert _core.press.pages(importable.Sheet(200, 300), importable.Sheet(100, 100)) == 6


@pytest.mark.parametrize("name", SUBMODULES)
def test_a_submodule_is_one_module_however_it_is_reached(name: str) -> None:
    module = importlib.import_module(f"importable._core.{name}")
    assert module is submodule(name)
    assert module.__name__ == f"importable._core.{name}"
    spec = importlib.util.find_spec(f"importable._core.{name}")
    assert spec is not None
    assert spec.name == module.__name__
    assert spec.parent == module.__package__


@pytest.mark.parametrize(
    "statement",
    [
        "import importable._core.sizes",
        "import importable._core.fold.origami",
        "import importable._core.fold.origami as o; o.cranes",
        "from importable._core.fold.origami import cranes",
        "from importable._core import *; sizes.sheet, fold.origami.cranes",
        "from importable._core.fold import *; Booklet, origami",
    ],
)
def test_any_of_them_may_be_imported_first(statement: str) -> None:
    subprocess.run([sys.executable, "-c", statement], check=True)


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("importable._core.nothing")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("importable._core.sizes.nothing")


def test_instances_can_be_pickled() -> None:
    booklet = pickle.loads(pickle.dumps(_core.fold.Booklet(importable.letter())))
    assert isinstance(booklet, _core.fold.Booklet)
    assert booklet.page == importable.Sheet(148.5, 210)
    assert pickle.loads(pickle.dumps(_core.fold.origami.Crane)) is Crane


@pytest.mark.parametrize("name", [name for name in SUBMODULES if name not in LAZY])
def test_a_submodule_can_be_reloaded(name: str) -> None:
    module = sys.modules[f"importable._core.{name}"]
    before = dict(vars(module))
    assert importlib.reload(module) is module
    assert all(vars(module)[name] is value for name, value in before.items() if not name.startswith("__"))


def test_a_submodule_that_was_dropped_is_found_again() -> None:
    dropped = sys.modules.pop("importable._core.sizes")
    importlib.invalidate_caches()
    assert importlib.import_module("importable._core.sizes") is dropped


def test_the_extension_can_be_reloaded() -> None:
    assert importlib.reload(_core) is _core
    assert importlib.import_module("importable._core.fold.origami") is _core.fold.origami
    assert importlib.reload(_core.fold.origami) is _core.fold.origami


# `import importable` waits for the thread that loads it. Without it, Python itself would look for a submodule
# in an extension that another thread has made and not yet filled.
THREADS = """
import importlib, threading
names = ["sizes", "fold", "fold.origami"] * 8
found, barrier = [], threading.Barrier(len(names))
def load(name):
    barrier.wait()
    import importable
    found.append(importlib.import_module(f"importable._core.{name}"))
threads = [threading.Thread(target=load, args=[name]) for name in names]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert len(found) == len(names) and len({id(module) for module in found}) == 3, found
"""


def test_threads_may_import_at_once() -> None:
    subprocess.run([sys.executable, "-c", THREADS], check=True)
