//! How the dotted names of modules relate to the extension.

/// Whether `module` is the package that contains the extension, or another module of that package.
pub(in crate::generate) fn is_around(module: &str, extension: &str) -> bool {
    extension.split_once('.').is_some_and(|(package, _)| below(module, package).is_some())
        && below(module, extension).is_none()
}

/// Returns the path of `module` below `extension`, if it is there. A leading dot is relative to the extension.
pub(in crate::generate) fn below(module: &str, extension: &str) -> Option<Vec<String>> {
    let rest = if module.starts_with('.') { module } else { module.strip_prefix(extension)? };
    if rest.is_empty() {
        return Some(Vec::new());
    }
    rest.strip_prefix('.').map(|rest| rest.split('.').map(str::to_owned).collect())
}
