//! `cargo stubgen diff`: compares two versions of the stubs.

use crate::args::DiffArgs;
use crate::difference::{self, Difference, Side, Stubs, Tools};
use crate::error::Error;
use crate::python::Interpreter;
use crate::report::{Report, Sources, counted};
use crate::rules::{CHANGES, DiffRule, Verdict, change};
use crate::stub::{self, StubForm};
use pyo3_stub_gen::text::path::absolute;
use pyo3_stub_gen::text::words::nearest;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The exit code of changes that break users.
const BREAKING: u8 = 1;

/// Runs the command.
pub fn run(args: &DiffArgs, report: &Report) -> Result<ExitCode, Error> {
    let started = Instant::now();
    known(&args.allow)?;
    let common = &args.common;
    let limit = Duration::from_secs(common.extract.timeout);
    let option = common.extract.python.first().map(PathBuf::as_path);
    let python = Interpreter::pick(option, &search_start(common.project.manifest_path.as_deref()), limit)?;
    // What is wrong with the old side is known before anything is built.
    let old = Side::parse(&args.old).read(common, &python, limit)?;
    let new = match &args.new {
        Some(new) => Side::parse(new).read(common, &python, limit)?,
        None => of_project(args, report)?,
    };
    let tools = Tools { python: &python, mypy: args.mypy.as_deref(), limit };
    let mut difference = difference::compare(old, new, &tools)?;
    difference.allow(&args.allow);
    warn_of_unknown(&difference, report);
    difference::print(&difference, args.format, common.report.verbose > 0)?;
    summarise(&difference, started.elapsed().as_secs_f64(), report);
    Ok(if difference.breaks() { ExitCode::from(BREAKING) } else { ExitCode::SUCCESS })
}

/// Fails if a code is not one of a change.
fn known(codes: &[String]) -> Result<(), Error> {
    for code in codes {
        if change(code).is_none() {
            let all: Vec<&'static str> = CHANGES.iter().map(|rule| rule.code).collect();
            return Err(DiffRule::UnknownChange { code: code.clone(), nearest: nearest(code, &all) }.into());
        }
    }
    Ok(())
}

/// Returns where the search for an interpreter starts.
pub(super) fn search_start(manifest: Option<&Path>) -> PathBuf {
    let beside = manifest.map(absolute).and_then(|it| it.parent().map(Path::to_owned));
    beside.or_else(|| std::env::current_dir().ok()).unwrap_or_default()
}

/// Returns the stub of the project as it would be written now.
fn of_project(args: &DiffArgs, report: &Report) -> Result<Stubs, Error> {
    let mut all = stub::each(&args.common, StubForm::Configured, report, |mut ready| {
        ready.at_least_as_good()?;
        Ok(Stubs::of(&ready.project, &ready.stub, None))
    })?;
    if all.len() > 1 {
        let modules = all.iter().filter_map(|it| it.extension.as_ref()).map(|it| format!("`{it}`")).collect();
        return Err(DiffRule::SeveralProjects { modules }.into());
    }
    all.pop().ok_or_else(|| DiffRule::NoStubs { side: "the project".to_owned() }.into())
}

/// Warns of modules that mypy could not read.
pub(super) fn warn_of_unknown(difference: &Difference, report: &Report) {
    if !difference.unknown.is_empty() {
        let warning = DiffRule::UnknownImport { modules: difference.unknown.clone() };
        report.problem(&warning.problem(None), &Sources::default());
    }
}

fn summarise(difference: &Difference, seconds: f64, report: &Report) {
    let counts = [Verdict::Breaking, Verdict::Compatible, Verdict::Invisible];
    let [breaking, compatible, invisible] = counts.map(|it| difference.count(it));
    let total = counted(breaking + compatible + invisible, "change");
    let (old, new) = (&difference.old, &difference.new);
    report.status(
        "Compared",
        format_args!(
            "{old} with {new}: {total} ({breaking} breaking, {compatible} compatible, {invisible} invisible) in \
             {seconds:.2}s"
        ),
    );
}
