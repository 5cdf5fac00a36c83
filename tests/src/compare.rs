//! Compares committed files with those that a test made.
//!
//! `cargo accept` runs a test with `ACCEPT` set. A file that differs is then written instead of reported.

use crate::stubgen::Files;
use crate::{Outcome, when};
use std::path::Path;
use std::{env, fs};

/// The variable that makes a test write committed files, and its value. insta reads the same variable, so one command accepts
/// both snapshots and committed files.
const ACCEPT: (&str, &str) = ("INSTA_UPDATE", "always");

/// The steps if the difference is right.
pub const HELP: &str =
    "if the new one is right, run the test again with `cargo accept` instead of `cargo test`";

/// Whether files that differ are to be written.
#[must_use]
pub fn is_accepting() -> bool {
    let (variable, value) = ACCEPT;
    env::var_os(variable).is_some_and(|found| found == value)
}

/// Compares each of `made` with the file below `root` in the repository.
///
/// # Errors
///
/// The difference, for each file that has one.
pub fn files_with_committed(root: &Path, made: &Files) -> Outcome {
    let differences: Vec<_> =
        made.iter().filter_map(|(path, text)| with_committed(&root.join(path), text).err()).collect();
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n\n")) }
}

/// Compares the file `committed` with `made`, or writes it where changes are accepted.
///
/// # Errors
///
/// The difference.
pub fn with_committed(committed: &Path, made: &str) -> Outcome {
    if is_accepting() {
        return when(fs::write(committed, made), committed.display());
    }
    let name = committed.display();
    match fs::read_to_string(committed) {
        Ok(text) => {
            same(&text, made, &name.to_string()).map_err(|difference| format!("{difference}\nhelp: {HELP}"))
        }
        Err(error) => Err(format!("{name}: {error}\nhelp: {HELP}\n\n{made}")),
    }
}

/// `document` with `table` between the lines `begin` and `end`.
///
/// # Errors
///
/// That the document has no such lines.
pub fn with_table(document: &str, [begin, end]: [&str; 2], table: &str) -> Outcome<String> {
    let (before, rest) =
        document.split_once(begin).ok_or_else(|| format!("the document has no line `{begin}`"))?;
    let (_, after) = rest.split_once(end).ok_or_else(|| format!("the document has no line `{end}`"))?;
    Ok(format!("{before}{begin}\n\n{table}\n{end}{after}"))
}

/// Compares two stubs, file by file.
///
/// # Errors
///
/// The first difference.
pub fn same_files(expected: &Files, found: &Files, name: &str) -> Outcome {
    let places = |files: &Files| files.keys().map(|path| format!("{}\n", path.display())).collect::<String>();
    same(&places(expected), &places(found), name)?;
    expected.iter().zip(found).try_for_each(|((_, a), (_, b))| same(a, b, name))
}

/// Compares two texts.
///
/// # Errors
///
/// The difference.
pub fn same(expected: &str, found: &str, name: &str) -> Outcome {
    if expected == found {
        return Ok(());
    }
    let difference = similar::TextDiff::from_lines(expected, found);
    Err(difference.unified_diff().header(name, "made by this test").to_string())
}
