//! Compares the files of a stub on disk with what would be written.

use crate::error::Error;
use pyo3_stub_gen::generate::Stub;
use pyo3_stub_gen::generate::output::Comparison;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::generate::stub_files;
use std::path::{Path, PathBuf};

/// A stub on disk, compared with what would be written.
#[derive(Debug)]
pub struct ComparedStub {
    /// The module.
    pub module: String,
    /// The stub.
    pub stub: PathBuf,
    /// Its files, and those that should not exist.
    pub files: Vec<ComparedFile>,
}

/// A file of a stub.
#[derive(Debug)]
pub struct ComparedFile {
    /// The file.
    pub path: PathBuf,
    /// How it differs.
    pub state: State,
}

/// How a file differs from what would be written.
#[derive(Debug)]
pub enum State {
    /// Not at all.
    Fresh,
    /// It has another text.
    Stale {
        /// The text on disk.
        old: String,
        /// The text that would be written.
        new: String,
    },
    /// It does not exist.
    Missing {
        /// The text that would be written.
        new: String,
    },
    /// It belongs to an earlier stub.
    LeftOver,
}

impl ComparedStub {
    /// Compares the stub and the files that come with it, and looks for files that should not exist.
    pub fn of(project: &Project, stub: &Stub) -> Result<Self, Error> {
        let path = project.stub_file(stub);
        let texts = std::iter::once((path.clone(), &*stub.text)).chain(project.other_files(stub));
        let compared = |(path, text): (PathBuf, &str)| {
            let state = state(&path, text)?;
            Ok(ComparedFile { path, state })
        };
        let mut files = texts.map(compared).collect::<Result<Vec<_>, Error>>()?;
        let left = project.leftovers(stub).into_iter();
        files.extend(left.map(|path| ComparedFile { path, state: State::LeftOver }));
        Ok(Self { module: project.module.clone(), stub: path, files })
    }

    /// Whether all files are up to date.
    pub fn is_fresh(&self) -> bool {
        self.files.iter().all(|file| matches!(file.state, State::Fresh))
    }
}

fn state(path: &Path, text: &str) -> Result<State, Error> {
    let new = || text.to_owned();
    Ok(match stub_files::compare(path, text)? {
        Comparison::Same => State::Fresh,
        Comparison::Missing => State::Missing { new: new() },
        Comparison::Different(old) => State::Stale { old, new: new() },
    })
}
