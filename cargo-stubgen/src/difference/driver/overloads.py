"""Compares functions of which one has overloads.

The first overload that takes a call gives its result. Arguments whose type is a union may be taken by several overloads, each of
which gives a part of the result, as the typing spec describes it.
"""

import itertools

import mypy.meet
import mypy.subtypes
import mypy.types as types

from stubgen_diff import subtypes
from stubgen_diff.fits import follows_arguments, members

# How many combinations of the members of unions are tried against overloads.
MOST_COMBINATIONS = 64


def compare(spot, whole, changes):
    """Compares functions of which one has overloads."""
    if whole.is_same:
        return
    strict, before, after = (types.get_proper_type(it) for it in (whole.strict, whole.old, whole.new))
    found = []
    for item, shown in zip(strict.items, before.items):
        found += lost(item, shown, strict, after, changes)
    for item in after.items:
        found += gained(item, strict, before, after, changes)
    is_in_order = subtypes.is_subtype(after, strict) or not may_differ(strict.items, after.items)
    if is_reordered(strict, after) if found else not is_in_order:
        found = [("overloads-reordered", {})]
    for code, texts in found:
        changes.add(code, spot, **texts)


def lost(item, shown, strict, after, changes):
    """What the calls of an overload of the old side lose. One that no call reaches has none."""
    if first(item, strict) is not item:
        return []
    found = applied(item, after)
    if found is None:
        return [("overload-removed", {"overload": changes.texts.one(shown)})]
    if any(follows_arguments(shown.ret_type, taking.ret_type) for _, taking in found):
        code = "result-typed"
    elif all(subtypes.is_subtype(taking, call) for call, taking in found):
        return []
    else:
        code = "result-widened"
    given = types.UnionType.make_union([taking.ret_type for _, taking in found])
    return [(code, changes.texts.pair(shown.ret_type, given))]


def gained(item, strict, before, after, changes):
    """What the calls of an overload of the new side gain, and what those of them lose that the old side took."""
    if first(item, after) is not item:
        return []
    found = [(call, first(call, strict)) for call in split(item)]
    texts = []
    # Without type variables, mypy can compare them.
    for call, taken in found if not item.variables else []:
        if taken is not None and not subtypes.is_subtype(call.ret_type, solved(taken, call).ret_type):
            shown = before.items[strict.items.index(taken)]
            texts.append(("result-widened", changes.texts.pair(shown.ret_type, call.ret_type)))
    if not texts and not takes_all(item, before):
        texts.append(("overload-added", {"overload": changes.texts.one(item)}))
    return texts


def applied(item, overloads):
    """The calls of `item`, each with the overload that takes it, or nothing if one of them is taken by none."""
    whole = first(item, overloads)
    if whole is not None:
        return [(item, whole)]
    found = [(call, first(call, overloads)) for call in split(item)]
    return None if any(taking is None for _, taking in found) else found


def first(call, overloads):
    """The first overload that takes a call."""
    called = call.copy_modified(ret_type=anything(call))
    candidates = ((it, it.copy_modified(ret_type=anything(it))) for it in overloads.items)
    return next((it for it, candidate in candidates if subtypes.is_subtype(candidate, called)), None)


def anything(signature):
    return types.Instance(signature.fallback.type.mro[-1], [])


def solved(signature, call):
    """The signature with the types that its type variables have in a call."""
    return mypy.subtypes.unify_generic_callable(signature, call, ignore_return=True) or signature


def split(item):
    """An overload for each combination of the members of unions in its parameters, if there are not too many."""
    choices = [members(type_) for type_ in item.arg_types]
    combinations = 1
    for choice in choices:
        combinations *= len(choice)
    if combinations == 1 or combinations > MOST_COMBINATIONS:
        return [item]
    return [item.copy_modified(arg_types=list(chosen)) for chosen in itertools.product(*choices)]


def takes_all(old, new):
    """Whether `new` can be called as `old`, and gives nothing else. A union may be taken by several overloads."""
    if subtypes.is_subtype(new, old):
        return True
    old = types.get_proper_type(old)
    if not isinstance(types.get_proper_type(new), types.Overloaded) or not isinstance(old, types.CallableType):
        return False
    calls = split(old)
    return len(calls) > 1 and all(subtypes.is_subtype(new, call) for call in calls)


def is_reordered(old, new):
    """Whether both sides have the same overloads."""
    return len(old.items) == len(new.items) and all(place(item, new.items) is not None for item in old.items)


def may_differ(old, new):
    """Whether a call may be taken by two overloads that both sides have in another order."""
    places = [place(item, old) for item in new]
    return None in places or any(
        one > other and may_meet(old[one], old[other]) for one, other in itertools.combinations(places, 2)
    )


def place(item, overloads):
    """The index of an overload among those of the other side."""
    return next((index for index, it in enumerate(overloads) if subtypes.is_same_type(it, item)), None)


def may_meet(one, other):
    """Whether both overloads may take the same call. Those with parameters of types that no value has in common do not."""
    for kind, type_, other_kind, other_type in zip(one.arg_kinds, one.arg_types, other.arg_kinds, other.arg_types):
        if kind != other_kind or not kind.is_positional() or kind.is_optional():
            return True
        if not mypy.meet.is_overlapping_types(type_, other_type):
            return False
    return True
