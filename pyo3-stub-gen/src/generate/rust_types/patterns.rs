//! `[tool.pyo3-stub-gen.types]`: Python types for Rust types that cannot have a `PyStubType`.

use super::parse::{RustType, parse};
use std::collections::BTreeMap;

/// The Python types that stand for a Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PythonTypes {
    /// The type of an argument.
    pub input: String,
    /// The kind of a result.
    pub output: String,
}

/// The table: Python types by the paths of Rust types.
pub type RustTypes = BTreeMap<String, PythonTypes>;

/// Returns the key in `types` that is the path of `rust`, and the Python types.
///
/// A type may be reached by a shorter path than the one at which it is defined, and by the name of a crate that
/// re-exports it: `arrow::RecordBatch` is `arrow_array::record_batch::RecordBatch`. A key may therefore leave out
/// modules, and shorten the name of its crate to a prefix.
#[must_use]
pub fn matching<'t>(types: &'t RustTypes, rust: &RustType) -> Option<(&'t str, &'t PythonTypes)> {
    let RustType::Path { path, .. } = rust else { return None };
    let keys = types.iter().filter_map(|(key, pattern)| {
        let RustType::Path { path: wanted, .. } = parse(key) else { return None };
        is_path_of(&wanted, path).then_some((wanted, key.as_str(), pattern))
    });
    // The longest key is the most specific. Of two crates, the exact name is.
    let closeness = |wanted: &[String]| (wanted.len(), wanted.first().map_or(0, String::len));
    keys.max_by_key(|(wanted, ..)| closeness(wanted)).map(|(_, key, pattern)| (key, pattern))
}

/// Whether `wanted` is a path of the type that is defined at `path`.
fn is_path_of(wanted: &[String], path: &[String]) -> bool {
    let ([wanted_crate, wanted_modules @ .., wanted_name], [krate, modules @ .., name]) = (wanted, path)
    else {
        return false;
    };
    let is_of_family = krate
        .strip_prefix(wanted_crate.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    let mut modules = modules.iter();
    let has_modules = wanted_modules.iter().all(|wanted| modules.any(|module| module == wanted));
    wanted_name == name && is_of_family && has_modules
}

#[cfg(test)]
mod tests {
    use super::{PythonTypes, RustTypes, matching, parse};

    fn key(keys: &[&str], rust: &str) -> Option<String> {
        let pattern = || PythonTypes { input: "x".into(), output: "x".into() };
        let types: RustTypes = keys.iter().map(|&key| (key.to_owned(), pattern())).collect();
        matching(&types, &parse(rust)).map(|(key, _)| key.to_owned())
    }

    #[test]
    fn a_key_is_a_path_of_the_type() {
        let rust = "arrow_array::record_batch::RecordBatch";
        for matched in
            ["arrow::RecordBatch", "arrow_array::RecordBatch", "arrow::record_batch::RecordBatch", rust]
        {
            assert_eq!(key(&[matched], rust).as_deref(), Some(matched));
        }
        for other in
            ["RecordBatch", "arr::RecordBatch", "arrow::Batch", "arrow::other::RecordBatch", "arrow::*"]
        {
            assert_eq!(key(&[other], rust), None, "{other}");
        }
    }

    #[test]
    fn the_key_that_says_most_is_taken() {
        let keys = ["a::B", "a::m::B", "a_c::B"];
        assert_eq!(key(&keys, "a_c::m::B").as_deref(), Some("a::m::B"));
        assert_eq!(key(&keys, "a_c::n::B").as_deref(), Some("a_c::B"));
        assert_eq!(key(&keys, "a::B<i32>").as_deref(), Some("a::B"));
    }
}
