//! The survey with its lookups, and the problems of facts that contradict it.

use super::unwritable::is_unwritable;
use super::witness::{Reference, Survey, SurveyedModule};
use crate::facts::{Fact, Position, ReexportFact, ReexportItems, SkippedFact};
use crate::generate::placement::{ClassAlias, Placement};
use crate::generate::problem::Problem;
use crate::generate::rules::{NameRule, SurveyRule};
use crate::text::dotted;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The survey with its lookups.
pub(super) struct Ground<'s> {
    pub(super) survey: &'s Survey,
    pub(super) extension: &'s str,
    /// Whether a file belongs to another crate than the extension's.
    is_foreign: &'s dyn Fn(&Position) -> bool,
    modules: FxHashMap<&'s [String], &'s SurveyedModule>,
    by_name: FxHashMap<&'s str, Vec<(&'s [String], &'s Reference)>>,
    /// The attributes that are functions with this `__name__`, whatever they are called.
    functions: FxHashMap<&'s str, Vec<FunctionPlace<'s>>>,
}

/// An attribute that is a function.
#[derive(Debug, Clone, Copy)]
pub(super) struct FunctionPlace<'s> {
    /// The path of the module.
    pub(super) path: &'s [String],
    /// The name of the attribute.
    pub(super) name: &'s str,
    /// The index of the function.
    pub(super) index: usize,
}

/// The module that a fact states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stated {
    /// It does not state a module.
    Nowhere,
    /// In this module of the extension, which Python may lack.
    At(Vec<String>),
    /// In another package.
    Elsewhere,
}

impl<'s> Ground<'s> {
    pub(super) fn new(
        survey: &'s Survey,
        extension: &'s str,
        is_foreign: &'s dyn Fn(&Position) -> bool,
    ) -> Self {
        let modules = survey.modules.iter().map(|module| (module.path.as_slice(), module)).collect();
        let mut by_name: FxHashMap<_, Vec<_>> = FxHashMap::default();
        let mut functions: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (path, name, reference) in survey.attributes() {
            by_name.entry(name).or_default().push((path, reference));
            let Reference::Function(index) = *reference else { continue };
            let place = FunctionPlace { path, name, index };
            functions.entry(name).or_default().push(place);
            // `m.add("twice", wrap_pyfunction!(double, m)?)` gives a function another name.
            let own = survey.functions.get(index).map(|function| function.name.as_str());
            if let Some(own) = own.filter(|own| *own != name) {
                functions.entry(own).or_default().push(place);
            }
        }
        Self { survey, extension, is_foreign, modules, by_name, functions }
    }

    /// The module at `path`.
    pub(super) fn module(&self, path: &[String]) -> Option<&'s SurveyedModule> {
        self.modules.get(path).copied()
    }

    /// The modules that have an attribute `name`, and what it is there.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = (&'s [String], &'s Reference)> {
        self.by_name.get(name).into_iter().flatten().copied()
    }

    /// The attributes that are functions called `name`, or whose `__name__` this is.
    pub(super) fn functions(&self, name: &str) -> impl Iterator<Item = FunctionPlace<'s>> {
        self.functions.get(name).into_iter().flatten().copied()
    }

    /// Returns the module that `module` states.
    pub(super) fn stated(&self, module: Option<&str>) -> Stated {
        let Some(module) = module.map(str::trim).filter(|module| !module.is_empty()) else {
            return Stated::Nowhere;
        };
        if let Some(module) = self.survey.imported(module) {
            return Stated::At(module.path.clone());
        }
        match Placement::of(Some(module), self.extension) {
            Placement::Inside(path) => Stated::At(path),
            Placement::Parent => Stated::At(Vec::new()),
            Placement::Elsewhere => Stated::Elsewhere,
        }
    }

    /// The path of the stated module if Python has it, and of the extension module otherwise.
    pub(super) fn nearest(&self, stated: &Stated) -> Vec<String> {
        match stated {
            Stated::At(path) if self.module(path).is_some() => path.clone(),
            Stated::At(_) | Stated::Nowhere | Stated::Elsewhere => Vec::new(),
        }
    }

    /// The dotted name of the module at `path`.
    pub(super) fn dotted(&self, path: &[String]) -> String {
        dotted::join(self.extension, path)
    }

    /// Returns the problem of an item that Python finds at `path` and that states `stated`, unless both agree. The
    /// macro for inline modules knows only the inner part of a path, so such a part is not contradicted.
    pub(super) fn contradiction(
        &self,
        stated: &Stated,
        path: &[String],
        kind: &'static str,
        name: &str,
        position: Option<&Position>,
    ) -> Option<Problem> {
        let Stated::At(said) = stated else { return None };
        if path.ends_with(said) {
            return None;
        }
        let (stated, found) = (self.dotted(said), self.dotted(path));
        let rule = SurveyRule::Misplaced { kind, name: name.to_owned(), stated, found };
        Some(rule.problem(position.cloned()))
    }

    /// Returns the problem of an item that is not in any module of the extension, unless it belongs to another crate.
    pub(super) fn absence(
        &self,
        stated: &Stated,
        kind: &'static str,
        name: &str,
        position: Option<&Position>,
    ) -> Option<Problem> {
        if *stated == Stated::Elsewhere || position.is_some_and(|position| (self.is_foreign)(position)) {
            return None;
        }
        if is_unwritable(self.survey, name) {
            return Some(NameRule::Unwritable { kind, name: name.to_owned() }.problem(position.cloned()));
        }
        let (name, extension) = (name.to_owned(), self.extension.to_owned());
        Some(SurveyRule::NotAdded { kind, name, extension }.problem(position.cloned()))
    }

    /// Returns the problem of items with the same name that cannot be told apart.
    pub(super) fn ambiguity(
        &self,
        kind: &'static str,
        name: &str,
        places: &BTreeSet<Vec<String>>,
        position: Option<&Position>,
    ) -> Problem {
        let places = places.iter().map(|path| self.dotted(path)).collect();
        SurveyRule::Ambiguous { kind, name: name.to_owned(), places }.problem(position.cloned())
    }
}

/// The attribute that a fact states.
pub(super) fn stated(ground: &Ground<'_>, fact: &SkippedFact) -> Option<(Vec<String>, String)> {
    match ground.stated(fact.module.as_deref()) {
        Stated::At(path) => Some((path, fact.name.clone())),
        Stated::Nowhere | Stated::Elsewhere => None,
    }
}

/// Returns the record that an item defined at `home` is also at `place`. Both consist of a module's path and a name.
pub(super) fn also(ground: &Ground<'_>, home: (&[String], &str), place: (&[String], &str)) -> OtherPlace {
    if home.1 == place.1 {
        return OtherPlace::Reexported(Box::new(Fact::Reexport(ReexportFact {
            target: ground.dotted(place.0),
            source: ground.dotted(home.0),
            items: ReexportItems::Explicit(vec![home.1.to_owned()]),
            position: None,
        })));
    }
    OtherPlace::Alias(ClassAlias {
        path: place.0.to_vec(),
        name: place.1.to_owned(),
        home: (home.0.to_vec(), home.1.to_owned()),
    })
}

/// How a stub says that an item is at a second place.
pub(super) enum OtherPlace {
    /// Under the same name in another module.
    Reexported(Box<Fact>),
    /// Under another name.
    Alias(ClassAlias),
}
