//! `#[gen_stub(…)]`: the table of its options, and reading them.

use super::pyo3::Pyo3Options;
use super::site::Site;
use super::suggest::{listed, unknown};
use super::values::{Override, default, replacement, rules, switch, text, type_params};
use super::{Entry, entries};
use crate::errors::Errors;
use crate::grammar::StubOption;
use crate::text::Text;
use proc_macro2::Span;
use syn::{Attribute, Expr, Meta};

/// An option of `#[gen_stub(…)]`.
pub struct OptionRow {
    /// Its name.
    pub name: &'static str,
    /// How it is written, for messages and the documentation.
    pub form: &'static str,
    /// Where it applies.
    pub sites: &'static [Site],
    /// Its meaning, for the documentation.
    #[cfg_attr(not(test), allow(dead_code, reason = "a test writes the documentation"))]
    pub meaning: &'static str,
    /// Reads it.
    read: fn(&mut StubOptions, &Entry, &mut Errors),
}

/// Every option of `#[gen_stub(…)]`. `docs/attributes.md` has its rows from here.
pub const OPTIONS: &[OptionRow] = &[
    OptionRow {
        name: "default",
        form: "default = EXPR",
        sites: &[
            Site::Field,
            Site::VariantField,
            Site::Method,
            Site::Getter,
            Site::Setter,
            Site::ClassAttribute,
            Site::ClassConstant,
        ],
        meaning: "The value that the stub shows. `EXPR` is a Rust expression. On a method, it has no effect, and \
                  `cargo stubgen` warns.",
        read: |options, entry, errors| options.default = default(entry, errors),
    },
    OptionRow {
        name: "skip",
        form: "skip",
        sites: &[
            Site::Class,
            Site::Field,
            Site::Variant,
            Site::Function,
            Site::Block,
            Site::Method,
            Site::Getter,
            Site::Setter,
            Site::Deleter,
            Site::ClassAttribute,
            Site::ClassConstant,
            Site::ModuleConstant,
        ],
        meaning: "Leaves the item out of the stub. Its types do not need a Python type, and `cargo stubgen` does not \
                  report it as missing. Skipping a class skips its methods.",
        read: |options, entry, errors| options.skip = switch(entry, errors),
    },
    OptionRow {
        name: "override_return_type",
        form: "override_return_type(type_repr = \"…\", imports = (\"…\",))",
        sites: &[
            Site::Field,
            Site::VariantField,
            Site::Function,
            Site::Method,
            Site::Getter,
            Site::ClassAttribute,
            Site::ClassConstant,
        ],
        meaning: "The return type, or the type that Python reads from an attribute, as Python source. `imports` lists \
                  the modules that the source uses. By default, they are read from the source.",
        read: |options, entry, errors| options.override_return_type = replacement(entry, errors),
    },
    OptionRow {
        name: "override_type",
        form: "override_type(type_repr = \"…\", imports = (\"…\",))",
        sites: &[
            Site::Field,
            Site::VariantField,
            Site::Argument,
            Site::Setter,
            Site::ClassConstant,
            Site::ModuleConstant,
        ],
        meaning: "The type of an argument, or the type that Python may assign to an attribute, as Python source. On a \
                  field or a constant, also the type that Python reads.",
        read: |options, entry, errors| options.override_type = replacement(entry, errors),
    },
    OptionRow {
        name: "type_ignore",
        form: "type_ignore = [\"rule\", …]",
        sites: &[
            Site::Field,
            Site::VariantField,
            Site::Function,
            Site::Method,
            Site::Getter,
            Site::Setter,
            Site::ClassAttribute,
            Site::ClassConstant,
        ],
        meaning: "Silences findings of type checkers about the item. `type_ignore` alone silences every rule.",
        read: |options, entry, errors| options.keep(StubOption::TypeIgnore, rules(entry, errors)),
    },
    OptionRow {
        name: "module",
        form: "module = \"…\"",
        sites: &[Site::Class, Site::Function],
        meaning: "The dotted name of the module that the item is in. A name that begins with a dot is relative to the \
                  extension module. It takes precedence over PyO3's `module`.",
        read: |options, entry, errors| options.module = text(entry, errors),
    },
    OptionRow {
        name: "type_params",
        form: "type_params = \"T, U: int = int\"",
        sites: &[Site::Class, Site::Function, Site::Method],
        meaning: "The type parameters, in the syntax of PEP 695. If `requires-python` includes versions before 3.12, \
                  the stub defines `TypeVar`s instead.",
        read: |options, entry, errors| {
            options.keep(StubOption::TypeParams, type_params(entry, errors).map(|text| vec![text]));
        },
    },
    OptionRow {
        name: "self_type",
        form: "self_type = \"…\"",
        sites: &[Site::Method],
        meaning: "The annotation of `self`, as Python source.",
        read: |options, entry, errors| {
            options.keep(StubOption::SelfType, text(entry, errors).map(|text| vec![text]));
        },
    },
    OptionRow {
        name: "python",
        form: "python = \"…\"",
        sites: &[Site::Function, Site::Method],
        meaning: "The whole definition, as Python source. It replaces the one from the Rust signature.",
        read: |options, entry, errors| options.python = text(entry, errors),
    },
    OptionRow {
        name: "python_overload",
        form: "python_overload = \"…\"",
        sites: &[Site::Function, Site::Method],
        meaning: "Overloads in addition to the one from the Rust signature, as Python source.",
        read: |options, entry, errors| options.python_overload = text(entry, errors),
    },
    OptionRow {
        name: "no_default_overload",
        form: "no_default_overload",
        sites: &[Site::Function, Site::Method],
        meaning: "Leaves out the overload from the Rust signature. It needs `python_overload`.",
        read: |options, entry, errors| {
            options.no_default_overload = switch(entry, errors).then(|| entry.span());
        },
    },
];

/// The options of `#[gen_stub(…)]` of one item.
#[derive(Default)]
pub struct StubOptions {
    /// `skip`.
    pub skip: bool,
    /// `default = …`.
    pub default: Option<Expr>,
    /// `override_return_type(…)`.
    pub override_return_type: Option<Override>,
    /// `override_type(…)`.
    pub override_type: Option<Override>,
    /// `module = "…"`.
    pub module: Option<Text>,
    /// `python = "…"`.
    pub python: Option<Text>,
    /// `python_overload = "…"`.
    pub python_overload: Option<Text>,
    /// `no_default_overload`.
    pub no_default_overload: Option<Span>,
    /// The options that only the generator needs, with their values.
    pub for_generator: Vec<(StubOption, Vec<Text>)>,
}

impl StubOptions {
    /// Reads the options of an item.
    pub fn read(attrs: &[Attribute], site: Site, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("gen_stub")) {
            let Meta::List(list) = &attr.meta else {
                errors.push(syn::Error::new_spanned(attr, "expected options, such as `#[gen_stub(skip)]`"));
                continue;
            };
            for entry in errors.take(entries(list.tokens.clone())).unwrap_or_default() {
                options.set(&entry, site, errors);
            }
        }
        options
    }

    fn set(&mut self, entry: &Entry, site: Site, errors: &mut Errors) {
        let name = entry.key.to_string();
        match OPTIONS.iter().find(|row| row.name == name) {
            Some(row) if row.sites.contains(&site) => (row.read)(self, entry, errors),
            Some(_) => {
                let (noun, known) = (site.noun(), listed(&names(site)));
                errors.at(entry.span(), format!("`{name}` does not apply to {noun}: expected {known}"));
            }
            None => errors.at(entry.span(), unknown("option", &name, &names(site))),
        }
    }

    /// Keeps for the generator that PyO3's `text_signature` replaces what Python shows.
    pub fn keep_text_signature(&mut self, options: &Pyo3Options) {
        if options.has("text_signature") {
            self.keep(StubOption::TextSignature, Some(Vec::new()));
        }
    }

    /// Keeps an option for the generator.
    fn keep(&mut self, option: StubOption, values: Option<Vec<Text>>) {
        self.for_generator.extend(values.map(|values| (option, values)));
    }
}

/// Returns the options of a site.
fn names(site: Site) -> Vec<&'static str> {
    OPTIONS.iter().filter(|row| row.sites.contains(&site)).map(|row| row.name).collect()
}
