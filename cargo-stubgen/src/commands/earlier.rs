//! What a new stub changes for users of those that it replaces, for `cargo stubgen init`.

use super::diff::{search_start, warn_of_unknown};
use crate::adopt::{EarlierNames, NameChanges, project_of};
use crate::args::{CommonArgs, DiffFormat};
use crate::difference::{self, Difference, Stubs, Tools, stubs_of_extension};
use crate::error::Error;
use crate::find::Extension;
use crate::python::Interpreter;
use crate::report::{Report, counted};
use crate::rules::PythonRule;
use pyo3_stub_gen::generate::project::Project;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The stubs of an extension before a run.
pub(super) struct EarlierStubs {
    names: EarlierNames,
    project: Project,
    /// Their texts, or why they cannot be read.
    stubs: Result<Stubs, Error>,
}

impl EarlierStubs {
    /// Reads the stubs of `extension`: those of an earlier version, and the one in the place of the new one. Returns nothing if
    /// there are none.
    pub(super) fn of(extension: &Extension) -> Result<Option<Self>, Error> {
        let Some(names) = EarlierNames::of(extension)? else { return Ok(None) };
        let project = project_of(extension)?;
        let named = project.replaced_stubs().into_iter().map(|path| (project.module_of(&path), path));
        let own = (project.module.clone(), project.stub_on_disk());
        let paths: Vec<_> = named.chain([own]).map(|(module, path)| (path, module)).collect();
        let stubs = stubs_of_extension(&project.module, &paths, "the earlier stub");
        Ok(Some(Self { names, project, stubs }))
    }

    /// Prints what has changed in the new stub, which is at `path` if that is not the usual place. Without mypy, only names are
    /// compared.
    pub(super) fn compare(
        self,
        common: &CommonArgs,
        path: Option<&Path>,
        report: &Report,
    ) -> Result<(), Error> {
        // A stub that was not written has been reported.
        let Ok(names) = self.names.compared(path) else { return Ok(()) };
        match self.difference(common, path) {
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

    fn difference(self, common: &CommonArgs, path: Option<&Path>) -> Result<Difference, Error> {
        let written = path.map_or_else(|| self.project.stub_on_disk(), Path::to_owned);
        let module = &self.project.module;
        let new = stubs_of_extension(module, &[(written, module.clone())], "the new stub")?;
        let limit = Duration::from_secs(common.extract.timeout);
        let option = common.extract.python.first().map(PathBuf::as_path);
        let python =
            Interpreter::pick(option, &search_start(common.project.manifest_path.as_deref()), limit)?;
        difference::compare(self.stubs?, new, &Tools { python: &python, mypy: None, limit })
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
