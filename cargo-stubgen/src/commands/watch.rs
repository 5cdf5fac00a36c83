//! `cargo stubgen watch`: writes the stub whenever its sources change.
//!
//! Each run is a process of its own, so that a failure of one has no effect on the next.

use crate::args::WatchArgs;
use crate::command_line::PROGRAM;
use crate::error::Error;
use crate::find;
use crate::report::Report;
use crate::rules::BuildRule;
use crate::stdout;
use crate::system::{Companion, shown};
use crate::watching::Watch;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// The verbs of the lines that say how a run ended.
const RESULTS: [&str; 6] = ["Writing", "Fresh", "Removing", "Proved", "Wrong", "Incomplete"];

/// Runs the command until it is interrupted. `options` are those of the command line without `--test`.
pub fn run(args: &WatchArgs, options: &[OsString], report: &Report) -> Result<ExitCode, Error> {
    let mut watch = Watch::new()?;
    let mut printed = String::new();
    loop {
        // A manifest that cannot be read is reported by the run, and leaves what is watched.
        if let Ok(extensions) = find::extensions(&args.common.project, &args.common.build) {
            let count = watch.follow(&extensions)?;
            report.detail("Watching", format_args!("{count} directories"));
        }
        let is_written = run_once(&[], options, &mut printed)?;
        if args.test && is_written {
            run_once(&["test".into()], options, &mut printed)?;
        }
        if let Some(path) = watch.changed().or_else(|| watch.wait()) {
            report.detail("Changed", shown(&path).display());
        }
    }
}

/// Runs the command once, and prints how it ended: one line, or what went wrong. Warnings that the run before had as well are not
/// repeated. Returns whether it succeeded.
fn run_once(command: &[OsString], options: &[OsString], printed: &mut String) -> Result<bool, Error> {
    let failed = |source| BuildRule::Run { program: PROGRAM.to_owned(), source };
    let own = std::env::current_exe().map_err(failed)?;
    let mut process = Command::new(own);
    process.args(command).args(options);
    let output = Companion::output(&mut process).map_err(failed)?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        stdout::print(&String::from_utf8_lossy(&output.stdout))?;
        let shown = text.lines().filter(|line| !is_of_cargo(line)).map(|line| format!("{line}\n"));
        stdout::print_error(&shown.collect::<String>());
        printed.clear();
        return Ok(false);
    }
    let (lines, others): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| is_result(line));
    let others: String =
        others.into_iter().filter(|line| !is_of_cargo(line)).map(|it| format!("{it}\n")).collect();
    if others != *printed {
        stdout::print_error(&others);
        *printed = others;
    }
    lines.iter().for_each(|line| stdout::print_error(&format!("{line}\n")));
    Ok(true)
}

/// Whether a line says how a run ended. It has colours if the terminal has.
fn is_result(line: &str) -> bool {
    let plain = anstream::adapter::strip_str(line).to_string();
    RESULTS.iter().any(|verb| plain.trim_start().split(' ').next() == Some(verb))
}

/// Whether a line is a status line of Cargo.
fn is_of_cargo(line: &str) -> bool {
    const CARGOS: [&str; 7] =
        ["Compiling", "Finished", "Locking", "Updating", "Adding", "Blocking", "Downloading"];
    let plain = anstream::adapter::strip_str(line).to_string();
    CARGOS.iter().any(|verb| plain.trim_start().split(' ').next() == Some(verb)) && plain.starts_with(' ')
}
