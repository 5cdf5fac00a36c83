//! Rules about the build.

use std::io;

pyo3_stub_gen::__rules! {
    /// Why the extension was not built.
    #[derive(Debug)]
    pub enum BuildRule {
        /// A program could not be started.
        "cannot-run": error, Run { program: String, source: io::Error } => {
            message: "cannot run `{program}`: {source}",
        }

        /// The extension does not compile. Cargo's messages above say why.
        "build-failed": error, Failed => {
            message: "the extension could not be built",
        }

        /// Several versions of pyo3-stub-gen register items in one extension, which can contain only one.
        "several-versions": error, Versions { versions: String } => {
            message: "the extension contains pyo3-stub-gen {versions}, but only one version can register items",
            remedy: "`cargo tree --invert pyo3-stub-gen@VERSION` shows which crate depends on a version; \
                   `cargo update` unifies those that are compatible",
        }

        /// Cargo built the package, but reported no shared library.
        "no-artifact": error, NoArtifact { package: String } => {
            message: "Cargo built `{package}`, but reported no shared library",
        }

        /// Cargo cannot remove what was built from a copy of the project.
        ///
        /// Both have the same names, and are built in one target directory. Cargo could take the one for the other.
        "copy-not-cleaned": error, CopyLeft { reason: String } => {
            message: "cannot remove what was built from a copy of the project: {reason}",
            remedy: "run `cargo clean`, because Cargo may take it for what was built from the project",
        }

        /// Cargo's configuration, such as `.cargo/config.toml`, cannot be read.
        "cargo-config": error, CargoConfig { reason: String } => {
            message: "cannot read Cargo's configuration: {reason}",
        }
    }
}

impl From<cargo_config2::Error> for BuildRule {
    fn from(error: cargo_config2::Error) -> Self {
        Self::CargoConfig { reason: error.to_string() }
    }
}
