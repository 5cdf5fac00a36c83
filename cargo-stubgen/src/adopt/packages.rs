//! The packages of the workspace that are linked into an extension and depend on PyO3.

use super::condition::condition;
use super::conversions;
use crate::args::BuildArgs;
use crate::error::Error;
use crate::find::{Extension, resolved_metadata};
use crate::rules::EditRule;
use cargo_metadata::semver::Version;
use cargo_metadata::{CrateType, Dependency, DependencyKind, Metadata, Package, PackageId, Resolve, Target};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

/// The library, as a dependency.
pub const LIBRARY: &str = "pyo3-stub-gen";

/// PyO3, as a dependency.
pub(super) const PYO3: &str = "pyo3";

/// The versions of PyO3 for which the macros are made, by their second number.
const SUPPORTED: std::ops::RangeInclusive<u64> = 27..=30;

/// A package to annotate.
#[derive(Debug)]
pub struct LinkedPackage {
    /// Its `Cargo.toml`.
    pub manifest: PathBuf,
    /// The root of its library.
    pub roots: Vec<PathBuf>,
    /// Whether it is the extension itself.
    pub is_extension: bool,
    /// Whether other crates may depend on its library.
    pub exports: bool,
    /// The name of PyO3 in its Rust paths.
    pub pyo3: String,
    /// The name of this library in its Rust paths.
    pub library: String,
    /// The condition under which it has this library, as `cfg_attr` takes it.
    pub condition: Option<String>,
    /// The features of this library that it needs.
    pub features: Vec<&'static str>,
}

/// Returns the packages for `extension`, itself first. With `migrate`, they may depend on an earlier version of this library.
pub fn linked(extension: &Extension, build: &BuildArgs, migrate: bool) -> Result<Vec<LinkedPackage>, Error> {
    let target = extension.cdylib()?.src_path.as_std_path().to_owned();
    // A dependency on PyO3 may be optional.
    let build = BuildArgs { all_features: true, ..build.clone() };
    let metadata = resolved_metadata(&extension.manifest, &build, Vec::new())?;
    let dependencies: HashMap<&PackageId, Vec<&PackageId>> =
        metadata.resolve.iter().flat_map(normal_dependencies).collect();
    let mut linked = Vec::new();
    let (mut open, mut seen) = (vec![&extension.package.id], BTreeSet::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let own = dependencies.get(id).into_iter().flatten().copied();
        let members = own.clone().filter(|it| metadata.workspace_members.contains(it));
        open.extend(members.collect::<Vec<_>>().into_iter().rev());
        let Some(package) = metadata.packages.iter().find(|it| it.id == *id) else { continue };
        let is_extension = *id == extension.package.id;
        let Some(pyo3) = direct(package, PYO3) else {
            if is_extension {
                let (package, manifest) = (package.name.to_string(), extension.manifest.clone());
                return Err(EditRule::NoPyo3 { package, manifest }.into());
            }
            continue;
        };
        check_version(&metadata, own)?;
        let library = direct(package, LIBRARY);
        library.filter(|_| !migrate).map_or(Ok(()), |library| check_library(library, package))?;
        let condition = library.and_then(|library| condition(package, library, pyo3));
        let library = library.and_then(|it| it.rename.as_deref()).unwrap_or(LIBRARY);
        let root =
            || package.targets.iter().find(|it| it.is_lib()).map(|it| it.src_path.as_std_path().to_owned());
        linked.push(LinkedPackage {
            manifest: package.manifest_path.as_std_path().to_owned(),
            roots: if is_extension { vec![target.clone()] } else { root().into_iter().collect() },
            is_extension,
            exports: package.targets.iter().any(is_rust_library),
            pyo3: pyo3.rename.as_deref().unwrap_or(PYO3).replace('-', "_"),
            library: library.replace('-', "_"),
            condition,
            features: conversions::features(package, pyo3),
        });
    }
    Ok(linked)
}

/// Returns what each package depends on when it is compiled.
fn normal_dependencies(resolve: &Resolve) -> impl Iterator<Item = (&PackageId, Vec<&PackageId>)> {
    resolve.nodes.iter().map(|node| {
        let is_normal =
            |kinds: &[cargo_metadata::DepKindInfo]| kinds.iter().any(|it| it.kind == DependencyKind::Normal);
        let normal = node.deps.iter().filter(|it| is_normal(&it.dep_kinds));
        (&node.id, normal.map(|it| &it.pkg).collect())
    })
}

/// Whether other crates can depend on `target`.
fn is_rust_library(target: &Target) -> bool {
    let kinds = [CrateType::Lib, CrateType::RLib, CrateType::DyLib];
    target.crate_types.iter().any(|kind| kinds.contains(kind))
}

fn direct<'p>(package: &'p Package, name: &str) -> Option<&'p Dependency> {
    package.dependencies.iter().find(|it| it.name == name && it.kind == DependencyKind::Normal)
}

/// Fails if the PyO3 among the packages `ids` is one for which the macros are not made.
fn check_version<'i>(metadata: &Metadata, ids: impl Iterator<Item = &'i PackageId>) -> Result<(), EditRule> {
    let packages = ids.filter_map(|id| metadata.packages.iter().find(|it| it.id == *id));
    for pyo3 in packages.filter(|it| it.name.as_str() == PYO3) {
        let version = &pyo3.version;
        if version.major != 0 || !SUPPORTED.contains(&version.minor) {
            return Err(EditRule::UnsupportedPyo3 { version: version.to_string() });
        }
    }
    Ok(())
}

/// Fails if `package` depends on another version of this library.
fn check_library(library: &Dependency, package: &Package) -> Result<(), EditRule> {
    let is_this = Version::parse(env!("CARGO_PKG_VERSION")).is_ok_and(|it| library.req.matches(&it));
    if is_this {
        return Ok(());
    }
    let manifest = package.manifest_path.as_std_path().to_owned();
    Err(EditRule::OtherLibrary { requirement: library.req.to_string(), manifest })
}
