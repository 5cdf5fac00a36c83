"""Watches what awaiting an instance gives, if the extension defines `__await__` for its class.

The iterator that `__await__` returns is replaced by one that passes everything on, but only where an `await` takes it. Code
that calls `__await__` itself gets the iterator as it is.
"""

import dis

OPERATIONS = frozenset(dis.opmap[name] for name in ("GET_AWAITABLE", "GET_ANEXT") if name in dis.opmap)


def is_awaiting(frame):
    """Whether a frame is at an `await`, or at the same step of `async for` and `async with`."""
    return frame.f_lasti >= 0 and frame.f_code.co_code[frame.f_lasti] in OPERATIONS


class Followed:
    """Passes everything on to an iterator, and to `finished` what it ends with."""

    __slots__ = ("_finished", "_iterator")

    def __init__(self, iterator, finished):
        self._iterator = iterator
        self._finished = finished

    def __iter__(self):
        return self

    def __next__(self):
        __tracebackhide__ = True
        return self._step(type(self._iterator).__next__, self._iterator)

    def send(self, value):
        __tracebackhide__ = True
        return next(self) if value is None else self._step(self._iterator.send, value)

    def throw(self, kind, value=None, traceback=None):
        __tracebackhide__ = True
        throw = getattr(self._iterator, "throw", None)
        if throw is not None:
            given = [part for part in (value, traceback) if part is not None]
            return self._step(throw, kind, *given)
        # Python raises it where the iterator is awaited.
        error = kind if isinstance(kind, BaseException) else value if isinstance(value, BaseException) else kind()
        raise error if traceback is None else error.with_traceback(traceback)

    def close(self):
        close = getattr(self._iterator, "close", None)
        if close is not None:
            close()

    def _step(self, step, *args):
        __tracebackhide__ = True
        try:
            return step(*args)
        except StopIteration as stop:
            self._finished(stop.value)
            raise
