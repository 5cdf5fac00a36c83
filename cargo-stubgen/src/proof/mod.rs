//! Compares a stub with the imported extension, and prints the differences.
//!
//! The library knows how a stub describes modules. Python knows the contents of an extension, and runs in separate
//! processes, which may crash or hang.

mod adopted;
mod checkers;
mod coverage;
mod descriptions;
mod driver;
mod finding;
mod forms;
mod found;
mod ignored;
mod imports;
mod intent;
mod names;
mod neighbours;
mod print;
mod proved;
mod skipped;
mod survey;
mod traced;
mod undeclared;

pub use adopted::adopted;
pub use print::{CoverageDetail, print};
pub use proved::Proved;
pub use traced::Traced;

use crate::args::{CheckerName, ProofArgs, TestArgs};
use crate::error::Error;
use crate::report::{Report, Sources};
use crate::rules::{ExtensionRule, FindingRule, PythonRule};
use crate::stub::{self, Opened};
use crate::tree::StubTree;
use coverage::Coverage;
use driver::Driver;
use finding::{Finding, Places};
use forms::Form;
use found::{Found, Proof};
use pyo3_stub_gen::generate::Config;
use pyo3_stub_gen::generate::model::ModuleInfo;
use undeclared::Undeclared;

/// Proves the stub of `opened`, or the one that the options name.
pub fn prove(opened: &Opened<'_>, all: &TestArgs, report: &Report) -> Result<Proved, Error> {
    let args = &all.proof;
    if let Some(recording) = &opened.recording {
        let path = recording.library.parent().unwrap_or(&recording.library).to_owned();
        return Err(ExtensionRule::UntestableRecording { path }.into());
    }
    let tree = StubTree::read(&opened.project, args.stub.as_deref(), Some(&|| opened.target()))?;
    let written = opened.described(report)?;
    let described = written.as_ref().map(|written| &written.tree);
    stub::warn_of_earlier_stubs(&opened.project, report);
    let places = Places::new(&tree, described);
    let driver = Driver::new(opened, &tree, args.mypy.as_deref())?;
    let mut findings = Vec::new();
    let traced = traced::trace(opened, &tree, &driver, all, report)?;
    if !all.trace.trace_only {
        findings = compared(opened, args, &tree, &driver, described, &places)?;
    }
    let (traced, of_calls) = traced.map_or((None, Vec::new()), |(traced, findings)| (Some(traced), findings));
    findings.extend(of_calls);
    let mut findings = finding::arranged(findings, &places);
    let left_out = written.as_ref().map(|written| written.skipped.as_slice()).unwrap_or_default();
    skipped::remove(&mut findings, left_out);
    let unused = ignored::remove(&mut findings, &opened.project.config.ignored_findings);
    // A stub from elsewhere does not follow the configuration.
    let is_own = args.stub.is_none();
    let undeclared = if is_own { undeclared::take(&mut findings, &tree) } else { Undeclared::new() };
    unused
        .iter()
        .chain(&undeclared::warning(&undeclared))
        .for_each(|warning| report.problem(warning, &Sources::default()));
    let is_stale =
        args.stub.is_none() && written.as_ref().is_some_and(|written| !tree.begins_with(&written.stub.text));
    // Another stub has its types from elsewhere.
    let sources = written.as_ref().filter(|_| !is_stale && args.stub.is_none());
    let sources = sources.map(|written| written.sources.clone()).unwrap_or_default();
    let mut coverage = coverage::of(&tree, &findings, &sources);
    if let Some(traced) = &traced {
        coverage::add_calls(
            &mut coverage,
            traced.called.intersection(&traced.watched),
            traced.never_called(),
        );
    }
    Ok(Proved {
        module: opened.project.module.clone(),
        stub: tree.path.clone(),
        items: tree.item_count(),
        submodules: tree.modules.len().saturating_sub(1),
        shortfall: shortfall(&coverage, args.fail_under),
        coverage,
        sources: opened.sources(),
        is_stale,
        findings,
        undeclared: undeclared.into_keys().collect(),
        traced: traced.map(|traced| traced.arranged(&places)),
        unannotated: written.map(|written| written.unannotated).unwrap_or_default(),
    })
}

/// Returns what the interpreter, stubtest and the checkers find.
fn compared(
    opened: &Opened<'_>,
    args: &ProofArgs,
    tree: &StubTree,
    driver: &Driver<'_>,
    described: Option<&ModuleInfo>,
    places: &Places,
) -> Result<Vec<Finding>, Error> {
    let forms = forms::of(tree);
    let survey = driver.survey(&forms)?;
    let mut findings = descriptions::findings(tree);
    findings.extend(names::findings(tree, &survey, described));
    let broken = neighbours::broken(opened, tree);
    if !broken.is_empty() {
        // mypy would stop at the first of them.
        findings.extend(broken);
        return Ok(findings);
    }
    let checkers = chosen(args);
    let mut rejections = Vec::new();
    if !args.no_stubtest {
        check_version(opened, args)?;
        let asked: &[Form] = if checkers.contains(&CheckerName::Mypy) { &forms } else { &[] };
        let proof = driver.prove(asked)?;
        findings.extend(from_driver(&proof, described, places));
        rejections.push((CheckerName::Mypy, proof.rejected));
    }
    for checker in checkers {
        if args.no_stubtest || checker != CheckerName::Mypy {
            rejections.push((checker, checkers::rejected(checker, opened, tree, &forms)?));
        }
    }
    findings.extend(imports::findings(tree, &forms, &survey, &rejections));
    Ok(findings)
}

/// Checks that the stub is for the interpreter, whose version mypy takes for that of the stub's users.
fn check_version(opened: &Opened<'_>, args: &ProofArgs) -> Result<(), Error> {
    let oldest = opened.project.config.python_version;
    // Every interpreter that works is new enough then, so it need not be asked.
    if oldest <= Config::default().python_version || args.stub.is_some() {
        return Ok(());
    }
    let version = opened.target()?.version;
    if version < oldest {
        return Err(PythonRule::OldPython { python: opened.python.path.clone(), version, oldest }.into());
    }
    Ok(())
}

/// Returns why a stub, or the calls of a command, cover less than `demanded` percent of the items.
fn shortfall(coverage: &[Coverage], demanded: Option<u8>) -> Option<String> {
    let demanded = demanded?;
    let is_less = |covered: &usize| *covered < usize::from(demanded);
    let covered = Some(coverage::percent(coverage)).filter(is_less);
    let called = coverage::percent_called(coverage).filter(is_less);
    let what = match (covered, called) {
        (None, None) => return None,
        (Some(covered), None) => format!("covers {covered}%"),
        (None, Some(called)) => format!("has {called}% of its items called"),
        (Some(covered), Some(called)) => format!("covers {covered}% and has {called}% of its items called"),
    };
    Some(format!("{what}, and `--fail-under` demands {demanded}%"))
}

/// Returns the checkers that check import statements, each once.
fn chosen(args: &ProofArgs) -> Vec<CheckerName> {
    let mut chosen = args.checker.clone();
    if chosen.is_empty() && !args.no_stubtest {
        chosen.push(CheckerName::Mypy);
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

fn from_driver(proof: &Proof, described: Option<&ModuleInfo>, places: &Places) -> Vec<Finding> {
    let is_meant =
        |found: &&Found| found.unless.is_some_and(|what| intent::is_written(described, &found.path, what));
    let findings = proof.findings.iter().filter(|found| !is_meant(found));
    let rule = |found: &Found| match &found.rule {
        FindingRule::WrongSignature { reason } if intent::has_other_text(described, &found.path) => {
            FindingRule::TextSignature { reason: reason.clone() }
        }
        rule => rule.clone(),
    };
    findings
        .map(|found| {
            let place = found.elsewhere();
            // mypy reports the line of a mistake, and not the item.
            let line = found.line.filter(|_| place.is_none());
            let item = line.and_then(|line| places.item_at(&found.path, line));
            Finding {
                module: found.path.clone(),
                place,
                stub_text: found.stub.clone(),
                runtime_text: found.runtime.clone(),
                line: found.line,
                ..Finding::new(item.as_deref().unwrap_or(&found.path), rule(found))
            }
        })
        .collect()
}
