"""What a user of `mymod` writes. Python runs it, and the type checkers read it."""

import mymod
from mymod import sub


class Fern(mymod.Plant):
    pass


fern: Fern = Fern(leaves=mymod.SEED_LEAVES)
leaves: int = fern.grow(by=2) + mymod.sow().leaves
fern.leaves = leaves

tree = sub.Tree(sub.Purpose.Fruit)
plant: mymod.Plant = tree
assert sub.trees([fern, tree]) == [tree]
assert tree.purpose != mymod.sub.Purpose.Timber

apples = sub.nested.pick(tree, count=4)
grams: int = max(apples).bite(5).grams
assert isinstance(apples[0], mymod.sub.nested.Apple)
assert len(set(apples)) == 4
name: str = sub.nested.APPLE_TREE + mymod.sub.nested.__name__
