//! The stub in the repository against the one that was just made.

use crate::stubgen::Files;
use crate::{Outcome, when};
use std::path::Path;
use std::{env, fs};

/// The variable that lets a test write the stubs it would compare with.
const UPDATE: &str = "UPDATE_STUBS";

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

/// Compares the file `committed` with `made`. With `UPDATE_STUBS=1` it is written instead.
///
/// # Errors
///
/// The difference.
pub fn with_committed(committed: &Path, made: &str) -> Outcome {
    if env::var_os(UPDATE).is_some_and(|value| value == "1") {
        return when(fs::write(committed, made), committed.display());
    }
    let name = committed.display();
    let help = format!("if the new stub is right, run the test again with {UPDATE}=1");
    match fs::read_to_string(committed) {
        Ok(text) => {
            same(&text, made, &name.to_string()).map_err(|difference| format!("{difference}\n{help}"))
        }
        Err(error) => Err(format!("{name}: {error}\n{help}\n\n{made}")),
    }
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
