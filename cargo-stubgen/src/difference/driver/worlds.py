"""Reads both sides with mypy, and finds what a class of the old side is on the new one.

mypy reads each side on its own, so every class exists twice, Python's own classes among them. A class of the old side is
the class of the new side that users reach by the same name.
"""

import contextlib
import io
import os
import re

import mypy.build
import mypy.errors
import mypy.expandtype
import mypy.modulefinder
import mypy.nodes as nodes
import mypy.options
import mypy.types as types
from mypy.type_visitor import TypeTranslator

from stubgen_diff import unknown

ERROR = re.compile(r"^(?P<file>.*?):(?P<line>\d+)(?::\d+)?: error: (?P<message>.*?)(?:  \[(?P<code>[a-z-]+)\])?$")
# The codes of errors after which mypy knows less of a stub than it says.
CONTRADICTIONS = ("name-defined", "no-redef", "syntax", "valid-type")
# Parts of messages without a code of their own that mean the same.
CONTRADICTORY = ("possible cyclic definition", "Cyclic definition", "consistent method resolution order")
# The beginnings of messages with one of these codes about what does not change a type.
HARMLESS = ('Invalid "type: ignore" comment',)
# Modules without which mypy cannot read any other.
NEEDED = ("_typeshed", "abc", "builtins", "collections", "enum", "mypy_extensions", "sys", "types", "typing", "typing_extensions")
UNKNOWN = ("import-not-found", "import-untyped")
# The directory of modules that are not on disk.
UNREAD = "unread"
QUOTED = re.compile(r'"([\w.]+)"')


class Broken(Exception):
    """A side that contradicts itself, with the places."""

    def __init__(self, places):
        super().__init__()
        self.places = places


class Side:
    """What mypy read of one side."""

    def __init__(self, name, job):
        self.name = name
        self.modules = {module["name"]: module for module in job["modules"]}
        needed = [module for module in self.modules if module.partition(".")[0] in NEEDED]
        if needed:
            message = "a module of this name would take the place of Python's own, which mypy needs"
            raise Broken([{"side": name, "module": module, "line": 1, "message": message} for module in needed[:1]])
        self.files, errors = read(job["modules"])
        self.unknown = unread(errors, self.files)
        if self.unknown:
            files = [module["file"] for module in job["modules"]]
            self.files, errors = read(job["modules"], unknown.stubs(files, self.unknown))
        paths = {os.path.normpath(module["file"]): module["name"] for module in job["modules"]}
        self.contradictions = []
        for line in errors:
            match = ERROR.match(line)
            module = match and paths.get(os.path.normpath(match["file"]))
            if module is None:
                continue
            # A Python file need not please mypy.
            is_contradiction = match["code"] in CONTRADICTIONS or any(it in match["message"] for it in CONTRADICTORY)
            is_contradiction &= not match["message"].startswith(HARMLESS)
            if is_contradiction and match["file"].endswith(".pyi"):
                self.contradictions.append(
                    {"side": name, "module": module, "line": int(match["line"]), "message": match["message"]}
                )

    def find(self, fullname):
        """The node with a dotted name."""
        module, rest = fullname, []
        while module not in self.files:
            module, _, last = module.rpartition(".")
            rest.insert(0, last)
            if not module:
                return None
        node = self.files[module]
        for part in rest:
            symbol = node.names.get(part) if isinstance(node, (nodes.MypyFile, nodes.TypeInfo)) else None
            node = symbol.node if symbol is not None else None
        return node

    def module_of(self, fullname):
        """The module of this side that a dotted name is in, if there is one."""
        while fullname and fullname not in self.modules:
            fullname = fullname.rpartition(".")[0]
        return fullname or None

    def is_own(self, fullname):
        return self.module_of(fullname) is not None

    def roots(self):
        """The modules that are in no other module of this side."""
        return [name for name in self.modules if self.module_of(name.rpartition(".")[0]) is None]


def read(modules, others=None):
    """Reads modules with mypy, and `others`, which are texts. Returns its files and its errors."""
    sources = [mypy.modulefinder.BuildSource(module["file"], module["name"], None) for module in modules]
    for name, text in (others or {}).items():
        sources.append(mypy.modulefinder.BuildSource(f"{UNREAD}/{name.replace('.', '/')}/__init__.pyi", name, text))
    types.instance_cache.reset()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            result = mypy.build.build(sources=sources, options=options())
    except mypy.errors.CompileError as error:
        raise Broken(blocking(error.messages, modules)) from error
    except SystemExit as error:
        # mypy has printed why.
        raise RuntimeError("mypy failed on the stubs") from error
    return result.files, result.errors


def unread(errors, files):
    """The modules that mypy could not read, with the packages around them."""
    found = set()
    for line in errors:
        match = ERROR.match(line)
        if match is not None and match["code"] in UNKNOWN:
            found.update(QUOTED.findall(match["message"])[:1])
    for name in list(found):
        parents = name.split(".")[:-1]
        found.update(".".join(parents[: end + 1]) for end in range(len(parents)))
    return {name for name in found if name not in files}


def options():
    chosen = mypy.options.Options()
    chosen.incremental = False
    # The values of defaults are in the statements, which mypy would discard.
    chosen.preserve_asts = True
    chosen.follow_imports = "silent"
    chosen.hide_error_codes = False
    return chosen


def blocking(messages, modules):
    """The places of errors that stop mypy."""
    names = {os.path.normpath(module["file"]): module["name"] for module in modules}
    found = []
    for message in messages:
        match = ERROR.match(message)
        if match is None:
            found.append({"side": None, "module": None, "line": 0, "message": message})
        else:
            path = os.path.normpath(match["file"])
            # The first part of the path of a file is the name of its side.
            side = path.split(os.sep)[0] if path in names else None
            module, text = names.get(path), match["message"]
            found.append({"side": side, "module": module, "line": int(match["line"]), "message": text})
    return found


class Mentions(TypeTranslator):
    """Finds out whether a type mentions one of some type variables. mypy has no other visitor that may be a base."""

    def __init__(self, type_, identifiers):
        super().__init__()
        self._identifiers = identifiers
        self.is_found = False
        type_.accept(self)

    def visit_type_var(self, t):
        self.is_found |= t.id in self._identifiers
        return t

    def visit_type_alias_type(self, t):
        return t.copy_modified(args=[argument.accept(self) for argument in t.args])


class Worlds:
    """Both sides, and which classes are the same."""

    def __init__(self, job):
        self.old, self.new = Side("old", job["old"]), Side("new", job["new"])
        if self.old.contradictions or self.new.contradictions:
            raise Broken(self.old.contradictions + self.new.contradictions)
        self._pairs = {}
        self._variables = {}
        # The defaults of type variables that only the new side has.
        self._defaults = {}
        # Private classes of the old side that something public refers to.
        self._met = {}

    def unknown(self):
        """The modules that could not be read, so that their classes are compared by their names."""
        found = self.old.unknown | self.new.unknown
        return sorted(name for name in found if not any(name.startswith(f"{other}.") for other in found))

    def pair(self, old, new):
        """Records that the class `old` is now `new`. Returns whether that is news."""
        if old in self._pairs:
            return False
        self._pairs[old] = new
        for before, after in zip(old.defn.type_vars, new.defn.type_vars):
            self._variables[before.id] = after.id
        for variable in new.defn.type_vars[len(old.defn.type_vars) :]:
            if isinstance(variable, types.TypeVarType) and variable.has_default():
                self._defaults[variable.id] = self.with_defaults(variable.default)
        return True

    def counterpart(self, old):
        """The class that an old one is now, or nothing if it is gone."""
        found = self._pairs.get(old)
        if found is None:
            node = self.new.find(old.fullname)
            found = node if isinstance(node, nodes.TypeInfo) else None
            if found is not None:
                self.pair(old, found)
                if self.old.is_own(old.fullname) and self.new.is_own(found.fullname):
                    self._met[old] = found
        return found

    def variable(self, identifier):
        """The identifier of a type variable of a class on the new side."""
        return self._variables.get(identifier, identifier)

    def with_defaults(self, new):
        """A type of the new side as users of the old one get it: without arguments for new type variables."""
        is_affected = self._defaults and Mentions(new, self._defaults).is_found
        return mypy.expandtype.expand_type(new, self._defaults) if is_affected else new

    def take_met(self):
        """The private classes that were met since this was asked last."""
        met, self._met = self._met, {}
        return met.items()
