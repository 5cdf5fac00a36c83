//! Rules about where a project's stub belongs.

use std::path::PathBuf;

crate::__rules! {
    /// What may be wrong with the files of a project.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ProjectRule {
        /// A file of the project cannot be read.
        "unreadable-file": error, Unreadable { path: PathBuf, reason: String } => {
            message: ("cannot read `{path}`: {reason}", path = path.display()),
        }

        /// The directory that `extra` names does not contain a stub file.
        "missing-extra-stub": error, NoExtra { path: PathBuf } => {
            message: ("`extra` names `{path}`, which does not contain a stub file (`.pyi`)", path = path.display()),
            remedy: "correct `extra` in `[tool.pyo3-stub-gen]`, or remove it",
        }

        /// A file that `extra` names is itself generated.
        ///
        /// What it contains would be merged into the stub forever, even if the Rust code changes.
        "generated-extra": error, GeneratedExtra { path: PathBuf } => {
            message: ("`extra` names `{path}`, which is generated", path = path.display()),
            remedy: "write what is to be merged into a file of its own",
        }

        /// The name of the Python module is unknown.
        ///
        /// It is `module-name` in `[tool.maturin]` of `pyproject.toml`, or else the name of the Cargo library, of the project
        /// or of the Cargo package.
        "unnamed-module": error, NoModule { manifest: PathBuf } => {
            message: ("the name of the Python module of `{manifest}` is unknown, because neither \
                       `pyproject.toml` nor `Cargo.toml` states a name",
                      manifest = manifest.display()),
            remedy: "name it with `module-name = \"NAME\"` in `[tool.maturin]`, or with `--module NAME`",
        }

        /// Python cannot import a module of this name, because a part of it is a keyword or not an identifier.
        "wrong-module-name": error, BadModule { module: String, path: Option<PathBuf> } => {
            message: "`{module}` is not the dotted name of a Python module",
            remedy: "name it with `module-name = \"package.module\"` in `[tool.maturin]`, or with `--module`",
        }

        /// `python-source` is a directory that does not exist or does not contain the package.
        "missing-python-source": error, NoPythonSource { path: PathBuf, directory: PathBuf } => {
            message: ("`python-source` needs the directory `{directory}`, which does not exist",
                      directory = directory.display()),
            remedy: ("create `{directory}`, or correct `python-source` in `[tool.maturin]`",
                     directory = directory.display()),
        }

        /// A key places files outside the project, where they may replace unrelated files.
        ///
        /// The project is the directory of `pyproject.toml`, or the repository around it.
        "outside-project": error, OutsideProject { key: &'static str, file: PathBuf, path: PathBuf } => {
            message: ("`{key}` points outside the project, to `{path}`", path = path.display()),
            remedy: "use a path inside the project, or pass the path of the stub with `--output`",
        }
    }
}
