"""Compares modules: which names they have, what `import` finds, and what `*` imports."""

import mypy.nodes as nodes

from stubgen_diff import members, unseen
from stubgen_diff.classes import Classes, described
from stubgen_diff.items import CLASS, MODULE, Reader
from stubgen_diff.names import is_public, is_special


def compare(worlds, changes):
    """Compares all modules, and the private classes that they use."""
    readers = Reader(worlds.old), Reader(worlds.new)
    both = Modules(worlds, changes, readers)
    roots = [name for name in worlds.old.roots() if name in worlds.new.modules]
    both.pair(roots)
    both.compare()
    while met := worlds.take_met():
        for old, new in list(met):
            both.classes.compare(new.fullname, old, new)


class Modules:
    """The modules of both sides."""

    def __init__(self, worlds, changes, readers):
        self._worlds = worlds
        self._changes = changes
        self._old, self._new = readers
        self.classes = Classes(worlds, changes, readers)

    def pair(self, roots):
        """Finds the classes that users reach by the same name on both sides, before any is compared."""
        seen = set()
        waiting = [(self._worlds.old.files[name], self._worlds.new.files[name]) for name in self._shared()]
        while waiting:
            old, new = waiting.pop(0)
            if (old, new) in seen:
                continue
            seen.add((old, new))
            for name, symbol in old.names.items():
                other = new.names.get(name)
                if other is None or not is_public(name):
                    continue
                first, second = (reader.item(it.node) if it.node is not None else None for reader, it in ((self._old, symbol), (self._new, other)))
                if first is not None and second is not None and first.kind == CLASS == second.kind:
                    self._pair_class(first.node, second.node, waiting)

    def _pair_class(self, old, new, waiting):
        is_own = self._worlds.old.is_own(old.fullname) and self._worlds.new.is_own(new.fullname)
        if is_own and self._worlds.pair(old, new):
            waiting.append((old, new))

    def _shared(self):
        return [name for name in self._worlds.old.modules if name in self._worlds.new.modules]

    def compare(self):
        old, new = self._worlds.old, self._worlds.new
        for name in old.modules:
            parent = name.rpartition(".")[0]
            if not is_public_module(name, old) or (parent in old.modules and parent not in new.modules):
                continue
            if name in new.modules:
                self._module(name)
            else:
                self._changes.add("removed", self._changes.spot(name, name, parent), kind="a module")
        for name in new.modules:
            parent = name.rpartition(".")[0]
            if is_public_module(name, new) and name not in old.modules and (parent in old.modules or parent not in new.modules):
                self._changes.add("added", self._changes.spot(name, parent, name), kind="a module")

    def _module(self, name):
        spot = self._changes.spot(name, name, name)
        old, new = self._worlds.old.files[name], self._worlds.new.files[name]
        before, after = self._worlds.old.modules[name], self._worlds.new.modules[name]
        if before["has_file"] and not after["has_file"]:
            self._changes.add("import-removed", spot, module=name)
        elif after["has_file"] and not before["has_file"]:
            self._changes.add("import-added", spot, module=name)
        if before["has_types"] and not after["has_types"] and self._has_classes(name):
            self._changes.add("types-unreachable", spot, module=name)
        elif after["has_types"] and not before["has_types"] and self._has_classes(name):
            self._changes.add("types-reachable", spot, module=name)
        first, second = self._public(old, self._worlds.old), self._public(new, self._worlds.new)
        for member in dict.fromkeys([*first, *second]):
            self._name(name, member, first.get(member), second.get(member))
        self._star(spot, old, new, first, second)
        unseen.compare(spot, self._worlds, self._changes)

    def _has_classes(self, name):
        """Whether a module has classes on both sides."""
        names = [self._public(side.files[name], side) for side in (self._worlds.old, self._worlds.new)]
        is_class = [{key for key, node in it.items() if isinstance(node, nodes.TypeInfo)} for it in names]
        return bool(is_class[0] & is_class[1])

    def _public(self, file, side):
        """The public names of a module, with their nodes."""
        found = {}
        for name, symbol in file.names.items():
            node = symbol.node
            if node is None or not is_public(name) or name == "__all__" or is_implicit(name, node):
                continue
            is_own = side.module_of(node.fullname) == file.fullname and not isinstance(node, nodes.MypyFile)
            if isinstance(node, nodes.MypyFile) and node.fullname in side.modules and node.fullname.rpartition(".")[0] == file.fullname:
                # A submodule is compared as a module.
                continue
            is_exported = symbol.module_public and not symbol.module_hidden
            if not is_own and not file.is_stub and not self._exports(side, file, name, node):
                continue
            if is_own or is_exported:
                found[name] = node
        return found

    def _exports(self, side, file, name, node):
        """Whether a Python file imports something for its users. A package does so with what is in it."""
        if "__all__" in file.names or not self._changes.source(side, file.fullname).imports(name):
            return True
        return file.is_package_init_file() and side.is_own(node.fullname)

    def _name(self, module, name, old, new):
        first = old and self._old.item(old)
        second = new and self._new.item(new)
        path = f"{module}.{name}"
        spot = self._changes.spot(path, (old and own_name(path, old, self._worlds.old)) or module, (new and own_name(path, new, self._worlds.new)) or module)
        if first is None and second is None:
            return
        if second is None:
            if self._is_submodule(path, self._worlds.new):
                self._changes.add("kind-changed", spot, old=members.NAMES[first.kind], new="a module")
            else:
                code = "untyped" if members.accepts_any_name(self._worlds.new.files[module].names) else "removed"
                self._changes.add(code, spot, kind=described(first))
        elif first is None:
            if not self._is_submodule(path, self._worlds.old):
                self._changes.add("added", spot, kind=described(second))
        elif first.kind == CLASS and second.kind == CLASS:
            self.classes.compare(path, first.node, second.node)
        elif first.kind == MODULE and second.kind == MODULE:
            if first.node.fullname != second.node.fullname:
                self._changes.add("module-replaced", spot, old=first.node.fullname, new=second.node.fullname)
        else:
            members.compare(spot, first, second, self._changes)
            unseen.compare(spot, self._worlds, self._changes)

    def _is_submodule(self, path, side):
        return path in side.modules

    def _star(self, spot, old, new, first, second):
        """Compares what `from m import *` imports, as far as the module has it on both sides."""
        before, after = starred(old), starred(new)
        for name in sorted((before - after) & set(first) & set(second)):
            self._changes.add("export-removed", spot, name=name)
        for name in sorted((after - before) & set(first) & set(second)):
            self._changes.add("export-added", spot, name=name)


def starred(file):
    """The names that `*` imports from a module."""
    has_all = "__all__" in file.names
    return {
        name
        for name, symbol in file.names.items()
        if symbol.module_public and (has_all or not name.startswith("_"))
    }


def is_implicit(name, node):
    """Whether mypy has added a name that every module has."""
    if name == "__builtins__":
        return isinstance(node, nodes.MypyFile)
    return is_special(name) and name in nodes.implicit_module_attrs and getattr(node, "line", -1) < 0


def is_public_module(name, side):
    """Whether users may name a module. The topmost ones are what is compared, whatever they are called."""
    parent, _, last = name.rpartition(".")
    if side.module_of(parent) is None:
        return True
    return is_public(last) and is_public_module(parent, side)


def own_name(path, node, side):
    """The name under which the statement is found that declares or imports something."""
    return node.fullname if side.is_own(node.fullname) and not isinstance(node, nodes.MypyFile) else path
