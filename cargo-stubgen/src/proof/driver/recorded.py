"""What the watcher of a run recorded: the calls in their order, the classes of values, and what was watched.

`cargo-stubgen/src/trace/watcher` writes the records.
"""

import json
import os


class Recorded:
    """All records of a run."""

    def __init__(self):
        self.calls = []
        self.classes = {}
        # The keys of dictionaries that were told apart.
        self.keys = set()
        self.watched = set()
        self.unwatched = {}
        # The items of submodules that a process did not use, so that they were not made.
        self.unused = set()
        self.failures = []
        # Tests that failed because of findings alone, and all tests that failed.
        self.failed_by_findings = set()
        self.failed = 0
        self._seen = set()

    def read_directory(self, directory):
        """Reads the file of each process."""
        for name in sorted(os.listdir(directory)):
            if name.endswith(".jsonl"):
                with open(os.path.join(directory, name), encoding="utf-8") as file:
                    # A process that was killed may have left half a line.
                    self.add(line for line in file if line.endswith("\n"))
        self.calls.sort(key=lambda call: call["at"])
        return self

    def add(self, lines):
        """Adds records, and returns the calls among them."""
        added = []
        for line in lines:
            record = json.loads(line)
            kind = record["is"]
            if kind == "call":
                added.append(record)
            elif kind == "class":
                self.classes.setdefault(record["name"], record)
            elif kind == "keys":
                self.keys.update(record["names"])
            elif kind == "watched":
                self.watched.update(record["items"])
                self.unwatched.update(record["unwatched"])
                self.unused.update(record["unused"])
            elif kind == "failed-test":
                self.failed_by_findings.add(record["test"])
            elif kind == "failed-tests":
                self.failed += record["count"]
            elif kind == "failure":
                self.failures.append(f"{record['place']}: {record['error']}")
        self.calls += added
        return added
