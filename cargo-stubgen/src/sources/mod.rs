//! The Rust files of a crate: those that the compiler reads from the root of the library, without tests.
//!
//! It must not know PyO3 or this library.

mod file;
mod items;
mod modules;
#[cfg(test)]
mod tests;

pub use file::SourceFile;
pub use items::{is_for_tests, module_name};

use crate::rules::EditRule;
use crate::system::shown;
use modules::{ModulePlace, declared};
use pyo3_stub_gen::generate::Problem;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files of a crate.
#[derive(Debug, Default)]
pub struct SourceFiles {
    /// The files, in the order in which the compiler finds them.
    pub files: Vec<SourceFile>,
    /// The files that could not be read, and those that are not known here.
    pub problems: Vec<Problem>,
}

/// Returns the files that are reachable from each of the files `roots`. Those outside the directory `within` are left out.
pub fn reachable(roots: &[PathBuf], within: &Path) -> SourceFiles {
    let mut found = SourceFiles::default();
    let mut seen = BTreeSet::new();
    let within = within.canonicalize().unwrap_or_else(|_| within.to_owned());
    for root in roots {
        let mut open = vec![ModulePlace::of_root(root)];
        while let Some(place) = open.pop() {
            // A module that a condition leaves out need not have a file.
            let Ok(path) = place.file.canonicalize() else { continue };
            if !seen.insert(path.clone()) {
                continue;
            }
            if !path.starts_with(&within) {
                let path = shown(&path).to_owned();
                found.problems.push(EditRule::OutsideWorkspace { path }.problem(None));
                continue;
            }
            match fs_err::read(&path).map(String::from_utf8) {
                Ok(Ok(text)) => match SourceFile::of(path, text) {
                    Ok(file) => {
                        let mut declared = declared(&file, &place);
                        found.problems.append(&mut declared.problems);
                        // The last one is taken first.
                        open.extend(declared.places.into_iter().rev());
                        found.files.push(file);
                    }
                    Err(problem) => found.problems.push(*problem),
                },
                Ok(Err(error)) => found.problems.push(unreadable(path, error.utf8_error().to_string())),
                Err(error) => found.problems.push(unreadable(path, error.to_string())),
            }
        }
    }
    found
}

fn unreadable(path: PathBuf, reason: String) -> Problem {
    EditRule::Unreadable { path: shown(&path).to_owned(), reason }.problem(None)
}
