//! A project whose stub has a file for each module.

use super::layout::Layout;
use super::places::Project;
use crate::generate::config::Selection;
use std::path::Path;

impl Project {
    /// Returns the project with a stub that has a file for each module, below `directory`. The paths are those that Python
    /// would import the modules from, if they were sources.
    ///
    /// The files have the names that Python shows and everything that the single stub declares, so the single stub can be
    /// made from them and the configuration.
    #[must_use]
    pub fn expanded(mut self, directory: &Path) -> Self {
        let place = self.module.split('.').fold(directory.to_owned(), |path, part| path.join(part));
        // The files are not installed, so the package around them needs neither a marker nor an `__init__.py`.
        self.package = None;
        self.boundary = None;
        self.config.generate_init_py = Selection::None;
        self.stub = place.with_extension("pyi");
        // maturin packages the single stub of a Rust-only layout, and not these files.
        self.layout = Layout::Mixed;
        self.config.importable_submodules = Selection::All;
        self.config.expanded = true;
        self
    }
}
