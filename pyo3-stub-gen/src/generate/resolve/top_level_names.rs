//! Names at the top of a file that are not hidden in it.

use crate::generate::model::{Node, visit};
use std::collections::HashSet;

/// Returns the names that `nodes` and the bodies of their classes define.
pub(super) fn defined(nodes: &[Node]) -> HashSet<String> {
    let mut names = HashSet::new();
    visit::nodes(nodes, &mut |node| {
        if !names.contains(node.name()) {
            names.insert(node.name().to_owned());
        }
    });
    names
}

/// Returns `name`, or `name` followed by a number if that is taken, and takes it.
pub(super) fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2u32;
    while !taken.insert(free.clone()) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}
