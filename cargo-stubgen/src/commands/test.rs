//! `cargo stubgen test`: compares the stub on disk with the running extension.

use crate::args::{CommonArgs, Format, ProofArgs, TestArgs, TraceArgs};
use crate::error::Error;
use crate::proof::{self, CoverageDetail, Proved, Traced};
use crate::report::{Report, counted};
use crate::stub;
use crate::system::shown;
use std::process::ExitCode;

/// The exit code of a stub that is wrong.
const WRONG: u8 = 1;

/// Runs the command.
pub fn run(args: &TestArgs, report: &Report) -> Result<ExitCode, Error> {
    let all = prove(args, report, |_| Ok(()))?;
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::from(WRONG) })
}

/// Returns the arguments of a test of the stub itself, without the calls of a command.
pub(super) fn of_stub(common: &CommonArgs, no_stubtest: bool) -> TestArgs {
    let proof = ProofArgs {
        stub: None,
        mypy: None,
        checker: Vec::new(),
        no_stubtest,
        coverage: false,
        fail_under: None,
        format: Format::Human,
    };
    let trace = TraceArgs {
        trace: false,
        trace_only: false,
        trace_fail_fast: false,
        hints: false,
        command: Vec::new(),
    };
    TestArgs { common: common.clone(), proof, trace }
}

/// Tests the stub of each extension, and prints the result. What else is to be printed about it, `describe` prints.
/// Returns whether all are proved.
pub(super) fn prove(
    args: &TestArgs,
    report: &Report,
    mut describe: impl FnMut(&Proved) -> Result<(), Error>,
) -> Result<bool, Error> {
    let proved = stub::each_opened(&args.common, report, |opened| {
        report.detail("Testing", &opened.project.module);
        let proved = proof::prove(&opened, args, report)?;
        let detail = match (args.proof.coverage, args.common.report.verbose) {
            (false, _) => CoverageDetail::None,
            (true, 0) => CoverageDetail::Table,
            (true, _) => CoverageDetail::Items,
        };
        proof::print(&proved, args.proof.format, detail)?;
        describe(&proved)?;
        let traced = proved.traced.as_ref();
        traced.into_iter().for_each(|traced| summarise_calls(traced, report));
        summarise(&proved, opened.started.elapsed().as_secs_f64(), report);
        let is_proved = proved.findings.is_empty() && proved.shortfall.is_none();
        match proved.traced.and_then(|traced| traced.failure) {
            Some(rule) => Err(rule.into()),
            None => Ok(is_proved),
        }
    })?;
    Ok(proved.into_iter().all(|is_proved| is_proved))
}

/// Prints how many items were called, and which could not be watched.
fn summarise_calls(traced: &Traced, report: &Report) {
    let called = traced.called.intersection(&traced.watched).count();
    report.status("Traced", format_args!("{called} of {}", counted(traced.watched.len(), "item")));
    for (name, reason) in &traced.unwatched {
        report.note(format_args!("the calls of `{name}` are not watched: {reason}"));
    }
}

/// Prints the last line: what was tested, and the result.
fn summarise(proved: &Proved, seconds: f64, report: &Report) {
    let stub = shown(&proved.stub).display();
    let mut counts = counted(proved.items, "item");
    if proved.submodules > 0 {
        counts = format!("{counts}, {}", counted(proved.submodules, "submodule"));
    }
    if proved.findings.is_empty() {
        report.status("Proved", format_args!("{stub} ({counts}) in {seconds:.2}s"));
    } else {
        if proved.is_stale {
            report.note("the stub is stale; run `cargo stubgen`, and test the new one");
        }
        let findings = counted(proved.findings.len(), "finding");
        report.status("Wrong", format_args!("{stub} ({counts}): {findings} in {seconds:.2}s"));
    }
    if let Some(shortfall) = &proved.shortfall {
        report.status("Incomplete", format_args!("{stub} {shortfall}"));
    }
}
