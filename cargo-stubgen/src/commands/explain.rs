//! `cargo stubgen explain`: prints what a code means.

use crate::args::ExplainArgs;
use crate::error::Error;
use crate::rules::{self, SearchRule};
use crate::stdout;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &ExplainArgs) -> Result<ExitCode, Error> {
    let text = match &args.code {
        None => rules::list(),
        Some(code) => {
            rules::page(code).map_err(|nearest| SearchRule::UnknownCode { code: code.clone(), nearest })?
        }
    };
    stdout::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
