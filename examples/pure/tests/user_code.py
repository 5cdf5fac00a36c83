"""What a user of `pure` writes. Python runs it, and the type checkers read it."""

from pathlib import Path

import pure
from pure import sub_a, sub_b as counting


class Square(pure.Shape):
    pass


square: Square = Square("square")
area: float = square.area() + pure.Circle(2).area()
place: pure.Point = pure.Point(1, 2) + pure.Point(3.5, 4, label=None)
place.x = 7
path: Path = pure.join_path(Path("a"), name="b")
counts: dict[str, int] = pure.count_words(["a", "b"])
word: str | None = pure.first_word("")
size: int = pure.reverse(b"abc")[1] + pure.clamp(3, high=True)
color: pure.Color = pure.warn(pure.Color.Green).next()

account = pure.Account("me", opening=3).enter(4)
account.balance = account.balance + 1
del account.last
total: int = sum(account) + account[0] + len(account)

token = sub_a.parse("x")
match token:
    case pure.Token.Number(value, position):
        place.y = value + position
    case pure.Token.Name(name):
        assert name.upper() == "X"
    case _:
        raise AssertionError

try:
    pure.sub_a.parse("1x")
except pure.sub_a.ParseError as error:
    assert isinstance(error, pure.PureError)

counter = counting.count_tokens(sub_a.LineSplitter(), "1\n2")
counter.up(by=2)
assert counter > counting.Counter()
assert isinstance(counter, pure.sub_b.Counter)
assert counter.count + 1 == 5
