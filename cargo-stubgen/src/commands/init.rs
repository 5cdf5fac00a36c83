//! `cargo stubgen init`: annotates a crate, writes its stub and tests it; or takes all of that back.

use super::generate;
use crate::adopt::{AdoptOptions, Adoption, EarlierNames, NameChanges, adoption, project_of, with_modules};
use crate::args::{CommonArgs, Format, InitArgs, ProofArgs, SourceArgs, TestArgs, TraceArgs};
use crate::changes::{FileChange, Record, permit, records, undo, write};
use crate::error::Error;
use crate::find::{self, Extension};
use crate::freshness::{ComparedStub, State, diff};
use crate::manifest::DependencySource;
use crate::proof;
use crate::report::{Report, Sources, counted};
use crate::rules::{EditRule, PythonRule};
use crate::stdout;
use crate::stub::{self, StubForm};
use crate::system::{repository_path, shown};
use pyo3_stub_gen::generate::output::{Replace, Written, is_generated};
use pyo3_stub_gen::generate::paths::positions;
use pyo3_stub_gen::generate::rules::OutputError;
use pyo3_stub_gen::generate::stub_files::Change;
use pyo3_stub_gen::text::dotted::last;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit code of a stub that is wrong.
const WRONG: u8 = 1;

/// Where the stub is written if the project has one by hand, below the target directory.
const BESIDE: &str = "cargo-stubgen/init";

/// Where the stub is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StubPlace {
    /// Where maturin packages it.
    Project,
    /// In the target directory, because the project has one by hand.
    Beside,
}

/// Runs the command.
pub fn run(args: &InitArgs, report: &Report) -> Result<ExitCode, Error> {
    let extensions = find::extensions(&args.common.project, &args.common.build)?;
    if args.undo {
        return take_back(&extensions, args, report);
    }
    let root = root(&extensions);
    // Cargo may write it when it is asked what the project depends on.
    let lock = root.join("Cargo.lock");
    let lock_before = fs_err::read(&lock).ok();
    let mut common = args.common.clone();
    let kept = if args.force { None } else { written_by_hand(&extensions, &common)? };
    if kept.is_some() {
        let module = extensions.first().map(project_of).transpose()?.map(|it| it.module).unwrap_or_default();
        let directory = target_directory(&extensions, &common).join(BESIDE);
        common.stub.output = Some(directory.join(format!("{}.pyi", last(&module))));
    }
    let earlier = match args.migrate || kept.is_some() {
        true => extensions.iter().map(EarlierNames::of).collect::<Result<Vec<_>, Error>>()?,
        false => Vec::new(),
    };
    let source = source(&args.source);
    let options = AdoptOptions { source: &source, gate: args.gate, migrate: args.migrate };
    let planned = adoption(&extensions, &args.common.build, &options)?;
    planned.problems.iter().for_each(|problem| report.problem(problem, &here()));
    if args.dry_run {
        restore_lock(&lock, lock_before.as_deref());
        return show(&planned.changes, &|path| path.to_owned());
    }
    let directory = target_directory(&extensions, &common);
    let mut record = None;
    if planned.changes.is_empty() {
        report.status("Annotated", "everything that can be, before this run");
    } else {
        permit(&root, args.allow_dirty, args.allow_no_vcs)?;
        let mut made = Record::new(&directory, &root).map_err(|source| not_written(&directory, source))?;
        made.add(planned.changes.iter().cloned()).map_err(|source| not_written(&directory, source))?;
        if let Err(error) = write(&planned.changes) {
            // A record of what did not happen is of no use, and does no harm.
            let _ = made.remove();
            return Err(error.into());
        }
        tell(&planned, report);
        record = Some(made);
    }
    let mut later = Vec::new();
    let place = if kept.is_some() { StubPlace::Beside } else { StubPlace::Project };
    let outcome = finish(args, &common, place, report, &mut later);
    // A stub in the target directory is not part of the project.
    later.retain(|change| !change.path.starts_with(&directory));
    let lock_after = fs_err::read(&lock).ok();
    later.push(FileChange { path: lock, before: lock_before, after: lock_after });
    if record.is_none() && later.iter().any(FileChange::is_change) {
        record = Some(Record::new(&directory, &root).map_err(|source| not_written(&directory, source))?);
    }
    if let Some(record) = &mut record {
        record.add(later).map_err(|source| not_written(&directory, source))?;
        report.note("run `cargo stubgen init --undo` to take these changes back");
    }
    for names in earlier.iter().flatten() {
        // A stub that was not written has been reported.
        if let Ok(changes) = names.compared(common.stub.output.as_deref()) {
            compare(&changes, report);
        }
    }
    if let (Some(kept), Some(new)) = (kept, &common.stub.output) {
        let (kept, new) = (shown(&kept).display().to_string(), shown(new).display().to_string());
        report.note(format_args!(
            "`{kept}` was written by hand, so the stub is `{new}`; `cargo stubgen --force` replaces the one by hand"
        ));
    }
    outcome
}

/// Returns the stub in the place of the one to write, if it was not generated.
fn written_by_hand(extensions: &[Extension], common: &CommonArgs) -> Result<Option<PathBuf>, Error> {
    if common.stub.output.is_some() {
        return Ok(None);
    }
    let stubs = extensions.iter().map(|it| Ok(project_of(it)?.stub_on_disk()));
    let stubs: Vec<PathBuf> = stubs.collect::<Result<_, Error>>()?;
    let by_hand = stubs.iter().find(|path| path.is_file() && !is_generated(path)).cloned();
    match by_hand {
        // Only the stub of one extension can be in another place.
        Some(path) if stubs.len() > 1 => Err(OutputError::HandWritten { path }.into()),
        by_hand => Ok(by_hand),
    }
}

/// Writes the stub, states modules if they are asked for, and tests the stub. What is written is added to `written`.
fn finish(
    args: &InitArgs,
    common: &CommonArgs,
    place: StubPlace,
    report: &Report,
    written: &mut Vec<FileChange>,
) -> Result<ExitCode, Error> {
    if args.explicit {
        let changes = explicit(common, report)?;
        write(&changes)?;
        written.extend(changes);
    }
    let replace = if args.force { Replace::Anything } else { Replace::Generated };
    write_stubs(common, replace, place, report, written)?;
    prove(common, report)
}

/// Returns the changes that state the module of each annotated item.
fn explicit(common: &CommonArgs, report: &Report) -> Result<Vec<FileChange>, Error> {
    let changes = stub::each_opened(common, report, |opened| {
        let described = opened.described(report)?;
        let positions = described.map(|it| positions(&it.tree)).unwrap_or_default();
        Ok(with_modules(&positions, &opened.project.module, &opened.sources().roots))
    })?;
    Ok(changes.into_iter().flatten().collect())
}

/// Writes the stub of each extension.
fn write_stubs(
    common: &CommonArgs,
    replace: Replace,
    place: StubPlace,
    report: &Report,
    written: &mut Vec<FileChange>,
) -> Result<(), Error> {
    stub::each(common, StubForm::Configured, report, |mut ready| {
        ready.at_least_as_good()?;
        if place == StubPlace::Beside {
            // The package has a stub by hand, so it does not get what comes with a generated one, and maturin installs the
            // one by hand.
            ready.project.package = None;
            ready.stub.init_files.clear();
            ready.is_installed = false;
        }
        let before = ComparedStub::of(&ready.project, &ready.stub)?;
        let old = |path: &Path| {
            let file = before.files.iter().find(|file| file.path == path);
            file.and_then(|file| match &file.state {
                State::Stale { old, .. } => Some(old.clone().into_bytes()),
                State::Fresh | State::LeftOver => fs_err::read(path).ok(),
                State::Missing { .. } => None,
            })
        };
        let olds: Vec<(PathBuf, Option<Vec<u8>>)> =
            before.files.iter().map(|file| (file.path.clone(), old(&file.path))).collect();
        for change in ready.project.write(&ready.stub, replace)? {
            let (Change::Stub(path, _)
            | Change::Part(path, _)
            | Change::Marker(path, _)
            | Change::Removed(path)) = &change;
            let before = olds.iter().find(|(it, _)| it == path).and_then(|(_, old)| old.clone());
            let after = fs_err::read(path).ok();
            // A marker that was there has not changed.
            let is_unchanged = before.is_none() && is_old(&change);
            if !is_unchanged {
                written.push(FileChange { path: absolute(path), before, after });
            }
            generate::report_change(change, &ready, report);
        }
        Ok(())
    })?;
    Ok(())
}

/// Whether `change` left a file as it was.
fn is_old(change: &Change) -> bool {
    match change {
        Change::Stub(_, written) | Change::Part(_, written) | Change::Marker(_, written) => {
            *written == Written::Unchanged
        }
        Change::Removed(_) => false,
    }
}

/// Tests the stub of each extension, and prints how many of its items have types.
fn prove(common: &CommonArgs, report: &Report) -> Result<ExitCode, Error> {
    let test = |no_stubtest: bool| {
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
        let all = TestArgs { common: common.clone(), proof, trace };
        super::test::prove(&all, report, |proved| stdout::print(&proof::adopted(proved)))
    };
    let proved = match test(false) {
        Err(Error::Python(rule @ (PythonRule::NoMypy { .. } | PythonRule::OldMypy { .. }))) => {
            report.note(format_args!("stubtest is left out, because {rule}"));
            test(true)?
        }
        outcome => outcome?,
    };
    Ok(if proved { ExitCode::SUCCESS } else { ExitCode::from(WRONG) })
}

/// Takes back what earlier runs have changed.
fn take_back(extensions: &[Extension], args: &InitArgs, report: &Report) -> Result<ExitCode, Error> {
    let (root, directory) = (root(extensions), target_directory(extensions, &args.common));
    let failed = |source| not_written(&directory, source);
    let found = records(&directory, &root).map_err(failed)?;
    if found.is_empty() {
        return Err(EditRule::NoRecord { directory: shown(&directory).to_owned() }.into());
    }
    // The latest comes first, and so does the latest change of each.
    let all: Vec<FileChange> = found.iter().rev().flat_map(|record| record.changes.iter().cloned()).collect();
    let (changes, problems) = undo(&all).map_err(failed)?;
    if args.dry_run {
        return show(&changes, &|path| path.to_owned());
    }
    write(&changes)?;
    found.into_iter().try_for_each(Record::remove).map_err(failed)?;
    problems.iter().for_each(|problem| report.problem(problem, &here()));
    let count = changes.iter().filter(|change| change.is_change()).count();
    report.status("Restored", counted(count, "file"));
    Ok(ExitCode::SUCCESS)
}

/// Prints what would change, in files that `place` gives their paths in the project.
pub(super) fn show(changes: &[FileChange], place: &dyn Fn(&Path) -> PathBuf) -> Result<ExitCode, Error> {
    let texts = changes.iter().filter(|change| change.is_change()).filter_map(|change| {
        let (before, after) = change.texts()?;
        let name = repository_path(&place(&change.path)).to_string_lossy().replace('\\', "/");
        Some(diff(&name, change.before.is_some().then_some(before), after).text)
    });
    stdout::print_styled(&texts.collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}

fn tell(planned: &Adoption, report: &Report) {
    let Adoption { items, moved, files, literals, gatherers, changes, .. } = planned;
    let files = counted(*files, "file");
    report.status("Annotated", format_args!("{} ({files})", counted(*items, "item")));
    if *moved > 0 {
        report.status("Moved", format_args!("{} above PyO3's attribute", counted(*moved, "annotation")));
    }
    if *literals > 0 {
        report.status("Rewritten", counted(*literals, "`TypeInfo` literal"));
    }
    if *gatherers > 0 {
        report.status("Removed", "the function that collected the items");
    }
    for change in changes.iter().filter(|change| change.after.is_none()) {
        let path = shown(&change.path).display();
        let is_stub = change.path.extension().is_some_and(|extension| extension == "pyi");
        let what = if is_stub { "which an earlier version generated" } else { "which only wrote the stub" };
        report.status("Removed", format_args!("{path}, {what}"));
    }
}

/// Reports which names the new stub gains and loses, and which types it lacks.
fn compare(changes: &NameChanges, report: &Report) {
    let NameChanges { gained, lost, untyped } = changes;
    let tell = |names: &[String], what: &str| {
        if !names.is_empty() {
            let lines: String = names.iter().map(|name| format!("\n  {name}")).collect();
            report.note(format_args!("the new stub {what} {}:{lines}", counted(names.len(), "name")));
        }
    };
    tell(gained, "gains");
    tell(lost, "loses");
    if !untyped.is_empty() {
        let lines: String = untyped.iter().map(|name| format!("\n  {name}")).collect();
        report.note(format_args!(
            "the earlier stub has the types of {} that contain `Any` in the new one; state them with \
             `#[gen_stub(override_type(…))]` and `#[gen_stub(override_return_type(…))]`, or with `python = \"…\"`:{lines}",
            counted(untyped.len(), "name")
        ));
    }
}

/// Returns where the library comes from.
pub(super) fn source(args: &SourceArgs) -> DependencySource {
    match (&args.path, &args.git) {
        (Some(path), _) => {
            let path = absolute(path);
            DependencySource::Path(path.canonicalize().unwrap_or(path))
        }
        (None, Some(url)) => DependencySource::Git { url: url.clone(), rev: args.rev.clone() },
        (None, None) => DependencySource::Registry(env!("CARGO_PKG_VERSION").to_owned()),
    }
}

/// Returns the root of the workspace, of which all extensions are.
pub(super) fn root(extensions: &[Extension]) -> PathBuf {
    extensions.first().map(|it| it.workspace_root.clone()).unwrap_or_default()
}

pub(super) fn target_directory(extensions: &[Extension], common: &CommonArgs) -> PathBuf {
    let chosen = common.build.target_dir.as_deref().map(absolute);
    chosen.or_else(|| extensions.first().map(|it| it.target_directory.clone())).unwrap_or_default()
}

pub(super) fn not_written(path: &Path, source: std::io::Error) -> Error {
    EditRule::NotWritten { path: shown(path).to_owned(), source }.into()
}

/// Puts back what Cargo wrote although nothing was to be written.
fn restore_lock(lock: &Path, before: Option<&[u8]>) {
    let now = fs_err::read(lock).ok();
    if now.as_deref() != before {
        let _ = match before {
            Some(before) => fs_err::write(lock, before),
            None => fs_err::remove_file(lock),
        };
    }
}

/// Returns the current directory, to which the paths of these problems are relative.
pub(super) fn here() -> Sources {
    Sources { roots: vec![PathBuf::new()] }
}
