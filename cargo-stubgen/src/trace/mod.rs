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
pub struct TracedRun {
    directory: Scratch,
    /// The command, as messages show it.
    pub command: String,
    /// How it failed, if it did.
    pub failure: Option<String>,
}

/// What a user asked for.
pub struct TraceRequest<'a> {
    /// The options.
    pub args: &'a TraceArgs,
    /// What compares calls while the command runs, if a test is to fail at once.
    pub judge: Option<serde_json::Value>,
    /// Whether standard output is a report for programs, so that the command must not print to it.
    pub is_for_programs: bool,
    /// Whether findings show the values of a call.
    pub shows_values: bool,
}

impl TracedRun {
    /// Returns the directory of the records.
    pub fn records(&self) -> PathBuf {
        records(&self.directory)
    }
}

/// Runs the command of `request` with the extension of `opened`, of which the items of `tree` are watched.
pub fn record(opened: &Opened<'_>, tree: &StubTree, request: &TraceRequest<'_>) -> Result<TracedRun, Error> {
    let directory = Scratch::directory().map_err(temporary)?;
    fs_err::create_dir(records(&directory)).map_err(temporary)?;
    let hook = watcher::lay(&directory).map_err(temporary)?;
    let job = directory.join("job.json");
    let mut text = job::of(opened, tree, &records(&directory));
    text["shows_values"] = request.shows_values.into();
    text["judge"] = request.judge.clone().unwrap_or_default();
    fs_err::write(&job, text.to_string()).map_err(temporary)?;
    let mut command = command::of(opened, request.args, &hook, &job);
    if request.is_for_programs {
        command.stdout(std::io::stderr());
    }
    let program = command.get_program().to_string_lossy().into_owned();
    let status = Companion::start(&mut command)
        .and_then(Companion::wait)
        .map_err(|source| TraceRule::Command { program, source })?;
    let failure = (!status.success()).then(|| Death::from(End::Exited(status)).to_string());
    Ok(TracedRun { directory, command: command::shown(request.args), failure })
}

fn records(directory: &Path) -> PathBuf {
    directory.join("records")
}

fn temporary(source: std::io::Error) -> StubRule {
    StubRule::Temporary { source }
}
