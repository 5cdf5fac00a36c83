"""Looks at an extension from Python, and writes what it found to a file.

Arguments: what to do (`survey` or `prove`), the request's file, the report's file. Both files hold JSON. A report is
complete or not there at all: it is put in its place by renaming. The extension owns standard output and may print
what it likes.
"""

import faulthandler
import json
import os
import sys

from stubgen_proof import staging


def run(task, request):
    """The report: what the task found, or the reason why it could not."""
    try:
        root = staging.load(request)
    except BaseException as error:  # an extension may call sys.exit
        return {"failed": {"stage": "import", "reason": staging.described(error)}}
    if task == "survey":
        from stubgen_proof import survey

        return {"survey": survey.survey(root, request)}
    try:
        from mypy import stubtest  # noqa: F401
    except ImportError as error:
        return {"failed": {"stage": "mypy", "reason": str(error)}}
    from stubgen_proof import prove

    return {"proof": prove.prove(root, request)}


def main():
    task, request_file, report_file = sys.argv[1:4]
    with open(request_file, encoding="utf-8") as file:
        request = json.load(file)
    # Whoever has started this may be gone. This ends the process even where the extension holds the lock.
    faulthandler.dump_traceback_later(request["limit"], exit=True)
    report = run(task, request)
    with open(report_file + ".part", "w", encoding="utf-8") as file:
        json.dump(report, file)
    os.replace(report_file + ".part", report_file)
    # Threads that the extension has started do not get to keep the process.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
