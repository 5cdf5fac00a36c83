//! Hand-written stubs that are merged into the generated one.

use super::build::*;
use super::skips::applied_with;
use crate::facts::*;
use crate::generate::config::ExtraStub;
use crate::generate::project::extra_stub;
use crate::generate::{Config, Stub, render};
use insta::assert_snapshot;

/// A stub for the module at `path`.
fn stub(path: &[&str], file: &str, text: &str) -> ExtraStub {
    let module = path.iter().map(|&part| part.to_owned()).collect();
    extra_stub(module, file.ends_with("__init__.pyi"), file.to_owned(), text.to_owned())
}

fn config(stubs: Vec<ExtraStub>) -> Config {
    Config { extra_stubs: stubs, ..Config::default() }
}

/// An extension with a function, a constant, a class, and a submodule with a class and a function.
fn extension() -> Facts {
    let mut documented = function("", "area", vec![parameter("shape", local(None, "Shape"))], float());
    documented.doc = "Measures a shape.".to_owned();
    let shape = ClassFact { doc: "A shape.".to_owned(), ..class(1, "", "Shape") };
    let grow = method(
        Receiver::Instance,
        "grow",
        vec![parameter("by", text("Any", &["typing"]))],
        text("Any", &["typing"]),
    );
    let name = method(Receiver::Instance, "name", Vec::new(), str_());
    facts([
        Fact::Function(documented),
        Fact::Function(function("", "kept", Vec::new(), int())),
        variable("", "LIMIT", int(), None),
        Fact::Class(shape),
        Fact::Methods(methods(1, vec![grow, name])),
        Fact::Class(class(2, "m.sub", "Part")),
        Fact::Function(function("m.sub", "part", Vec::new(), text("Any", &["typing"]))),
    ])
}

fn merged(stubs: Vec<ExtraStub>) -> Stub {
    render(&extension(), "m", &config(stubs)).expect("a stub")
}

#[test]
fn names_are_replaced_and_added() {
    let text = r#"
from collections.abc import Iterator
from typing import Literal, TypedDict, overload, type_check_only

@type_check_only
class Options(TypedDict, total=False):
    """How a shape is measured."""
    unit: Literal["mm", "m"]

# Both forms are one function.
@overload
def area(shape: Shape) -> float: ...
@overload
def area(shape: Shape, options: Options) -> int: ...

LIMIT: Literal[7]

class Shape:
    def grow(self, by: float) -> Shape: ...
    def __iter__(self) -> Iterator[sub.Part]: ...
    size: tuple[int, int]
"#;
    assert_snapshot!(merged(vec![stub(&[], "extra.pyi", text)]).text);
}

#[test]
fn a_directory_describes_submodules() {
    let root =
        stub(&[], "extra/__init__.pyi", "from .sub import Part\ndef area(shape: Shape) -> Part: ...\n");
    let sub = stub(
        &["sub"],
        "extra/sub.pyi",
        "from typing import TypeVar\nfrom m import Shape\n_T = TypeVar('_T', bound=Shape)\ndef part(of: _T) -> list[_T]: ...\n",
    );
    assert_snapshot!(merged(vec![root, sub]).text);
}

#[test]
fn names_that_python_lacks_are_reported() {
    let survey = serde_json::from_str(
        r#"{"modules":[{"path":[],"doc":"","all":null,"imports":[],"names":{"one":{"function":0}}}],
        "classes":[],"functions":[{"name":"one","doc":"","parameters":"()"}]}"#,
    )
    .expect("a survey");
    let text = "from typing import TypeAlias\n_Private: TypeAlias = int\ndef one() -> _Private: ...\ndef two() -> int: ...\n";
    let facts = vec![Fact::Function(function("", "one", Vec::new(), int()))];
    let stub = applied_with(facts, &survey, &config(vec![stub(&[], "extra.pyi", text)])).1;
    let told: Vec<String> = stub.warnings.iter().map(ToString::to_string).collect();
    assert_snapshot!(told.join("\n"), @r"
    warning[unknown-extra]: `m.two` is in a hand-written stub, but does not exist in Python
      --> extra.pyi:4
       = help: remove it, or begin its name with `_` if it is for the stub itself
    ");
}

#[test]
fn a_stub_that_is_not_right_is_an_error_with_its_line() {
    for (text, message) in [
        ("def f(:\n", "not valid Python"),
        ("\ndef f() -> Missing: ...\n", "`Missing` is neither defined in `m` nor imported"),
        ("import os\nos.remove('x')\n", "statement"),
    ] {
        let problems =
            render(&extension(), "m", &config(vec![stub(&[], "extra.pyi", text)])).expect_err("an error");
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|it| it.contains(message) && it.contains("extra.pyi:")), "{told:?}");
    }
}
