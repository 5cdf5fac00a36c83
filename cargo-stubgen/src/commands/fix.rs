//! `cargo stubgen fix`: makes the edits that warnings and errors ask for, if they do not need a decision of the author.

use super::changing::Changing;
use super::editing::{again, here, root, show};
use crate::adopt::{LinkedPackage, copied, linked, module_of};
use crate::args::{CommonArgs, FixArgs};
use crate::changes::{FileChange, permit, write};
use crate::error::Error;
use crate::find::{self, Extension};
use crate::repair::{LocatedProblem, repairs};
use crate::report::{Report, counted};
use crate::rules::StubRule;
use crate::stub::{self, FoundProblems};
use crate::system::shown;
use pyo3_stub_gen::generate::Severity;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How often the extension is built at most. An edit may reveal another problem, as an error hides what comes after it.
const ROUNDS: usize = 5;

/// How many mistakes of the configuration are corrected at most.
const MISTAKES: usize = 50;

/// Runs the command.
pub fn run(args: &FixArgs, report: &Report) -> Result<ExitCode, Error> {
    let mut configured = Configured::default();
    let extensions = configured.extensions(args)?;
    if args.dry_run {
        for extension in &extensions {
            let copy = copied(extension)?;
            copy.building(&args.common, extension, |common| {
                let extensions = find::extensions(&common.project, &common.build)?;
                let mut fixing = Fixing::of(&common, &extensions)?;
                let outcome = fixing.rounds(report);
                show(&fixing.changes, &|path| copy.original(path))?;
                outcome
            })?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    if configured.changes.is_empty() {
        permit(&root(&extensions), args.allow_dirty, args.allow_no_vcs)?;
    }
    let mut changing = Changing::of(&extensions, &args.common);
    changing.note(configured.changes.clone())?;
    let mut fixing = Fixing::of(&args.common, &extensions)?;
    fixing.changes = configured.changes;
    fixing.changing = Some(changing);
    let outcome = fixing.rounds(report);
    tell(&fixing.changes, report);
    if let Some(changing) = fixing.changing.as_mut().filter(|changing| !changing.is_empty()) {
        changing.settle()?;
    }
    let mut errors = None;
    for FoundProblems { module, problems, sources } in outcome? {
        problems.iter().for_each(|problem| report.problem(problem, &sources));
        let count = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        if count > 0 {
            errors = Some(StubRule::NotWritten { module, count: counted(count, "error") });
        }
    }
    errors.map_or(Ok(ExitCode::SUCCESS), |rule| Err(rule.into()))
}

fn tell(changes: &[FileChange], report: &Report) {
    for change in changes {
        let verb = if change.after.is_some() { "Fixed" } else { "Removed" };
        report.status(verb, shown(&change.path).display());
    }
    if changes.is_empty() {
        report.status("Fixed", "nothing");
    }
}

/// The edits of the configuration, which is read before anything else.
#[derive(Default)]
struct Configured {
    /// What has changed, each file once.
    changes: Vec<FileChange>,
}

impl Configured {
    /// Returns the extensions, after the edits without which the configuration cannot be read.
    fn extensions(&mut self, args: &FixArgs) -> Result<Vec<Extension>, Error> {
        for _ in 0..MISTAKES {
            let error = match find::extensions(&args.common.project, &args.common.build) {
                Ok(extensions) => return Ok(extensions),
                Err(error) => error,
            };
            let problem = error.to_problem();
            let file = problem.position.as_ref().map(|position| PathBuf::from(&position.file));
            let directory = file.as_deref().and_then(Path::parent).map(Path::to_owned);
            let sources = here();
            let located = LocatedProblem { problem: &problem, file, sources: &sources };
            let changes = repairs(&[], Path::new(""), "", &[located])?;
            let Some(directory) = directory.filter(|_| !changes.is_empty()) else { return Err(error) };
            if args.dry_run {
                show(&changes, &|path| path.to_owned())?;
                return Err(error);
            }
            if self.changes.is_empty() {
                permit(&directory, args.allow_dirty, args.allow_no_vcs)?;
            }
            write(&changes)?;
            add(&mut self.changes, changes);
        }
        find::extensions(&args.common.project, &args.common.build)
    }
}

/// Adds `changes`, so that each file is there once.
fn add(all: &mut Vec<FileChange>, changes: Vec<FileChange>) {
    for change in changes {
        match all.iter_mut().find(|known| known.path == change.path) {
            Some(known) => known.after = change.after,
            None => all.push(change),
        }
    }
}

/// The work on the sources.
struct Fixing<'a> {
    common: &'a CommonArgs,
    extensions: &'a [Extension],
    packages: Vec<Vec<LinkedPackage>>,
    /// Where changes are recorded, if they are to be.
    changing: Option<Changing<'a>>,
    /// What has changed since the beginning, each file once.
    changes: Vec<FileChange>,
}

impl<'a> Fixing<'a> {
    /// Returns the work on `extensions`, before anything has changed.
    fn of(common: &'a CommonArgs, extensions: &'a [Extension]) -> Result<Self, Error> {
        let packages = extensions.iter().map(|extension| linked(extension, &common.build, false));
        let packages = packages.collect::<Result<_, Error>>()?;
        Ok(Self { common, extensions, packages, changing: None, changes: Vec::new() })
    }

    /// Makes edits until there are none to make, and returns the problems that are left.
    fn rounds(&mut self, report: &Report) -> Result<Vec<FoundProblems>, Error> {
        // What does not compile comes before the first build.
        self.round(&[])?;
        let mut found = stub::found(self.common, report)?;
        let common = again(self.common);
        for _ in 1..ROUNDS {
            if !self.round(&found)? {
                break;
            }
            found = stub::found(&common, report)?;
        }
        Ok(found)
    }

    /// Makes the edits for `found`. Returns whether there were any.
    fn round(&mut self, found: &[FoundProblems]) -> Result<bool, Error> {
        let located: Vec<LocatedProblem<'_>> = found
            .iter()
            .flat_map(|found| found.problems.iter().map(|it| LocatedProblem::of(it, &found.sources)))
            .collect();
        let mut is_changed = false;
        for (extension, packages) in self.extensions.iter().zip(&self.packages) {
            let module = module_of(extension).unwrap_or_default();
            let changes = repairs(packages, &extension.workspace_root, &module, &located)?;
            match &mut self.changing {
                Some(changing) => changing.make(&changes)?,
                None => write(&changes)?,
            }
            is_changed |= !changes.is_empty();
            add(&mut self.changes, changes);
        }
        Ok(is_changed)
    }
}
