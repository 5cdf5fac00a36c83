//! Exception classes that Python shows, as facts.

use pyo3_stub_gen::facts::{
    ClassFact, ClassKind, ClassOption, Fact, LocalExpr, Position, ReexportFact, ReexportItems, TypeAliasFact,
    TypeExpr,
};
use pyo3_stub_gen::text::dotted::{self, last};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// An exception class that is an attribute of an extension or of its submodules.
#[derive(Debug, Deserialize)]
pub struct Seen {
    /// The dotted name that it was made with.
    pub name: String,
    /// The paths of the attributes, below the extension.
    pub places: Vec<Vec<String>>,
    /// The module and the name by which it can be imported, if it can.
    pub origin: Option<(String, String)>,
    /// Its bases, in order.
    pub bases: Vec<Base>,
    /// Its docstring, or an empty string.
    pub doc: String,
}

/// A base class.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Base {
    /// The index of an exception class of the extension.
    Own(usize),
    /// The module and the name of another class, which can be imported.
    Other(String, String),
}

/// The exception classes of an extension, and what is known of the extension besides.
#[derive(Debug)]
pub struct Described<'a> {
    /// The classes.
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
    /// Returns the classes that the library made and that are not described by other facts.
    pub fn missing(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().filter(|class| self.is_made_here(class) && !self.is_declared(class))
    }

    fn is_made_here(&self, class: &Seen) -> bool {
        self.names.iter().any(|name| name.ends_with(&class.name))
    }

    /// Whether other facts describe one of the attributes that are `class`.
    fn is_declared(&self, class: &Seen) -> bool {
        class.places.iter().any(|place| self.declared.contains(&dotted::join(self.module, place)))
    }

    /// Returns the facts of `class`: the class where its home is, and re-exports elsewhere. Its number `id` must be
    /// unique.
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

    /// Returns the place where the stub has `class`: preferably one that other facts describe, then one where it has its
    /// own name, then the one nearest to the root.
    fn home<'s>(&self, class: &'s Seen) -> Option<&'s [String]> {
        let rank = |place: &&Vec<String>| {
            let is_declared = self.declared.contains(&dotted::join(self.module, place));
            let has_own_name = place.last().is_some_and(|name| name == last(&class.name));
            (!is_declared, !has_own_name, place.len())
        };
        class.places.iter().min_by_key(rank).map(Vec::as_slice)
    }

    fn bases(&self, class: &Seen) -> Vec<TypeExpr> {
        class.bases.iter().flat_map(|base| self.base(base)).collect()
    }

    /// Returns how the stub names `base`. A class of another package is imported from there, even if the extension has it
    /// too. A class that cannot be named is replaced by its own bases.
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

    /// Returns the fact that `class`, whose home is `home`, is also at `place`.
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
        let module_of = |place: &[String]| {
            dotted::join(self.module, place.split_last().map_or(&[], |(_, module)| module))
        };
        let (target, source) = (module_of(place), module_of(home));
        Some(Fact::Reexport(ReexportFact {
            target,
            source,
            items: ReexportItems::Explicit(vec![name]),
            position: None,
        }))
    }
}

/// Returns the last part of `place` as a name in the module that the rest of it names.
fn local(place: &[String]) -> Option<LocalExpr> {
    let (name, module) = place.split_last()?;
    let module = (!module.is_empty()).then(|| format!(".{}", module.join(".")));
    Some(LocalExpr { module, name: name.clone() })
}
