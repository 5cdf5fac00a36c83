//! The packages around a file or a directory, which are the first parts of its module's name.

use super::files::PACKAGE;
use pyo3_stub_gen::text::dotted;
use std::path::Path;

/// The end of the name of a package of stubs.
const STUBS: &str = "-stubs";

/// Whether `directory` is a package: it has an `__init__` file, of Python or of a stub.
pub(super) fn is_package(directory: &Path) -> bool {
    ["pyi", "py"].iter().any(|ending| directory.join(PACKAGE).with_extension(ending).exists())
}

/// Returns the dotted name of the module `name`, which is directly in `directory`.
pub(super) fn module_in(directory: &Path, name: &str) -> String {
    let mut parts = vec![name];
    for around in directory.ancestors().take_while(|it| is_package(it)) {
        match around.file_name().and_then(|name| name.to_str()).map(without_suffix) {
            Some(package) if is_name(package) => parts.push(package),
            _ => break,
        }
    }
    parts.reverse();
    dotted::join(parts[0], &parts[1..])
}

/// Returns the name of the package whose stubs are in a directory that is called `name`.
pub(super) fn without_suffix(name: &str) -> &str {
    name.strip_suffix(STUBS).unwrap_or(name)
}

/// Whether `name` may be a part of the name of a module.
pub(super) fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
}
