"""How types and signatures are shown."""

import mypy.messages
import mypy.nodes as nodes
import mypy.options
import mypy.types as types

# The longest text of a type, in characters. Some types list hundreds of literals.
LONGEST = 400


class Texts:
    """Shows types as a stub spells them, nearly."""

    def __init__(self):
        self._options = mypy.options.Options()
        # Unions are shown with `|`.
        self._options.python_version = (3, 14)

    def pair(self, old, new):
        """Two types. Those that have the same name are told apart by their modules."""
        texts = [self._shown(type_, False) for type_ in (old, new)]
        if texts[0] == texts[1]:
            texts = [self._shown(type_, True) for type_ in (old, new)]
        return {"old": texts[0], "new": texts[1]}

    def one(self, type_):
        return self._shown(type_, False)

    def _shown(self, type_, in_full):
        proper = types.get_proper_type(type_)
        if isinstance(proper, types.CallableType) and not in_full:
            return self._clean(mypy.messages.pretty_callable(proper, self._options))
        if isinstance(proper, types.Overloaded) and not in_full:
            return " and ".join(self._shown(item, in_full) for item in proper.items)
        if in_full:
            return self._clean(str(type_).replace("builtins.", ""))
        return self._clean(mypy.messages.format_type_bare(type_, self._options))

    def _clean(self, text):
        # A class that could not be read takes any arguments.
        text = text.replace("[*tuple[Any, ...]]", "").replace("?", "")
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def default(initializer):
    """The text of a default, for literals and names."""
    if initializer is None:
        return None
    if isinstance(initializer, nodes.EllipsisExpr):
        return "..."
    if isinstance(initializer, (nodes.IntExpr, nodes.FloatExpr)):
        return repr(initializer.value)
    if isinstance(initializer, nodes.StrExpr):
        return repr(initializer.value)
    if isinstance(initializer, nodes.BytesExpr):
        return f"b'{initializer.value}'"
    if isinstance(initializer, nodes.RefExpr):
        return member(initializer)
    if isinstance(initializer, nodes.UnaryExpr):
        inner = default(initializer.expr)
        return f"{initializer.op}{inner}" if inner is not None else "..."
    return "..."


def member(expression):
    if isinstance(expression, nodes.MemberExpr) and isinstance(expression.expr, nodes.RefExpr):
        return f"{member(expression.expr)}.{expression.name}"
    return expression.name
