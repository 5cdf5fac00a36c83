"""Calls the fixture `good/kinds` as its user does, and shows that awaiting stays what it is."""

import runpy
import sys
from collections.abc import Callable, Coroutine, Generator
from typing import Any

import kinds
import pytest
from _stubgen_trace.awaiting import Followed


def test_user_code_runs() -> None:
    # The file is written for extensions of other names too.
    sys.modules["MODULE"] = kinds
    runpy.run_module("user_code")


def test_the_iterator_of_an_instance_is_its_own() -> None:
    assert type(kinds.Future().__await__()).__name__ == "Waiting"


def steps() -> Generator[int, str, str]:
    try:
        return (yield 1)
    except ValueError as error:
        return f"caught {error}"


class Steps:
    """An iterator that can only be asked for the next value, which is enough for `await`."""

    left = 1

    def __next__(self) -> int:
        if self.left:
            self.left = 0
            return 1
        raise StopIteration("end")


class Awaited:
    def __init__(self, iterator: Any) -> None:
        self.iterator = iterator

    def __await__(self) -> Any:
        return self.iterator


def outcome(iterator: Any, act: Callable[[Coroutine[Any, Any, Any]], object]) -> object:
    """What the awaiting coroutine gives, or how it fails, after its first step."""

    async def wait() -> Any:
        return await Awaited(iterator)

    coroutine = wait()
    assert coroutine.send(None) == 1
    try:
        return ("value", act(coroutine))
    except StopIteration as stop:
        return ("end", stop.value)
    except BaseException as error:
        return (type(error), str(error))
    finally:
        coroutine.close()


@pytest.mark.parametrize("make", [steps, Steps])
@pytest.mark.parametrize(
    "act",
    [
        lambda it: it.send(None),
        lambda it: it.send("sent"),
        lambda it: it.throw(ValueError("no")),
        lambda it: it.throw(KeyError("other")),
        lambda it: it.close(),
    ],
    ids=["next", "send", "throw", "throw-other", "close"],
)
def test_awaiting_passes_everything_on(
    make: Callable[[], Any],
    act: Callable[[Coroutine[Any, Any, Any]], object],
) -> None:
    ended: list[object] = []
    direct = outcome(make(), act)
    assert outcome(Followed(make(), ended.append), act) == direct
    assert ended == ([direct[1]] if direct[0] == "end" else [])
