//! The forms of user code, as `truth/forms.txt` lists them.

use std::fs;
use stub_tests::{Outcome, places, when};

/// One thing that a user may write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its name in the table.
    pub name: String,
    /// The program.
    pub code: String,
    /// Which question it answers.
    pub kind: Kind,
}

/// The question that a form answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whether the checkers and the interpreter agree.
    Judged,
    /// Python permits it, and type checkers reject it on purpose.
    Forbidden,
}

impl Form {
    /// Its file. The name does not occur in the standard library.
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
