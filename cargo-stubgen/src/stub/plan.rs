//! The extensions that the options choose, and the artifacts that they are read from.

use crate::args::CommonArgs;
use crate::error::Error;
use crate::find::{self, Extension};
use crate::report::{Report, Sources};
use crate::rules::SearchRule;
use crate::system::shown;
use pyo3_stub_gen::generate::project::{self, Project};
use std::path::{Path, PathBuf};

/// A stub to be made.
#[derive(Clone)]
pub(super) struct Plan {
    /// The crate, unless an artifact is read outside a project.
    pub extension: Option<Extension>,
    /// The project.
    pub project: Project,
}

/// Returns the stubs to be made. Warnings about the configuration are printed.
pub(super) fn plans(common: &CommonArgs, report: &Report) -> Result<Vec<Plan>, Error> {
    if let Some(artifact) = common.extract_only()
        && !find::exists(&common.project)?
    {
        return Ok(vec![Plan { extension: None, project: project_of_artifact(artifact, common)? }]);
    }
    let mut extensions = find::extensions(&common.project, &common.build)?;
    if common.project.workspace {
        leave_out_unnamed(&mut extensions, report);
    }
    extensions
        .into_iter()
        .map(|extension| {
            let warnings = extension.pyproject.iter().flat_map(|pyproject| &pyproject.warnings);
            warnings.for_each(|warning| report.problem(warning, &Sources::default()));
            if common.extract_only().is_none() {
                extension.cdylib()?;
            }
            let project = project::resolve(&project::ProjectSources {
                manifest: &extension.manifest,
                pyproject: extension.pyproject.as_ref(),
                module: common.stub.module.as_deref(),
                output: common.stub.output.as_deref(),
            })?;
            Ok(Plan { extension: Some(extension), project })
        })
        .collect()
}

/// Removes the members of a workspace whose Python modules are unknown, unless all are.
fn leave_out_unnamed(extensions: &mut Vec<Extension>, report: &Report) {
    if extensions.iter().all(|extension| extension.pyproject.is_none()) {
        return;
    }
    extensions.retain(|extension| {
        let is_named = extension.pyproject.is_some();
        if !is_named {
            let (package, manifest) =
                (extension.package.name.to_string(), shown(&extension.manifest).to_owned());
            let warning = SearchRule::UnnamedMember { package, manifest }.problem(None);
            report.problem(&warning, &Sources::default());
        }
        is_named
    });
}

/// Returns the project of an artifact that is read outside a project.
fn project_of_artifact(artifact: &Path, common: &CommonArgs) -> Result<Project, Error> {
    let module = common.stub.module.as_deref();
    let module = module.ok_or_else(|| SearchRule::UnnamedArtifact { artifact: artifact.to_owned() })?;
    Ok(project::resolve(&project::ProjectSources {
        manifest: Path::new("Cargo.toml"),
        pyproject: None,
        module: Some(module),
        output: common.stub.output.as_deref(),
    })?)
}

/// The chosen artifact, and how it is loaded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a> {
    /// The path of the artifact.
    pub artifact: Option<&'a Path>,
    /// The path of the interpreter.
    pub python: Option<&'a Path>,
}

/// Returns the artifacts to read, or one choice without an artifact. Each has the interpreter that was passed for it, or the
/// only one.
pub(super) fn choices(common: &CommonArgs) -> Result<Vec<Choice<'_>>, Error> {
    let (artifacts, pythons) = (&common.build.artifact, &common.extract.python);
    if pythons.len() > 1 && pythons.len() != artifacts.len() {
        return Err(SearchRule::Interpreters { pythons: pythons.len(), artifacts: artifacts.len() }.into());
    }
    if artifacts.is_empty() {
        return Ok(vec![Choice { artifact: None, python: pythons.first().map(PathBuf::as_path) }]);
    }
    let only = pythons.first().filter(|_| pythons.len() == 1);
    let choice = |(index, artifact)| {
        let python = only.or_else(|| pythons.get(index)).map(PathBuf::as_path);
        Choice { artifact: Some(PathBuf::as_path(artifact)), python }
    };
    Ok(artifacts.iter().enumerate().map(choice).collect())
}
