//! The comments above everything.

use crate::generate::config::Config;
use crate::generate::output::header;

/// Returns the header that marks a file that is generated for `extension`, the rules of ruff that the file breaks, and the
/// user's own lines.
pub(super) fn comments(extension: &str, config: &Config, broken_rules: &[&str]) -> String {
    let mut text = format!("{}\n", header(extension));
    if !broken_rules.is_empty() {
        text.push_str(&format!("# ruff: noqa: {}\n", broken_rules.join(", ")));
    }
    for line in config.header.iter().flat_map(|entry| entry.split('\n')) {
        let line = line.trim_end();
        text.push_str(if line.is_empty() { "#" } else { "# " });
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    text
}
