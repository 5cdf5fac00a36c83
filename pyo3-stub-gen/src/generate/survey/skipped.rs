//! What `skip` leaves out, as Python has it.

use super::classes::places;
use super::ground::{Ground, Stated};
use super::located::Located;
use super::witness::Reference;
use crate::facts::{Fact, SkippedFact};
use std::collections::{BTreeMap, BTreeSet};

/// The items and members that `skip` leaves out.
#[derive(Debug, Clone, Default)]
pub struct Skipped {
    /// The names of attributes, by the paths of their modules.
    names: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// The indices of surveyed classes.
    classes: BTreeSet<usize>,
    /// The names of members, by the ids of classes.
    members: BTreeMap<u32, BTreeSet<String>>,
}

impl Skipped {
    /// Whether `skip` leaves out the attribute `name` of the module at `path`.
    pub(super) fn has_name(&self, path: &[String], name: &str) -> bool {
        self.names.get(path).is_some_and(|names| names.contains(name))
    }

    fn add(&mut self, places: impl IntoIterator<Item = (Vec<String>, String)>) {
        for (path, name) in places {
            self.names.entry(path).or_default().insert(name);
        }
    }

    /// Whether `skip` leaves out the surveyed class with this index.
    pub(super) fn has_class(&self, index: usize) -> bool {
        self.classes.contains(&index)
    }

    /// The members of the class with the number `id` that `skip` leaves out.
    pub(super) fn members(&self, id: u32) -> impl Iterator<Item = &str> {
        self.members.get(&id).into_iter().flatten().map(String::as_str)
    }
}

/// What `facts` say of one item that `skip` leaves out is true of every attribute that the item has.
///
/// `explained` are the attributes that other facts describe, classes left out. They are not skipped.
pub(super) fn skipped(
    facts: &[Fact],
    ground: &Ground<'_>,
    located: &Located,
    explained: &BTreeSet<(Vec<String>, String)>,
) -> Skipped {
    let mut skipped = Skipped::default();
    let classes = places(ground);
    let described: BTreeSet<usize> = located.classes.values().copied().collect();
    for fact in facts {
        match fact {
            Fact::Skipped(fact) if fact.class.is_some() => {
                let is_it = |index: &usize| {
                    !described.contains(index)
                        && ground.survey.classes.get(*index).is_some_and(|class| class.name == fact.name)
                };
                let named: Vec<usize> = classes.keys().copied().filter(is_it).collect();
                let stated = stated(ground, fact).and_then(|place| {
                    named
                        .iter()
                        .copied()
                        .find(|index| classes.get(index).is_some_and(|all| all.contains(&place)))
                });
                let found = stated.map_or(named, |index| vec![index]);
                let all = found.iter().filter_map(|index| classes.get(index)).flatten();
                skipped.add(all.cloned());
                skipped.classes.extend(found);
            }
            Fact::Skipped(fact) => skipped.add(attributes(ground, fact, explained)),
            Fact::Class(class) => note(&mut skipped.members, class.id, &class.skipped),
            Fact::Methods(block) => note(&mut skipped.members, block.class, &block.skipped),
            Fact::Function(_)
            | Fact::Variable(_)
            | Fact::TypeAlias(_)
            | Fact::ModuleDoc(_)
            | Fact::Reexport(_)
            | Fact::ExportVerbatim(_)
            | Fact::ExcludeFromAll(_)
            | Fact::Snippet(_)
            | Fact::Warning(_) => {}
        }
    }
    skipped
}

fn note(members: &mut BTreeMap<u32, BTreeSet<String>>, class: u32, names: &[String]) {
    if !names.is_empty() {
        members.entry(class).or_default().extend(names.iter().cloned());
    }
}

/// The attribute that a fact states.
pub(super) fn stated(ground: &Ground<'_>, fact: &SkippedFact) -> Option<(Vec<String>, String)> {
    match ground.stated(fact.module.as_deref()) {
        Stated::At(path) => Some((path, fact.name.clone())),
        Stated::Nowhere | Stated::Elsewhere => None,
    }
}

/// The attributes that are the function or constant of `fact`: what is at the stated place if Python has it there, and
/// else everything of this name that no other fact explains.
fn attributes(
    ground: &Ground<'_>,
    fact: &SkippedFact,
    explained: &BTreeSet<(Vec<String>, String)>,
) -> BTreeSet<(Vec<String>, String)> {
    let is_open = |place: &(Vec<String>, String)| !explained.contains(place);
    let named = ground.named(&fact.name).filter(|(_, reference)| !is_container(reference));
    let open: Vec<_> = named
        .map(|(path, reference)| ((path.to_vec(), fact.name.clone()), reference))
        .filter(|(place, _)| is_open(place))
        .collect();
    let at = stated(ground, fact);
    let is_at = |place: &(Vec<String>, String)| at.as_ref() == Some(place);
    let has_stated = open.iter().any(|(place, _)| is_at(place));
    let mut found = BTreeSet::new();
    for (place, reference) in open.into_iter().filter(|(place, _)| !has_stated || is_at(place)) {
        // One function may have several attributes.
        if let Reference::Function(_) = reference {
            let all = ground.survey.attributes().filter(|(_, _, other)| *other == reference);
            found.extend(all.map(|(path, name, _)| (path.to_vec(), name.to_owned())).filter(is_open));
        }
        found.insert(place);
    }
    found
}

fn is_container(reference: &Reference) -> bool {
    match reference {
        Reference::Module(_) | Reference::Class(_) => true,
        Reference::Function(_) | Reference::Foreign(_) | Reference::Value(_) => false,
    }
}
