"""The form of a finding: a code of the table of rules and the values that its message names, but no text.

`cargo-stubgen/src/rules/findings` has the table.
"""

from stubgen_proof.text import described


def represented(value):
    """`repr(value)`, or what it raises."""
    try:
        return repr(value)
    except BaseException as error:
        return f"<its __repr__ raises {type(error).__name__}>"


def guarded(path, findings):
    """All `findings` about `path`. Comparing may run code of the extension. If it raises, that is a finding."""
    try:
        yield from findings
    except BaseException as error:
        yield finding(path, "raises-at-runtime", error=described(error))


class Stopped(Exception):
    """mypy cannot read a file at all."""


def finding(path, code, *, stub=None, runtime=None, line=None, unless=None, **values):
    """A finding about the dotted name `path`. `unless` is an intention that the author may have written by hand."""
    return {
        "path": path,
        "rule": {"code": code, **values},
        "stub": stub,
        "runtime": runtime,
        "line": line,
        "unless": unless,
    }


def missing_in_stub(path, **texts):
    return finding(path, "missing-in-stub", remedy="unknown", **texts)


def missing_at_runtime(path, **texts):
    return finding(path, "missing-at-runtime", remedy="unknown", **texts)


def is_about(finding, code):
    return finding["rule"]["code"] == code
