"""What a suite may notice of a watcher. Each test passes with the watcher as it does without it."""

import asyncio
import copy
import ctypes
import gc
import inspect
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
import types
import warnings
import weakref

import mixed
import pure
import pytest
from mixed import main_mod


def test_functions_are_themselves() -> None:
    assert pure.greet is pure.greet
    assert pickle.loads(pickle.dumps(pure.greet)) is pure.greet
    assert copy.deepcopy(pure.greet) is pure.greet
    assert (pure.greet.__name__, pure.greet.__module__.partition(".")[0]) == ("greet", "pure")
    assert pure.greet.__doc__.startswith("Greets a person.")
    assert str(inspect.signature(pure.greet)) == "(name, greeting='Hello')"
    assert isinstance(pure.greet, types.BuiltinFunctionType)
    assert inspect.isbuiltin(pure.greet) and inspect.isroutine(pure.greet)
    assert repr(pure.greet) == "<built-in function greet>"
    assert weakref.ref(pure.greet)() is pure.greet
    assert len({pure.greet, pure.greet}) == 1


def test_a_function_in_a_class_is_not_bound() -> None:
    class Host:
        greet = pure.greet

    assert Host().greet("you") == Host.greet("you") == "Hello, you!"


def test_methods_and_attributes() -> None:
    account = pure.Account("me")
    assert str(inspect.signature(pure.Account.enter)) == "(self, /, amount)"
    assert str(inspect.signature(account.enter)) == "(amount)"
    assert account.enter == account.enter
    assert pure.Account.is_allowed is pure.Account.is_allowed
    assert callable(pure.Account.is_allowed)
    assert pure.Account.anonymous.__self__ is pure.Account
    assert inspect.isdatadescriptor(inspect.getattr_static(pure.Account, "owner"))
    assert inspect.getattr_static(pure.Account, "owner").__name__ == "owner"
    assert inspect.getdoc(pure.Account.owner) == "Who it belongs to."
    with pytest.raises(AttributeError, match="attribute 'owner' of '.*Account' objects is not writable"):
        account.owner = "you"
    with pytest.raises(TypeError, match="descriptor 'enter' for '.*Account' objects doesn't apply to a 'int'"):
        pure.Account.enter(1, 2)
    assert not hasattr(account, "invented")


def test_classes() -> None:
    assert type(pure.Point(1, 2)) is pure.Point
    assert isinstance(pure.Circle(1), pure.Shape) and issubclass(pure.Circle, pure.Shape)
    assert str(inspect.signature(pure.Point)) == "(x, y, label=None)"
    assert pure.Point.__mro__ == (pure.Point, object)
    with pytest.raises(TypeError, match="unhashable"):
        hash(pure.Point(1, 2))
    with pytest.raises(TypeError, match="not supported between instances"):
        pure.Point(1, 2) < pure.Point(1, 2)
    with pytest.raises(TypeError, match="is not safe, use"):
        pure.Shape.__new__(pure.Circle, "circle")
    with pytest.raises(TypeError, match="is not a subtype of"):
        pure.Shape.__new__(int, "circle")
    with pytest.raises(TypeError, match="missing 1 required positional argument|missing 2 required positional arguments"):
        pure.Point()


def test_subclasses() -> None:
    class Base(pure.Shape):
        def __new__(cls, *args, **kwargs):
            return super().__new__(cls, "base")

        def __init__(self, *, size: int = 1) -> None:
            self.size = size

        def area(self) -> float:
            return super().area() + self.size

    class Derived(Base):
        pass

    derived = Derived(size=3)
    assert (type(derived), derived.name, derived.area(), str(derived)) == (Derived, "base", 3.0, "base")


def test_local_classes_are_collected() -> None:
    class Local(pure.Shape):
        pass

    class Text(str):
        pass

    pure.greet(Text("you"))
    Local("local").area()
    references = [weakref.ref(Local), weakref.ref(Text)]
    del Local, Text
    gc.collect()
    assert [reference() for reference in references] == [None, None]


def test_arguments_and_results_are_collected() -> None:
    class Word(str):
        pass

    class Words(list):
        pass

    word, words = Word("you"), Words(["a"])
    pure.greet(word)
    pure.count_words(words)
    with pytest.raises(TypeError) as caught:
        pure.clamp(word)
    references = [weakref.ref(word), weakref.ref(words)]
    del word, words
    gc.collect()
    assert [reference() for reference in references] == [None, None]
    assert caught.type is TypeError


def test_exceptions() -> None:
    try:
        pure.clamp(1, low=2, high=1)
    except pure.PureError as error:
        assert error.__context__ is None and error.__cause__ is None
        assert type(error) is pure.PureError
    try:
        raise KeyError("first")
    except KeyError as first:
        with pytest.raises(pure.PureError) as caught:
            pure.clamp(1, low=2, high=1)
        assert caught.value.__context__ is first


def test_iteration() -> None:
    account = pure.Account("me", opening=5)
    account.enter(2)
    entries = iter(account)
    assert next(entries) == 5
    assert list(entries) == [2]
    assert next(entries, "end") == "end"
    assert [*zip(account, account)] == [(5, 5), (2, 2)]


def test_code_of_values_is_not_run() -> None:
    class Hostile:
        ran = []

        def __getattribute__(self, name):
            Hostile.ran.append(name)
            return object.__getattribute__(self, name)

        def __eq__(self, other):
            Hostile.ran.append("__eq__")
            return True

        __hash__ = None

    class Meta(type):
        def __instancecheck__(cls, value):
            raise AssertionError
        def __hash__(cls):
            raise AssertionError

    class Odd(metaclass=Meta):
        pass

    assert pure.apply(type, Hostile()) is Hostile
    assert pure.apply(type, [Hostile(), Odd()]) is list
    assert pure.apply(type, Odd()) is Odd
    assert Hostile.ran == []


def test_threads() -> None:
    results = []

    def work() -> None:
        for index in range(200):
            results.append(pure.clamp(index))

    threads = [threading.Thread(target=work) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(results) == 1600
    assert threading.active_count() == 1


def test_recursion() -> None:
    def nest(depth: int) -> int:
        return depth if depth == 0 else pure.apply(nest, depth - 1)

    assert nest(50) == 0

    def forever(value: object) -> object:
        return pure.apply(forever, value)

    with pytest.raises(RecursionError):
        forever(1)


def test_warnings_are_errors_where_they_are() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pure.greet("you") == "Hello, you!"


def test_sequences_stay_what_they_are() -> None:
    check = ctypes.pythonapi.PySequence_Check
    check.argtypes = [ctypes.py_object]
    assert check(pure.Account("me")) == 1
    assert check(pure.Point(1, 2)) == 0


def test_the_environment() -> None:
    assert not any("stubgen" in entry and "hook" in entry for entry in sys.path)
    assert [name for name in dir(pure) if "stubgen" in name or "trace" in name] == []


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method: str) -> None:
    context = multiprocessing.get_context(method)
    with context.Pool(1) as pool:
        assert pool.map(pure.greet, ["you"]) == ["Hello, you!"]


def test_a_child_that_exits_at_once() -> None:
    code = "import os, pure; pure.next_number(1); os._exit(3)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 3


def test_async() -> None:
    async def main() -> tuple[int, ...]:
        route = main_mod.mod_b.Route(["a", "b"])
        coroutine = main_mod.mod_b.measure(route)
        assert asyncio.iscoroutine(coroutine)
        both = await asyncio.gather(main_mod.mod_b.measure(route), asyncio.create_task(main_mod.mod_b.measure(route)))
        return (await coroutine, *both)

    assert asyncio.run(main()) == (2, 2, 2)
    main_mod.mod_b.measure(main_mod.mod_b.Route(["a"])).close()


def test_packages() -> None:
    assert mixed.mod_a is main_mod.mod_a
    assert mixed.__file__ is not None
    assert pickle.loads(pickle.dumps(main_mod.ranges)) is main_mod.ranges
    assert os.path.basename(main_mod.__spec__.origin).endswith((".so", ".pyd", ".dylib"))
    assert type(main_mod.__loader__).__name__ == "ExtensionFileLoader"
