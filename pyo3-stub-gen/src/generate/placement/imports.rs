//! Submodules that `import` finds under the name of the package around the extension.

use crate::text::dotted;
use std::collections::BTreeMap;

/// Returns the path of the submodule that `name`, which is below the package around `extension`, stands for. Without
/// Python's answer it is the one of the same name.
pub(in crate::generate) fn submodule(
    name: &str,
    extension: &str,
    imports: &BTreeMap<String, Vec<String>>,
) -> Option<Vec<String>> {
    if !dotted::is_around(name, extension) {
        return None;
    }
    let of_name = || dotted::below(name, dotted::parent(extension)).map(dotted::parts);
    imports.get(name).cloned().or_else(of_name)
}
