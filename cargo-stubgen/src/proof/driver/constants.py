"""Compares values with their types and values in the stub."""

import collections.abc
import types

import mypy.maptype
import mypy.nodes as nodes
import mypy.types
from mypy import stubtest
from mypy.evalexpr import UNKNOWN, evaluate_expression

from stubgen_proof.findings import finding, guarded, represented

MAPPINGS = (dict, collections.abc.Mapping)
SEQUENCES = (list, tuple, set, frozenset)


def findings(runtime, known):
    """The findings about the constants of modules and classes."""
    result = []
    for name, module in runtime.items():
        file = stubtest.get_stub(name)
        if file is not None:
            result += _scope(name, file.names, file.defs, module, known, lambda node: True)
    for path, stub, cls in known.pairs:
        result += _scope(path, stub.names, stub.defn.defs.body, cls, known, lambda node: node.is_classvar)
    return result


def _scope(path, names, statements, owner, known, is_constant):
    for name, symbol in names.items():
        node = symbol.node
        if not isinstance(node, nodes.Var) or name not in vars(owner) or symbol.module_hidden:
            continue
        if node.line < 0:  # what every module has, whatever is in its stub
            continue
        if is_constant(node) and node.type is not None:
            yield from guarded(f"{path}.{name}", _type(f"{path}.{name}", node.type, vars(owner)[name], known))
    yield from _values(path, statements, owner)


def _type(path, declared, value, known):
    if not fits(value, declared, known):
        yield finding(path, "wrong-type", declared=str(declared), value=shown(value))


def _values(path, statements, owner):
    """The values that a stub states."""
    for statement in statements:
        if not isinstance(statement, nodes.AssignmentStmt) or not isinstance(statement.lvalues[0], nodes.NameExpr):
            continue
        name = statement.lvalues[0].name
        if name == "__all__" or name not in vars(owner):
            continue
        yield from guarded(f"{path}.{name}", _value(f"{path}.{name}", statement.rvalue, vars(owner)[name]))


def _value(path, source, value):
    expected = evaluate_expression(source)
    if expected is UNKNOWN or expected is ...:
        return
    if type(expected) is not type(value) or expected != value:
        yield finding(path, "wrong-value", declared=repr(expected), value=shown(value))


def shown(value):
    """A value in a few words."""
    text = represented(value)
    return text if len(text) <= 60 else text[:57] + "..."


def fits(value, declared, known):
    """Whether `value` may have the type `declared`, which is true if it is unknown."""
    declared = mypy.types.get_proper_type(declared)
    if isinstance(declared, mypy.types.NoneType):
        return value is None
    if isinstance(declared, mypy.types.UnionType):
        return any(fits(value, item, known) for item in declared.items)
    if isinstance(declared, mypy.types.LiteralType):
        return not isinstance(value, (int, str)) or declared.value == value
    if isinstance(declared, mypy.types.TupleType):
        return _tuple_fits(value, declared, known)
    if isinstance(declared, mypy.types.TypeType):
        return _class_fits(value, mypy.types.get_proper_type(declared.item), known)
    if isinstance(declared, mypy.types.Instance):
        return _instance_fits(value, declared, known)
    return True


def _tuple_fits(value, declared, known):
    if not isinstance(value, tuple):
        return False
    if any(isinstance(item, mypy.types.UnpackType) for item in declared.items):
        return True
    same_length = len(value) == len(declared.items)
    return same_length and all(fits(item, its, known) for item, its in zip(value, declared.items))


def _class_fits(value, item, known):
    if not isinstance(value, type):
        return False
    expected = known.runtime_of(item.type) if isinstance(item, mypy.types.Instance) else None
    return expected is None or issubclass(value, expected)


def _instance_fits(value, declared, known):
    info = declared.type
    expected = known.runtime_of(info)
    if expected is None or info.is_protocol:
        return True
    # mypy accepts an int as a float. A value at run time is one or the other.
    if not isinstance(value, expected):
        return False
    if isinstance(value, (types.GenericAlias, types.UnionType)) or not declared.args:
        return True
    if isinstance(value, MAPPINGS):
        keys, values = _arguments(declared, "typing.Mapping", 2)
        return all(fits(key, keys, known) and fits(value[key], values, known) for key in value)
    if isinstance(value, SEQUENCES):
        (items,) = _arguments(declared, "typing.Iterable", 1)
        return all(fits(item, items, known) for item in value)
    return True


def _arguments(declared, name, count):
    """The arguments of the base `name` of a type."""
    base = next((info for info in declared.type.mro if info.fullname == name), None)
    unknown = mypy.types.AnyType(mypy.types.TypeOfAny.special_form)
    if base is None:
        return [unknown] * count
    return mypy.maptype.map_instance_to_supertype(declared, base).args[:count]
