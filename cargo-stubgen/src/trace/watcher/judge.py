"""Asks a separate process whether calls contradict the stub, while the suite runs."""

import json
import subprocess


class Judge:
    """A process that compares calls with the stub. It starts when the first call is to be compared."""

    def __init__(self, job):
        self._job = job
        self._process = None

    def ask(self, lines):
        """What contradicts the stub in some records: a message for each finding."""
        if self._process is None:
            self._process = self._start()
        self._process.stdin.write(json.dumps(lines).encode() + b"\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the comparison ended")
        return [self._message(finding) for finding in json.loads(answer)]

    def _start(self):
        # It imports neither the extension nor the modules of the project.
        return subprocess.Popen(
            [self._job["python"], "-I", "-B", "-c", self._job["script"], json.dumps(self._job["request"])],
            cwd=self._job["directory"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def _message(self, finding):
        rule, call = finding["rule"], finding["call"]
        text = self._job["messages"][rule["code"]].format(**rule)
        return f"`{finding['path']}` {text} ({call['file']}:{call['line']})"

    def close(self):
        if self._process is not None:
            self._process.stdin.close()
            self._process.wait()
