//! Re-exports (`reexport_module_members!`).
//!
//! Between modules of the extension they become items, because at run time the target has the same objects as the
//! source. Names of another package are imported from there. Names that a package around the extension re-exports are
//! kept for its `__init__.py`.

use super::tree::Tree;
use crate::facts::{Fact, ReexportFact, ReexportItems};
use crate::generate::config::{AttributeForm, SubmoduleStyle};
use crate::generate::model::{Alias, AliasForm, Attribute, Comments, Expr, Function, Ignore, Symbol, When};
use crate::generate::placement::Placement;
use crate::generate::problem::Problem;
use crate::generate::python::{is_dotted_name, is_identifier};
use crate::generate::rules::ReexportRule;
use crate::text::dotted::is_around;
use std::collections::{BTreeMap, HashMap, VecDeque};

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
    let mut index = SlotIndex::default();
    for (fact, target) in outside {
        import(fact, &target, tree, &mut index);
        problems.extend(unknown_names(fact));
    }
    apply_all(&pending, tree, &mut index);
    pending.iter().for_each(|reexport| reexport.check(tree, &mut index, problems));
}

/// The position of an item in its module.
#[derive(Debug, Clone, Copy)]
enum Slot {
    Function(usize),
    Variable(usize),
    Alias(usize),
    Class,
}

/// An index of the items of modules by name. Items are only added through it, so no position changes.
#[derive(Default)]
struct SlotIndex(HashMap<Vec<String>, HashMap<String, Vec<Slot>>>);

impl SlotIndex {
    /// Returns the items of the module at `path`, by their names.
    fn of(&mut self, tree: &Tree, path: &[String]) -> &mut HashMap<String, Vec<Slot>> {
        self.0.entry(path.to_vec()).or_insert_with(|| {
            let mut slots: HashMap<String, Vec<Slot>> = HashMap::new();
            let mut add = |name: &str, slot| slots.entry(name.to_owned()).or_default().push(slot);
            if let Some(items) = tree.items_at(path) {
                items.functions.iter().enumerate().for_each(|(at, it)| add(&it.name, Slot::Function(at)));
                items.variables.iter().enumerate().for_each(|(at, it)| add(&it.name, Slot::Variable(at)));
                items.aliases.iter().enumerate().for_each(|(at, it)| add(&it.name, Slot::Alias(at)));
                items.classes.iter().for_each(|it| add(&it.name, Slot::Class));
            }
            slots
        })
    }

    /// Whether the module at `path` has an item or a submodule called `name`.
    fn has(&mut self, tree: &Tree, path: &[String], name: &str) -> bool {
        tree.is_module(path, name) || self.of(tree, path).contains_key(name)
    }

    /// Adds an item to the module at `path`.
    fn add(&mut self, tree: &mut Tree, path: &[String], item: ReexportedItem) {
        let slots = self.of(tree, path);
        let items = tree.items(path);
        let (name, slot) = match item {
            ReexportedItem::Function(function) => {
                let added = (function.name.clone(), Slot::Function(items.functions.len()));
                items.functions.push(function);
                added
            }
            ReexportedItem::Variable(variable) => {
                let added = (variable.name.clone(), Slot::Variable(items.variables.len()));
                items.variables.push(variable);
                added
            }
            ReexportedItem::Alias(alias) => {
                let added = (alias.name.clone(), Slot::Alias(items.aliases.len()));
                items.aliases.push(alias);
                added
            }
        };
        slots.entry(name).or_default().push(slot);
    }
}

/// An item that a re-export adds.
enum ReexportedItem {
    Function(Function),
    Variable(Attribute),
    Alias(Alias),
}

/// Applies re-exports until none of them adds a name. A module may re-export names that it has from another one.
///
/// A re-export waits at most once, behind all that wait already. So many names that one module takes one by one are
/// read together by a re-export of all its names.
fn apply_all(reexports: &[Reexport<'_>], tree: &mut Tree, index: &mut SlotIndex) {
    let mut readers: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (index, reexport) in reexports.iter().enumerate() {
        readers.entry(&reexport.source).or_default().push(index);
    }
    let mut waiting: VecDeque<usize> = (0..reexports.len()).collect();
    let mut is_waiting = vec![true; reexports.len()];
    while let Some(next) = waiting.pop_front() {
        let (Some(reexport), Some(is_next_waiting)) = (reexports.get(next), is_waiting.get_mut(next)) else {
            continue;
        };
        *is_next_waiting = false;
        if reexport.apply(tree, index) {
            for &reader in readers.get(&*reexport.target).into_iter().flatten() {
                if is_waiting.get_mut(reader).is_some_and(|it| !std::mem::replace(it, true)) {
                    waiting.push_back(reader);
                }
            }
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
    fn apply(&self, tree: &mut Tree, index: &mut SlotIndex) -> bool {
        let mut names = self.names(tree);
        names.retain(|name| index.has(tree, &self.source, name) && !index.has(tree, &self.target, name));
        if names.is_empty() || self.source == self.target {
            return false;
        }
        for name in names {
            for item in self.copies(&name, tree, index) {
                index.add(tree, &self.target, item);
            }
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

    /// Returns the target's item for the source's item `name`. A function, variable or alias is copied.
    fn copies(&self, name: &str, tree: &Tree, index: &mut SlotIndex) -> Vec<ReexportedItem> {
        let slots = index.of(tree, &self.source).get(name).map(Vec::as_slice).unwrap_or_default();
        let Some(items) = tree.items_at(&self.source) else { return Vec::new() };
        let copy = |slot: &Slot| match *slot {
            Slot::Function(at) => items.functions.get(at).cloned().map(ReexportedItem::Function),
            Slot::Variable(at) => items.variables.get(at).cloned().map(ReexportedItem::Variable),
            Slot::Alias(at) => items.aliases.get(at).cloned().map(ReexportedItem::Alias),
            Slot::Class => None,
        };
        let mut copies: Vec<ReexportedItem> = slots.iter().filter_map(copy).collect();
        if slots.iter().any(|slot| matches!(slot, Slot::Class)) {
            copies.push(ReexportedItem::Alias(self.same(name, Expr::local(&self.source, &[name]))));
        } else if tree.is_module(&self.source, name) {
            let path: Vec<String> = self.source.iter().cloned().chain([name.to_owned()]).collect();
            let class = Expr::Name(Symbol::Protocol(path));
            copies.push(if self.style.attribute_form() == AttributeForm::Alias && self.target.is_empty() {
                ReexportedItem::Alias(self.same(name, class))
            } else {
                ReexportedItem::Variable(self.module_object(name, class))
            });
        }
        copies
    }

    /// Returns `name = value`.
    fn same(&self, name: &str, value: Expr) -> Alias {
        Alias {
            when: When::default(),
            comments: Comments::default(),
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
            when: When::default(),
            comments: Comments::default(),
            name: name.to_owned(),
            annotation: Some(class),
            value: None,
            doc: String::new(),
            ignore: Ignore::default(),
            position: self.fact.position.clone(),
        }
    }

    /// Reports names that the source does not have.
    fn check(&self, tree: &Tree, index: &mut SlotIndex, problems: &mut Vec<Problem>) {
        let ReexportFact { source, target, position, .. } = self.fact;
        for name in self.names(tree).iter().filter(|name| !index.has(tree, &self.source, name)) {
            let (target, source, name) = (target.clone(), source.clone(), name.clone());
            problems.push(ReexportRule::Unknown { target, source, name }.problem(position.clone()));
        }
    }
}

/// Adds the names of another package that `fact` lists to the module at `target`. A name that an item describes is left
/// out.
fn import(fact: &ReexportFact, target: &[String], tree: &mut Tree, index: &mut SlotIndex) {
    let (ReexportItems::Explicit(names) | ReexportItems::WildcardPlus(names)) = &fact.items else { return };
    for name in names {
        if !index.has(tree, target, name) {
            let alias = Alias {
                when: When::default(),
                comments: Comments::default(),
                name: name.clone(),
                value: Expr::external(&fact.source, name),
                object: Expr::typing("Any"),
                form: AliasForm::Import,
                doc: String::new(),
                position: fact.position.clone(),
            };
            index.add(tree, target, ReexportedItem::Alias(alias));
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
