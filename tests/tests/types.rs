//! The mapped types: the interpreter behaves as the stub declares for each, and `docs/types.md` lists them.
//!
//! How to write a test here: add a function of the type to the fixture `good/types`, and its values to `checks.py`.
//! `cargo accept -p stub-tests --test types` writes the page.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use pyo3_stub_gen::__THIRD_PARTY as THIRD_PARTY;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use stub_tests::agreement::{ALL, Counts, recorded};
use stub_tests::project::Project;
use stub_tests::{Outcome, checkers, compare, places, run, site, stubgen, venv};

/// The declared parameter and result of each function of the fixture.
type Annotations = BTreeMap<String, (Option<String>, String)>;

/// A section of the table: a source file of the fixture, and its heading.
const SECTIONS: [(&str, &str); 3] = [
    ("std_types.rs", "Types of std"),
    ("python.rs", "Types of PyO3"),
    ("other_crates.rs", "Types of other crates"),
];

const INTRODUCTION: &str = r#"# Rust types in Python

This page lists the Python type of each Rust type. An argument's type is as wide as PyO3's extraction, and a result's type
is as narrow as its conversion. A test writes these tables from the stub of a real extension, and checks every row against
the interpreter.

`&T`, `Box<T>`, `Rc<T>`, `Arc<T>`, `Cell<T>`, `Py<T>`, `Bound<T>`, `Borrowed<T>`, `PyRef<T>`, `PyRefMut<T>`,
`PyClassInitializer<T>`, `Result<T, E>` and `PyResult<T>` have the Python type of `T`. A type that is not listed here and does
not implement `PyStubType` is `Any`, and `cargo stubgen` warns about it.

## Notes on the tables

**Dictionaries and sets** are invariant in Python: a `dict[str, int]` is not a `dict[str, SupportsIndex]`. PyO3 extracts
each key and value, so it accepts both. The stub therefore has a type variable in such a position, and the table shows
its bound. The argument `HashMap<String, i32>` is written like this:

```python
_K = TypeVar("_K", bound=str)
_V = TypeVar("_V", bound=SupportsIndex)

def total(counts: dict[_K, _V]) -> int: ...
```

With `requires-python = ">=3.12"`, it is `def total[K: str, V: SupportsIndex](counts: dict[K, V]) -> int`. If only one
type is possible, as in `dict[str, str]`, the stub has that type instead of a type variable. In some positions, it has a
`collections.abc.Set` instead, or a `_Dict`, which is a protocol that the stub declares and that only a `dict` implements:

- in setters, because zuban does not solve type variables there;
- in `Vec<HashMap<String, f64>>` and `*args`, because one type variable does not stand for the values of several
  dictionaries, such as those in `[{"a": 1}, {"a": 1.5}]`;
- in bounds, which cannot contain type variables.

**A `str`** is a sequence of `str` for type checkers, but PyO3 does not accept it as a `Vec<String>`. The stub therefore
declares a protocol `_SequenceNotStr[str]`, for which the table shows `Sequence[str]`. Type checkers also accept an
`int` as a `float`, but PyO3 does not accept it as a `PyFloat`. For arguments of the types `PyFloat` and `PyComplex`,
the table therefore shows `float` and `complex` for the protocols `_ExactFloat` and `_ExactComplex`.

**The result `()`** is `None` from a function, and an empty tuple in other places: inside another type, in a property, and from
an operator or another special method, such as `__getitem__`.

**With the feature `numpy`**, arguments also accept NumPy's objects. The protocols `_SupportsIndex`, `_SupportsFloat` and
`_SupportsComplex` replace those of `typing` for numbers, because those accept every array.

| Rust | Also accepted |
|---|---|
| `bool` | `numpy.bool_` |
| `Vec<f64>`, `[f64; 3]`, `Vec<Complex<f64>>` | arrays of numbers |
| `Vec<i32>`, `Vec<bool>` | arrays of integers, or of `numpy.bool_`, of one dimension |
| `Vec<Vec<f64>>` | arrays of two dimensions, and sequences of arrays |
| `Vec<Py<PyAny>>` | arrays |
| `PyBuffer<f64>` | arrays of `array`, `ctypes` and NumPy with such items, and `memoryview`, in place of `Buffer`. A `PyBuffer<u8>` is always a `Buffer` |

## Differences from PyO3

A stub is wider than PyO3 where types cannot express the difference:

- values of the right type that PyO3 rejects, such as an `int` too large for `u8`, or a `str` of two characters for
  `char`;
- `datetime` objects with and without a time zone, which are one type;
- arrays of more dimensions for `Vec<f64>`, and NumPy objects that have `__float__` although their value is not a
  number;
- mappings that are not a `dict`, below a `_Dict`, or in a derived type that contains itself;
- a `defaultdict(…)` that is written in the call, whose values pyrefly does not compare with the bound of a type variable;
- a `SimpleNamespace` for a `_Dict`, because mypy and pyrefly find every attribute in it;
- calls of a class without `#[new]` whose base class needs no argument, because mypy does not compare `cls` with its type.

It is narrower in these cases:

- `numpy.array(…)`, `numpy.linspace(…)` and arithmetic have no known dimension before NumPy 2.3, so type checkers reject
  them for `PyReadonlyArray1<f64>` and `Vec<i32>`. With newer versions, they accept them;
- mappings and byte strings for `Vec<String>`, which PyO3 extracts item by item;
- mypy infers `dict[str, object]` for a display with values of several types, such as `{"a": [1], "b": [1.5]}`, before it looks at
  the bound. A variable with a declared type is accepted. In the same way, mypy and zuban infer `list[object]` for the variable
  `rows = [{"a": 1}, {"a": 1.5}]`;
- zuban infers a display that is assigned to a property from the type of the getter, such as `dict[str, bytes]` for
  `HashMap<String, Vec<u8>>`;
- an array of one element for a number in a tuple, such as `(f64, f64)`, because no type has the length of an array;
- a variable of the type `float` for a `PyFloat` in ty, which reads `float` as `int | float`. A literal is accepted.

[How the stubs agree with the interpreter](#agreement) has the figures.
"#;

fn fixture() -> PathBuf {
    places::tests().join("fixtures/good/types")
}

/// Where the fixture can be imported.
fn site() -> Outcome<PathBuf> {
    static SITE: LazyLock<Outcome<PathBuf>> = LazyLock::new(|| {
        let project = Project { name: "types_checked".to_owned(), ..Project::read(&fixture())? };
        let target = places::own("fixtures")?;
        let stub = stubgen::files(&project, &target)?;
        site::lay(&project, &project.built(&target), &stub)
    });
    SITE.clone()
}

fn annotations() -> Outcome<Annotations> {
    let site = site()?;
    let mut python = run::command(venv::tools()?.python());
    python.arg(fixture().join("checks.py")).arg("--annotations").env("PYTHONPATH", &site);
    serde_json::from_str(&run::stdout(&mut python)?).map_err(|error| error.to_string())
}

/// The name of a function in a line of the fixture, and its Rust types.
fn function(line: &str) -> Option<(&str, Option<&str>, &str)> {
    if let Some(signature) = line.trim_start_matches("async ").strip_prefix("fn ") {
        let (name, rest) = signature.split_once('(')?;
        let name = name.split('<').next()?;
        let (parameters, result) = rest.split_once(')')?;
        let result = result.trim_end_matches('{').trim().strip_prefix("-> ").map_or("()", str::trim);
        return Some((name, parameters.strip_prefix("value: "), result));
    }
    let (name, rust) = line.strip_prefix("    ")?.strip_suffix(';')?.split_once(": ")?;
    name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric()).then_some((name, Some(rust), rust))
}

/// A Rust type as a reader knows it: without lifetimes, modules of PyO3's, and `Bound`.
fn shown(rust: &str) -> String {
    let mut text = rust.to_owned();
    for lifetime in ["'_, ", "'py, ", "'a, "] {
        text = text.replace(lifetime, "");
    }
    for module in ["types::", "exceptions::", "'py ", "'a ", "'static, "] {
        text = text.replace(module, "");
    }
    for pointer in ["Bound<", "&Bound<"] {
        if let Some(inner) = text.strip_prefix(pointer).and_then(|rest| rest.strip_suffix('>')) {
            text = inner.to_owned();
        }
    }
    text.replace("jiff_02::", "jiff::")
}

/// The feature that a type of another crate needs.
fn feature(rust: &str) -> String {
    let first = rust.split("::").next().unwrap_or_default();
    let name = first.rsplit(['<', '(']).next().unwrap_or_default();
    // A time in a zone of another crate needs both.
    let name = if rust.contains("chrono_tz::") { "chrono_tz" } else { name };
    // A feature is called as Cargo calls the crate. Only the types of `numpy` are imported.
    let of_crate = THIRD_PARTY.iter().find(|row| row.feature.replace('-', "_") == name);
    let name = of_crate.map_or("numpy", |row| row.feature);
    format!("`{name}`")
}

/// The lines of one section: each Rust type once, with what it is as an argument and as a result.
fn section(source: &str, annotations: &Annotations, needs_feature: bool) -> String {
    let mut order = Vec::new();
    let mut cells: BTreeMap<&str, [Option<&str>; 2]> = BTreeMap::new();
    let mut record = |rust, column: usize, text| {
        let cell = cells.entry(rust).or_insert_with(|| {
            order.push(rust);
            [None, None]
        });
        cell[column].get_or_insert(text);
    };
    for (name, parameter, result) in source.lines().filter_map(function) {
        let Some((declared, returned)) = annotations.get(name) else { continue };
        if let (Some(rust), Some(declared)) = (parameter, declared) {
            record(rust, 0, declared.as_str());
        }
        // Some functions can only return a count or a truth value.
        if !matches!(result, "usize" | "bool") || parameter == Some(result) {
            record(result, 1, returned.as_str());
        }
    }
    let mut table = String::new();
    let (heading, rule) = if needs_feature { (" Feature |", "---|") } else { ("", "") };
    let _ = writeln!(table, "| Rust | As an argument | As a result |{heading}\n|---|---|---|{rule}");
    for rust in order {
        let code = |text: &Option<&str>| {
            text.map_or_else(|| "–".to_owned(), |text| format!("`{}`", text.replace('|', "\\|")))
        };
        let [argument, result] = cells[rust].map(|cell| code(&cell));
        let _ = write!(table, "| `{}` | {argument} | {result} |", shown(rust));
        let _ = if needs_feature { writeln!(table, " {} |", feature(rust)) } else { writeln!(table) };
    }
    table
}

fn document() -> Outcome<String> {
    let annotations = annotations()?;
    let mut document = INTRODUCTION.to_owned();
    for (file, heading) in SECTIONS {
        let source = fixture().join("src").join(file);
        let source = fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
        let table = section(&source, &annotations, file == "other_crates.rs");
        let _ = write!(document, "\n## {heading}\n\n{table}");
    }
    document.push_str(&agreement()?);
    Ok(document)
}

const AGREEMENT: &str = "
## Agreement

A program passes every value of a list as an argument, or assigns it to a field, of every type. The interpreter runs the
call, and five type checkers check it: mypy, pyright (basedpyright), ty, pyrefly and zuban, with NumPy 2.2. The table counts
their disagreements: calls that run although a checker rejects them, and calls that raise although a checker accepts them.
It also has the stubs of pyo3-stub-gen 0.23 and of PyO3's own introspection, for the types that they support. The program is
`tests/tests/matrix`.

";

/// How the stub of each type agrees with the interpreter, beside those of other generators.
fn agreement() -> Outcome<String> {
    let [ours, incumbent, inspect] = ["full.toml", "incumbent.toml", "inspect.toml"].map(recorded);
    let (ours, others) = (ours?, [incumbent?, inspect?]);
    let mut text = AGREEMENT.to_owned();
    text.push_str(
        "| Rust | judged | here: rejected, accepted | pyo3-stub-gen 0.23 | introspection |\n|---|---|---|---|---|\n",
    );
    let mut line = |title: &str, shown: &str| {
        let Some(counts) = ours.get(title) else { return };
        let cell = |counts: Option<&Counts>| match counts {
            Some(counts) => format!("{}, {}", counts.rejected, counts.accepted),
            None => "–".to_owned(),
        };
        let [incumbent, inspect] = others.each_ref().map(|other| cell(other.get(title)));
        let _ = writeln!(
            text,
            "| {shown} | {} | {} | {incumbent} | {inspect} |",
            counts.judged,
            cell(Some(counts))
        );
    };
    ours.keys().filter(|title| *title != ALL).for_each(|title| line(title, &format!("`{title}`")));
    line(ALL, "**all that each supports**");
    Ok(text)
}

#[test]
fn every_type_is_what_its_stub_says() {
    let checked = site().and_then(|site| checkers::python(&site, &fixture().join("checks.py")));
    checked.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_table_of_types_is_up_to_date() {
    let document = document().unwrap_or_else(|error| panic!("{error}"));
    let file = places::root().join("docs/types.md");
    compare::with_committed(&file, &document).unwrap_or_else(|error| panic!("{error}"));
}
