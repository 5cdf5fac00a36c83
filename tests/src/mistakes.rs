//! Python lines that the interpreter rejects, and that the type checkers must reject too.

use crate::checkers::{self, Checker};
use crate::{Outcome, when};
use std::fs;
use std::path::Path;

/// The name of the file in a fixture, and in the directory that it is checked in.
pub const FILE: &str = "mistakes.py";

/// Checks that the interpreter and every checker reject each line of `code` below its imports.
///
/// # Errors
///
/// The lines that Python or a checker accepts.
pub fn are_found(site: &Path, code: &str) -> Outcome {
    when(fs::write(site.join(FILE), code), "writing the mistakes")?;
    let lines: Vec<(usize, &str)> =
        code.lines().enumerate().map(|(index, line)| (index + 1, line.trim())).collect();
    let (imports, mistakes): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with(['#', '"']))
        .partition(|(_, line)| line.starts_with("import "));
    let imports: String = imports.iter().map(|(_, line)| format!("{line}\n")).collect();

    let mut accepted = Vec::new();
    for (_, line) in &mistakes {
        let alone = format!(
            "{imports}try:\n    {line}\nexcept (AttributeError, TypeError):\n    pass\nelse:\n    raise SystemExit(1)\n"
        );
        when(fs::write(site.join("mistake.py"), alone), "writing a mistake")?;
        if checkers::python(site, Path::new("mistake.py")).is_err() {
            accepted.push(format!("Python runs `{line}`"));
        }
    }
    for checker in Checker::ALL {
        let found = checker.check(site, &[Path::new(FILE)]).err().unwrap_or_default();
        for (number, line) in &mistakes {
            if !found.contains(&format!("{FILE}:{number}:")) {
                accepted.push(format!("{} accepts `{line}`", checker.name()));
            }
        }
    }
    if accepted.is_empty() { Ok(()) } else { Err(accepted.join("\n")) }
}
