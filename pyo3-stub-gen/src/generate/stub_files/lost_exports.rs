//! The names that a package no longer exports once its `__init__.py` is written again.

use crate::generate::Stub;
use crate::generate::output;
use crate::generate::packages::InitFile;
use crate::generate::problem::Problem;
use crate::generate::project::Project;
use crate::generate::python::exports;
use crate::generate::rules::PackageRule;
use std::path::Path;

impl Project {
    /// Returns a warning for each generated `__init__.py` on disk that exports names which the new one does not.
    /// Python no longer finds those names there once the new one is written.
    #[must_use]
    pub fn lost_exports(&self, stub: &Stub) -> Vec<Problem> {
        let files = self.init_files(stub).into_iter();
        files.filter_map(|(path, file)| lost(&path, file)).collect()
    }
}

fn lost(path: &Path, file: &InitFile) -> Option<Problem> {
    let text = output::is_generated(path).then(|| std::fs::read_to_string(path).ok())??;
    let names: Vec<String> =
        exports(&text).difference(&file.exports).map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        return None;
    }
    let (package, names) = (file.package.clone(), names.join(", "));
    Some(PackageRule::LostExport { package, names }.problem(None))
}
