//! `cargo stubgen check`: compares the stub on disk with what would be written.

use crate::args::CheckArgs;
use crate::error::Error;
use crate::freshness::{self, ComparedStub};
use crate::report::Report;
use crate::stub::{self, StubForm};
use std::process::ExitCode;

/// The exit code of a stale stub.
const STALE: u8 = 1;

/// Runs the command.
pub fn run(args: &CheckArgs, report: &Report) -> Result<ExitCode, Error> {
    let fresh = stub::each(&args.common, StubForm::Configured, report, |mut ready| {
        ready.at_least_as_good()?;
        ready.project.check_links(&ready.stub)?;
        let compared = ComparedStub::of(&ready.project, &ready.stub)?;
        freshness::print(&compared, args.format, report)?;
        Ok(compared.is_fresh())
    })?;
    let all = fresh.into_iter().all(|is_fresh| is_fresh);
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::from(STALE) })
}
