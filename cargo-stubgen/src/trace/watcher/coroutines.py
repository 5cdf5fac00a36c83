"""Watches the coroutines that functions of Rust return, where they are awaited.

The class of these coroutines is changed in place. It has no `__dict__` and no weak references, so the function that
returned a coroutine is found by its address and its name.
"""

from _stubgen_trace.calls import Item
from _stubgen_trace.describe import own_module, own_qualified_name

LIMIT = 100_000


class Coroutines:
    """The coroutines that are not finished."""

    def __init__(self, recorder):
        self._recorder = recorder
        self._classes = {}
        self._open = {}
        self._items = {}

    def returned(self, item, result):
        """Remembers a coroutine that an item returned."""
        kind = type(result)
        if kind not in self._classes:
            if own_module(kind) != "builtins" or own_qualified_name(kind) != "Coroutine":
                return
            self._classes[kind] = self._watch(kind)
        if self._classes[kind] and len(self._open) < LIMIT:
            awaited = self._items.setdefault((item.path, item.how), Item(item.path, item.how))
            self._open[id(result)] = (awaited, getattr(result, "__name__", None))

    def _watch(self, kind):
        try:
            for name in ("send", "__next__"):
                setattr(kind, name, self._step(kind.__dict__[name]))
        except (TypeError, KeyError, AttributeError):
            return False
        return True

    def _step(self, original):
        def step(self_, *args):
            __tracebackhide__ = True
            try:
                return original(self_, *args)
            except StopIteration as stop:
                self._finished(self_, stop.value)
                raise
            except BaseException:
                self._open.pop(id(self_), None)
                raise

        step.__name__, step.__doc__ = original.__name__, original.__doc__
        step.__qualname__ = original.__qualname__
        return step

    def _finished(self, coroutine, value):
        item, name = self._open.pop(id(coroutine), (None, None))
        if item is not None and name == getattr(coroutine, "__name__", None):
            self._recorder.awaited(item, value)
