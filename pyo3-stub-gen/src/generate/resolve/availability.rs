//! Which module has a name in the oldest Python that the stub is for.

use crate::generate::config::PythonVersion;
use crate::generate::model::ExternalName;
use std::borrow::Cow;

/// Names that the standard library got late: the module, the name, and the minor version of Python 3.
const LATE: &[(&str, &str, u32)] = &[
    ("typing", "Self", 11),
    ("typing", "Never", 11),
    ("typing", "LiteralString", 11),
    ("typing", "NotRequired", 11),
    ("typing", "Required", 11),
    ("typing", "TypeVarTuple", 11),
    ("typing", "Unpack", 11),
    ("typing", "dataclass_transform", 11),
    ("typing", "TypeAliasType", 12),
    ("typing", "override", 12),
    ("typing", "NoDefault", 13),
    ("typing", "ReadOnly", 13),
    ("typing", "TypeIs", 13),
    ("typing", "disjoint_base", 15),
    ("collections.abc", "Buffer", 12),
    ("types", "CapsuleType", 13),
    ("warnings", "deprecated", 13),
];

/// Names of `typing` that it had under an older name before they were added. The older name is used until then, because zuban
/// 0.10 rejects `typing_extensions.Never` if it checks for Python 3.10.
const OLDER: &[(&str, &str)] = &[("Never", "NoReturn")];

/// The package that provides late names for old versions.
pub(super) const BACKPORT: &str = "typing_extensions";

/// Names that the backport has in a newer form than `typing`. They stay in the backport if they are taken from there.
const NEWER_IN_BACKPORT: &[&str] = &["TypeVar", "ParamSpec", "TypeVarTuple"];

/// Returns the minor version of Python 3 that added `name` to the standard library, if it was added late.
#[must_use]
pub fn since(name: &str) -> Option<u32> {
    LATE.iter().find(|(_, late, _)| *late == name).map(|(_, _, minor)| *minor)
}

/// Returns `name` from the standard library if `version` has it there, and otherwise from `typing_extensions`, or the older name.
pub(super) fn available(name: &ExternalName, version: PythonVersion) -> Cow<'_, ExternalName> {
    let is_newer =
        NEWER_IN_BACKPORT.contains(&name.name.as_str()) && (version.major, version.minor) < (3, 13);
    let module = if name.module == BACKPORT && !is_newer { "typing" } else { &name.module };
    let since = LATE.iter().find(|(late, what, _)| *what == name.name && *late == module);
    let is_there = |minor: u32| (version.major, version.minor) >= (3, minor);
    match since {
        Some((_, _, minor)) if !is_there(*minor) => {
            Cow::Owned(match OLDER.iter().find(|(new, _)| *new == name.name) {
                Some((_, older)) => ExternalName { module: "typing".to_owned(), name: (*older).to_owned() },
                None => ExternalName { module: BACKPORT.to_owned(), name: name.name.clone() },
            })
        }
        Some((module, _, _)) => {
            Cow::Owned(ExternalName { module: (*module).to_owned(), name: name.name.clone() })
        }
        None => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::available;
    use crate::generate::config::PythonVersion;
    use crate::generate::model::ExternalName;

    fn module(module: &str, name: &str, minor: u32) -> String {
        let name = ExternalName { module: module.into(), name: name.into() };
        available(&name, PythonVersion { major: 3, minor }).module.clone()
    }

    #[test]
    fn late_names_come_from_the_backport_until_python_has_them() {
        assert_eq!(module("typing", "Self", 10), "typing_extensions");
        assert_eq!(module("typing", "Self", 11), "typing");
        assert_eq!(module("typing_extensions", "Self", 11), "typing");
        assert_eq!(module("warnings", "deprecated", 12), "typing_extensions");
        assert_eq!(module("warnings", "deprecated", 13), "warnings");
        assert_eq!(module("typing", "Any", 10), "typing");
    }

    #[test]
    fn never_has_its_older_name_until_python_has_it() {
        let name = |module: &str, minor: u32| {
            let name = ExternalName { module: module.into(), name: "Never".into() };
            let found = available(&name, PythonVersion { major: 3, minor }).into_owned();
            format!("{}.{}", found.module, found.name)
        };
        for module in ["typing", "typing_extensions"] {
            assert_eq!(name(module, 10), "typing.NoReturn");
            assert_eq!(name(module, 11), "typing.Never");
        }
    }

    #[test]
    fn variables_with_defaults_stay_with_the_backport() {
        assert_eq!(module("typing_extensions", "TypeVar", 12), "typing_extensions");
        assert_eq!(module("typing", "TypeVar", 12), "typing");
    }
}
