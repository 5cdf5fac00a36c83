//! Problems in the files of a project, with their places.

use crate::facts::Position;
use crate::generate::problem::Problem;
use crate::generate::rules::ProjectRule;
use crate::generate::toml_file::TomlError;
use std::path::Path;

/// Why a project's layout could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// A file is not valid TOML, or has a wrong key or value.
    #[error(transparent)]
    Toml(Box<TomlError>),
    /// The files do not determine where the stub belongs.
    #[error(transparent)]
    Project(#[from] ProjectRule),
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
            Self::Project(rule) => rule.problem(position(rule)),
        }
    }
}

/// Returns the file to correct, if that is known.
fn position(rule: &ProjectRule) -> Option<Position> {
    let path: &Path = match rule {
        ProjectRule::BadModule { path, .. } => path.as_deref()?,
        ProjectRule::NoPythonSource { path, .. } => path,
        ProjectRule::OutsideProject { file, .. } => file,
        ProjectRule::Unreadable { .. }
        | ProjectRule::NoExtra { .. }
        | ProjectRule::GeneratedExtra { .. }
        | ProjectRule::NoModule { .. } => {
            return None;
        }
    };
    Some(Position { file: path.display().to_string(), line: 0, column: 0 })
}
