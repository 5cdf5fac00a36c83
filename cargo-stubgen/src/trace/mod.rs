//! Runs a command of the project, in whose Python processes a watcher records the calls of the extension.
//!
//! It must not know what a stub declares about a call. The proof compares what was recorded.

mod command;
mod job;
mod watcher;

use crate::args::TraceArgs;
use crate::error::Error;
use crate::rules::{StubRule, TraceRule};
use crate::stub::Opened;
use crate::system::{Companion, Death, End, Scratch};
use crate::tree::StubTree;
use std::path::{Path, PathBuf};

/// What a command left.
pub struct Recording {
    directory: Scratch,
    /// The command, as messages show it.
    pub command: String,
    /// How it failed, if it did.
    pub failure: Option<String>,
}

impl Recording {
    /// Returns the directory of the records.
    pub fn records(&self) -> PathBuf {
        records(&self.directory)
    }
}

/// Runs the command of `args` with the extension of `opened`, of which the items of `tree` are watched.
pub fn record(opened: &Opened<'_>, tree: &StubTree, args: &TraceArgs) -> Result<Recording, Error> {
    let directory = Scratch::directory().map_err(temporary)?;
    fs_err::create_dir(records(&directory)).map_err(temporary)?;
    let hook = watcher::lay(&directory).map_err(temporary)?;
    let job = directory.join("job.json");
    fs_err::write(&job, job::of(opened, tree, &records(&directory)).to_string()).map_err(temporary)?;
    let mut command = command::of(opened, args, &hook, &job);
    let program = command.get_program().to_string_lossy().into_owned();
    let status = Companion::start(&mut command)
        .and_then(Companion::wait)
        .map_err(|source| TraceRule::Command { program, source })?;
    let failure = (!status.success()).then(|| Death::from(End::Exited(status)).to_string());
    Ok(Recording { directory, command: command::shown(args), failure })
}

fn records(directory: &Path) -> PathBuf {
    directory.join("records")
}

fn temporary(source: std::io::Error) -> StubRule {
    StubRule::Temporary { source }
}
