//! Moves facts to the modules in which Python finds the items.

use super::aliases::locate_aliases;
use super::attached::attached;
use super::classes::locate_classes;
use super::functions::locate_functions;
use super::ground::{Ground, Stated};
use super::located::Located;
use super::skipped::skipped;
use super::witness::{Reference, Survey};
use crate::facts::{Fact, Facts, Position};
use crate::generate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// Moves every fact to the module in which `survey` has the item, removes facts about items that Python does not have,
/// and adds re-exports for items in several modules.
pub fn locate(
    facts: &mut Facts,
    survey: &Survey,
    extension: &str,
    is_foreign: &dyn Fn(&Position) -> bool,
) -> Located {
    let ground = Ground::new(survey, extension, is_foreign);
    let mut located = Located { attached: attached(&facts.facts, survey), ..Located::default() };
    let mut dropped = BTreeSet::new();
    let mut extra = Vec::new();
    let Located { attached, problems, .. } = &mut located;
    let mut explained =
        locate_functions(&mut facts.facts, &ground, &mut extra, &mut dropped, attached, problems);
    locate_classes(&facts.facts, &ground, &mut extra, &mut dropped, &mut located);
    locate_variables(&mut facts.facts, &ground, &mut dropped, &mut explained, &mut located.problems);
    locate_docs(&mut facts.facts, &ground, &mut dropped);
    locate_aliases(&facts.facts, &ground, &mut located);
    located.skipped = skipped(&facts.facts, &ground, &located, &explained);
    let mut index = 0;
    facts.facts.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
    facts.facts.extend(extra);
    located
}

/// Variables are told apart by their names.
fn locate_variables(
    facts: &mut [Fact],
    ground: &Ground<'_>,
    dropped: &mut BTreeSet<usize>,
    explained: &mut BTreeSet<(Vec<String>, String)>,
    problems: &mut Vec<Problem>,
) {
    for (index, fact) in facts.iter_mut().enumerate() {
        let Fact::Variable(fact) = fact else { continue };
        let stated = ground.stated(fact.module.as_deref());
        let root = Stated::At(Vec::new());
        let at = if stated == Stated::Nowhere { &root } else { &stated };
        if let Stated::At(path) = at
            && ground.module(path).is_some_and(|module| module.names.contains_key(&fact.name))
        {
            explained.insert((path.clone(), fact.name.clone()));
            continue;
        }
        let values = ground.named(&fact.name).filter(|(_, it)| matches!(it, Reference::Value(_)));
        let places: BTreeSet<Vec<String>> = values.map(|(path, _)| path.to_vec()).collect();
        let position = fact.position.as_ref();
        match places.first() {
            None => {
                problems.extend(ground.absence(&stated, "variable", &fact.name, position));
                dropped.insert(index);
            }
            Some(path) if places.len() == 1 => {
                problems.extend(ground.contradiction(&stated, path, "variable", &fact.name, position));
                explained.insert((path.clone(), fact.name.clone()));
                fact.module = Some(ground.dotted(path));
            }
            Some(_) => {
                problems.push(ground.ambiguity("variables", &fact.name, &places, position));
                dropped.insert(index);
            }
        }
    }
}

/// A docstring belongs to the module that shows it at run time.
fn locate_docs(facts: &mut [Fact], ground: &Ground<'_>, dropped: &mut BTreeSet<usize>) {
    let mut docs: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, fact) in facts.iter().enumerate() {
        let Fact::ModuleDoc(fact) = fact else { continue };
        match ground.stated(fact.module.as_deref()) {
            Stated::Nowhere => docs.entry(Vec::new()).or_default().push(index),
            Stated::At(path) => docs.entry(path).or_default().push(index),
            Stated::Elsewhere => {}
        }
    }
    for (path, indices) in docs {
        let module = ground.module(&path);
        for &index in &indices {
            let Some(Fact::ModuleDoc(fact)) = facts.get_mut(index) else { continue };
            let shows = |doc: &str| doc.trim() == fact.doc.trim();
            if let Some(module) = module
                && (indices.len() == 1 || shows(&module.doc))
            {
                continue;
            }
            // The macro for inline modules knows only the inner part of a path.
            let others = ground.survey.modules.iter();
            match others
                .filter(|module| module.path.ends_with(&path) && module.path != path)
                .find(|it| shows(&it.doc))
            {
                Some(other) if !fact.doc.is_empty() => fact.module = Some(ground.dotted(&other.path)),
                _ => {
                    dropped.insert(index);
                }
            }
        }
    }
}
