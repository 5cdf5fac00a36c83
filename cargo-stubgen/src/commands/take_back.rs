//! `cargo stubgen init --undo`: takes back what earlier runs have changed.

use super::editing::{here, root, show, target_directory};
use crate::args::InitArgs;
use crate::changes::{FileChange, Record, records, undo, write};
use crate::error::Error;
use crate::find::Extension;
use crate::report::{Report, counted};
use crate::rules::EditRule;
use crate::system::shown;
use std::process::ExitCode;

/// Takes back what earlier runs have changed.
pub(super) fn take_back(
    extensions: &[Extension],
    args: &InitArgs,
    report: &Report,
) -> Result<ExitCode, Error> {
    let (root, directory) = (root(extensions), target_directory(extensions, &args.common));
    let failed = |source| EditRule::NotWritten { path: shown(&directory).to_owned(), source };
    let found = records(&directory, &root).map_err(failed)?;
    if found.is_empty() {
        return Err(EditRule::NoRecord { directory: shown(&directory).to_owned() }.into());
    }
    // In the order in which they were made.
    let all: Vec<FileChange> = found.iter().rev().flat_map(|record| record.changes.iter().cloned()).collect();
    let (changes, problems) = undo(&all).map_err(failed)?;
    if args.dry_run {
        return show(&changes, &|path| path.to_owned());
    }
    write(&changes)?;
    found.into_iter().try_for_each(Record::remove).map_err(failed)?;
    problems.iter().for_each(|problem| report.problem(problem, &here()));
    let count = changes.iter().filter(|change| change.is_change()).count();
    report.status("Restored", counted(count, "file"));
    Ok(ExitCode::SUCCESS)
}
