"""The parameters of a signature."""

import mypy.nodes as nodes

POSITIONAL = (nodes.ARG_POS, nodes.ARG_OPT)
REQUIRED = (nodes.ARG_POS, nodes.ARG_NAMED)
STARS = (nodes.ARG_STAR, nodes.ARG_STAR2)


class Parameter:
    """One parameter."""

    def __init__(self, index, kind, keyword, shown, type_, initializer, position):
        self.index = index
        self.kind = kind
        # The name by which it is passed, if it can be passed by a name.
        self.keyword = keyword
        self.type = type_
        self.initializer = initializer
        # Its place among the positional ones, if it has one.
        self.position = position
        stars = {nodes.ARG_STAR: "*", nodes.ARG_STAR2: "**"}.get(kind, "")
        self.name = stars + (keyword or shown or str(index + 1))

    @property
    def is_required(self):
        return self.kind in REQUIRED

    @property
    def is_star(self):
        return self.kind in STARS


class Parameters:
    """All parameters of a signature."""

    def __init__(self, signature, definition):
        shown = arguments(signature, definition)
        self.all = []
        for index, (kind, name, type_) in enumerate(
            zip(signature.arg_kinds, signature.arg_names, signature.arg_types)
        ):
            argument = shown[index] if shown else None
            self.all.append(
                Parameter(
                    index,
                    kind,
                    None if kind in STARS else name,
                    argument.variable.name if argument is not None else name,
                    type_,
                    argument.initializer if argument is not None else None,
                    index if kind in POSITIONAL else None,
                )
            )

    def at(self, position):
        return next((it for it in self.all if it.position == position), None)

    def named(self, keyword):
        return next((it for it in self.all if it.keyword == keyword), None)

    def shown(self, name):
        """The parameter that is called so, but cannot be passed by this name."""
        return next((it for it in self.all if it.keyword is None and not it.is_star and it.name == name), None)

    def star(self, kind):
        return next((it for it in self.all if it.kind == kind), None)

    def taking(self, other):
        """The `*args` or `**kwargs` that takes what another parameter took."""
        by_name = self.star(nodes.ARG_STAR2)
        by_position = self.star(nodes.ARG_STAR)
        if other.position is None:
            return by_name
        if other.keyword is None:
            return by_position
        # A caller may pass it in both ways.
        return by_position if by_position is not None and by_name is not None else None


def arguments(signature, definition):
    """The parameters in the source, without the receiver, or nothing if they are not those of the signature."""
    if definition is None:
        return None
    found = definition.arguments[len(definition.arguments) - len(signature.arg_kinds) :]
    return found if len(found) == len(signature.arg_kinds) else None
