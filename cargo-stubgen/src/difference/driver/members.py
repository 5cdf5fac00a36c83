"""Compares the members of modules and classes: what a name is, and what can be done with it."""

import mypy.expandtype
import mypy.nodes as nodes
import mypy.types as types

from stubgen_diff import calls
from stubgen_diff.fits import is_same
from stubgen_diff.items import ALIAS, ATTRIBUTE, CLASS, FUNCTION, MODULE, PROPERTY, VARIABLE


def compare(spot, old, new, changes):
    """Compares what a name is on both sides. Classes and modules are compared elsewhere."""
    if old.kind == FUNCTION and new.kind == FUNCTION:
        functions(spot, old, new, changes)
    elif old.is_value and new.is_value:
        values(spot, old, new, changes)
    elif is_alias(old) and is_alias(new):
        aliases(spot, old, new, changes)
    elif old.kind == VARIABLE and new.kind == VARIABLE:
        variables(spot, old, new, changes)
    elif old.kind != new.kind:
        kinds(spot, old, new, changes)
    deprecation(spot, old, new, changes)


def deprecation(spot, old, new, changes):
    if new.deprecated and not old.deprecated:
        changes.add("deprecated", spot, reason=new.deprecated.partition(": ")[2] or new.deprecated)


def functions(spot, old, new, changes):
    if old.binding != new.binding and old.binding in ("static", "class") and new.binding == "instance":
        changes.add("binding-changed", spot, old=BINDINGS[old.binding], new=BINDINGS[new.binding])
    elif old.binding != new.binding and old.binding == "instance":
        changes.add("binding-changed", spot, old=BINDINGS[old.binding], new=BINDINGS[new.binding])
    awaits_otherwise = old.is_async != new.is_async and not result(old, new, changes).gives
    if awaits_otherwise:
        changes.add("async-changed", spot, old=asynchronous(old), new=asynchronous(new))
    calls.compare(spot, old, new, changes, has_result=not awaits_otherwise)
    finality(spot, old, new, changes)


BINDINGS = {"static": "a static method", "class": "a class method", "instance": "a method of instances"}


def asynchronous(item):
    return "`async def`" if item.is_async else "`def`"


def result(old, new, changes):
    """The result of two functions, or all of them if they have overloads."""
    types_ = [item.type.ret_type if isinstance(item.type, types.CallableType) else item.type for item in (old, new)]
    return changes.fits.type(*types_)


def finality(spot, old, new, changes):
    """Compares whether subclasses may replace a method."""
    if new.is_final and not old.is_final:
        changes.add("final-added", spot)
    elif old.is_final and not new.is_final:
        changes.add("final-removed", spot)


def values(spot, old, new, changes):
    """Compares attributes and properties."""
    read = changes.fits.type(old.type, new.type)
    texts = changes.texts.pair(read.old, read.new)
    is_read_as_before = read.gives
    if not is_read_as_before:
        changes.add("attribute-typed" if read.was_unknown else "attribute-widened", spot, **texts)
    elif not read.is_same or not read.takes:
        narrowed(spot, old, new, read, texts, changes)
    if old.written is not None and new.written is None:
        changes.add("setter-removed", spot)
    elif old.written is None and new.written is not None:
        changes.add("setter-added", spot)
    elif new.kind == PROPERTY and old.written is not None:
        written = changes.fits.type(old.written, new.written)
        if not written.takes:
            changes.add("assignment-narrowed", spot, **changes.texts.pair(written.old, written.new))
    if old.kind == PROPERTY == new.kind and old.can_be_deleted and not new.can_be_deleted:
        changes.add("deleter-removed", spot)
    if old.is_class_variable and new.kind == PROPERTY:
        changes.add("kind-changed", spot, old="an attribute of the class", new="a property of its instances")
    elif new.is_class_variable and not old.is_class_variable and old.written is not None and new.written is not None:
        changes.add("class-variable", spot)
    if constant(old) is not None and constant(new) is not None and constant(old) != constant(new):
        changes.add("value-changed", spot, old=repr(constant(old)), new=repr(constant(new)))


def narrowed(spot, old, new, read, texts, changes):
    """An attribute that is read as before and has another type."""
    if new.kind == ATTRIBUTE and new.written is not None and old.written is not None:
        written = changes.fits.type(old.written, new.written)
        if not written.takes:
            changes.add("assignment-narrowed", spot, **texts)
            return
    changes.add("attribute-untyped" if read.is_less_known else "attribute-narrowed", spot, **texts)


def constant(item):
    """The value of a constant that the stub states."""
    proper = types.get_proper_type(item.type) if item.is_final and item.type is not None else None
    if isinstance(proper, types.Instance) and proper.last_known_value is not None:
        return proper.last_known_value.value
    return None


def accepts_any_name(names):
    """Whether a `__getattr__` gives `Any` for every name."""
    symbol = names.get("__getattr__")
    node = symbol.node if symbol is not None else None
    type_ = types.get_proper_type(node.type) if isinstance(node, nodes.FuncDef) and node.type is not None else None
    given = types.get_proper_type(type_.ret_type) if isinstance(type_, types.CallableType) else None
    return isinstance(given, types.AnyType)


def is_alias(item):
    return item.kind == ALIAS or item.is_alias


def aliases(spot, old, new, changes):
    whole = changes.fits.type(old.type, new.type)
    before, after = (getattr(item.node, "alias_tvars", []) for item in (old, new))
    # The names of type variables do not count.
    own = [changes.fits.old(variable).id for variable in before]
    expanded = mypy.expandtype.expand_type(whole.old, dict(zip(own, after)))
    if len(before) != len(after) or not is_same(expanded, whole.new):
        changes.add("alias-changed", spot, **changes.texts.pair(whole.old, whole.new))


def variables(spot, old, new, changes):
    """Compares type variables that are public."""
    before = (type(old.node).__name__, old.node.variance, bound(old.node, changes.fits.old))
    after = (type(new.node).__name__, new.node.variance, bound(new.node, lambda type_: type_))
    if before != after:
        changes.add("type-variable-changed", spot)


def bound(node, translated):
    values = [translated(value) for value in getattr(node, "values", [])]
    return str(translated(node.upper_bound)), [str(value) for value in values]


NAMES = {
    FUNCTION: "a function",
    PROPERTY: "a property",
    ATTRIBUTE: "an attribute",
    CLASS: "a class",
    ALIAS: "a type alias",
    MODULE: "a module",
    VARIABLE: "a type variable",
}


def kinds(spot, old, new, changes):
    """Something has become something else. It may still do what it did before."""
    before, after = as_value(old), as_value(new)
    is_used_as_type = old.kind in (CLASS, ALIAS, MODULE, VARIABLE)
    texts = {"old": NAMES[old.kind], "new": NAMES[new.kind]}
    if before is None or after is None or is_used_as_type or (old.written is not None and new.kind != ATTRIBUTE):
        changes.add("kind-changed", spot, **texts)
        return
    whole = changes.fits.type(before, after)
    changes.add("kind-refined" if whole.gives else "kind-changed", spot, **texts)


def as_value(item):
    """The type of something as a value."""
    if item.kind == CLASS:
        return item.call
    return item.type if item.kind in (FUNCTION, ATTRIBUTE) else None
