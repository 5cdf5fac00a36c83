//! Finds the function of the extension that each fact describes, by name, parameters and docstring.

use super::ground::{Ground, Stated, also, stated};
use super::witness::{Reference, SurveyedFunction};
use crate::facts::{Fact, FunctionFact, Position, SnippetFact, SnippetKind};
use crate::generate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// A function as facts describe it: its Rust signature, its overloads, and texts in Python.
struct DescribedFunction {
    name: String,
    module: Option<String>,
    /// The indices of the facts.
    facts: Vec<usize>,
    /// The index of the fact with the Rust signature.
    signature: Option<usize>,
    position: Option<Position>,
}

/// A function of the extension under one name.
struct Candidate<'s> {
    index: usize,
    function: &'s SurveyedFunction,
    paths: BTreeSet<Vec<String>>,
}

/// Gives each function fact the module where Python has the function. Returns the attributes that are such functions.
pub(super) fn locate_functions(
    facts: &mut [Fact],
    ground: &Ground<'_>,
    extra: &mut Vec<Fact>,
    dropped: &mut BTreeSet<usize>,
    problems: &mut Vec<Problem>,
) -> BTreeSet<(Vec<String>, String)> {
    let described = described(facts);
    let skipped = skipped(facts, ground);
    let mut by_name: BTreeMap<&str, Vec<&DescribedFunction>> = BTreeMap::new();
    for function in &described {
        by_name.entry(&function.name).or_default().push(function);
    }
    let mut moves: Vec<(&DescribedFunction, Vec<Vec<String>>)> = Vec::new();
    for (name, functions) in by_name {
        let mut candidates = candidates(ground, name);
        // First those whose stated module has such a function: an annotation that is true needs no further proof. A
        // module that was copied from another function is not true, so the parameters decide where they can. Text may
        // show other parameters than the function has.
        let signature = |function: &DescribedFunction| match facts.get(function.signature?) {
            Some(Fact::Function(fact)) => Some(fact),
            _ => None,
        };
        let agrees = |function: &DescribedFunction, candidate: &Candidate<'_>| {
            signature(function).is_none_or(|fact| has_same_parameters(fact, candidate.function))
        };
        let is_same = |function: &DescribedFunction, candidate: &Candidate<'_>| {
            agrees(function, candidate)
                && signature(function).is_none_or(|fact| has_same_doc(fact, candidate.function))
        };
        let mut open = functions;
        for is_sure in [true, false] {
            open.retain(|function| {
                let Stated::At(path) = ground.stated(function.module.as_deref()) else { return true };
                let is_there = |it: &Candidate<'_>| it.paths.contains(&path);
                let is_found = match is_sure {
                    true => candidates.iter().any(|it| is_there(it) && agrees(function, it)),
                    false => {
                        candidates.iter().any(is_there) && !candidates.iter().any(|it| agrees(function, it))
                    }
                };
                if is_found {
                    candidates.iter_mut().for_each(|it| {
                        it.paths.remove(&path);
                    });
                    candidates.retain(|it| !it.paths.is_empty());
                    moves.push((function, vec![path]));
                }
                !is_found
            });
        }
        // Then those that `skip` leaves out and Python has where they state.
        let mut unplaced = 0;
        for place in skipped.get(name).into_iter().flatten() {
            let at = place.as_ref().and_then(|path| candidates.iter().position(|it| it.paths.contains(path)));
            match at {
                Some(index) => drop(candidates.remove(index)),
                None => unplaced += 1,
            }
        }
        candidates.retain(|candidate| !candidate.paths.is_empty());
        let is_only = open.len() == 1;
        let fits = |function: &DescribedFunction, candidate: &Candidate<'_>| {
            let has_its_doc =
                |fact: &FunctionFact| !fact.doc.is_empty() && has_same_doc(fact, candidate.function);
            is_same(function, candidate) || is_only && signature(function).is_some_and(has_its_doc)
        };
        for function in &open {
            let own: Vec<&Candidate<'_>> = candidates.iter().filter(|it| fits(function, it)).collect();
            let mut rivals = open.iter().filter(|other| own.iter().any(|it| fits(other, it))).count();
            // A text in Python may describe the function that `skip` leaves out.
            if own.len() > 1 && function.signature.is_some() {
                rivals += unplaced;
            }
            let places: BTreeSet<Vec<String>> = own.iter().flat_map(|it| it.paths.iter().cloned()).collect();
            let position = function.position.as_ref();
            if places.is_empty() {
                let stated = ground.stated(function.module.as_deref());
                problems.extend(ground.absence(&stated, "function", name, position));
                dropped.extend(&function.facts);
            } else if rivals > 1 {
                problems.push(ground.ambiguity("functions", name, &places, position));
                dropped.extend(&function.facts);
            } else {
                let mut places: Vec<_> = places.into_iter().collect();
                places.sort_by_key(Vec::len);
                moves.push((function, places));
            }
        }
    }
    let mut explained = BTreeSet::new();
    for (function, places) in moves {
        explained.extend(places.iter().map(|path| (path.clone(), function.name.clone())));
        let Some((home, others)) = places.split_first() else { continue };
        let stated = ground.stated(function.module.as_deref());
        let position = function.position.as_ref();
        problems.extend(ground.contradiction(&stated, home, "function", &function.name, position));
        if stated != Stated::At(home.clone()) {
            function.facts.iter().for_each(|&index| put(facts.get_mut(index), ground.dotted(home)));
        }
        let name = function.name.as_str();
        extra.extend(others.iter().filter_map(|place| also(ground, (home, name), (place, name), false)));
    }
    explained
}

/// The paths of the modules that functions which `skip` leaves out state, by the functions' names.
fn skipped(facts: &[Fact], ground: &Ground<'_>) -> BTreeMap<String, Vec<Option<Vec<String>>>> {
    let mut found: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for fact in facts {
        if let Fact::Skipped(fact) = fact
            && fact.class.is_none()
        {
            let path = stated(ground, fact).map(|(path, _)| path);
            found.entry(fact.name.clone()).or_default().push(path);
        }
    }
    found
}

/// The functions that facts describe, in the order of the facts.
fn described(facts: &[Fact]) -> Vec<DescribedFunction> {
    let mut found: Vec<DescribedFunction> = Vec::new();
    let mut overloads = Vec::new();
    for (index, fact) in facts.iter().enumerate() {
        match fact {
            Fact::Function(fact) if fact.is_overload => {
                overloads.push((index, fact.name.clone(), fact.module.clone(), fact.position.clone()));
            }
            Fact::Function(fact) => found.push(DescribedFunction {
                name: fact.name.clone(),
                module: fact.module.clone(),
                facts: vec![index],
                signature: Some(index),
                position: Some(fact.position.clone()),
            }),
            Fact::Snippet(fact) => {
                let names = snippet_names(fact).into_iter();
                overloads.extend(names.map(|name| (index, name, fact.module.clone(), fact.position.clone())));
            }
            _ => {}
        }
    }
    for (index, name, module, position) in overloads {
        // The function that follows in the same file is the one that an overload is written for.
        let distance = |it: &DescribedFunction| {
            let line =
                it.position.as_ref().filter(|other| other.file == position.file).map(|other| other.line);
            line.map_or(u32::MAX, |line| line.abs_diff(position.line))
        };
        let same = found.iter_mut().filter(|it| it.name == name && it.module == module);
        match same.min_by_key(|it| distance(it)) {
            Some(function) => function.facts.push(index),
            None => found.push(DescribedFunction {
                name,
                module,
                facts: vec![index],
                signature: None,
                position: Some(position),
            }),
        }
    }
    found
}

/// The names of the functions that a text in Python defines.
fn snippet_names(fact: &SnippetFact) -> Vec<String> {
    match &fact.kind {
        SnippetKind::Overloads(name) => vec![name.clone()],
        SnippetKind::Functions => crate::generate::snippet_text::function_names(fact),
        SnippetKind::Methods(_)
        | SnippetKind::TypeAlias
        | SnippetKind::Method(_)
        | SnippetKind::MethodOverloads(_) => Vec::new(),
    }
}

fn put(fact: Option<&mut Fact>, module: String) {
    match fact {
        Some(Fact::Function(fact)) => fact.module = Some(module),
        Some(Fact::Snippet(fact)) => fact.module = Some(module),
        _ => {}
    }
}

/// The functions that some module has under the name `name`.
fn candidates<'s>(ground: &Ground<'s>, name: &str) -> Vec<Candidate<'s>> {
    let mut found: Vec<Candidate<'s>> = Vec::new();
    for (path, reference) in ground.named(name) {
        let Reference::Function(index) = reference else { continue };
        let Some(function) = ground.survey.functions.get(*index) else { continue };
        match found.iter_mut().find(|candidate| candidate.index == *index) {
            Some(candidate) => {
                candidate.paths.insert(path.to_vec());
            }
            None => found.push(Candidate { index: *index, function, paths: BTreeSet::from([path.to_vec()]) }),
        }
    }
    found
}

/// Whether both have the same parameters. Where Python shows none, nothing speaks against it.
fn has_same_parameters(fact: &FunctionFact, function: &SurveyedFunction) -> bool {
    let Some(parameters) = &function.parameters else { return true };
    let names = fact.parameters.iter().map(|parameter| &parameter.name);
    parameters.len() == fact.parameters.len() && names.eq(parameters.iter().map(|parameter| &parameter.name))
}

fn has_same_doc(fact: &FunctionFact, function: &SurveyedFunction) -> bool {
    fact.doc.trim() == function.doc.trim()
}
