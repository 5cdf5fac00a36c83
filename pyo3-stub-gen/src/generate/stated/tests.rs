//! What is read from a stub by hand.
#![allow(clippy::unwrap_used)]

use super::{TypePart, stated_types};
use crate::generate::FileForm;
use crate::generate::expand::StubSource;

/// Returns the known types that the stub `text` of `p.m` states: the item, the part, the text, the modules.
fn stated(text: &str) -> Vec<String> {
    let source = StubSource { module: "p.m", form: FileForm::Module, text };
    let types = stated_types(&[source], "p.m").unwrap();
    let line = |(slot, stated): (&super::TypeSlot, &super::StatedType)| {
        let part = match &slot.part {
            TypePart::Parameter(name) => name.as_str(),
            TypePart::Result => "->",
            TypePart::Assigned => "=",
        };
        format!("{} {part} {} {}", slot.path, stated.text, stated.imports.join(","))
    };
    types.iter().map(line).map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn names_are_written_with_their_modules() {
    let text = "\
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal, Optional, List
import numpy.typing as npt
from .other import Other
from p import m

class C:
    class D: ...
    def f(self, x: List[D], y: 'C.D') -> Optional[C]: ...

def f(a: Sequence[str], b: dt.datetime, c: npt.NDArray, d: Other) -> Callable[[m.C], C]: ...
def g(a: Literal['x', 1]) -> None: ...
";
    assert_eq!(
        stated(text),
        [
            "p.m.C.f x list[C.D]",
            "p.m.C.f y C.D",
            "p.m.C.f -> C | None",
            "p.m.f a Sequence[str]",
            "p.m.f b datetime.datetime datetime",
            "p.m.f c numpy.typing.NDArray numpy.typing",
            "p.m.f d p.other.Other p.other",
            "p.m.f -> Callable[[C], C]",
            "p.m.g a Literal[\"x\", 1]",
            "p.m.g -> None",
        ]
    );
}

#[test]
fn a_submodule_is_a_class_or_a_module() {
    let text = "\
from typing import Protocol, final

class C: ...

@final
class _SubProtocol(Protocol):
    __name__: str
    class E: ...
    @staticmethod
    def f(x: C, y: _SubProtocol.E) -> int: ...

sub: _SubProtocol

def g(x: _SubProtocol.E) -> C: ...
";
    let found = stated(text);
    for line in ["p.m.sub.f x p.m.C", "p.m.sub.f y E", "p.m.g x p.m.sub.E"] {
        assert!(found.iter().any(|it| it == line), "{line}: {found:?}");
    }
}

#[test]
fn what_is_not_certain_is_left_out() {
    let text = "\
import sys
from typing import Any, TypeVar, overload
from x import *

T = TypeVar('T')
A = int | str
B = A

class C:
    list: int
    def f(self, x: list[int], y: A) -> Any: ...

def f(a: T, b: Any, c: list, d: Unknown, e: B) -> dict[str, Any]: ...
def g[S](a: int) -> S: ...
@overload
def h(a: int) -> int: ...
@overload
def h(a: str) -> str: ...
if sys.version_info >= (3, 11):
    def i(a: int) -> int: ...
def j(a, *args: int, **kwargs: str): ...
";
    assert_eq!(
        stated(text),
        [
            "p.m.C.f y int | str",
            "p.m.C.list -> int",
            "p.m.C.list = int",
            "p.m.f e int | str",
            "p.m.j args int",
            "p.m.j kwargs str",
        ]
    );
}

#[test]
fn properties_and_attributes_are_the_same() {
    let text = "\
from typing import ClassVar
class C:
    a: int
    b: ClassVar[str]
    @property
    def c(self) -> int: ...
    @c.setter
    def c(self, new: float) -> None: ...
";
    let expected = ["p.m.C.a -> int", "p.m.C.a = int", "p.m.C.b -> str", "p.m.C.b = str", "p.m.C.c -> int"];
    let found = stated(text);
    assert_eq!((&found[..5], found[5].as_str()), (&expected.map(str::to_owned)[..], "p.m.C.c = float"));
}
