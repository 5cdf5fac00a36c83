"""The types of values, as far as they can be named."""

# Values of these types are described by the name of their type. None of them is generic.
PLAIN = {
    "builtins": {"bool", "int", "float", "complex", "str", "bytes", "bytearray", "range"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "uuid": {"UUID"},
}
# The most elements of a container that are looked at for their types.
MOST_ELEMENTS = 1000
MOST_OF_TUPLE = 16
# How deep in containers types are looked for.
MOST_LEVELS = 3
# The most bits of a number, and the most characters of a text, that is written as a literal.
LONGEST_LITERAL = 1000
INFINITY = float("inf")


def type_of(value, classes, level=0):
    """The type of a value, or `None` if it cannot be named. `classes` are the extension's own by their identity."""
    kind = type(value)
    if value is None:
        return {"name": ["builtins", "None"]}
    if id(kind) in classes:
        return {"class": classes[id(kind)]}
    found = origin(kind)
    if found is not None and found[1] in PLAIN.get(found[0], ()):
        return {"name": found}
    if level > MOST_LEVELS:
        return None
    if kind is tuple and len(value) <= MOST_OF_TUPLE:
        return {"name": ["builtins", "tuple"], "arguments": [type_of(item, classes, level + 1) for item in value]}
    if kind in (list, set, frozenset) and len(value) <= MOST_ELEMENTS:
        return {"name": ["builtins", kind.__name__], "arguments": [union(value, classes, level)]}
    if kind is dict and len(value) <= MOST_ELEMENTS:
        arguments = [union(value.keys(), classes, level), union(value.values(), classes, level)]
        return {"name": ["builtins", "dict"], "arguments": arguments}
    return None


def literal(value):
    """The source of a value that is written as a literal."""
    if type(value) not in (bool, int, float, str, bytes) or value != value or value in (INFINITY, -INFINITY):
        return None
    if type(value) is int and value.bit_length() > LONGEST_LITERAL:
        return None
    source = repr(value) if type(value) in (bool, int, float) or len(value) <= LONGEST_LITERAL else None
    return None if source is None else text(source)


def union(values, classes, level):
    """The types of the elements of a container, each once, or `None` if one of them cannot be named."""
    members = []
    for value in list(values):
        member = type_of(value, classes, level + 1)
        if member is None:
            return None
        if member not in members:
            members.append(member)
    return {"union": members} if members else None
