"""mypy's rules for subtypes, asked so that one answer does not depend on those before it.

Inside a recursive type, mypy assumes what it is asked, and remembers what follows from the assumption, also if it proves wrong.
"""

import mypy.subtypes
from mypy.typestate import type_state


def is_subtype(left, right):
    type_state.reset_all_subtype_caches()
    return mypy.subtypes.is_subtype(left, right)


def is_proper_subtype(left, right):
    type_state.reset_all_subtype_caches()
    return mypy.subtypes.is_proper_subtype(left, right)


def is_same_type(left, right):
    """Whether two types accept and give the same. A number is not the same as one that is promoted to it."""
    type_state.reset_all_subtype_caches()
    return mypy.subtypes.is_same_type(left, right, ignore_promotions=True)
