//! The packages around a file or a directory, which are the first parts of its module's name.

use super::directory::{is_name, without_suffix};
use super::files::PACKAGE;
use pyo3_stub_gen::text::dotted;
use std::path::Path;

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
