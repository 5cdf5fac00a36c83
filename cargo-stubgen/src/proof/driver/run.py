"""Looks at an extension from Python, and answers with what it found, as JSON.

Arguments: the directory of this package, the task (`survey` or `prove`), and the file of the job, which is JSON.
"""

import faulthandler
import json

from stubgen_proof import staging
from stubgen_proof.answer import answer, arguments, described


def run(task, job):
    """Returns the kind of the answer and what it consists of."""
    try:
        root = staging.load(job)
    except BaseException as error:  # an extension may call sys.exit
        return "import", described(error).encode("utf-8", "replace")
    if task == "survey":
        from stubgen_proof import survey

        return task, json.dumps(survey.survey(root, job)).encode()
    try:
        from mypy import stubtest  # noqa: F401
    except ImportError as error:
        return "mypy", described(error).encode("utf-8", "replace")
    from stubgen_proof import prove

    return task, json.dumps(prove.prove(root, job)).encode()


def main():
    _, task, path = arguments()
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    # The process that started this one may be gone. This ends it even if the extension holds the lock.
    faulthandler.dump_traceback_later(job["limit"], exit=True)
    answer(*run(task, job))
