//! The Rust source of an extension of classes in submodules, which an environment variable adds in one of several ways.

use crate::Case;
use crate::source::LIBRARY;
use std::fmt::Write;

/// The environment variable that has the name of a [`Way`].
pub const VARIABLE: &str = "SUBMODULES";

/// How the extension adds its submodules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Not at all.
    Without,
    /// With PyO3's `add_submodule`.
    Added,
    /// The same, and then with `register_submodules`.
    Registered,
    /// With `Submodules::lazy`.
    Lazy,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Without, Self::Added, Self::Registered, Self::Lazy];

    /// Its name in results and in the environment.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Without => "without",
            Self::Added => "add_submodule",
            Self::Registered => "register_submodules",
            Self::Lazy => "lazy",
        }
    }
}

/// `lib.rs`.
pub(crate) fn root(case: Case) -> String {
    let mut modules = String::new();
    let mut list = String::new();
    for number in 0..case.submodules {
        let _ = writeln!(modules, "mod part_{number};");
        let _ = writeln!(list, "    (\"part_{number}\", part_{number}::fill),");
    }
    let [_, added, registered, lazy] = Way::ALL.map(Way::key);
    format!(
        r#"use pyo3::prelude::*;
use pyo3_stub_gen::runtime::{{Submodules, register_submodules}};

{modules}
type Fill = fn(&Bound<'_, PyModule>) -> PyResult<()>;

const PARTS: &[(&str, Fill)] = &[
{list}];

#[pymodule]
fn {LIBRARY}(m: &Bound<'_, PyModule>) -> PyResult<()> {{
    let way = std::env::var("{VARIABLE}").unwrap_or_default();
    if way == "{lazy}" {{
        let all = PARTS.iter().fold(Submodules::of(m), |all, (name, fill)| all.lazy(name, fill));
        return all.install();
    }}
    if way == "{added}" || way == "{registered}" {{
        for (name, fill) in PARTS {{
            let submodule = PyModule::new(m.py(), name)?;
            fill(&submodule)?;
            m.add_submodule(&submodule)?;
        }}
    }}
    if way == "{registered}" {{ register_submodules(m) }} else {{ Ok(()) }}
}}
"#
    )
}

/// The file of the submodule `number`.
pub(crate) fn part(case: Case, number: usize) -> String {
    let mut classes = String::new();
    let mut added = String::new();
    for class in 0..case.items / case.submodules.max(1) {
        let _ = writeln!(
            classes,
            "/// A class.\n#[pyclass]\npub struct Class{number}At{class} {{\n    /// A number.\n    \
             #[pyo3(get, set)]\n    pub number: u32,\n}}\n"
        );
        let _ = writeln!(added, "    m.add_class::<Class{number}At{class}>()?;");
    }
    format!(
        "use pyo3::prelude::*;\n\n{classes}pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {{\n{added}    \
         m.add(\"NUMBER\", {number})\n}}\n"
    )
}
