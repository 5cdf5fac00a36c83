//! Rules about the trees of stubs that `cargo stubgen bundle` reads.

use pyo3_stub_gen::text::words::listed_briefly;
use std::path::PathBuf;

pyo3_stub_gen::__rules! {
    /// Why a tree of stubs could not be read.
    #[derive(Debug)]
    pub enum TreeRule {
        /// The tree is neither a directory, a stub, a wheel nor the name of an installed package.
        "unknown-tree": error, Unknown { tree: String, python: PathBuf } => {
            message: ("`{tree}` is neither a path nor a package that `{python}` has", python = python.display()),
            remedy: "pass a directory of stubs, a stub (`.pyi`), a wheel, or the name of an installed package",
        }

        /// The file is neither a stub nor a wheel.
        "not-a-tree": error, NotStub { path: PathBuf } => {
            message: ("`{path}` is neither a stub (`.pyi`) nor a wheel (`.whl`)", path = path.display()),
            remedy: "pass a directory of stubs, a stub, a wheel, or the name of an installed package",
        }

        /// A file or a directory of the tree cannot be read.
        "unreadable-tree": error, Unreadable { path: PathBuf, reason: String } => {
            message: ("cannot read `{path}`: {reason}", path = path.display()),
        }

        /// A stub is not UTF-8, which is the encoding of Python source.
        "encoding-of-stub": error, NotUtf8 { path: PathBuf, line: usize } => {
            message: ("`{path}:{line}` is not UTF-8", path = path.display()),
            remedy: "save the file as UTF-8",
        }

        /// A file is larger than any stub that a person or a generator writes.
        "too-large-stub": error, TooLarge { path: PathBuf, megabytes: u64 } => {
            message: ("`{path}` is larger than {megabytes} megabytes", path = path.display()),
            remedy: "check that it is a stub",
        }

        /// The tree has more files than any extension has modules.
        "too-many-stubs": error, TooMany { path: PathBuf, count: usize } => {
            message: ("there are more than {count} stubs below `{path}`", path = path.display()),
            remedy: "pass the directory of one extension",
        }

        /// A link leads to a directory that contains it, so the tree does not end.
        "circular-tree": error, Loop { path: PathBuf } => {
            message: ("`{path}` is a link to a directory that contains it", path = path.display()),
            remedy: "remove the link",
        }

        /// There are no stubs in the tree.
        "empty-tree": error, Empty { tree: String } => {
            message: "there are no stubs (`.pyi`) in `{tree}`",
            remedy: "pass the directory that contains them",
        }

        /// The tree has the stubs of several modules, and it is not known which of them is the extension.
        "several-roots": error, Several { tree: String, modules: Vec<String> } => {
            message: ("`{tree}` describes several modules: {modules}", modules = listed_briefly(modules, "module")),
            remedy: "pass the one of the extension with `--module NAME`",
        }

        /// The bundle would take the place of a file that it is made from.
        "bundle-over-tree": error, OverTree { output: PathBuf } => {
            message: ("`{output}` is a file of the tree", output = output.display()),
            remedy: "write the bundle to another path, or pass `--force` to replace the file",
        }

        /// The problems of the tree are printed above.
        "not-bundled": error, NotBundled { module: String, count: String } => {
            message: "the stubs of `{module}` were not bundled: {count}",
        }
    }
}
