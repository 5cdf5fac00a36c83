//! Modules of the standard library, and packages that annotations name without an import.

use super::versions::{NEWEST, OLDEST};
use ruff_python_stdlib::sys::is_known_standard_library;

/// Well-known packages that are not a part of Python, with the short names under which they are imported.
const PACKAGES: &[(&str, &str)] = &[
    ("typing_extensions", "typing_extensions"),
    ("_typeshed", "_typeshed"),
    ("numpy", "numpy"),
    ("np", "numpy"),
    ("npt", "numpy.typing"),
    ("pandas", "pandas"),
    ("pd", "pandas"),
    ("polars", "polars"),
    ("pl", "polars"),
    ("pyarrow", "pyarrow"),
    ("pa", "pyarrow"),
    ("scipy", "scipy"),
    ("torch", "torch"),
    ("t", "typing"),
];

/// Whether `module` is a part of Python: of the oldest or the newest version that a stub may be for.
pub(crate) fn is_standard(module: &str) -> bool {
    let first = module.split('.').next().unwrap_or(module);
    [NEWEST, OLDEST].iter().any(|version| is_known_standard_library(*version, first))
}

/// Returns the module that `first`, the first part of a dotted name, means in annotations.
pub(crate) fn module(first: &str) -> Option<&str> {
    if is_standard(first) {
        return Some(first);
    }
    PACKAGES.iter().find(|(short, _)| *short == first).map(|(_, full)| *full)
}
