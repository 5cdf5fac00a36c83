"""The names of each module at run time, and the import statements that work.

It needs nothing but the interpreter.
"""

import importlib
import keyword
import sys
import types

from stubgen_proof import staging
from stubgen_proof.lazy_submodules import registry
from stubgen_proof.text import described

OF_MODULES = set(vars(types.ModuleType("any")))
ABSENT = object()


def result(root, job):
    """The modules at and below `root`, and what each import statement of the job does."""
    lazy = load_submodules(root, job["module"])
    found = walk(root, job["module"], set(job["submodules"]))
    modules = {
        name: {
            "names": {entry: kind(attribute(module, entry)) for entry in public_names(module)},
            "all": sorted(vars(module)),
            "registered": name != job["module"] and sys.modules.get(name) is not None,
        }
        for name, module in found.items()
    }
    return {"modules": modules, "forms": [attempt(form) for form in job["forms"]], "lazy": lazy}


def load_submodules(root, name):
    """Loads every submodule that the extension makes when it is used, and says what is wrong with it, by its dotted name."""
    found = registry(root)
    wrong = {}
    for below in sorted(found.lazy() if found is not None else ()):
        dotted = f"{name}.{below}"
        if staging.STATES.get(below) != "known":
            wrong[dotted] = {"early": True}
        try:
            value = staging.attribute(root, below)
            if importlib.import_module(f"{root.__name__}.{below}") is not value:
                wrong[dotted] = {"differs": True}
        except BaseException as error:
            wrong[dotted] = {"error": described(error)}
    return wrong


def walk(root, name, submodules):
    """Every module at or below `root`, by its dotted name, parents first."""
    found = {name: root}
    pending = [name]
    while pending:
        parent = pending.pop(0)
        # A module that has several names is at its own.
        for entry in sorted(vars(found[parent]), key=lambda entry: (not is_own_name(found[parent], entry), entry)):
            value = vars(found[parent])[entry]
            dotted = f"{parent}.{entry}"
            is_module = staging.is_submodule(value) or (dotted in submodules and isinstance(value, types.ModuleType))
            if is_module and not any(value is other for other in found.values()):
                found[dotted] = value
                pending.append(dotted)
    return found


def is_own_name(parent, entry):
    """Whether an attribute is a module that calls itself by the attribute's name."""
    value = vars(parent)[entry]
    name = vars(value).get("__name__") if isinstance(value, types.ModuleType) else None
    return isinstance(name, str) and name.rpartition(".")[2] == entry


def names_of(module):
    """The public names of a module: `__all__`, or the names that do not begin with an underscore."""
    public = getattr(module, "__all__", None)
    if isinstance(public, (list, tuple)):
        return [name for name in public if isinstance(name, str)]
    return [name for name in vars(module) if not name.startswith("_")]


def public_names(module):
    """The names that a stub can and should declare."""
    names = {name for name in names_of(module) if attribute(module, name) is not ABSENT and is_writable(name)}
    if isinstance(getattr(module, "__all__", None), (list, tuple)):
        return sorted(names)
    # Without `__all__`, a module that was imported is not a name of this one.
    return sorted(name for name in names if belongs(attribute(module, name)))


def attribute(module, name):
    """An attribute of a module, which is missing if it raises."""
    try:
        return getattr(module, name)
    except BaseException:
        return ABSENT


def is_writable(name):
    """Whether a name can be declared: a keyword cannot, and every module has some names without that."""
    return is_spelled(name) and name not in OF_MODULES


def is_spelled(name):
    """Whether Python source can spell a name."""
    return name.isidentifier() and not keyword.iskeyword(name)


def belongs(value):
    """Whether a value is not just a module that was imported."""
    return not isinstance(value, types.ModuleType) or staging.is_submodule(value)


def kind(value):
    """The kind of a value, which decides how it is annotated in Rust."""
    try:
        return _kind(value)
    except BaseException:  # code of a metaclass
        return "value"


def _kind(value):
    if isinstance(value, types.ModuleType):
        return "module"
    if isinstance(value, type):
        return "exception" if issubclass(value, BaseException) else "class"
    return "function" if callable(value) else "value"


def attempt(form):
    """Runs the import statement `form`: whether it works, and what it raises."""
    try:
        exec(compile(form, "<import>", "exec"), {"__name__": "import_form"})
    except BaseException as error:
        return described(error)
    return None
