//! Rules about where annotated items belong.

use crate::generate::fix::Fix;
use crate::text::words::{nearest, quoted};

crate::__rules! {
    /// What may be wrong with the place of an item.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ModuleRule {
        /// A submodule is in more submodules than a stub can describe.
        ///
        /// In the style `namespace`, the class of a submodule is nested in that of its parent, and Python allows a
        /// hundred levels of indentation.
        "too-deep-submodule": error, TooDeep { module: String, depth: usize, most: usize } => {
            message: "the submodule `{module}` is nested {depth} levels deep, but this style supports at most {most}",
            remedy: "nest it less deeply, or use `submodule-style = \"protocol\"`, which supports 400 levels",
        }

        /// The extension was built with `pyo3-stub-gen`, but does not register any items.
        ///
        /// Either no item is annotated, or the feature `registry` of `pyo3-stub-gen` was off in the build, so the macros had
        /// no effect.
        "nothing-annotated": error, NothingAnnotated => {
            message: "the extension does not have any annotated items, so a stub cannot be written",
            remedy: "put `#[gen_stub_pyfunction]` above a `#[pyfunction]`, `#[gen_stub_pyclass]` above a `#[pyclass]`, \
                     or `#[gen_stub_pymodule]` above a `#[pymodule] mod`; if an item is annotated already, check that \
                     the feature `registry` of `pyo3-stub-gen` is on",
            fix: [Fix::Annotate],
        }

        /// A block has `#[gen_stub_pymethods]`, but its type does not have `#[gen_stub_pyclass]`.
        "methods-without-class": error, MethodsWithoutClass { rust: String } => {
            message: "`{rust}` has annotated methods, but is not an annotated class",
            remedy: "put `#[gen_stub_pyclass]` above the `#[pyclass]` of `{rust}`, or remove `#[gen_stub_pymethods]`",
            fix: [Fix::AnnotateClass(rust.clone())],
        }

        /// `gen_methods_from_python!` describes methods of a Rust type that does not have `#[gen_stub_pyclass]`.
        "snippet-without-class": error, SnippetWithoutClass => {
            message: "a Python snippet adds methods to a Rust type that is not an annotated class",
            remedy: "put `#[gen_stub_pyclass]` above the `#[pyclass]` of that type",
        }

        /// An annotation places an item in a module that is neither the extension nor a submodule of it.
        ///
        /// The stub declares the item in the extension itself. The name of a submodule begins with the extension's
        /// name, or with a dot.
        "wrong-module": warning, WrongModule {
            kind: &'static str,
            name: String,
            module: String,
            extension: String,
        } => {
            message: "the {kind} `{name}` is declared for the module `{module}`, which is not in the extension \
                      `{extension}`",
            remedy: ("the stub declares it in `{extension}` itself; for a submodule, write `module = \
                      \"{extension}.{last}\"` or `module = \".{last}\"`", last = crate::text::dotted::last(module)),
        }

        /// An annotation is below PyO3's attribute, which removes the options that the annotation reads.
        ///
        /// The stub then has the Rust name and the Rust signature instead of PyO3's `name` and `signature`. Swap the
        /// two lines.
        "attribute-order": warning, AttributeOrder { function: String } => {
            message: "`#[gen_stub_pyfunction]` is below `#[pyfunction]` on `{function}`, where it cannot read PyO3's \
                      options",
            remedy: "write `#[gen_stub_pyfunction]` above `#[pyfunction]`, or `#[gen_stub_pymodule]` above the `#[pymodule]` \
                     of a `#[pyfn]`",
            fix: [Fix::MoveAnnotation],
        }

        /// The Python source of a function says `async def`, but the Rust function is not an `async fn`.
        ///
        /// Such a function returns an awaitable, for example from `future_into_py` of `pyo3-async-runtimes`. An
        /// `Awaitable` is not a coroutine, so functions such as `asyncio.create_task` do not accept it.
        "async-text": warning, AsyncText { function: String } => {
            message: "the Python source of `{function}` says `async def`, but the Rust function is not `async`, so a \
                      call returns an `Awaitable` instead of a coroutine",
            remedy: "write `def {function}(…) -> collections.abc.Awaitable[T]`",
        }

        /// `#[gen_stub(default = …)]` is on a method, where it has no effect.
        ///
        /// The option states the value of an attribute, and a method has none. It applies to fields, getters, setters and
        /// class attributes.
        "method-default": warning, MethodDefault { method: String } => {
            message: "`#[gen_stub(default = …)]` has no effect on the method `{method}`",
            remedy: "remove it; the default of a parameter belongs to `#[pyo3(signature = (…))]`",
            fix: [Fix::RemoveOption("default")],
        }

        /// An item has a PyO3 option that this version of pyo3-stub-gen does not know.
        ///
        /// The option may change how Python sees the item, so the stub may be wrong. A later version of pyo3-stub-gen
        /// may know it. Otherwise, describe its effect with `#[gen_stub(…)]`.
        "unknown-option": warning incomplete, UnknownPyo3Option { option: String } => {
            message: "PyO3's option `{option}` has no effect on the stub, because this version of pyo3-stub-gen does \
                      not know it",
            remedy: "update pyo3-stub-gen, or describe the effect of the option with `#[gen_stub(…)]`",
        }

        /// `importable-submodules` names a submodule that the extension does not have.
        "unknown-importable": error, UnknownImportable { name: String, extension: String, known: Vec<String> } => {
            message: "`importable-submodules` names `{name}`, but the extension `{extension}` has no such submodule",
            remedy: [known_submodules(name, extension, known)],
        }

        /// `importable-submodules` names a submodule that an `import` statement cannot spell.
        "unwritable-importable": error, UnwritableImportable { name: String } => {
            message: "`importable-submodules` names `{name}`, which an `import` statement cannot spell",
            remedy: "remove it from the list, so that the stub describes it as an attribute",
        }

        /// `importable-submodules` names a submodule, but not the one that contains it.
        ///
        /// `import a.b.c` imports `a.b` first, in Python and in type checkers.
        "orphan-importable": error, OrphanImportable { child: String, parent: String } => {
            message: "`importable-submodules` names `{child}`, but not `{parent}`, which contains it",
            remedy: "add `\"{parent}\"`, because `import {child}` imports `{parent}` first; \
                     `runtime::register_submodules` registers both",
        }

        /// A program changed the key or the name of an entry in `StubInfo::modules`, or added one.
        "unregistered-module": error, UnregisteredModule { name: String } => {
            message: "the entry `{name}` of `StubInfo::modules` is not the module of that name",
            remedy: "a program can only remove modules; to add one, annotate an item with `module = \"{name}\"`, or \
                     declare it with `module_doc!(\"{name}\", \"…\")`",
        }

        /// A template of pyo3-stub-gen does not match the data that fills it in.
        "internal-error": error, BrokenTemplate { reason: String } => {
            message: "a template of pyo3-stub-gen cannot be filled in: {reason}",
            remedy: "this is a bug in pyo3-stub-gen; please report it",
        }
    }
}

fn known_submodules(name: &str, extension: &str, known: &[String]) -> String {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let short = name.strip_prefix(extension).map_or(name, |rest| rest.trim_start_matches('.'));
    match nearest(short, &known) {
        Some(nearest) => format!("did you mean `\"{nearest}\"`?"),
        None if known.is_empty() => "remove the key, because no annotated item is in a submodule".to_owned(),
        None => format!("its submodules are {}", quoted(&known)),
    }
}
