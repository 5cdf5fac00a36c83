//! The forms of user code, as `truth/forms.txt` lists them.

use std::fs;
use stub_tests::{Outcome, places, when};

/// One thing that a user may write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What it is called in the table.
    pub name: String,
    /// The program.
    pub code: String,
    /// What is asked about it.
    pub kind: Kind,
}

/// What is asked about a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whether the checkers and the interpreter agree.
    Judged,
    /// Python permits it, and type checkers mean to forbid it.
    Forbidden,
}

impl Form {
    /// The file it is put into. No module of the standard library has such a name.
    pub fn file(&self) -> String {
        format!("form_{}.py", self.name)
    }
}

/// Reads every form.
pub fn read() -> Outcome<Vec<Form>> {
    let path = places::tests().join("truth/forms.txt");
    let text = when(fs::read_to_string(&path), path.display())?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, code) = line.split_once('|').ok_or_else(|| format!("no `|` in: {line}"))?;
            let kind = if name.starts_with('~') { Kind::Forbidden } else { Kind::Judged };
            let name = name.trim_start_matches('~').to_owned();
            Ok(Form { name, code: format!("{}\n", code.replace("@@", "\n")), kind })
        })
        .collect()
}
