//! `cargo stubgen man`: prints the manual page, or writes a page for each command.

use crate::args::{Cli, ManArgs};
use crate::command_line::PROGRAM;
use crate::error::Error;
use crate::rules::StubRule;
use crate::stdout;
use clap::CommandFactory as _;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &ManArgs) -> Result<ExitCode, Error> {
    // The name of a page has a dash for each space in the name of its command.
    let command = Cli::command().name(PROGRAM).bin_name(PROGRAM);
    match &args.directory {
        Some(directory) => {
            let failed = |source| StubRule::ManualPages { directory: directory.clone(), source };
            fs_err::create_dir_all(directory).map_err(failed)?;
            clap_mangen::generate_to(command, directory).map_err(failed)?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(|source| StubRule::Stdout { source })?;
            stdout::print(&String::from_utf8_lossy(&page))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
