//! Re-exports (`reexport_module_members!`).
//!
//! Between modules of the extension they become items, because at run time the target has the same objects as the
//! source. Names of another package are imported from there. Names that a package around the extension re-exports are
//! kept for its `__init__.py`.

use super::tree::Tree;
use crate::facts::{Fact, ReexportFact, ReexportItems};
use crate::generate::config::{AttributeForm, SubmoduleStyle};
use crate::generate::model::{Alias, AliasForm, Attribute, Expr, Ignore, Items, Symbol};
use crate::generate::placement::Placement;
use crate::generate::problem::Problem;
use crate::generate::python::{is_dotted_name, is_identifier};
use crate::generate::rules::ReexportRule;
use crate::text::dotted::is_around;
use std::collections::{BTreeMap, BTreeSet};

/// Adds the re-exports within the extension to `tree`, and reports those that are not possible.
pub(super) fn apply(
    facts: &[&Fact],
    extension: &str,
    style: SubmoduleStyle,
    tree: &mut Tree,
    problems: &mut Vec<Problem>,
) {
    let (mut pending, mut outside) = (Vec::new(), Vec::new());
    for fact in facts {
        let Fact::Reexport(fact) = fact else { continue };
        let wrong = wrong_names(fact);
        if !wrong.is_empty() {
            problems.extend(wrong);
            continue;
        }
        let (source, target) =
            (Placement::of(Some(&fact.source), extension), Placement::of(Some(&fact.target), extension));
        match (source, target) {
            (Placement::Inside(source), Placement::Inside(target)) => {
                pending.push(Reexport { fact, source, target, style });
            }
            // A package's `__init__.py` has it.
            (Placement::Inside(_), _) => {}
            (_, Placement::Inside(target)) => outside.push((fact, target)),
            _ if is_around(&fact.target, extension) => problems.extend(unknown_names(fact)),
            _ => problems.push(unknown_target(fact)),
        }
    }
    for (fact, target) in outside {
        import(fact, &target, tree);
        problems.extend(unknown_names(fact));
    }
    apply_all(&pending, tree);
    pending.iter().for_each(|reexport| reexport.check(tree, problems));
}

/// Applies re-exports until none of them adds a name. A module may re-export names that it has from another one.
fn apply_all(reexports: &[Reexport<'_>], tree: &mut Tree) {
    let mut readers: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (index, reexport) in reexports.iter().enumerate() {
        readers.entry(&reexport.source).or_default().push(index);
    }
    let mut waiting: BTreeSet<usize> = (0..reexports.len()).collect();
    while let Some(index) = waiting.pop_first() {
        let Some(reexport) = reexports.get(index) else { continue };
        if reexport.apply(tree) {
            waiting.extend(readers.get(&*reexport.target).into_iter().flatten());
        }
    }
}

/// A re-export within the extension.
struct Reexport<'a> {
    fact: &'a ReexportFact,
    source: Vec<String>,
    target: Vec<String>,
    style: SubmoduleStyle,
}

impl Reexport<'_> {
    /// Whether it adds a name to its target.
    fn apply(&self, tree: &mut Tree) -> bool {
        let mut names = self.names(tree);
        names.retain(|name| tree.has(&self.source, name) && !tree.has(&self.target, name));
        if names.is_empty() || self.source == self.target {
            return false;
        }
        let source = tree.items_called(&self.source, &names);
        for name in names {
            let is_module = tree.is_module(&self.source, &name);
            self.copy(&name, is_module, &source, tree.items(&self.target));
        }
        true
    }

    /// Returns the names that it takes from its source.
    fn names(&self, tree: &Tree) -> Vec<String> {
        let all = || tree.exported_names(&self.source);
        match &self.fact.items {
            ReexportItems::Wildcard => all(),
            ReexportItems::Explicit(names) => names.clone(),
            ReexportItems::WildcardPlus(names) => all().into_iter().chain(names.iter().cloned()).collect(),
        }
    }

    /// Adds what the source calls `name` to `target`. A function, variable or alias is copied.
    fn copy(&self, name: &str, is_module: bool, source: &Items, target: &mut Items) {
        target.functions.extend(source.functions.iter().filter(|item| item.name == name).cloned());
        target.variables.extend(source.variables.iter().filter(|item| item.name == name).cloned());
        target.aliases.extend(source.aliases.iter().filter(|item| item.name == name).cloned());
        if source.classes.iter().any(|item| item.name == name) {
            target.aliases.push(self.same(name, Expr::local(&self.source, &[name])));
        } else if is_module {
            let path: Vec<String> = self.source.iter().cloned().chain([name.to_owned()]).collect();
            let class = Expr::Name(Symbol::Protocol(path));
            if self.style.attribute_form() == AttributeForm::Alias && self.target.is_empty() {
                target.aliases.push(self.same(name, class));
            } else {
                target.variables.push(self.module_object(name, class));
            }
        }
    }

    /// Returns `name = value`.
    fn same(&self, name: &str, value: Expr) -> Alias {
        Alias {
            name: name.to_owned(),
            object: Expr::builtin("type").subscript(vec![value.clone()]),
            value,
            form: AliasForm::Assignment,
            doc: String::new(),
            position: self.fact.position.clone(),
        }
    }

    /// Returns `name: class`.
    fn module_object(&self, name: &str, class: Expr) -> Attribute {
        let class = match self.style.attribute_form() {
            AttributeForm::Alias => Expr::builtin("type").subscript(vec![class]),
            AttributeForm::Instance => class,
        };
        Attribute {
            name: name.to_owned(),
            annotation: Some(class),
            value: None,
            doc: String::new(),
            ignore: Ignore::default(),
            position: self.fact.position.clone(),
        }
    }

    /// Reports names that the source does not have.
    fn check(&self, tree: &Tree, problems: &mut Vec<Problem>) {
        let ReexportFact { source, target, position, .. } = self.fact;
        for name in self.names(tree).iter().filter(|name| !tree.has(&self.source, name)) {
            let (target, source, name) = (target.clone(), source.clone(), name.clone());
            problems.push(ReexportRule::Unknown { target, source, name }.problem(position.clone()));
        }
    }
}

/// Adds the names of another package that `fact` lists to the module at `target`. A name that an item describes is left
/// out.
fn import(fact: &ReexportFact, target: &[String], tree: &mut Tree) {
    let (ReexportItems::Explicit(names) | ReexportItems::WildcardPlus(names)) = &fact.items else { return };
    for name in names {
        if !tree.has(target, name) {
            tree.items(target).aliases.push(Alias {
                name: name.clone(),
                value: Expr::external(&fact.source, name),
                object: Expr::typing("Any"),
                form: AliasForm::Import,
                doc: String::new(),
                position: fact.position.clone(),
            });
        }
    }
}

/// Returns an error for each text of `fact` that is not a name.
fn wrong_names(fact: &ReexportFact) -> Vec<Problem> {
    let ReexportFact { source, target, items, position } = fact;
    let names = match items {
        ReexportItems::Wildcard => &[],
        ReexportItems::Explicit(names) | ReexportItems::WildcardPlus(names) => names.as_slice(),
    };
    // A module may be relative to the extension.
    let modules =
        [source, target].into_iter().filter(|module| !is_dotted_name(module.trim_start_matches('.')));
    let wrong = modules.chain(names.iter().filter(|name| !is_identifier(name)));
    wrong
        .map(|name| {
            let (target, source, name) = (target.clone(), source.clone(), name.clone());
            ReexportRule::WrongName { target, source, name }.problem(position.clone())
        })
        .collect()
}

/// Returns a warning if `fact` takes all names of a package outside the extension, which are not known.
fn unknown_names(fact: &ReexportFact) -> Option<Problem> {
    let ReexportFact { source, target, items, position } = fact;
    if matches!(items, ReexportItems::Explicit(_)) {
        return None;
    }
    let (target, source) = (target.clone(), source.clone());
    Some(ReexportRule::Unlisted { target, source }.problem(position.clone()))
}

fn unknown_target(fact: &ReexportFact) -> Problem {
    let ReexportFact { source, target, position, .. } = fact;
    let (target, source) = (target.clone(), source.clone());
    ReexportRule::Foreign { target, source }.problem(position.clone())
}
