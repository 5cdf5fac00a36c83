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
