"""Compares how something is called: its parameters and its result."""

import itertools

import mypy.expandtype
import mypy.nodes as nodes
import mypy.subtypes
import mypy.types as types

from stubgen_diff import subtypes
from stubgen_diff.fits import is_same, members, takes
from stubgen_diff.parameters import Parameters
from stubgen_diff.texts import default

# How many combinations of the members of unions are tried against overloads.
MOST_COMBINATIONS = 64


def compare(spot, old, new, changes, has_result=True):
    """Compares two callables: types of both sides, with their definitions. Without `has_result`, results may differ."""
    fits = changes.fits
    whole = fits.type(old.type, new.type)
    before, after = (types.get_proper_type(type_) for type_ in (whole.old, whole.new))
    if not isinstance(before, types.FunctionLike) or not isinstance(after, types.FunctionLike):
        # A class that mypy does not understand.
        value(spot, whole, changes)
        return
    if isinstance(before, types.CallableType) and isinstance(after, types.CallableType):
        strict = types.get_proper_type(whole.strict)
        signatures = Signatures(strict, before, after, old.definitions, new.definitions)
        single(spot, signatures, whole, changes, has_result)
    else:
        overloads(spot, whole, changes)


def value(spot, whole, changes):
    """Compares what is given as a value that cannot be taken apart."""
    if not whole.gives:
        changes.add("result-widened", spot, **changes.texts.pair(whole.old, whole.new))


class Signatures:
    """One signature on both sides."""

    def __init__(self, strict, old, new, old_definitions, new_definitions):
        # Type variables of functions have other identities on each side.
        self.are_variables_alike = are_alike(old.variables, new.variables)
        if self.are_variables_alike:
            strict, old = (with_variables(type_, new.variables) for type_ in (strict, old))
        # The new signature as the old one calls it, and as it is written.
        called = solved(new, strict) if new.variables and not self.are_variables_alike else new
        all_types = (type_.with_unpacked_kwargs() for type_ in (strict, old, called, new))
        self.strict, self.old, self.new, self.written = all_types
        self.old_parameters = Parameters(self.old, definition(old_definitions))
        self.strict_parameters = Parameters(self.strict, definition(old_definitions))
        self.new_parameters = Parameters(self.new, definition(new_definitions))
        self.written_parameters = Parameters(self.written, definition(new_definitions))

    @property
    def are_the_same(self):
        """Whether both are the same but for what mypy does not unify."""
        return self.are_variables_alike and is_same(self.old, self.new)


def definition(definitions):
    return definitions[0] if len(definitions) == 1 else None


def are_alike(old, new):
    """Whether functions have as many type variables of the same kinds."""
    return len(old) == len(new) and all(type(a) is type(b) for a, b in zip(old, new))


def with_variables(signature, variables):
    """The signature with other type variables in the place of its own."""
    if not variables:
        return signature
    replaced = {own.id: other for own, other in zip(signature.variables, variables)}
    expanded = mypy.expandtype.expand_type(signature.copy_modified(variables=[]), replaced)
    return expanded.copy_modified(variables=variables)


def solved(signature, target):
    """The signature with the types for its type variables for which it can be called as `target`."""
    unify = mypy.subtypes.unify_generic_callable
    return unify(signature, target, ignore_return=False) or unify(signature, target, ignore_return=True) or signature


def single(spot, signatures, whole, changes, has_result):
    """Compares two functions without overloads, parameter by parameter."""
    found = parameters(signatures) + variables(signatures, whole)
    if has_result:
        found += result(signatures)
    is_called_as_before = not has_result or takes_all(whole.strict, whole.new) or signatures.are_the_same
    if not is_called_as_before and not any(changes.is_breaking(code) for code, _ in found):
        found.append(("signature-changed", {"types": (whole.old, whole.new)}))
    elif has_result and not found and not signatures.are_the_same and not takes_all(whole.new, whole.old):
        found.append(("signature-widened", {"types": (whole.old, whole.new)}))
    for code, texts in found:
        pair = texts.pop("types", None)
        shown = changes.texts.pair(*pair) if pair else {}
        changes.add(code, spot, **texts, **shown)
    defaults(spot, signatures, changes)


def variables(signatures, whole):
    """The changes of what type variables accept."""
    if not signatures.are_variables_alike:
        return []
    found = []
    for before, after in zip(signatures_variables(whole.strict), signatures_variables(whole.new)):
        if not isinstance(before, types.TypeVarType):
            continue
        accepted = [accepts(first, second) for first, second in ((before, after), (after, before))]
        if not accepted[1]:
            found.append(("type-variable-narrowed", {"types": (whole.old, whole.new)}))
        elif not accepted[0]:
            found.append(("type-variable-widened", {"types": (whole.old, whole.new)}))
    return found


def signatures_variables(signature):
    return types.get_proper_type(signature).variables


def accepts(one, other):
    """Whether a type variable accepts whatever another one accepts."""
    if one.values:
        return bool(other.values) and all(any(is_same(value, it) for it in one.values) for value in other.values)
    return subtypes.is_subtype(other.upper_bound, one.upper_bound)


def parameters(signatures):
    """The changes of parameters, with their texts."""
    found = []
    old, new = signatures.old_parameters, signatures.new_parameters
    matched = set()
    for before, strict in zip(old.all, signatures.strict_parameters.all):
        if before.is_star:
            found += star(before, strict, new, matched, signatures)
            continue
        after, codes = match(before, new)
        if after is None:
            after = new.taking(before)
            if after is None:
                found.append(("parameter-removed", {"parameter": before.name}))
                continue
            # `*args` or `**kwargs` takes it now.
        else:
            matched.add(after.index)
        found += [(code, {"parameter": before.name, "now": after.name}) for code in codes]
        found += requirement(before, after)
        found += types_of(before, strict, after, signatures)
    for after in new.all:
        if after.index in matched or after.is_star:
            continue
        if after.is_required:
            found.append(("parameter-added-required", {"parameter": after.name}))
        else:
            taking = old.taking(after)
            found.append(("parameter-added", {"parameter": after.name}))
            if taking is not None:
                # The value went to `*args` or `**kwargs`, of which another type may have been accepted.
                strict = signatures.strict_parameters.all[taking.index]
                found += types_of(taking, strict, after, signatures)
    old_stars = {parameter.kind for parameter in old.all if parameter.is_star}
    for after in new.all:
        if after.is_star and after.kind not in old_stars:
            found.append(("parameter-added", {"parameter": after.name}))
    return found


def star(before, strict, new, matched, signatures):
    """The changes of `*args` or `**kwargs`."""
    after = new.star(before.kind)
    if after is None:
        return [("parameter-removed", {"parameter": before.name})]
    matched.add(after.index)
    return types_of(before, strict, after, signatures)


def match(before, new):
    """The parameter that takes the place of another one, and the codes of how it is passed otherwise."""
    if before.position is None:
        after = new.named(before.keyword)
        if after is None:
            positional = new.shown(before.keyword)
            return positional, ["parameter-positional-only"] if positional is not None else []
        return after, ["parameter-by-position"] if after.position is not None else []
    at = new.at(before.position)
    if before.keyword is None:
        return at, ["parameter-by-keyword"] if at is not None and at.keyword is not None else []
    by_name = new.named(before.keyword)
    if at is not None and by_name is at:
        return at, []
    if by_name is not None:
        return by_name, ["parameter-keyword-only" if by_name.position is None else "parameter-moved"]
    if at is None:
        return None, []
    if at.keyword is None:
        return at, ["parameter-positional-only"]
    # Values that are passed by the old name are not accepted, unless `**kwargs` takes them.
    return at, ["parameter-renamed"]


def requirement(before, after):
    if before.is_required and not after.is_required:
        return [("parameter-optional", {"parameter": before.name})]
    if not before.is_required and after.is_required and not after.is_star:
        return [("parameter-required", {"parameter": before.name})]
    return []


def types_of(before, strict, after, signatures):
    """The change of the type of a parameter."""
    if before.type == after.type or is_same(before.type, after.type) and takes(strict.type, after.type):
        return []
    texts = {"parameter": before.name, "types": (before.type, signatures.written_parameters.all[after.index].type)}
    if takes(strict.type, after.type):
        return [("parameter-widened", texts)]
    is_unknown = isinstance(types.get_proper_type(before.type), types.AnyType)
    return [("parameter-typed" if is_unknown else "parameter-narrowed", texts)]


def result(signatures):
    """The change of the result."""
    old, strict, new = (it.ret_type for it in (signatures.old, signatures.strict, signatures.new))
    if is_same(old, new):
        return []
    texts = {"types": (old, signatures.written.ret_type)}
    if isinstance(types.get_proper_type(new), types.UninhabitedType):
        return [("result-never", texts)]
    if not subtypes.is_subtype(new, strict):
        is_unknown = isinstance(types.get_proper_type(old), types.AnyType)
        return [("result-typed" if is_unknown else "result-widened", texts)]
    is_less_known = not subtypes.is_proper_subtype(new, old)
    return [("result-untyped" if is_less_known else "result-narrowed", texts)]


def defaults(spot, signatures, changes):
    """Compares the texts of defaults, which types do not show."""
    new = signatures.new_parameters
    for before in signatures.old_parameters.all:
        after, _ = (None, []) if before.is_star else match(before, new)
        if after is None or before.is_required or after.is_required:
            continue
        old_text, new_text = default(before.initializer), default(after.initializer)
        if old_text != new_text and None not in (old_text, new_text):
            changes.add("default-changed", spot, parameter=before.name, old=old_text, new=new_text)


def overloads(spot, whole, changes):
    """Compares functions of which one has overloads."""
    if whole.is_same:
        return
    strict, before, after = (types.get_proper_type(it) for it in (whole.strict, whole.old, whole.new))
    anything = types.Instance(strict.items[0].fallback.type.mro[-1], [])
    found = []
    for item, shown in zip(strict.items, before.items):
        if takes_all(item, after):
            continue
        # Without the result, which one of the two has changed is seen.
        if takes_all(item.copy_modified(ret_type=anything), after):
            given = types.UnionType.make_union([it.ret_type for it in accepting(item, after, anything)])
            found.append(("result-widened", changes.texts.pair(shown.ret_type, given)))
        else:
            found.append(("overload-removed", {"overload": changes.texts.one(shown)}))
    for item in after.items:
        taken = first_taking(item, strict, anything)
        if taken is not None and not subtypes.is_subtype(item.ret_type, taken.ret_type):
            # It comes before what applied to its calls.
            shown = before.items[strict.items.index(taken)]
            found.append(("result-widened", changes.texts.pair(shown.ret_type, item.ret_type)))
        elif not takes_all(item, before):
            found.append(("overload-added", {"overload": changes.texts.one(item)}))
    if not found and not subtypes.is_subtype(after, strict):
        found.append(("overloads-reordered", {}))
    for code, texts in found:
        changes.add(code, spot, **texts)


def first_taking(item, old, anything):
    """The first overload of the old side that took the calls of a new one. Without type variables, mypy can compare them."""
    if item.variables:
        return None
    called = item.copy_modified(ret_type=anything)
    takes = (it for it in old.items if subtypes.is_subtype(it.copy_modified(ret_type=anything), called))
    return next(takes, None)


def accepting(item, after, anything):
    """The new overloads that take a call of an old one."""
    found = [it for it in after.items if subtypes.is_subtype(it.copy_modified(ret_type=anything), item.copy_modified(ret_type=anything))]
    return found or after.items


def takes_all(old, new):
    """Whether `new` can be called as `old`, and gives nothing else. A union may be taken by several overloads."""
    if subtypes.is_subtype(new, old):
        return True
    old = types.get_proper_type(old)
    if not isinstance(types.get_proper_type(new), types.Overloaded) or not isinstance(old, types.CallableType):
        return False
    choices = [members(type_) for type_ in old.arg_types]
    combinations = 1
    for choice in choices:
        combinations *= len(choice)
    if combinations == 1 or combinations > MOST_COMBINATIONS:
        return False
    split = (old.copy_modified(arg_types=list(chosen)) for chosen in itertools.product(*choices))
    return all(subtypes.is_subtype(new, it) for it in split)
