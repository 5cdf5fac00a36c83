//! The arguments of the command, and where each leads.

use super::disk;
use super::git;
use super::stubs::Stubs;
use super::wheel;
use crate::args::CommonArgs;
use crate::error::Error;
use crate::python::Interpreter;
use crate::rules::DiffRule;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What names a revision.
const REVISION: &str = "git:";

/// A side that the user named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The stub of the project in a revision, or what is at a path there.
    Revision {
        /// The revision.
        revision: String,
        /// The path, from the current directory.
        path: Option<PathBuf>,
    },
    /// A wheel.
    Wheel(PathBuf),
    /// A stub, or a directory of stubs.
    Disk(PathBuf),
}

impl Side {
    /// Reads an argument.
    pub fn parse(argument: &Path) -> Self {
        let revision = argument.to_str().and_then(|text| text.strip_prefix(REVISION));
        match revision {
            Some(revision) => {
                let (revision, path) = match revision.split_once(':') {
                    Some((revision, path)) => (revision, Some(PathBuf::from(path))),
                    None => (revision, None),
                };
                Self::Revision { revision: revision.to_owned(), path }
            }
            None if argument.extension().is_some_and(|it| it == "whl") => Self::Wheel(argument.to_owned()),
            None => Self::Disk(argument.to_owned()),
        }
    }

    /// Reads the stubs.
    pub fn read(&self, common: &CommonArgs, python: &Interpreter, limit: Duration) -> Result<Stubs, Error> {
        let stubs = match self {
            Self::Revision { revision, path } => git::read(revision, path.as_deref(), common)?,
            Self::Wheel(path) => wheel::read(path, python, limit)?,
            Self::Disk(path) => disk::read(path)?,
        };
        if stubs.files.is_empty() {
            return Err(DiffRule::NoStubs { side: stubs.label }.into());
        }
        Ok(stubs)
    }
}

#[cfg(test)]
mod tests {
    use super::Side;
    use std::path::{Path, PathBuf};

    #[test]
    fn arguments_name_revisions_wheels_and_paths() {
        let revision = |revision: &str, path: Option<&str>| Side::Revision {
            revision: revision.to_owned(),
            path: path.map(PathBuf::from),
        };
        let parse = |argument| Side::parse(Path::new(argument));
        assert_eq!(parse("git:v1.0"), revision("v1.0", None));
        assert_eq!(parse("git:HEAD~2:python/m.pyi"), revision("HEAD~2", Some("python/m.pyi")));
        assert_eq!(parse("m-1.0-py3-none-any.whl"), Side::Wheel("m-1.0-py3-none-any.whl".into()));
        assert_eq!(parse("./git:v1.0"), Side::Disk("./git:v1.0".into()));
        assert_eq!(parse("old"), Side::Disk("old".into()));
    }
}
