//! The order in which ruff sorts names: that of isort, where `x9` comes before `x10`.

use std::cmp::Ordering;

/// The form of a name. Constants come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    Constant,
    Class,
    Other,
}

impl NameKind {
    pub(super) fn of(name: &str) -> Self {
        let mut cased = name.chars().filter(|c| c.is_uppercase() || c.is_lowercase()).peekable();
        if name.len() > 1 && cased.peek().is_some() && cased.all(char::is_uppercase) {
            Self::Constant
        } else if name.starts_with(char::is_uppercase) {
            Self::Class
        } else {
            Self::Other
        }
    }
}

/// Sorts names in `__all__`.
pub(super) fn sort_exports(names: &mut [&str]) {
    let mut keyed: Vec<(NameKind, &str)> = names.iter().map(|name| (NameKind::of(name), *name)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| natural(a.1, b.1)));
    for (place, (_, name)) in std::iter::zip(names, keyed) {
        *place = name;
    }
}

/// Compares names that are imported from one module.
pub(super) fn compare_members(a: &str, b: &str) -> Ordering {
    NameKind::of(a).cmp(&NameKind::of(b)).then_with(|| compare_modules(a, b))
}

/// Compares dotted names of modules: small and capital letters are the same, unless nothing else differs.
pub(super) fn compare_modules(a: &str, b: &str) -> Ordering {
    natural(&a.to_lowercase(), &b.to_lowercase()).then_with(|| natural(a, b))
}

/// Compares texts in which numbers count as such.
fn natural(a: &str, b: &str) -> Ordering {
    // Most names differ at a letter, and letters are compared like bytes.
    let differs = std::iter::zip(a.bytes(), b.bytes()).position(|(a, b)| a != b);
    let Some(at) = differs else { return a.len().cmp(&b.len()) };
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    let is_digit = |text: &[u8], at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let mut start = at;
    while start > 0 && is_digit(a, start - 1) {
        start -= 1;
    }
    if start == at && !(is_digit(a, at) && is_digit(b, at)) {
        return a.cmp(b);
    }
    (a, b) = (&a[start..], &b[start..]);
    // UTF-8 has the order of the characters.
    while let ([first, rest_of_a @ ..], [second, rest_of_b @ ..]) = (a, b) {
        let order;
        (order, a, b) = if first.is_ascii_digit() && second.is_ascii_digit() {
            let ((x, rest_of_a), (y, rest_of_b)) = (number(a), number(b));
            let has_zeros = *first == b'0' || *second == b'0';
            let order = if has_zeros { x.cmp(y) } else { (x.len(), x).cmp(&(y.len(), y)) };
            (order, rest_of_a, rest_of_b)
        } else {
            (first.cmp(second), rest_of_a, rest_of_b)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    a.len().cmp(&b.len())
}

/// Splits the digits off that `text` begins with.
fn number(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::{compare_members, compare_modules, sort_exports};

    #[test]
    fn exports_are_sorted_as_ruff_sorts_them() {
        let sorted = [
            "AA",
            "B2",
            "ZZ",
            "É",
            "A",
            "Aa",
            "TypeVar",
            "TypedDict",
            "Z",
            "__version__",
            "_x",
            "a",
            "a9",
            "a10",
            "b",
            "é",
        ];
        let mut names = sorted;
        names.reverse();
        sort_exports(&mut names);
        assert_eq!(names, sorted);
    }

    #[test]
    fn members_are_sorted_as_ruff_sorts_them() {
        let sorted = ["_Z", "ABC", "Any", "T", "TypedDict", "TypeVar", "_a", "type_check_only", "x9", "x10"];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|a, b| compare_members(a, b));
        assert_eq!(names, sorted);
    }

    #[test]
    fn modules_are_sorted_without_regard_to_capitals() {
        let sorted = ["a", "a.c", "collections", "collections.abc", "numpy", "Zed"];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|a, b| compare_modules(a, b));
        assert_eq!(names, sorted);
    }
}
