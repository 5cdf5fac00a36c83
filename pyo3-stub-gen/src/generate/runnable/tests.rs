//! The source of stubs with everything that Python cannot execute.

#![allow(clippy::expect_used)]

use super::runnable;

fn source(stub: &str) -> String {
    runnable(stub).expect("a stub")
}

#[test]
fn what_python_cannot_evaluate_is_left_out() {
    insta::assert_snapshot!(source(
        "\
# A header

\"\"\"Plants.\"\"\"

import datetime
from _typeshed import Incomplete
from collections.abc import Sequence
from fractions import Fraction as Fraction
from typing import ClassVar, Protocol, TypeAlias, TypeVar, final, type_check_only

from . import sub as sub
from .other import Base

__all__ = [\"Tree\"]

_T = TypeVar(\"_T\", bound=\"Tree\")
_U = TypeVar(\"_U\", bound=Tree)

LIMIT: int = 2
\"\"\"The most.\"\"\"

OAK: Tree = Tree.Oak
Trees: TypeAlias = Sequence[Tree] | None

@type_check_only
class _Rows(Protocol):
    def rows(self) -> Incomplete: ...

@final
class Ash(Tree):
    \"\"\"An ash.\"\"\"

    Oak: ClassVar[Tree]

    class Leaf(Ash): ...

class Tree(Base):
    def age(self, at: datetime.date = ..., /, *, of: Tree = Tree.Oak, by: int = -1) -> int: ...

_Tree = Tree

def plant(
    tree: Tree = [
        Tree.Oak,
        None,
    ],
) -> Fraction:
    \"\"\"Plants it.\"\"\"
"
    ));
}

#[test]
fn an_empty_stub_is_an_empty_module() {
    assert_eq!(
        source("# A header\n"),
        "# A header\n\nfrom __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n"
    );
}

#[test]
fn what_is_not_python_is_an_error() {
    assert!(runnable("class\n").is_err());
}
