//! Finds the class of the extension that each fact describes, by its name and its members.

use super::ground::{Ground, OtherPlace, Stated, also, stated};
use super::located::Located;
use super::witness::{Reference, SurveyedClass};
use crate::facts::{ClassFact, Fact, MethodsFact, SnippetKind};
use crate::generate::placement::Placement;
use crate::generate::problem::Problem;
use crate::generate::rules::SurveyRule;
use std::collections::{BTreeMap, BTreeSet};

/// The places at which the modules of an extension have one class: the paths of the modules, and the names there.
type ClassNames = BTreeSet<(Vec<String>, String)>;

/// Records the modules in which Python finds the classes that facts describe.
pub(super) fn locate_classes(
    facts: &[Fact],
    ground: &Ground<'_>,
    extra: &mut Vec<Fact>,
    dropped: &mut BTreeSet<usize>,
    located: &mut Located,
) {
    let places = places(ground);
    let blocks = blocks(facts);
    let mut by_name: BTreeMap<&str, Vec<(usize, &ClassFact)>> = BTreeMap::new();
    for (index, fact) in facts.iter().enumerate() {
        if let Fact::Class(class) = fact {
            by_name.entry(&class.name).or_default().push((index, class));
        }
    }
    let skipped = skipped(facts, ground);
    let mut surveyed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in places.keys() {
        if let Some(class) = ground.survey.classes.get(*index) {
            surveyed.entry(&class.name).or_default().push(*index);
        }
    }
    for (name, classes) in by_name {
        let mut candidates = surveyed.get(name).cloned().unwrap_or_default();
        let fits = |class: &ClassFact, surveyed: usize| {
            let methods = blocks.get(&class.id).map(Vec::as_slice).unwrap_or_default();
            ground.survey.classes.get(surveyed).is_some_and(|it| has_members(it, class, methods))
        };
        // First those that are where they state, unless another one has their members: its module was copied then.
        let mut open = classes.clone();
        for is_sure in [true, false] {
            open.retain(|(_, class)| {
                let there = ground_truth(ground, class, &places, &candidates);
                let is_true = |&surveyed: &usize| match is_sure {
                    true => fits(class, surveyed),
                    false => !candidates.iter().any(|&other| fits(class, other)),
                };
                let Some(surveyed) = there.filter(is_true) else { return true };
                candidates.retain(|&other| other != surveyed);
                settle(ground, class, surveyed, &places, extra, located);
                false
            });
        }
        for place in skipped.get(name).into_iter().flatten() {
            candidates.retain(|index| !places.get(index).is_some_and(|all| all.contains(place)));
        }
        let mut unplaced = Vec::new();
        for &(index, class) in &open {
            let own: Vec<usize> = candidates.iter().copied().filter(|&it| fits(class, it)).collect();
            let rivals = open.iter().filter(|(_, other)| own.iter().any(|&it| fits(other, it))).count();
            let stated = ground.stated(class.module.as_deref().filter(|_| class.module_is_placement));
            let position = Some(&class.position).filter(|position| position.line > 0);
            match own.as_slice() {
                [] => {
                    located.problems.extend(ground.absence(&stated, "class", name, position));
                    unplaced.push((index, class, ground.nearest(&stated)));
                }
                [only] if rivals == 1 => settle(ground, class, *only, &places, extra, located),
                _ => {
                    let all = own.iter().filter_map(|it| places.get(it)).flatten();
                    let paths: BTreeSet<Vec<String>> = all.map(|(path, _)| path.clone()).collect();
                    let modules = paths.iter().map(|path| ground.dotted(path)).collect();
                    located.ambiguous.insert((class.module.clone(), name.to_owned()), modules);
                    located.problems.push(ground.ambiguity("classes", name, &paths, position));
                    dropped.extend(facts_of(facts, index, class.id));
                }
            }
        }
        let placed: Vec<Vec<String>> =
            classes.iter().filter_map(|(_, class)| own_place(located, class)).collect();
        for (index, class, path) in &unplaced {
            let rivals = unplaced.iter().filter(|(_, _, other)| other == path).count();
            if rivals == 1 && !placed.contains(path) {
                located.places.leave_out(class.id, path.clone());
            } else {
                // The stub cannot declare two classes with one name, and Python has at most one of them.
                let modules = placed.iter().map(|path| ground.dotted(path)).collect();
                located.ambiguous.insert((class.module.clone(), name.to_owned()), modules);
                dropped.extend(facts_of(facts, *index, class.id));
            }
        }
    }
}

/// Returns the path of the module in which Python has a class under its own name.
fn own_place(located: &Located, class: &ClassFact) -> Option<Vec<String>> {
    let places = &located.places;
    let path =
        places.path(class.id).filter(|_| !places.is_left_out(class.id) && places.name(class.id).is_none());
    path.map(<[String]>::to_vec)
}

/// Returns the places that classes which `skip` leaves out state, by the classes' names.
fn skipped<'f>(facts: &'f [Fact], ground: &Ground<'_>) -> BTreeMap<&'f str, ClassNames> {
    let mut found: BTreeMap<&str, ClassNames> = BTreeMap::new();
    for fact in facts {
        if let Fact::Skipped(fact) = fact
            && fact.class.is_some()
        {
            found.entry(&fact.name).or_default().extend(stated(ground, fact));
        }
    }
    found
}

/// Returns the indices of the fact of a class and of those of its members. What describes one of several classes, and
/// not which, describes none.
fn facts_of(facts: &[Fact], class: usize, id: u32) -> impl Iterator<Item = usize> {
    let is_member = move |fact: &Fact| match fact {
        Fact::Methods(methods) => methods.class == id,
        Fact::Snippet(snippet) => match snippet.kind {
            SnippetKind::Methods(class)
            | SnippetKind::Method(class)
            | SnippetKind::MethodOverloads(class) => class == id,
            SnippetKind::Functions | SnippetKind::Overloads(_) | SnippetKind::TypeAlias => false,
        },
        _ => false,
    };
    let members = facts.iter().enumerate().filter(move |(_, fact)| is_member(fact)).map(|(index, _)| index);
    std::iter::once(class).chain(members)
}

/// The surveyed class at the place that the fact of `class` states.
fn ground_truth(
    ground: &Ground<'_>,
    class: &ClassFact,
    places: &BTreeMap<usize, ClassNames>,
    candidates: &[usize],
) -> Option<usize> {
    let Stated::At(path) = ground.stated(class.module.as_deref()) else { return None };
    let place = (path, class.name.clone());
    candidates.iter().copied().find(|index| places.get(index).is_some_and(|all| all.contains(&place)))
}

/// Notes that `class` is the class `surveyed`.
fn settle(
    ground: &Ground<'_>,
    class: &ClassFact,
    surveyed: usize,
    places: &BTreeMap<usize, ClassNames>,
    extra: &mut Vec<Fact>,
    located: &mut Located,
) {
    let Some(all) = places.get(&surveyed) else { return };
    let stated = ground.stated(class.module.as_deref());
    let Some(home) = home(all, &class.name, &stated) else { return };
    if class.module_is_placement {
        let position = Some(&class.position);
        located.problems.extend(ground.contradiction(&stated, &home.0, "class", &class.name, position));
    } else {
        located.problems.extend(other_module(ground, class, all, home));
    }
    let renamed = Some(home.1.clone()).filter(|name| *name != class.name);
    located.places.put(class.id, home.0.clone(), renamed);
    located.classes.insert(class.id, surveyed);
    for (path, name) in all.iter().filter(|place| *place != home) {
        match also(ground, (&home.0, &home.1), (path, name)) {
            OtherPlace::Reexported(fact) => extra.push(*fact),
            OtherPlace::Alias(alias) => located.aliases.push(alias),
        }
    }
}

/// Returns the problem of a class whose `#[pyclass(module = "…")]` is a module of the extension that does not have it. A
/// module around the extension may re-export the class.
fn other_module(
    ground: &Ground<'_>,
    class: &ClassFact,
    all: &ClassNames,
    home: &(Vec<String>, String),
) -> Option<Problem> {
    let stated = class.module.as_deref()?.trim();
    let Placement::Inside(path) = Placement::of(Some(stated), ground.extension) else { return None };
    if ground.survey.imported(stated).is_some() || all.iter().any(|(other, _)| *other == path) {
        return None;
    }
    let (name, stated, found) = (class.name.clone(), ground.dotted(&path), ground.dotted(&home.0));
    Some(SurveyRule::OtherModule { name, stated, found }.problem(Some(class.position.clone())))
}

/// The place where a class is defined in the stub: the stated one, else one where it has its own name, else the one
/// nearest to the root.
pub(super) fn home<'p>(
    places: &'p ClassNames,
    name: &str,
    stated: &Stated,
) -> Option<&'p (Vec<String>, String)> {
    places.iter().min_by_key(|(path, other)| {
        let is_stated = matches!(stated, Stated::At(said) if said == path);
        (other != name, !is_stated, path.len(), path.clone())
    })
}

/// Where the modules have each class, by its index.
pub(super) fn places(ground: &Ground<'_>) -> BTreeMap<usize, ClassNames> {
    let mut found: BTreeMap<usize, ClassNames> = BTreeMap::new();
    for (path, name, reference) in ground.survey.attributes() {
        if let Reference::Class(index) = reference {
            found.entry(*index).or_default().insert((path.to_vec(), name.to_owned()));
        }
    }
    found
}

fn blocks(facts: &[Fact]) -> BTreeMap<u32, Vec<&MethodsFact>> {
    let mut blocks: BTreeMap<u32, Vec<&MethodsFact>> = BTreeMap::new();
    for fact in facts {
        if let Fact::Methods(methods) = fact {
            blocks.entry(methods.class).or_default().push(methods);
        }
    }
    blocks
}

/// Whether `surveyed` has every member that facts describe, special methods left out: Python shows some of them under
/// other names.
fn has_members(surveyed: &SurveyedClass, class: &ClassFact, blocks: &[&MethodsFact]) -> bool {
    let properties = class.getters.iter().chain(&class.setters);
    let of_blocks = blocks.iter().flat_map(|block| {
        block.getters.iter().chain(&block.setters).chain(&block.constants).map(|member| &member.name)
    });
    let methods = blocks.iter().flat_map(|block| block.methods.iter().map(|method| &method.name));
    let skipped = class.skipped.iter().chain(blocks.iter().flat_map(|block| &block.skipped));
    let mut names = properties.map(|member| &member.name).chain(of_blocks).chain(methods).chain(skipped);
    names.all(|name| name.starts_with("__") || surveyed.members.contains_key(name))
        && (class.doc.is_empty() || class.doc.trim() == surveyed.doc.trim())
}
