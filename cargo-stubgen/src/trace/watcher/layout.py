"""Reads and changes the structure of types. Where CPython stores it in another form than expected, that is an error."""

import contextlib
import ctypes
import sys

WORD = ctypes.sizeof(ctypes.c_void_p)
# The fields of `PyTypeObject` after the head of a variable object, in words.
BASIC_SIZE = 1
AS_SEQUENCE = 10
FLAGS = 18
NEW = 36
# The field of `PySequenceMethods`.
ITEM = 3
IMMUTABLE_TYPE = 1 << 8
HEAD = object.__basicsize__ // WORD + 1


class Unknown(Exception):
    """The structure of a type is not known."""


def field(cls, index):
    """A field of the structure of a class."""
    if sys.implementation.name != "cpython":
        raise Unknown("the structure of its class is known for CPython only")
    words = ctypes.cast(id(cls), ctypes.POINTER(ctypes.c_size_t))
    if words[HEAD + BASIC_SIZE] != cls.__basicsize__ or words[HEAD + FLAGS] & 0xFFFFFFFF != cls.__flags__ & 0xFFFFFFFF:
        raise Unknown("the structure of its class has an unknown form")
    return words, HEAD + index


def is_known(cls):
    """Whether the structure of a class is as expected."""
    try:
        field(cls, FLAGS)
    except Unknown:
        return False
    return True


@contextlib.contextmanager
def changeable(cls):
    """Makes the attributes of an immutable class changeable for a moment."""
    if not cls.__flags__ & IMMUTABLE_TYPE:
        yield
        return
    words, index = field(cls, FLAGS)
    words[index] &= ~IMMUTABLE_TYPE
    try:
        yield
    finally:
        words[index] |= IMMUTABLE_TYPE


def constructor(cls):
    """The function in the slot of `__new__`, which Python's own `__new__` refuses to call once it was replaced."""
    words, index = field(cls, NEW)
    if not words[index]:
        raise Unknown("its class has no constructor")
    return ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.py_object)(words[index])


def is_mapping_only(cls):
    """Whether a class has items, but is not a sequence for Python."""
    words, index = field(cls, AS_SEQUENCE)
    sequence = words[index]
    return not sequence or not ctypes.cast(sequence, ctypes.POINTER(ctypes.c_size_t))[ITEM]


def keep_mapping(cls):
    """Makes a class that was a mapping only one again, after a function for `__getitem__` has made it a sequence too."""
    words, index = field(cls, AS_SEQUENCE)
    if words[index]:
        ctypes.cast(words[index], ctypes.POINTER(ctypes.c_size_t))[ITEM] = 0
