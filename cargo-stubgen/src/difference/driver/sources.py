"""The statements of a stub as text: their lines, their docstrings and their spelling.

It must not know types.
"""

import ast


class Source:
    """The statements of one module, by their dotted names in it."""

    def __init__(self, path):
        self._found = {}
        with open(path, encoding="utf-8") as file:
            text = file.read()
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            # This interpreter may be older than the syntax of the stub. Then only mypy's lines are known.
            return
        self._found[""] = [tree]
        self._collect(tree.body, "")

    def _collect(self, body, prefix):
        previous = []
        for statement in body:
            if isinstance(statement, (ast.If, ast.Try, ast.With)):
                for field in ("body", "orelse", "finalbody"):
                    self._collect(getattr(statement, field, []), prefix)
                continue
            if is_docstring(statement):
                # A docstring below a variable is a part of it.
                for name in previous:
                    self._found[name].append(statement)
                previous = []
                continue
            names = [f"{prefix}{name}" for name in names_of(statement)]
            for name in names:
                self._found.setdefault(name, []).append(statement)
            is_variable = isinstance(statement, (ast.Assign, ast.AnnAssign))
            previous = names if is_variable else []
            if isinstance(statement, ast.ClassDef):
                self._collect(statement.body, f"{prefix}{statement.name}.")

    def imports(self, name):
        """Whether a name is only imported, and not under its own name again, which would export it."""
        found = self._found.get(name, [])
        is_import = [isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in found]
        aliases = [alias for statement in found if is_import[0] for alias in getattr(statement, "names", [])]
        return bool(found) and all(is_import) and not any(alias.asname == name for alias in aliases)

    def line(self, name):
        """The first line of what is called so."""
        found = self._found.get(name)
        return first_line(found[0]) if found and name else None

    def docstrings(self, name):
        """The docstrings of what is called so."""
        return [text for statement in self._found.get(name, []) for text in docstrings(statement)]

    def spelling(self, name):
        """The code of what is called so, without docstrings and without the bodies of classes."""
        return [code for statement in self._found.get(name, []) for code in spelling(statement)]


def first_line(statement):
    decorators = getattr(statement, "decorator_list", None)
    return decorators[0].lineno if decorators else statement.lineno


def is_docstring(statement):
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text and isinstance(statement.value.value, str)


def names_of(statement):
    """The names that a statement binds."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [statement.name]
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return [alias.asname or alias.name.partition(".")[0] for alias in statement.names]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.AnnAssign):
        return [statement.target.id] if isinstance(statement.target, ast.Name) else []
    name = getattr(statement, "name", None)
    # A `type` statement, which older versions of Python do not have.
    return [name.id] if isinstance(name, ast.Name) else []


def docstrings(statement):
    if isinstance(statement, ast.Expr):
        return [statement.value.value]
    if isinstance(statement, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        text = ast.get_docstring(statement)
        return [] if text is None else [text]
    return []


def spelling(statement):
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        head = type(statement)(**{**dict(ast.iter_fields(statement)), "body": [ast.Pass()]})
        return [ast.unparse(ast.fix_missing_locations(ast.copy_location(head, statement)))]
    if isinstance(statement, ast.ClassDef):
        return [ast.unparse(part) for part in [*statement.decorator_list, *statement.bases, *statement.keywords]]
    if isinstance(statement, (ast.Module, ast.Expr, ast.Import, ast.ImportFrom)):
        return []
    return [ast.unparse(statement)]
