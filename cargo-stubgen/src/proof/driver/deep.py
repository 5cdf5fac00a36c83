"""Runs stubtest on one module, and reads what it finds."""

import ast
import types

import mypy.nodes as nodes
from mypy import stubtest

from stubgen_proof import constants
from stubgen_proof.findings import finding, guarded, missing_at_runtime, missing_in_stub, represented
from stubgen_proof.survey import is_spelled


# The codes of messages that the objects of an error do not determine, by a part of each message.
CODES = (
    ("is inconsistent, runtime is not a type", "stubtest"),
    ("is inconsistent, metaclass", "stubtest"),
    ("is inconsistent, stub value for Final var", "wrong-value"),
    ("is inconsistent, ", "wrong-signature"),
    ("variable differs from runtime type", "wrong-type"),
    ("is read-only at runtime but not in the stub", "read-only-at-runtime"),
    ("isn't marked with @final in the stub", "final-at-runtime"),
    ('is an "async def" function at runtime', "async-at-runtime"),
)


def stubtest_module(name, says_all, known):
    """The findings of stubtest in the module `name`. `says_all` is whether its stub can have an `__all__`."""
    # stubtest describes each value that differs.
    stubtest.repr = represented
    return list(guarded(name, errors(name, says_all, known)))


def errors(name, says_all, known):
    is_open = "__getattr__" in stubtest.get_stub(name).names
    for error in stubtest.test_module(name):
        code = classified(error)
        is_ignored = error.is_private_type_check_only_related() or is_unsayable(error, says_all)
        is_ignored |= is_open and is_about_names(error, name, code)
        is_ignored |= code == "wrong-type" and is_of_own_class(error, known)
        if not is_ignored and not is_unknown(error, code):
            yield read(error, code)


def classified(error):
    """The code of an error, by its objects if they determine it, and by its message otherwise."""
    stub, runtime = error.stub_object, error.runtime_object
    is_in_stub, is_at_runtime = not isinstance(stub, stubtest.Missing), not isinstance(runtime, stubtest.Missing)
    if not is_in_stub and not is_at_runtime:
        return "wrong-exports" if error.object_path[-1] == "__all__" else "stubtest"
    if not is_in_stub:
        return "missing-in-stub"
    if not is_at_runtime:
        return "missing-at-runtime"
    if error.is_disjoint_base_related():
        return "disjoint-base"
    return next((code for part, code in CODES if part in error.message), "stubtest")


def read(error, code):
    """An error of stubtest as a finding."""
    path = ".".join(error.object_path)
    stub, runtime = text(error.stub_desc, error.stub_object), text(error.runtime_desc, error.runtime_object)
    texts = {"stub": stub, "runtime": runtime}
    if code == "missing-in-stub":
        return missing_in_stub(path, **texts)
    if code == "missing-at-runtime":
        return missing_at_runtime(path, **texts)
    if code in ("wrong-type", "wrong-value"):
        return finding(path, code, declared=error.stub_desc.strip(), value=error.runtime_desc.strip(), **texts)
    if code == "wrong-exports":
        return finding(path, code, names=error.message, **texts)
    reason = error.message.partition("is inconsistent, ")[2] if code == "wrong-signature" else error.message
    return finding(path, code, reason=reason, **texts)


def is_unsayable(error, says_all):
    """Whether a stub cannot contain it: `__all__` of a module that has no file, and names that are keywords."""
    last = error.object_path[-1]
    if last == "__all__":
        return not says_all or lacks_unwritable_only(error)
    return error.is_missing_stub() and not is_spelled(last)


def lacks_unwritable_only(error):
    """Whether `__all__` in Python has nothing more than that of the stub but names that Python source cannot spell."""
    extra, lacking = exported(error.stub_desc), exported(error.runtime_desc)
    return extra == [] and bool(lacking) and not any(is_spelled(name) for name in lacking)


def exported(description):
    """The names at the end of a description of stubtest."""
    try:
        return ast.literal_eval((description or "").partition(": ")[2].strip())
    except (SyntaxError, ValueError):
        return None


def is_of_own_class(error, known):
    """Whether it is about an instance of a class of the extension that has its type in the stub.

    stubtest looks for the class in the module that the class names. Another stub of the package may describe the same class.
    """
    stub, value = error.stub_object, error.runtime_object
    is_value = isinstance(stub, nodes.Var) and stub.type is not None
    return is_value and known.is_own(type(value)) and constants.fits(value, stub.type, known)


def is_about_names(error, module, code):
    """Whether it says that the module lacks a name in the stub, which a stub with `__getattr__` does on purpose."""
    is_direct = len(error.object_path) == module.count(".") + 2
    return is_direct and code in ("missing-in-stub", "wrong-exports")


def is_unknown(error, code):
    """Whether it is about the parameters of a `__call__`, which Python does not know.

    It shows `(self, /, *args, **kwargs)` for every `__call__` that is written in C or Rust. stubtest requires `*args` in
    the stub too if the stub does not have parameters.
    """
    runtime = error.runtime_object
    is_slot = error.object_path[-1] == "__call__" and isinstance(runtime, types.WrapperDescriptorType)
    return is_slot and code == "wrong-signature"


def text(description, value):
    """A description, if there is something to describe."""
    if isinstance(value, stubtest.Missing) and description == repr(value):
        return None
    return description.strip()
