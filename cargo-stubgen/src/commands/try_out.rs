//! `cargo stubgen try`: annotates a copy of a crate, and prints the stub that the crate would have.

use super::editing::{here, source};
use super::generate;
use crate::adopt::{AdoptOptions, adoption, copied};
use crate::args::{CommonArgs, TryArgs};
use crate::changes::write;
use crate::error::Error;
use crate::find;
use crate::manifest::DependencySource;
use crate::report::{Report, counted};
use crate::stub::{self, StubForm};
use crate::system::shown;
use pyo3_stub_gen::generate::output::Replace;
use pyo3_stub_gen::text::path::absolute;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &TryArgs, report: &Report) -> Result<ExitCode, Error> {
    let extensions = find::extensions(&args.common.project, &args.common.build)?;
    let source = source(&args.source);
    for extension in extensions {
        let copy = copied(&extension)?;
        report.detail(
            "Copied",
            format_args!("{} to {}", shown(&copy.root).display(), shown(&copy.copy).display()),
        );
        copy.building(&args.common, &extension, |common| {
            in_copy(args, common, &copy.source(&source), report)
        })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Annotates the copy that `common` names, and prints its stub, or writes it to the file of `--output`.
fn in_copy(
    args: &TryArgs,
    mut common: CommonArgs,
    source: &DependencySource,
    report: &Report,
) -> Result<(), Error> {
    let options = AdoptOptions { source, gate: false, migrate: false };
    common.stub.output = common.stub.output.as_deref().map(absolute);
    let extensions = find::extensions(&common.project, &common.build)?;
    let planned = adoption(&extensions, &common.build, &options)?;
    planned.problems.iter().for_each(|problem| report.problem(problem, &here()));
    write(&planned.changes)?;
    let files = counted(planned.files, "file");
    report.status("Annotated", format_args!("{} of a copy ({files})", counted(planned.items, "item")));
    let is_written = common.stub.output.is_some();
    stub::each(&common, StubForm::Configured, report, |mut ready| {
        if !is_written {
            return generate::print(&ready);
        }
        ready.at_least_as_good()?;
        let replace = if args.force { Replace::Anything } else { Replace::Generated };
        for change in ready.project.write(&ready.stub, replace)? {
            generate::report_change(change, &ready, report);
        }
        Ok::<(), Error>(())
    })?;
    Ok(())
}
