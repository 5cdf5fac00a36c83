//! The arguments of the attribute macros, such as `module = "…"`: their table, and reading them.

use super::site::Site;
use super::stub::OPTIONS;
use super::suggest::unknown;
use super::values::{switch, text};
use super::{Entry, Value, entries};
use crate::errors::Errors;
use crate::text::Text;
use proc_macro2::{Span, TokenStream};

/// An attribute macro that may have arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Macro {
    /// `gen_stub_pyclass`.
    Class,
    /// `gen_stub_pyfunction`.
    Function,
    /// `gen_stub_pymethods`.
    Methods,
    /// `gen_stub_pymodule`.
    Module,
}

impl Macro {
    /// Every macro.
    #[cfg(test)]
    pub const ALL: [Self; 4] = [Self::Class, Self::Function, Self::Methods, Self::Module];

    /// Whether `site` is the item that the macro is on.
    const fn is_on(self, site: Site) -> bool {
        match self {
            Self::Class => matches!(site, Site::Class),
            Self::Function => matches!(site, Site::Function),
            Self::Methods => matches!(site, Site::Block),
            Self::Module => false,
        }
    }

    /// Returns the name of the macro.
    #[cfg(test)]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Class => "gen_stub_pyclass",
            Self::Function => "gen_stub_pyfunction",
            Self::Methods => "gen_stub_pymethods",
            Self::Module => "gen_stub_pymodule",
        }
    }
}

/// An argument of attribute macros.
pub struct ArgumentRow {
    /// Its name.
    pub name: &'static str,
    /// How it is written, for the documentation. Empty for what macros write for each other.
    pub form: &'static str,
    /// The macros that take it.
    pub macros: &'static [Macro],
    /// Its meaning, for the documentation.
    #[cfg_attr(not(test), allow(dead_code, reason = "a test writes the documentation"))]
    pub meaning: &'static str,
    /// Reads it.
    read: fn(&mut MacroArguments, &Entry, &mut Errors),
}

/// Every argument of the attribute macros. `docs/attributes.md` has its rows from here.
pub const ARGUMENTS: &[ArgumentRow] = &[
    ArgumentRow {
        name: "inside",
        form: "",
        macros: &[Macro::Class, Macro::Function, Macro::Methods, Macro::Module],
        meaning: "",
        read: |arguments, entry, errors| {
            arguments.inside = text(entry, errors).and_then(|text| text.value());
        },
    },
    ArgumentRow {
        name: "pyo3",
        form: "",
        macros: &[Macro::Function],
        meaning: "",
        read: |arguments, entry, _| {
            if let Value::List(list) = &entry.value {
                arguments.pyfn = entries(list.clone()).ok();
            }
        },
    },
    ArgumentRow {
        name: "lazy",
        form: "lazy",
        macros: &[Macro::Module],
        meaning: "Makes a nested module, and those inside it, when they are first used. It applies to a `#[pymodule] mod` \
                  inside another one that has `#[gen_stub_pymodule]`.",
        read: |arguments, entry, errors| arguments.lazy = switch(entry, errors).then(|| entry.span()),
    },
    ArgumentRow {
        name: "module",
        form: "module = \"…\"",
        macros: &[Macro::Class, Macro::Function],
        meaning: "The dotted name of the module that the item is in. A name that begins with a dot is relative to the \
                  extension module. It takes precedence over `#[gen_stub(module = \
                  \"…\")]` and PyO3's `module`.",
        read: |arguments, entry, errors| arguments.module = text(entry, errors),
    },
    ArgumentRow {
        name: "skip_stub_type",
        form: "skip_stub_type",
        macros: &[Macro::Class],
        meaning: "Leaves out the implementation of `PyStubType`, so that you can write your own.",
        read: |arguments, entry, errors| arguments.skip_stub_type = switch(entry, errors),
    },
    ArgumentRow {
        name: "skip",
        form: "skip",
        macros: &[Macro::Function],
        meaning: "Leaves the function out of the stub, as `#[gen_stub(skip)]` does.",
        read: |arguments, entry, errors| arguments.skip = switch(entry, errors),
    },
    ArgumentRow {
        name: "python",
        form: "python = \"…\"",
        macros: &[Macro::Function],
        meaning: "The whole definition, as Python source. It replaces the one from the Rust signature.",
        read: |arguments, entry, errors| arguments.python = text(entry, errors),
    },
    ArgumentRow {
        name: "python_overload",
        form: "python_overload = \"…\"",
        macros: &[Macro::Function],
        meaning: "Overloads in addition to the one from the Rust signature, as Python source.",
        read: |arguments, entry, errors| arguments.python_overload = text(entry, errors),
    },
    ArgumentRow {
        name: "no_default_overload",
        form: "no_default_overload = true",
        macros: &[Macro::Function],
        meaning: "Leaves out the overload from the Rust signature. It needs `python_overload`.",
        read: |arguments, entry, errors| {
            arguments.no_default_overload = switch(entry, errors).then(|| entry.span());
        },
    },
];

/// The arguments of an attribute macro.
#[derive(Default)]
pub struct MacroArguments {
    /// `module = "…"`.
    pub module: Option<Text>,
    /// The module in which a `#[gen_stub_pymodule]` around the item places it. Empty for the extension module.
    pub inside: Option<String>,
    /// PyO3's options of a `#[pyfn]`, which PyO3 removes before the macro sees them. A `#[gen_stub_pymodule]` around the
    /// function passes them on.
    pub pyfn: Option<Vec<Entry>>,
    /// `lazy`.
    pub lazy: Option<Span>,
    /// `skip_stub_type`.
    pub skip_stub_type: bool,
    /// `skip`.
    pub skip: bool,
    /// `python = "…"`.
    pub python: Option<Text>,
    /// `python_overload = "…"`.
    pub python_overload: Option<Text>,
    /// `no_default_overload = true`.
    pub no_default_overload: Option<Span>,
}

impl MacroArguments {
    /// Reads the arguments of a macro.
    pub fn read(tokens: TokenStream, attribute: Macro, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        for entry in errors.take(entries(tokens)).unwrap_or_default() {
            let name = entry.key.to_string();
            match ARGUMENTS.iter().find(|row| row.name == name && row.macros.contains(&attribute)) {
                Some(row) => (row.read)(&mut arguments, &entry, errors),
                None => errors.at(entry.span(), not_an_argument(&name, attribute)),
            }
        }
        arguments
    }
}

fn not_an_argument(name: &str, attribute: Macro) -> String {
    let rows = ARGUMENTS.iter().filter(|row| row.macros.contains(&attribute) && !row.form.is_empty());
    let known: Vec<&str> = rows.map(|row| row.name).collect();
    let option =
        OPTIONS.iter().find(|row| row.name == name && row.sites.iter().any(|site| attribute.is_on(*site)));
    if let Some(option) = option {
        let form = option.form;
        return format!(
            "`{name}` is an option of `#[gen_stub(…)]`: write `#[gen_stub({form})]` below this attribute"
        );
    }
    match known.as_slice() {
        [] => format!("unknown argument `{name}`: this macro takes no arguments"),
        _ => unknown("argument", name, &known),
    }
}
