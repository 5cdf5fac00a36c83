//! The program of a project that only wrote its stub.

use crate::rust::{Delimiter, Node, Outline, RustItemKind, TokenGroup};
use crate::sources::SourceFile;
use std::collections::BTreeSet;

/// What such a program calls.
const GENERATES: &str = "generate";

/// The words that it may contain besides the names of its variables, of the crate and of the function that it calls: those
/// of the language, of results, and of loggers.
const WORDS: [&str; 39] = [
    "fn",
    "main",
    "let",
    "use",
    "as",
    "mut",
    "pub",
    "dyn",
    "crate",
    "std",
    "env",
    "env_logger",
    "logger",
    "Builder",
    "from_env",
    "Env",
    "default",
    "default_filter_or",
    "filter_or",
    "init",
    "log",
    "Box",
    "Error",
    "error",
    "Result",
    "Ok",
    "unwrap",
    "expect",
    "println",
    "pyo3_stub_gen",
    "StubInfo",
    "anyhow",
    "pyo3",
    "PyResult",
    "prelude",
    "tracing_subscriber",
    "fmt",
    "generate",
    "self",
];

/// Whether the program in `file` only writes the stub that one of the functions `gatherers` of the crate `library` collects.
pub fn only_generates(
    file: &SourceFile,
    outline: &Outline<'_>,
    library: &str,
    gatherers: &BTreeSet<String>,
) -> bool {
    let is_part = |kind| matches!(kind, RustItemKind::Use | RustItemKind::Fn | RustItemKind::MacroCall);
    let has_only_main = outline
        .items
        .iter()
        .all(|item| is_part(item.kind) && (item.kind != RustItemKind::Fn || item.name == Some("main")));
    let mut words = Vec::new();
    collect(&file.nodes, &mut words);
    let variables: BTreeSet<&str> = words
        .windows(2)
        .filter_map(|pair| match pair {
            ["let" | "mut", name] => Some(*name),
            _ => None,
        })
        .collect();
    let is_known = |word: &&str| {
        WORDS.contains(word) || variables.contains(word) || *word == library || gatherers.contains(*word)
    };
    has_only_main
        && words.iter().any(|word| gatherers.contains(*word))
        && words.contains(&GENERATES)
        && words.iter().all(is_known)
}

/// The attributes that change nothing in what a program does. Doc comments are among them.
const INERT: [&str; 5] = ["doc", "allow", "expect", "warn", "deny"];

/// Adds the words among `nodes`, those in groups too.
fn collect<'n>(nodes: &'n [Node], words: &mut Vec<&'n str>) {
    for node in nodes {
        match node {
            Node::Group(group) if is_inert(group) => {}
            Node::Group(group) => collect(&group.nodes, words),
            Node::Ident(..) => words.extend(node.word()),
            Node::Punct(..) | Node::Literal(..) => {}
        }
    }
}

/// Whether `group` is what an attribute without effect has between its brackets.
fn is_inert(group: &TokenGroup) -> bool {
    let name = group.nodes.first().and_then(Node::word);
    group.delimiter == Delimiter::Bracket && name.is_some_and(|name| INERT.contains(&name))
}

/// Whether one of `names` is a word among `nodes`.
pub fn mentions(nodes: &[Node], names: &BTreeSet<String>) -> bool {
    let mut words = Vec::new();
    collect(nodes, &mut words);
    words.iter().any(|word| names.contains(*word))
}
