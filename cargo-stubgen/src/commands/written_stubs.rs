//! The stubs that `init` writes, and the changes to files that this is.

use super::generate;
use crate::args::CommonArgs;
use crate::changes::FileChange;
use crate::error::Error;
use crate::freshness::{ComparedStub, State};
use crate::report::Report;
use crate::stub::{self, StubForm};
use pyo3_stub_gen::generate::output::{Replace, Written};
use pyo3_stub_gen::generate::stub_files::Change;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};

/// Where the stub is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StubPlace {
    /// Where maturin packages it.
    Project,
    /// In the target directory, because the project has one by hand.
    Beside,
}

/// Writes the stub of each extension. What changes is added to `written`.
pub(super) fn write_stubs(
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
