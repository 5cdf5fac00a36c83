//! `cargo stubgen expand`: writes the stub with a file for each module.

use super::generate::report_change;
use crate::args::ExpandArgs;
use crate::error::Error;
use crate::report::Report;
use crate::stub::{self, StubForm};
use pyo3_stub_gen::generate::output::Replace;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &ExpandArgs, report: &Report) -> Result<ExitCode, Error> {
    let replace = if args.force { Replace::Anything } else { Replace::Generated };
    stub::each(&args.common, StubForm::Expanded(&args.directory), report, |mut ready| {
        ready.at_least_as_good()?;
        let (written, suffix) = if args.py {
            (ready.project.write_sources(&ready.stub, replace)?, "py")
        } else {
            (ready.project.write(&ready.stub, replace)?, "pyi")
        };
        for change in written.into_iter().chain(ready.project.write_packages(suffix)?) {
            report_change(change, &ready, report);
        }
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}
