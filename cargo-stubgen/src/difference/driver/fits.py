"""Whether a type of one side takes the place of one of the other. mypy decides it, by its own rules for subtypes."""

import mypy.subtypes
import mypy.types as types

from stubgen_diff.translate import Translator, opaque


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
        return mypy.subtypes.is_subtype(self.new, self.strict)

    @property
    def takes(self):
        """Whether everything that was taken before is taken now."""
        return mypy.subtypes.is_subtype(self.strict, self.new)

    @property
    def was_unknown(self):
        return isinstance(types.get_proper_type(self.old), types.AnyType)

    @property
    def is_less_known(self):
        """Whether the new type has `Any` where the old one says more."""
        return self.gives and not mypy.subtypes.is_proper_subtype(self.new, self.old)


class Fits:
    """Brings types of both sides together."""

    def __init__(self, worlds):
        anything = opaque(worlds.new)
        self._strict = Translator(worlds, anything, True)
        self._plain = Translator(worlds, anything, False)

    def type(self, old, new):
        """The type of something on both sides."""
        return Type(old.accept(self._strict), old.accept(self._plain), new)

    def old(self, type_):
        return type_.accept(self._plain)


def is_same(left, right):
    """Whether two types accept and give the same. Their spelling does not count."""
    return left == right or mypy.subtypes.is_same_type(left, right, ignore_promotions=True)
