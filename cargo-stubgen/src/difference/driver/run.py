"""Compares two trees of stubs by mypy's types, and answers with the changes as JSON."""

import faulthandler
import json
import sys

from stubgen_diff.old_mypy import old_mypy
from stubgen_diff.text import described, json_encoder


def run(job):
    """Returns the kind of the answer and its contents."""
    job, as_json = json.loads(job), json_encoder()
    # The process that started this one may be gone.
    faulthandler.dump_traceback_later(job["limit"], exit=True)
    if job["mypy"]:
        # What the project has comes first.
        sys.path.append(job["mypy"])
    if old := old_mypy():
        return "old-mypy", "\0".join(old)
    try:
        import mypy.build  # noqa: F401
    except ModuleNotFoundError as error:
        return "mypy" if error.name in ("mypy", "mypy.build") else "stopped", described(error)
    from stubgen_diff import modules
    from stubgen_diff.changes import Changes
    from stubgen_diff.worlds import Broken, Worlds

    try:
        worlds = Worlds(job)
    except Broken as error:
        return "broken", as_json(error.places)
    except RuntimeError as error:
        return "stopped", described(error)
    changes = Changes(worlds, set(job["breaking"]))
    modules.compare(worlds, changes)
    return "changes", as_json({"changes": changes.all(), "unknown": worlds.unknown()})
