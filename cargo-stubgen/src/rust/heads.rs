//! The head of an item: which kind of item it is, and its name.

use super::kinds::RustItemKind;
use super::nodes::{Delimiter, Node, TokenGroup};

use std::ops::Range;

/// An item without its attributes.
pub(super) struct Head<'n> {
    pub kind: RustItemKind,
    /// The name, or the name of the type that an `impl` is for.
    pub name: Option<&'n str>,
    /// The last word of the trait that an `impl` implements.
    pub of_trait: Option<&'n str>,
    /// The words of the path of a macro that is called.
    pub path: Vec<&'n str>,
    /// The bytes of that path.
    pub path_range: Range<usize>,
    /// The group that ends the item, such as the body of a function.
    pub body: Option<&'n TokenGroup>,
    /// How many nodes it has, the body or semicolon included.
    pub length: usize,
}

/// Words that may be in front of the keyword of an item.
const QUALIFIERS: [&str; 7] = ["async", "auto", "const", "default", "extern", "safe", "unsafe"];

/// Returns the head of the item at the beginning of `nodes`.
pub(super) fn head(nodes: &[Node]) -> Option<Head<'_>> {
    let mut at = visibility(nodes);
    loop {
        let node = nodes.get(at)?;
        let kind = match node {
            Node::Ident(word, _) => kind_of(word),
            Node::Punct(..) | Node::Literal(..) | Node::Group(_) => None,
        };
        let next = nodes.get(at + 1);
        // `const NAME: …` and `const fn`, `unsafe { … }` and `unsafe fn`.
        let is_qualifier = QUALIFIERS.iter().any(|word| node.is_keyword(word))
            && next.is_some_and(|next| {
                next.word().is_some_and(|word| kind_of(word).is_some() || QUALIFIERS.contains(&word))
                    || (matches!(next, Node::Literal(..)) && node.is_keyword("extern"))
            });
        if is_qualifier {
            at += if matches!(next, Some(Node::Literal(..))) { 2 } else { 1 };
            continue;
        }
        return match kind {
            Some(kind) => item(nodes, at, kind),
            None => macro_call(nodes, at),
        };
    }
}

/// Returns how many nodes `pub` or `pub(…)` has.
fn visibility(nodes: &[Node]) -> usize {
    match nodes {
        [first, second, ..] if first.is_keyword("pub") => {
            1 + usize::from(second.group(Delimiter::Parenthesis).is_some())
        }
        [dollar, vis, ..] if dollar.is('$') && vis.word() == Some("vis") => 2,
        _ => 0,
    }
}

fn kind_of(keyword: &str) -> Option<RustItemKind> {
    Some(match keyword {
        "struct" => RustItemKind::Struct,
        "enum" => RustItemKind::Enum,
        "union" => RustItemKind::Union,
        "fn" => RustItemKind::Fn,
        "impl" => RustItemKind::Impl,
        "mod" => RustItemKind::Mod,
        "use" => RustItemKind::Use,
        "trait" => RustItemKind::Trait,
        "const" => RustItemKind::Const,
        "static" => RustItemKind::Static,
        "type" => RustItemKind::Type,
        _ => return None,
    })
}

/// Returns the item whose keyword is at `at`.
fn item(nodes: &[Node], at: usize, kind: RustItemKind) -> Option<Head<'_>> {
    let start = at + 1;
    let rest = nodes.get(start..)?;
    let name = rest.first().and_then(Node::word);
    // `union` and `type` are words elsewhere, and so is `impl` in a type.
    // A macro may provide the name: `$name`, or `[<Py $name>]` in `paste!`.
    let is_given = |node: &Node| node.is('$') || node.group(Delimiter::Bracket).is_some();
    let is_named = name.is_some() || rest.first().is_some_and(is_given);
    if !is_named && !matches!(kind, RustItemKind::Impl | RustItemKind::Use) {
        return None;
    }
    let (end, body) = end(rest, kind);
    let before = rest.get(..end).unwrap_or(rest);
    let (name, of_trait) = match kind {
        RustItemKind::Impl => implemented(before),
        RustItemKind::Use => (None, None),
        _ => (name, None),
    };
    let length = start + (end + 1).min(rest.len());
    Some(Head { kind, name, of_trait, path: Vec::new(), path_range: 0..0, body, length })
}

/// Returns the index of the node that ends an item, and the group that it is if it has a body. A struct with unnamed
/// fields ends at a semicolon.
fn end(nodes: &[Node], kind: RustItemKind) -> (usize, Option<&TokenGroup>) {
    let ends_at_braces =
        !matches!(kind, RustItemKind::Use | RustItemKind::Const | RustItemKind::Static | RustItemKind::Type);
    for (index, node) in nodes.iter().enumerate() {
        if node.is(';') {
            return (index, None);
        }
        if ends_at_braces && let Some(group) = node.group(Delimiter::Brace) {
            return (index, Some(group));
        }
    }
    (nodes.len(), None)
}

/// Returns the type and the trait of `impl<T> Trait for Type where …`.
fn implemented(nodes: &[Node]) -> (Option<&str>, Option<&str>) {
    let (mut depth, mut name, mut of_trait) = (0_usize, None, None);
    let mut previous: Option<&Node> = None;
    for (index, node) in nodes.iter().enumerate() {
        let is_arrow = previous.is_some_and(|it| it.is('-') || it.is('='));
        match node {
            Node::Punct('<', ..) => depth += 1,
            Node::Punct('>', ..) if !is_arrow => depth = depth.saturating_sub(1),
            Node::Ident(word, _) if depth == 0 => {
                let next_opens = nodes.get(index + 1).is_some_and(|next| next.is('<'));
                match word.as_str() {
                    "where" => break,
                    // `for<'a>` is part of a type.
                    "for" if !next_opens => of_trait = name.take(),
                    "for" | "dyn" | "const" | "mut" | "unsafe" => {}
                    _ if previous.is_some_and(|it| it.is('$') || it.is('\'')) => name = None,
                    _ => name = node.word(),
                }
            }
            _ => {}
        }
        previous = Some(node);
    }
    (name, of_trait)
}

/// Returns the call of a macro, or its definition.
fn macro_call(nodes: &[Node], at: usize) -> Option<Head<'_>> {
    let length = nodes.get(at..)?.iter().take_while(|it| it.word().is_some() || it.is(':')).count();
    let path = nodes.get(at..at + length)?;
    let words: Vec<&str> = path.iter().filter_map(Node::word).collect();
    let path_range = path.first()?.range().start..path.last()?.range().end;
    let rest = nodes.get(at + length..)?;
    if !rest.first()?.is('!') || words.is_empty() {
        return None;
    }
    let (kind, name, index) = match (words.as_slice(), rest.get(1)?) {
        (["macro_rules"], Node::Ident(..)) => (RustItemKind::MacroRules, rest.get(1)?.word(), 2),
        _ => (RustItemKind::MacroCall, words.last().copied(), 1),
    };
    let Node::Group(body) = rest.get(index)? else { return None };
    let length = at + length + index + 1;
    Some(Head { kind, name, of_trait: None, path: words, path_range, body: Some(body), length })
}
