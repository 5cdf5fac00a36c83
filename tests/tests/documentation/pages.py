"""Looks for everything that stubs declare in the pages that a documentation tool wrote.

The arguments are the directory of the stubs and that of the pages. It prints the number of docstrings, or fails with what is
missing. It must not know which tool wrote the pages.
"""

import ast
import html
import pathlib
import re
import sys


def declared(body, module, names=()):
    """Yields the module, the dotted name in it, and the docstring of each item and of what is in it."""
    for index, statement in enumerate(body):
        after = body[index + 1] if index + 1 < len(body) else None
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            name, doc = statement.name, ast.get_docstring(statement)
        elif isinstance(statement, ast.AnnAssign):
            name = statement.target.id
            is_documented = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            doc = after.value.value if is_documented else None
        else:
            continue
        if not name.startswith("_"):
            yield module, ".".join([*names, name]), doc
            if isinstance(statement, ast.ClassDef):
                yield from declared(statement.body, module, [*names, name])


def plain(text):
    """Returns the words of a text, without marks for code."""
    return " ".join(re.sub(r"[`*]", "", text).split())


def main():
    stubs, pages = map(pathlib.Path, sys.argv[1:])
    ids, texts = set(), []
    for page in pages.rglob("*.html"):
        source = page.read_text(encoding="utf-8")
        path = page.relative_to(pages).with_suffix("").as_posix()
        for name in re.findall(r'\sid="([^"]+)"', source):
            # Most tools use full names, and pdoc has a page for each module.
            ids |= {name, f"{path.replace('/', '.')}.{name}"}
        texts.append(plain(html.unescape(re.sub(r"<[^>]*>", "", source))))
    text = "\n".join(texts)
    missing, count = [], 0
    for stub in sorted(stubs.rglob("*.pyi")):
        parts = stub.relative_to(stubs).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        tree = ast.parse(stub.read_text(encoding="utf-8"))
        items = [(module, "", ast.get_docstring(tree)), *declared(tree.body, module)]
        for module, name, doc in items:
            if name and f"{module}.{name}" not in ids:
                missing.append(f"{module}.{name} is in no page")
            for paragraph in (doc or "").split("\n\n"):
                count += bool(paragraph)
                if plain(paragraph) not in text:
                    missing.append(f"{module}.{name}: the text {paragraph!r} is in no page")
    if missing:
        sys.exit("\n".join(missing))
    print(count)


main()
