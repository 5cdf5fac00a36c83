"""Reads from the structure of a type which special methods it has, and which attributes can be set.

It reads what CPython stores. Where that has another form than expected, the answer is `None`.
"""

import ctypes
import sys
import types

# A type that cannot be called to make instances.
DISALLOW_INSTANTIATION = 1 << 7
BASE_TYPE = 1 << 10
READ_ONLY = 1


def defined(groups, value):
    """The groups of special methods that the class `value` defines itself.

    The methods of a group share a slot: Python shows all of them as soon as one is defined.
    """
    own = vars(value)
    return [group for group in groups if any(isinstance(own.get(name), types.WrapperDescriptorType) for name in group)]


def can_be_subclassed(value):
    """Whether a class can be subclassed."""
    return bool(value.__flags__ & BASE_TYPE)


def can_be_called(value):
    """Whether calling a class makes an instance; `None` where that is not known.

    A type can forbid it with a flag. With the stable interface of Python before 3.10 it could not, so PyO3 gives such a
    class a constructor that raises. A class with a signature has a constructor of its own.
    """
    if value.__flags__ & DISALLOW_INSTANTIATION and sys.version_info >= (3, 10):
        return False
    return True if value.__text_signature__ is not None else None


class _Descriptor(ctypes.Structure):
    """The common fields of C's descriptors, after the header of every object."""

    _fields_ = [
        ("type", ctypes.c_void_p),
        ("name", ctypes.c_void_p),
        ("qualified_name", ctypes.c_void_p),
        ("definition", ctypes.c_void_p),
    ]


class _GetSet(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("get", ctypes.c_void_p),
        ("set", ctypes.c_void_p),
        ("doc", ctypes.c_char_p),
        ("closure", ctypes.c_void_p),
    ]


class _Member(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("type", ctypes.c_int),
        ("offset", ctypes.c_ssize_t),
        ("flags", ctypes.c_int),
        ("doc", ctypes.c_char_p),
    ]


def can_be_set(descriptor):
    """Whether the attribute that `descriptor` stands for can be set or deleted; `None` where that is not known."""
    if isinstance(descriptor, property):
        return descriptor.fset is not None or descriptor.fdel is not None
    if sys.implementation.name != "cpython":
        return None
    if isinstance(descriptor, types.GetSetDescriptorType):
        definition = _definition(descriptor, _GetSet)
        return None if definition is None else bool(definition.set)
    if isinstance(descriptor, types.MemberDescriptorType):
        definition = _definition(descriptor, _Member)
        return None if definition is None else not definition.flags & READ_ONLY
    return None


def can_be_read(descriptor):
    """Whether the attribute that `descriptor` stands for can be read; `None` where that is not known."""
    if isinstance(descriptor, property):
        return descriptor.fget is not None
    if sys.implementation.name != "cpython" or not isinstance(descriptor, types.GetSetDescriptorType):
        return None
    definition = _definition(descriptor, _GetSet)
    return None if definition is None else bool(definition.get)


def _definition(descriptor, kind):
    """The C structure behind a descriptor, if it is at the expected place."""
    head = _Descriptor.from_address(id(descriptor) + object.__basicsize__)
    if head.type != id(descriptor.__objclass__) or not head.definition:
        return None
    definition = kind.from_address(head.definition)
    return definition if definition.name == descriptor.__name__.encode() else None
