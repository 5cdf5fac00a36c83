//! Which module defines a name.

use super::builtins::is_builtin;
use super::{collections_abc, typing};

/// Returns the module and the name that `name`, which has no dots, means in annotations.
pub(crate) fn find(name: &str) -> Option<(&'static str, &str)> {
    if is_builtin(name) {
        Some(("builtins", name))
    } else if typing::is_own(name) {
        Some(("typing", name))
    } else if collections_abc::defines(name) {
        Some(("collections.abc", name))
    } else {
        typing::renamed(name)
    }
}

/// Whether `module` defines `name`. It is `None` where the names of `module` are not known.
pub(crate) fn defines(module: &str, name: &str) -> Option<bool> {
    match module {
        "builtins" => Some(is_builtin(name)),
        "typing" => {
            let is_defined =
                typing::is_own(name) || collections_abc::defines(name) || typing::renamed(name).is_some();
            Some(is_defined)
        }
        "collections.abc" => Some(collections_abc::defines(name)),
        _ => None,
    }
}
