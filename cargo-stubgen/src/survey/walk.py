"""The objects of an extension, each once.

It refers to modules, classes and functions by their numbers, because one object may have several places.
"""

import sys
import types

# Attributes that Python gives every module.
OF_MODULES = {
    "__name__", "__doc__", "__package__", "__loader__", "__spec__", "__file__", "__builtins__", "__path__",
    "__cached__", "__all__", "__annotations__", "__dict__",
}  # fmt: skip


class Survey:
    """The modules, classes and functions of an extension."""

    def __init__(self, root, name, before, is_wrapped, covered):
        self.name = name
        self.is_wrapped = is_wrapped
        self.exported = strings(dictionary(root).get("__all__"))
        # The functions that make submodules when they are used do not belong to the extension's interface. Those that
        # they call do.
        self.covered = covered
        # The names that the extension has added to `sys.modules`, by the identity of the module.
        self.imported = {}
        for entry, module in list(sys.modules.items()):
            if type(entry) is str and entry not in before:
                self.imported.setdefault(id(module), []).append(entry)
        self.modules, self.classes, self.functions = [], [], []
        # The numbers of objects by their identities, which stay what they are as long as the objects are kept.
        self.index = {}
        self.kept = []
        # The classes that are attributes of modules. A class may have bases that come later, and a module that it does
        # not name.
        self.hanging = set()
        self.walk(root)

    def walk(self, root):
        """Numbers every module at or below `root`, parents first, and then describes them."""
        found = [([], root)]
        inside = {id(root): 0}
        for path, module in found:
            submodules = [it for it in self.names(path, module) if self.is_submodule(it[1])]
            # A module that has several names is at its own.
            for entry, value in sorted(submodules, key=lambda it: own_name_of_module(it[1]) != it[0]):
                if id(value) not in inside:
                    inside[id(value)] = len(found)
                    found.append(([*path, entry], value))
        self.inside = inside
        self.kept.extend(module for _, module in found)
        for path, module in found:
            own = dictionary(module)
            self.modules.append(
                {
                    "path": path,
                    "doc": text(own.get("__doc__")),
                    "all": strings(own.get("__all__")),
                    "all_is_tuple": type(own.get("__all__")) is tuple,
                    "imports": sorted(text(entry) for entry in self.imported.get(id(module), [])),
                    "names": {},
                    "literals": {},
                    "unwritable": self.unwritable(path, module),
                }
            )
        values = [value for path, module in found for _, value in self.names(path, module)]
        classes = [value for value in values if is_a(value, type) and self.is_own(value)]
        self.hanging.update(id(value) for value in classes)
        # Classes get their numbers before anything refers to them.
        for value in classes:
            self.add_class(value)
        for described, (path, module) in zip(self.modules, found):
            for entry, value in self.names(path, module):
                if entry not in OF_MODULES:
                    described["names"][entry] = self.reference(value)
                    source = literal(value)
                    if source is not None:
                        described["literals"][entry] = source

    def names(self, path, module):
        """The attributes of the module at `path` that its users reach and that a stub can declare."""
        return [it for it in self.reached(path, module) if is_writable(it[0])]

    def unwritable(self, path, module):
        """The kinds of the attributes that a stub cannot declare, by their names."""
        others = [it for it in self.reached(path, module) if not is_writable(it[0]) and not it[0].startswith("_")]
        return {text(entry): self.kind(value) for entry, value in others}

    def reached(self, path, module):
        found = [it for it in names(module) if path or not self.is_wrapped or self.is_exported(it[0])]
        found = [(entry, self.covered.get(id(value), value)) for entry, value in found]
        return [it for it in found if it[1] is not HIDDEN]

    def is_exported(self, entry):
        """Whether `from module import *` imports a name, so that maturin's package has it."""
        return not entry.startswith("_") if self.exported is None else entry in self.exported

    def kind(self, value):
        if is_a(value, type):
            return "class"
        if self.is_submodule(value):
            return "submodule"
        is_function = is_a(value, (types.BuiltinFunctionType, types.FunctionType))
        return "function" if is_function else "variable"

    def is_submodule(self, value):
        """Whether it is a module of the extension, and not one that was imported from elsewhere."""
        if not is_a(value, types.ModuleType):
            return False
        spec = dictionary(value).get("__spec__")
        name = text(asked(spec, "name"))
        return spec is None or name.startswith(f"{self.name}.") and not asked(spec, "has_location")

    def is_own(self, value):
        return self.is_made_here(value) and not self.is_opaque(value)

    def is_opaque(self, value):
        """Whether a class in Python source cannot be described by its members: an enum, a protocol, a named tuple."""
        kinds = type.__dict__["__mro__"].__get__(value)
        has_metaclass = type(value) is not type or issubclass(value, type)
        return has_metaclass or any(self.is_made_here(kind) and is_special_form(kind) for kind in kinds)

    def is_made_here(self, value):
        found = origin(value)
        return found is None or self.is_inside(found[0])

    def is_inside(self, module):
        found = sys.modules.get(module)
        return found is not None and id(found) in self.inside

    def reference(self, value):
        """What the attribute of a module refers to."""
        try:
            return self.described_reference(value)
        except Exception:
            return {"value": None}

    def described_reference(self, value):
        if is_a(value, types.ModuleType):
            number = self.inside.get(id(value))
            return foreign_module(value) if number is None else {"module": number}
        if is_a(value, type) and self.is_made_here(value) and self.is_opaque(value):
            return {"value": None}
        if is_a(value, type):
            return {"class": self.add_class(value)} if self.is_own(value) else {"foreign": origin(value)}
        if is_a(value, FUNCTIONS):
            found = origin(value)
            if found is not None and not self.is_inside(found[0]):
                return {"foreign": found}
            # stubtest takes a C function that a class has bound for a class method, which a module cannot declare.
            if is_bound_to_class(value):
                return {"value": None}
            return {"function": self.add_function(value)}
        return {"value": type_of(value, self.index)}

    def add_class(self, value):
        if id(value) in self.index:
            return self.index[id(value)]
        self.kept.append(value)
        number = self.index[id(value)] = len(self.classes)
        self.classes.append(None)
        # Objects that it refers to may refer to it.
        self.classes[number] = described_class(value, self)
        return number

    def add_function(self, value):
        if id(value) in self.index:
            return self.index[id(value)]
        self.kept.append(value)
        number = self.index[id(value)] = len(self.functions)
        # A bound method has its receiver already.
        self.functions.append(
            {
                "name": text(asked(value, "__name__")),
                "doc": text(asked(value, "__doc__")),
                "parameters": parameters(getattr(value, "__func__", value), is_a(value, types.MethodType)),
                "is_async": is_async(value),
            }
        )
        return number

    def bases(self, value):
        """Its bases. A base without a name is replaced by its own bases."""
        found = []
        for base in asked(value, "__bases__"):
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


def own_name_of_module(value):
    """The last part of the name that a module has for itself."""
    return text(dictionary(value).get("__name__")).rpartition(".")[2]


def foreign_module(value):
    """A module of another package: the package and the name in it, or only its type."""
    package, _, name = text(dictionary(value).get("__name__")).rpartition(".")
    if package and dictionary(sys.modules.get(package)).get(name) is value:
        return {"foreign": [package, name]}
    return {"value": {"name": ["types", "ModuleType"]}}
