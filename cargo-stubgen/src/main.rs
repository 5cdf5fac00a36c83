//! The `cargo stubgen` command: finds a project, builds its extension, reads the registered items, and writes, checks
//! or tests the stub.
//!
//! The library decides what a stub looks like and where it belongs.

mod adopt;
mod annotate;
mod args;
mod artifact;
mod bridge;
mod building;
mod changes;
mod command_line;
mod commands;
mod difference;
mod edit;
mod error;
mod extract;
mod find;
mod fragments;
mod freshness;
mod inspection;
mod machine;
mod manifest;
mod migrate;
mod proof;
mod python;
mod reading;
mod recording;
mod reminders;
mod repair;
mod report;
mod rules;
mod rust;
mod sources;
mod stdout;
mod stub;
mod survey;
mod system;
mod trace;
mod tree;
mod watching;

use args::Command;
use error::Error;
use pyo3_stub_gen::generate::output::uninterrupted;
use report::Report;
use std::process::ExitCode;

/// A stub consists of many small pieces, and the system's allocator would take a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit code of every failure. A stub that is stale or wrong is not one.
const FAILURE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    if bridge::stands_in(&arguments) {
        return finish(bridge::run(&arguments), &Report::new(None));
    }
    let cli = command_line::parse(arguments.clone());
    let options = cli.options();
    let report = Report::new(options);
    if let Err(error) = system::end_with_the_command(uninterrupted) {
        report.note(format_args!(
            "an interruption will not end the processes that this command starts: {error}"
        ));
    }
    let outcome = match &cli.command {
        None => commands::generate::run(&cli.generate, &report),
        Some(Command::Check(check)) => commands::check::run(check, &report),
        Some(Command::Test(test)) => commands::test::run(test, &report),
        Some(Command::Watch(watch)) => {
            commands::watch::run(watch, &command_line::options_of_watch(arguments), &report)
        }
        Some(Command::Record(record)) => commands::record::run(record, &report),
        Some(Command::Expand(expand)) => commands::expand::run(expand, &report),
        Some(Command::Bundle(bundle)) => commands::bundle::run(bundle, &report),
        Some(Command::Diff(diff)) => commands::diff::run(diff, &report),
        Some(Command::Init(init)) => commands::init::run(init, &report),
        Some(Command::Try(attempt)) => commands::try_out::run(attempt, &report),
        Some(Command::Fix(fix)) => commands::fix::run(fix, &report),
        Some(Command::Where(place)) => commands::locate::run(place, &report),
        Some(Command::Explain(explain)) => commands::explain::run(explain),
        Some(Command::Completions(completions)) => commands::completions::run(completions),
        Some(Command::Man(man)) => commands::man::run(man),
    };
    finish(outcome, &report)
}

/// Returns the exit code of `outcome`, and prints why it is a failure.
fn finish(outcome: Result<ExitCode, Error>, report: &Report) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        report.error(&error);
        ExitCode::from(FAILURE)
    })
}
