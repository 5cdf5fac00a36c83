"""Which names users may use."""


def is_public(name):
    """Whether a name has no leading underscore, or is one of Python's own."""
    return not name.startswith("_") or is_special(name)


def is_special(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")
