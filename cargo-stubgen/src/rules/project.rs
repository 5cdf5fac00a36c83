//! Rules about finding the project.

use std::path::PathBuf;

pyo3_stub_gen::__rules! {
    /// Why the crate of an extension was not found.
    #[derive(Debug)]
    pub enum SearchRule {
        /// Neither the current directory nor a directory above it has a `Cargo.toml` or a `pyproject.toml`.
        "no-project": error, NoProject { directory: PathBuf } => {
            message: ("no `Cargo.toml` or `pyproject.toml` in `{directory}` or the directories above it",
                      directory = directory.display()),
            remedy: "run it in the extension's directory, or pass `--manifest-path PATH`",
        }

        /// `--manifest-path`, or `manifest-path` in `[tool.maturin]`, is not the path of a `Cargo.toml`.
        "wrong-manifest-path": error, NoManifest { path: PathBuf, named_by: Option<PathBuf> } => {
            message: ("`{path}` is not the path of a `Cargo.toml`", path = path.display()),
            remedy: [match named_by {
                Some(path) => format!("correct `manifest-path` in `[tool.maturin]` of `{}`", path.display()),
                None => "pass the `Cargo.toml` of the extension, or the directory it is in".to_owned(),
            }],
        }

        /// `cargo metadata` failed. The message is Cargo's.
        "cargo-metadata": error, Metadata { message: String } => {
            message: "Cargo cannot read the project:\n{message}",
        }

        /// `--package` or `--exclude` names a package that the workspace does not have.
        "unknown-package": error, NoPackage { name: String, candidates: Vec<String> } => {
            message: "the workspace does not have a package `{name}`",
            remedy: [choose(candidates)],
        }

        /// The directory is a workspace with several extensions, or with none, and no package was chosen.
        "ambiguous-package": error, ChoosePackage { manifest: PathBuf, candidates: Vec<String> } => {
            message: ("`{manifest}` is a workspace without a root package", manifest = manifest.display()),
            remedy: [choose(candidates)],
        }

        /// `--workspace` finds an extension without a `pyproject.toml`, so the name of its Python module is unknown.
        "unnamed-member": warning, UnnamedMember { package: String, manifest: PathBuf } => {
            message: ("the package `{package}` is left out, because no `pyproject.toml` belongs to `{manifest}`",
                      manifest = manifest.display()),
            remedy: "add a `pyproject.toml`, or pass `--exclude {package}`",
        }

        /// No package of the workspace builds a `cdylib` and depends on `pyo3` or `pyo3-stub-gen`.
        "no-extension": error, NoExtension => {
            message: "no package of the workspace builds a `cdylib` and depends on pyo3",
            remedy: "add `crate-type = [\"cdylib\"]` under `[lib]` in the extension's package",
        }

        /// The package does not build a shared library, which is what Python loads.
        "no-cdylib": error, NoCdylib { package: String, manifest: PathBuf } => {
            message: "the package `{package}` does not build a shared library, because it has no `cdylib` target",
            remedy: ("add to `{manifest}`:\n\n[lib]\ncrate-type = [\"cdylib\"]", manifest = manifest.display()),
        }

        /// `--artifact` is used outside a project, so the name of the module is unknown.
        "unnamed-artifact": error, UnnamedArtifact { artifact: PathBuf } => {
            message: ("the name of the Python module in `{artifact}` is unknown outside a project",
                      artifact = artifact.display()),
            remedy: "run it in the project's directory, or pass `--module NAME --output NAME.pyi`",
        }

        /// `--python` was passed several times, but not once for each `--artifact`.
        "unpaired-interpreters": error, Interpreters { pythons: usize, artifacts: usize } => {
            message: "`--python` was passed {pythons} times, and `--artifact` {artifacts} times",
            remedy: "pass one interpreter for each artifact, in the same order, or a single one for all",
        }

        /// `cargo stubgen explain` does not know the code.
        "unknown-code": error, UnknownCode { code: String, nearest: Option<&'static str> } => {
            message: "`{code}` is not a code of this version",
            remedy: [match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "run `cargo stubgen explain` to list all codes".to_owned(),
            }],
        }
    }
}

fn choose(candidates: &[String]) -> String {
    if candidates.is_empty() {
        "its packages do not build a `cdylib` that depends on pyo3".to_owned()
    } else {
        format!("pass `--workspace`, or `--package` with one of: {}", candidates.join(", "))
    }
}
