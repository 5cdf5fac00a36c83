"""The memory layout of the instances of a class."""

import sys

POINTER = (sys.maxsize.bit_length() + 1) // 8
HEAP_TYPE = 1 << 9


def has_own_layout(value):
    """Whether CPython lets a class inherit from this one and an unrelated one of this sort: PEP 800.

    A `__dict__` and weak references do not count if the base class has none. From CPython 3.12 on, they do.
    """
    base = value.__base__
    if base is None:
        return True
    if value.__itemsize__ or base.__itemsize__:
        return (value.__basicsize__, value.__itemsize__) != (base.__basicsize__, base.__itemsize__)
    size = value.__basicsize__
    for offset, of_base in (
        (value.__weakrefoffset__, base.__weakrefoffset__),
        (value.__dictoffset__, base.__dictoffset__),
    ):
        if offset and not of_base and offset + POINTER == size and value.__flags__ & HEAP_TYPE:
            size -= POINTER
    return size != base.__basicsize__


def adds_slots(value):
    """Whether instances have a `__dict__` or weak references that those of the base class do not have.

    Those of a class in Python source, which has `__weakref__` itself, count in no version.
    """
    base = value.__base__
    if base is None or "__weakref__" in dictionary(value):
        return False
    return value.__basicsize__ != base.__basicsize__ and not has_own_layout(value)
