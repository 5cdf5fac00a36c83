//! What a new stub changes for users of those that it replaces, for `cargo stubgen init`.

use super::diff::{search_start, warn_of_unknown};
use super::earlier_bundle::EarlierTree;
use crate::adopt::{EarlierNames, NameChanges, project_of};
use crate::args::{CommonArgs, DiffFormat};
use crate::difference::{self, Difference, Stubs, Tools, stubs_of_extension};
use crate::error::Error;
use crate::find::Extension;
use crate::python::Interpreter;
use crate::reading::read_stub;
use crate::report::{Report, counted};
use crate::rules::PythonRule;
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::generate::stub_files::PACKAGE_STUB;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the old side of the difference is called.
const EARLIER: &str = "the earlier stub";

/// The stubs of an extension before a run.
pub(super) struct EarlierStubs {
    names: EarlierNames,
    project: Project,
    /// Those that can be read, if there are several.
    tree: Option<EarlierTree>,
    /// Their texts, or why they cannot be read.
    stubs: Result<Stubs, Error>,
}

/// The new stub of an extension.
pub(super) struct NewStub<'a> {
    /// Its path, if that is not the usual place.
    pub path: Option<&'a Path>,
    /// The dotted names of the submodules that Python imports although the stub does not say so. They are known if the stub was
    /// tested.
    pub undeclared: Option<&'a BTreeSet<String>>,
}

impl EarlierStubs {
    /// Reads the stubs of `extension`: those of an earlier version, and those by hand. Returns nothing if there are none.
    pub(super) fn of(extension: &Extension) -> Result<Option<Self>, Error> {
        let project = project_of(extension)?;
        let paths = project.present_stubs();
        let files: Vec<TreeFile> = paths.iter().filter_map(|path| file(path, &project)).collect();
        if files.is_empty() {
            return Ok(None);
        }
        let named: Vec<_> = paths.into_iter().map(|path| (path.clone(), project.module_of(&path))).collect();
        let stubs = stubs_of_extension(&project.module, &named, EARLIER);
        let tree = EarlierTree::of(&files, &project.module);
        Ok(Some(Self { names: EarlierNames::of(extension, &files), project, tree, stubs }))
    }

    /// Prints what has changed in the new stub. Without mypy, only names are compared. Files for `init` are below `directory`.
    pub(super) fn compare(
        self,
        new: &NewStub<'_>,
        common: &CommonArgs,
        directory: &Path,
        report: &Report,
    ) -> Result<(), Error> {
        // A stub that was not written has been reported.
        let Ok(names) = self.names.compared(new.path) else { return Ok(()) };
        match self.difference(new, common, directory, report) {
            Ok(difference) => {
                warn_of_unknown(&difference, report);
                if !difference.changes.is_empty() {
                    report.note("the new stub changes this for users of the earlier one:");
                    difference::print(&difference, DiffFormat::Human, common.report.verbose > 0)?;
                }
            }
            Err(error) => {
                // That mypy is missing has been said.
                if !matches!(error, Error::Python(PythonRule::NoMypy { .. } | PythonRule::OldMypy { .. })) {
                    report.note(format_args!("the types of the earlier stub are not compared: {error}"));
                }
                tell_names(&names.gained, "gains", report);
                tell_names(&names.lost, "loses", report);
            }
        }
        tell_untyped(&names, report);
        Ok(())
    }

    fn difference(
        self,
        new: &NewStub<'_>,
        common: &CommonArgs,
        directory: &Path,
        report: &Report,
    ) -> Result<Difference, Error> {
        let Self { project, tree, stubs, .. } = self;
        let written = new.path.map_or_else(|| project.stub_on_disk(), Path::to_owned);
        let new_stubs =
            stubs_of_extension(&project.module, &[(written, project.module.clone())], "the new stub")?;
        let mut old = stubs?;
        if let Some(tree) = tree {
            tell_imports(&tree, &project.module, new, &new_stubs, report);
            match tree.bundled(&project, directory, EARLIER) {
                Ok(bundled) => old = bundled,
                Err(reason) => report.note(format_args!(
                    "the earlier stubs are compared file by file, because they cannot be bundled: {reason}"
                )),
            }
        }
        let limit = Duration::from_secs(common.extract.timeout);
        let option = common.extract.python.first().map(PathBuf::as_path);
        let python =
            Interpreter::pick(option, &search_start(common.project.manifest_path.as_deref()), limit)?;
        difference::compare(old, new_stubs, &Tools { python: &python, mypy: None, limit })
    }
}

/// Reads the stub at `path`. One that cannot be read is reported by the comparison.
fn file(path: &Path, project: &Project) -> Option<TreeFile> {
    let form = if path.ends_with(PACKAGE_STUB) { FileForm::Package } else { FileForm::Module };
    read_stub(path, project.module_of(path), form).ok()
}

/// Reports the imports that the earlier stubs allowed and that Python has never done.
fn tell_imports(tree: &EarlierTree, module: &str, new: &NewStub<'_>, stubs: &Stubs, report: &Report) {
    let Some(undeclared) = new.undeclared else { return };
    let mut importable = undeclared.clone();
    importable.extend(stubs.files.iter().map(|file| file.module.clone()));
    let modules = tree.not_importable(module, &importable);
    if !modules.is_empty() {
        let imports: Vec<String> = modules.iter().map(|name| format!("import {name}")).collect();
        report.note(format_args!(
            "the earlier stubs have files for {} that Python cannot import, so type checkers accept imports that fail:{}",
            counted(modules.len(), "submodule"),
            lines(&imports)
        ));
    }
}

fn tell_names(names: &[String], what: &str, report: &Report) {
    if !names.is_empty() {
        let lines = lines(names);
        report.note(format_args!("the new stub {what} {}:{lines}", counted(names.len(), "name")));
    }
}

fn lines(names: &[String]) -> String {
    names.iter().map(|name| format!("\n  {name}")).collect()
}

/// Reports the names whose types the new stub lacks.
fn tell_untyped(changes: &NameChanges, report: &Report) {
    let untyped = &changes.untyped;
    if !untyped.is_empty() {
        let lines = lines(untyped);
        report.note(format_args!(
            "the earlier stub has the types of {} that contain `Any` in the new one; state them with \
             `#[gen_stub(override_type(…))]` and `#[gen_stub(override_return_type(…))]`, or with `python = \"…\"`:{lines}",
            counted(untyped.len(), "name")
        ));
    }
}
