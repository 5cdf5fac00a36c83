//! The page `docs/attributes.md`, written from the tables of options and arguments.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use super::arguments::{ARGUMENTS, Macro};
use super::site::Site;
use super::stub::OPTIONS;
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "\
# Attributes

<!-- Written from the tables of attributes by a test. -->

## Attribute macros

Put each macro above PyO3's attribute: `#[gen_stub_pyclass]` above `#[pyclass]`, `#[gen_stub_pyfunction]` above
`#[pyfunction]`, `#[gen_stub_pymethods]` above `#[pymethods]`, and `#[gen_stub_pymodule]` above `#[pymodule]`. PyO3's
attribute removes the options below it, so a macro below it cannot read them.

`#[gen_stub_pyclass]` applies to structs and to both kinds of enum. `#[gen_stub_pyclass_enum]` and
`#[gen_stub_pyclass_complex_enum]` are other names for it. On an inline module, `#[gen_stub_pymodule]` annotates
everything in the module.

";

const BETWEEN: &str = "
A switch may also be written as `NAME = true`.

## `#[gen_stub(…)]`

`#[gen_stub(…)]` states what a macro cannot see in the Rust item. Several options are separated by commas:
`#[gen_stub(skip)]`, `#[gen_stub(default = 1, type_ignore)]`. Put it on an item that one of the macros above annotates,
or on a part of such an item. `#[cfg_attr(…, gen_stub(…))]` applies it under a condition.

";

const SITES: &str = "
### Where each option applies

";

/// Returns names in a list, such as "a class, a field and a variant".
fn joined(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| argument | macro | meaning |\n|---|---|---|\n");
    for row in ARGUMENTS.iter().filter(|row| !row.form.is_empty()) {
        let macros = Macro::ALL.into_iter().filter(|attribute| row.macros.contains(attribute));
        let macros: Vec<String> = macros.map(|attribute| format!("`{}`", attribute.name())).collect();
        writeln!(page, "| `{}` | {} | {} |", row.form, joined(&macros), row.meaning).unwrap();
    }
    page.push_str(BETWEEN);
    page.push_str("| option | meaning |\n|---|---|\n");
    for row in OPTIONS {
        writeln!(page, "| `{}` | {} |", row.form, row.meaning).unwrap();
    }
    page.push_str(SITES);
    page.push_str("| on | options |\n|---|---|\n");
    for site in Site::ALL {
        let options = OPTIONS.iter().filter(|row| row.sites.contains(&site));
        let options: Vec<String> = options.map(|row| format!("`{}`", row.name)).collect();
        writeln!(page, "| {} | {} |", site.noun(), options.join(", ")).unwrap();
    }
    page
}

#[test]
fn the_page_on_attributes_is_what_the_tables_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/attributes.md");
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(&path, page()).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == page(),
        "docs/attributes.md is not what the tables say: run `cargo accept -p pyo3-stub-gen-derive`"
    );
}

#[test]
fn every_option_has_one_row() {
    for (index, row) in OPTIONS.iter().enumerate() {
        assert!(!row.sites.is_empty() && !row.meaning.is_empty(), "{}", row.name);
        assert!(OPTIONS[..index].iter().all(|other| other.name != row.name), "{}", row.name);
    }
    for (index, row) in ARGUMENTS.iter().enumerate() {
        assert!(ARGUMENTS[..index].iter().all(|other| other.name != row.name), "{}", row.name);
    }
}
