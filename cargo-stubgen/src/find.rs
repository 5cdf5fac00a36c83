//! Finds the project: the crate, its workspace, and the `pyproject.toml` that belongs to it.

use crate::args::{BuildArgs, ProjectArgs};
use crate::error::Error;
use crate::rules::{BuildRule, SearchRule};
use crate::system::{Companion, same_file};
use cargo_metadata::{CargoOpt, CrateType, Metadata, MetadataCommand, Package, Target};
use pyo3_stub_gen::generate::project::{self, ProjectError, Pyproject};
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};

/// The names of the library crates that an extension depends on: of one of them, or both.
const PYO3: &str = "pyo3";
const LIBRARY: &str = "pyo3-stub-gen";

/// A crate that builds an extension.
#[derive(Debug, Clone)]
pub struct Extension {
    /// The crate's `Cargo.toml`.
    pub manifest: PathBuf,
    /// The crate.
    pub package: Package,
    /// Its `pyproject.toml`, if it has one.
    pub pyproject: Option<Pyproject>,
    /// Where its workspace is.
    pub workspace_root: PathBuf,
    /// The directories of the packages of the workspace that are not other extensions.
    pub members: Vec<PathBuf>,
    /// Where Cargo builds.
    pub target_directory: PathBuf,
}

impl Extension {
    /// Returns the target of the extension. maturin builds any library as an extension if the package has no `cdylib`.
    pub fn cdylib(&self) -> Result<&Target, Error> {
        let uses_maturin = self.pyproject.as_ref().is_some_and(|pyproject| pyproject.uses_maturin);
        let missing = || SearchRule::NoCdylib {
            package: self.package.name.to_string(),
            manifest: self.manifest.clone(),
        };
        let targets = &self.package.targets;
        let library = || targets.iter().find(|target| uses_maturin && is_rust_library(target));
        Ok(targets.iter().find(|target| is_cdylib(target)).or_else(library).ok_or_else(missing)?)
    }
}

/// Returns the extensions that the options choose.
pub fn extensions(project: &ProjectArgs, build: &BuildArgs) -> Result<Vec<Extension>, Error> {
    let (manifest, pyproject) = locate(project.manifest_path.as_deref())?;
    let metadata = metadata(&manifest, build)?;
    if project.workspace {
        let excluded = project.exclude.iter().map(|name| named(&metadata, name));
        let excluded = excluded.collect::<Result<Vec<_>, _>>()?;
        let is_chosen = |it: &&Package| is_extension(it) && !excluded.iter().any(|other| other.id == it.id);
        let members: Vec<_> = metadata.workspace_packages().into_iter().filter(is_chosen).collect();
        if members.is_empty() {
            return Err(SearchRule::NoExtension.into());
        }
        return members.into_iter().map(|package| extension(&metadata, package, None)).collect();
    }
    let packages = match project.package.as_slice() {
        [] => vec![root_package(&metadata, &manifest)?],
        names => distinct(names).into_iter().map(|name| named(&metadata, name)).collect::<Result<_, _>>()?,
    };
    // The file that was found on the way belongs only to the crate that it led to.
    let is_led_to = |package: &Package| same_file(package.manifest_path.as_std_path(), &manifest);
    let own = |package: &Package| pyproject.clone().filter(|_| is_led_to(package));
    packages.into_iter().map(|package| extension(&metadata, package, own(package))).collect()
}

/// Returns the manifest of the project and its `pyproject.toml`, if there is a project. The `pyproject.toml` may be in a directory
/// around the manifest that is asked for.
pub fn located(asked: Option<&Path>) -> Result<Option<(PathBuf, Option<Pyproject>)>, Error> {
    match locate(asked) {
        Ok((manifest, None)) => {
            let directories = manifest.ancestors().skip(1);
            let found = directories.map(|it| it.join("pyproject.toml")).find(|path| is_there(path));
            let pyproject = found.map(|path| Pyproject::read(&path)).transpose()?;
            let pyproject = pyproject.filter(|it| same_file(&project::manifest_of(it), &manifest));
            Ok(Some((manifest, pyproject)))
        }
        Ok(found) => Ok(Some(found)),
        Err(Error::Search(SearchRule::NoProject { .. })) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether there is a project. Without one, `--artifact` can still be read. A project that cannot be read is one.
pub fn exists(project: &ProjectArgs) -> Result<bool, Error> {
    match locate(project.manifest_path.as_deref()) {
        Ok(_) => Ok(true),
        Err(Error::Search(SearchRule::NoProject { .. })) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether there is something at `path`. What is not a file, or a link to nothing, is an error when it is read.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Returns the `Cargo.toml` to start from, and the `pyproject.toml` that led to it.
fn locate(asked: Option<&Path>) -> Result<(PathBuf, Option<Pyproject>), Error> {
    if let Some(path) = asked {
        let path = absolute(path);
        let path = if path.is_dir() { path.join("Cargo.toml") } else { path };
        if !path.is_file() {
            return Err(SearchRule::NoManifest { path, named_by: None }.into());
        }
        return Ok((path, None));
    }
    let start = std::env::current_dir()
        .map_err(|source| BuildRule::Run { program: "cargo stubgen".to_owned(), source })?;
    for directory in start.ancestors() {
        let pyproject = directory.join("pyproject.toml");
        if is_there(&pyproject) {
            let pyproject = Pyproject::read(&pyproject)?;
            let manifest = absolute(&project::manifest_of(&pyproject));
            if manifest.is_file() {
                return Ok((manifest, Some(pyproject)));
            }
            if pyproject.manifest_path().is_some() {
                return Err(SearchRule::NoManifest { path: manifest, named_by: Some(pyproject.path) }.into());
            }
        }
        let manifest = directory.join("Cargo.toml");
        if manifest.is_file() {
            return Ok((manifest, None));
        }
    }
    Err(SearchRule::NoProject { directory: start }.into())
}

/// Returns the workspace without its dependencies, which would need the network.
fn metadata(manifest: &Path, build: &BuildArgs) -> Result<Metadata, Error> {
    let mut command = MetadataCommand::new();
    command.manifest_path(manifest).no_deps().other_options(lock_options(build));
    run_metadata(&command)
}

/// Returns the names of the packages in the workspace of `manifest`.
pub fn member_names(manifest: &Path, build: &BuildArgs) -> Result<Vec<String>, Error> {
    let metadata = metadata(manifest, build)?;
    Ok(metadata.workspace_packages().iter().map(|package| package.name.to_string()).collect())
}

/// Returns the workspace with all its dependencies and their features.
pub fn resolved_metadata(
    manifest: &Path,
    build: &BuildArgs,
    features: Vec<String>,
) -> Result<Metadata, Error> {
    let mut command = MetadataCommand::new();
    command.manifest_path(manifest).other_options(lock_options(build));
    command.features(CargoOpt::SomeFeatures(features));
    if build.all_features {
        command.features(CargoOpt::AllFeatures);
    }
    run_metadata(&command)
}

fn run_metadata(command: &MetadataCommand) -> Result<Metadata, Error> {
    let failed = |message: String| {
        let message = message.trim().trim_start_matches("error: ").to_owned();
        SearchRule::Metadata { message }
    };
    let output = Companion::output(&mut command.cargo_command())
        .map_err(|source| BuildRule::Run { program: "cargo metadata".to_owned(), source })?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()).into());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    // A wrapper of Cargo may print other lines before the answer.
    let answer = text.lines().find(|line| line.starts_with('{')).unwrap_or_default();
    MetadataCommand::parse(answer).map_err(|error| failed(error.to_string()).into())
}

fn lock_options(build: &BuildArgs) -> Vec<String> {
    let options = [("--locked", build.locked), ("--offline", build.offline), ("--frozen", build.frozen)];
    options.iter().filter(|(_, is_on)| *is_on).map(|(option, _)| (*option).to_owned()).collect()
}

/// Returns the names, each once.
fn distinct(names: &[String]) -> Vec<&str> {
    let mut distinct: Vec<&str> = Vec::new();
    for name in names {
        if !distinct.contains(&name.as_str()) {
            distinct.push(name);
        }
    }
    distinct
}

fn named<'m>(metadata: &'m Metadata, name: &str) -> Result<&'m Package, Error> {
    let mut members = metadata.workspace_packages().into_iter();
    members.find(|package| package.name.as_str() == name).ok_or_else(|| {
        SearchRule::NoPackage { name: name.to_owned(), candidates: candidates(metadata) }.into()
    })
}

/// Returns the package of `manifest`; for a workspace without one, its only extension, or the only one with annotations.
fn root_package<'m>(metadata: &'m Metadata, manifest: &Path) -> Result<&'m Package, Error> {
    let members = metadata.workspace_packages();
    let root = members.iter().find(|package| same_file(package.manifest_path.as_std_path(), manifest));
    if let Some(package) = root {
        return Ok(package);
    }
    let extensions: Vec<_> = members.into_iter().filter(|package| is_extension(package)).collect();
    let annotated: Vec<_> =
        extensions.iter().copied().filter(|package| depends_on(package, LIBRARY)).collect();
    match (annotated.as_slice(), extensions.as_slice()) {
        ([package], _) | ([], [package]) => Ok(package),
        _ => {
            let candidates = candidates(metadata);
            Err(SearchRule::ChoosePackage { manifest: manifest.to_owned(), candidates }.into())
        }
    }
}

fn candidates(metadata: &Metadata) -> Vec<String> {
    let members = metadata.workspace_packages().into_iter();
    members.filter(|package| is_extension(package)).map(|package| package.name.to_string()).collect()
}

fn extension(
    metadata: &Metadata,
    package: &Package,
    pyproject: Option<Pyproject>,
) -> Result<Extension, Error> {
    let manifest = package.manifest_path.as_std_path().to_owned();
    let workspace_root = metadata.workspace_root.as_std_path().to_owned();
    let pyproject = match pyproject {
        Some(pyproject) => Some(pyproject),
        None => pyproject_of(&manifest, &workspace_root)?,
    };
    let target_directory = metadata.target_directory.as_std_path().to_owned();
    let members = metadata.workspace_packages().into_iter();
    let members = members.filter(|it| it.id == package.id || !is_extension(it));
    let members = members.filter_map(|it| it.manifest_path.parent()).map(|it| it.as_std_path().to_owned());
    Ok(Extension {
        manifest,
        package: package.clone(),
        pyproject,
        members: members.collect(),
        workspace_root,
        target_directory,
    })
}

/// Returns the `pyproject.toml` of a crate: beside it, or above it up to the directory around the workspace, if it is
/// for an extension and does not name another crate.
fn pyproject_of(manifest: &Path, workspace_root: &Path) -> Result<Option<Pyproject>, ProjectError> {
    let around = workspace_root.parent().unwrap_or(workspace_root);
    for directory in manifest.ancestors().skip(1).take_while(|directory| directory.starts_with(around)) {
        let path = directory.join("pyproject.toml");
        if !is_there(&path) {
            continue;
        }
        let pyproject = Pyproject::read(&path)?;
        let is_beside = Some(directory) == manifest.parent();
        let names_this = same_file(&project::manifest_of(&pyproject), manifest);
        if names_this || (is_beside && pyproject.manifest_path().is_none()) {
            return Ok(Some(pyproject));
        }
        // A file above the crate may be for a whole workspace, and not be about this crate.
        let names_another = project::manifest_of(&pyproject).is_file();
        if pyproject.is_for_extension && !names_another {
            return Ok(Some(pyproject));
        }
    }
    Ok(None)
}

fn is_extension(package: &Package) -> bool {
    package.targets.iter().any(is_cdylib) && [PYO3, LIBRARY].into_iter().any(|name| depends_on(package, name))
}

fn depends_on(package: &Package, name: &str) -> bool {
    package.dependencies.iter().any(|it| it.name == name)
}

fn is_rust_library(target: &Target) -> bool {
    target.crate_types.iter().any(|kind| matches!(kind, CrateType::Lib | CrateType::RLib | CrateType::DyLib))
}

fn is_cdylib(target: &Target) -> bool {
    target.crate_types.contains(&CrateType::CDyLib)
}
