//! Problems with the places of the files of a stub.

use crate::generate::Stub;
use crate::generate::packages::InitFile;
use crate::generate::problem::Problem;
use crate::generate::project::{Layout, Project};
use crate::generate::rules::PackageRule;
use crate::text::dotted;

impl Project {
    /// Returns what is wrong with the places of the files of `stub`: an error if there are importable submodules in
    /// a Rust-only layout, for which maturin packages a single stub, or in a package of the extension's own name, and a
    /// warning for each `__init__.py` without a package to contain it.
    #[must_use]
    pub fn misplaced(&self, stub: &Stub) -> Vec<Problem> {
        let homeless = stub.init_files.iter().filter(|_| self.package.is_none()).map(homeless);
        let unpackaged = (self.layout == Layout::Pure && !stub.submodule_files.is_empty()).then(unpackaged);
        homeless.chain(unpackaged).chain(self.in_namesake(stub)).collect()
    }

    /// Returns the error about importable submodules of an extension that has the name of its package.
    fn in_namesake(&self, stub: &Stub) -> Option<Problem> {
        // An expanded stub has no package around it.
        let is_namesake = self.package.is_some() && !self.module.contains('.');
        let files = stub.submodule_files.iter();
        let names: Vec<String> = files.map(|file| dotted::join(&self.module, &file.path)).collect();
        let rule = PackageRule::ImportableInNamesake { module: self.module.clone(), names };
        (is_namesake && !stub.submodule_files.is_empty()).then(|| rule.problem(None))
    }
}

fn homeless(file: &InitFile) -> Problem {
    PackageRule::Missing { package: file.package.clone() }.problem(None)
}

fn unpackaged() -> Problem {
    PackageRule::ImportableWithoutPackage.problem(None)
}
