"""Prints what Python does with the submodules of a package, as JSON: one outcome for each statement.

`forms.py DIRECTORY` finds the package `harbour` there: the extension of the fixture `lazy`, or the same modules in
Python. Each statement runs in a process of its own, which has imported nothing of the package.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

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
    "import harbour.quay.berth.crane.hook as h; show(h.__name__, h.__package__, h.STRENGTH)",
    "from harbour.quay.berth.crane import hook as h; show(h.__name__)",
    "from harbour.quay import berth, nothing",
    "from harbour.quay.berth import Berth, crane as c; show(Berth.__name__, c.__name__)",
    "__import__('harbour.quay.berth'); import sys; show('harbour.quay.berth' in sys.modules)",
    "show(__import__('harbour.quay', fromlist=['berth', 'nothing']).__name__)",
    "show(__import__('harbour.quay', fromlist=['*']).__name__); import sys; show('harbour.quay.storm' in sys.modules)",
    "__package__ = 'harbour'; from . import quay; show(quay.moon.PHASE)",
    "__package__ = 'harbour'; from .quay import berth, moon; show(berth.__name__, moon.__name__)",
    "__package__ = 'harbour.quay.berth.crane'; from .hook import STRENGTH; from ... import moon; show(STRENGTH, moon.__name__)",
    "__package__ = 'harbour.quay'; from .nothing import x",
    "import importlib.util as u; show(u.find_spec('.berth', 'harbour.quay').name)",
    "import importlib.util as u, harbour.quay as q; show([u.find_spec('harbour.quay.' + n) is not None for n in ('moon', 'tide', 'nothing')], q.filled())",
    "import importlib.util as u, sys; s = u.find_spec('harbour.quay.moon'); m = u.module_from_spec(s); s.loader.exec_module(m); show(m.PHASE, m.__name__, m.__package__, 'harbour.quay.moon' in sys.modules)",
    "import importlib.util as u, sys; s = u.find_spec('harbour.quay.berth'); m = u.module_from_spec(s); sys.modules[s.name] = m; s.loader.exec_module(m); import harbour.quay.berth as b; show(m.Berth(3).length, b is m)",
    "import importlib.util as u; s = u.find_spec('harbour.quay.moon'); show(s.loader.is_package('harbour.quay.moon'), u.find_spec('harbour.quay.berth').loader.is_package('harbour.quay.berth'))",
    "import importlib.util as u, sys; s = u.find_spec('harbour.quay.moon'); m = u.module_from_spec(s); s.loader = u.LazyLoader(s.loader); s.loader.exec_module(m); sys.modules[s.name] = m; show(m.PHASE)",
    "import pkgutil, harbour.quay as q; list(pkgutil.walk_packages(q.__path__, 'harbour.quay.')); show(q.filled())",
    "import pkgutil; show(pkgutil.resolve_name('harbour.quay.berth.crane.hook').STRENGTH, pkgutil.resolve_name('harbour.quay:berth.Berth').__name__)",
    "import pydoc; show(pydoc.locate('harbour.quay.berth.Berth').__name__, pydoc.locate('harbour.quay.moon').__name__, pydoc.locate('harbour.quay.nothing'))",
    "import pydoc, harbour.quay.moon; show('PHASE' in pydoc.render_doc('harbour.quay.moon'))",
    "import inspect, harbour.quay as q; show(sorted(n for n, v in inspect.getmembers(q, inspect.ismodule)), q.filled())",
    "import inspect, harbour.quay.berth as b; show(inspect.getmodule(b) is b, inspect.getdoc(b.Berth), inspect.getmodulename('x'))",
    "import doctest, harbour.quay.moon as m; show([t.name for t in doctest.DocTestFinder().find(m)])",
    "from unittest import mock\nwith mock.patch('harbour.quay.berth.fits', lambda *a: 5):\n    from harbour.quay.berth import fits\n    show(fits())\nimport harbour.quay.berth as b; show(b.fits(b.Berth(3), 2))",
    "from unittest import mock\nwith mock.patch('harbour.quay.moon', 5):\n    import harbour.quay as q; show(q.moon)\nshow(q.moon.__name__)",
    "from unittest import mock\nwith mock.patch('harbour.quay.nothing.f', 5): pass",
    "from unittest import mock\nwith mock.patch.dict('sys.modules', {'harbour.quay.moon': 5}):\n    import harbour.quay.moon as m; show(m)",
    "import harbour.quay as q; q.moon = 5; from harbour.quay import moon; show(moon); import harbour.quay.moon as m; show(getattr(m, 'PHASE', m)); show(getattr(q.moon, 'PHASE', q.moon))",
    "import harbour.quay.moon as m, harbour.quay as q; q.moon = 5; from harbour.quay import moon; show(moon); import harbour.quay.moon as n; show(n)",
    "import harbour.quay.moon, harbour.quay as q; del q.moon; import harbour.quay.moon as n; show(n.PHASE, 'moon' in vars(q))",
    "import harbour.quay.moon, harbour.quay as q; del q.moon; from harbour.quay import moon; show(moon.PHASE)",
    "import harbour.quay as q; del q.moon",
    "import sys, harbour.quay.moon as m; del sys.modules['harbour.quay.moon']; import harbour.quay as q; show(q.moon is m); from harbour.quay import moon; show(moon is m)",
    "import sys, importlib, harbour.quay.moon as m; del sys.modules['harbour.quay.moon']; importlib.reload(m)",
    "import sys, harbour.quay.berth.crane as c; del sys.modules['harbour.quay.berth']; import harbour.quay.berth.crane as d; show(c is d, sys.modules['harbour.quay.berth'].Berth.__name__)",
    "import importlib; importlib.reload(5)",
    "import importlib, harbour.quay.berth as b; a = b.Berth; n = importlib.reload(b); show(isinstance(n.Berth(1), n.Berth), n.__spec__.name, b.__loader__ is b.__spec__.loader)",
    "import harbour.quay.berth as b; show(isinstance(b.__path__, list) or len(list(b.__path__)), b.__spec__.submodule_search_locations == list(b.__path__), len(b.__path__))",
    "import harbour.quay.moon as m; m.__path__",
    "import harbour.quay.berth as b; show(b.__loader__ is b.__spec__.loader, b.__spec__.name, b.__name__, b.__package__, b.__doc__)",
    "import harbour.quay as q; show([hasattr(q, n) for n in ('__wrapped__', '__path__', '__all__', '__file__', '__getattr__', 'Berth')])",
    "import harbour.quay as q; getattr(q, '')",
    "import harbour.quay as q; getattr(q, 'berth.crane')",
    "import harbour.quay as q; getattr(q, 'größe')",
    "import importlib; importlib.import_module('harbour.quay.größe')",
    "import importlib; importlib.import_module('harbour.quay.')",
    "import importlib; importlib.import_module('harbour.quay..moon')",
    "import importlib; importlib.import_module('..moon', 'harbour.quay.berth'); import sys; show('harbour.quay.moon' in sys.modules)",
    "import importlib; importlib.import_module('....moon', 'harbour.quay.berth')",
    "import copy; from harbour.quay.berth import Berth; show(copy.copy(Berth(5)).length, copy.deepcopy([Berth(6)])[0].length)",
    "import copyreg, pickle; from harbour.quay.berth import Berth; copyreg.pickle(Berth, lambda b: (Berth, (b.length + 1,))); show(pickle.loads(pickle.dumps(Berth(5))).length)",
    "import pickle, sys; from harbour.quay.berth import Berth; data = pickle.dumps(Berth(5)); import subprocess; run = subprocess.run([sys.executable, '-c', 'import pickle, sys; print(pickle.load(sys.stdin.buffer).length, \"harbour.quay.moon\" in sys.modules)'], input=data, capture_output=True); show(run.stdout.decode().split())",
    "import pickle, harbour.quay; pickle.loads(b'charbour.quay.nothing\\nX\\n.')",
    "from typing import get_type_hints\nimport harbour.quay\ndef f(x: 'harbour.quay.berth.Berth') -> 'harbour.quay.berth.crane.CraneBerth': ...\nshow([t.__name__ for t in get_type_hints(f).values()])",
    "import os, harbour.quay as q\npid = os.fork()\nif pid == 0:\n    os._exit(int(q.moon.PHASE * 2) if q.filled().get('moon') == 1 else 99)\nshow(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), q.filled())",
    "import os, harbour.quay.moon as m, harbour.quay as q\npid = os.fork()\nif pid == 0:\n    os._exit(int(q.moon.PHASE * 2) if q.moon is m and q.filled().get('moon') == 1 else 99)\nshow(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))",
    "import multiprocessing as mp; from harbour.quay.berth import Berth; from operator import attrgetter\npool = mp.get_context('spawn').Pool(1)\nshow(pool.map(attrgetter('length'), [Berth(2), Berth(3)]), pool.apply(Berth, (4,)).length); pool.terminate()",
    "import runpy; show(runpy.run_module('harbour.quay.moon')['PHASE'])",
    "import runpy; runpy.run_module('harbour.quay.berth')",
    "import sys; sys.path_hooks.insert(0, lambda p: (_ for _ in ()).throw(ImportError())); import harbour.quay.berth; show(harbour.quay.berth.__name__)",
    "import builtins; names = []; real = builtins.__import__\ndef spy(name, *a, **k):\n    names.append(name); return real(name, *a, **k)\nbuiltins.__import__ = spy; import harbour.quay.moon; show([n for n in names if n == 'harbour.quay.moon'])",
    "import harbour.quay.moon, harbour, sys; show(harbour.quay is sys.modules['harbour.quay'], harbour.quay.moon is sys.modules['harbour.quay.moon'])",
    "import gc, weakref, harbour.quay.moon as m; r = weakref.ref(m); gc.collect(); show(r() is m, m in gc.get_objects())",
    "import threading, harbour.quay as q; found = []\nts = [threading.Thread(target=lambda: found.append(q.moon)) for _ in range(8)]\n[t.start() for t in ts]; [t.join() for t in ts]; show(len(set(map(id, found))), q.filled()['moon'])",
    "import asyncio, harbour.quay as q\nasync def f(): return q.moon.PHASE\nasync def main(): return await asyncio.gather(f(), f())\nshow(asyncio.run(main()))",
    "import harbour.quay as q; sorted(dir(q)) == dir(q) and show('berth' in dir(q), 'moon' in dir(q), q.filled())",
    "import harbour.quay.berth as b; show(repr(b)[:27])",
    "import harbour.quay as q; q.__getattr__('moon'); show(q.filled()['moon'])",
    "import harbour.quay as q; match = q.moon\nmatch match:\n    case q.moon: show('same')",
    "import importlib.resources as r, harbour.quay.berth; show(r.files('harbour.quay.berth').joinpath('nothing.txt').is_file())",
    "import importlib.resources as r; show(r.is_resource('harbour.quay.berth', 'nothing.txt') if hasattr(r, 'is_resource') else False)",
    "import pkgutil; show(pkgutil.get_importer(__import__('harbour.quay', fromlist=['x']).__path__[0]) is not None)",
    "import sys, harbour.quay.moon; show(sys.modules['harbour.quay.moon'].__spec__._initializing if hasattr(sys.modules['harbour.quay.moon'].__spec__, '_initializing') else False)",
    "import harbour.quay as q\ntry:\n    from harbour.quay import nothing\nexcept ImportError as e:\n    show(e.name, (e.path is not None), getattr(e, 'name_from', 'nothing'))",
    "try:\n    import harbour.quay.nothing\nexcept ModuleNotFoundError as e:\n    show(e.name, e.path)",
    "import harbour.quay as q\ntry:\n    q.nothing\nexcept AttributeError as e:\n    show(e.name, e.obj is q)",
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
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = list(pool.map(lambda form: outcome(["-c", RUN, form], directory), FORMS))
    for form, run in zip(FORMS, runs):
        outcomes[form] = json.loads(run.stdout) if run.returncode == 0 else ["died", run.returncode, run.stderr]
    for program in PROGRAMS:
        run = outcome(["-m", program], directory)
        last = run.stderr.strip().splitlines()[-1:] if run.returncode else []
        outcomes["-m " + program] = [run.returncode, run.stdout, [line.rpartition(": ")[2] for line in last]]
    print(json.dumps(outcomes))


main()
