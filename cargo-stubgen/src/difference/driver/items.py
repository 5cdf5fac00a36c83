"""What a name of a stub is: its kind, its type, and what can be done with it."""

import mypy.expandtype
import mypy.maptype
import mypy.nodes as nodes
import mypy.typeops
import mypy.types as types

FUNCTION = "function"
PROPERTY = "property"
ATTRIBUTE = "attribute"
CLASS = "class"
ALIAS = "type alias"
MODULE = "module"
VARIABLE = "type variable"

ANY = types.AnyType(types.TypeOfAny.unannotated)


class Item:
    """What a name is."""

    def __init__(self, kind, node, **facts):
        self.kind = kind
        self.node = node
        # The type of a function without its receiver, or of what is read.
        self.type = facts.get("type")
        # How a class is called.
        self.call = facts.get("call")
        # The type of what can be assigned, or nothing if nothing can.
        self.written = facts.get("written")
        # How a function is called: as a method of an `instance`, of a `class`, or `static`.
        self.binding = facts.get("binding")
        self.is_class_variable = facts.get("is_class_variable", False)
        self.is_async = facts.get("is_async", False)
        self.is_final = facts.get("is_final", False)
        self.can_be_deleted = facts.get("can_be_deleted", True)
        self.deprecated = facts.get("deprecated")
        # Whether a class has another name here than where it is defined.
        self.is_alias = facts.get("is_alias", False)
        # The definitions of a function, for their defaults.
        self.definitions = facts.get("definitions", [])

    @property
    def is_value(self):
        return self.kind in (PROPERTY, ATTRIBUTE)


class Reader:
    """Describes the names of one side."""

    def __init__(self, side):
        self._side = side
        self._function = self._named("builtins.function")

    def _named(self, name):
        return types.Instance(self._side.find(name), [])

    def constructor(self, info):
        """How a class is called."""
        return mypy.typeops.type_object_type(info, self._named)

    def item(self, node, owner=None):
        """Describes a node: one of a module, or of the class `owner`. Returns nothing for what is not a part of a stub."""
        found = self._item(node, owner)
        home = home_of(node)
        if found is not None and owner is not None and home is not None and home is not owner:
            found.type, found.written = (inherited(type_, owner, home) for type_ in (found.type, found.written))
        return found

    def _item(self, node, owner):
        if isinstance(node, nodes.MypyFile):
            return Item(MODULE, node)
        if isinstance(node, nodes.TypeInfo):
            return Item(CLASS, node, call=self.constructor(node), deprecated=node.deprecated)
        if isinstance(node, nodes.TypeAlias):
            return self._alias(node)
        if isinstance(node, nodes.TypeVarLikeExpr):
            return Item(VARIABLE, node)
        if isinstance(node, nodes.Var):
            return self._variable(node, owner)
        if isinstance(node, nodes.Decorator) and node.func.is_property:
            return self._property(node, [node], owner)
        if isinstance(node, nodes.OverloadedFuncDef) and node.is_property:
            return self._property(node, node.items, owner)
        if isinstance(node, (nodes.FuncDef, nodes.OverloadedFuncDef, nodes.Decorator)):
            return self._function_item(node, owner)
        return None

    def _alias(self, node):
        target = types.get_proper_type(node.target)
        if isinstance(target, types.Instance) and not node.alias_tvars and not node.python_3_12_type_alias:
            # Another name of a class. `list` without arguments is one too.
            if node.no_args or not target.args:
                call, deprecated = self.constructor(target.type), target.type.deprecated
                return Item(CLASS, target.type, type=target, call=call, is_alias=True, deprecated=deprecated)
        return Item(ALIAS, node, type=node.target)

    def _variable(self, node, owner):
        type_ = node.type if node.type is not None else ANY
        proper = types.get_proper_type(type_)
        if node.is_inferred and owner is None and isinstance(proper, types.FunctionLike) and not proper.is_type_obj():
            # `name = function` is another name of the function.
            definition = proper.items[0].definition
            definitions = [definition] if isinstance(definition, nodes.FuncDef) and len(proper.items) == 1 else []
            return Item(FUNCTION, node, type=proper, definitions=definitions)
        is_in_enum = owner is not None and owner.is_enum
        is_field = owner is not None and owner.is_named_tuple and owner.tuple_type is not None
        is_fixed = node.name == "__match_args__" or node.is_final or node.is_property or is_in_enum or is_field or is_frozen(owner)
        return Item(
            ATTRIBUTE,
            node,
            type=type_,
            written=None if is_fixed else type_,
            is_class_variable=node.is_classvar or node.is_final,
            is_final=node.is_final,
        )

    def _property(self, node, items, owner):
        getter, setter, can_be_deleted = None, None, False
        deprecated = None
        for item in items:
            function = item.func if isinstance(item, nodes.Decorator) else item
            decorators = item.decorators if isinstance(item, nodes.Decorator) else []
            names = {it.name for it in decorators if isinstance(it, nodes.MemberExpr)}
            if "setter" in names:
                setter = function
            elif "deleter" in names:
                can_be_deleted = True
            elif getter is None:
                getter, deprecated = function, function.deprecated
        signature = self._bound(getter, owner)
        written = None
        if setter is not None:
            value = self._bound(setter, owner)
            written = value.arg_types[0] if value.arg_types else ANY
        return Item(
            PROPERTY,
            node,
            type=signature.ret_type,
            written=written,
            can_be_deleted=can_be_deleted,
            deprecated=deprecated,
            is_final=node.is_final,
        )

    def _function_item(self, node, owner):
        parts = node.items if isinstance(node, nodes.OverloadedFuncDef) else [node]
        definitions = [part.func if isinstance(part, nodes.Decorator) else part for part in parts]
        type_ = node.type if node.type is not None else None
        if isinstance(node, nodes.Decorator):
            type_ = node.var.type
            if not isinstance(types.get_proper_type(type_), types.FunctionLike) and not is_declared(node):
                # What a decorator makes of it is not known.
                type_ = node.func.type
        if type_ is None:
            function = node.func if isinstance(node, nodes.Decorator) else node
            type_ = mypy.typeops.function_type(function, self._function)
        proper = types.get_proper_type(type_)
        first = definitions[0]
        binding = None
        if owner is not None:
            binding = "static" if first.is_static else "class" if first.is_class else "instance"
        if not isinstance(proper, types.FunctionLike):
            # A decorator that the stub declares made something else of it.
            return Item(ATTRIBUTE, node, type=proper, written=None)
        if binding in ("class", "instance"):
            proper = mypy.typeops.bind_self(proper, receiver(owner, binding), binding == "class")
        return Item(
            FUNCTION,
            node,
            type=proper,
            binding=binding,
            is_async=first.is_coroutine,
            is_final=first.is_final or node.is_final,
            deprecated=getattr(node, "deprecated", None) or first.deprecated,
            definitions=definitions,
        )

    def definitions(self, info, name):
        """The definitions of a method of a class."""
        symbol = info.get(name)
        item = self.item(symbol.node, info) if symbol is not None else None
        return item.definitions if item is not None else []

    def _bound(self, function, owner):
        type_ = function.type if function.type is not None else mypy.typeops.function_type(function, self._function)
        if owner is None:
            return type_
        return mypy.typeops.bind_self(type_, receiver(owner, "instance"))


def home_of(node):
    """The class that a member is declared in."""
    node = node.func if isinstance(node, nodes.Decorator) else node
    return getattr(node, "info", None) or None


def inherited(type_, owner, home):
    """A type in the class `home` as `owner`, which inherits from it, has it."""
    own = mypy.typeops.fill_typevars(owner)
    instance = own if isinstance(own, types.Instance) else own.partial_fallback
    if type_ is None or not home.defn.type_vars or home not in owner.mro:
        return type_
    return mypy.expandtype.expand_type_by_instance(type_, mypy.maptype.map_instance_to_supertype(instance, home))


def is_declared(node):
    """Whether the decorators of a function say what they make of it."""
    decorators = [getattr(decorator, "node", None) for decorator in node.original_decorators]
    return bool(decorators) and all(isinstance(getattr(it, "type", None), types.FunctionLike) for it in decorators)


def is_frozen(owner):
    """Whether a class is a dataclass whose fields cannot be assigned."""
    return owner is not None and owner.metadata.get("dataclass", {}).get("frozen") is True


def receiver(owner, binding):
    """What `self` is: the class, or any subclass if there can be one."""
    own = mypy.typeops.fill_typevars(owner)
    if not owner.is_final and isinstance(own, types.Instance):
        identifier = types.TypeVarId(0, namespace="Self")
        default = types.AnyType(types.TypeOfAny.from_omitted_generics)
        own = types.TypeVarType("Self", "Self", identifier, [], own, default)
    return types.TypeType.make_normalized(own) if binding == "class" else own
