"""What a user of `mixed` writes. Python runs it, and the type checkers read it."""

import asyncio

import mixed
import mixed.main_mod
from mixed.main_mod import Parcel, mod_a

parcel: Parcel = mixed.heaviest([Parcel(1), Parcel(weight=2, address="there")])
weights: tuple[int, int] = parcel | Parcel(3)

read: int = mixed.main_mod.int.read("ff", 16)
for span in mixed.main_mod.ranges([0, 10, 20]):
    assert isinstance(span, mixed.main_mod.int.Range)
    assert len(span) + span.low + (3 in span)

depot = mod_a.Depot()
count: int = depot.take(parcel, parcel)
counts: dict[str, int] = mod_a.by_address(depot.within(mixed.main_mod.int.Range(0, 9)))

route = mixed.mod_b.Route(["a", "b"])
assert route.stop(index=0) == "a"
sent: list[Parcel] = depot.send(route)


async def main() -> int:
    return await mixed.mod_b.measure(route) + mixed.mod_b.depot().take()


length: int = asyncio.run(main())
