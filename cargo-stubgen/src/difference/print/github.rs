//! The changes as workflow commands of GitHub, which shows them beside the lines of the new stub.

use super::json::file;
use crate::difference::change::{Change, Difference};
use crate::machine::{annotation, notice};
use crate::rules::Verdict;

/// Returns an annotation for each change that breaks users, and a notice with the step of the version.
pub fn github(difference: &Difference) -> String {
    let breaking = difference.changes.iter().filter(|it| it.verdict() == Verdict::Breaking);
    let annotations = breaking.map(command);
    let step = notice(None, "version", &difference.step().sentence());
    annotations.chain([step]).collect()
}

fn command(change: &Change) -> String {
    let place = change.new.as_ref().filter(|it| it.is_on_disk).map(|it| (file(it), it.line));
    let place = place.as_ref().map(|(file, line)| (file.as_str(), *line));
    let message = format!("`{}` {}", change.path, change.message);
    if change.is_allowed {
        notice(place, change.rule.code, &message)
    } else {
        annotation(place, change.rule.code, &message)
    }
}
