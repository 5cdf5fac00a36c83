"""Runs stubtest on one module, and reads what it finds."""

import keyword
import types

from mypy import stubtest


def stubtest_module(name, says_all):
    """What stubtest says of the module `name`; `says_all`, whether its stub can say what `__all__` is."""
    findings = []
    for error in stubtest.test_module(name):
        if error.is_private_type_check_only_related() or is_unsayable(error, says_all) or is_unknown(error):
            continue
        findings.append(
            {
                "path": ".".join(error.object_path),
                "message": error.message,
                "stub": text(error.stub_desc, error.stub_object),
                "runtime": text(error.runtime_desc, error.runtime_object),
            }
        )
    return findings


def is_unsayable(error, says_all):
    """Whether no stub could say it: `__all__` of a module that has no file, and names that are keywords."""
    last = error.object_path[-1]
    if last == "__all__" and not says_all:
        return True
    return error.is_missing_stub() and (keyword.iskeyword(last) or not last.isidentifier())


def is_unknown(error):
    """Whether it is about the parameters of a `__call__`, which Python does not know.

    It shows `(self, /, *args, **kwargs)` for every `__call__` that is written in C or Rust. stubtest wants `*args` in the
    stub too, where that has no parameter at all.
    """
    runtime = error.runtime_object
    is_slot = error.object_path[-1] == "__call__" and isinstance(runtime, types.WrapperDescriptorType)
    return is_slot and error.message.startswith("is inconsistent")


def text(description, value):
    """A description, where there is something to describe."""
    if isinstance(value, stubtest.Missing) and description == repr(value):
        return None
    return description.strip()
