"""Describes a class: its bases, its constructor, and its own members."""

import types

ORDERINGS = {"__lt__", "__le__", "__gt__", "__ge__"}

# Attributes that Python or PyO3 gives every class, and one that means the same in a stub as in Python.
OF_CLASSES = {
    "__module__", "__doc__", "__dict__", "__weakref__", "__qualname__", "__text_signature__", "__annotations__",
    "__static_attributes__", "__firstlineno__", "__pyo3_internal__", "__slots__",
}  # fmt: skip


def described_class(value, survey):
    """A class as JSON. `survey` gives the classes that it refers to their numbers."""
    try:
        found = members(value, survey)
        described = {**shape(value), "bases": survey.bases(value), "members": found}
        if described["parameters"] is None and "__new__" in found:
            described["parameters"] = found["__new__"]["parameters"]
        return described
    except Exception:
        # The class is described even if its metaclass raises.
        return {**unknown_shape(value), "bases": [], "members": {}}


def shape(value):
    own = dictionary(value)
    return {
        "name": text(asked(value, "__name__")),
        "doc": text(own.get("__doc__")),
        "is_exception": issubclass(value, BaseException),
        "can_be_subclassed": can_be_subclassed(value),
        "can_be_called": can_be_called(value),
        "has_own_layout": has_own_layout(value),
        "adds_slots": adds_slots(value),
        "parameters": parameters(value) if can_be_called(value) is not False else shown_parameters(value),
        "match_args": strings(own.get("__match_args__")),
    }


def shown_parameters(value):
    """What `inspect.signature` shows for a class that cannot be called: the parameters of the nearest base class."""
    for base in value.__mro__[:-1]:
        shown = parameters(base)
        if shown:
            return shown
    return None


def unknown_shape(value):
    return {
        "name": text(asked(value, "__name__")),
        "doc": "",
        "is_exception": False,
        "can_be_subclassed": True,
        "can_be_called": None,
        "has_own_layout": True,
        "parameters": None,
        "match_args": None,
    }


def members(value, survey):
    found = inherited_constructor(value)
    for entry, static in names(value):
        if entry in OF_CLASSES or is_mangled(entry):
            continue
        try:
            found[entry] = member(value, entry, static, survey)
        except Exception:
            found[entry] = {"kind": "value", "type": None}
    return found


def is_mangled(entry):
    """Whether a class body in Python cannot spell the name: there it is `_Class__name`."""
    return entry.startswith("__") and not entry.endswith("__")


def inherited_constructor(value):
    """How a class is called that is written in Python: by its `__init__`, or without arguments.

    A class of PyO3 without a constructor has a flag that forbids to call it, or a `__new__` that raises.
    """
    own = dictionary(value)
    if "__new__" in own or can_be_called(value) is False or issubclass(value, BaseException):
        return {}
    if is_a(own.get("__init__"), types.FunctionType):
        return {"__new__": {"kind": "new", "parameters": parameters(own["__init__"], True), "doc": ""}}
    is_plain = asked(value, "__new__") is object.__new__ and asked(value, "__init__") is object.__init__
    return {"__new__": {"kind": "new", "parameters": [], "doc": ""}} if is_plain else {}


def member(owner, name, static, survey):
    """How an attribute of a class is bound."""
    if name == "__new__":
        return {"kind": "new", "parameters": parameters(owner), "doc": ""}
    if static is None and name == "__hash__":
        return {"kind": "none"}
    if is_a(static, type):
        is_own = survey.is_own(static)
        return {"kind": "class", "class": survey.add_class(static)} if is_own else {"kind": "value", "type": None}
    kind = binding(static)
    if kind == "property":
        doc = text(asked(static, "__doc__"))
        access = {"can_be_set": can_be_set(static), "can_be_read": can_be_read(static)}
        return {"kind": kind, **access, "doc": doc, **own_name(static, name)}
    if kind == "value" and has_method(static, "__get__"):
        return {"kind": kind, "type": None}
    if kind == "value":
        return {"kind": kind, "type": type_of(static, survey.index), "literal": literal(static)}
    function = static.__func__ if is_a(static, (classmethod, staticmethod)) else static
    # The docstring and signature of a slot are CPython's own.
    doc = "" if kind == "slot" else text(asked(function, "__doc__"))
    shown = parameters(function, kind in ("method", "classmethod"))
    described = {"kind": kind, "parameters": shown, "doc": doc, "is_async": is_async(function)}
    # A function that was made for a module, and was set as an attribute of the class.
    if is_a(static, types.BuiltinFunctionType):
        described["function"] = survey.add_function(static)
    if kind == "slot" and name in ORDERINGS:
        described["compares_with"] = operands(owner, static)
    return {**described, **own_text(function, kind), **own_name(function, name)}


def operands(owner, ordering):
    """What an ordering of an enum of PyO3 compares an instance with.

    Python shows the same for an enum that can only be compared for equality, and PyO3 describes neither.
    """
    own = dictionary(owner)
    variants = [value for value in own.values() if type(value) is owner]
    if not variants or "__int__" not in own:
        return []
    candidates = (("itself", variants[0]), ("number", 0))
    return [name for name, operand in candidates if is_compared(ordering, variants[0], operand)]


def is_compared(ordering, value, operand):
    try:
        return type(ordering(value, operand)) is bool
    # A panic of Rust is a `BaseException`.
    except BaseException:
        return False


def own_text(function, kind):
    """Whether the author has written the signature of a method. PyO3's own states the receiver."""
    shown = asked(function, "__text_signature__") if is_a(function, types.MethodDescriptorType) else None
    return {"has_own_text": True} if kind == "method" and is_a(shown, str) and not shown.startswith("($") else {}


def own_name(value, name):
    """What a member calls itself, if the class has it under another name."""
    own = asked(value, "__name__")
    return {"name": text(own)} if is_a(own, str) and own != name else {}
