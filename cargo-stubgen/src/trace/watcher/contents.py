"""Shows the contents of values, which are recorded only if a user asks for them. It does not run code of the values."""

from itertools import islice

# How many elements of a collection are shown, how deep, and how much of a text.
ELEMENTS = 8
DEPTH = 3
TEXT = 60

NUMBERS = (int, float, complex, bool, type(None), type(...), type(NotImplemented))
BRACKETS = {list: "[]", tuple: "()", dict: "{}", set: "{}", frozenset: ("frozenset({", "})")}


def content(value, depth=DEPTH):
    """A value as Python spells it. An instance of a class that is not built in is shown by its class."""
    kind = type(value)
    if kind in (str, bytes):
        text = repr(value[:TEXT])
        return text if len(value) <= TEXT else f"{text}..."
    if kind is int and value.bit_length() > TEXT * 3:
        return "<int>"
    if kind in NUMBERS:
        return repr(value)
    if kind in BRACKETS and (value or kind is not set and kind is not frozenset):
        start, end = BRACKETS[kind]
        return start + ", ".join(elements(value, kind, depth)) + end
    return f"<{type.__dict__['__qualname__'].__get__(kind)}>"


def elements(values, kind, depth):
    """The contents of the first elements."""
    if depth == 0 and values:
        return ["..."]
    # Another thread may change the collection, so it is read at once.
    if kind is dict:
        pairs = list(islice(values.items(), ELEMENTS))
        parts = [f"{content(key, depth - 1)}: {content(value, depth - 1)}" for key, value in pairs]
    else:
        parts = [content(value, depth - 1) for value in list(islice(values, ELEMENTS))]
    if kind is tuple and len(values) == 1:
        return [f"{parts[0]},"]
    return [*parts, "..."] if len(values) > ELEMENTS else parts


def arguments(positional, keywords):
    """The contents of the arguments of a call."""
    return [*map(content, positional), *(f"{name}={content(value)}" for name, value in keywords.items())]


def shown(item, outcome, given, result):
    """A call as Python spells it. `given` are the contents of its arguments, with the receiver."""
    if outcome == "await":
        return f"await {item.path.removesuffix('.__await__')}(...) -> {result}"
    if item.how == "get":
        return f"{item.path} -> {result}"
    if item.how == "set":
        return f"{item.path} = {given[-1] if given else '...'}"
    if item.how == "delete":
        return f"del {item.path}"
    call = f"{item.path}({', '.join(given[1:] if item.how == 'method' else given)})"
    return call if outcome == "raise" else f"{call} -> {result}"
