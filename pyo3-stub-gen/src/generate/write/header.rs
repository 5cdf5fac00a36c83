//! The comments at the top of a file.

use crate::generate::config::Config;
use crate::generate::output::header;
use crate::text::visible::push_visible;

/// Returns the header that marks a file that is generated for `extension`, the rules of ruff that the file breaks, and the
/// user's own lines.
pub(super) fn comments(extension: &str, config: &Config, broken_rules: &[&str]) -> String {
    let mut text = format!("{}\n", header(extension));
    if !broken_rules.is_empty() {
        text.push_str(&format!("# ruff: noqa: {}\n", broken_rules.join(", ")));
    }
    // A comment ends where Python's line ends.
    for line in config.header.iter().flat_map(|entry| entry.split(['\n', '\r'])) {
        let line = line.trim_end();
        text.push_str(if line.is_empty() { "#" } else { "# " });
        line.chars().for_each(|c| push_visible(c, &mut text));
        text.push('\n');
    }
    text.push('\n');
    text
}
