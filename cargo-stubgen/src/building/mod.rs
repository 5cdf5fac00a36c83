//! Builds the extension as maturin does, so that nothing compiles again after `maturin develop`.

mod clean;
mod environment;
mod features;
mod messages;
mod options;
mod pyo3;
mod stable_abi;
mod versions;

use crate::args::{BuildArgs, Color, ReportArgs};
use crate::error::Error;
use crate::find::{self, Extension};
use crate::python::Python;
use crate::rules::BuildRule;
use crate::system::Companion;
use cargo_metadata::{Artifact, CrateType, Message, Package};
use std::collections::BTreeSet;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub use clean::apart;
pub use pyo3::Pyo3;

use environment::Platform;
use features::Features;
use messages::Messages;
use options::{add_target, cargo, profile};

/// The input of the build.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The crate.
    pub extension: &'a Extension,
    /// The module's name.
    pub module: &'a str,
    /// The interpreter.
    pub python: &'a Python,
    /// The options of the build.
    pub build: &'a BuildArgs,
    /// The options of the reports, which Cargo shares.
    pub report: &'a ReportArgs,
}

/// A built extension.
#[derive(Debug)]
pub struct Built {
    /// The shared library.
    pub library: PathBuf,
    /// Where build scripts put libraries that it may need.
    pub search_path: Vec<PathBuf>,
    /// The PyO3 in it, if it has one.
    pub pyo3: Option<Pyo3>,
}

/// Builds the extension. Cargo's own output goes to standard error.
pub fn build(request: &Request<'_>) -> Result<Built, Error> {
    clean::settle(request.extension, request.build)?;
    let (built, is_success) = run(extension_command(request)?, &request.extension.package)?;
    built.messages.print(request.report, is_success);
    // A linker that refuses both versions reports less than this does.
    versions::one(&built.versions)?;
    if !is_success {
        return Err(BuildRule::Failed.into());
    }
    let library = built
        .library
        .ok_or_else(|| BuildRule::NoArtifact { package: request.extension.package.name.to_string() })?;
    Ok(Built { library, search_path: built.search_path, pyo3: built.pyo3 })
}

/// The kind of link-time optimisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTime {
    /// The setting of the profile. The dependencies are then the same as in the ordinary build.
    AsConfigured,
    /// None, so each crate has object files.
    Off,
}

/// The Rust libraries of a build, or what the compiler said if there are none.
pub type RustLibraries = Result<Vec<PathBuf>, Vec<String>>;

/// Whether [`build_described`] can build `extension`.
pub fn can_describe(extension: &Extension) -> bool {
    pyo3::inspecting(&extension.package).is_some()
}

/// Builds the crate, and what depends on PyO3, once more with the feature by which PyO3 describes each item.
///
/// All builds of a shared library have the same file name, so Cargo would mistake one for the other. This builds a Rust
/// library instead, which does not need a linker and whose file name depends on its features. Only crates that the
/// feature affects are compiled again.
pub fn build_described(request: &Request<'_>, optimisation: LinkTime) -> Result<RustLibraries, Error> {
    let Some(feature) = pyo3::inspecting(&request.extension.package) else { return Ok(Err(Vec::new())) };
    let command = description_command(request, &feature, optimisation)?;
    let (built, is_success) = run(command, &request.extension.package)?;
    Ok(if is_success { Ok(built.rust_libraries) } else { Err(built.messages.errors()) })
}

/// Runs a Cargo command line. Returns what Cargo has reported, and whether it built everything.
fn run(mut command: Command, package: &Package) -> Result<(Collected, bool), BuildRule> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |source| BuildRule::Run { program: program.clone(), source };
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut cargo = Companion::start(&mut command).map_err(failed)?;
    let mut built = Collected::default();
    if let Some(stdout) = cargo.stdout() {
        for message in Message::parse_stream(BufReader::new(stdout)) {
            built.take(message.map_err(failed)?, package);
        }
    }
    let status = cargo.wait().map_err(failed)?;
    Ok((built, status.success()))
}

/// Returns the Cargo command line that builds the shared library.
fn extension_command(request: &Request<'_>) -> Result<Command, Error> {
    let Request { extension, module, python, .. } = *request;
    let target = extension.cdylib()?;
    let platform = Platform::of(&extension.manifest, request.build.target.as_deref())?;
    let features = Features::of(extension, request.build, python);
    let mut command = command(request, &features, messages::format(request.report));
    if target.crate_types.iter().any(|kind| *kind != CrateType::CDyLib) {
        command.args(["--crate-type", "cdylib"]);
    }
    let maturin = extension.pyproject.as_ref().map(|pyproject| &pyproject.maturin);
    let mut arguments = maturin.map(|maturin| maturin.rustc_args.clone()).unwrap_or_default();
    let name = environment::linked_name(extension, module);
    arguments.extend(platform.rustc_arguments(&name, python.extension_suffix()));
    if maturin.is_some_and(|maturin| maturin.strip) {
        arguments.extend(["-C".to_owned(), "strip=symbols".to_owned()]);
    }
    finish(command, request, &platform, &features, &arguments)
}

/// Returns the Cargo command line that builds the crate as a Rust library, with `feature`. The compiler does not repeat
/// its messages about the shared library.
fn description_command(
    request: &Request<'_>,
    feature: &str,
    optimisation: LinkTime,
) -> Result<Command, Error> {
    let Request { extension, python, .. } = *request;
    let platform = Platform::of(&extension.manifest, request.build.target.as_deref())?;
    let mut features = Features::of(extension, request.build, python);
    features.named.push(feature.to_owned());
    let mut command = command(request, &features, "json");
    command.args(["--crate-type", "rlib"]);
    if optimisation == LinkTime::Off {
        let profile = profile(extension, request.build).unwrap_or_else(|| "dev".to_owned());
        command.args(["--config", &format!("profile.{profile}.lto=\"off\"")]);
    }
    let maturin = extension.pyproject.as_ref().map(|pyproject| &pyproject.maturin);
    let mut arguments = maturin.map(|maturin| maturin.rustc_args.clone()).unwrap_or_default();
    // With link-time optimisation there would be no symbols.
    arguments.extend(["-C", "linker-plugin-lto=no", "-C", "debuginfo=0"].map(str::to_owned));
    finish(command, request, &platform, &features, &arguments)
}

/// Returns a Cargo command line with the options that every build has.
fn command(request: &Request<'_>, features: &Features, format: &str) -> Command {
    let mut command = Command::new(cargo());
    command.args(["rustc", "--message-format", format, "--manifest-path"]);
    command.arg(&request.extension.manifest).arg("--lib");
    add_features(&mut command, features);
    if let Some(profile) = profile(request.extension, request.build) {
        command.args(["--profile", &profile]);
    }
    add_cargo_options(&mut command, request);
    command
}

/// Adds the arguments for the compiler, and the environment.
fn finish(
    mut command: Command,
    request: &Request<'_>,
    platform: &Platform,
    features: &Features,
    arguments: &[String],
) -> Result<Command, Error> {
    if !arguments.is_empty() {
        command.arg("--").args(arguments);
    }
    let stable_abi_file = stable_abi_file(request, platform, features)?;
    environment::apply(&mut command, platform, request.python, stable_abi_file.as_deref())?;
    Ok(command)
}

fn add_features(command: &mut Command, features: &Features) {
    for feature in &features.named {
        command.args(["--features", feature]);
    }
    if features.all {
        command.arg("--all-features");
    }
    if features.without_default {
        command.arg("--no-default-features");
    }
}

fn add_cargo_options(command: &mut Command, request: &Request<'_>) {
    let Request { extension, build, report, .. } = *request;
    let maturin = extension.pyproject.as_ref().map(|pyproject| &pyproject.maturin);
    let flags = [
        ("--locked", build.locked || maturin.is_some_and(|maturin| maturin.locked)),
        ("--offline", build.offline),
        ("--frozen", build.frozen || maturin.is_some_and(|maturin| maturin.frozen)),
        ("--quiet", report.quiet),
        ("--verbose", report.verbose > 1),
    ];
    command.args(flags.iter().filter(|(_, is_on)| *is_on).map(|(flag, _)| flag));
    if let Some(jobs) = &build.jobs {
        command.args(["--jobs", jobs]);
    }
    add_target(command, build);
    if let Some(color) = report.color {
        command.args(["--color", Color::word(color)]);
    }
    for (flag, values) in maturin.iter().flat_map(|it| [("--config", &it.config), ("-Z", &it.unstable_flags)])
    {
        values.iter().for_each(|value| {
            command.args([flag, value]);
        });
    }
}

/// Returns the file that an `abi3` build is configured with.
fn stable_abi_file(
    request: &Request<'_>,
    platform: &Platform,
    features: &Features,
) -> Result<Option<PathBuf>, Error> {
    let Request { extension, python, build, .. } = *request;
    let target_directory = build.target_dir.as_ref().unwrap_or(&extension.target_directory);
    // Resolving all dependencies is slow; only a project that maturin has built can need it.
    let is_set = std::env::var_os("PYO3_CONFIG_FILE").is_some();
    if is_set || python.is_free_threaded() || !target_directory.join("maturin").is_dir() {
        return Ok(None);
    }
    let metadata = find::resolved_metadata(&extension.manifest, build, features.named.clone())?;
    let Some(pyo3) = metadata.packages.iter().find(|package| package.name.as_str() == "pyo3") else {
        return Ok(None);
    };
    // Older versions read the interpreter themselves.
    if (pyo3.version.major, pyo3.version.minor) < (0, 29) {
        return Ok(None);
    }
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let features: Vec<String> = nodes
        .filter(|node| node.id == pyo3.id)
        .flat_map(|node| node.features.iter().map(ToString::to_string))
        .collect();
    let Some(minimum) = stable_abi::requested(&features) else { return Ok(None) };
    Ok(stable_abi::config_file(target_directory, platform.triple(), python.version(), minimum))
}

/// The contents of Cargo's messages so far.
#[derive(Debug, Default)]
struct Collected {
    library: Option<PathBuf>,
    search_path: Vec<PathBuf>,
    /// The versions of pyo3-stub-gen that register.
    versions: BTreeSet<String>,
    pyo3: Option<Pyo3>,
    /// The Rust libraries of the crate and of everything that it depends on.
    rust_libraries: Vec<PathBuf>,
    /// The messages of the compiler, unless Cargo prints them.
    messages: Messages,
}

impl Collected {
    fn take(&mut self, message: Message, package: &Package) {
        match message {
            Message::CompilerArtifact(artifact) => {
                self.messages.settle(&artifact);
                if artifact.package_id == package.id {
                    self.library = shared_library(&artifact).or(self.library.take());
                }
                self.versions.extend(versions::registering(&artifact));
                self.pyo3 = Pyo3::of(&artifact).or(self.pyo3.take());
                let files = artifact.filenames.iter().filter(|name| name.extension() == Some("rlib"));
                self.rust_libraries.extend(files.map(|name| name.as_std_path().to_owned()));
            }
            Message::BuildScriptExecuted(script) => {
                self.search_path.extend(script.linked_paths.iter().map(|path| {
                    let path = path.as_str();
                    PathBuf::from(path.split_once('=').map_or(path, |(_, path)| path))
                }));
            }
            Message::CompilerMessage(message) => self.messages.take(message),
            _ => {}
        }
    }
}

/// Returns the shared library among the files of an artifact.
fn shared_library(artifact: &Artifact) -> Option<PathBuf> {
    if !artifact.target.crate_types.contains(&CrateType::CDyLib) {
        return None;
    }
    let is_shared = |name: &str| name.ends_with(std::env::consts::DLL_SUFFIX);
    artifact.filenames.iter().find(|name| is_shared(name.as_str())).map(|name| name.as_std_path().to_owned())
}
