//! Notes that would come on every run, and are printed once.

use crate::report::Report;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Prints each note once for each target directory.
#[derive(Debug, Clone)]
pub struct Reminders {
    /// Whether notes are printed at all.
    is_on: bool,
    /// The file that lists the notes that were printed, below the target directory.
    file: Option<PathBuf>,
}

impl Reminders {
    /// Returns the reminders of a project that builds in `target_directory`. Without one, notes are printed each time.
    pub fn new(is_on: bool, target_directory: Option<PathBuf>) -> Self {
        Self { is_on, file: target_directory.map(|directory| directory.join("cargo-stubgen/notes")) }
    }

    /// Prints `note`, unless an earlier run has printed it.
    pub fn remind(&self, note: &str, report: &Report) {
        if !self.is_on || !report.prints_notes() {
            return;
        }
        let mut printed = self.printed();
        if printed.insert(note.to_owned()) {
            report.note(note);
            self.remember(&printed);
        }
    }

    /// Returns the notes that were printed, one per line.
    fn printed(&self) -> BTreeSet<String> {
        let text = self.file.as_ref().and_then(|file| fs_err::read_to_string(file).ok());
        text.iter().flat_map(|text| text.lines()).map(str::to_owned).collect()
    }

    /// Writes the list. If that fails, the note is printed again the next time.
    fn remember(&self, printed: &BTreeSet<String>) {
        let Some(file) = &self.file else { return };
        let text: String = printed.iter().map(|note| format!("{note}\n")).collect();
        if let Some(directory) =
            file.parent().filter(|directory| directory.parent().is_some_and(|it| it.is_dir()))
        {
            let _ = fs_err::create_dir_all(directory).and_then(|()| fs_err::write(file, text));
        }
    }
}
