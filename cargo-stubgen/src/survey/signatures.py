"""The parameters of functions and classes that Python shows, and how a class binds a function."""

import math
import types

# Functions of C and of Python, and those that an object has bound.
FUNCTIONS = (types.BuiltinFunctionType, types.FunctionType, types.MethodType)
# A function that is written in Python, and is `async`.
COROUTINE = 0x80


def binding(static):
    """How a class binds an object in its dictionary."""
    if is_a(static, (classmethod, types.ClassMethodDescriptorType)):
        return "classmethod"
    if is_a(static, staticmethod):
        return "staticmethod"
    if is_a(static, types.WrapperDescriptorType):
        return "slot"
    if is_a(static, (types.MethodDescriptorType, types.FunctionType)):
        return "method"
    if is_a(static, (types.GetSetDescriptorType, types.MemberDescriptorType, property)):
        return "property"
    if has_method(static, "__set__"):
        return "property"
    # A C function in a class without a descriptor does not take a receiver.
    return "staticmethod" if is_a(static, types.BuiltinFunctionType) else "value"


def is_bound_to_class(value):
    """Whether it is a C function that a class has bound, such as `dict.fromkeys`."""
    return is_a(value, types.BuiltinFunctionType) and is_a(value.__self__, type)


def parameters(value, has_receiver=False):
    """The parameters that Python shows: CPython's text, which marks the receiver, or for a function that is written in
    Python a list without the receiver; none where it shows none."""
    if not is_a(value, types.FunctionType):
        shown = asked(value, "__text_signature__")
        return text(shown) if is_a(shown, str) else None
    import inspect  # It takes long to import, and extensions rarely have functions that are written in Python.

    try:
        found = list(inspect.signature(value).parameters.values())
    except Exception:
        return None
    if has_receiver and found and found[0].kind is not inspect.Parameter.VAR_POSITIONAL:
        del found[0]
    return [
        {"name": it.name, "kind": it.kind.name, "default": None if it.default is it.empty else default_source(it.default)}
        for it in found
    ]


def is_async(value):
    """Whether it is an `async def`, which functions of C never are."""
    return is_a(value, types.FunctionType) and bool(value.__code__.co_flags & COROUTINE)


def default_source(value, depth=0):
    """The source of a default, or `...` if it does not have one."""
    if value is None or type(value) in (bool, int, str, bytes):
        return repr(value)
    if type(value) is float:
        return repr(value) if math.isfinite(value) else "..."
    if depth > 3:
        return "..."
    if type(value) in (tuple, list):
        items = [default_source(item, depth + 1) for item in value]
        if "..." in items:
            return "..."
        if type(value) is list:
            return f"[{', '.join(items)}]"
        return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
    if type(value) is dict and not value:
        return "{}"
    return "..."
