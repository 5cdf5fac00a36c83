//! What can be wrong with a project's files: what, where, and what to do about it.

use crate::facts::Position;
use crate::generate::problem::{Excerpt, Problem};
use std::path::{Path, PathBuf};

/// A mistake in a TOML file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} ({}, line {line})", path.display())]
pub struct TomlError {
    /// The file.
    pub path: PathBuf,
    /// The line, from one.
    pub line: usize,
    /// The column, in characters from zero.
    pub column: usize,
    /// How many characters are wrong.
    pub width: usize,
    /// The line's text.
    pub source_line: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl TomlError {
    /// The same, with what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

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
    /// A file is not what it should be.
    #[error(transparent)]
    Toml(Box<TomlError>),
    /// Nothing says which Python module this is.
    #[error("nothing says which Python module `{}` builds: it has no `pyproject.toml`", manifest.display())]
    NoModule {
        /// The crate's `Cargo.toml`.
        manifest: PathBuf,
    },
    /// A module's name that Python could not import.
    #[error("`{module}` is not the dotted name of a Python module")]
    BadModule {
        /// The name.
        module: String,
        /// The file that gives it, if a file does.
        path: Option<PathBuf>,
    },
    /// `python-source` names a directory that is not there, or lacks the package.
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
    /// The same as a [`Problem`]: with the place, the line of text, and the remedy.
    #[must_use]
    pub fn to_problem(&self) -> Problem {
        match self {
            Self::Toml(error) => toml_problem(error),
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

/// A mistake in a TOML file as a [`Problem`].
fn toml_problem(error: &TomlError) -> Problem {
    let position = Position {
        file: error.path.display().to_string(),
        line: u32::try_from(error.line).unwrap_or(0),
        column: u32::try_from(error.column + 1).unwrap_or(0),
    };
    Problem {
        excerpt: Some(Excerpt { line: error.source_line.clone(), column: error.column, width: error.width }),
        help: error.help.clone(),
        ..Problem::error(error.message.clone(), Some(position))
    }
}
