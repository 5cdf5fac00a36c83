//! `cargo stubgen`: writes the stub, or prints it.

use crate::args::GenerateArgs;
use crate::error::Error;
use crate::report::{Report, counted};
use crate::rules::StubRule;
use crate::stdout;
use crate::stub::{self, Ready, StubForm};
use crate::system::shown;
use pyo3_stub_gen::generate::Stub;
use pyo3_stub_gen::generate::output::{self, Replace, Written};
use pyo3_stub_gen::generate::stub_files::Change;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &GenerateArgs, report: &Report) -> Result<ExitCode, Error> {
    let replace = if args.force { Replace::Anything } else { Replace::Generated };
    stub::each(&args.common, StubForm::Configured, report, |ready| {
        // It is not freed, because the process ends soon and freeing each piece takes time.
        let mut ready = ManuallyDrop::new(ready);
        ready.stub.notes.iter().for_each(|note| ready.reminders.remind(note, report));
        if args.stdout {
            return print(&ready);
        }
        ready.at_least_as_good()?;
        write(&ready, replace, report)?;
        match &args.stubtest_allowlist {
            Some(path) => write_allowlist(path, &ready, replace, report),
            None => Ok(()),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn write(ready: &Ready, replace: Replace, report: &Report) -> Result<(), Error> {
    for change in ready.project.write(&ready.stub, replace)? {
        report_change(change, ready, report);
    }
    Ok(())
}

/// Reports what happened to one file.
pub(super) fn report_change(change: Change, ready: &Ready, report: &Report) {
    let Ready { stub, started, is_installed, .. } = ready;
    match change {
        Change::Part(path, written) => report_written(&path, written, report),
        Change::Stub(path, written) => {
            let verb = if written == Written::Unchanged { "Fresh" } else { "Writing" };
            let counts = counts(stub);
            let seconds = started.elapsed().as_secs_f64();
            report.status(verb, format_args!("{} ({counts}) in {seconds:.2}s", shown(&path).display()));
            if *is_installed && written != Written::Unchanged {
                report.note("run `maturin develop` to install the stub with the extension");
            }
        }
        Change::Marker(path, Written::Created) => {
            let path = shown(&path).display();
            report.status("Writing", format_args!("{path}, so that the stub is used"));
        }
        Change::Marker(..) => {}
        Change::Removed(path) => {
            let path = shown(&path).display();
            report.status("Removing", format_args!("{path}, which an earlier stub left behind"));
        }
    }
}

/// Returns how much is in a stub.
fn counts(stub: &Stub) -> String {
    let items = counted(stub.items, "item");
    if stub.submodules == 0 { items } else { format!("{items}, {}", counted(stub.submodules, "submodule")) }
}

fn write_allowlist(path: &Path, ready: &Ready, replace: Replace, report: &Report) -> Result<(), Error> {
    let text = ready.stub.stubtest_allowlist() + &wrapped_module(ready);
    let written = {
        let _writing = output::uninterrupted();
        output::write(path, &text, replace)?
    };
    report_written(path, written, report);
    Ok(())
}

/// Returns the line for the extension in the package of its name that a wheel has, which has no stub of its own. stubtest
/// does not report a line that matches an empty name as unused, so the line may stand where no wheel is installed.
fn wrapped_module(ready: &Ready) -> String {
    let module = &ready.project.module;
    if ready.is_wrapped { format!("({module}\\.{module})?\n") } else { String::new() }
}

/// Reports that a file that comes with the stub was written, if it was.
fn report_written(path: &Path, written: Written, report: &Report) {
    if written != Written::Unchanged {
        report.status("Writing", shown(path).display());
    }
}

/// Prints a stub, which must be a single file.
pub(super) fn print(ready: &Ready) -> Result<(), Error> {
    let Stub { text, submodule_files, .. } = &ready.stub;
    if !submodule_files.is_empty() {
        return Err(StubRule::SeveralFiles { count: submodule_files.len() + 1 }.into());
    }
    ready.stub.check()?;
    stdout::print(text)
}
