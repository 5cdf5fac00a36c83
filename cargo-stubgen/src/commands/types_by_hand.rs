//! The types that only stubs by hand have, as options in the source. They are tried in a copy of the project, where the new
//! stub is generated and tested with them.

use super::test::of_stub;
use super::written_stubs::{StubPlace, write_stubs};
use crate::adopt::{Copied, LackedType, TypesByHand, copied};
use crate::annotate::with_overrides;
use crate::args::{CommonArgs, CompilerMessages};
use crate::changes::{FileChange, write};
use crate::edit::apply;
use crate::error::Error;
use crate::proof;
use crate::report::{Report, Sources};
use crate::rules::PythonRule;
use crate::sources::SourceFile;
use crate::stub;
use pyo3_stub_gen::generate::output::Replace;
use pyo3_stub_gen::generate::stated::{TreeType, TypeSlot, classes_in, types_in};
use pyo3_stub_gen::text::dotted;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// How often the stub is generated at most. With each test, fewer types are stated.
const ROUNDS: usize = 4;

/// The file of the stub in the directory of the trial.
const STUB: &str = "cargo-stubgen/init/trial";

/// The types by hand that the source states.
#[derive(Debug, Default)]
pub(super) struct Transferred {
    /// The changes of the Rust files, for the files of the project.
    pub changes: Vec<FileChange>,
    /// How many types are stated.
    pub count: usize,
    /// The dotted names of items whose types are not stated, because the new stub would be wrong.
    pub refused: BTreeSet<String>,
}

/// Returns the changes that state the types that only the stubs `by_hand` know. In the copy of the project, `prepare` makes
/// the changes that come before.
///
/// A type is stated only if the new stub then has it, no other type changes, and a test of the stub finds nothing more.
pub(super) fn transferred(
    by_hand: &TypesByHand,
    common: &CommonArgs,
    prepare: &dyn Fn(&Copied, &CommonArgs) -> Result<(), Error>,
) -> Result<Transferred, Error> {
    let extension = &by_hand.extension;
    let copy = copied(extension)?;
    copy.building(common, extension, |options| in_copy(by_hand, options, &copy, prepare))
}

/// Does the same in `copy`, which `options` name.
fn in_copy(
    by_hand: &TypesByHand,
    mut options: CommonArgs,
    copy: &Copied,
    prepare: &dyn Fn(&Copied, &CommonArgs) -> Result<(), Error>,
) -> Result<Transferred, Error> {
    let target = options.build.target_dir.clone().unwrap_or_default();
    options.stub.output = Some(target.join(STUB).join("stub.pyi"));
    // Messages are about the project, and come before or after this.
    options.report.quiet = true;
    options.report.verbose = 0;
    options.report.deny.clear();
    options.report.compiler = CompilerMessages::Errors;
    prepare(copy, &options)?;
    let mut trial = Trial { common: options, files: BTreeMap::new() };
    let before = trial.observed()?;
    // A type that does not compile is not stated.
    trial.common.report.compiler = CompilerMessages::Nothing;
    let root = copy.copy.canonicalize().unwrap_or_else(|_| copy.copy.clone());
    let mut wanted = by_hand.lacked_by(&before.types, &before.classes);
    wanted.retain(|it| before.file(it).is_some_and(|file| file.starts_with(&root)));
    let mut refused = BTreeSet::new();
    for round in 1..=ROUNDS {
        trial.state(&mut wanted, &before)?;
        if wanted.is_empty() {
            break;
        }
        let bad = match trial.observed() {
            Ok(after) => bad(&wanted, &before, &after),
            // Which of them does not compile, or is not Python, is not known.
            Err(_) => (0..wanted.len()).collect(),
        };
        if bad.is_empty() {
            break;
        }
        let is_refused = |index: &usize| round == ROUNDS || bad.contains(index);
        let (out, kept): (Vec<_>, Vec<_>) =
            wanted.into_iter().enumerate().partition(|(index, _)| is_refused(index));
        refused.extend(out.into_iter().map(|(_, it)| it.slot.path));
        wanted = kept.into_iter().map(|(_, it)| it).collect();
    }
    trial.state(&mut wanted, &before)?;
    Ok(Transferred { changes: trial.changes(copy), count: wanted.len(), refused })
}

/// Returns for each of `by_hand`, the types of all extensions in their order, whether the new stub lacks some of them.
pub(super) fn lacking(
    by_hand: &[TypesByHand],
    common: &CommonArgs,
    report: &Report,
) -> Result<Vec<bool>, Error> {
    let mut types = by_hand.iter();
    stub::each_opened(common, report, |opened| {
        let Some(types) = types.next().filter(|types| !types.is_empty()) else { return Ok(false) };
        let Some(described) = opened.described(report)? else { return Ok(false) };
        Ok(!types.lacked_by(&types_in(&described.tree), &classes_in(&described.tree)).is_empty())
    })
}

/// What the new stub is like.
struct Observed {
    types: BTreeMap<TypeSlot, TreeType>,
    classes: BTreeSet<String>,
    /// The names that findings are about, with what is found.
    findings: BTreeSet<(String, String)>,
    sources: Sources,
}

impl Observed {
    /// Returns the Rust file of a type.
    fn file(&self, lacked: &LackedType) -> Option<PathBuf> {
        self.sources.file(&lacked.position)?.canonicalize().ok()
    }
}

/// The work in the copy.
struct Trial {
    common: CommonArgs,
    /// The files that were changed: the text at the beginning, and now.
    files: BTreeMap<PathBuf, (String, String)>,
}

impl Trial {
    /// Builds the extension, and returns what its stub is like, with the findings of a test.
    fn observed(&self) -> Result<Observed, Error> {
        let report = Report::silent();
        write_stubs(&self.common, Replace::Anything, StubPlace::Beside, &report, None)?;
        let observed = stub::each_opened(&self.common, &report, |opened| {
            let tree = opened.described(&report)?.map(|described| described.tree);
            let test = |no_stubtest| proof::prove(&opened, &of_stub(&self.common, no_stubtest), &report);
            let findings = match test(false) {
                Err(Error::Python(PythonRule::NoMypy { .. } | PythonRule::OldMypy { .. })) => test(true)?,
                proved => proved?,
            }
            .findings;
            let findings = findings.iter().map(|it| (it.path.clone(), it.message())).collect();
            let types = tree.as_ref().map(types_in).unwrap_or_default();
            let classes = tree.as_ref().map(classes_in).unwrap_or_default();
            Ok(Observed { types, classes, findings, sources: opened.sources() })
        })?;
        let nothing = || Observed {
            types: BTreeMap::new(),
            classes: BTreeSet::new(),
            findings: BTreeSet::new(),
            sources: Sources::default(),
        };
        Ok(observed.into_iter().next().unwrap_or_else(nothing))
    }

    /// Writes the files so that they state the types `wanted`, of which those go that cannot be stated.
    fn state(&mut self, wanted: &mut Vec<LackedType>, observed: &Observed) -> Result<(), Error> {
        let mut by_file: BTreeMap<PathBuf, Vec<LackedType>> =
            self.files.keys().map(|path| (path.clone(), Vec::new())).collect();
        for it in wanted.drain(..) {
            if let Some(path) = observed.file(&it) {
                by_file.entry(path).or_default().push(it);
            }
        }
        let mut changes = Vec::new();
        for (path, types) in by_file {
            let now = match self.files.get(&path) {
                Some((_, now)) => now.clone(),
                None => fs_err::read_to_string(&path).unwrap_or_default(),
            };
            let first = self.files.get(&path).map_or_else(|| now.clone(), |(first, _)| first.clone());
            let Ok(file) = SourceFile::of(path.clone(), first.clone()) else { continue };
            let overrides: Vec<_> = types.iter().map(LackedType::as_override).collect();
            let done = with_overrides(&file, &overrides);
            let after = apply(&file.text, &done.edits);
            let is_stated = |(index, _): &(usize, LackedType)| !done.left.contains(index);
            wanted.extend(types.into_iter().enumerate().filter(is_stated).map(|(_, it)| it));
            changes.push(FileChange::of_text(path.clone(), &now, after.clone()));
            self.files.insert(path, (first, after));
        }
        write(&changes)?;
        Ok(())
    }

    /// Returns the changes for the files of the project of which `copy` is a copy.
    fn changes(self, copy: &Copied) -> Vec<FileChange> {
        let changes = self.files.into_iter().map(|(path, (first, now))| {
            let path = copy.original(&path);
            FileChange::of_text(path.canonicalize().unwrap_or(path), &first, now)
        });
        changes.filter(FileChange::is_change).collect()
    }
}

/// Returns the indices of the types of `wanted` that make the stub `after` wrong: the stub does not have them, other types of
/// their items are not as `before`, or a new finding is about their items or about a module that they need. If another finding
/// is new, all of them do.
fn bad(wanted: &[LackedType], before: &Observed, after: &Observed) -> BTreeSet<usize> {
    let asked: BTreeMap<&TypeSlot, usize> =
        wanted.iter().enumerate().map(|(index, it)| (&it.slot, index)).collect();
    let all_that = |is_it: &dyn Fn(&LackedType) -> bool| -> Vec<usize> {
        wanted.iter().enumerate().filter(|(_, it)| is_it(it)).map(|(index, _)| index).collect()
    };
    let mut bad = BTreeSet::new();
    for (index, it) in wanted.iter().enumerate() {
        if after.types.get(&it.slot).is_none_or(|found| found.expr != it.stated.expr) {
            bad.insert(index);
        }
    }
    for (slot, old) in &before.types {
        let is_same = after.types.get(slot).is_some_and(|new| new.expr == old.expr);
        if !is_same && !asked.contains_key(slot) {
            bad.extend(all_that(&|it| old.position.as_ref() == Some(&it.position)));
        }
    }
    for (path, message) in after.findings.difference(&before.findings) {
        let is_about = |it: &LackedType| {
            let own = &it.slot.path;
            let is_member = before.classes.contains(path) && dotted::below(own, path).is_some();
            is_member || dotted::is_at_or_below(path, own)
        };
        // mypy names a module that it does not find.
        let imports =
            |it: &LackedType| it.stated.imports.iter().any(|module| message.contains(module.as_str()));
        let found = [all_that(&is_about), all_that(&imports)].into_iter().find(|found| !found.is_empty());
        bad.extend(found.unwrap_or_else(|| (0..wanted.len()).collect()));
    }
    bad
}
