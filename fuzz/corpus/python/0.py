import a.b as c
from collections.abc import Callable, Sequence as S
@overload
@deprecated("no")
def f(self, x: S[int], /, *y: Callable[[int, *Ts], str], z: "Foo" = 1.5, **k: c.D) -> Foo | None:
    """Doc."""
