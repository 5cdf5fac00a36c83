//! Finds the fragment of each function.

use super::super::data::{FragmentKind, Fragments, FunctionFragment};
use super::super::release::Release;
use super::candidates::{is_same_doc, narrow, places};
use super::modules::Exported;
use crate::generate::problem::Problem;
use crate::generate::rules::SurveyRule;
use crate::generate::survey::{
    Reference, Survey, SurveyedFunction, SurveyedParameter, SurveyedParameterKind,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The parts to join.
pub(super) struct FunctionJoin<'a, 'f> {
    pub(super) fragments: &'f Fragments,
    pub(super) survey: &'a Survey,
    pub(super) extension: &'a str,
    pub(super) exported: &'a Exported<'f>,
}

impl FunctionJoin<'_, '_> {
    /// Returns the fragments of each surveyed function, by the indices of both. One Rust function may be several in
    /// Python, which makes one for each module that it is added to.
    pub(super) fn join(&self, problems: &mut Vec<Problem>) -> BTreeMap<usize, Vec<usize>> {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, function) in self.fragments.functions.iter().enumerate() {
            if function.parent.is_none() {
                by_name.entry(&function.name).or_default().push(index);
            }
        }
        let mut found = BTreeMap::new();
        for (index, function) in self.survey.functions.iter().enumerate() {
            if let Some(fragment) = self.exported.functions.get(&index) {
                found.insert(index, vec![*fragment]);
                continue;
            }
            let mut candidates = by_name.get(function.name.as_str()).cloned().unwrap_or_default();
            candidates.retain(|candidate| self.is(*candidate, |fragment| has_parameters(fragment, function)));
            if self.fragments.release >= Release::V29 {
                let has_doc =
                    |fragment: &FunctionFragment| is_same_doc(fragment.doc.as_deref(), &function.doc);
                narrow(&mut candidates, |candidate| self.is(candidate, has_doc));
            }
            if candidates.is_empty() {
                continue;
            }
            if !self.are_alike(&candidates) {
                problems.push(self.ambiguity(index, function, &candidates));
            }
            found.insert(index, candidates);
        }
        if self.fragments.release < Release::V29 {
            self.add_renamed(&mut found);
        }
        found
    }

    /// Joins functions that have another name in Python, which PyO3 does not write before 0.29. Every exported function
    /// has a fragment, so it is the only one with these parameters that no other function has.
    fn add_renamed(&self, found: &mut BTreeMap<usize, Vec<usize>>) {
        let taken: BTreeSet<usize> = found.values().flatten().copied().collect();
        let is_open = |(index, fragment): &(usize, &FunctionFragment)| {
            fragment.parent.is_none() && !taken.contains(index)
        };
        let open: Vec<(usize, &FunctionFragment)> =
            self.fragments.functions.iter().enumerate().filter(is_open).collect();
        let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, function) in self.survey.functions.iter().enumerate() {
            // Without parameters, nothing but the name tells functions apart.
            if found.contains_key(&index) || function.parameters.as_ref().is_none_or(Vec::is_empty) {
                continue;
            }
            let mut fits = open.iter().filter(|(_, fragment)| has_parameters(fragment, function));
            if let (Some((fragment, _)), None) = (fits.next(), fits.next()) {
                claims.entry(*fragment).or_default().push(index);
            }
        }
        for (fragment, functions) in claims {
            if let [only] = functions.as_slice() {
                found.insert(*only, vec![fragment]);
            }
        }
    }

    fn is(&self, candidate: usize, test: impl Fn(&FunctionFragment) -> bool) -> bool {
        self.fragments.functions.get(candidate).is_some_and(test)
    }

    /// Whether it does not matter which of them is meant.
    fn are_alike(&self, candidates: &[usize]) -> bool {
        let mut all = candidates.iter().filter_map(|candidate| self.fragments.functions.get(*candidate));
        let Some(first) = all.next() else { return true };
        let signature = |it: &FunctionFragment| (it.parameters.clone(), it.returns.clone(), it.is_async);
        all.all(|other| signature(other) == signature(first))
    }

    fn ambiguity(&self, index: usize, function: &SurveyedFunction, candidates: &[usize]) -> Problem {
        let places = places(self.survey, self.extension, |it| *it == Reference::Function(index));
        let what = places.into_iter().next().unwrap_or_else(|| function.name.clone());
        let effect = "the stub has the types of all of them";
        let kind = "functions with this name and these parameters";
        SurveyRule::AmbiguousFragment { name: what, count: candidates.len(), kind, effect }.problem(None)
    }
}

/// Whether a fragment has the parameters that Python shows. If Python shows none, all parameters match.
fn has_parameters(fragment: &FunctionFragment, function: &SurveyedFunction) -> bool {
    let Some(shown) = &function.parameters else { return true };
    let is_same = |fragment: &super::super::data::ParameterFragment, shown: &SurveyedParameter| {
        fragment.name == shown.name && is_same_kind(fragment.kind, shown.kind)
    };
    fragment.parameters.len() == shown.len()
        && fragment.parameters.iter().zip(shown).all(|(fragment, shown)| is_same(fragment, shown))
}

fn is_same_kind(fragment: FragmentKind, shown: SurveyedParameterKind) -> bool {
    match fragment {
        FragmentKind::PositionalOnly => shown == SurveyedParameterKind::PositionalOnly,
        FragmentKind::PositionalOrKeyword => shown == SurveyedParameterKind::PositionalOrKeyword,
        FragmentKind::VarPositional => shown == SurveyedParameterKind::VarPositional,
        FragmentKind::KeywordOnly => shown == SurveyedParameterKind::KeywordOnly,
        FragmentKind::VarKeyword => shown == SurveyedParameterKind::VarKeyword,
    }
}
