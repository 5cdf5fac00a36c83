//! The modules that facts are registered for, by their dotted names, and the facts without some of them.
//!
//! A program of the user may remove modules before anything is rendered. This file must not know how a stub is written.

use crate::facts::{Fact, Facts, MethodsFact, SnippetFact, SnippetKind};
use crate::text::dotted::{absolute, is_at_or_below};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Deref;

/// A module for which items are registered.
///
/// Its contents come from the annotations and cannot be changed here. [`ModuleSummary`] contains what can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    summary: ModuleSummary,
    items: usize,
}

/// The readable parts of a [`Module`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleSummary {
    /// The dotted name.
    pub name: String,
    /// The docstring.
    pub doc: String,
    /// The names of the modules directly below it.
    pub submodules: BTreeSet<String>,
}

impl Module {
    fn new(name: &str) -> Self {
        let summary =
            ModuleSummary { name: name.to_owned(), doc: String::new(), submodules: BTreeSet::new() };
        Self { summary, items: 0 }
    }

    /// Whether it is the extension module `extension`, or below it.
    #[must_use]
    pub fn is_in(&self, extension: &str) -> bool {
        is_at_or_below(&self.name, extension)
    }

    /// Returns how many functions, classes, variables, aliases and re-exports are registered for it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items
    }

    /// Whether it has no item, no docstring and no submodule.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items == 0 && self.doc.is_empty() && self.submodules.is_empty()
    }
}

impl Deref for Module {
    type Target = ModuleSummary;

    fn deref(&self) -> &ModuleSummary {
        &self.summary
    }
}

/// Returns every module that `facts` are registered for, including the extension module `extension` and the parents of
/// its submodules.
#[must_use]
pub fn modules(facts: &Facts, extension: &str) -> BTreeMap<String, Module> {
    let mut modules = BTreeMap::new();
    find(&mut modules, extension, extension);
    for fact in &facts.facts {
        let Some(name) = place(fact, extension) else { continue };
        let module = find(&mut modules, &name, extension);
        match fact {
            Fact::ModuleDoc(fact) => {
                let separator = if module.doc.is_empty() || fact.doc.is_empty() { "" } else { "\n\n" };
                module.summary.doc = [&module.doc, separator, &fact.doc].concat();
            }
            Fact::ExportVerbatim(_) | Fact::ExcludeFromAll(_) => {}
            _ => module.items += 1,
        }
    }
    modules
}

/// Returns the module `name`, and creates it if it is missing. Below the extension, its parents are created too.
fn find<'m>(modules: &'m mut BTreeMap<String, Module>, name: &str, extension: &str) -> &'m mut Module {
    if let Some((parent, last)) =
        name.rsplit_once('.').filter(|(parent, _)| is_at_or_below(parent, extension))
    {
        find(modules, parent, extension).summary.submodules.insert(last.to_owned());
    }
    modules.entry(name.to_owned()).or_insert_with(|| Module::new(name))
}

/// Returns `facts` without what is registered for a module that `is_kept` does not name.
///
/// The methods of a class are removed with it. A submodule is independent of its parent: it stays, and so does its
/// parent's name.
#[must_use]
pub fn only(facts: &Facts, extension: &str, is_kept: &dyn Fn(&str) -> bool) -> Facts {
    let stays = |fact: &&Fact| place(fact, extension).is_none_or(|name| is_kept(&name));
    let ids = |facts: &mut dyn Iterator<Item = &Fact>| -> HashSet<u32> {
        facts.filter_map(|fact| if let Fact::Class(class) = fact { Some(class.id) } else { None }).collect()
    };
    let (all, kept) = (ids(&mut facts.facts.iter()), ids(&mut facts.facts.iter().filter(stays)));
    let is_gone = |fact: &Fact| class_of(fact).is_some_and(|id| all.contains(&id) && !kept.contains(&id));
    Facts {
        library_version: facts.library_version.clone(),
        facts: facts.facts.iter().filter(stays).filter(|fact| !is_gone(fact)).cloned().collect(),
    }
}

/// Returns the class that `fact` adds to.
fn class_of(fact: &Fact) -> Option<u32> {
    match fact {
        Fact::Methods(MethodsFact { class, .. }) => Some(*class),
        Fact::Snippet(SnippetFact { kind, .. }) => match kind {
            SnippetKind::Methods(id) | SnippetKind::Method(id) | SnippetKind::MethodOverloads(id) => {
                Some(*id)
            }
            SnippetKind::Functions | SnippetKind::Overloads(_) | SnippetKind::TypeAlias => None,
        },
        _ => None,
    }
}

/// Returns the dotted name of the module that `fact` is registered for. A fact that adds to a class has none.
fn place(fact: &Fact, extension: &str) -> Option<String> {
    let module = match fact {
        Fact::Methods(_) | Fact::Warning(_) | Fact::Skipped(_) => return None,
        Fact::Snippet(_) if class_of(fact).is_some() => return None,
        Fact::Function(fact) => fact.module.as_deref(),
        Fact::Class(fact) => fact.module.as_deref(),
        Fact::Variable(fact) => fact.module.as_deref(),
        Fact::TypeAlias(fact) => fact.module.as_deref(),
        Fact::ModuleDoc(fact) => fact.module.as_deref(),
        Fact::Snippet(fact) => fact.module.as_deref(),
        Fact::Reexport(fact) => Some(fact.target.as_str()),
        Fact::ExportVerbatim(fact) | Fact::ExcludeFromAll(fact) => Some(fact.module.as_str()),
    };
    Some(absolute(module.unwrap_or_default(), extension))
}
