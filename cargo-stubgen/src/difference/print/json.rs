//! The changes for programs.

use crate::difference::change::{Change, Difference};
use crate::difference::laid::SidePlace;
use crate::machine::{self, JSON_VERSION};
use crate::rules::Verdict;
use serde_json::{Value, json};
use std::path::Path;

/// Returns one JSON object in a line.
pub fn json(difference: &Difference) -> String {
    let step = difference.step();
    let versions = step.versions();
    let object = json!({
        "version": JSON_VERSION,
        "command": "diff",
        "old": difference.old,
        "new": difference.new,
        "breaks": difference.breaks(),
        "step": {
            "part": step.name(),
            "from": versions.as_ref().map(|it| &it.0),
            "to": versions.as_ref().map(|it| &it.1),
        },
        "counts": {
            "breaking": difference.count(Verdict::Breaking),
            "compatible": difference.count(Verdict::Compatible),
            "invisible": difference.count(Verdict::Invisible),
        },
        "changes": difference.changes.iter().map(change).collect::<Vec<_>>(),
        "unknown": difference.unknown,
    });
    format!("{object}\n")
}

fn change(change: &Change) -> Value {
    json!({
        "path": change.path,
        "code": change.rule.code,
        "verdict": change.verdict(),
        "allowed": change.is_allowed,
        "message": change.message,
        "old": change.old.as_ref().map(place),
        "new": change.new.as_ref().map(place),
    })
}

fn place(place: &SidePlace) -> Value {
    json!({"file": file(place), "line": place.line})
}

/// Returns a file from the root of the repository, if it is on disk.
pub fn file(place: &SidePlace) -> String {
    if place.is_on_disk { machine::path(Path::new(&place.file)) } else { place.file.clone() }
}
