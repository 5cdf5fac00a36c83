"""Types of mypy for the values that a run described.

`cargo-stubgen/src/trace/watcher/describe.py` defines the descriptions. A class that neither the stub nor the standard
library declares is made here: it has the bases that are known, and every member that it has at run time as `Any`.
"""

import sys
import types as own_types

import mypy.nodes as nodes
import mypy.types as types

ANY = types.AnyType(types.TypeOfAny.special_form)
ANYTHING = "?"
# Classes of functions, and the names that `types` has for them.
FUNCTIONS = {
    "builtins:function": "FunctionType",
    "builtins:builtin_function_or_method": "BuiltinFunctionType",
    "builtins:method": "MethodType",
    "builtins:method_descriptor": "MethodDescriptorType",
    "builtins:wrapper_descriptor": "WrapperDescriptorType",
    "builtins:method-wrapper": "MethodWrapperType",
    "builtins:classmethod_descriptor": "ClassMethodDescriptorType",
}
# Classes of Python's own that only `types` has a name for, such as `types.CodeType` for `code`.
NAMED_BY_TYPES = {
    f"{value.__module__}:{value.__qualname__}": name for name, value in vars(own_types).items() if isinstance(value, type)
}
# It is in `types` since Python 3.13, and in `typing_extensions` before.
NAMED_BY_TYPES["builtins:PyCapsule"] = "CapsuleType"


class Values:
    """Makes types of descriptions. `files` are the modules that mypy has read, and `find` finds a class of the stub."""

    def __init__(self, files, recorded, find):
        self._files = files
        self._classes = recorded.classes
        self._keys = recorded.keys
        self._find = find
        self._known = {}

    def type_of(self, description):
        """The type of a description."""
        if description == ANYTHING:
            return ANY
        if isinstance(description, str):
            return self._instance(description)
        kind, *rest = description
        return getattr(self, f"_{kind}")(*rest)

    def union_of(self, descriptions):
        """The type of any of some values. Without one it is `Never`, which everything accepts."""
        if not descriptions:
            return types.UninhabitedType()
        return types.UnionType.make_union([self.type_of(it) for it in descriptions])

    def _instance(self, name, args=None):
        if name == "builtins:NoneType":
            return types.NoneType()
        if name in FUNCTIONS:
            return self._function(FUNCTIONS[name])
        info = self.class_of(name)
        if info is None:
            return ANY
        count = len(info.defn.type_vars)
        if args is None or len(args) != count:
            # A `Counter` has keys only.
            args = args[:count] if args is not None and len(args) > count else [ANY] * count
        return types.Instance(info, args)

    def _function(self, name):
        """A function with any parameters, which Python does not show."""
        info = self._lookup("types", name) or self._builtin("function")
        kinds = [nodes.ARG_STAR, nodes.ARG_STAR2]
        return types.CallableType([ANY, ANY], kinds, [None, None], ANY, types.Instance(info, []))

    def _items(self, name, elements):
        return self._instance(name, [self.union_of(elements)])

    def _pairs(self, name, keys, values):
        return self._instance(name, [self.union_of(keys), self.union_of(values)])

    def _record(self, name, named, others):
        """A dictionary that is also a `TypedDict` with these keys. What is not there has no value, and need not be there."""
        if named == ANYTHING:
            return types.TypedDictType(dict.fromkeys(self._keys, ANY), set(self._keys), set(), self._instance(name, [ANY, ANY]))
        found = {key: self.type_of(value) for key, value in named}
        key = self._instance("builtins:str") if named or others else types.UninhabitedType()
        values = types.UnionType.make_union([*found.values(), *map(self.type_of, others)])
        fallback = self._instance(name, [key, values])
        if not isinstance(fallback, types.Instance):
            return fallback
        items = {key: found.get(key, types.UninhabitedType()) for key in sorted(self._keys)}
        return types.TypedDictType(items, set(found), set(), fallback)

    def covers(self, declared):
        """Whether the keys of a `TypedDict` were told apart."""
        return bool(declared.items) and self._keys.issuperset(declared.items)

    def _tuple(self, name, elements):
        items = [self.type_of(element) for element in elements]
        if name == "builtins:tuple":
            return types.TupleType(items, types.Instance(self._builtin("tuple"), [ANY]))
        # A named tuple is its class and a tuple with these elements.
        own = self._instance(name)
        return types.TupleType(items, own) if isinstance(own, types.Instance) else own

    def _class(self, name):
        instance = types.get_proper_type(self._instance(name))
        if isinstance(instance, types.NoneType):
            return types.TypeType.make_normalized(instance)
        return types.TypeType.make_normalized(instance) if isinstance(instance, types.Instance) else ANY

    def _array(self, name, element, dimensions):
        info = self.class_of(name)
        if info is None or len(info.defn.type_vars) != 2:
            return ANY if info is None else self._instance(name)
        integer = types.Instance(self._builtin("int"), [])
        shape = types.TupleType([integer] * dimensions, types.Instance(self._builtin("tuple"), [ANY]))
        return types.Instance(info, [shape, self._dtype(element)])

    def _dtype(self, element):
        return self._instance("numpy:dtype", [self._scalar(element)])

    def _scalar(self, name):
        """The type of an element. Most integers of numpy are aliases of one class with arguments."""
        module, _, path = name.partition(":")
        file = self._files.get(module)
        symbol = file.names.get(path) if file is not None else None
        if symbol is not None and isinstance(symbol.node, nodes.TypeAlias) and not symbol.node.alias_tvars:
            return symbol.node.target
        return self._instance(name) if self.declared(name) is not None else ANY

    def _literal(self, name, text):
        instance = self._instance(name)
        value = eval(text, {"__builtins__": {}})  # the watcher names a constant of the stub
        if isinstance(value, bytes):
            value = repr(value)[2:-1]
        return types.LiteralType(value, instance)

    def _builtin(self, name):
        return self._files["builtins"].names[name].node

    def class_of(self, name):
        """The class that mypy knows for one of the run, or one that is made for it."""
        if name not in self._known:
            self._known[name] = self.declared(name) or self._made(name)
        return self._known[name]

    def declared(self, name):
        """The class that a stub declares."""
        if name.startswith("@"):
            return self._find(name[1:])
        module, _, path = name.partition(":")
        for candidate in spellings(module):
            found = self._lookup(candidate, path)
            if found is not None:
                return found
        own = NAMED_BY_TYPES.get(name)
        return own and (self._lookup("types", own) or self._lookup("typing_extensions", own))

    def _lookup(self, module, path):
        file = self._files.get(module)
        names, node = file.names if file is not None else {}, None
        for part in path.split("."):
            symbol = names.get(part)
            node = symbol.node if symbol is not None else None
            if isinstance(node, nodes.TypeAlias):
                target = types.get_proper_type(node.target)
                node = target.type if isinstance(target, types.Instance) and not node.alias_tvars else None
            if not isinstance(node, nodes.TypeInfo):
                return None
            names = node.names
        return node

    def _made(self, name):
        """A class with the bases and the members of one that is not declared."""
        record = self._classes.get(name)
        if record is None:
            return None
        definition = nodes.ClassDef(name.rpartition(":")[2].rpartition(".")[2], nodes.Block([]))
        definition.fullname = f"_stubgen_values.{definition.name}"
        info = nodes.TypeInfo(nodes.SymbolTable(), definition, "_stubgen_values")
        definition.info = info
        found = [self.declared(base) for base in record["bases"] if base != "builtins:object"]
        found += [self._lookup("typing", base) for base in record["abstract"]]
        bases = []
        for base in found:
            if base is not None and not any(base in other.mro for other in bases):
                bases.append(base)
        object_ = self._builtin("object")
        info.bases = [types.Instance(base, [ANY] * len(base.defn.type_vars)) for base in bases or [object_]]
        info.mro = [info]
        for base in [*bases, object_]:
            info.mro += [other for other in base.mro if other not in info.mro and other is not object_]
        info.mro.append(object_)
        for member in record["members"]:
            if all(member not in other.names for other in info.mro[1:-1]):
                variable = nodes.Var(member, ANY)
                variable.info = info
                variable._fullname = f"{definition.fullname}.{member}"
                info.names[member] = nodes.SymbolTableNode(nodes.MDEF, variable)
        return info

    def undeclared_names(self, description):
        """The last names of the classes of a description, and of their bases, that no stub declares."""
        if isinstance(description, str):
            record = self._classes.get(description)
            all_names = [description, *(record["bases"] if record is not None else [])]
            return {last(name) for name in all_names if name != ANYTHING and self.declared(name) is None}
        return {name for part in parts(description) for name in self.undeclared_names(part)}

    def has_own_attributes(self, description):
        """Whether a value, or one in it, is of a class that no stub declares and whose instances have a `__dict__`."""
        if isinstance(description, str):
            record = self._classes.get(description)
            return record is not None and "__dict__" in record["members"] and self.declared(description) is None
        return any(map(self.has_own_attributes, parts(description)))

    def text(self, description):
        """A description as Python spells types."""
        if isinstance(description, str):
            return self._name(description)
        kind, *rest = description
        if kind == "class":
            return f"type[{self._name(rest[0])}]"
        if kind == "dtype":
            return f"numpy.dtype[{self._name(rest[0])}]"
        if kind == "array":
            return f"{self._name(rest[0])}[{rest[2]}-dimensional, {self._name(rest[1])}]"
        if kind == "literal":
            return f"Literal[{rest[1]}]"
        if kind == "record":
            named = rest[1] if rest[1] != ANYTHING else ()
            shown = [f"{key!r}: {self.text(value)}" for key, value in named]
            return f"{self._name(rest[0])} {{{', '.join([*shown, *(['...'] if rest[2] else [])])}}}"
        if kind == "tuple":
            inside = ", ".join(self.text(part) for part in rest[1]) or "()"
        else:
            inside = ", ".join(" | ".join(self.text(part) for part in parts) or "Never" for parts in rest[1:])
        return f"{self._name(rest[0])}[{inside}]"

    def _name(self, name):
        if name == "builtins:NoneType":
            return "None"
        if name == ANYTHING:
            return "Any"
        if name in NAMED_BY_TYPES:
            return f"types.{NAMED_BY_TYPES[name]}"
        module, _, path = name.partition(":")
        if name.startswith("@"):
            return name[1:]
        return path if module == "builtins" else f"{module}.{path}".replace(".<locals>", "")


def parts(description):
    """The descriptions in a description that is not only the name of a class."""
    kind, name, *rest = description
    if kind == "literal":
        return [name]
    if kind == "record":
        named, others = rest
        rest = [others] if named == ANYTHING else [tuple(value for _, value in named), others]
    return [name, *(part for part in rest if isinstance(part, str)), *(it for part in rest if isinstance(part, tuple) for it in part)]


def last(name):
    return name.rpartition(":")[2].rpartition(".")[2]


def spellings(module):
    """The names under which the stubs of Python may have a module: an implementation is in the module that it is for."""
    yield module
    parts = module.split(".")
    while len(parts) > 1 and parts[-1].startswith("_"):
        parts.pop()
        yield ".".join(parts)
    if module.startswith("_"):
        yield module[1:]
    if module == "builtins":
        yield "types"


def modules_of(classes):
    """The modules of Python and of numpy that mypy has to read for classes of a run."""
    known = getattr(sys, "stdlib_module_names", ())
    wanted = set()
    for record in classes.values():
        for name in (record["name"], *record["bases"]):
            module = name.partition(":")[0]
            top = module.partition(".")[0]
            wanted |= {it for it in spellings(module) if top in known and not name.startswith("@")}
            if top == "numpy":
                wanted.add("numpy")
    return sorted(module for module in wanted if module.replace(".", "").replace("_", "a").isalnum())
