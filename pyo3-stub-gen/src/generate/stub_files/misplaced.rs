//! Problems with the places of the files of a stub.

use crate::generate::Stub;
use crate::generate::packages::InitFile;
use crate::generate::problem::Problem;
use crate::generate::project::{Layout, Project};
use crate::generate::rules::PackageRule;

impl Project {
    /// Returns what is wrong with the places of the files of `stub`: an error if there are importable submodules in
    /// a Rust-only layout, for which maturin packages a single stub, and a warning for each `__init__.py` without a
    /// package to contain it.
    #[must_use]
    pub fn misplaced(&self, stub: &Stub) -> Vec<Problem> {
        let homeless = stub.init_files.iter().filter(|_| self.package.is_none()).map(homeless);
        let unpackaged = (self.layout == Layout::Pure && !stub.submodule_files.is_empty()).then(unpackaged);
        homeless.chain(unpackaged).collect()
    }
}

fn homeless(file: &InitFile) -> Problem {
    PackageRule::Missing { package: file.package.clone() }.problem(None)
}

fn unpackaged() -> Problem {
    PackageRule::ImportableWithoutPackage.problem(None)
}
