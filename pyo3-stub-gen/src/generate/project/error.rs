//! What is wrong with the files of a project, where, and what to do about it.

use crate::facts::Position;
use crate::generate::problem::Problem;
use crate::generate::toml_file::TomlError;
use std::path::{Path, PathBuf};

/// Why a project's layout could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// A file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not valid TOML, or has a wrong key or value.
    #[error(transparent)]
    Toml(Box<TomlError>),
    /// The name of the Python module is not given anywhere.
    #[error("nothing says which Python module `{}` builds: it has no `pyproject.toml`", manifest.display())]
    NoModule {
        /// The crate's `Cargo.toml`.
        manifest: PathBuf,
    },
    /// Python cannot import a module of this name.
    #[error("`{module}` is not the dotted name of a Python module")]
    BadModule {
        /// The name.
        module: String,
        /// The file that has the name, unless it was given on the command line.
        path: Option<PathBuf>,
    },
    /// `python-source` is a directory that does not exist or does not contain the package.
    #[error("`python-source` needs the directory `{}`, and it does not exist", directory.display())]
    NoPythonSource {
        /// `pyproject.toml`.
        path: PathBuf,
        /// The missing directory.
        directory: PathBuf,
    },
}

impl From<TomlError> for ProjectError {
    fn from(error: TomlError) -> Self {
        Self::Toml(Box::new(error))
    }
}

impl ProjectError {
    /// Returns the error as a [`Problem`], with the position, the line of text and the remedy.
    #[must_use]
    pub fn to_problem(&self) -> Problem {
        match self {
            Self::Toml(error) => error.to_problem(),
            _ => Problem { help: self.help(), ..Problem::error(self.to_string(), self.place()) },
        }
    }

    fn place(&self) -> Option<Position> {
        let path: &Path = match self {
            Self::BadModule { path, .. } => path.as_deref()?,
            Self::NoPythonSource { path, .. } => path,
            Self::Read { .. } | Self::Toml(_) | Self::NoModule { .. } => return None,
        };
        Some(Position { file: path.display().to_string(), line: 0, column: 0 })
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            Self::Toml(error) => return error.help.clone(),
            Self::Read { .. } => return None,
            Self::NoModule { .. } => {
                "add a `pyproject.toml`, or name the module and the file: `--module NAME --output NAME.pyi`"
                    .to_owned()
            }
            Self::BadModule { .. } => {
                "name it with `module-name = \"package.module\"` in `[tool.maturin]`, or with `--module`"
                    .to_owned()
            }
            Self::NoPythonSource { directory, .. } => {
                format!("create `{}`, or correct `python-source` in `[tool.maturin]`", directory.display())
            }
        })
    }
}
