//! The feature of this library that would map a type, for the help of a warning.

use super::crates::{THIRD_PARTY, ThirdParty};

/// Returns the feature that is off and would map a crate's type in `full`, a name as
/// [`std::any::type_name`] gives it.
pub(crate) fn find(full: &str) -> Option<&'static str> {
    let is_path = |c: char| c == ':' || c == '_' || c.is_alphanumeric();
    let crates: Vec<&str> = full
        .split(|c| !is_path(c))
        .filter_map(|path| path.split_once("::"))
        .map(|(krate, _)| krate)
        .collect();
    let maps = |row: &&ThirdParty| !row.is_on && crates.contains(&row.krate);
    THIRD_PARTY.iter().find(maps).map(|row| row.feature)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_crate_in_a_type_tells_the_feature() {
        let full = "core::option::Option<indexmap::map::IndexMap<alloc::string::String, i32>>";
        let expected = (!cfg!(feature = "indexmap")).then_some("indexmap");
        assert_eq!(find(full), expected);
        assert_eq!(find("my_crate::chrono::Clock"), None);
    }
}
