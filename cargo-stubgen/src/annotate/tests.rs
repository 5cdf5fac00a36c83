//! What is annotated, and how it is written.
#![allow(clippy::unwrap_used)]

use super::{AnnotateOptions, AnnotateScope, Annotated, annotate};
use crate::sources::SourceFile;

const OPTIONS: AnnotateOptions<'_> = AnnotateOptions {
    library: "pyo3_stub_gen",
    condition: None,
    pyo3: "pyo3",
    module: "demo",
    exports: true,
    scope: AnnotateScope::All,
};

fn run(text: &str) -> (String, Annotated) {
    let files = [SourceFile::of("src/lib.rs".into(), text.to_owned()).unwrap()];
    let mut annotated = annotate(&files, &OPTIONS);
    let text = annotated.texts.pop().map_or_else(|| text.to_owned(), |(_, text)| text);
    let again = [SourceFile::of("src/lib.rs".into(), text.clone()).unwrap()];
    assert!(annotate(&again, &OPTIONS).texts.is_empty(), "a second run changes\n{text}");
    (text, annotated)
}

/// Checks that `text`, in which each `+` line is an annotation, is the result for the other lines.
fn check(text: &str) {
    let added = |line: &str| line.trim_start().starts_with('+');
    let before: String = text.split_inclusive('\n').filter(|line| !added(line)).collect();
    let after = text.replacen("+#[", "#[", usize::MAX);
    let short = run(&before).0.replace("pyo3_stub_gen::derive::", "");
    assert_eq!(short, after);
}

#[test]
fn each_kind_of_item_has_its_annotation() {
    check(
        "use pyo3::prelude::*;\n\n/// Doc.\n+#[gen_stub_pyfunction]\n#[pyfunction]\n#[pyo3(name = \"g\")]\npub fn f() {}\n\
         #[derive(Clone)]\n+#[gen_stub_pyclass]\n#[pyclass(get_all)] // comment\nstruct S { x: u8 }\n\
         +#[gen_stub_pymethods]\n#[pyo3::pymethods]\nimpl S {}\n+#[gen_stub_pymethods]\n#[pyo3::prelude::pymethods]\nimpl S {}\n\
         +#[gen_stub_pyclass]\n#[pyclass]\nenum E { A }\n+#[derive(PyStubType)]\n#[derive(Debug, FromPyObject)]\nstruct C(u8);\n\
         +#[gen_stub_pymodule]\n#[pymodule]\nfn demo(m: &Bound<'_, PyModule>) -> PyResult<()> { Ok(()) }\n\
         #[pymodule]\nfn other(m: &Bound<'_, PyModule>) -> PyResult<()> { Ok(()) }\n",
    );
}

#[test]
fn everything_else_stays_to_the_byte() {
    let text = "\u{feff}// x\t \r\n\t#[pyfunction]\r\n\tfn f( ) { }\r\n\r\n#[cfg(x)] #[pyclass] struct S;";
    let (edited, _) = run(text);
    assert_eq!(
        edited,
        "\u{feff}// x\t \r\n\t#[pyo3_stub_gen::derive::gen_stub_pyfunction]\r\n\t#[pyfunction]\r\n\tfn f( ) { }\r\n\r\n\
         #[cfg(x)] #[pyo3_stub_gen::derive::gen_stub_pyclass] #[pyclass] struct S;"
    );
}

#[test]
fn an_annotation_has_the_conditions_of_pyo3s_attribute() {
    check(
        "+#[cfg_attr(feature = \"python\", gen_stub_pyclass)]\n#[cfg_attr(feature = \"python\", pyclass(eq), derive(X))]\nstruct S;\n\
         +#[cfg_attr(a, cfg_attr(all(b, c), derive(PyStubType)))]\n#[cfg_attr(a, cfg_attr(all(b, c), derive(pyo3::IntoPyObject)))]\nstruct T;\n",
    );
    let both = "#[cfg_attr(feature = \"p\", gen_stub_pyclass, pyclass)]\nstruct S;\n";
    assert_eq!(run(both).0, both);
}

#[test]
fn an_annotation_below_is_moved() {
    let (text, annotated) =
        run("#[pyclass]\n#[derive(Clone)]\n#[gen_stub_pyclass(module = \"m\")]\nstruct S;\n\
         #[cfg_attr(p, pymethods, gen_stub_pymethods)]\nimpl S {}\n");
    assert_eq!(
        text,
        "#[gen_stub_pyclass(module = \"m\")]\n#[pyclass]\n#[derive(Clone)]\nstruct S;\n\
         #[cfg_attr(p, gen_stub_pymethods)]\n#[cfg_attr(p, pymethods)]\nimpl S {}\n"
    );
    assert_eq!((annotated.items, annotated.moved), (0, 2));
}

#[test]
fn a_declarative_module_has_one_annotation() {
    check(
        "+#[gen_stub_pymodule]\n#[pymodule]\nmod demo {\n    #[pyfunction]\n    fn f() {}\n    #[pymodule]\n    mod sub {\n        #[pyclass]\n        struct S;\n    }\n\
         \x20   mod hidden {\n        +#[gen_stub_pyclass]\n        #[pyclass]\n        struct T;\n    }\n}\n",
    );
    check(
        "#[pymodule]\nmod demo {\n    #[gen_stub_pyfunction]\n    #[pyfunction]\n    fn f() {}\n    +#[gen_stub_pyclass]\n    #[pyclass]\n    struct S;\n}\n",
    );
}

#[test]
fn macros_are_annotated_where_that_is_safe() {
    check(
        "macro_rules! m {\n    (#[pyclass] $n:ident) => {\n        +#[gen_stub_pymethods]\n        #[pymethods]\n        impl $n {}\n    };\n}\n\
         paste::paste! {\n    +#[gen_stub_pyclass]\n    #[pyclass]\n    struct [<A B>];\n}\n",
    );
    let text = "#[macro_export]\nmacro_rules! e { () => { #[pyclass] struct S; } }\nother! { #[pyfunction] fn f() {} }\n\
        use pyo3::pyfunction as pf;\n#[pf]\nfn g() {}\n";
    let (edited, annotated) = run(text);
    assert_eq!(edited, text);
    let messages: Vec<_> = annotated
        .problems
        .iter()
        .map(|it| format!("{} {}", it.code, it.position.as_ref().unwrap()))
        .collect();
    assert_eq!(
        messages,
        [
            "exported-macro src/lib.rs:2:28",
            "inside-macro src/lib.rs:3:12",
            "renamed-attribute src/lib.rs:5:3"
        ]
    );
}

#[test]
fn methods_are_annotated_with_their_class() {
    check(
        "macro_rules! m { ($n:ident) => {\n    +#[gen_stub_pyclass]\n    #[pyclass]\n    struct $n;\n} }\nm!(S);\n\
         +#[gen_stub_pymethods]\n#[pymethods]\nimpl S {}\n",
    );
    let text = "other! { #[pyclass] struct S; }\n#[pymethods]\nimpl S {}\n#[pymethods]\nimpl Unseen {}\n";
    let (edited, annotated) = run(text);
    assert_eq!(edited, text);
    let codes: Vec<_> = annotated.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["inside-macro", "methods-left", "methods-left"]);
}

#[test]
fn macros_that_are_exported_from_an_extension_have_no_other_users() {
    let text = "#[macro_export]\nmacro_rules! e { () => {\n#[pyclass] struct S; } }\n";
    let files = [SourceFile::of("src/lib.rs".into(), text.to_owned()).unwrap()];
    let annotated = annotate(&files, &AnnotateOptions { exports: false, ..OPTIONS });
    assert_eq!((annotated.items, annotated.problems.len()), (1, 0));
}

#[test]
fn exceptions_name_the_macro_of_the_library() {
    let (text, annotated) = run(
        "use pyo3::{create_exception, prelude::*};\npub use pyo3::create_exception as c;\n\
         use pyo3::{prelude::*, create_exception};\npyo3::create_exception!(demo, E, PyException);\ncreate_exception!(a, B, C);\n",
    );
    assert_eq!(
        text,
        "use pyo3::prelude::*;\nuse pyo3::prelude::*;\nuse pyo3_stub_gen::create_exception;\n\
         pub use pyo3_stub_gen::create_exception as c;\nuse pyo3_stub_gen::create_exception;\n\
         pyo3_stub_gen::create_exception!(demo, E, PyException);\ncreate_exception!(a, B, C);\n"
    );
    assert_eq!(annotated.items, 4);
}

#[test]
fn an_import_goes_where_rustfmt_sorts_it() {
    let moved = [
        (
            "use pyo3::create_exception;\nuse pyo3::prelude::*;\n\nuse serde::Serialize;\n",
            "use pyo3::prelude::*;\nuse pyo3_stub_gen::create_exception;\n\nuse serde::Serialize;\n",
        ),
        (
            "use pyo3::{create_exception, PyErr};\r\nuse pyo3::types;\r\nuse serde::Serialize;\r\n",
            "use pyo3::PyErr;\r\nuse pyo3::types;\r\nuse pyo3_stub_gen::create_exception;\r\nuse serde::Serialize;\r\n",
        ),
        (
            "mod m {\n    use pyo3::{PyErr, create_exception};\n    use pyo3::types; // kept\n    struct S;\n}\n",
            "mod m {\n    use pyo3::PyErr;\n    use pyo3::types; // kept\n    use pyo3_stub_gen::create_exception;\n    struct S;\n}\n",
        ),
        (
            "#[cfg(a)]\npub(crate) use pyo3::create_exception;\n#[cfg(b)]\nuse pyo3::types;\n",
            "#[cfg(b)]\nuse pyo3::types;\n#[cfg(a)]\npub(crate) use pyo3_stub_gen::create_exception;\n",
        ),
        (
            "use pyo3::{create_exception, types::{PyAny, PyList}};\n",
            "use pyo3::types::{PyAny, PyList};\nuse pyo3_stub_gen::create_exception;\n",
        ),
        (
            "use pyo3::{create_exception, self};\n",
            "use pyo3::{self};\nuse pyo3_stub_gen::create_exception;\n",
        ),
        (
            "use pyo3::{create_exception, /* one */ PyErr, types};\n",
            "use pyo3::{/* one */ PyErr, types};\nuse pyo3_stub_gen::create_exception;\n",
        ),
        (
            "use pyo3::{create_exception, types};\n",
            "use pyo3::types;\nuse pyo3_stub_gen::create_exception;\n",
        ),
        ("use pyo3::{create_exception};\n", "use pyo3_stub_gen::create_exception;\n"),
        (
            "use {pyo3::{types::{PyAny, PyList}, create_exception,}, std::fmt};\n",
            "use {pyo3::types::{PyAny, PyList}, std::fmt};\nuse pyo3_stub_gen::create_exception;\n",
        ),
        (
            "use pyo3::create_exception; // comment\nuse pyo3::types;\n",
            "use pyo3_stub_gen::create_exception; // comment\nuse pyo3::types;\n",
        ),
        (
            "use pyo3::{create_exception, PyErr}; fn f() {}\n",
            "use pyo3_stub_gen::create_exception;\nuse pyo3::PyErr; fn f() {}\n",
        ),
    ];
    for (before, after) in moved {
        assert_eq!(run(before).0, after);
    }
}

#[test]
fn what_is_stated_by_hand_or_only_for_tests_stays() {
    let text = "#[derive(FromPyObject)]\nstruct A;\nimpl pyo3_stub_gen::PyStubType for A {}\n\
        #[derive(FromPyObject)]\nstruct B;\nimpl_stub_type!(B = u8 | String);\n\
        #[derive(FromPyObject, PyStubType)]\nstruct C;\n#[cfg(test)]\nmod tests { #[pyfunction] fn f() {} }\n\
        #[remove_gen_stub]\n#[pyclass]\nstruct D;\nuse rustpython_vm::pyclass;\n";
    assert_eq!(run(text).0, text);
}

#[test]
fn methods_in_a_macro_are_named_as_they_are_written() {
    let text = "#[macro_export]\nmacro_rules! e { ($n:ident) => { #[pyclass] struct $n; } }\n\
        macro_rules! m { ($name:ident) => { e! { $name } #[pymethods] impl<T> $name<T> {} } }\n";
    let (_, annotated) = run(text);
    assert_eq!(
        annotated.problems.last().unwrap().message,
        "the `#[pymethods]` of `$name<T>` are not annotated, because no annotated class of that name is found"
    );
}

#[test]
fn a_library_that_is_not_in_every_build_is_named_under_its_condition() {
    let text = "#[cfg_attr(feature = \"python\", pyclass)]\nstruct S;\n#[pyfunction]\nfn f() {}\n\
        #[derive(FromPyObject)]\nstruct C(u8);\npyo3::create_exception!(m, E, PyException);\n";
    let files = [SourceFile::of("src/lib.rs".into(), text.to_owned()).unwrap()];
    let options = AnnotateOptions { condition: Some("feature = \"stubs\""), ..OPTIONS };
    let annotated = annotate(&files, &options);
    let expected = "#[cfg_attr(feature = \"python\", cfg_attr(feature = \"stubs\", pyo3_stub_gen::derive::gen_stub_pyclass))]\n\
        #[cfg_attr(feature = \"python\", pyclass)]\nstruct S;\n\
        #[cfg_attr(feature = \"stubs\", pyo3_stub_gen::derive::gen_stub_pyfunction)]\n#[pyfunction]\nfn f() {}\n\
        #[cfg_attr(feature = \"stubs\", derive(pyo3_stub_gen::derive::PyStubType))]\n#[derive(FromPyObject)]\nstruct C(u8);\n\
        pyo3::create_exception!(m, E, PyException);\n";
    assert_eq!(annotated.texts.first().unwrap().1, expected);
}
