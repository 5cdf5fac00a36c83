//! Names that Python's own modules define, as far as annotations use them.
//!
//! `ruff_python_stdlib` lists the modules and the builtins. The lists here contain the names that it lacks.

mod builtins;
mod collections_abc;
mod constructors;
mod find;
mod modules;
mod typing;
mod variance;
mod versions;

pub use builtins::is_exception;
pub(crate) use builtins::{is_builtin, shadows_builtin};
pub(crate) use constructors::{PythonDefault, PythonParameter, shown_parameters};
pub(crate) use find::{defines, find};
pub(crate) use modules::{is_standard, module};
pub(crate) use typing::modern;
pub(crate) use variance::{Variance, variance};

#[cfg(test)]
mod tests {
    use super::{find, is_builtin, is_exception, is_standard, module};

    #[test]
    fn modules_are_those_of_the_standard_library() {
        let standard = [
            "mmap", "calendar", "hashlib", "secrets", "tomllib", "graphlib", "os.path", "zoneinfo",
            "builtins",
        ];
        assert!(standard.iter().all(|name| is_standard(name)));
        // Only the oldest Python has it.
        assert!(is_standard("distutils"));
        assert!(!["numpy", "typing_extensions", "_typeshed", ""].iter().any(|name| is_standard(name)));
        assert_eq!((module("mmap"), module("np"), module("demo")), (Some("mmap"), Some("numpy"), None));
    }

    #[test]
    fn builtins_are_classes() {
        assert!(["int", "ExceptionGroup", "IOError", "EncodingWarning"].iter().all(|name| is_builtin(name)));
        assert!(!["len", "None", "__name__", "Any", ""].iter().any(|name| is_builtin(name)));
        assert!(is_exception("EnvironmentError") && is_exception("StopIteration") && !is_exception("int"));
        assert_eq!(find("Mapping"), Some(("collections.abc", "Mapping")));
    }
}
