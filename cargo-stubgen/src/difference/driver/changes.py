"""The changes that were found, each with its code, its texts and its place on both sides."""

from stubgen_diff.fits import Fits
from stubgen_diff.sources import Source
from stubgen_diff.texts import Texts


class Changes:
    """Collects changes."""

    def __init__(self, worlds, breaking):
        self._breaking = breaking
        self.fits = Fits(worlds)
        self.texts = Texts()
        self._worlds = worlds
        self._found = []
        self._changed = set()
        self._sources = {}

    def add(self, code, spot, **texts):
        """Adds a change at a spot. Its texts are the fields of the rule with the code."""
        change = {"path": spot.path, "code": code, "texts": texts, "old": spot.old, "new": spot.new}
        if change not in self._found:
            self._found.append(change)
            self._changed.add(spot.path)

    def is_breaking(self, code):
        """Whether the code is one of a breaking change."""
        return code in self._breaking

    def is_changed(self, path):
        """Whether a change was found in what is called `path`."""
        return path in self._changed

    def source(self, side, module):
        """The statements of a module."""
        key = (side.name, module)
        if key not in self._sources:
            self._sources[key] = Source(side.modules[module]["file"])
        return self._sources[key]

    def all(self):
        return sorted(self._found, key=lambda change: change["path"].split("."))

    def spot(self, path, old, new):
        """Where something is on both sides. `old` and `new` are its real names, or nothing where it is not."""
        return Spot(path, self._place(self._worlds.old, old), self._place(self._worlds.new, new), (old, new))

    def _place(self, side, name):
        module = name and side.module_of(name)
        if not module:
            return None
        below = name[len(module) + 1 :]
        source, line = self.source(side, module), None
        # What is not declared is reported where its class is.
        while below and line is None:
            line = source.line(below)
            below = below.rpartition(".")[0]
        return {"module": module, "line": line or 1}


class Spot:
    """The name of something, as users reach it, and its places."""

    def __init__(self, path, old, new, names):
        self.path = path
        self.old = old
        self.new = new
        # Its real names on both sides.
        self.names = names
