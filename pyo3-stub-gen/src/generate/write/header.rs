//! The comments at the top of a file.

use crate::generate::config::Config;
use crate::generate::model::Node;
use crate::generate::output::header;
use crate::generate::resolve::File;
use crate::text::visible::push_visible;

/// Returns the header that marks a file that is generated for `extension`, the rules of ruff that the file breaks, and the
/// user's own lines.
pub(super) fn comments(extension: &str, file: &File, config: &Config, broken_rules: &[&str]) -> String {
    let mut text = format!("{}\n", header(extension));
    for (stub, names) in handwritten(file, config) {
        let line = format!("# From {stub}: {}", names.join(", "));
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

/// Returns the names in `file` that come from each hand-written stub, in their order.
fn handwritten<'f>(file: &'f File, config: &'f Config) -> Vec<(&'f str, Vec<String>)> {
    let stubs = config.extra_stubs.iter();
    let each = stubs.map(|stub| {
        let mut names = Vec::new();
        named(&file.nodes, "", &stub.file, &mut names);
        (stub.file.as_str(), names)
    });
    each.filter(|(_, names)| !names.is_empty()).collect()
}

/// Adds the names of those of `nodes`, which are in `scope`, that were written in the file `stub`.
fn named(nodes: &[Node], scope: &str, stub: &str, names: &mut Vec<String>) {
    for node in nodes {
        let name = if scope.is_empty() { node.name().to_owned() } else { format!("{scope}.{}", node.name()) };
        if node.position().is_some_and(|position| position.file == stub) {
            if names.last() != Some(&name) {
                names.push(name);
            }
        } else if let Node::Class(class) = node {
            named(&class.body, &name, stub, names);
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
