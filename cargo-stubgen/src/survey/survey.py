"""Imports an extension, and writes down every name that it has and where.

Arguments: the library, the answer's file, the module's dotted name, and where the packages around it may be.
The answer is JSON. It refers to modules, classes and functions by their index, because one object may have several
places.
"""

import importlib.machinery
import importlib.util
import json
import keyword
import math
import os
import sys
import types

# Attributes that Python itself gives every module or class.
OF_MODULES = {
    "__name__", "__doc__", "__package__", "__loader__", "__spec__", "__file__", "__builtins__", "__path__",
    "__cached__", "__all__", "__annotations__", "__dict__",
}  # fmt: skip
OF_CLASSES = {
    "__module__", "__doc__", "__dict__", "__weakref__", "__qualname__", "__text_signature__", "__annotations__",
    "__static_attributes__", "__firstlineno__", "__pyo3_internal__",
}  # fmt: skip
# Flags of CPython's type objects (`Include/object.h`).
DISALLOW_INSTANTIATION = 1 << 7
BASE_TYPE = 1 << 10
POINTER = (sys.maxsize.bit_length() + 1) // 8
# Values of these types are described by the name of their type. None of them is generic.
PLAIN = {
    "builtins": {"bool", "int", "float", "complex", "str", "bytes", "bytearray", "range"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "uuid": {"UUID"},
}
# The most elements of a container that are looked at for their types.
MOST_ELEMENTS = 1000


def stand_in(name):
    """Puts the packages around the extension in place without running them: it may import what is in them."""
    outer = None
    for part in name.split(".")[:-1]:
        package = part if outer is None else f"{outer.__name__}.{part}"
        spec = importlib.util.find_spec(package)
        if spec is None or spec.submodule_search_locations is None:
            return
        module = importlib.util.module_from_spec(spec)
        sys.modules[package] = module
        if outer is not None:
            setattr(outer, part, module)
        outer = module


def load(library, name):
    """Imports the extension alone, without running any package around it."""
    stand_in(name)
    loader = importlib.machinery.ExtensionFileLoader(name, library)
    spec = importlib.util.spec_from_file_location(name, library, loader=loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    # An extension may replace itself.
    return sys.modules[name]


class Survey:
    """What hangs on an extension, each object once."""

    def __init__(self, root, name, before):
        self.name = name
        # What the extension itself has put into `sys.modules`, by the identity of the module.
        self.imported = {}
        for entry, module in list(sys.modules.items()):
            if isinstance(entry, str) and entry not in before:
                self.imported.setdefault(id(module), []).append(entry)
        self.modules, self.classes, self.functions = [], [], []
        self.index = {}
        self.kept = []
        # The classes that are attributes of modules.
        self.hanging = set()
        self.walk(root)

    def walk(self, root):
        """Numbers every module at or below `root`, parents first, and then describes them."""
        found = [([], root)]
        self.index[id(root)] = 0
        for path, module in found:
            for entry, value in sorted(vars(module).items()):
                if is_name(entry) and self.is_submodule(value) and id(value) not in self.index:
                    self.index[id(value)] = len(found)
                    found.append(([*path, entry], value))
        for path, module in found:
            self.modules.append(
                {
                    "path": path,
                    "doc": text(getattr(module, "__doc__", None)),
                    "all": strings(getattr(module, "__all__", None)),
                    "imports": sorted(self.imported.get(id(module), [])),
                    "names": {},
                }
            )
        # A class may have bases that come later, and a module that it does not name.
        for _, module in found:
            for entry, value in vars(module).items():
                if is_name(entry) and isinstance(value, type) and self.is_own(value):
                    self.hanging.add(id(value))
        # Classes get their numbers before anything refers to them.
        for described, (_, module) in zip(self.modules, found):
            for entry, value in sorted(vars(module).items()):
                if is_name(entry) and isinstance(value, type) and self.is_own(value):
                    self.add_class(value)
        for described, (_, module) in zip(self.modules, found):
            for entry, value in sorted(vars(module).items()):
                if is_name(entry) and entry not in OF_MODULES:
                    reference = self.reference(value)
                    if reference is not None:
                        described["names"][entry] = reference

    def is_submodule(self, value):
        """Whether it is a module of the extension, and not one that was imported from elsewhere."""
        if not isinstance(value, types.ModuleType):
            return False
        spec = getattr(value, "__spec__", None)
        return spec is None or getattr(spec, "name", "").startswith(f"{self.name}.") and not getattr(spec, "has_location", False)

    def is_own(self, value):
        return origin(value) is None or self.is_inside(origin(value)[0])

    def is_inside(self, module):
        found = sys.modules.get(module)
        return found is not None and id(found) in self.index

    def reference(self, value):
        """What the attribute of a module refers to."""
        if isinstance(value, types.ModuleType):
            return {"module": self.index[id(value)]} if id(value) in self.index else foreign_module(value)
        if isinstance(value, type):
            return {"class": self.add_class(value)} if self.is_own(value) else {"foreign": origin(value)}
        if isinstance(value, (types.BuiltinFunctionType, types.FunctionType, types.MethodType)):
            found = origin(value)
            if found is not None and not self.is_inside(found[0]):
                return {"foreign": found}
            return {"function": self.add_function(value)}
        return {"value": self.type_of(value)}

    def add_class(self, value):
        if id(value) in self.index:
            return self.index[id(value)]
        self.kept.append(value)
        number = self.index[id(value)] = len(self.classes)
        self.classes.append(None)
        # What it refers to may refer to it.
        self.classes[number] = self.describe_class(value)
        return number

    def add_function(self, value):
        if id(value) in self.index:
            return self.index[id(value)]
        self.kept.append(value)
        number = self.index[id(value)] = len(self.functions)
        self.functions.append(
            {
                "name": getattr(value, "__name__", ""),
                "doc": text(value.__doc__),
                "parameters": parameters(value),
                "is_async": is_async(value),
            }
        )
        return number

    def describe_class(self, value):
        members = {}
        for entry, static in vars(value).items():
            if is_name(entry) and entry not in OF_CLASSES:
                member = self.member(value, entry, static)
                if member is not None:
                    members[entry] = member
        return {
            "name": value.__name__,
            "doc": text(vars(value).get("__doc__")),
            "bases": self.bases(value),
            "is_exception": issubclass(value, BaseException),
            "can_be_subclassed": bool(value.__flags__ & BASE_TYPE),
            "can_be_called": can_be_called(value),
            "has_own_layout": has_own_layout(value),
            "parameters": parameters(value),
            "match_args": strings(vars(value).get("__match_args__")),
            "members": members,
        }

    def bases(self, value):
        """Its bases. One that has no name gives way to its own bases."""
        found = []
        for base in value.__bases__:
            if base is object:
                continue
            if id(base) in self.hanging or id(base) in self.index or self.is_reachable(base):
                found.append({"class": self.add_class(base)})
            elif origin(base) is not None:
                found.append({"foreign": origin(base)})
            else:
                found.extend(self.bases(base))
        return found

    def is_reachable(self, value):
        found = origin(value)
        return found is not None and self.is_inside(found[0])

    def member(self, owner, name, static):
        """How an attribute of a class is bound; none for what every class has."""
        if name == "__new__":
            return {"kind": "new", "parameters": parameters(owner), "doc": ""}
        if static is None:
            return {"kind": "none"}
        if isinstance(static, type):
            return {"kind": "class", "class": self.add_class(static)} if self.is_own(static) else {"kind": "value", "type": None}
        kind = binding(static)
        if kind == "property":
            return {"kind": kind, "can_be_set": can_be_set(static), "doc": text(static.__doc__)}
        if kind == "value":
            return {"kind": kind, "type": self.type_of(static)}
        function = static.__func__ if isinstance(static, (classmethod, staticmethod)) else static
        # A slot's docstring and signature are those that CPython has for everyone.
        is_slot = kind == "slot"
        return {
            "kind": kind,
            "parameters": parameters(function, bound=kind == "classmethod"),
            "doc": "" if is_slot else text(function.__doc__),
            "is_async": is_async(function),
        }

    def type_of(self, value, depth=0):
        """The type of a value as far as it can be named; none where it cannot."""
        kind = type(value)
        if value is None:
            return {"name": ["builtins", "None"]}
        if kind.__name__ in PLAIN.get(kind.__module__, ()) and origin(kind) is not None:
            return {"name": [kind.__module__, kind.__name__]}
        if id(kind) in self.index:
            return {"class": self.index[id(kind)]}
        if depth > 3 or kind.__module__ != "builtins":
            return None
        if kind is tuple and len(value) <= 16:
            return {"name": ["builtins", "tuple"], "arguments": [self.type_of(item, depth + 1) for item in value]}
        if kind in (list, set, frozenset) and len(value) <= MOST_ELEMENTS:
            return {"name": ["builtins", kind.__name__], "arguments": [self.union(value, depth)]}
        if kind is dict and len(value) <= MOST_ELEMENTS:
            arguments = [self.union(value.keys(), depth), self.union(value.values(), depth)]
            return {"name": ["builtins", "dict"], "arguments": arguments}
        return None

    def union(self, values, depth):
        members = []
        for value in values:
            member = self.type_of(value, depth + 1)
            if member is None:
                return None
            if member not in members:
                members.append(member)
        return {"union": members} if members else None


def foreign_module(value):
    """A module of another package: the package and the name in it, or only its type."""
    package, _, name = getattr(value, "__name__", "").rpartition(".")
    if getattr(sys.modules.get(package), name, None) is value:
        return {"foreign": [package, name]}
    return {"value": {"name": ["types", "ModuleType"]}}


def is_name(entry):
    return isinstance(entry, str) and entry.isidentifier() and not keyword.iskeyword(entry)


def text(value):
    return value if isinstance(value, str) else ""


def strings(value):
    if not isinstance(value, (list, tuple)):
        return None
    return [entry for entry in value if isinstance(entry, str)]


def origin(value):
    """The module and the name by which `value` can be imported; none where there is no such name."""
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str):
        return None
    found = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return [module, name] if found is value else None


def binding(static):
    """How a class binds what is in its dictionary."""
    if isinstance(static, (classmethod, types.ClassMethodDescriptorType)):
        return "classmethod"
    if isinstance(static, staticmethod):
        return "staticmethod"
    if isinstance(static, types.WrapperDescriptorType):
        return "slot"
    if isinstance(static, (types.MethodDescriptorType, types.FunctionType)):
        return "method"
    if isinstance(static, (types.GetSetDescriptorType, types.MemberDescriptorType, property)):
        return "property"
    # What C binds to a class without a descriptor is a function that takes no receiver.
    return "staticmethod" if isinstance(static, types.BuiltinFunctionType) else "value"


def parameters(value, bound=False):
    """The parameters that Python shows: CPython's text, or for a function that is written in Python a list without the
    receiver; none where it shows none."""
    if not isinstance(value, types.FunctionType):
        shown = getattr(value, "__text_signature__", None)
        return shown if isinstance(shown, str) else None
    import inspect

    try:
        found = list(inspect.signature(value).parameters.values())
    except (ValueError, TypeError, SyntaxError):
        return None
    return [
        {"name": it.name, "kind": it.kind.name, "default": None if it.default is it.empty else literal(it.default)}
        for it in found[1 if bound else 0 :]
    ]


def is_async(value):
    """Whether it is an `async def`. What C defines never is."""
    return isinstance(value, types.FunctionType) and bool(value.__code__.co_flags & 0x80)


def literal(value, depth=0):
    """The source of a value; `...` where it has none."""
    if value is None or isinstance(value, (bool, int, str, bytes)) and type(value).__module__ == "builtins":
        return repr(value)
    if type(value) is float:
        return repr(value) if math.isfinite(value) else "..."
    if depth > 3:
        return "..."
    if type(value) in (tuple, list):
        items = [literal(item, depth + 1) for item in value]
        if "..." in items:
            return "..."
        if type(value) is list:
            return f"[{', '.join(items)}]"
        return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
    if type(value) is dict and not value:
        return "{}"
    return "..."


def can_be_called(value):
    """Whether calling a class makes an instance; none where that is not known."""
    if value.__flags__ & DISALLOW_INSTANTIATION and sys.version_info >= (3, 10):
        return False
    return True if value.__text_signature__ is not None else None


def has_own_layout(value):
    """Whether CPython lets a class inherit from this one and an unrelated one of this sort: PEP 800."""
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
        if offset and not of_base and offset + POINTER == size and value.__flags__ & (1 << 9):
            size -= POINTER
    return size != base.__basicsize__


def can_be_set(descriptor):
    """Whether an attribute of instances can be set or deleted; none where that is not known."""
    if isinstance(descriptor, property):
        return descriptor.fset is not None or descriptor.fdel is not None
    return None


def main():
    library, target, name, *paths = sys.argv[1:]
    sys.path[:0] = paths
    before = set(sys.modules)
    try:
        survey = Survey(load(library, name), name, before)
        answer = {"survey": {"modules": survey.modules, "classes": survey.classes, "functions": survey.functions}}
    except BaseException as error:
        message = str(error).strip()
        answer = {"failed": f"{type(error).__name__}: {message}" if message else type(error).__name__}
    with open(target, "w", encoding="utf-8", errors="backslashreplace") as file:
        json.dump(answer, file)
    sys.stdout.flush()
    # Threads that the extension has started do not keep the process from ending.
    os._exit(0)


main()
