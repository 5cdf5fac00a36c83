"""Reads objects, without running code of the extension if that can be avoided.

`isinstance` asks an object for its class, and `getattr` runs properties, lazy modules and metaclasses. What is read here
comes from the structures of the interpreter. Where that is not possible, an exception is an answer too.
"""

import keyword
import sys
import types


def is_a(value, kinds):
    """Whether the type of a value is one of `kinds` or below it, whatever the value says about itself."""
    return issubclass(type(value), kinds)


def dictionary(value):
    """The attributes of a module or class, as Python stores them."""
    try:
        if is_a(value, type):
            return type.__dict__["__dict__"].__get__(value)
        if is_a(value, types.ModuleType):
            return types.ModuleType.__dict__["__dict__"].__get__(value)
        return dict(vars(value))
    except Exception:
        return {}


def names(value):
    """The attributes that have a name, sorted. Some names can be used with `getattr` only."""
    found = [(entry, item) for entry, item in list(dictionary(value).items()) if type(entry) is str]
    return sorted((it for it in found if is_name(it[0])), key=lambda it: it[0])


def is_name(entry):
    return entry.isidentifier() or entry.isprintable() and entry != "" and "." not in entry


def is_writable(entry):
    """Whether Python source can spell a name. It cannot spell keywords, or `a-b`."""
    return entry.isidentifier() and not keyword.iskeyword(entry)


def asked(value, name):
    """An attribute that the value itself may compute, or `None` if that fails."""
    try:
        if is_a(value, type):
            return type.__getattribute__(value, name)
        return getattr(value, name, None)
    except Exception:
        return None


def text(value):
    """A text that JSON can contain, which is empty if there is none."""
    if not is_a(value, str):
        return ""
    return str.encode(value, "utf-8", "replace").decode()


def strings(value):
    """The names in `__all__` or `__match_args__`."""
    if type(value) not in (list, tuple):
        return None
    return [text(entry) for entry in value if is_a(entry, str)]


def has_method(value, name):
    """Whether the type of a value defines the special method `name`."""
    return any(name in dictionary(kind) for kind in type.__dict__["__mro__"].__get__(type(value)))


def is_special_form(value):
    """Whether a class means more to a type checker than its members: a named tuple, or a generic class. The layout of a
    class with `__slots__` follows from them.
    """
    own = dictionary(value)
    is_named_tuple = issubclass(value, tuple) and "_fields" in own
    return is_named_tuple or bool(own.get("__orig_bases__") or own.get("__slots__"))


def origin(value):
    """The module and the name by which `value` can be imported, or `None` if it cannot."""
    module, name = asked(value, "__module__"), asked(value, "__qualname__")
    if type(module) is not str or type(name) is not str:
        return None
    found = sys.modules.get(module)
    for part in name.split("."):
        found = dictionary(found).get(part)
    return [module, name] if found is value else None
