//! Exception classes that Python has shown, as facts.

use pyo3_stub_gen::facts::{
    ClassFact, ClassKind, ClassOption, Fact, LocalExpr, Position, ReexportFact, ReexportItems, TypeAliasFact,
    TypeExpr,
};
use pyo3_stub_gen::text::dotted::last;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// An exception class that hangs on an extension.
#[derive(Debug, Deserialize)]
pub struct Seen {
    /// The dotted name that it was made with.
    pub name: String,
    /// The attributes below the extension that are it, by their paths.
    pub places: Vec<Vec<String>>,
    /// Where it can be imported from, if it can: the module and the name.
    pub origin: Option<(String, String)>,
    /// What it inherits from, in order.
    pub bases: Vec<Base>,
    /// Its docstring; empty where it has none.
    pub doc: String,
}

/// A base class.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Base {
    /// One that hangs on the extension: its number among the classes.
    Own(usize),
    /// One that can be imported: its module and its name.
    Other(String, String),
}

/// Turns classes into facts.
#[derive(Debug)]
pub struct Described<'a> {
    /// All of them.
    pub seen: &'a [Seen],
    /// The names that the library's own exceptions may have been made with.
    pub names: &'a [&'a str],
    /// The dotted names of what other facts describe.
    pub declared: BTreeSet<String>,
    /// The extension's dotted name.
    pub module: &'a str,
    /// Its library.
    pub library: &'a Path,
}

impl Described<'_> {
    /// The classes that the library has made and no other facts describe.
    pub fn missing(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().filter(|class| self.is_made_here(class) && !self.is_declared(class))
    }

    fn is_made_here(&self, class: &Seen) -> bool {
        self.names.iter().any(|name| name.ends_with(&class.name))
    }

    /// Whether other facts say what is at one of the places of `class`.
    fn is_declared(&self, class: &Seen) -> bool {
        class.places.iter().any(|place| self.declared.contains(&self.dotted(place)))
    }

    /// `class` at its home, and what leads to it from elsewhere. No other class has the number `id`.
    pub fn facts(&self, class: &Seen, id: u32) -> Vec<Fact> {
        let Some(home) = self.home(class) else { return Vec::new() };
        let Some(local) = local(home) else { return Vec::new() };
        let library = self.library.file_name().unwrap_or(self.library.as_os_str());
        let position = Position { file: library.to_string_lossy().into_owned(), line: 0, column: 0 };
        let fact = ClassFact {
            module: local.module.clone(),
            doc: class.doc.clone(),
            bases: self.bases(class),
            options: [ClassOption::Subclass].into_iter().collect(),
            ..ClassFact::new(id, &local.name, ClassKind::Exception, position)
        };
        let others = class.places.iter().filter(|place| *place != home);
        let others = others.filter_map(|place| self.also(place, home, &local));
        std::iter::once(Fact::Class(fact)).chain(others).collect()
    }

    /// The place where the stub has `class`: one that other facts describe, else one where it has its own name, else
    /// the one nearest to the root.
    fn home<'s>(&self, class: &'s Seen) -> Option<&'s [String]> {
        let rank = |place: &&Vec<String>| {
            let is_declared = self.declared.contains(&self.dotted(place));
            let has_own_name = place.last().is_some_and(|name| name == last(&class.name));
            (!is_declared, !has_own_name, place.len())
        };
        class.places.iter().min_by_key(rank).map(Vec::as_slice)
    }

    fn bases(&self, class: &Seen) -> Vec<TypeExpr> {
        class.bases.iter().flat_map(|base| self.base(base)).collect()
    }

    /// How the stub names `base`. A class of another package that also hangs here is imported from there, and one
    /// without a name gives way to its own bases.
    fn base(&self, base: &Base) -> Vec<TypeExpr> {
        let class = match base {
            Base::Own(number) => self.seen.get(*number),
            Base::Other(module, name) => return vec![TypeExpr::named(module, name)],
        };
        let Some(class) = class else { return Vec::new() };
        if self.is_made_here(class) || self.is_declared(class) {
            return self.home(class).and_then(local).map(TypeExpr::Local).into_iter().collect();
        }
        match &class.origin {
            Some((module, name)) if module != self.module => vec![TypeExpr::named(module, name)],
            _ => self.bases(class),
        }
    }

    /// What says that `class`, whose home is `home`, is also at `place`.
    fn also(&self, place: &[String], home: &[String], class: &LocalExpr) -> Option<Fact> {
        let LocalExpr { module, name } = local(place)?;
        if name != class.name {
            let r#type = TypeExpr::Local(class.clone());
            return Some(Fact::TypeAlias(TypeAliasFact {
                name,
                module,
                r#type,
                doc: String::new(),
                position: None,
            }));
        }
        let module_of = |place: &[String]| self.dotted(place.split_last().map_or(&[], |(_, module)| module));
        let (target, source) = (module_of(place), module_of(home));
        Some(Fact::Reexport(ReexportFact {
            target,
            source,
            items: ReexportItems::Explicit(vec![name]),
            position: None,
        }))
    }

    /// The dotted name of the attribute at `place`.
    fn dotted(&self, place: &[String]) -> String {
        let parts = place.iter().map(String::as_str);
        std::iter::once(self.module).chain(parts).collect::<Vec<_>>().join(".")
    }
}

/// The name that ends `place`, in the module that the rest of it is.
fn local(place: &[String]) -> Option<LocalExpr> {
    let (name, module) = place.split_last()?;
    let module = (!module.is_empty()).then(|| format!(".{}", module.join(".")));
    Some(LocalExpr { module, name: name.clone() })
}
