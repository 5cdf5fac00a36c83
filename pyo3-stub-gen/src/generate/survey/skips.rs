//! The names that `skip` leaves out.

use std::collections::{BTreeMap, BTreeSet};

/// The items and members that `skip` leaves out.
#[derive(Debug, Clone, Default)]
pub struct Skipped {
    /// The names of attributes, by the paths of their modules.
    pub(super) names: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// The indices of surveyed classes.
    pub(super) classes: BTreeSet<usize>,
    /// The names of members, by the ids of classes.
    pub(super) members: BTreeMap<u32, BTreeSet<String>>,
}

impl Skipped {
    /// Whether `skip` leaves out the attribute `name` of the module at `path`.
    pub(super) fn has_name(&self, path: &[String], name: &str) -> bool {
        self.names.get(path).is_some_and(|names| names.contains(name))
    }

    pub(super) fn add(&mut self, places: impl IntoIterator<Item = (Vec<String>, String)>) {
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
