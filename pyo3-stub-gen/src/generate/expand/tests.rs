//! The expansion of each form of a submodule, in which names keep their meaning.

#![allow(clippy::expect_used, clippy::unwrap_used)]

use super::{Expansion, Precision, StubItemKind, StubSource, expand};
use crate::generate::FileForm;

fn expanded(text: &str) -> Expansion {
    expand(&[StubSource { module: "m", form: FileForm::Module, text }]).expect("a stub")
}

fn names(expansion: &Expansion) -> Vec<&str> {
    expansion.modules.iter().map(|module| module.name.as_str()).collect()
}

fn text<'e>(expansion: &'e Expansion, name: &str) -> &'e str {
    &expansion.modules.iter().find(|module| module.name == name).expect("a module").text
}

/// Returns a line without the imports that were added.
fn own(line: &str) -> String {
    let is_own = |part: &&str| !part.starts_with("import m.") && !part.starts_with("from m");
    line.split("; ").filter(is_own).collect::<Vec<_>>().join("; ")
}

/// Returns the lines that are not empty, without the imports that were added.
fn lines(expansion: &Expansion, name: &str) -> Vec<String> {
    text(expansion, name).lines().map(own).filter(|line| !line.trim().is_empty()).collect()
}

/// The statements of a module that are short enough to share a line.
fn short<'e>(expansion: &'e Expansion, name: &str) -> Vec<&'e str> {
    text(expansion, name).lines().flat_map(|line| line.split("; ")).collect()
}

const PROTOCOL: &str = "\
from typing import Protocol, final

class Plant: ...

@final
class _SubProtocol(Protocol):
    \"\"\"Type protocol for the sub submodule.\"\"\"

    __name__: str
    LIMIT: int  # the most

    @staticmethod
    def grow(plant: Plant) -> list[_SubProtocol.Tree]:
        \"\"\"Grows.

        A lot.
        \"\"\"

    @final
    class Tree(Plant):
        def __new__(cls) -> _SubProtocol.Tree: ...

    nested: _NestedProtocol

@final
class _NestedProtocol(Protocol):
    __name__: str

    @staticmethod
    def pick(tree: _SubProtocol.Tree) -> None: ...

sub: _SubProtocol
";

#[test]
fn each_statement_knows_its_line() {
    let expansion = expanded(PROTOCOL);
    assert_eq!(names(&expansion), ["m", "m.sub", "m.sub.nested"]);
    for module in &expansion.modules {
        let of_stub: Vec<&str> = PROTOCOL.lines().collect();
        assert_eq!(module.text.lines().count(), module.lines.len());
        for (number, line) in (1..).zip(module.text.lines()) {
            let (line, in_stub) = (own(line), module.line_in_stub(number) as usize - 1);
            assert!(line.is_empty() || of_stub[in_stub].trim() == line.trim(), "{line:?} in {}", module.name);
        }
    }
}

#[test]
fn a_module_has_the_imports_that_it_uses() {
    let text = "\
from __future__ import annotations
import sys
import a.b
import unused
from c import *
from d import D, Unused
if sys.version_info >= (3, 11):
    from e import E
else:
    from typing_extensions import E
class Near: ...
class Far: ...
class _SubProtocol(Protocol):
    __name__: str
    x: a.b.X
    y: \"list[D]\"
    z: E
    near: Near
sub: _SubProtocol
";
    let expansion = expanded(text);
    let found = short(&expansion, "m.sub");
    for line in [
        "from __future__ import annotations",
        "import sys",
        "import a.b",
        "from c import *",
        "from m import Near",
    ] {
        assert!(found.contains(&line), "{line} is not in {found:#?}");
    }
    assert!(
        found.contains(&"from d import D, Unused") && found.contains(&"    from e import E"),
        "{found:#?}"
    );
    assert!(!found.iter().any(|line| line.contains("import unused") || line.contains("Far")), "{found:#?}");
}

#[test]
fn a_submodule_is_the_body_of_its_class() {
    let expansion = expanded(PROTOCOL);
    assert_eq!(lines(&expansion, "m"), ["from typing import Protocol, final", "class Plant: ..."]);
    assert_eq!(
        lines(&expansion, "m.sub"),
        [
            "from typing import Protocol, final",
            "\"\"\"Type protocol for the sub submodule.\"\"\"",
            "LIMIT: int  # the most",
            "def grow(plant: Plant) -> list[_SubProtocol.Tree]:",
            "    \"\"\"Grows.",
            // Spaces in a string are not indentation.
            "        A lot.",
            "        \"\"\"",
            "@final",
            "class Tree(Plant):",
            "    def __new__(cls) -> _SubProtocol.Tree: ...",
        ]
    );
    let imports = short(&expansion, "m.sub");
    assert!(imports.contains(&"import m.sub as _SubProtocol"), "{imports:?}");
    assert!(imports.contains(&"from m import Plant"), "{imports:?}");
    assert!(imports.contains(&"from m.sub import nested as nested"), "{imports:?}");
}

#[test]
fn all_styles_describe_the_same_modules() {
    let class = PROTOCOL.replace("(Protocol)", "");
    let namespace = "\
class _SubProtocol(Protocol):
    __name__: str
    class nested(Protocol):
        __name__: str
        class Deep: ...
        @staticmethod
        def make() -> _SubProtocol.nested.Deep: ...
sub = _SubProtocol
";
    assert_eq!(names(&expanded(&class)), ["m", "m.sub", "m.sub.nested"]);
    let expansion = expanded(namespace);
    assert_eq!(names(&expansion), ["m", "m.sub", "m.sub.nested"]);
    assert_eq!(
        lines(&expansion, "m.sub.nested"),
        ["class Deep: ...", "def make() -> _SubProtocol.nested.Deep: ..."]
    );
    assert!(lines(&expansion, "m.sub").is_empty());
}

#[test]
fn a_class_does_not_see_the_names_of_the_submodule() {
    let expansion = expanded(
        "\
import os.path
from typing import Protocol, Any as Anything

class Plant: ...

class _SubProtocol(Protocol):
    __name__: str
    Plant: int
    os: str
    Anything: str
    @staticmethod
    def int(x: float) -> float: ...
    @staticmethod
    def plant(x: Plant) -> None: ...
    class Tree:
        def grow(self, x: int, y: os.path.PathLike[str]) -> Plant: ...
        def float(self) -> Anything: ...
        class Leaf:
            Anything: bytes
            x: Anything
            y: float

sub: _SubProtocol
",
    );
    let found = lines(&expansion, "m.sub");
    for line in [
        "    def grow(self, x: _outer_int, y: _outer_os_path.PathLike[str]) -> _outer_Plant: ...",
        "    def float(self) -> _outer_Anything: ...",
        "def plant(x: Plant) -> None: ...",
        "        x: Anything",
        "        y: float",
    ] {
        assert!(found.iter().any(|it| it == line), "{line:?} is not in {found:#?}");
    }
    let short = short(&expansion, "m.sub");
    for import in [
        "from builtins import int as _outer_int",
        "import os.path as _outer_os_path",
        "from typing import Any as _outer_Anything",
        "from m import Plant as _outer_Plant",
    ] {
        assert!(short.contains(&import), "{import} is not in {short:#?}");
    }
    // The stub neither imports nor defines these names.
    for import in ["import os.path", "from typing import Any as Anything", "from m import Plant"] {
        assert!(!short.contains(&import), "{import} is in {short:#?}");
    }
    assert!(short.contains(&"from typing import Protocol"), "{short:#?}");
}

#[test]
fn type_parameters_hide_what_is_around_them() {
    let expansion = expanded(
        "\
class _SubProtocol(Protocol):
    __name__: str
    T: int
    class Box[T]:
        def get(self) -> T: ...
        def put[U](self, x: U) -> U: ...
    class Plain:
        def get(self) -> T: ...

sub: _SubProtocol
",
    );
    let found = lines(&expansion, "m.sub");
    let methods: Vec<_> = found.iter().filter(|line| line.contains("def get")).collect();
    assert_eq!(methods, ["    def get(self) -> T: ...", "    def get(self) -> _outer_T: ..."]);
}

#[test]
fn a_description_that_is_a_type_is_a_module() {
    let expansion = expanded(
        "\
class _SubProtocol(Protocol):
    __name__: str
    class Foo: ...
def load() -> _SubProtocol: ...
def foo() -> _SubProtocol.Foo: ...
sub: _SubProtocol
",
    );
    let found = text(&expansion, "m");
    assert!(
        found.contains("def load() -> _outer_ModuleType: ...\ndef foo() -> _SubProtocol.Foo: ..."),
        "{found}"
    );
}

#[test]
fn relative_imports_stay_where_they_were() {
    let stub = "from . import a\nfrom .b import c as d\nclass _SubProtocol(Protocol):\n    __name__: str\n    x: a.X | d.Y\nsub: _SubProtocol\n";
    let source = StubSource { module: "pkg.core", form: FileForm::Module, text: stub };
    let expansion = expand(&[source]).unwrap();
    for module in &expansion.modules {
        assert!(module.text.contains("from pkg import a\nfrom pkg.b import c as d\n"), "{}", module.text);
    }
    let package = expand(&[StubSource { form: FileForm::Package, ..source }]).unwrap();
    assert!(package.modules[0].text.contains("from pkg.core import a\n"), "{}", package.modules[0].text);
}

#[test]
fn a_class_that_looks_like_a_submodule_is_none() {
    let expansion = expanded(
        "\
class _Reader(Protocol):
    def read(self) -> str: ...
class Named:
    __name__: str
reader: _Reader
named: Named
class Holder:
    reader: _Reader
",
    );
    assert_eq!(names(&expansion), ["m"]);
    assert_eq!(lines(&expansion, "m").len(), 8);
}

#[test]
fn a_submodule_in_itself_ends() {
    let expansion = expanded("class _A(Protocol):\n    __name__: str\n    a: _A\na: _A\n");
    assert_eq!(names(&expansion), ["m", "m.a"]);
}

#[test]
fn what_checkers_would_not_take_for_a_module_is_a_problem() {
    let expansion = expanded(
        "\
class _SubProtocol:
    __name__: str
    def f() -> None: ...
    @staticmethod
    def g() -> None: ...
sub = _SubProtocol
",
    );
    let found: Vec<_> =
        expansion.problems.iter().map(|problem| (problem.path.as_str(), problem.line)).collect();
    assert_eq!(found, [("m.sub", 1), ("m.sub", 1), ("m.sub.f", 3)]);
    assert!(expanded(PROTOCOL).problems.is_empty());
}

#[test]
fn items_have_their_lines_and_precision() {
    let expansion = expanded(
        "\
from typing import Any as A
import typing
from . import other as other, hidden
from collections.abc import Coroutine
x: int
y: list[A]
def f(a: int) -> typing.Any: ...
def g(a) -> int: ...
def h() -> Coroutine[A, A, int]: ...
def i() -> Coroutine[A, A, list[A]]: ...
class C:
    def m(self, a: int) -> int: ...
    @property
    def p(self) -> A: ...
    @p.setter
    def p(self, value: int) -> None: ...
_T = typing.TypeVar('_T')
Size = int
",
    );
    let items = &expansion.modules[0].items;
    let found: Vec<_> = items.iter().map(|item| (item.path.as_str(), item.line, item.kind)).collect();
    let leaf = StubItemKind::Leaf;
    assert_eq!(
        found,
        [
            ("m.other", 3, StubItemKind::Import),
            ("m.x", 5, leaf(Precision::Typed)),
            ("m.y", 6, leaf(Precision::Any)),
            ("m.f", 7, leaf(Precision::Any)),
            ("m.g", 8, leaf(Precision::Any)),
            ("m.h", 9, leaf(Precision::Typed)),
            ("m.i", 10, leaf(Precision::Any)),
            ("m.C", 11, StubItemKind::Class),
            ("m.C.m", 12, leaf(Precision::Typed)),
            ("m.C.p", 14, leaf(Precision::Any)),
            ("m._T", 17, StubItemKind::Helper),
            ("m.Size", 18, leaf(Precision::Typed)),
        ]
    );
}

#[test]
fn invalid_python_is_an_error_with_its_line() {
    let source = |text| StubSource { module: "m", form: FileForm::Module, text };
    let error = expand(&[source("x: int\n"), source("x: int\ndef (:\n")]).expect_err("no Python");
    assert_eq!((error.stub, error.line), (1, 2));
}

#[test]
fn statements_that_share_a_line_and_windows_line_ends_are_read() {
    let expansion = expanded("x: int; y: str\r\nclass _P(Protocol): __name__: str\r\nsub: _P\r\n");
    assert_eq!(lines(&expansion, "m"), ["x: int; y: str"]);
}

#[test]
fn the_files_of_a_package_name_each_others_submodules() {
    let root = "\
from . import made as made
class _SubProtocol(Protocol):
    __name__: str
    class Foo: ...
sub: _SubProtocol
";
    let made = "from . import _SubProtocol, other\nfrom . import _SubProtocol as _S\ndef make() -> _SubProtocol.Foo: ...\ndef load() -> _S: ...\n";
    let expansion = expand(&[
        StubSource { module: "m", form: FileForm::Package, text: root },
        StubSource { module: "m.made", form: FileForm::Module, text: made },
    ])
    .unwrap();
    let stubs: Vec<_> = expansion.modules.iter().map(|module| (module.name.as_str(), module.stub)).collect();
    assert_eq!(stubs, [("m", 0), ("m.sub", 0), ("m.made", 1)]);
    let found = short(&expansion, "m.made");
    for line in [
        "from m import other",
        "import m.sub as _SubProtocol",
        "import m.sub as _S",
        "def make() -> _SubProtocol.Foo: ...",
        "def load() -> _outer_ModuleType: ...",
    ] {
        assert!(found.contains(&line), "{line} is not in {found:#?}");
    }
    assert!(!found.iter().any(|line| line.contains("import _SubProtocol")), "{found:#?}");
}

#[test]
fn a_private_alias_of_a_description_is_not_a_submodule() {
    let class = "class _SubProtocol(Protocol):\n    __name__: str\n    class Foo: ...\n";
    let uses = "def f() -> __SubProtocol.Foo: ...\n";
    for attribute in ["sub: _SubProtocol", "sub = _SubProtocol"] {
        let expansion = expanded(&format!("{class}{attribute}\n{uses}__SubProtocol = _SubProtocol\n"));
        assert_eq!(names(&expansion), ["m", "m.sub"]);
        assert!(text(&expansion, "m").contains("import m.sub as __SubProtocol"));
    }
    assert_eq!(names(&expanded(&format!("{class}_sub = _SubProtocol\n"))), ["m", "m._sub"]);
}

#[test]
fn the_docstring_of_a_submodule_goes_with_its_attribute() {
    let text_of_stub = PROTOCOL
        .replace("nested: _NestedProtocol\n", "nested: _NestedProtocol\n    \"\"\"Below sub.\"\"\"\n")
        .replace(
            "\nsub: _SubProtocol\n",
            "\nsub: _SubProtocol\n\"\"\"Below m.\"\"\"\n\nLAST: int\n\"\"\"The last.\"\"\"\n",
        );
    let expansion = expanded(&text_of_stub);
    assert_eq!(names(&expansion), ["m", "m.sub", "m.sub.nested"]);
    let all: String = expansion.modules.iter().map(|module| module.text.as_str()).collect();
    assert!(!all.contains("Below"), "{all}");
    assert!(text(&expansion, "m").ends_with("LAST: int\n\"\"\"The last.\"\"\"\n"));
}

#[test]
fn a_submodule_under_a_condition_is_imported_under_it() {
    let text = "\
import sys
from typing import Protocol, final

@final
class _BusProtocol(Protocol):
    __name__: str
    if sys.version_info >= (3, 13):
        @staticmethod
        def scan() -> int: ...
        trace: _TraceProtocol
    else:
        @staticmethod
        def scan() -> str: ...
@final
class _TraceProtocol(Protocol):
    __name__: str
    @staticmethod
    def start() -> int: ...

bus: _BusProtocol

@final
class _RegistryProtocol(Protocol):
    __name__: str
    class Key: ...

if sys.platform == \"win32\":
    registry: _RegistryProtocol
    \"\"\"Only there.\"\"\"
    def open() -> _RegistryProtocol.Key: ...
elif sys.platform == \"darwin\":
    registry: _RegistryProtocol
";
    let expansion = expanded(text);
    assert_eq!(names(&expansion), ["m", "m.bus", "m.bus.trace", "m.registry"]);
    let without = |name: &str, imports: &[&str]| {
        let lines = self::text(&expansion, name).lines().filter(|line| !line.trim().is_empty());
        lines
            .filter(|line| !imports.iter().any(|it| line.contains(it)))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let root = [
        "import sys",
        "from typing import Protocol, final",
        "if sys.platform == \"win32\":",
        "    from m import registry as registry",
        "    \"\"\"Only there.\"\"\"",
        "    def open() -> _RegistryProtocol.Key: ...",
        "elif sys.platform == \"darwin\":",
        "    from m import registry as registry",
    ];
    assert_eq!(without("m", &["from m import bus as bus", "import m.registry"]), root);
    let bus = [
        "import sys",
        "if sys.version_info >= (3, 13):",
        "    def scan() -> int: ...",
        "    from m.bus import trace as trace",
        "else:",
        "    def scan() -> str: ...",
    ];
    assert_eq!(without("m.bus", &[]), bus);
    assert_eq!(without("m.registry", &[]), ["class Key: ..."]);
    let wrong = text.replace("        @staticmethod\n        def scan() -> str", "        def scan() -> str");
    let mistakes: Vec<_> = expanded(&wrong).problems.into_iter().map(|it| (it.path, it.line)).collect();
    assert_eq!(mistakes, [("m.bus.scan".to_owned(), 12)]);
}

#[test]
fn a_submodule_may_have_a_private_alias_for_its_type() {
    let text = "\
from types import ModuleType
from typing import final

@final
class _SubProtocol(ModuleType):
    __name__: str
    foo: __FooProtocol
    @staticmethod
    def _FooProtocol() -> __FooProtocol.Leaf: ...

@final
class _FooProtocol(ModuleType):
    __name__: str
    class Leaf: ...

sub: _SubProtocol

__FooProtocol = _FooProtocol
";
    let expansion = expanded(text);
    assert!(expansion.problems.is_empty(), "{:?}", expansion.problems);
    assert_eq!(names(&expansion), ["m", "m.sub", "m.sub.foo"]);
}
