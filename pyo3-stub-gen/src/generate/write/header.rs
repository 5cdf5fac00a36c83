//! The comments at the top of a file.

use crate::generate::config::Config;
use crate::generate::model::Node;
use crate::generate::output::{BUNDLED_HEADER, HANDWRITTEN_HEADER, header};
use crate::generate::resolve::File;
use crate::text::dotted::last;
use crate::text::visible::push_visible;
use std::collections::HashSet;

/// Returns the header that marks a file that is generated for `extension`, the rules of ruff that the file breaks, and the
/// user's own lines.
pub(super) fn comments(extension: &str, file: &File, config: &Config, broken_rules: &[&str]) -> String {
    let mut text = format!("{}\n", header(extension));
    if config.bundled {
        text.push_str(&format!("{BUNDLED_HEADER}\n"));
    }
    for (stub, names) in handwritten(file, config) {
        let line = format!("{HANDWRITTEN_HEADER}{stub}: {}", names.join(", "));
        push_wrapped(&line, config.line_limit(), &mut text);
    }
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

/// Returns the names in `file` that come from each hand-written stub, in its order.
fn handwritten<'c>(file: &File, config: &'c Config) -> Vec<(&'c str, Vec<&'c str>)> {
    let mut declared = HashSet::new();
    if !config.extra_stubs.is_empty() {
        add_names(&file.nodes, &mut declared);
    }
    let stubs = config.extra_stubs.iter().filter(|stub| stub.module.starts_with(&file.path));
    let each = stubs.map(|stub| {
        // What nothing uses has been left out.
        let names = stub.listed.iter().map(String::as_str).filter(|name| declared.contains(last(name)));
        (stub.file.as_str(), names.collect::<Vec<_>>())
    });
    each.filter(|(_, names)| !names.is_empty()).collect()
}

fn add_names<'f>(nodes: &'f [Node], names: &mut HashSet<&'f str>) {
    for node in nodes {
        names.insert(node.name());
        if let Node::Class(class) = node {
            add_names(&class.body, names);
        }
    }
}

/// Adds the comment `line`, broken at spaces so that each line has at most `limit` characters if possible.
fn push_wrapped(line: &str, limit: usize, text: &mut String) {
    let mut width = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > limit {
            text.push_str("\n#  ");
            width = 3;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
}
