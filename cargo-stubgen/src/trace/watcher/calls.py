"""Records which types the calls of each item pass and get, each combination once, with its first call."""

import os
import re
import sys

from _stubgen_trace import contents
from _stubgen_trace.describe import is_hashable

# How many combinations of one item are recorded, and how many arguments of one call.
COMBINATIONS = 1000
ARGUMENTS = 64
FRAMES = 100
# How PyO3 begins the message about an argument that it cannot convert.
CONVERSION = re.compile(r"argument '(\w+)': ")
OWN = __package__


class Recorder:
    """Records calls. A failure of its own is written, and never reaches the caller."""

    def __init__(self, log, describer, roots, shows_values):
        self.log = log
        self._shows_values = shows_values
        self.describer = describer
        self._roots = tuple(os.path.join(root, "") for root in roots)
        # Combinations of types of arguments that are described by these types alone.
        self.plain_keys = set()
        self.coroutines = None

    def before(self, key, arguments, keywords):
        """The descriptions of the arguments of a call, which may change them."""
        try:
            describe = self.describer.describe
            positional = tuple(describe(value) for value in arguments[:ARGUMENTS])
            shown = contents.arguments(arguments[:ARGUMENTS], keywords) if self._shows_values else ()
            return positional, tuple((name, describe(value)) for name, value in keywords.items()), shown
        except RecursionError:
            return None
        except Exception as error:
            self.log.fail("arguments", error)
            return None

    def returned(self, item, key, before, result):
        """Records a call that returned."""
        try:
            described = self.describer.describe(result)
            if before is None:
                before = self._from_key(key)
            self._add(item, "call", before, described, result)
            if key is not None and self._is_plain_key(key) and self.describer.is_plain(type(result)):
                item.done.add((key, type(result)))
            if self.coroutines is not None:
                self.coroutines.returned(item, result)
        except RecursionError:
            pass
        except Exception as error:
            self.log.fail(item.path, error)

    def raised(self, item, key, before, error):
        """Records a call that raised."""
        try:
            is_known = key is not None and is_hashable(type(error))
            if is_known and (key, type(error)) in item.done:
                return
            if before is None:
                before = self._from_key(key) if key is not None else ((), (), ())
            self._add(item, "raise", before, type(error).__name__, None, parameter=refused(error))
            # The arguments of a `TypeError` are in its message.
            if is_known and self._is_plain_key(key) and type(error) is not TypeError:
                item.done.add((key, type(error)))
        except RecursionError:
            pass
        except Exception as failure:
            self.log.fail(item.path, failure)

    def awaited(self, item, result):
        """Records the result of a coroutine."""
        try:
            self._add(item, "await", ((), (), ()), self.describer.describe(result), result)
        except RecursionError:
            pass
        except Exception as failure:
            self.log.fail(item.path, failure)

    def _from_key(self, key):
        """The descriptions of arguments that their types determine."""
        name, count = self.describer.name, 0
        while count < len(key) and isinstance(key[count], type):
            count += 1
        keywords = key[count:]
        half = len(keywords) // 2
        by_name = tuple((word, name(kind)) for word, kind in zip(keywords[:half], keywords[half:]))
        return tuple(name(kind) for kind in key[:count]), by_name, ()

    def _is_plain_key(self, key):
        if self._shows_values:
            # The contents of arguments are taken before each call.
            return False
        if key in self.plain_keys:
            return True
        is_plain = len(key) <= ARGUMENTS and all(
            type(part) is str or self.describer.is_plain(part) for part in key
        )
        if is_plain:
            self.plain_keys.add(key)
        return is_plain

    def _add(self, item, outcome, before, after, result, **values):
        positional, keywords, given = before
        combination = (outcome, positional, keywords, after, *values.values())
        if combination in item.seen or len(item.seen) >= COMBINATIONS:
            return
        item.seen.add(combination)
        file, line = self._place()
        if self._shows_values:
            values["shown"] = contents.shown(item, outcome, given, contents.content(result))
        self.log.write(
            "call",
            item=item.path,
            how=item.how,
            outcome=outcome,
            positional=positional,
            keywords=keywords,
            after=after,
            file=file,
            line=line,
            **values,
        )

    def _place(self):
        """The file and line that made the call: the nearest of the project, or the nearest of all."""
        frame, nearest, count = sys._getframe(1), None, 0
        while frame is not None and count < FRAMES:
            file = frame.f_code.co_filename
            if not frame.f_globals.get("__name__", "").startswith(OWN):
                if nearest is None:
                    nearest = (file, frame.f_lineno)
                if file.startswith(self._roots) and "site-packages" not in file:
                    return file, frame.f_lineno
            frame, count = frame.f_back, count + 1
        return nearest or ("<unknown>", 0)


class Item:
    """A function, a method or an accessor of the stub, and what was recorded about it."""

    __slots__ = ("done", "how", "path", "seen")

    def __init__(self, path, how):
        self.path = path
        self.how = how
        # Combinations of types of which every call has the same descriptions.
        self.done = set()
        self.seen = set()


def refused(error):
    """The name of the parameter whose conversion raised `error`, which no Python code below the call raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_globals.get("__name__", "").startswith(OWN):
        trace = trace.tb_next
    if type(error) is not TypeError or trace is not None:
        return None
    text = error.args[0] if error.args else None
    found = CONVERSION.match(text) if type(text) is str else None
    return None if found is None else found[1]
