"""How a script of cargo-stubgen gives its answer. Every script has this text in front of its own, or imports it.

The first argument of a script is the file of its answer; `arguments()` are the others. An answer is a line with its
kind, and then its bytes. It is complete or not there at all, because it is put in its place by renaming. An
extension owns standard output and may print what it likes.
"""

import os
import sys


def arguments():
    return sys.argv[2:]


def answer(kind, data):
    """Writes the answer, and ends the process."""
    path = sys.argv[1]
    with open(path + ".part", "wb") as file:
        file.write(kind.encode() + b"\n")
        file.write(data)
    os.replace(path + ".part", path)
    # This does not wait for threads that the extension has started, or for what it does when a process ends.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def described(error):
    """An exception in one line."""
    text = str(error).strip()
    return "%s: %s" % (type(error).__name__, text) if text else type(error).__name__


