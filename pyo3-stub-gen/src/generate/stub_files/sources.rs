//! Writes the files of a stub as Python source.

use super::leftovers::files_below;
use super::writing::Change;
use crate::generate::output::{self, OutputError, Owner, Replace};
use crate::generate::project::Project;
use crate::generate::{Stub, runnable};
use crate::text::words::lower_first;
use std::path::PathBuf;

impl Project {
    /// Writes the files of an [expanded](Self::expanded) stub as [Python source](runnable) that can be executed, and removes
    /// sources that were written for it earlier and that it no longer has.
    ///
    /// # Errors
    ///
    /// One of the files must not be replaced or would not be valid Python, and then no file is written; or the operating
    /// system refuses to write or remove a file.
    pub fn write_sources(&self, stub: &Stub, replace: Replace) -> Result<Vec<Change>, OutputError> {
        let root = (self.stub_file(stub), stub.text.as_str());
        let mut sources: Vec<(PathBuf, String)> = Vec::new();
        for (path, text) in self.other_files(stub).into_iter().chain([root]) {
            let path = path.with_extension("py");
            let text = runnable(text).map_err(|error| OutputError::NotPython {
                path: path.clone(),
                line: error.lines_before + 1,
                reason: lower_first(&error.message),
                text: error.excerpt.line,
            })?;
            output::permit(&path, &text, replace)?;
            sources.push((path, text));
        }
        let mut earlier = vec![self.directory().with_extension("py")];
        files_below(&self.directory(), "py", &mut earlier);
        earlier.retain(|path| {
            output::owner(path) == Some(Owner::Module(self.module.clone()))
                && !sources.iter().any(|(source, _)| source == path)
        });
        let _writing = output::uninterrupted();
        let mut changes = Vec::new();
        let last = sources.len().saturating_sub(1);
        for (index, (path, text)) in sources.into_iter().enumerate() {
            let written = output::write(&path, &text, replace)?;
            changes.push(if index == last {
                Change::Stub(path, written)
            } else {
                Change::Part(path, written)
            });
        }
        for path in earlier {
            output::remove(&path)?;
            changes.push(Change::Removed(path));
        }
        Ok(changes)
    }
}
