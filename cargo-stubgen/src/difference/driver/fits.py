"""Whether a type of one side takes the place of one of the other. mypy decides it, by its own rules for subtypes."""

import mypy.types as types

from stubgen_diff import subtypes
from stubgen_diff.translate import OPAQUE, Translator, opaque


class Type:
    """A type of both sides, in the classes of the new side."""

    def __init__(self, strict, old, new):
        # The old type: one in which only `Any` fits `Any`, and one as it was written.
        self.strict = strict
        self.old = old
        self.new = new

    @property
    def is_same(self):
        return is_same(self.old, self.new)

    @property
    def gives(self):
        """Whether what is given now can be used as what was given before."""
        return subtypes.is_subtype(self.new, self.strict)

    @property
    def takes(self):
        """Whether everything that was taken before is taken now."""
        return takes(self.strict, self.new)

    @property
    def was_unknown(self):
        return isinstance(types.get_proper_type(self.old), types.AnyType)

    @property
    def is_less_known(self):
        """Whether the new type has `Any` where the old one says more."""
        return self.gives and not subtypes.is_proper_subtype(self.new, self.old)


class Fits:
    """Brings types of both sides together."""

    def __init__(self, worlds):
        self._worlds = worlds
        anything = opaque(worlds.new)
        self._strict = Translator(worlds, anything, True)
        self._plain = Translator(worlds, anything, False)

    def type(self, old, new):
        """The type of something on both sides."""
        return Type(old.accept(self._strict), old.accept(self._plain), self._worlds.with_defaults(new))

    def old(self, type_):
        return type_.accept(self._plain)


def is_same(left, right):
    """Whether two types accept and give the same. Their spelling does not count."""
    return left == right or subtypes.is_same_type(left, right)


def takes(old, new):
    """Whether a parameter of the type `new` takes everything that one of the type `old` took."""
    if not subtypes.is_subtype(old, new):
        return False
    # An `object` has a hash, and a list is an object without one.
    hashable = [it for it in members(new) if is_hashable(it)]
    others = types.UnionType.make_union([it for it in members(new) if not is_hashable(it)])
    taken_so = [it for it in members(old) if hashable and not subtypes.is_subtype(it, others)]
    return not any(may_lack_hash(it) for it in taken_so)


def members(type_):
    """The members of a union, or the type alone."""
    proper = types.get_proper_type(type_)
    return proper.items if isinstance(proper, types.UnionType) else [type_]


def is_hashable(type_):
    proper = types.get_proper_type(type_)
    return isinstance(proper, types.Instance) and proper.type.fullname == "typing.Hashable"


def may_lack_hash(type_):
    """Whether values of a type may have no hash, although the type has the one of `object`."""
    proper = types.get_proper_type(type_)
    if not isinstance(proper, types.Instance) or is_hashable(proper):
        return False
    info = proper.type
    owner = next((base for base in info.mro if "__hash__" in base.names), None)
    is_open = info.fullname == "builtins.object" or info.is_protocol or info.is_abstract or info.fullname == OPAQUE
    return is_open and (owner is None or owner.fullname == "builtins.object")
