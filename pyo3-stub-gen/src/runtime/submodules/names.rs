//! The dotted names of submodules, below the extension module.

use std::collections::BTreeMap;

/// Returns the dotted name in Python for `name`, which may be a Rust path. `inflections` spells parts differently.
#[inline]
pub(super) fn dotted(name: &str, inflections: &BTreeMap<String, String>) -> String {
    if inflections.is_empty() && !name.contains([':', '#']) {
        return name.to_owned();
    }
    let parts = name.split("::").flat_map(|part| part.split('.'));
    let spelled = parts.map(|part| {
        let part = part.strip_prefix("r#").unwrap_or(part);
        inflections.get(part).map_or(part, String::as_str)
    });
    spelled.collect::<Vec<_>>().join(".")
}

/// Whether every part of `name`, which is ASCII, can be a name in Python. Keywords are not excluded, because `getattr`
/// finds them.
#[inline]
pub(super) fn is_valid(name: &str) -> bool {
    name.split('.').all(|part| {
        let begins_well = !part.is_empty() && !part.starts_with(|first: char| first.is_ascii_digit());
        begins_well && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

/// Returns the names of the parents of `name`, the outermost first. The extension module is not one of them.
#[inline]
pub(super) fn parents(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.').map(|(at, _)| &name[..at])
}

/// Returns `name` as a name below `parent`, which is empty for the extension module.
#[inline]
pub(super) fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

/// Returns the parent of `name`, and its own name.
#[inline]
pub(super) fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

#[cfg(test)]
mod tests {
    use super::{dotted, is_valid, join, parents, split};
    use std::collections::BTreeMap;

    #[test]
    fn a_rust_path_is_a_dotted_name() {
        let inflections = BTreeMap::from([("geo_2d".to_owned(), "geo2d".to_owned())]);
        assert_eq!(dotted("geo_2d::r#type", &inflections), "geo2d.type");
        assert_eq!(dotted("a.geo_2d", &inflections), "a.geo2d");
    }

    #[test]
    fn names_have_parents() {
        assert_eq!(parents("a.b.c").collect::<Vec<_>>(), ["a", "a.b"]);
        assert_eq!(parents("a").count(), 0);
        assert_eq!((split("a.b.c"), split("a")), (("a.b", "c"), ("", "a")));
        assert_eq!((join("", "a"), join("a", "b")), ("a".to_owned(), "a.b".to_owned()));
    }

    #[test]
    fn names_that_python_cannot_import_are_invalid() {
        assert!(["a", "_a.b1", "class"].iter().all(|name| is_valid(name)));
        assert!(!["", "a.", ".a", "a..b", "a b", "1a", "a-b"].iter().any(|name| is_valid(name)));
    }
}
