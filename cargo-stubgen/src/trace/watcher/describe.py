"""Describes values by their types. It does not run code of the values, and does not keep their classes alive.

A description is a string or a tuple, so that descriptions can be compared:

- `"module:Class"`, an instance of a class; `"@path"`, one of a class of the extension; `"?"`, not looked into
- `("items", class, (element, ...))`, a collection with these kinds of elements
- `("pairs", class, (key, ...), (value, ...))`, a mapping
- `("record", class, ((name, value), ...), (value, ...))`, a mapping whose keys are strings: the keys that a `TypedDict` of the
  stub has, and the values of all others; `"?"` for the former if not all keys were looked at
- `("tuple", class, (element, ...))`, a tuple with these elements in this order
- `("class", class)`, a class itself
- `("array", class, element, dimensions)`, an array of numpy, and `("dtype", element)`
- `("literal", class, text)`, one of the values that the stub names in a `Literal`
"""

import collections
import collections.abc
import sys
import types
from itertools import islice

# How many elements of a collection are looked at, how deep, and how many altogether.
ELEMENTS = 64
DEPTH = 4
NODES = 512

HEAP_TYPE = 1 << 9
ABSTRACT = tuple(
    value for name in collections.abc.__all__ for value in [getattr(collections.abc, name)] if name != "Callable"
)
COLLECTIONS = (list, set, frozenset, collections.deque)
ANYTHING = "?"
own_module = type.__dict__["__module__"].__get__
own_qualified_name = type.__dict__["__qualname__"].__get__
own_mro = type.__dict__["__mro__"].__get__


class Describer:
    """Describes values, and writes what a class is when it is first seen."""

    def __init__(self, log, literals, keys):
        self._log = log
        # The keys of each `TypedDict` of the stub.
        self._keys = frozenset(keys)
        log.write("keys", names=sorted(self._keys))
        self._literals = {(type(value), value) for value in literals}
        self._literal_types = {kind for kind, _ in self._literals}
        self._names = {}
        self._written = set()
        # Types of which every instance has the same description, and which live as long as the process.
        self.plain = set()

    def add_own(self, kind, path):
        """Names a class of the extension by its path in the stub."""
        self.plain.add(kind)
        self._names[kind] = f"@{path}"
        self._written.add(f"@{path}")

    def is_plain(self, kind):
        """Whether the description of a value depends on its type alone, and the type may be kept alive."""
        if not is_hashable(kind):
            return False
        if kind in self.plain:
            return True
        is_plain = (
            kind not in self._literal_types
            and not issubclass(kind, (*COLLECTIONS, dict, tuple, type))
            and not is_numpy(kind)
            and is_permanent(kind)
        )
        if is_plain:
            self.plain.add(kind)
        return is_plain

    def describe(self, value):
        """The description of a value."""
        return self._describe(value, DEPTH, [NODES])

    def _describe(self, value, depth, left):
        left[0] -= 1
        if left[0] < 0:
            return ANYTHING
        kind = type(value)
        if not is_hashable(kind) or kind in self.plain:
            return self.name(kind)
        if kind in self._literal_types and (kind, value) in self._literals:
            return ("literal", self.name(kind), repr(value))
        if issubclass(kind, type):
            return ("class", self.name(value))
        if issubclass(kind, tuple):
            return self._tuple(value, kind, depth, left)
        if issubclass(kind, dict):
            if depth == 0:
                unknown = ("record", ANYTHING) if self._keys else ("pairs", (ANYTHING,))
                return (unknown[0], self.name(kind), unknown[1], (ANYTHING,))
            pairs = list(islice(dict.items(value), ELEMENTS))
            if self._keys and all(type(key) is str for key, _ in pairs):
                return self._record(value, kind, pairs, depth, left)
            keys = self._kinds((key for key, _ in pairs), depth, left)
            return ("pairs", self.name(kind), keys, self._kinds((it for _, it in pairs), depth, left))
        for base in COLLECTIONS:
            if issubclass(kind, base):
                if depth == 0:
                    return ("items", self.name(kind), (ANYTHING,))
                return ("items", self.name(kind), self._kinds(list(islice(base.__iter__(value), ELEMENTS)), depth, left))
        if is_numpy(kind):
            return self._numpy(value, kind)
        return self.name(kind)

    def _kinds(self, values, depth, left):
        plain, found = self.plain, set()
        for value in values:
            kind = type(value)
            # Most collections have elements of one type.
            is_plain = is_hashable(kind) and kind in plain
            found.add(self.name(kind) if is_plain else self._describe(value, depth - 1, left))
        return tuple(sorted(found, key=repr))

    def _record(self, value, kind, pairs, depth, left):
        named = [(key, self._describe(it, depth - 1, left)) for key, it in pairs if key in self._keys]
        others = self._kinds((it for key, it in pairs if key not in self._keys), depth, left)
        is_whole = len(pairs) == dict.__len__(value)
        return ("record", self.name(kind), tuple(sorted(named)) if is_whole else ANYTHING, others)

    def _tuple(self, value, kind, depth, left):
        if depth == 0:
            return ("items", self.name(kind), (ANYTHING,))
        size = tuple.__len__(value)
        if size > ELEMENTS:
            return ("items", self.name(kind), self._kinds(list(islice(tuple.__iter__(value), ELEMENTS)), depth, left))
        elements = tuple(self._describe(element, depth - 1, left) for element in tuple.__iter__(value))
        return ("tuple", self.name(kind), elements)

    def _numpy(self, value, kind):
        numpy = sys.modules["numpy"]
        if issubclass(kind, numpy.ndarray):
            return ("array", self.name(kind), self.name(value.dtype.type), value.ndim)
        if issubclass(kind, numpy.dtype):
            return ("dtype", self.name(value.type))
        return self.name(kind)

    def name(self, kind):
        """The name of a class. What it inherits from and has is written once."""
        is_plain = is_hashable(kind) and kind in self.plain
        name = self._names.get(kind) if is_plain else None
        if name is None:
            name = f"{own_module(kind)}:{own_qualified_name(kind)}"
            if is_plain:
                self._names[kind] = name
            if name not in self._written:
                self._written.add(name)
                self._write(kind, name)
        return name

    def _write(self, kind, name):
        mro = own_mro(kind)
        members = {entry for base in mro if base is not object for entry in type.__dict__["__dict__"].__get__(base)}
        self._log.write(
            "class",
            name=name,
            # Classes of the extension have their names already.
            bases=[self._base(base) for base in mro[1:]],
            members=sorted(str(member) for member in members),
            abstract=[base.__name__ for base in ABSTRACT if is_a(kind, base)],
        )

    def _base(self, kind):
        own = self._names.get(kind) if is_hashable(kind) else None
        return own or f"{own_module(kind)}:{own_qualified_name(kind)}"


def is_hashable(kind):
    """Whether the hash of a class is its address, and not code of its metaclass."""
    metaclass = type(kind)
    return metaclass is type or metaclass.__hash__ is type.__hash__


def is_a(kind, abstract):
    """Whether a class is one of an abstract class, which only its author's code knows if it raises."""
    try:
        return issubclass(kind, abstract)
    except Exception:
        return False


def is_numpy(kind):
    numpy = sys.modules.get("numpy")
    array = getattr(numpy, "ndarray", None)
    return array is not None and issubclass(kind, (array, numpy.dtype))


def is_permanent(kind):
    """Whether a class lives as long as the process: a static one, or one that its module has."""
    if not type.__dict__["__flags__"].__get__(kind) & HEAP_TYPE:
        return True
    name = own_qualified_name(kind)
    found = sys.modules.get(own_module(kind))
    if "<" in name or not isinstance(found, types.ModuleType):
        return False
    for part in name.split("."):
        found = (found.__dict__ if isinstance(found, types.ModuleType) else own_namespace(found)).get(part)
        if found is None:
            return False
    return found is kind


def own_namespace(value):
    return type.__dict__["__dict__"].__get__(value) if isinstance(value, type) else {}
