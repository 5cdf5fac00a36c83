"""What the stub declares: the signatures of an item, and whether a described value has a type of them."""

import mypy.argmap
import mypy.expandtype
import mypy.maptype
import mypy.nodes as nodes
import mypy.subtypes
import mypy.types as types
from mypy.type_visitor import TypeTranslator

from stubgen_proof.values import ANY

STARS = (nodes.ARG_STAR, nodes.ARG_STAR2)


class Stub:
    """The items of a stub, by their dotted names at run time."""

    def __init__(self, files, modules):
        self._files = files
        self._modules = set(modules)

    def node(self, path):
        """The node of an item."""
        module, rest = path, []
        while module not in self._modules:
            module, _, name = module.rpartition(".")
            rest.insert(0, name)
            if not module:
                return None
        names, node = self._files[module].names, None
        for name in rest:
            symbol = names.get(name)
            node = symbol.node if symbol is not None else None
            names = node.names if isinstance(node, nodes.TypeInfo) else {}
        return node

    def find_class(self, path):
        node = self.node(path)
        return node if isinstance(node, nodes.TypeInfo) else None


def signatures(node):
    """The signatures of a function or method, and whether the first argument is bound: none, an instance or a class."""
    if isinstance(node, nodes.OverloadedFuncDef):
        functions = [item.func if isinstance(item, nodes.Decorator) else item for item in node.items]
    elif isinstance(node, nodes.Decorator):
        functions = [node.func]
    else:
        functions = [node]
    found = []
    for function in functions:
        if not isinstance(function, nodes.FuncDef):
            continue
        signature = types.get_proper_type(function.type)
        if isinstance(signature, types.CallableType):
            binds = bool(function.info) and not function.is_static or function.name == "__new__"
            names = [argument.variable.name for argument in function.arguments]
            found.append(Signature(signature, binds, names))
    return found


class Signature:
    """One signature of a function, without the argument that is bound."""

    def __init__(self, signature, binds, names):
        self.binds = binds and bool(signature.arg_types) and signature.arg_kinds[0] not in STARS
        first = 1 if self.binds else 0
        signature = signature.with_unpacked_kwargs()
        self._variables = signature.variables
        self._kinds = list(signature.arg_kinds[first:])
        self._names = list(signature.arg_names[first:])
        self._types = list(signature.arg_types[first:])
        # mypy has no names for parameters that only have a position.
        self._shown = names[first:]
        self._result = signature.ret_type

    def result(self, receiver):
        return self._ground(self._result, receiver)

    def bind(self, positional, keywords, receiver):
        """The parameter of each argument: its name and its type. A text says why there is none."""
        count = len(positional)
        kinds = [nodes.ARG_POS] * count + [nodes.ARG_NAMED] * len(keywords)
        names = [None] * count + [name for name, _ in keywords]
        mapped = mypy.argmap.map_actuals_to_formals(kinds, names, self._kinds, self._names, lambda index: ANY)
        parameters = [None] * len(kinds)
        for formal, actuals in enumerate(mapped):
            if not actuals and self._kinds[formal] in (nodes.ARG_POS, nodes.ARG_NAMED):
                return f"`{self._name(formal)}` is missing"
            for actual in actuals:
                if parameters[actual] is None:
                    parameters[actual] = (self._name(formal), self._ground(self._types[formal], receiver))
        for actual, parameter in enumerate(parameters):
            if parameter is None:
                return f"`{names[actual]}` is not a parameter" if names[actual] else "it has too many arguments"
        return parameters

    def _name(self, formal):
        stars = {nodes.ARG_STAR: "*", nodes.ARG_STAR2: "**"}.get(self._kinds[formal], "")
        shown = self._shown[formal] if formal < len(self._shown) else None
        return stars + (self._names[formal] or shown or f"argument {formal + 1}")

    def parameters(self):
        """The names and types of all parameters."""
        return [(self._name(index), self._ground(it, None)) for index, it in enumerate(self._types)]

    def _ground(self, type_, receiver):
        return ground(type_, self._variables, receiver)


def ground(type_, variables, receiver):
    """A type without variables: `Self` is the receiver, and every other one its bound or its constraints."""
    replaced = {}
    for variable in variables:
        if isinstance(variable, types.TypeVarType):
            is_self = variable.name == "Self" or variable.id.is_self()
            values = variable.values and types.UnionType.make_union(variable.values)
            bound = values or variable.upper_bound
            replaced[variable.id] = receiver if is_self and receiver is not None else bound
        elif isinstance(variable, types.ParamSpecType):
            return ANY
        else:
            return ANY
    grounded = mypy.expandtype.expand_type(type_, replaced) if replaced else type_
    return loose(grounded)


class Loose(TypeTranslator):
    """Replaces what a value does not show: a member of an enum, that a key of a `TypedDict` may change, a `NewType`."""

    def visit_literal_type(self, t):
        return t.fallback if t.is_enum_literal() else t

    def visit_typeddict_type(self, t):
        items = {key: item.accept(self) for key, item in t.items.items()}
        return types.TypedDictType(items, t.required_keys, set(items), t.fallback)

    def visit_instance(self, t):
        if t.type.is_newtype or is_hidden(t.type):
            return t.type.bases[0].accept(self)
        return super().visit_instance(t)

    def visit_type_var(self, t):
        return ANY

    def visit_param_spec(self, t):
        return ANY

    def visit_unpack_type(self, t):
        return t

    def visit_type_alias_type(self, t):
        proper = types.get_proper_type(t)
        if not t.is_recursive:
            return proper.accept(self)
        return mapping(proper) if isinstance(proper, types.TypedDictType) else t


class WithoutKeys(TypeTranslator):
    """Replaces each `TypedDict` whose keys were not told apart."""

    def __init__(self, values):
        super().__init__()
        self._values = values

    def visit_typeddict_type(self, t):
        return super().visit_typeddict_type(t) if self._values.covers(t) else mapping(t)

    def visit_type_alias_type(self, t):
        return t


def mapping(typed_dict):
    """A mapping with any keys and values."""
    base = next(info for info in typed_dict.fallback.type.mro if info.fullname == "typing.Mapping")
    return types.Instance(base, [ANY, ANY])


def is_hidden(info):
    """Whether a class that is not a protocol exists for type checkers only. Its values have the class that it is based on."""
    names = {getattr(decorator, "name", None) for decorator in info.defn.decorators}
    return "type_check_only" in names and not info.is_protocol and bool(info.bases)


def loose(type_):
    """A type with the parts that a value shows."""
    proper = types.get_proper_type(type_)
    if isinstance(proper, (types.UnpackType, types.ParamSpecType)):
        return ANY
    return proper.accept(Loose())


class Fit:
    """Whether described values have declared types."""

    def __init__(self, values):
        self._values = values
        self._known = {}

    def fits(self, description, declared):
        """Whether a value may have a type. A collection that was just made has the types of its elements."""
        key = (description, str(declared))
        if key not in self._known:
            self._known[key] = self._fits(description, declared)
        return self._known[key]

    def _fits(self, description, declared):
        value = self._values.type_of(description)
        declared = declared.accept(WithoutKeys(self._values))
        # The sizes of numpy's integers are classes that inherit from each other.
        is_array = description[0] in ("array", "dtype")
        if mypy.subtypes.is_subtype(value, declared, always_covariant=not is_array):
            return True
        if description[0] == "class" and is_protocol_of_objects(declared, self._values.type_of("builtins:type")):
            return True
        # A class may say that it is in another module than the stub that declares it.
        if self._values.undeclared_names(description) & names_in(declared):
            return True
        # A class of Python does not show which attributes its instances have.
        return has_protocol(declared) and self._values.has_own_attributes(description)


def is_protocol_of_objects(declared, class_of_classes):
    """Whether a type is a protocol that every class has as an object, such as `Hashable`."""
    proper = types.get_proper_type(declared)
    if isinstance(proper, types.UnionType):
        return any(is_protocol_of_objects(item, class_of_classes) for item in proper.items)
    is_protocol = isinstance(proper, types.Instance) and proper.type.is_protocol
    return is_protocol and mypy.subtypes.is_subtype(class_of_classes, proper)


def has_protocol(declared):
    """Whether a type is or contains a protocol with attributes."""
    proper = types.get_proper_type(declared)
    if isinstance(proper, (types.UnionType, types.TupleType)):
        return any(map(has_protocol, proper.items))
    if not isinstance(proper, types.Instance):
        return False
    if proper.type.is_protocol:
        members = (proper.type.get(name) for name in proper.type.protocol_members)
        if any(member is not None and not isinstance(member.node, nodes.FuncDef) for member in members):
            return True
    return any(map(has_protocol, proper.args))


def names_in(declared):
    """The last names of the classes in a type that are not Python's own."""
    proper, found = types.get_proper_type(declared), set()
    if isinstance(proper, types.UnionType):
        return {name for item in proper.items for name in names_in(item)}
    if isinstance(proper, types.TupleType):
        return {name for item in proper.items for name in names_in(item)}
    if isinstance(proper, types.Instance):
        found = {name for item in proper.args for name in names_in(item)}
        if proper.type.module_name != "builtins":
            found.add(proper.type.name)
    return found


def awaited(declared):
    """The type of what awaiting gives, or nothing if the type is not one that is awaited."""
    arguments = arguments_of(declared, "typing.Awaitable")
    return arguments and arguments[0]


def finished(declared):
    """The type of what a generator ends with, or nothing if the type is not a generator."""
    arguments = arguments_of(declared, "typing.Generator")
    return arguments and arguments[2]


def arguments_of(declared, name):
    """The type arguments of the class `name` that a type is or inherits from."""
    proper = types.get_proper_type(declared)
    bases = proper.type.mro if isinstance(proper, types.Instance) else []
    base = next((info for info in bases if info.fullname == name), None)
    return base and mypy.maptype.map_instance_to_supertype(proper, base).args
