//! Token trees with byte offsets in their text.

use proc_macro2::{LexError, Spacing, TokenStream, TokenTree};
use std::ops::Range;
use std::str::FromStr as _;

/// A token, or a group of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word or a keyword, as it is written.
    Ident(String, Range<usize>),
    /// A character of an operator, and whether the next one joins it.
    Punct(char, Spacing, Range<usize>),
    /// A literal, as it is written.
    Literal(String, Range<usize>),
    /// Tokens between brackets.
    Group(TokenGroup),
}

/// Tokens between brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenGroup {
    /// The brackets.
    pub delimiter: Delimiter,
    /// The bytes from the opening bracket to the closing one, both included.
    pub range: Range<usize>,
    /// The tokens.
    pub nodes: Vec<Node>,
}

/// The brackets of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `( … )`.
    Parenthesis,
    /// `{ … }`.
    Brace,
    /// `[ … ]`.
    Bracket,
}

/// Why a text is not Rust, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRust {
    /// The byte of the mistake.
    pub at: usize,
    /// What is wrong, without a full stop.
    pub reason: String,
}

impl Node {
    /// Returns the bytes that it is written in.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Ident(_, range) | Self::Punct(_, _, range) | Self::Literal(_, range) => range,
            Self::Group(group) => &group.range,
        }
    }

    /// Returns the word that it is, without `r#`.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Ident(word, _) => Some(word.strip_prefix("r#").unwrap_or(word)),
            Self::Punct(..) | Self::Literal(..) | Self::Group(_) => None,
        }
    }

    /// Whether it is this character of an operator.
    pub fn is(&self, character: char) -> bool {
        matches!(self, Self::Punct(it, ..) if *it == character)
    }

    /// Whether it is this keyword. A raw identifier is not one.
    pub fn is_keyword(&self, keyword: &str) -> bool {
        matches!(self, Self::Ident(it, _) if it == keyword)
    }

    /// Returns the group that it is, if it has these brackets.
    pub fn group(&self, delimiter: Delimiter) -> Option<&TokenGroup> {
        match self {
            Self::Group(group) if group.delimiter == delimiter => Some(group),
            Self::Group(_) | Self::Ident(..) | Self::Punct(..) | Self::Literal(..) => None,
        }
    }
}

/// Returns the token trees of `text`, a whole file or a part of one. A byte order mark and the line `#!…` of a script are
/// skipped.
///
/// # Errors
///
/// The text is not Rust: a bracket or a quotation mark is not closed, for example.
pub fn nodes(text: &str) -> Result<Vec<Node>, NotRust> {
    let start = preamble(text);
    let parsed = TokenStream::from_str(text.get(start..).unwrap_or_default());
    let nodes = match parsed {
        Ok(stream) => Ok(converted(stream, start)),
        Err(error) => Err(not_rust(&error, start)),
    };
    // The source of every text would be kept otherwise.
    proc_macro2::extra::invalidate_current_thread_spans();
    nodes
}

/// Returns the parts of `nodes` between the commas, without an empty one at the end.
pub fn split(nodes: &[Node]) -> Vec<&[Node]> {
    let mut parts: Vec<&[Node]> = nodes.split(|node| node.is(',')).collect();
    if parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    parts
}

/// Returns the length of what is in front of the first token but is not Rust.
fn preamble(text: &str) -> usize {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let rest = text.get(mark..).unwrap_or_default();
    // `#![…]` is an attribute, with anything between its characters that is not a token.
    let is_script = rest.strip_prefix("#!").is_some_and(|rest| !rest.trim_start().starts_with('['));
    if is_script { mark + rest.find('\n').unwrap_or(rest.len()) } else { mark }
}

fn not_rust(error: &LexError, start: usize) -> NotRust {
    NotRust { at: start + error.span().byte_range().start, reason: error.to_string() }
}

fn converted(stream: TokenStream, start: usize) -> Vec<Node> {
    stream.into_iter().filter_map(|tree| converted_tree(tree, start)).collect()
}

fn converted_tree(tree: TokenTree, start: usize) -> Option<Node> {
    let range = |span: proc_macro2::Span| {
        let range = span.byte_range();
        range.start + start..range.end + start
    };
    Some(match tree {
        TokenTree::Ident(ident) => Node::Ident(ident.to_string(), range(ident.span())),
        TokenTree::Punct(punct) => Node::Punct(punct.as_char(), punct.spacing(), range(punct.span())),
        TokenTree::Literal(literal) => Node::Literal(literal.to_string(), range(literal.span())),
        TokenTree::Group(group) => {
            let delimiter = match group.delimiter() {
                proc_macro2::Delimiter::Parenthesis => Delimiter::Parenthesis,
                proc_macro2::Delimiter::Brace => Delimiter::Brace,
                proc_macro2::Delimiter::Bracket => Delimiter::Bracket,
                // A text does not have these.
                proc_macro2::Delimiter::None => return None,
            };
            let range = range(group.span());
            Node::Group(TokenGroup { delimiter, range, nodes: converted(group.stream(), start) })
        }
    })
}
