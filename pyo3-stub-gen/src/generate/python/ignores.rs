//! The comments in Python source that silence findings of type checkers.

use crate::facts::TypeIgnore;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange};

/// The word before `: ignore` in a comment, and the type checker whose rules follow.
const MARKERS: &[(&str, &str)] =
    &[("type", "mypy"), ("pyright", "pyright"), ("ty", "ty"), ("pyrefly", "pyrefly"), ("zuban", "zuban")];

/// Returns the comments of `source` with their ranges.
#[must_use]
pub fn comments(source: &str) -> Vec<(TextRange, &str)> {
    // Most texts have none, and parsing costs more than this search.
    if !source.contains(": ignore") {
        return Vec::new();
    }
    let Ok(parsed) = ruff_python_parser::parse_module(source) else { return Vec::new() };
    let comments = parsed.tokens().iter().filter(|token| token.kind() == TokenKind::Comment);
    comments.map(|token| (token.range(), &source[token.range()])).collect()
}

/// Returns what `comments` silence: every finding, or those of the rules that they name.
#[must_use]
pub fn ignored<'s>(comments: impl IntoIterator<Item = &'s str>) -> Option<TypeIgnore> {
    let mut rules = Vec::new();
    for part in comments.into_iter().flat_map(|comment| comment.split('#')) {
        let Some((marker, rest)) = part.split_once(':') else { continue };
        let Some((_, checker)) = MARKERS.iter().find(|(name, _)| *name == marker.trim()) else { continue };
        let Some(rest) = rest.trim().strip_prefix("ignore") else { continue };
        match rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((named, _)) => {
                rules.extend(named.split(',').map(|rule| format!("{checker}:{}", rule.trim())));
            }
            None => return Some(TypeIgnore::All),
        }
    }
    if rules.is_empty() { None } else { Some(TypeIgnore::Rules(rules)) }
}

#[cfg(test)]
mod tests {
    use super::{comments, ignored};
    use crate::facts::TypeIgnore;

    fn of(source: &str) -> Option<TypeIgnore> {
        ignored(comments(source).into_iter().map(|(_, text)| text))
    }

    fn rules(rules: &[&str]) -> Option<TypeIgnore> {
        Some(TypeIgnore::Rules(rules.iter().map(|&rule| rule.to_owned()).collect()))
    }

    #[test]
    fn each_checker_has_its_comment() {
        assert_eq!(of("x: int  # type: ignore[a, b-c]"), rules(&["mypy:a", "mypy:b-c"]));
        assert_eq!(
            of("x: int  # type: ignore[a]  # pyright: ignore[reportB]# ty:ignore[c] because"),
            rules(&["mypy:a", "pyright:reportB", "ty:c"])
        );
        assert_eq!(of("x: int  # type: ignore"), Some(TypeIgnore::All));
    }

    #[test]
    fn other_comments_silence_no_finding() {
        let sources = [
            "x: str = '# type: ignore'",
            "x: int  # ignore: type",
            "x: int  # my: ignore[a]",
            "x  # é: ignore",
        ];
        assert!(sources.iter().all(|source| of(source).is_none()));
        // It cannot be parsed.
        assert_eq!(of("def # type: ignore"), None);
    }
}
