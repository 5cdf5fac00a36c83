//! The project that the options choose, without building it.

use crate::args::CommonArgs;
use crate::error::Error;
use crate::find::{self, Extension};
use crate::rules::{DiffRule, SearchRule};
use pyo3_stub_gen::generate::project::{Project, ProjectSources, resolve};

/// Returns the only extension that the options choose, and its project.
pub fn chosen(common: &CommonArgs) -> Result<(Extension, Project), Error> {
    let mut extensions = find::extensions(&common.project, &common.build)?;
    if extensions.len() > 1 {
        let modules = extensions.iter().map(|it| format!("`{}`", it.package.name)).collect();
        return Err(DiffRule::SeveralProjects { modules }.into());
    }
    let extension = extensions.pop().ok_or(SearchRule::NoExtension)?;
    let project = resolve(&ProjectSources {
        manifest: &extension.manifest,
        pyproject: extension.pyproject.as_ref(),
        module: common.stub.module.as_deref(),
        output: None,
    })?;
    Ok((extension, project))
}
