//! Submodules that the extension puts into `sys.modules` under the name of the package around it: `pkg.quotes` for the
//! submodule `quotes` of `pkg._core`. `importable-submodules` names them, and each is a package that re-exports the
//! submodule.

use crate::facts::{ReexportFact, ReexportItems};
use crate::generate::config::{Config, Selection};
use crate::generate::placement::submodule;
use crate::text::dotted;
use std::collections::BTreeMap;

/// Returns what the packages that `importable-submodules` names re-export from `extension`. `imports` has the names in
/// `sys.modules`, with the paths of the submodules. It is empty if Python was not asked.
pub(in crate::generate) fn importable(
    config: &Config,
    extension: &str,
    imports: &BTreeMap<String, Vec<String>>,
) -> Vec<ReexportFact> {
    let names: Vec<&String> = match &config.importable_submodules {
        Selection::None => return Vec::new(),
        Selection::All => imports.keys().collect(),
        Selection::Named(names) => names.iter().collect(),
    };
    let reexport = |name: &String| {
        let path = submodule(name, extension, imports)?;
        Some(ReexportFact {
            target: name.clone(),
            source: dotted::join(extension, &path),
            items: ReexportItems::Wildcard,
            position: None,
        })
    };
    names.into_iter().filter_map(reexport).collect()
}
