"""Compares classes: their bases, how they are constructed, what may be made of them, and their members."""

import mypy.expandtype
import mypy.nodes as nodes
import mypy.typeops
import mypy.types as types

from stubgen_diff import calls, fields, members, subtypes, unseen
from stubgen_diff.items import CLASS, Item, FUNCTION
from stubgen_diff.names import is_public

CONSTRUCTORS = ("__new__", "__init__")
# Bases that say how a class is written.
UNSEEN_BASES = ("builtins.object", "typing.Protocol", "typing.Generic")
# What mypy adds to classes, and what only describes them.
UNSEEN = ("__module__", "__qualname__", "__slots__", "__annotations__", "__doc__", "__dataclass_fields__", "__replace__")


class Classes:
    """Compares classes, each pair once."""

    def __init__(self, worlds, changes, readers):
        self._worlds = worlds
        self._changes = changes
        self._old, self._new = readers
        self._done = set()

    def compare(self, path, old, new):
        """Compares two classes that users reach by `path`."""
        if (old, new) in self._done:
            return
        self._done.add((old, new))
        spot = self._changes.spot(path, old.fullname, new.fullname)
        if not self._worlds.old.is_own(old.fullname) or not self._worlds.new.is_own(new.fullname):
            # A class from elsewhere has not changed, unless it is another one.
            if old.fullname != new.fullname and self._worlds.counterpart(old) is not new:
                self._changes.add("class-replaced", spot, old=old.fullname, new=new.fullname)
            return
        if self._worlds.counterpart(old) is not new:
            # It was another name of a class that is still there.
            self._changes.add("class-replaced", spot, old=old.fullname, new=new.fullname)
        self._kinds(spot, old, new)
        self._bases(spot, old, new)
        self._type_parameters(spot, old, new)
        fields.compare(spot, old, new, self._changes)
        self._constructor(spot, old, new)
        if loses_hash(new) and not loses_hash(old) and not is_none(old.get("__hash__")):
            self._changes.add("hash-removed", spot)
        self._members(path, old, new)
        unseen.compare(spot, self._worlds, self._changes)

    def _kinds(self, spot, old, new):
        add = self._changes.add
        members.deprecation(spot, Item(CLASS, old, deprecated=old.deprecated), Item(CLASS, new, deprecated=new.deprecated), self._changes)
        is_another_kind = False
        for word, is_it in (("an enum", "is_enum"), ("a protocol", "is_protocol")):
            if getattr(old, is_it) != getattr(new, is_it):
                is_another_kind = True
                before, after = (word if getattr(info, is_it) else f"not {word}" for info in (old, new))
                add("class-kind-changed", spot, old=before, new=after)
        if not is_another_kind and not self._has_metaclass(old, new):
            add("metaclass-removed", spot, metaclass=old.declared_metaclass.type.name)
        if new.is_final and not old.is_final:
            add("final-added", spot)
        elif old.is_final and not new.is_final:
            add("final-removed", spot)
        before, after = ({name for name, _ in info.abstract_attributes} for info in (old, new))
        if not old.is_protocol:
            for name in sorted(after - before):
                add("abstract-added", self._member_spot(f"{spot.path}.{name}", name, old, new))
            for name in sorted(before - after):
                if new.get(name) is not None:
                    add("abstract-removed", self._member_spot(f"{spot.path}.{name}", name, old, new))

    def _has_metaclass(self, old, new):
        """Whether a class is still an instance of its metaclass."""
        # One that it inherits is a matter of its bases.
        if old.declared_metaclass is None:
            return True
        metaclass = self._changes.fits.old(old.declared_metaclass)
        return new.metaclass_type is not None and subtypes.is_subtype(new.metaclass_type, metaclass)

    def _bases(self, spot, old, new):
        own = mypy.typeops.fill_typevars(new)
        for base in self._public_bases(old, self._worlds.old):
            if self._worlds.old.is_own(base.type.fullname) and self._worlds.counterpart(base.type) is None:
                # It is reported that the base is gone.
                continue
            whole = self._changes.fits.type(base, own)
            if not subtypes.is_subtype(own, whole.strict):
                self._changes.add("base-removed", spot, base=self._changes.texts.one(whole.old))
        mapped = self._changes.fits.old(mypy.typeops.fill_typevars(old))
        for base in self._public_bases(new, self._worlds.new):
            if isinstance(types.get_proper_type(mapped), types.Instance) and not self._had(old, base):
                self._changes.add("base-added", spot, base=self._changes.texts.one(base))

    def _had(self, old, base):
        """Whether a class of the old side has a base of the new one."""
        return any(self._worlds.counterpart(info) is base.type for info in old.mro)

    def _public_bases(self, info, side):
        """The bases that users can name. What a private one inherits from counts in its place."""
        found = []
        for base in info.bases:
            is_private = side.is_own(base.type.fullname) and not is_public(base.type.name)
            if is_private:
                found += [mypy.expandtype.expand_type_by_instance(it, base) for it in self._public_bases(base.type, side)]
            elif base.type.fullname not in UNSEEN_BASES and not info.is_named_tuple:
                found.append(base)
        return found

    def _type_parameters(self, spot, old, new):
        before, after = old.defn.type_vars, new.defn.type_vars
        is_optional = all(has_default(variable) for variable in after[len(before) :])
        if len(before) > len(after) or (len(after) > len(before) and not is_optional):
            texts = {"old": parameters_text(before), "new": parameters_text(after)}
            self._changes.add("type-parameters-changed", spot, **texts)
            return
        for first, second in zip(before, after):
            if not isinstance(first, types.TypeVarType) or not isinstance(second, types.TypeVarType):
                is_same = type(first) is type(second)
            else:
                fits = self._changes.fits
                is_same = first.variance == second.variance or first.variance == nodes.INVARIANT
                is_same &= fits.type(first.upper_bound, second.upper_bound).takes
                is_same &= not second.values or [str(fits.old(it)) for it in first.values] == [str(it) for it in second.values]
                is_same &= has_default(second) or not has_default(first)
            if not is_same:
                self._changes.add("type-parameters-changed", spot, old=parameters_text([first]), new=parameters_text([second]))

    def _constructor(self, spot, old, new):
        if old.is_protocol or old.is_enum or old.typeddict_type is not None or new.typeddict_type is not None:
            return
        before, after = self._old.constructor(old), self._new.constructor(new)
        name = next((it for it in CONSTRUCTORS if it in new.names or it in old.names), None)
        if name is None:
            name = next((it for it in CONSTRUCTORS if not is_of_object(new, it) or not is_of_object(old, it)), None)
        if name is None:
            # Neither side says how it is constructed.
            return
        path = f"{spot.path}.{name}"
        here = self._changes.spot(path, f"{old.fullname}.{name}", f"{new.fullname}.{name}")
        items = [
            Item(FUNCTION, info, type=type_, definitions=reader.definitions(info, name))
            for info, type_, reader in ((old, before, self._old), (new, after, self._new))
        ]
        whole = self._changes.fits.type(before, after)
        gives_class = new.is_named_tuple or all(is_constructor_of(new, type_) for type_ in (whole.old, whole.new))
        calls.compare(here, *items, self._changes, has_result=not gives_class)
        is_open = not old.is_final and not new.is_final
        for before, after in (CONSTRUCTORS, CONSTRUCTORS[::-1]):
            # A subclass may call it.
            is_replaced = before in old.names and is_of_object(new, before) and after in new.names
            if is_open and is_replaced:
                self._changes.add("constructor-replaced", here, old=before)

    def _members(self, path, old, new):
        names = dict.fromkeys([*self._declared(old, self._worlds.old), *self._declared(new, self._worlds.new)])
        for name in names:
            self._member(path, name, old, new)

    def _declared(self, info, side):
        """The names that a class declares, with those of its private bases."""
        for name, symbol in info.names.items():
            # The fields of a named tuple are compared on their own, and what is made of them is not.
            is_made = info.is_named_tuple and (symbol.plugin_generated or name == "__match_args__")
            if is_public(name) and name.isidentifier() and name not in (*CONSTRUCTORS, *UNSEEN) and not is_made:
                yield name
        for base in info.bases:
            if side.is_own(base.type.fullname) and not is_public(base.type.name):
                yield from self._declared(base.type, side)

    def _member(self, path, name, old, new):
        before, after = old.get(name), new.get(name)
        spot = self._member_spot(f"{path}.{name}", name, old, new)
        first = before and self._old.item(before.node, old)
        second = after and self._new.item(after.node, new)
        if first is None and second is None:
            return
        if second is None:
            code = "untyped" if members.accepts_any_name(new.names) else "removed"
            self._changes.add(code, spot, kind=described(first))
        elif first is None:
            self._changes.add(self._added(old, new, name, second), spot, kind=described(second))
        elif first.kind == CLASS and second.kind == CLASS:
            self.compare(spot.path, first.node, second.node)
        else:
            members.compare(spot, first, second, self._changes)
            if old.is_protocol and new.is_protocol:
                self._implemented(spot, first, second)
            unseen.compare(spot, self._worlds, self._changes)

    def _added(self, old, new, name, item):
        """The code of a new member."""
        if new.is_protocol and old.is_protocol:
            return "protocol-member-added"
        if new.is_enum and old.is_enum and isinstance(item.node, nodes.Var) and name in new.enum_members:
            return "enum-member-added"
        return "added"

    def _implemented(self, spot, first, second):
        """A protocol is also implemented, so whatever changes in it may contradict an implementation."""
        if first.kind != second.kind or first.type is None or second.type is None:
            return
        whole = self._changes.fits.type(first.type, second.type)
        if not whole.is_same and not whole.takes:
            self._changes.add("protocol-member-changed", spot, **self._changes.texts.pair(whole.old, whole.new))

    def _member_spot(self, path, name, old, new):
        return self._changes.spot(path, f"{old.fullname}.{name}", f"{new.fullname}.{name}")


def described(item):
    article = "an" if item.kind[0] in "aeiou" else "a"
    return f"{article} {item.kind}"


def loses_hash(info):
    """Whether Python makes a class unhashable because it defines `__eq__` alone."""
    for base in info.mro:
        if base.fullname == "builtins.object" or "__hash__" in base.names:
            return False
        if "__eq__" in base.names and not base.is_protocol:
            return True
    return False


def is_none(symbol):
    """Whether an attribute is declared as `None`."""
    type_ = symbol.node.type if symbol is not None and isinstance(symbol.node, nodes.Var) else None
    return isinstance(types.get_proper_type(type_), types.NoneType) if type_ is not None else False


def is_constructor_of(info, type_):
    """Whether a callable without overloads gives instances of a class."""
    proper = types.get_proper_type(type_)
    given = types.get_proper_type(proper.ret_type) if isinstance(proper, types.CallableType) else None
    instance = given.partial_fallback if isinstance(given, types.TupleType) else given
    return isinstance(instance, types.Instance) and instance.type is info


def is_of_object(info, name):
    symbol = info.get(name)
    node = symbol.node if symbol is not None else None
    owner = getattr(node, "info", None) if not isinstance(node, nodes.Decorator) else node.func.info
    return owner is None or not owner or owner.fullname == "builtins.object"


def has_default(variable):
    return variable.has_default()


def parameters_text(variables):
    """Type parameters as a class statement has them."""
    return "[" + ", ".join(map(parameter_text, variables)) + "]" if variables else "none"


def parameter_text(variable):
    stars = {types.ParamSpecType: "**", types.TypeVarTupleType: "*"}.get(type(variable), "")
    bound = ""
    if isinstance(variable, types.TypeVarType):
        words = {nodes.COVARIANT: " (covariant)", nodes.CONTRAVARIANT: " (contravariant)"}
        proper = types.get_proper_type(variable.upper_bound)
        is_object = isinstance(proper, types.Instance) and proper.type.fullname == "builtins.object"
        limit = variable.upper_bound if not is_object else None
        if variable.values:
            bound = ": (" + ", ".join(map(str, variable.values)).replace("builtins.", "") + ")"
        elif limit is not None:
            bound = f": {limit}".replace("builtins.", "")
        bound += words.get(variable.variance, "")
    return f"{stars}{variable.name}{bound}"
