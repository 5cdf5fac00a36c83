"""Uses everything that `pure` has."""

from pathlib import Path

import pure
import pytest


def test_constants() -> None:
    assert pure.VERSION == "0.1.0"
    assert pure.LIMITS == (-(2**63), 2**63 - 1)
    assert pure.ORIGIN == pure.Point(0, 0)


def test_all_names_are_listed() -> None:
    # What maturin installs is a package around the extension, and holds it under the same name.
    names = set(vars(pure)) - {"pure"}
    assert {name for name in names if not name.startswith("_")} == set(pure.__all__)


def test_functions() -> None:
    assert pure.greet("you") == "Hello, you!"
    assert pure.greet("you", greeting="Bye") == "Bye, you!"
    assert pure.clamp(200) == 100
    assert pure.clamp(-5, low=-2, high=3) == -2
    assert pure.next_number(1) == 0
    assert pure.next_number(1, by=4) == 5
    assert pure.total() == 0
    assert pure.total(1, 2.5, True) == 4.5
    assert pure.describe("title", b=2, a=1) == ["title", "a=1", "b=2"]
    assert pure.first_word("one two") == "one"
    assert pure.first_word("", "none") == "none"
    assert pure.first_word("") is None
    assert pure.count_words(["a", "b", "a"]) == {"a": 2, "b": 1}
    assert pure.common({"a", "b"}, frozenset({"b", "c"})) == {"b"}
    assert pure.join_path("dir") == Path("dir/data.txt")
    assert pure.join_path(Path("dir"), "x") == Path("dir/x")
    assert pure.reverse(b"abc") == (b"cba", 3)
    assert pure.warn() == pure.Color.Red
    assert pure.warn(pure.Color.Blue) == pure.Color.Blue
    assert pure.apply(len, "four") == 4


def test_positional_only_and_keyword_only() -> None:
    with pytest.raises(TypeError):
        pure.clamp(value=1)
    with pytest.raises(TypeError):
        pure.clamp(1, 2, 3)


def test_exceptions() -> None:
    with pytest.raises(pure.PureError, match="low is above high"):
        pure.clamp(1, low=2, high=1)
    with pytest.raises(pure.PureError):
        pure.sub_a.parse("1x")
    with pytest.raises(pure.sub_a.ParseError, match="neither a name nor a number"):
        pure.sub_a.parse("1x")


def test_point() -> None:
    point = pure.Point(0, 0, label="start")
    assert point.distance(pure.Point(3, 4)) == 5
    point.x = 1
    point.y += 2
    assert (point.x, point.y, point.label) == (1, 2, "start")
    point.label = None
    assert point == pure.Point(1, 2)
    assert point != pure.Point(1, 3)
    assert point + pure.Point(1, 1) == pure.Point(2, 3)
    with pytest.raises(TypeError):
        1 + point
    with pytest.raises(TypeError, match="unhashable"):
        hash(point)


def test_shapes() -> None:
    class Square(pure.Shape):
        def area(self) -> float:
            return 4.0

    square = Square("square")
    assert isinstance(square, Square)
    assert (square.name, square.area(), str(square)) == ("square", 4.0, "square")
    circle = pure.Circle(2)
    assert isinstance(circle, pure.Shape)
    assert (circle.name, circle.radius) == ("circle", 2)
    assert pure.Circle().area() == pytest.approx(3.14159, abs=1e-4)
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Oval", (pure.Circle,), {})


def test_account() -> None:
    account = pure.Account("me", opening=5)
    assert account.owner == "me"
    assert pure.Account.CURRENCY == "EUR"
    assert pure.Account.limit == 1_000_000
    assert account.enter(2).enter(3) is account
    assert (account.balance, account.last) == (10, 3)
    account.balance = 11
    assert account.last == 1
    del account.last
    assert account.last == 3
    assert list(account) == [5, 2, 3]
    assert (len(account), bool(account), account[1], 2 in account) == (3, True, 2, True)
    assert account(0.5) == 5.0
    assert account.note is None
    account.note = "remark"
    assert account.note == "remark"
    assert pure.Account.anonymous().owner == "unknown"
    assert pure.Account.is_allowed(7)
    with pytest.raises(pure.PureError, match="too much"):
        account.enter(10**7)
    with pytest.raises(IndexError):
        account[9]


def test_entries() -> None:
    entries = iter(pure.Account("me"))
    assert isinstance(entries, pure.Entries)
    assert next(entries) == 0
    with pytest.raises(StopIteration):
        next(entries)
    with pytest.raises(TypeError, match="cannot create"):
        pure.Entries()


def test_color() -> None:
    assert int(pure.Color.Red) == 1
    assert pure.Color.Green == 2
    assert pure.Color.Red.next() == pure.Color.Green
    assert {pure.Color.Blue: "sky"}[pure.Color.Blue] == "sky"
    with pytest.raises(TypeError):
        pure.Color()


def test_level() -> None:
    assert pure.Level.QUIET < pure.Level.NORMAL <= pure.Level.VERY_LOUD
    assert pure.Level.VERY_LOUD > pure.Level.NORMAL >= pure.Level.QUIET
    assert pure.Level.of(50) == pure.Level.NORMAL
    assert int(pure.Level.VERY_LOUD) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(pure.Level.QUIET)


def test_token() -> None:
    number = pure.Token.Number(1.5, position=2)
    assert isinstance(number, pure.Token)
    assert (number.value, number.position, number.show()) == (1.5, 2, "1.5")
    name = pure.Token.Name("x")
    assert (name._0, name[0], len(name), name.show()) == ("x", "x", 1, "x")
    assert pure.Token.Bracket(2).show() == "(("
    assert pure.Token.Bracket(1, kind="[").kind == "["
    assert pure.Token.End().show() == ""
    match number:
        case pure.Token.Number(value, position):
            assert (value, position) == (1.5, 2)
        case _:
            pytest.fail("a number is a number")


def test_sub_a() -> None:
    assert pure.sub_a.__doc__ == "Reads tokens."
    assert pure.sub_a.SEPARATOR == ","
    assert isinstance(pure.sub_a.parse(""), pure.Token.End)
    assert isinstance(pure.sub_a.parse("x"), pure.Token.Name)
    assert isinstance(pure.sub_a.parse("7", 3), pure.Token.Number)

    class Spaces(pure.sub_a.Splitter):
        pass

    splitter = Spaces(" ")
    counter = pure.sub_b.Counter()
    assert [token.show() for token in splitter.split("a b", counter)] == ["a", "b"]
    assert counter.count == 2
    splitter.separator = "-"
    assert splitter.separator == "-"
    assert len(pure.sub_a.LineSplitter().split("1\n2")) == 2


def test_sub_b() -> None:
    counter = pure.sub_b.Counter()
    counter.up()
    counter.up(by=2)
    assert counter.count == 3
    assert counter > pure.sub_b.Counter()
    assert counter == pure.sub_b.count_tokens(pure.sub_a.Splitter(), "1,2,3")
    assert pure.sub_b.color_of(0) == pure.Color.Red
    assert pure.sub_b.color_of(9) == pure.Color.Blue
    assert pure.sub_b.color_of(9, pure.Color.Green) == pure.Color.Green


@pytest.mark.parametrize("name", ["pure.sub_a", "pure.sub_b"])
def test_a_submodule_is_an_attribute_only(name: str) -> None:
    import importlib

    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(name)
