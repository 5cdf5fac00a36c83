//! PyO3's options: `#[pyclass(…)]`, `#[pyfunction(…)]` and `#[pyo3(…)]`.
//!
//! PyO3 reports what is wrong in them, so here they are read leniently.

use super::entry::{Entry, Value, entries};
use super::text::Text;
use crate::rename::Rule;
use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::{Attribute, Ident, Meta, Path};

/// Options that change nothing in a stub. Whatever else is not read here, PyO3 rejects.
const WITHOUT_EFFECT: &[&str] = &[
    "crate",
    "freelist",
    "from_py_object",
    "gil_used",
    "immutable_type",
    "skip_from_py_object",
    "submodule",
    "text_signature",
    "unsendable",
];

/// The options of one item.
#[derive(Default)]
pub struct Pyo3Options {
    entries: Vec<Entry>,
}

impl Pyo3Options {
    /// The options in `#[pyo3(…)]` and, where `main` is `pyclass`, in `#[pyclass(…)]`.
    pub fn read(attrs: &[Attribute], main: &str) -> Self {
        let mut options = Self::default();
        for attr in attrs {
            let is_option = attr.path().is_ident("pyo3") || last_segment(attr.path(), main);
            if let (true, Meta::List(list)) = (is_option, &attr.meta) {
                options.entries.extend(entries(list.tokens.clone()).unwrap_or_default());
            }
        }
        options.entries.retain(|entry| !WITHOUT_EFFECT.iter().any(|name| entry.is(name)));
        options
    }

    /// Whether the option is there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// What the option is assigned.
    pub fn assigned(&self, name: &str) -> Option<&TokenStream> {
        match &self.find(name)?.value {
            Value::Assigned(tokens) => Some(tokens),
            _ => None,
        }
    }

    /// What the option is assigned, as text.
    pub fn text(&self, name: &str) -> Option<Text> {
        Text::parse(self.assigned(name)?.clone()).ok()
    }

    /// `name = "…"`.
    pub fn name(&self) -> Option<String> {
        Some(python_name(&self.text("name")?.value()?))
    }

    /// `rename_all = "…"`.
    pub fn rename_all(&self) -> Option<Rule> {
        Rule::named(&self.text("rename_all")?.value()?)
    }

    /// The options of each `warn(…)`.
    pub fn warnings(&self) -> impl Iterator<Item = Pyo3Options> + '_ {
        self.entries.iter().filter(|entry| entry.is("warn")).filter_map(|entry| match &entry.value {
            Value::List(list) => Some(Self { entries: entries(list.clone()).ok()? }),
            _ => None,
        })
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.is(name))
    }
}

/// A name from an attribute, without a raw identifier's prefix.
fn python_name(name: &str) -> String {
    name.strip_prefix("r#").unwrap_or(name).to_owned()
}

/// Whether the path is `name`, or ends in `::name`.
pub fn last_segment(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|segment: &syn::PathSegment| Ident::unraw(&segment.ident) == name)
}

/// Whether one of the attributes is `name`.
pub fn mentions(attrs: &[Attribute], name: &str) -> bool {
    attrs.iter().any(|attr| last_segment(attr.path(), name))
}
