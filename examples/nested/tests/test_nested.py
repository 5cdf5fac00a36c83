"""Uses everything that `mymod` has."""

import importlib

import mymod
import pytest


def test_names_and_docs() -> None:
    assert set(mymod.__all__) == {"Plant", "SEED_LEAVES", "sow", "sub"}
    assert mymod.__doc__ == "Plants, and how they grow."
    assert mymod.sub.__name__ == "mymod.sub"
    assert mymod.sub.__doc__ == "Trees."
    assert mymod.sub.nested.__name__ == "mymod.sub.nested"
    assert mymod.sub.nested.__doc__ == "Fruit."


def test_plants() -> None:
    class Fern(mymod.Plant):
        pass

    assert mymod.sow().leaves == mymod.SEED_LEAVES == 2
    fern = Fern(5)
    assert fern.grow() == 6
    assert fern.grow(by=2) == 8
    fern.leaves = 1
    assert fern.leaves == 1


def test_trees() -> None:
    tree = mymod.sub.Tree()
    assert isinstance(tree, mymod.Plant)
    assert tree.purpose == mymod.sub.Purpose.Timber
    assert tree.purpose != mymod.sub.Purpose.Fruit
    assert (tree.leaves, int(tree.purpose)) == (100, 1)
    assert mymod.sub.trees([mymod.Plant(), tree]) == [tree]
    with pytest.raises(TypeError, match="unhashable"):
        hash(mymod.sub.Purpose.Fruit)


def test_fruit() -> None:
    nested = mymod.sub.nested
    assert nested.APPLE_TREE == "malus"
    apples = nested.pick(mymod.sub.Tree(mymod.sub.Purpose.Fruit), count=2)
    assert [apple.grams for apple in apples] == [100, 101]
    assert apples[0] < apples[1]
    assert apples[0] == nested.Apple(100)
    assert len(set(apples)) == 2
    assert apples[0].bite().grams == 80
    assert apples[0].bite(grams=200).grams == 0
    assert nested.pick(mymod.sub.Tree()) == []


@pytest.mark.parametrize("name", ["mymod.sub", "mymod.sub.nested"])
def test_a_submodule_is_an_attribute_only(name: str) -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(name)
