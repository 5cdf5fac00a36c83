//! The stubs that `init` writes, and the changes to files that this is.

use super::changing::Changing;
use super::generate;
use crate::args::CommonArgs;
use crate::changes::FileChange;
use crate::error::Error;
use crate::report::Report;
use crate::stub::{self, StubForm};
use pyo3_stub_gen::generate::Stub;
use pyo3_stub_gen::generate::output::{self, Comparison, Replace};
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::text::path::absolute;
use std::path::Path;

/// Where the stub is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StubPlace {
    /// Where maturin packages it.
    Project,
    /// In the target directory, because the project has one by hand.
    Beside,
}

/// Writes the stub of each extension. Its changes in the project are added to `changing`.
pub(super) fn write_stubs(
    common: &CommonArgs,
    replace: Replace,
    place: StubPlace,
    report: &Report,
    mut changing: Option<&mut Changing<'_>>,
) -> Result<(), Error> {
    stub::each(common, StubForm::Configured, report, |mut ready| {
        ready.at_least_as_good()?;
        match (place, &mut changing) {
            // The package has a stub by hand, so it does not get what comes with a generated one, and maturin installs the one
            // by hand.
            (StubPlace::Beside, _) => {
                ready.project.package = None;
                ready.stub.init_files.clear();
                ready.is_installed = false;
            }
            (StubPlace::Project, Some(changing)) => changing.note(changes(&ready.project, &ready.stub)?)?,
            (StubPlace::Project, None) => {}
        }
        for change in ready.project.write(&ready.stub, replace)? {
            generate::report_change(change, &ready, report);
        }
        Ok(())
    })?;
    Ok(())
}

/// Returns what [`Project::write`] changes.
fn changes(project: &Project, stub: &Stub) -> Result<Vec<FileChange>, Error> {
    let mut changes = Vec::new();
    let files = std::iter::once((project.stub_file(stub), &*stub.text)).chain(project.other_files(stub));
    for (path, text) in files {
        // A file with other line ends stays as it is.
        if output::compare(&path, text)? != Comparison::Same {
            changes.push(change(&path, Some(text)));
        }
    }
    changes.extend(project.leftovers(stub).iter().map(|path| change(path, None)));
    let marker = project.package.as_ref().map(|package| package.join(output::TYPED_MARKER));
    changes.extend(marker.filter(|path| !path.exists()).map(|path| change(&path, Some(""))));
    Ok(changes)
}

fn change(path: &Path, after: Option<&str>) -> FileChange {
    let after = after.map(|text| text.as_bytes().to_vec());
    FileChange { path: absolute(path), before: fs_err::read(path).ok(), after }
}
