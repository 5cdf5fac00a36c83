"""Prints each type of a stub that is another one in a second stub, unless the first left it open.

Arguments: the two stubs. A name that the second stub lacks is printed too.
"""

import ast
import sys

OPEN = {"Any", "Incomplete"}


class Bounds(ast.NodeTransformer):
    """Puts the bound of each type variable where its name stands: variables are numbered in the order of a stub."""

    def __init__(self, tree):
        self.bounds = {}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                bounds = [keyword.value for keyword in node.value.keywords if keyword.arg == "bound"]
                self.bounds.update((target.id, bounds) for target in node.targets if isinstance(target, ast.Name))

    def visit_Name(self, node):
        bounds = self.bounds.get(node.id)
        return node if not bounds else ast.Subscript(ast.Name("bound"), bounds[0])


def types(path):
    """Every annotation by its dotted name. Overloads of one name are numbered."""
    tree = ast.parse(open(path, encoding="utf-8").read())
    tree = Bounds(tree).visit(tree)
    found = {}

    def add(name, annotation):
        number = sum(other.partition("#")[0] == name for other in found)
        found[f"{name}#{number}" if number else name] = annotation

    def walk(body, prefix):
        for node in body:
            if isinstance(node, ast.ClassDef):
                add(f"{prefix}{node.name}", None)
                walk(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                arguments = node.args
                named = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
                for argument in filter(None, named):
                    add(f"{prefix}{node.name}({argument.arg})", argument.annotation)
                add(f"{prefix}{node.name}()", node.returns)
            elif isinstance(node, ast.AnnAssign):
                add(f"{prefix}{ast.unparse(node.target)}", node.annotation)

    walk(tree.body, "")
    return {name: ast.unparse(annotation) if annotation else "" for name, annotation in found.items()}


def is_open(annotation):
    return any(isinstance(node, ast.Name) and node.id in OPEN for node in ast.walk(ast.parse(annotation)))


before, after = map(types, sys.argv[1:])
for name, annotation in before.items():
    other = after.get(name)
    if other is None:
        print(f"{name} is lost")
    elif other != annotation and not is_open(annotation):
        print(f"{name} was {annotation}, and is {other}")
