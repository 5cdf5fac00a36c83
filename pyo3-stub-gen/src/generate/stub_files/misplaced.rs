//! What is wrong with the places of the files of a stub.

use crate::generate::Stub;
use crate::generate::packages::InitFile;
use crate::generate::problem::Problem;
use crate::generate::project::{Layout, Project};

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
    let message = format!("there is no Python package `{}` to write an `__init__.py` into", file.package);
    Problem::warning(message, None)
        .with_help("create its directory, and name the one above it with `python-source` in `[tool.maturin]`")
}

fn unpackaged() -> Problem {
    let message = "`importable-submodules` makes the stub a tree of files, and of a Rust-only project maturin \
                   packages a single one";
    Problem::error(message, None).with_help(
        "move the extension into a Python package: set `python-source`, and `module-name = \"package._name\"`, in \
         `[tool.maturin]`; or remove the key: type checkers then reject `import m.sub`, and accept every use of \
         `m.sub` itself",
    )
}
