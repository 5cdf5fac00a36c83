//! The items that `skip` leaves out, in Python.

use super::classes::places;
use super::ground::{Ground, stated};
use super::located::Located;
use super::skips::Skipped;
use super::witness::Reference;
use crate::facts::{Fact, SkippedFact};
use std::collections::{BTreeMap, BTreeSet};

/// A fact about an item that `skip` leaves out applies to every attribute that refers to the item.
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

/// The attributes that are the function or constant of `fact`: what is at the stated place if Python has it there, and
/// else everything of this name that no other fact explains.
fn attributes(
    ground: &Ground<'_>,
    fact: &SkippedFact,
    explained: &BTreeSet<(Vec<String>, String)>,
) -> BTreeSet<(Vec<String>, String)> {
    let is_open = |place: &(Vec<String>, String)| !explained.contains(place);
    let values = ground.named(&fact.name).filter(|(_, reference)| is_value(reference));
    let values = values.map(|(path, _)| ((path.to_vec(), fact.name.clone()), None));
    let functions = ground.functions(&fact.name);
    let functions = functions.map(|it| ((it.path.to_vec(), it.name.to_owned()), Some(it.index)));
    let open: Vec<_> = values.chain(functions).filter(|(place, _)| is_open(place)).collect();
    let at = stated(ground, fact);
    let is_at = |place: &(Vec<String>, String)| at.as_ref() == Some(place);
    let has_stated = open.iter().any(|(place, _)| is_at(place));
    let mut found = BTreeSet::new();
    for (place, function) in open.into_iter().filter(|(place, _)| !has_stated || is_at(place)) {
        // One function may have several attributes.
        let same = |reference: &Reference| function.is_some_and(|it| *reference == Reference::Function(it));
        let all = ground.survey.attributes().filter(|(_, _, other)| same(other));
        found.extend(all.map(|(path, name, _)| (path.to_vec(), name.to_owned())).filter(is_open));
        found.insert(place);
    }
    found
}

fn is_value(reference: &Reference) -> bool {
    match reference {
        Reference::Foreign(_) | Reference::Value(_) => true,
        Reference::Module(_) | Reference::Class(_) | Reference::Function(_) => false,
    }
}
