"""Examines an extension from Python, and answers with its results as JSON.

Everything that is not the project's is imported first. A file of the project with the name of another module cannot
take its place then.
"""

import faulthandler
import json
import os
import sys

from stubgen_proof import staging
from stubgen_proof.findings import Stopped
from stubgen_proof.old_mypy import old_mypy
from stubgen_proof.text import described, json_encoder


def run(task, job, library, *python_paths):
    """Returns the kind of the answer and its contents. `task` is `survey`, `ready`, `prove` or `trace`."""
    job = {**json.loads(job), "library": library, "python_paths": python_paths}
    # The files of the job are found from here.
    directory = os.getcwd()
    as_json = json_encoder()
    # The process that started this one may be gone. This ends it even if the extension holds the lock.
    faulthandler.dump_traceback_later(job["limit"], exit=True)
    if task == "survey":
        from stubgen_proof import survey as module
    else:
        if job["mypy"]:
            # What the project has comes first.
            sys.path.append(job["mypy"])
        if old := old_mypy():
            return "old-mypy", "\0".join(old)
        try:
            from mypy import stubtest  # noqa: F401
        except ModuleNotFoundError as error:
            return "mypy" if error.name in ("mypy", "mypy.stubtest") else "stopped", described(error)
        if task == "ready":
            return task, as_json(None)
        from stubgen_proof import prove, trace

        module = trace if task == "trace" else prove
    try:
        # Calls that were recorded are compared without the extension.
        root = staging.load(job) if task != "trace" else None
    except BaseException as error:  # an extension may call sys.exit
        return "import", described(error)
    os.chdir(directory)
    try:
        return task, as_json(module.result(root, job))
    except Stopped as error:
        return "stopped", str(error)
    except Exception as error:
        if task == "survey":
            raise
        from mypy.version import __version__ as version

        raise RuntimeError(f"{described(error)} (with mypy {version})") from error
