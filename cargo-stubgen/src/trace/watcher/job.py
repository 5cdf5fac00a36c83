"""The request of the command, and the file of this process in which it finds what was recorded."""

import json
import os
import time


def read(path):
    """The request."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Log:
    """Appends records to a file for each process. Each is written at once, so that a crash loses nothing."""

    def __init__(self, directory):
        self._directory = directory
        self._process = None
        self._file = None
        self.has_failed = False

    def write(self, kind, **values):
        process = os.getpid()
        if process != self._process:
            # After a fork, the file of the parent stays open there.
            path = os.path.join(self._directory, f"{process}-{time.monotonic_ns()}.jsonl")
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0), 0o600)
            self._process = process
        os.write(self._file, json.dumps({"is": kind, "at": time.time_ns(), **values}).encode() + b"\n")

    def fail(self, place, error):
        """Reports that the watcher itself failed. The suite goes on without it."""
        self.has_failed = True
        try:
            self.write("failure", place=place, error=f"{type(error).__name__}: {error}"[:2000])
        except Exception:
            # The command reports a directory that cannot be written to by what is missing in it.
            pass
