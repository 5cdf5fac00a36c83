//! Which feature of this library maps the types of which crate, for the help of a warning.

/// The crate's name in a path, the feature, and whether it is on.
macro_rules! features {
    ($( $krate:literal $feature:literal; )*) => {
        &[$( ($krate, $feature, cfg!(feature = $feature)), )*]
    };
}

const FEATURES: &[(&str, &str, bool)] = features! {
    "bigdecimal" "bigdecimal";
    "bytes" "bytes";
    "chrono" "chrono";
    "chrono_tz" "chrono-tz";
    "either" "either";
    "hashbrown" "hashbrown";
    "indexmap" "indexmap";
    "jiff" "jiff-02";
    "num_bigint" "num-bigint";
    "num_complex" "num-complex";
    "num_rational" "num-rational";
    "numpy" "numpy";
    "ordered_float" "ordered-float";
    "rust_decimal" "rust_decimal";
    "smallvec" "smallvec";
    "time" "time";
    "uuid" "uuid";
};

/// The feature that is off and would map a crate's type in `full`, a name as
/// [`std::any::type_name`] gives it.
pub(crate) fn find(full: &str) -> Option<&'static str> {
    let is_path = |c: char| c == ':' || c == '_' || c.is_alphanumeric();
    let crates: Vec<&str> = full
        .split(|c| !is_path(c))
        .filter_map(|path| path.split_once("::"))
        .map(|(krate, _)| krate)
        .collect();
    FEATURES.iter().find(|(krate, _, is_on)| !is_on && crates.contains(krate)).map(|(_, feature, _)| *feature)
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
