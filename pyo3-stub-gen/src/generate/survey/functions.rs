//! Finds the function of the extension that each fact describes, by name, parameters and docstring.

use super::attached::Attached;
use super::comparison::{has_same_doc, has_same_parameters};
use super::ground::{FunctionPlace, Ground, OtherPlace, Stated, also, stated};
use super::witness::SurveyedFunction;
use crate::facts::{Fact, FunctionFact, Position, SnippetFact, SnippetKind, StubOption};
use crate::generate::problem::Problem;
use crate::generate::snippet_text;
use std::collections::{BTreeMap, BTreeSet};

/// An attribute: the path of its module, and its name.
type ItemPlace = (Vec<String>, String);

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

/// A function of the extension, and the attributes that are this function.
struct Candidate<'s> {
    index: usize,
    function: &'s SurveyedFunction,
    places: BTreeSet<ItemPlace>,
}

/// The attributes that are the function of some facts.
struct Claim<'d> {
    function: &'d DescribedFunction,
    places: BTreeSet<ItemPlace>,
    /// The index of the function, if the facts state where it is.
    stated: Option<usize>,
}

/// Gives each function fact the module where Python has the function. Returns the attributes that are such functions.
pub(super) fn locate_functions(
    facts: &mut [Fact],
    ground: &Ground<'_>,
    extra: &mut Vec<Fact>,
    dropped: &mut BTreeSet<usize>,
    attached: &Attached,
    problems: &mut Vec<Problem>,
) -> BTreeSet<ItemPlace> {
    let described = described(facts);
    let skipped = skipped(facts, ground);
    let mut by_name: BTreeMap<&str, Vec<&DescribedFunction>> = BTreeMap::new();
    for function in &described {
        by_name.entry(&function.name).or_default().push(function);
    }
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for (name, functions) in by_name {
        let namesakes = Namesakes { facts, ground, name };
        let mut candidates = candidates(ground, name);
        let (mut own, open) = namesakes.where_stated(functions, &mut candidates);
        let unplaced = leave_out(skipped.get(name).into_iter().flatten(), &mut candidates);
        let is_only = open.len() == 1 && unplaced == 0;
        let is_lone = is_only && candidates.len() == 1;
        for function in &open {
            let fits = |function: &DescribedFunction, it: &Candidate<'_>| {
                namesakes.is_same(function, it)
                    || is_only && namesakes.has_its_doc(function, it)
                    || is_lone && namesakes.has_no_other_doc(function, it)
            };
            let found: Vec<&Candidate<'_>> = candidates.iter().filter(|it| fits(function, it)).collect();
            let mut rivals = open.iter().filter(|other| found.iter().any(|it| fits(other, it))).count();
            // Python source may describe the function that `skip` leaves out.
            if found.len() > 1 && function.signature.is_some() {
                rivals += unplaced;
            }
            let places: BTreeSet<ItemPlace> = found.iter().flat_map(|it| it.places.iter().cloned()).collect();
            let position = function.position.as_ref();
            if places.is_empty() {
                let stated = ground.stated(function.module.as_deref());
                if !function.signature.is_some_and(|fact| attached.facts.contains(&fact)) {
                    problems.extend(ground.absence(&stated, "function", name, position));
                }
                dropped.extend(&function.facts);
            } else if rivals > 1 {
                let paths = places.iter().map(|(path, _)| path.clone()).collect();
                problems.push(ground.ambiguity("functions", name, &paths, position));
                dropped.extend(&function.facts);
            } else {
                own.push(Claim { function, places, stated: None });
            }
        }
        namesakes.claim_copies(&mut own, &candidates);
        claims.extend(own);
    }
    let mut explained = BTreeSet::new();
    let claims: Vec<_> = claims.into_iter().map(|claim| (claim.function, claim.places)).collect();
    for (function, places) in claims {
        explained.extend(places.iter().cloned());
        let stated = ground.stated(function.module.as_deref());
        let Some(home) = home(&places, &function.name, &stated).cloned() else { continue };
        let position = function.position.as_ref();
        problems.extend(ground.contradiction(&stated, &home.0, "function", &function.name, position));
        let module = (stated != Stated::At(home.0.clone())).then(|| ground.dotted(&home.0));
        let own: Vec<Fact> = function.facts.iter().filter_map(|&index| facts.get(index).cloned()).collect();
        for place in places.iter().filter(|place| **place != home) {
            match also(ground, (&home.0, &home.1), (&place.0, &place.1)) {
                OtherPlace::Reexported(fact) => extra.push(*fact),
                // A function is defined once more, as re-exports within one file are.
                OtherPlace::Alias(_) => extra.extend(own.iter().cloned().map(|mut fact| {
                    put(&mut fact, Some(ground.dotted(&place.0)), &function.name, &place.1);
                    fact
                })),
            }
        }
        for &index in &function.facts {
            if let Some(fact) = facts.get_mut(index) {
                put(fact, module.clone(), &function.name, &home.1);
            }
        }
    }
    explained
}

/// The properties that distinguish functions with the same name.
struct Namesakes<'a> {
    facts: &'a [Fact],
    ground: &'a Ground<'a>,
    name: &'a str,
}

impl<'d> Namesakes<'_> {
    fn signature(&self, function: &DescribedFunction) -> Option<&FunctionFact> {
        match self.facts.get(function.signature?) {
            Some(Fact::Function(fact)) => Some(fact),
            _ => None,
        }
    }

    /// Whether both have the same parameters. Python and a signature text may show parameters that the function lacks.
    fn agrees(&self, function: &DescribedFunction, candidate: &Candidate<'_>) -> bool {
        let has_other_text =
            |fact: &FunctionFact| fact.stub_options.values(StubOption::TextSignature).is_some();
        self.signature(function)
            .is_none_or(|fact| has_other_text(fact) || has_same_parameters(fact, candidate.function))
    }

    fn is_same(&self, function: &DescribedFunction, candidate: &Candidate<'_>) -> bool {
        self.agrees(function, candidate)
            && self.signature(function).is_none_or(|fact| has_same_doc(fact, candidate.function))
    }

    /// Whether the docstrings agree. This suffices for a single function and a single annotation with the same name,
    /// because the parameters of a hand-written record may be wrong.
    fn has_no_other_doc(&self, function: &DescribedFunction, candidate: &Candidate<'_>) -> bool {
        self.signature(function).is_none_or(|fact| has_same_doc(fact, candidate.function))
    }

    /// Whether both have the same docstring, which identifies the function if no other function has the name.
    fn has_its_doc(&self, function: &DescribedFunction, candidate: &Candidate<'_>) -> bool {
        let fact = self.signature(function);
        fact.is_some_and(|fact| !fact.doc.is_empty() && has_same_doc(fact, candidate.function))
    }

    /// Claims the functions whose stated module has them: an annotation that is true needs no further proof. A module that
    /// was copied from another function is not true, so the parameters decide where they can. Returns the functions that
    /// are open.
    fn where_stated(
        &self,
        functions: Vec<&'d DescribedFunction>,
        candidates: &mut Vec<Candidate<'_>>,
    ) -> (Vec<Claim<'d>>, Vec<&'d DescribedFunction>) {
        let mut claims: Vec<Claim<'_>> = Vec::new();
        let mut open = functions;
        for is_sure in [true, false] {
            open.retain(|function| {
                let Stated::At(path) = self.ground.stated(function.module.as_deref()) else { return true };
                let is_true = |it: &Candidate<'_>| match is_sure {
                    true => self.agrees(function, it),
                    false => !candidates.iter().any(|it| self.agrees(function, it)),
                };
                let there = candidates.iter().filter(|it| is_true(it)).filter_map(|it| {
                    let own = (path.clone(), self.name.to_owned());
                    let named = it.places.get(&own);
                    let place = named.or_else(|| it.places.iter().find(|place| place.0 == path))?;
                    Some((*place != own, it.index, place.clone()))
                });
                let Some((_, index, place)) = there.min() else { return true };
                for candidate in candidates.iter_mut() {
                    candidate.places.remove(&place);
                }
                claims.push(Claim { function, places: BTreeSet::from([place]), stated: Some(index) });
                false
            });
        }
        // Other candidates with the same object are the same function.
        for claim in &mut claims {
            let same = candidates.iter_mut().filter(|it| Some(it.index) == claim.stated);
            same.for_each(|it| claim.places.append(&mut it.places));
        }
        candidates.retain(|candidate| !candidate.places.is_empty());
        (claims, open)
    }

    /// A function that is added to several modules is a new object in each. Its parameters and docstring show that it is
    /// the same.
    fn claim_copies(&self, claims: &mut [Claim<'_>], candidates: &[Candidate<'_>]) {
        let taken: BTreeSet<ItemPlace> =
            claims.iter().flat_map(|claim| claim.places.iter().cloned()).collect();
        for candidate in candidates.iter().filter(|it| it.places.is_disjoint(&taken)) {
            let is_copy = |claim: &&mut Claim<'_>| {
                self.agrees(claim.function, candidate) && self.has_its_doc(claim.function, candidate)
            };
            let mut copies: Vec<_> = claims.iter_mut().filter(is_copy).collect();
            if let [only] = copies.as_mut_slice() {
                only.places.extend(candidate.places.iter().cloned());
            }
        }
    }
}

/// Removes from `candidates` the functions that `skip` leaves out and that Python has where they state. Returns how many
/// are left out somewhere else.
fn leave_out<'p>(
    skipped: impl Iterator<Item = &'p Option<Vec<String>>>,
    candidates: &mut Vec<Candidate<'_>>,
) -> usize {
    let mut unplaced = 0;
    for stated in skipped {
        let is_there = |it: &Candidate<'_>| it.places.iter().any(|(path, _)| Some(path) == stated.as_ref());
        match candidates.iter().position(is_there) {
            Some(index) => drop(candidates.remove(index)),
            None => unplaced += 1,
        }
    }
    unplaced
}

/// The place where a function is defined in the stub: one where it has its own name, the stated one, or the one nearest to
/// the root.
fn home<'p>(places: &'p BTreeSet<ItemPlace>, name: &str, stated: &Stated) -> Option<&'p ItemPlace> {
    places.iter().min_by_key(|(path, other)| {
        let is_stated = matches!(stated, Stated::At(said) if said == path);
        (!is_stated, other != name, path.len(), path.clone(), other.clone())
    })
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

/// The names of the functions that Python source defines.
fn snippet_names(fact: &SnippetFact) -> Vec<String> {
    match &fact.kind {
        SnippetKind::Overloads(name) => vec![name.clone()],
        SnippetKind::Functions => snippet_text::function_names(fact),
        SnippetKind::Methods(_)
        | SnippetKind::TypeAlias
        | SnippetKind::Method(_)
        | SnippetKind::MethodOverloads(_) => Vec::new(),
    }
}

/// Puts the function `own` of a fact under the name `name`, and into `module` if that is not the stated one.
fn put(fact: &mut Fact, module: Option<String>, own: &str, name: &str) {
    match fact {
        Fact::Function(fact) => {
            name.clone_into(&mut fact.name);
            fact.module = module.or_else(|| fact.module.take());
        }
        Fact::Snippet(fact) => {
            snippet_text::rename(fact, own, name);
            fact.module = module.or_else(|| fact.module.take());
        }
        _ => {}
    }
}

/// The functions that some module has under the name `name`, or that have it themselves.
fn candidates<'s>(ground: &Ground<'s>, name: &str) -> Vec<Candidate<'s>> {
    let mut found: Vec<Candidate<'s>> = Vec::new();
    for FunctionPlace { path, name, index } in ground.functions(name) {
        let Some(function) = ground.survey.functions.get(index) else { continue };
        let place = (path.to_vec(), name.to_owned());
        match found.iter_mut().find(|candidate| candidate.index == index) {
            Some(candidate) => {
                candidate.places.insert(place);
            }
            None => found.push(Candidate { index, function, places: BTreeSet::from([place]) }),
        }
    }
    found
}
