//! The types of this project's stubs for PyO3's types.
//!
//! PyO3 states the types that its conversions name. The stubs of this project state the types that extraction accepts
//! and conversion returns, which `docs/types.md` compares with the interpreter.

use super::hint::Hint;
use super::release::Release;
use std::sync::LazyLock;

/// One row of [`ROWS`]. Types are Python source with full names.
struct Row {
    /// The text that PyO3 writes: a name, or a union of names.
    pyo3: &'static str,
    /// The last release in which it means the Rust types of the row; `None` for all releases.
    until: Option<Release>,
    /// As an argument.
    argument: &'static str,
    /// As a result.
    result: &'static str,
}

impl Row {
    /// A form that is the same in both directions.
    const fn same(pyo3: &'static str, ours: &'static str) -> Self {
        Self { pyo3, until: None, argument: ours, result: ours }
    }

    /// A form whose arguments are wider than results.
    const fn wide(pyo3: &'static str, argument: &'static str) -> Self {
        Self { pyo3, until: None, argument, result: pyo3 }
    }
}

const ANY_FLOAT: &str = "typing.SupportsFloat | typing.SupportsIndex";
/// The name of this library for it: the facts' `read_as`.
const EXACT_FLOAT: &str = "pyo3_stub_gen.float";
const ANY_PATH: &str = "str | os.PathLike[str]";

/// PyO3's forms. Other forms are written unchanged.
const ROWS: &[Row] = &[
    // Before PyO3 0.28, `typing.Any` stands for every type that PyO3 has no text for.
    Row {
        pyo3: "typing.Any",
        until: Some(Release::V27),
        argument: "_typeshed.Incomplete",
        result: "_typeshed.Incomplete",
    },
    // Extraction calls `__index__` and `__float__`. `PyInt` and `PyFloat` cannot be told from numbers before 0.30.
    Row { pyo3: "int", until: Some(Release::V29_3), argument: "typing.SupportsIndex", result: "int" },
    Row { pyo3: "float", until: Some(Release::V29_3), argument: ANY_FLOAT, result: "float" },
    // Type checkers accept an `int` as a `float`, but `PyFloat` does not.
    Row { pyo3: "float", until: None, argument: EXACT_FLOAT, result: "float" },
    Row { pyo3: "typing.SupportsIndex", until: None, argument: "typing.SupportsIndex", result: "int" },
    Row { pyo3: ANY_FLOAT, until: None, argument: ANY_FLOAT, result: "float" },
    Row { pyo3: ANY_PATH, until: None, argument: ANY_PATH, result: "pathlib.Path" },
    // PyO3 0.28 leaves the argument out, which strict checkers reject.
    Row { pyo3: "str | os.PathLike", until: None, argument: ANY_PATH, result: "pathlib.Path" },
    // Extraction reads text and attributes, which more types have than the one that PyO3 names.
    Row::wide("decimal.Decimal", "decimal.Decimal | typing.SupportsIndex | float | str"),
    Row::wide("fractions.Fraction", "fractions.Fraction | int"),
    Row::wide("complex", "complex | typing.SupportsComplex | typing.SupportsFloat | typing.SupportsIndex"),
    Row::wide(
        "ipaddress.IPv4Address | ipaddress.IPv6Address",
        "ipaddress.IPv4Address | ipaddress.IPv6Address | str",
    ),
    Row::wide("datetime.timezone", "datetime.tzinfo"),
    // Strict type checkers require the arguments of generic types, which PyO3 does not know.
    Row::same("list", "list[typing.Any]"),
    Row::same("tuple", "tuple[typing.Any, ...]"),
    Row::same("dict", "dict[typing.Any, typing.Any]"),
    Row::same("set", "set[typing.Any]"),
    Row::same("frozenset", "frozenset[typing.Any]"),
    Row::same("type", "type[typing.Any]"),
    Row::same("slice", "slice[typing.Any, typing.Any, typing.Any]"),
    Row::same("BaseExceptionGroup", "BaseExceptionGroup[typing.Any]"),
    Row::same("collections.abc.Iterator", "collections.abc.Iterator[typing.Any]"),
    Row::same("collections.abc.Mapping", "collections.abc.Mapping[typing.Any, typing.Any]"),
    Row::same("collections.abc.Sequence", "collections.abc.Sequence[typing.Any]"),
    Row::same("os.PathLike", "os.PathLike[str]"),
    Row::same("types.MappingProxyType", "types.MappingProxyType[typing.Any, typing.Any]"),
    Row::same("weakref.ref", "weakref.ref[typing.Any]"),
    Row::same("weakref.ProxyType", "weakref.ProxyType[typing.Any]"),
    Row::same("weakref.CallableProxyType", "weakref.CallableProxyType[typing.Any]"),
    Row::same("weakref.ProxyTypes", "weakref.ProxyType[typing.Any] | weakref.CallableProxyType[typing.Any]"),
    // Names that the interpreter shows, and that no module has.
    Row::same("weakref.ReferenceType", "weakref.ref[typing.Any]"),
    Row::same("builtin_function_or_method", "types.BuiltinFunctionType"),
    Row::same("function", "types.FunctionType"),
    Row::same("GenericAlias", "types.GenericAlias"),
    Row::same("module", "types.ModuleType"),
    Row::same("code", "types.CodeType"),
    Row::same("frame", "types.FrameType"),
    Row::same("traceback", "types.TracebackType"),
    Row::same("dict_keys", "collections.abc.KeysView[typing.Any]"),
    Row::same("dict_values", "collections.abc.ValuesView[typing.Any]"),
    Row::same("dict_items", "collections.abc.ItemsView[typing.Any, typing.Any]"),
    // The stub's own rules choose where a name comes from for the project's Python versions.
    Row::same("typing_extensions.Buffer", "collections.abc.Buffer"),
];

/// A row, read.
pub(super) struct Form {
    /// The members of what PyO3 writes, which is a union where there are several.
    pub(super) members: Vec<Hint>,
    until: Option<Release>,
    pub(super) argument: Hint,
    pub(super) result: Hint,
}

/// Returns the forms that apply to a release, unions first.
pub(super) fn forms(release: Release) -> impl Iterator<Item = &'static Form> {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        let mut forms: Vec<Form> = ROWS.iter().map(form).collect();
        forms.sort_by_key(|form| std::cmp::Reverse(form.members.len()));
        forms
    });
    FORMS.iter().filter(move |form| form.until.is_none_or(|until| release <= until))
}

fn form(row: &Row) -> Form {
    let members = match hint(row.pyo3) {
        Hint::Union(members) => members,
        one => vec![one],
    };
    Form { members, until: row.until, argument: hint(row.argument), result: hint(row.result) }
}

/// The type that a row's source is.
fn hint(source: &str) -> Hint {
    let mut hint = Hint::parse(source).unwrap_or_else(|| Hint::Unknown(source.to_owned()));
    hint.settle(&|_| None);
    hint
}

/// How the arguments of a generic type are written for a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// Any sequence of the last one.
    Sequence,
    /// A `set` or a `frozenset`.
    Set,
    /// A `dict`.
    Dict,
    /// A `frozenset`.
    FrozenSet,
    /// A tuple of each.
    Tuple,
}

/// The generic types whose arguments are not just arguments. `Vec` and arrays are read from any sequence, and sets from
/// both kinds of set.
const CONTAINERS: &[(&str, &str, Container)] = &[
    ("_typeshed", "SupportsGetItem", Container::Sequence),
    ("_typeshed", "SupportsLenAndGetItem", Container::Sequence),
    ("collections.abc", "Sequence", Container::Sequence),
    ("builtins", "set", Container::Set),
    ("builtins", "frozenset", Container::FrozenSet),
    ("builtins", "dict", Container::Dict),
    ("builtins", "tuple", Container::Tuple),
];

/// Returns what kind of container a generic type is.
pub(super) fn container(base: &Hint) -> Option<Container> {
    let (_, _, container) = CONTAINERS.iter().find(|(module, name, _)| base.is(module, name))?;
    Some(*container)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_float_is_named_as_in_facts() {
        use crate::facts::read_as;
        assert_eq!(EXACT_FLOAT, format!("{}.{}", read_as::MODULE, read_as::EXACT_FLOAT));
    }

    #[test]
    fn every_row_is_python() {
        for row in ROWS {
            let form = form(row);
            let mut all = form.members.iter().chain([&form.argument, &form.result]);
            assert!(!all.any(Hint::has_unknown), "{}", row.pyo3);
        }
    }

    #[test]
    fn no_two_rows_are_of_one_form() {
        for (index, row) in ROWS.iter().enumerate() {
            // The one of older releases comes first.
            let is_other =
                |other: &&Row| other.pyo3 != row.pyo3 || other.until.is_some_and(|_| row.until.is_none());
            assert!(ROWS[..index].iter().all(|other| is_other(&other)), "{}", row.pyo3);
        }
    }
}
