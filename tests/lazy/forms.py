"""Prints what Python does with the submodules of a package, as JSON: one outcome for each statement.

`forms.py DIRECTORY` finds the package `harbour` there: the extension of the fixture `lazy`, or the same modules in
Python. Each statement runs in a process of its own, which has imported nothing of the package.
"""

import json
import os
import subprocess
import sys

# A statement may use `show`, which records a value.
FORMS = [
    "import harbour.quay; show(harbour.quay.__name__)",
    "import harbour.quay; show(sorted(n for n in dir(harbour.quay) if not n.startswith('_')))",
    "import harbour.quay; show(sorted(harbour.quay.__all__))",
    "import harbour.quay; show(harbour.quay.filled())",
    "import harbour.quay.berth; show(harbour.quay.berth.__name__, harbour.quay.filled())",
    "import harbour.quay.berth.crane.hook; show(harbour.quay.berth.crane.hook.STRENGTH, harbour.quay.filled())",
    "import harbour.quay.berth.crane as c; show(c.__name__, c.__package__, c.__spec__.parent)",
    "import harbour.quay.moon as m; show(m.__name__, m.__package__, hasattr(m, '__path__'), m.PHASE)",
    "from harbour import quay; show(quay.berth.crane.hook.STRENGTH, quay.filled())",
    "from harbour.quay import berth; show(berth.fits(berth.Berth(3), 2))",
    "from harbour.quay import berth as b, moon; show(b.__name__, moon.__name__)",
    "from harbour.quay.berth import Berth; show(Berth(2).length)",
    "from harbour.quay.berth import crane; show(crane.CraneBerth(4).length)",
    "from harbour.quay import *; show(berth.__name__, moon.__name__, rope2d.PILOTS, sorted(filled()))",
    "from harbour.quay.berth import *; show(crane.__name__, Berth.__name__)",
    "from harbour.quay import nothing",
    "from harbour.quay.berth import nothing",
    "import harbour.quay.nothing",
    "import harbour.quay.berth.nothing",
    "import harbour.quay.moon.nothing",
    "import harbour.quay; harbour.quay.nothing",
    "import harbour.quay.berth; harbour.quay.berth.nothing",
    "import harbour.quay; show(hasattr(harbour.quay, 'berth'), hasattr(harbour.quay, 'nothing'))",
    "import importlib; show(importlib.import_module('harbour.quay.berth').__name__)",
    "import importlib; show(importlib.import_module('.quay.berth', 'harbour').__name__)",
    "import importlib; show(importlib.import_module('.berth.crane', 'harbour.quay').__name__)",
    "__package__ = 'harbour'; from .quay.berth import Berth; show(Berth.__name__)",
    "__package__ = 'harbour.quay'; from .berth import crane; show(crane.__name__)",
    "__package__ = 'harbour.quay.berth'; from ..moon import PHASE; show(PHASE)",
    "import importlib.util as u; s = u.find_spec('harbour.quay.berth'); show(s.name, s.parent, s.submodule_search_locations is not None)",
    "import importlib.util as u; s = u.find_spec('harbour.quay.moon'); show(s.name, s.parent, s.submodule_search_locations)",
    "import importlib.util as u; show(u.find_spec('harbour.quay.nothing'))",
    "import importlib.util as u, harbour.quay as q; u.find_spec('harbour.quay.berth'); show(q.filled())",
    "import importlib.util as u; u.find_spec('harbour.quay.nothing.more')",
    "import importlib.util as u, harbour.quay.berth as b; show(u.find_spec('harbour.quay.berth') == b.__spec__)",
    "import pkgutil, harbour.quay as q; show(sorted((m.name, m.ispkg) for m in pkgutil.iter_modules(q.__path__)), q.filled())",
    "import pkgutil, harbour.quay as q; show(sorted(m.name for m in pkgutil.iter_modules(q.__path__, 'p.')))",
    "import pkgutil, harbour.quay as q; show(sorted(m.name for m in pkgutil.walk_packages(q.__path__, 'harbour.quay.')))",
    "import pkgutil, harbour.quay.berth as b; show([(m.name, m.ispkg) for m in pkgutil.iter_modules(b.__path__)])",
    "import pkgutil; show(pkgutil.resolve_name('harbour.quay.berth:Berth').__name__)",
    "import importlib, sys, harbour.quay.berth; importlib.invalidate_caches(); sys.path_importer_cache.clear(); import harbour.quay.moon; show(harbour.quay.moon.PHASE)",
    "import importlib, harbour.quay.moon as m; n = importlib.reload(m); show(n is m, m.PHASE, harbour.quay.filled()['moon'])",
    "import importlib, harbour.quay.berth as b; b.extra = 1; importlib.reload(b); show(b.extra, b.Berth.__name__)",
    "import sys, harbour.quay.moon as m; del sys.modules['harbour.quay.moon']; import harbour.quay.moon as n; show(m is n, harbour.quay.moon is n, n.PHASE)",
    "import sys, harbour.quay as q; sys.modules['harbour.quay.moon'] = None; import harbour.quay.moon",
    "import sys; import harbour.quay.berth; show(sys.modules['harbour.quay.berth'] is harbour.quay.berth, 'harbour.quay.moon' in sys.modules)",
    "import harbour.quay.tide, harbour.quay.moon; show(harbour.quay.tide.HEIGHT, harbour.quay.moon.PHASE, harbour.quay.filled()['tide'])",
    "import pickle; from harbour.quay.berth import Berth; show(pickle.loads(pickle.dumps(Berth(5))).length)",
    "import pickle, harbour.quay.berth; show(pickle.loads(pickle.dumps(harbour.quay.berth.fits)).__name__)",
    "import harbour.quay as q; show(q.rope2d.PILOTS, q.filled()['pilots'])",
    "import inspect, harbour.quay.berth as b; show(inspect.ismodule(b), inspect.getmodule(b.Berth) is b)",
    "import os; os.environ['HARBOUR_STORMS'] = '2'\nfor _ in range(3):\n    try:\n        import harbour.quay.storm as s\n        show(s.FORCE)\n    except RuntimeError as error:\n        import sys\n        show(str(error), 'harbour.quay.storm' in sys.modules, 'storm' in vars(harbour.quay) if 'harbour' in dir() else None)",
    "import os, harbour.quay as q; os.environ['HARBOUR_STORMS'] = '1'\ntry:\n    q.storm\nexcept RuntimeError as error:\n    import traceback; show('harbour.quay.storm' in ''.join(traceback.format_exception(type(error), error, error.__traceback__)).replace('/', '.'))\nshow(q.storm.FORCE)",
    "import os; os.environ['HARBOUR_STORMS'] = '1'; from harbour.quay import storm",
]

# What `python -m` does.
PROGRAMS = ["harbour.quay.moon", "harbour.quay.berth", "harbour.quay.nothing", "harbour.quay"]

RUN = """
import json, sys
shown = []
def show(*values):
    shown.append(values)
try:
    exec(compile(sys.argv[1], "<form>", "exec"), {"__name__": "form", "show": show})
    end = None
except BaseException as error:
    end = [type(error).__name__, str(error)]
print(json.dumps([shown, end]))
"""


def outcome(arguments, directory):
    environment = {**os.environ, "PYTHONPATH": directory, "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("HARBOUR_STORMS", None)
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=120)


def main():
    directory = sys.argv[1]
    outcomes = {}
    for form in FORMS:
        run = outcome(["-c", RUN, form], directory)
        outcomes[form] = json.loads(run.stdout) if run.returncode == 0 else ["died", run.returncode, run.stderr]
    for program in PROGRAMS:
        run = outcome(["-m", program], directory)
        last = run.stderr.strip().splitlines()[-1:] if run.returncode else []
        outcomes["-m " + program] = [run.returncode, run.stdout, [line.rpartition(": ")[2] for line in last]]
    print(json.dumps(outcomes))


main()
