//! Merges `__all__`.

use super::conditions::{Target, conditions};
use crate::generate::model::{ConditionalExports, When};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the names that all targets export, and those that some of them export, with their conditions.
///
/// Without a common name, each list is written as a whole.
pub(super) fn merged(
    targets: &[Target],
    lists: &[(usize, Vec<String>)],
) -> (Vec<String>, Vec<ConditionalExports>) {
    let all: Vec<usize> = lists.iter().map(|(index, _)| *index).collect();
    let names: BTreeSet<&String> = lists.iter().flat_map(|(_, list)| list).collect();
    let having = |name: &String| -> Vec<usize> {
        lists.iter().filter(|(_, list)| list.contains(name)).map(|(index, _)| *index).collect()
    };
    let common: Vec<String> =
        names.iter().filter(|name| having(name).len() == all.len()).map(|name| (*name).clone()).collect();
    let mut groups: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
    if common.is_empty() {
        let mut whole: BTreeMap<&Vec<String>, Vec<usize>> = BTreeMap::new();
        lists.iter().for_each(|(index, list)| whole.entry(list).or_default().push(*index));
        groups.extend(whole.into_iter().map(|(list, indices)| (indices, list.clone())));
    } else {
        let others = names.iter().filter(|name| !common.contains(name));
        others.for_each(|name| groups.entry(having(name)).or_default().push((*name).clone()));
    }
    let mut conditional: Vec<(When, Vec<String>)> = Vec::new();
    for (indices, names) in groups {
        for when in conditions(targets, &all, &indices) {
            match conditional.iter_mut().find(|(known, _)| *known == when) {
                Some((_, known)) => known.extend(names.clone()),
                None => conditional.push((when, names.clone())),
            }
        }
    }
    conditional.retain(|(_, names)| !names.is_empty());
    conditional.sort_by(|(a, _), (b, _)| a.tests().cmp(&b.tests()));
    (common, conditional.into_iter().map(|(when, names)| ConditionalExports { when, names }).collect())
}
