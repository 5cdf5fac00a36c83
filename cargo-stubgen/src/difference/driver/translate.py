"""Turns a type of the old side into one of the new side."""

import mypy.nodes as nodes
import mypy.types as types
from mypy.type_visitor import TypeTranslator

# The name of what stands for `Any`.
ANYTHING = "Any"
OPAQUE = f"_stubgen_opaque_.{ANYTHING}"


def opaque(new):
    """An instance of a class of which nothing is known. Only `Any` and the class itself fit it."""
    base = new.files["builtins"].names["object"].node
    definition = nodes.ClassDef(ANYTHING, nodes.Block([]))
    definition.fullname = OPAQUE
    info = nodes.TypeInfo(nodes.SymbolTable(), definition, "_stubgen_opaque_")
    definition.info = info
    info.bases = [types.Instance(base, [])]
    info.mro = [info, base]
    return types.Instance(info, [])


class Translator(TypeTranslator):
    """Replaces the classes of the old side.

    What was accepted or given as `Any` could be used as everything. A `strict` translator makes it a class of its own, so that
    only `Any` takes its place.
    """

    def __init__(self, worlds, opaque, strict):
        super().__init__()
        self._opaque = opaque
        self._worlds = worlds
        self._strict = strict
        self._aliases = {}
        self._plain = Translator(worlds, opaque, False) if strict else self

    def visit_any(self, t):
        return self._opaque if self._strict else t

    def visit_instance(self, t):
        info = self._worlds.counterpart(t.type) or t.type
        count = len(info.defn.type_vars)
        args = [arg.accept(self) for arg in t.args]
        if not info.has_type_var_tuple_type:
            args = (args + [types.AnyType(types.TypeOfAny.special_form)] * count)[:count]
        value = t.last_known_value and t.last_known_value.accept(self)
        return types.Instance(info, args, t.line, t.column, last_known_value=value)

    def visit_type_var(self, t):
        return t.copy_modified(
            id=self._identifier(t.id),
            values=[value.accept(self._plain) for value in t.values],
            upper_bound=t.upper_bound.accept(self._plain),
            default=t.default.accept(self._plain),
        )

    def visit_param_spec(self, t):
        return t.copy_modified(
            id=self._identifier(t.id), prefix=t.prefix.accept(self), default=t.default.accept(self._plain)
        )

    def visit_type_var_tuple(self, t):
        return t.copy_modified(
            id=self._identifier(t.id),
            upper_bound=t.upper_bound.accept(self._plain),
            default=t.default.accept(self._plain),
        )

    def translate_variables(self, variables):
        return [variable.accept(self) for variable in variables]

    def visit_callable_type(self, t):
        # A `TypedDict` that states keyword arguments is a list of parameters.
        found = super().visit_callable_type(t.with_unpacked_kwargs())
        is_ellipsis = found.is_ellipsis_args and not self._strict
        return found.copy_modified(fallback=t.fallback.accept(self._plain), is_ellipsis_args=is_ellipsis)

    def visit_tuple_type(self, t):
        info = self._worlds.counterpart(t.partial_fallback.type)
        if info is not None and info.tuple_type is not None and info.is_named_tuple:
            # Its fields are compared where it is declared.
            return info.tuple_type.copy_modified(fallback=types.Instance(info, []))
        items = self.translate_type_list(t.items)
        return types.TupleType(items, t.partial_fallback.accept(self._plain), t.line, t.column)

    def visit_typeddict_type(self, t):
        info = self._worlds.counterpart(t.fallback.type)
        if info is not None and info.typeddict_type is not None and not t.fallback.type.defn.type_vars:
            return info.typeddict_type.copy_modified(fallback=types.Instance(info, []))
        return super().visit_typeddict_type(t)

    def visit_type_alias_type(self, t):
        if not t.is_recursive:
            return types.get_proper_type(t).accept(self)
        # The alias of the other side is another one, even if it has the same name.
        key = (t.alias, tuple(map(str, t.args)))
        if key not in self._aliases:
            alias = nodes.TypeAlias(
                types.AnyType(types.TypeOfAny.special_form), t.alias.fullname, t.alias.module, t.line, t.column
            )
            self._aliases[key] = alias
            alias.target = types.get_proper_type(t).accept(self)
        return types.TypeAliasType(self._aliases[key], [])

    def _identifier(self, identifier):
        if identifier.raw_id < 0:
            # It is the function's own. Another function has it on the other side.
            namespace = f"{identifier.namespace}@old"
            return types.TypeVarId(identifier.raw_id, identifier.meta_level, namespace=namespace)
        return self._worlds.variable(identifier)
