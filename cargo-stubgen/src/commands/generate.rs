//! `cargo stubgen`: writes the stub, or prints it.

use crate::args::GenerateArgs;
use crate::error::Error;
use crate::report::{Report, counted};
use crate::stub::{self, Ready};
use pyo3_stub_gen::generate::output::{self, Replace, Written};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &GenerateArgs, report: &Report) -> Result<ExitCode, Error> {
    let replace = if args.force { Replace::Anything } else { Replace::Generated };
    stub::each(&args.common, report, |ready| {
        if args.stdout {
            return print(&ready.stub.text);
        }
        write(&ready, replace, report)?;
        match &args.stubtest_allowlist {
            Some(path) => write_file(path, &ready.stub.stubtest_allowlist(), replace, report),
            None => Ok(()),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn write(ready: &Ready, replace: Replace, report: &Report) -> Result<(), Error> {
    let Ready { project, stub, started } = ready;
    // The stub comes last: where one of these cannot be written, it stays as it was.
    for (path, text) in project.init_files(stub) {
        write_file(&path, text, replace, report)?;
    }
    let written = output::write(&project.stub, &stub.text, replace)?;
    let verb = if written == Written::Unchanged { "Fresh" } else { "Writing" };
    let mut counts = counted(stub.items, "item");
    if stub.submodules > 0 {
        counts = format!("{counts}, {}", counted(stub.submodules, "submodule"));
    }
    let seconds = started.elapsed().as_secs_f64();
    report.status(verb, format_args!("{} ({counts}) in {seconds:.2}s", shown(&project.stub).display()));
    if let Some(package) = &project.package
        && output::mark_typed(package)? == Written::Created
    {
        let marker = package.join(output::TYPED_MARKER);
        report.status("Writing", format_args!("{}, so that the stub is used", shown(&marker).display()));
    }
    Ok(())
}

/// Writes a file that comes with the stub.
fn write_file(path: &Path, text: &str, replace: Replace, report: &Report) -> Result<(), Error> {
    if output::write(path, text, replace)? != Written::Unchanged {
        report.status("Writing", shown(path).display());
    }
    Ok(())
}

/// Prints a stub to standard output. A reader that has seen enough is no mistake.
fn print(text: &str) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Error::Stdout),
    }
}

/// The path from the current directory, when it lies below it.
pub fn shown(path: &Path) -> &Path {
    let Ok(current) = std::env::current_dir() else { return path };
    path.strip_prefix(current).unwrap_or(path)
}
