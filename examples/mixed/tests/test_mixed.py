"""Uses everything that `mixed` has."""

import asyncio

import mixed
import pytest
from mixed import main_mod


def test_the_package() -> None:
    parcels = [mixed.Parcel(3), mixed.Parcel(8, "there")]
    assert mixed.heaviest(parcels) == parcels[1]
    assert mixed.mod_a is main_mod.mod_a
    assert mixed.mod_b is main_mod.mod_b


def test_all_names_are_listed() -> None:
    assert {name for name in vars(main_mod) if not name.startswith("_")} == set(main_mod.__all__)


def test_parcels() -> None:
    parcel = main_mod.Parcel(5)
    assert (parcel.weight, parcel.address) == (5, "here")
    assert parcel.sent_to("there").address == "there"
    assert parcel | main_mod.Parcel(7) == (5, 7)
    assert {parcel: 1}[main_mod.Parcel(5, "here")] == 1
    assert parcel != main_mod.Parcel(6)
    assert main_mod.weigh(parcel) == 5
    assert main_mod.MAX_WEIGHT == 30_000


def test_int_is_a_module_here() -> None:
    assert main_mod.int.read("12") == 12
    assert main_mod.int.read("ff", base=16) == 255
    first, second = main_mod.ranges([0, 10, 30])
    assert (first.low, first.high, len(second)) == (0, 10, 20)
    assert 9 in first
    assert 10 not in first
    assert isinstance(first, main_mod.int.Range)


def test_mod_a() -> None:
    class Warehouse(main_mod.mod_a.Depot):
        pass

    depot = Warehouse()
    light, heavy = main_mod.Parcel(1), main_mod.Parcel(100)
    assert depot.take(light, heavy) == 2
    assert depot.within(main_mod.int.Range(0, 50)) == [light]
    sent = depot.send(main_mod.mod_b.Route(["a", "b"]))
    assert [parcel.address for parcel in sent] == ["b", "b"]
    assert main_mod.mod_a.by_address(sent) == {"b": 2}


def test_mod_b() -> None:
    route = main_mod.mod_b.Route(["a", "b"])
    assert route.stops == ["a", "b"]
    assert route.stop() == "b"
    assert route.stop(0) == "a"
    assert route.stop(index=2) is None
    assert main_mod.mod_b.depot().take() == 0


def test_async() -> None:
    async def measured() -> int:
        return await main_mod.mod_b.measure(main_mod.mod_b.Route(["a", "b"]))

    assert asyncio.run(measured()) == 2


@pytest.mark.parametrize("name", ["mod_a", "mod_b", "int"])
def test_a_submodule_is_an_attribute_only(name: str) -> None:
    import importlib

    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(f"mixed.main_mod.{name}")
