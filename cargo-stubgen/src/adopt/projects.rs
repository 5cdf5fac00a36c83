//! The Python project of an extension.

use crate::error::Error;
use crate::find::Extension;
use pyo3_stub_gen::generate::project::{Project, ProjectSources, resolve};
use pyo3_stub_gen::text::dotted::last;

/// Returns the project of `extension`.
pub fn project_of(extension: &Extension) -> Result<Project, Error> {
    Ok(resolve(&ProjectSources {
        manifest: &extension.manifest,
        pyproject: extension.pyproject.as_ref(),
        module: None,
        output: None,
    })?)
}

/// Returns the name of the extension's module, without the packages around it.
pub fn module_of(extension: &Extension) -> Result<String, Error> {
    Ok(last(&project_of(extension)?.module).to_owned())
}
