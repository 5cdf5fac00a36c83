//! `cargo stubgen completions`: prints the completions of a shell.

use crate::args::{Cli, CompletionsArgs};
use crate::command_line::PROGRAM;
use crate::error::Error;
use crate::stdout;
use clap::CommandFactory as _;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &CompletionsArgs) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command().name(PROGRAM), PROGRAM, &mut script);
    stdout::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
