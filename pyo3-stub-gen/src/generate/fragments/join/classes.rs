//! Finds the fragment of each class.

use super::super::data::{ClassFragment, Fragments};
use super::super::release::Release;
use super::candidates::{is_same_doc, narrow, places};
use super::modules::Exported;
use crate::generate::problem::Problem;
use crate::generate::python::is_identifier;
use crate::generate::rules::SurveyRule;
use crate::generate::survey::{MemberKind, Reference, Survey, SurveyedClass};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The parts to join.
pub(super) struct ClassJoin<'a, 'f> {
    pub(super) fragments: &'f Fragments,
    pub(super) survey: &'a Survey,
    pub(super) extension: &'a str,
    pub(super) exported: &'a Exported<'f>,
}

/// The members of a class by fragments: names, and the names of each method's parameters.
type MembersByName<'f> = BTreeMap<&'f str, BTreeSet<Vec<&'f str>>>;

impl<'f> ClassJoin<'_, 'f> {
    /// Returns the fragment of each surveyed class, by the indices of both.
    pub(super) fn join(&self, problems: &mut Vec<Problem>) -> BTreeMap<usize, usize> {
        let members = self.members();
        let variants = self.variants();
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, class) in self.fragments.classes.iter().enumerate() {
            if class.parent.is_none() {
                by_name.entry(&class.name).or_default().push(index);
            }
        }
        let mut found = BTreeMap::new();
        let mut open: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, class) in
            self.survey.classes.iter().enumerate().filter(|(index, _)| !variants.contains(index))
        {
            let has_members = |candidate: usize| {
                let own = self.id(candidate).and_then(|id| members.get(id));
                own.is_none_or(|own| has_members(class, own))
            };
            let exported = self.exported.classes.get(&index).filter(|candidate| has_members(**candidate));
            if let Some(fragment) = exported {
                found.insert(index, *fragment);
                continue;
            }
            let mut candidates = by_name.get(class.name.as_str()).cloned().unwrap_or_default();
            candidates.retain(|candidate| has_members(*candidate));
            self.tell_apart(class, &members, &mut candidates);
            if !candidates.is_empty() {
                open.insert(index, candidates);
            }
        }
        settle(&mut open, &mut found);
        problems.extend(open.iter().map(|(index, candidates)| self.ambiguity(*index, candidates.len())));
        self.add_variants(&mut found);
        found
    }

    fn id(&self, fragment: usize) -> Option<&'f str> {
        self.fragments.classes.get(fragment).map(|class| class.id.as_str())
    }

    fn members(&self) -> HashMap<&'f str, MembersByName<'f>> {
        let mut found: HashMap<&str, MembersByName<'_>> = HashMap::new();
        for function in &self.fragments.functions {
            let Some(parent) = &function.parent else { continue };
            let names = function.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
            found.entry(parent).or_default().entry(&function.name).or_default().insert(names);
        }
        for attribute in &self.fragments.attributes {
            let Some(parent) = &attribute.parent else { continue };
            found.entry(parent).or_default().entry(&attribute.name).or_default();
        }
        found
    }

    /// The surveyed classes that are variants of an enum. PyO3 does not nest any other classes.
    fn variants(&self) -> BTreeSet<usize> {
        let nested = self.survey.classes.iter().enumerate().flat_map(|(outer, class)| {
            class.members.values().filter_map(|member| member.class).map(move |inner| (outer, inner))
        });
        nested.filter(|(outer, inner)| self.is_variant(*outer, *inner)).map(|(_, inner)| inner).collect()
    }

    fn is_variant(&self, outer: usize, inner: usize) -> bool {
        self.survey.classes.get(inner).is_some_and(|class| class.bases.contains(&Reference::Class(outer)))
    }

    /// Joins the variants of the enums that are in `found`.
    fn add_variants(&self, found: &mut BTreeMap<usize, usize>) {
        let fragments = self.fragments.classes.iter().enumerate();
        let by_parent: HashMap<(&str, &str), usize> = fragments
            .filter_map(|(index, class)| Some(((class.parent.as_deref()?, class.name.as_str()), index)))
            .collect();
        let mut variants = Vec::new();
        for (&outer, &fragment) in found.iter() {
            let (Some(class), Some(id)) = (self.survey.classes.get(outer), self.id(fragment)) else {
                continue;
            };
            for (name, member) in &class.members {
                if let (Some(inner), Some(fragment)) = (member.class, by_parent.get(&(id, name.as_str())))
                    && self.is_variant(outer, inner)
                {
                    variants.push((inner, *fragment));
                }
            }
        }
        found.extend(variants);
    }

    /// Keeps the best candidates, comparing one property after another.
    fn tell_apart(
        &self,
        class: &SurveyedClass,
        members: &HashMap<&str, MembersByName<'_>>,
        candidates: &mut Vec<usize>,
    ) {
        let own = |candidate| self.id(candidate).and_then(|id| members.get(id));
        narrow(candidates, |candidate| {
            shown(class).all(|name| own(candidate).is_some_and(|own| own.contains_key(name)))
        });
        if self.fragments.release >= Release::V29 {
            let doc = |fragment: &ClassFragment| is_same_doc(fragment.doc.as_deref(), &class.doc);
            narrow(candidates, |candidate| self.fragments.classes.get(candidate).is_some_and(doc));
        }
        narrow(candidates, |candidate| own(candidate).is_none_or(|own| has_parameters(class, own)));
        narrow(candidates, |candidate| {
            let constructor = own(candidate).is_some_and(|own| own.contains_key("__new__"));
            constructor == class.members.contains_key("__new__")
        });
    }

    fn ambiguity(&self, index: usize, candidates: usize) -> Problem {
        let places = places(self.survey, self.extension, |it| *it == Reference::Class(index));
        let name = self.survey.classes.get(index).map(|class| class.name.clone());
        let what = places.into_iter().next().or(name).unwrap_or_default();
        let effect = "the stub has no types for their members";
        let kind = "classes with this name and these members";
        SurveyRule::AmbiguousFragment { name: what, count: candidates, kind, effect }.problem(None)
    }
}

/// Moves classes from `open` to `found` if they have one candidate that no other class needs.
fn settle(open: &mut BTreeMap<usize, Vec<usize>>, found: &mut BTreeMap<usize, usize>) {
    loop {
        let taken: BTreeSet<usize> = found.values().copied().collect();
        open.values_mut().for_each(|candidates| candidates.retain(|candidate| !taken.contains(candidate)));
        open.retain(|_, candidates| !candidates.is_empty());
        let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (class, candidates) in open.iter() {
            if let [only] = candidates.as_slice() {
                claims.entry(*only).or_default().push(*class);
            }
        }
        let mut has_settled = false;
        for (fragment, classes) in claims {
            if let [only] = classes.as_slice() {
                found.insert(*only, fragment);
                open.remove(only);
                has_settled = true;
            }
        }
        if !has_settled {
            return;
        }
    }
}

/// Whether it is a special name, for which Python may show a different method than PyO3 describes.
fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// Whether `class` has every member of a fragment, apart from those that a class body cannot spell, which the survey
/// leaves out.
fn has_members(class: &SurveyedClass, members: &MembersByName<'_>) -> bool {
    let is_left_out = |name: &str| name.starts_with("__") || !is_identifier(name);
    members.keys().all(|name| is_left_out(name) || class.members.contains_key(*name))
}

/// The members of a class that PyO3 has a fragment for.
fn shown(class: &SurveyedClass) -> impl Iterator<Item = &str> {
    let has_fragment = |kind| match kind {
        MemberKind::Method
        | MemberKind::Classmethod
        | MemberKind::Staticmethod
        | MemberKind::Property
        | MemberKind::Value => true,
        MemberKind::New | MemberKind::Slot | MemberKind::Class | MemberKind::None => false,
    };
    let members =
        class.members.iter().filter(move |(name, member)| has_fragment(member.kind) && !is_special(name));
    members.map(|(name, _)| name.as_str())
}

/// Whether the methods of `class` have the parameters of a fragment's.
fn has_parameters(class: &SurveyedClass, members: &MembersByName<'_>) -> bool {
    class.members.iter().all(|(name, member)| {
        let shown = match member.kind {
            MemberKind::New => class.parameters.as_deref(),
            MemberKind::Method | MemberKind::Classmethod | MemberKind::Staticmethod => {
                member.parameters.as_deref()
            }
            MemberKind::Slot
            | MemberKind::Property
            | MemberKind::Class
            | MemberKind::None
            | MemberKind::Value => {
                return true;
            }
        };
        let (Some(shown), Some(described)) = (shown, members.get(name.as_str())) else { return true };
        let names: Vec<&str> = shown.iter().map(|parameter| parameter.name.as_str()).collect();
        described.contains(&names)
    })
}
