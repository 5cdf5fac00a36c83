//! `TypeInfo { name, import, … }`: the literals of a type that is now a tree. A `TypeFields` has these fields, and a
//! `TypeInfo` is made from it.

use crate::edit::Edit;
use crate::rust::{Delimiter, Group, Node, split};

/// The type, and the one that has its fields now.
const TYPE: &str = "TypeInfo";
const FIELDS: &str = "TypeFields";

/// Fields that a literal has in any case.
const NEEDED: [&str; 2] = ["name", "import"];

/// The literals in a file.
#[derive(Debug, Default)]
pub struct Literals {
    /// The edits that make a `TypeFields` of each.
    pub edits: Vec<Edit>,
    /// How many there are.
    pub count: usize,
    /// Where fields are taken from another value, or taken apart, which cannot be rewritten.
    pub left: Vec<usize>,
}

/// Returns the literals in `nodes`. `library` is the name of this library in Rust paths.
pub fn literals(nodes: &[Node], library: &str) -> Literals {
    let mut found = Literals::default();
    find(nodes, library, &mut found);
    found
}

fn find(nodes: &[Node], library: &str, found: &mut Literals) {
    for (index, node) in nodes.iter().enumerate() {
        if let Node::Group(group) = node {
            find(&group.nodes, library, found);
        }
        if node.word() != Some(TYPE) {
            continue;
        }
        let Some(fields) = nodes.get(index + 1).and_then(|next| next.group(Delimiter::Brace)) else {
            continue;
        };
        if is_declaration(nodes.get(..index).unwrap_or_default()) || !has_fields(fields) {
            continue;
        }
        if is_other(fields) || is_pattern(nodes, index) {
            found.left.push(node.range().start);
            continue;
        }
        found.count += 1;
        found.edits.push(Edit::insert(node.range().end, format!("::from({library}::{FIELDS}")));
        found.edits.push(Edit::insert(fields.range.end, ")"));
    }
}

/// Whether the type after `before` is the result of a function or what an `impl` is for, so that a body follows it.
fn is_declaration(before: &[Node]) -> bool {
    // The path in front of the type: `library::`.
    let is_path = |node: &&Node| node.is(':') || matches!(node, Node::Ident(..)) && !is_word(node);
    let length = before.iter().rev().take_while(is_path).count();
    match before.get(..before.len() - length) {
        Some([.., dash, arrow]) if dash.is('-') && arrow.is('>') => true,
        Some([.., last]) => ["for", "impl", "struct", "enum", "union"].iter().any(|it| last.is_keyword(it)),
        Some([]) | None => false,
    }
}

/// Whether it is a keyword that may stand in front of a path.
fn is_word(node: &Node) -> bool {
    const WORDS: [&str; 13] = [
        "for", "impl", "struct", "enum", "union", "return", "let", "in", "match", "if", "else", "break",
        "move",
    ];
    WORDS.iter().any(|word| node.is_keyword(word))
}

/// Whether the group has the fields of a type, each with a value or as a variable.
fn has_fields(fields: &Group) -> bool {
    let names: Vec<&str> = split(&fields.nodes)
        .into_iter()
        .filter(|part| !matches!(part, [_, colon, second, ..] if colon.is(':') && second.is(':')))
        .filter_map(|part| part.first()?.word())
        .collect();
    NEEDED.iter().all(|needed| names.contains(needed))
}

/// Whether other fields come from another value, or are ignored: `..`.
fn is_other(fields: &Group) -> bool {
    split(&fields.nodes)
        .iter()
        .any(|part| matches!(part, [first, second, ..] if first.is('.') && second.is('.')))
}

/// Whether the literal at `index` takes a value apart.
fn is_pattern(nodes: &[Node], index: usize) -> bool {
    match nodes.get(index + 2..) {
        Some([equals, next, ..]) if equals.is('=') => !next.is('='),
        // A parameter: `TypeInfo { … }: TypeInfo`.
        Some([colon, ..]) if colon.is(':') => true,
        Some([..]) | None => false,
    }
}
