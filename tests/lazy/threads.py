"""Uses the submodules of `harbour.quay` in many threads at once, each in an order of its own.

`threads.py DIRECTORY SEED THREADS [STORMS]` fails unless each submodule is filled once, whatever the threads do. With
`STORMS`, the initialiser of `storm` raises that often, and threads try again. Then one thread reloads submodules while
the others use them.
"""

import faulthandler
import importlib
import os
import random
import sys
import threading

NAMES = ["berth", "berth.crane", "berth.crane.hook", "tide", "moon", "storm", "rope2d", "pilots"]


def use(quay, name, how):
    """Reaches a submodule in one of the ways that Python has."""
    if how == 0:
        return importlib.import_module(f"harbour.quay.{name}")
    if how == 1:
        value = quay
        for part in name.split("."):
            value = getattr(value, part)
        return value
    parent, _, own = f"harbour.quay.{name}".rpartition(".")
    if how == 2:
        found = {}
        exec(f"from {parent} import {own} as found", found)
        return found["found"]
    return getattr(__import__(parent, fromlist=[own]), own)


def main():
    directory, seed, threads, storms = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), (sys.argv[4:] or ["0"])[0]
    os.environ["HARBOUR_STORMS"] = storms
    sys.path.insert(0, directory)
    faulthandler.dump_traceback_later(100, exit=True)
    sys.setswitchinterval(1e-5)
    start, found, wrong, raised = threading.Barrier(threads), [], [], []

    def work(number):
        chance = random.Random(seed * 1000 + number)
        names = chance.sample(NAMES, len(NAMES))
        start.wait()
        try:
            quay = importlib.import_module("harbour.quay")
            for name in names:
                while True:
                    try:
                        found.append((name, use(quay, name, chance.randrange(4))))
                        break
                    except RuntimeError as error:
                        raised.append(str(error))
        except BaseException as error:
            wrong.append(f"{type(error).__name__}: {error}")

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    quay = importlib.import_module("harbour.quay")
    for name, module in found:
        if module is not sys.modules[f"harbour.quay.{name}"]:
            wrong.append(f"{name} is two modules")
    expected = {name: 1 for name in NAMES}
    expected["storm"] += int(storms)
    # Python raises an error in one of two threads that import modules which need each other, if the threads meet at a
    # certain moment. The initialiser then runs again.
    filled = {name: 1 if name in ("tide", "moon") and times == 2 else times for name, times in quay.filled().items()}
    if filled != expected or raised != ["a storm"] * int(storms):
        wrong.append(f"{quay.filled()} {raised}")
    # Python does not support reloading in two threads at once: it takes a module that it reloads out of `sys.modules`.
    again = [threading.Thread(target=work, args=(number,)) for number in range(threads - 1)]
    start = threading.Barrier(threads)
    for worker in again:
        worker.start()
    start.wait()
    reload_all(seed, dict(found), wrong)
    for worker in again:
        worker.join()
    sys.exit("\n".join(sorted(set(wrong))) or None)


def reload_all(seed, modules, wrong):
    """Reloads the submodules in an order of its own, beside other threads that do so."""
    names = random.Random(seed).sample(NAMES, len(NAMES))
    try:
        for name in names:
            importlib.reload(modules[name])
    except BaseException as error:
        wrong.append(f"reload: {type(error).__name__}: {error}")


main()
