"""Stands in for modules that mypy cannot read, so that their classes are told apart by their names.

mypy would take each of them for `Any`. Here, each has a stub with the names that are used of it. A class in it is generic in
any number of arguments, because how many it has is not known.
"""

import ast

HEAD = "from typing import Generic\nfrom typing_extensions import TypeVarTuple, Unpack\n"


def stubs(files, modules):
    """The text of a stub for each of `modules`, as far as the Python code in `files` uses them."""
    used = {module: {} for module in modules}
    for file in files:
        with open(file, encoding="utf-8") as source:
            try:
                tree = ast.parse(source.read())
            except (SyntaxError, ValueError, RecursionError):
                # This interpreter is older than the syntax of the stub.
                continue
        for name in Names(tree).found:
            module = longest(name, used)
            below = name[len(module) + 1 :].split(".") if module and name != module else []
            names = used.get(module, {})
            for part in below:
                names = names.setdefault(part, {})
    return {module: text(names) for module, names in used.items()}


class Names(ast.NodeVisitor):
    """The dotted names of a file that begin with something imported."""

    def __init__(self, tree):
        self._bound = {}
        self.found = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    top = alias.name.partition(".")[0]
                    self._bound[alias.asname or top] = alias.name if alias.asname else top
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                for alias in node.names:
                    self._bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                    self.found.append(f"{node.module}.{alias.name}")
        self.visit(tree)

    def visit_Attribute(self, node):
        parts = []
        while isinstance(node, ast.Attribute):
            parts.insert(0, node.attr)
            node = node.value
        if isinstance(node, ast.Name) and node.id in self._bound:
            self.found.append(".".join([self._bound[node.id], *parts]))
        else:
            self.visit(node)

    def visit_Constant(self, node):
        # An annotation in quotes.
        if isinstance(node.value, str) and "." in node.value:
            try:
                self.visit(ast.parse(node.value, mode="eval"))
            except (SyntaxError, ValueError, RecursionError):
                pass


def longest(name, modules):
    """The module that a dotted name is in."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def text(names):
    lines = [HEAD]
    add(names, 0, lines)
    return "\n".join(lines) + "\n"


def add(names, depth, lines):
    """Adds classes, and the classes in them."""
    indent, variable = "    " * depth, f"_Ts{depth}"
    if names and f"{variable} = TypeVarTuple({variable!r})" not in lines:
        lines.insert(1, f"{variable} = TypeVarTuple({variable!r})")
    for name, below in names.items():
        if name == "*" or not name.isidentifier():
            continue
        lines.append(f"{indent}class {name}(Generic[Unpack[{variable}]]):")
        if below:
            add(below, depth + 1, lines)
        else:
            lines.append(f"{indent}    ...")
