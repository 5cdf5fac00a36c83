"""The request of the command, and the file of this process in which it finds what was recorded."""

import functools
import json
import os
import time


class Watched:
    """What is watched in this process, and where it is recorded."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.job = json.load(file)
        self.log = Log(self.job["records"], keeps=self.job["judge"] is not None)

    @functools.cached_property
    def judge(self):
        """What compares calls while the suite runs, if it does."""
        from _stubgen_trace.judge import Judge

        return Judge(self.job["judge"])


class Log:
    """Appends records to a file for each process. Each is written at once, so that a crash loses nothing."""

    def __init__(self, directory, keeps):
        self._directory = directory
        self._kept = [] if keeps else None
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
        line = json.dumps({"is": kind, "at": time.time_ns(), **values})
        os.write(self._file, line.encode() + b"\n")
        if self._kept is not None:
            self._kept.append(line)

    def take(self):
        """The records since the last time, if they are kept."""
        kept, self._kept = self._kept, []
        return kept

    def put_back(self, lines):
        """Keeps records that were taken."""
        self._kept[:0] = lines

    def fail(self, place, error):
        """Reports that the watcher itself failed. The suite goes on without it."""
        self.has_failed = True
        try:
            self.write("failure", place=place, error=f"{type(error).__name__}: {error}"[:2000])
        except Exception:
            # The command reports a directory that cannot be written to by what is missing in it.
            pass
