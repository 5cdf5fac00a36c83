N: TypeAlias = int | str
M = dict[str, Annotated[int, "x"]]
type P[T: (int, str) = int, *Ts, **Q] = list[T]
