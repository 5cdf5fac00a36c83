//! PyO3's options: `#[pyclass(…)]`, `#[pyfunction(…)]` and `#[pyo3(…)]`.
//!
//! PyO3 reports mistakes in them, so they are read leniently here.

use super::entry::{Entry, Value, entries};
use crate::grammar::ClassOption;
use crate::rename::Rule;
use crate::text::Text;
use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::{Attribute, Ident, Meta, Path};

/// The effect of one of PyO3's options on a stub.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// A macro reads it.
    Read,
    /// Nothing.
    None,
}

/// Every option of PyO3's attributes, except those of a class that the generator asks about, which are in
/// [`ClassOption`].
///
/// An option that is in neither table comes from a later version of PyO3, and is a warning.
const OPTIONS: &[(&str, Effect)] = &[
    ("annotation", Effect::None),
    ("attribute", Effect::Read),
    ("cancel_handle", Effect::Read),
    ("category", Effect::Read),
    ("constructor", Effect::Read),
    ("crate", Effect::None),
    ("default", Effect::Read),
    ("extends", Effect::Read),
    ("freelist", Effect::None),
    ("from_item_all", Effect::Read),
    ("from_py_object", Effect::None),
    ("from_py_with", Effect::Read),
    ("get", Effect::Read),
    ("get_all", Effect::Read),
    ("gil_used", Effect::None),
    ("immutable_type", Effect::None),
    ("into_py_with", Effect::Read),
    ("item", Effect::Read),
    ("message", Effect::Read),
    ("module", Effect::Read),
    ("name", Effect::Read),
    ("new", Effect::Read),
    ("pass_module", Effect::Read),
    ("rename_all", Effect::Read),
    ("set", Effect::Read),
    ("set_all", Effect::Read),
    ("signature", Effect::Read),
    ("skip_from_py_object", Effect::None),
    ("submodule", Effect::Read),
    ("text_signature", Effect::Read),
    ("transparent", Effect::Read),
    ("warn", Effect::Read),
];

/// The options of one item.
#[derive(Default)]
pub struct Pyo3Options {
    entries: Vec<Entry>,
}

impl Pyo3Options {
    /// Reads the options in `#[pyo3(…)]` and, where `main` is `pyclass`, in `#[pyclass(…)]`.
    pub fn read(attrs: &[Attribute], main: &str) -> Self {
        let mut options = Self::default();
        for attr in attrs {
            let is_option = attr.path().is_ident("pyo3") || last_segment(attr.path(), main);
            if let (true, Meta::List(list)) = (is_option, &attr.meta) {
                options.entries.extend(entries(list.tokens.clone()).unwrap_or_default());
            }
        }
        options
    }

    /// Adds options that were read elsewhere.
    pub fn with(mut self, entries: Option<Vec<Entry>>) -> Self {
        self.entries.extend(entries.into_iter().flatten());
        self
    }

    /// Returns the options of a class that the generator asks about.
    pub fn of_class(&self) -> impl Iterator<Item = ClassOption> + '_ {
        ClassOption::ALL.iter().copied().filter(|option| self.has(option.name()))
    }

    /// Returns the options that are in no table.
    pub fn unknown(&self) -> impl Iterator<Item = &Ident> {
        let names = self.entries.iter().map(|entry| &entry.key);
        names.filter(|name| {
            let name = name.to_string();
            ClassOption::named(&name).is_none() && OPTIONS.iter().all(|(known, _)| *known != name)
        })
    }

    /// Whether the option is there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Returns the value that the option is assigned.
    pub fn assigned(&self, name: &str) -> Option<&TokenStream> {
        match &self.find(name)?.value {
            Value::Assigned(tokens) => Some(tokens),
            _ => None,
        }
    }

    /// Returns the text that the option is assigned.
    pub fn text(&self, name: &str) -> Option<Text> {
        Text::parse(self.assigned(name)?.clone()).ok()
    }

    /// Returns the value of `name = "…"`.
    pub fn name(&self) -> Option<String> {
        Some(python_name(&self.text("name")?.value()?))
    }

    /// Returns the text in `option("…")`, or none for one with another argument or without arguments.
    pub fn argument(&self, name: &str) -> Option<String> {
        match &self.find(name)?.value {
            Value::List(tokens) => Text::parse(tokens.clone()).ok()?.value(),
            _ => None,
        }
    }

    /// Whether the option has arguments, as in `option(1)`.
    pub fn has_arguments(&self, name: &str) -> bool {
        matches!(self.find(name), Some(Entry { value: Value::List(_), .. }))
    }

    /// Whether the argument of the option is a whole number, as in `item(0)`.
    pub fn is_number(&self, name: &str) -> bool {
        match self.find(name).map(|entry| &entry.value) {
            Some(Value::List(tokens)) => syn::parse2::<syn::LitInt>(tokens.clone()).is_ok(),
            _ => false,
        }
    }

    /// Returns the rule of `rename_all = "…"`.
    pub fn rename_all(&self) -> Option<Rule> {
        Rule::named(&self.text("rename_all")?.value()?)
    }

    /// Returns the options of each `warn(…)`.
    pub fn warnings(&self) -> impl Iterator<Item = Pyo3Options> + '_ {
        self.entries.iter().filter(|entry| entry.is("warn")).filter_map(|entry| match &entry.value {
            Value::List(list) => Some(Self { entries: entries(list.clone()).ok()? }),
            _ => None,
        })
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        debug_assert!(
            ClassOption::named(name).is_some() || OPTIONS.contains(&(name, Effect::Read)),
            "the table of options does not tell that `{name}` is read"
        );
        self.entries.iter().find(|entry| entry.is(name))
    }
}

/// Returns a name from an attribute without a raw identifier's prefix.
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

#[cfg(test)]
mod tests {
    use super::{OPTIONS, Pyo3Options};
    use crate::grammar::ClassOption;

    #[test]
    fn an_option_of_a_later_version_is_unknown() {
        let item: syn::ItemStruct = syn::parse_quote! {
            #[pyclass(frozen, unsendable, name = "A", brand_new)]
            #[pyo3(gil_used = false, brand_new_too(1))]
            struct A;
        };
        let options = Pyo3Options::read(&item.attrs, "pyclass");
        let unknown: Vec<String> = options.unknown().map(ToString::to_string).collect();
        assert_eq!(unknown, ["brand_new", "brand_new_too"]);
        let of_class: Vec<ClassOption> = options.of_class().collect();
        assert_eq!(of_class, [ClassOption::Frozen, ClassOption::Unsendable]);
    }

    #[test]
    fn every_option_is_in_one_place() {
        for (index, (name, _)) in OPTIONS.iter().enumerate() {
            assert!(ClassOption::named(name).is_none(), "{name}");
            assert!(OPTIONS[..index].iter().all(|(other, _)| other != name), "{name}");
        }
    }
}
