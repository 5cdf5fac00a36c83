//! `cargo stubgen init`: annotates a crate, writes its stub and tests it; or takes all of that back.

use super::changing::Changing;
use super::earlier::{EarlierStubs, NewStub};
use super::editing::{again, here, root, show, source, target_directory};
use super::take_back::take_back;
use super::types_by_hand::{lacking, transferred};
use super::written_stubs::{StubPlace, write_stubs};
use crate::adopt::{
    AdoptOptions, Adoption, TypesByHand, adoption, linked, module_of, project_of, with_modules,
};
use crate::args::{CommonArgs, InitArgs};
use crate::changes::{FileChange, permit, write};
use crate::error::Error;
use crate::find::{self, Extension};
use crate::proof;
use crate::repair::{LocatedProblem, repairs};
use crate::report::{Report, counted};
use crate::rules::PythonRule;
use crate::stdout;
use crate::stub;
use crate::system::shown;
use pyo3_stub_gen::generate::output::{Replace, is_generated};
use pyo3_stub_gen::generate::paths::positions;
use pyo3_stub_gen::generate::rules::OutputError;
use pyo3_stub_gen::generate::stub_files::PACKAGE_STUB;
use pyo3_stub_gen::generate::{Fix, Problem};
use pyo3_stub_gen::text::dotted::last;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit code of a stub that is wrong.
const WRONG: u8 = 1;

/// Where the stub is written if the project has one by hand, below the target directory.
const BESIDE: &str = "cargo-stubgen/init";

/// How often items are told apart at most. While there are items without types, PyO3's descriptions tell others apart, so those
/// follow.
const ROUNDS: usize = 3;

/// Runs the command.
pub fn run(args: &InitArgs, report: &Report) -> Result<ExitCode, Error> {
    let extensions = find::extensions(&args.common.project, &args.common.build)?;
    if args.undo {
        return take_back(&extensions, args, report);
    }
    let mut changing = Changing::of(&extensions, &args.common);
    let mut common = args.common.clone();
    let kept = if args.force { None } else { written_by_hand(&extensions, &common)? };
    if kept.is_some() {
        let module = extensions.first().map(project_of).transpose()?.map(|it| it.module).unwrap_or_default();
        let directory = target_directory(&extensions, &common).join(BESIDE);
        common.stub.output = Some(directory.join(format!("{}.pyi", last(&module))));
    }
    let earlier = match args.migrate || kept.is_some() {
        true => extensions.iter().map(EarlierStubs::of).collect::<Result<Vec<_>, Error>>()?,
        false => Vec::new(),
    };
    let source = source(&args.source);
    let options = AdoptOptions { source: &source, gate: args.gate, migrate: args.migrate };
    let planned =
        adoption(&extensions, &args.common.build, &options).inspect_err(|_| changing.restore_lock())?;
    planned.problems.iter().for_each(|problem| report.problem(problem, &here()));
    let mut invalid = Vec::new();
    let by_hand = match args.migrate {
        true => {
            extensions.iter().map(|it| TypesByHand::of(it, &mut invalid)).collect::<Result<_, Error>>()?
        }
        false => Vec::new(),
    };
    invalid.iter().for_each(|problem| report.problem(problem, &here()));
    if args.dry_run {
        let changes = with_types(planned.changes, &by_hand, &options, &common)?;
        changing.restore_lock();
        return show(&changes, &|path| path.to_owned());
    }
    if planned.changes.is_empty() {
        report.status("Annotated", "everything that can be, before this run");
    } else {
        permit(&root(&extensions), args.allow_dirty, args.allow_no_vcs)
            .inspect_err(|_| changing.restore_lock())?;
        changing.make(&planned.changes)?;
        tell(&planned, report);
    }
    let place = if kept.is_some() { StubPlace::Beside } else { StubPlace::Project };
    let finishing =
        Finishing { extensions: &extensions, args, common: &common, place, by_hand: &by_hand, report };
    let outcome = finishing.run(&mut changing);
    changing.settle()?;
    if !changing.is_empty() {
        report.note("run `cargo stubgen init --undo` to take these changes back");
    }
    let new = NewStub {
        path: common.stub.output.as_deref(),
        undeclared: outcome.as_ref().ok().map(|adopted| &adopted.undeclared),
    };
    let directory = target_directory(&extensions, &common).join(BESIDE);
    for stubs in earlier.into_iter().flatten() {
        stubs.compare(&new, &common, &directory, report)?;
    }
    if let (Some(kept), Some(new)) = (kept, &common.stub.output) {
        tell_kept(&kept, new, report);
    }
    let Adopted { tables, is_proved, .. } = outcome?;
    stdout::print(&tables)?;
    Ok(if is_proved { ExitCode::SUCCESS } else { ExitCode::from(WRONG) })
}

/// Reports that the stub at `kept` stays, and that the new one is at `new`.
fn tell_kept(kept: &Path, new: &Path, report: &Report) {
    let remedy = match kept.is_dir() {
        true => "remove the directory and run `cargo stubgen` to replace the stubs in it",
        false => "`cargo stubgen --force` replaces the one by hand",
    };
    let (kept, new) = (shown(kept).display(), shown(new).display());
    report.note(format_args!("`{kept}` was written by hand, so the stub is `{new}`; {remedy}"));
}

/// Returns the stub in the place of the one to write, if it was not generated.
fn written_by_hand(extensions: &[Extension], common: &CommonArgs) -> Result<Option<PathBuf>, Error> {
    if common.stub.output.is_some() {
        return Ok(None);
    }
    let stubs = extensions.iter().map(|it| Ok(project_of(it)?.stub_on_disk()));
    let stubs: Vec<PathBuf> = stubs.collect::<Result<_, Error>>()?;
    let is_by_hand = |path: &Path| path.is_file() && !is_generated(path);
    let by_hand = stubs.iter().find(|path| is_by_hand(path) || is_by_hand(&path.join(PACKAGE_STUB))).cloned();
    match by_hand {
        // Only the stub of one extension can be in another place.
        Some(path) if stubs.len() > 1 => Err(OutputError::HandWritten { path }.into()),
        by_hand => Ok(by_hand),
    }
}

/// What is done with an annotated crate.
struct Finishing<'a> {
    extensions: &'a [Extension],
    args: &'a InitArgs,
    common: &'a CommonArgs,
    place: StubPlace,
    by_hand: &'a [TypesByHand],
    report: &'a Report,
}

impl Finishing<'_> {
    /// Writes the stub, states modules and types, and tests the stub.
    fn run(&self, changing: &mut Changing<'_>) -> Result<Adopted, Error> {
        let Self { args, place, report, .. } = *self;
        let common = &again(self.common);
        for round in 0..ROUNDS {
            let changes = self.told_apart(if round == 0 { self.common } else { common })?;
            if changes.is_empty() {
                break;
            }
            self.make(&changes, changing)?;
        }
        if args.explicit {
            self.make(&explicit(common, report)?, changing)?;
        }
        let replace = if args.force { Replace::Anything } else { Replace::Generated };
        write_stubs(common, replace, place, report, Some(changing))?;
        if self.by_hand.iter().any(|types| !types.is_empty()) && self.state_types(common, changing)? {
            write_stubs(common, replace, place, report, Some(changing))?;
        }
        prove(common, report)
    }

    /// Makes `changes`.
    fn make(&self, changes: &[FileChange], changing: &mut Changing<'_>) -> Result<(), Error> {
        // Whether files may be changed has been checked if some have been.
        if !changes.is_empty() && changing.is_empty() {
            permit(&root(self.extensions), self.args.allow_dirty, self.args.allow_no_vcs)?;
        }
        changing.make(changes)
    }

    /// Returns the changes that state the modules of items which nothing else tells apart.
    fn told_apart(&self, common: &CommonArgs) -> Result<Vec<FileChange>, Error> {
        let found = stub::found(common, &Report::silent())?;
        let is_twin =
            |problem: &Problem| matches!(problem.fix, Some(Fix::StateOneOf { .. } | Fix::StateModules(_)));
        let mut changes = Vec::new();
        for (extension, found) in self.extensions.iter().zip(&found) {
            let twins = found.problems.iter().filter(|problem| is_twin(problem));
            let located: Vec<_> = twins.map(|it| LocatedProblem::of(it, &found.sources)).collect();
            if !located.is_empty() {
                let packages = linked(extension, &common.build, false)?;
                let root = &extension.workspace_root;
                changes.extend(repairs(&packages, root, &module_of(extension)?, &located)?);
            }
        }
        Ok(changes)
    }

    /// States the types that only stubs by hand have. Returns whether there are any.
    fn state_types(&self, common: &CommonArgs, changing: &mut Changing<'_>) -> Result<bool, Error> {
        let Self { by_hand, report, .. } = *self;
        let lacking = lacking(by_hand, common, report)?;
        let (mut changes, mut refused, mut count) = (Vec::new(), BTreeSet::new(), 0);
        for (types, _) in by_hand.iter().zip(lacking).filter(|(_, is_lacking)| *is_lacking) {
            let found = transferred(types, common, &|_, _| Ok(()))?;
            changes.extend(found.changes);
            refused.extend(found.refused);
            count += found.count;
        }
        if !refused.is_empty() {
            let names: String = refused.iter().map(|name| format!("\n  {name}")).collect();
            report.note(format_args!(
                "the types of {} are not taken from the stub by hand, because the new stub would be wrong with them:{names}",
                counted(refused.len(), "name")
            ));
        }
        if changes.is_empty() {
            return Ok(false);
        }
        self.make(&changes, changing)?;
        report.status("Stated", format_args!("{} of the stub by hand", counted(count, "type")));
        Ok(true)
    }
}

/// Returns `changes` with those that state the types that only the stubs `by_hand` have.
fn with_types(
    mut changes: Vec<FileChange>,
    by_hand: &[TypesByHand],
    options: &AdoptOptions<'_>,
    common: &CommonArgs,
) -> Result<Vec<FileChange>, Error> {
    for types in by_hand.iter().filter(|types| !types.is_empty()) {
        let found = transferred(types, common, &|copy, common| {
            let source = copy.source(options.source);
            let options = AdoptOptions { source: &source, ..*options };
            let extensions = find::extensions(&common.project, &common.build)?;
            write(&adoption(&extensions, &common.build, &options)?.changes)?;
            Ok(())
        })?;
        for change in found.changes {
            match changes.iter_mut().find(|known| known.path == change.path) {
                Some(known) => known.after = change.after,
                None => changes.push(change),
            }
        }
    }
    Ok(changes)
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

/// How the tests of the new stubs came out.
struct Adopted {
    /// Whether all stubs are right.
    is_proved: bool,
    /// How many of their items have types.
    tables: String,
    /// The dotted names of submodules that Python imports, and that the configuration does not declare.
    undeclared: BTreeSet<String>,
}

/// Tests the stub of each extension.
fn prove(common: &CommonArgs, report: &Report) -> Result<Adopted, Error> {
    let test = |no_stubtest: bool| {
        let all = super::test::of_stub(common, no_stubtest);
        let (mut tables, mut undeclared) = (String::new(), BTreeSet::new());
        let is_proved = super::test::prove(&all, report, |proved| {
            tables.push_str(&proof::adopted(proved));
            undeclared.extend(proved.undeclared.iter().cloned());
            Ok(())
        })?;
        Ok(Adopted { is_proved, tables, undeclared })
    };
    match test(false) {
        Err(Error::Python(rule @ (PythonRule::NoMypy { .. } | PythonRule::OldMypy { .. }))) => {
            report.note(format_args!("stubtest is left out, because {rule}"));
            test(true)
        }
        outcome => outcome,
    }
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
