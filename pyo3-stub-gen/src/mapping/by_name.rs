//! Types of PyO3's that exist only for some interpreters and features, found by their names.
//!
//! `PyFunction` is missing under `abi3`, `PyEncodingWarning` before Python 3.10, `Coroutine` without
//! `experimental-async`. This crate does not see how PyO3 was configured, so it cannot name them in
//! code that always compiles. A type without a [`PyStubType`](crate::PyStubType) comes here.

use crate::TypeInfo;

/// The Python type of the Rust type that [`std::any::type_name`] calls `full`, where it is one of
/// PyO3's, alone or in `&`, `Py`, `Bound`, `Borrowed`, `Option` or `Result`.
pub(crate) fn find(full: &str) -> Option<TypeInfo> {
    let full = full.trim();
    if let Some(target) = full.strip_prefix('&') {
        return find(target.strip_prefix("mut ").unwrap_or(target));
    }
    let (path, arguments) = match full.split_once('<') {
        Some((path, rest)) => (path, rest.strip_suffix('>')?),
        None => (full, ""),
    };
    let krate = path.split("::").next()?;
    let name = path.rsplit("::").next()?;
    match (krate, name) {
        ("pyo3", "Py" | "Bound" | "Borrowed") => find(after_lifetimes(arguments)),
        ("core", "Option") => Some(find(arguments)? | TypeInfo::none()),
        ("core", "Result") => find(first_argument(arguments)),
        ("pyo3", name) => own(name),
        _ => None,
    }
}

/// A type's name without the paths in front of its parts: `Vec<Point>` for
/// `alloc::vec::Vec<my_crate::Point>`.
pub(crate) fn short(full: &str) -> String {
    let mut short = String::with_capacity(full.len());
    let mut part_start = 0;
    let mut rest = full.chars().peekable();
    while let Some(c) = rest.next() {
        if c == ':' && rest.peek() == Some(&':') {
            rest.next();
            short.truncate(part_start);
        } else {
            short.push(c);
            if !(c == '_' || c.is_alphanumeric()) {
                part_start = short.len();
            }
        }
    }
    short
}

/// Generic arguments without the lifetimes, which come first: some compilers name them as `'_`.
fn after_lifetimes(arguments: &str) -> &str {
    match arguments.split_once(',') {
        Some((first, rest)) if first.starts_with('\'') => after_lifetimes(rest.trim_start()),
        _ => arguments,
    }
}

/// The first of several generic arguments.
fn first_argument(arguments: &str) -> &str {
    let mut depth = 0usize;
    for (index, c) in arguments.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return &arguments[..index],
            _ => {}
        }
    }
    arguments
}

fn own(name: &str) -> Option<TypeInfo> {
    let plain = |module: &str, name| Some(TypeInfo::with_module(name, module.into()));
    let of_any = |module, name, parameters| {
        Some(TypeInfo::generic(module, name, std::iter::repeat_n(TypeInfo::any(), parameters)))
    };
    match name {
        "PyFunction" => plain("types", "FunctionType"),
        "PyFrame" => plain("types", "FrameType"),
        "PyCode" => plain("types", "CodeType"),
        "PyGenericAlias" => plain("types", "GenericAlias"),
        "PySuper" => plain("builtins", "super"),
        "PyContext" => plain("contextvars", "Context"),
        "PyDictKeys" => of_any("collections.abc", "KeysView", 1),
        "PyDictValues" => of_any("collections.abc", "ValuesView", 1),
        "PyDictItems" => of_any("collections.abc", "ItemsView", 2),
        "PyBuffer" => plain("collections.abc", "Buffer"),
        "Coroutine" => of_any("collections.abc", "Coroutine", 3),
        "PyEncodingWarning" => plain("builtins", "EncodingWarning"),
        "PyBaseExceptionGroup" => of_any("builtins", "BaseExceptionGroup", 1),
        "PyPythonFinalizationError" => plain("builtins", "PythonFinalizationError"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{find, short};

    fn shown(full: &str) -> Option<String> {
        find(full).map(|info| info.to_string())
    }

    #[test]
    fn wrapped_types_are_found() {
        assert_eq!(shown("pyo3::types::function::PyFunction").as_deref(), Some("types.FunctionType"));
        assert_eq!(
            shown("core::option::Option<&pyo3::instance::Bound<pyo3::types::frame::PyFrame>>").as_deref(),
            Some("types.FrameType | None")
        );
        assert_eq!(
            shown("core::result::Result<pyo3::instance::Py<pyo3::types::frame::PyFrame>, pyo3::err::PyErr>")
                .as_deref(),
            Some("types.FrameType")
        );
    }

    #[test]
    fn lifetimes_are_passed_over() {
        assert_eq!(
            shown("pyo3::instance::Bound<'_, pyo3::types::function::PyFunction>").as_deref(),
            Some("types.FunctionType")
        );
        assert_eq!(
            shown("pyo3::instance::Borrowed<'_, '_, pyo3::types::frame::PyFrame>").as_deref(),
            Some("types.FrameType")
        );
    }

    #[test]
    fn a_users_type_is_not_found() {
        assert_eq!(shown("my_crate::PyFunction"), None);
        assert_eq!(shown("core::option::Option<my_crate::Point>"), None);
    }

    #[test]
    fn paths_are_left_out_of_type_names() {
        assert_eq!(short("alloc::vec::Vec<my_crate::Point>"), "Vec<Point>");
        assert_eq!(short("&[core::option::Option<i32>]"), "&[Option<i32>]");
    }
}
