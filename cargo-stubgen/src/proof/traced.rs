//! The calls of a command, compared with the stub.

use super::driver::Driver;
use super::finding::{self, Finding, Places};
use super::found::{Calls, Found};
use crate::args::{Format, TestArgs};
use crate::error::Error;
use crate::report::Report;
use crate::rules::TraceRule;
use crate::stub::Opened;
use crate::trace::{self, TraceRequest, TracedRun};
use crate::tree::StubTree;
use std::collections::BTreeSet;

/// What the calls of a command showed.
#[derive(Debug)]
pub struct Traced {
    /// The dotted names of the items that were called.
    pub called: BTreeSet<String>,
    /// The dotted names of the items that were watched.
    pub watched: BTreeSet<String>,
    /// The dotted names of the items that were not watched, with the reasons.
    pub unwatched: Vec<(String, String)>,
    /// What the stub allows, and no call confirmed.
    pub hints: Vec<Finding>,
    /// Why the command proves nothing about the rest, if it failed.
    pub failure: Option<TraceRule>,
}

impl Traced {
    /// Returns the items that were watched and not called.
    pub fn never_called(&self) -> impl Iterator<Item = &String> {
        self.watched.difference(&self.called)
    }

    /// Returns the same with the places of the hints.
    pub fn arranged(self, places: &Places) -> Self {
        Self { hints: finding::arranged(self.hints, places), ..self }
    }
}

/// Runs the command of `args`, if there is one, and returns what its calls showed, and what contradicts the stub.
pub fn trace(
    opened: &Opened<'_>,
    tree: &StubTree,
    driver: &Driver<'_>,
    all: &TestArgs,
    report: &Report,
) -> Result<Option<(Traced, Vec<Finding>)>, Error> {
    let args = &all.trace;
    if !args.trace {
        return Ok(None);
    }
    // A suite may take long.
    driver.ready()?;
    let judge = args.trace_fail_fast.then(|| driver.judge());
    let is_for_programs = all.proof.format != Format::Human;
    let shows_values = all.common.report.verbose > 0;
    let request = TraceRequest { args, judge, is_for_programs, shows_values };
    let recording = trace::record(opened, tree, &request)?;
    report.detail("Comparing", &recording.command);
    let calls = driver.compare(&recording.records())?;
    let Calls { findings, hints, called, watched, unwatched, failures, failed_by_findings_only } = calls;
    if let Some(reason) = failures.into_iter().next() {
        return Err(TraceRule::Watcher { reason }.into());
    }
    let TracedRun { command, failure, .. } = recording;
    // The findings say why.
    let failure = failure.filter(|_| !failed_by_findings_only);
    let failure = failure.map(|status| TraceRule::Failed { command: command.clone(), status });
    if watched.is_empty() && unwatched.is_empty() {
        let module = opened.project.module.clone();
        return Err(failure.unwrap_or(TraceRule::Untraced { command, module }).into());
    }
    let hints = if args.hints { hints.iter().map(of_call).collect() } else { Vec::new() };
    let findings = findings.iter().map(of_call).collect();
    Ok(Some((Traced { called, watched, unwatched, hints, failure }, findings)))
}

fn of_call(found: &Found) -> Finding {
    Finding { call: found.call.clone(), ..Finding::new(&found.path, found.rule.clone()) }
}
