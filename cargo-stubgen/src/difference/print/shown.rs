//! What people see of a change, in each format.

use crate::difference::change::Change;

/// How many changes of each verdict are printed for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Those that users notice.
    Visible,
    /// All.
    All,
}

/// Returns where something was and is.
pub fn places(change: &Change) -> String {
    let places = [&change.old, &change.new];
    let places = places.into_iter().flatten().map(|it| format!("{}:{}", it.file, it.line));
    places.collect::<Vec<_>>().join(" -> ")
}
