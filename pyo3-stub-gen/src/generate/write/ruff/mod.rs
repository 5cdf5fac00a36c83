//! The ruff rules that a stub violates because of the behaviour at run time or the source of the extension. The header
//! names them, so `ruff check` has no findings for any selection of rules. It also names `RUF100`, which reports rules
//! that are named but not selected.

mod docstrings;
mod found;
mod lines;
mod names;
mod statements;
mod types;
mod values;

use crate::generate::config::Config;
use crate::generate::resolve::File;
use found::Found;

/// Returns the codes of the rules that `file` violates. Its text below the header is `body`.
pub(super) fn broken_rules(file: &File, config: &Config, body: &str) -> Vec<&'static str> {
    let mut found = Found::default();
    lines::check(body, config.line_limit(), &mut found);
    if config.docstrings {
        docstrings::check_text(&file.doc, &mut found);
    }
    types::check_imports(&file.imports, config, &mut found);
    statements::check(file, config, &mut found);
    found.add_if(!config.header.iter().any(|line| line.to_lowercase().contains("copyright")), "CPY001");
    found.add_if(!found.0.is_empty(), "RUF100");
    found.0.into_iter().collect()
}
