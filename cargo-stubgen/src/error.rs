//! Everything that can go wrong outside the library: what, where, and what to do about it.

use crate::dotted::last;
use crate::process::Death;
use pyo3_stub_gen::facts::DecodeError;
use pyo3_stub_gen::generate::Problem;
use pyo3_stub_gen::generate::output::OutputError;
use pyo3_stub_gen::generate::project::ProjectError;
use std::io;
use std::path::PathBuf;

/// A failure, ready to be shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No project where one was looked for.
    #[error("no `Cargo.toml` or `pyproject.toml` in `{}` or the directories above it", directory.display())]
    NoProject {
        /// Where the search began.
        directory: PathBuf,
    },
    /// `--manifest-path` names no file.
    #[error("`{}` is not the path of a `Cargo.toml`", path.display())]
    NoManifest {
        /// The path.
        path: PathBuf,
        /// The `pyproject.toml` that names it, if one does.
        named_by: Option<PathBuf>,
    },
    /// `cargo metadata` failed.
    #[error("Cargo cannot read the project:\n{message}")]
    Metadata {
        /// What Cargo said.
        message: String,
    },
    /// The workspace has no such package.
    #[error("the workspace has no package `{name}`")]
    NoPackage {
        /// The name.
        name: String,
        /// The packages that build an extension.
        candidates: Vec<String>,
    },
    /// The directory is a workspace, and no package was chosen.
    #[error("`{}` is a workspace without a package of its own", manifest.display())]
    ChoosePackage {
        /// The workspace's `Cargo.toml`.
        manifest: PathBuf,
        /// The packages that build an extension.
        candidates: Vec<String>,
    },
    /// No package of the workspace builds an extension.
    #[error("no package of the workspace builds a `cdylib` and depends on pyo3-stub-gen")]
    NoExtension,
    /// The package builds no shared library.
    #[error("the package `{package}` builds no shared library: it has no `cdylib` target")]
    NoCdylib {
        /// The package.
        package: String,
        /// Its `Cargo.toml`.
        manifest: PathBuf,
    },
    /// Without a project, the module is not known.
    #[error("nothing says which Python module `{}` is", artifact.display())]
    UnknownModule {
        /// The shared library or wheel.
        artifact: PathBuf,
    },
    /// No interpreter works.
    #[error("no Python interpreter was found")]
    NoPython {
        /// What was tried, and how it failed.
        tried: Vec<String>,
    },
    /// The chosen interpreter does not work.
    #[error("the Python interpreter `{}` ({origin}) does not work: {reason}", path.display())]
    BadPython {
        /// The interpreter.
        path: PathBuf,
        /// What chose it.
        origin: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Cargo could not be started or listened to.
    #[error("cannot run `{program}`: {source}")]
    Run {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The extension did not compile. Cargo has said why.
    #[error("the extension could not be built")]
    Build,
    /// Cargo built, and reported no shared library.
    #[error("Cargo built `{package}`, but reported no shared library")]
    NoArtifact {
        /// The package.
        package: String,
    },
    /// Cargo's configuration cannot be read.
    #[error("cannot read Cargo's configuration: {0}")]
    CargoConfig(#[from] cargo_config2::Error),
    /// The artifact cannot be read.
    #[error("cannot read the artifact `{}`: {reason}", path.display())]
    Artifact {
        /// The shared library or wheel.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A wheel has several extension modules.
    #[error("the wheel `{}` has {} extension modules", path.display(), members.len())]
    ManyExtensions {
        /// The wheel.
        path: PathBuf,
        /// The modules' paths in it.
        members: Vec<String>,
    },
    /// The interpreter died while it loaded the extension.
    #[error("`{}` {death}", library.display())]
    Died {
        /// The shared library.
        library: PathBuf,
        /// How it died.
        death: Death,
        /// What it printed.
        output: String,
    },
    /// The interpreter died while it held a stub against the extension.
    #[error("the interpreter died while `{module}` was {work}: it {}", at_work(death))]
    TestDied {
        /// The module.
        module: String,
        /// What was done with it.
        work: Work,
        /// How it died.
        death: Death,
        /// What it printed.
        output: String,
    },
    /// Importing the extension raises.
    #[error("Python cannot import `{module}`: {reason}")]
    Import {
        /// The module.
        module: String,
        /// The exception.
        reason: String,
        /// What the process printed.
        output: String,
    },
    /// There is no stub to test.
    #[error("there is no stub to test: `{}` does not exist", path.display())]
    NoStub {
        /// Where it should be.
        path: PathBuf,
    },
    /// The stub to test cannot be read.
    #[error("cannot read the stub `{}`: {reason}", path.display())]
    Stub {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A type checker is not installed.
    #[error("{name} is not installed for `{}`", python.display())]
    NoChecker {
        /// The checker.
        name: &'static str,
        /// The interpreter.
        python: PathBuf,
        /// Why it was looked for.
        wanted: Wanted,
    },
    /// A type checker says nothing that is understood here.
    #[error("{name} cannot be asked: {reason}")]
    Checker {
        /// The checker.
        name: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The interpreter cannot load the extension.
    #[error("Python cannot load `{}`: {reason}", library.display())]
    Load {
        /// The shared library.
        library: PathBuf,
        /// What the loader said.
        reason: String,
        /// The interpreter.
        python: PathBuf,
    },
    /// The shared library is an extension module of another name.
    #[error("Python cannot import `{}` as `{module}`: it has no function `PyInit_{}`", library.display(), last(module))]
    OtherModule {
        /// The shared library.
        library: PathBuf,
        /// The module that it should be.
        module: String,
        /// The modules that it could be, in words; empty when it is none.
        modules: String,
    },
    /// Several versions of the library register in one extension.
    #[error("pyo3-stub-gen {versions} are in one extension, which can have only one of them")]
    Versions {
        /// The versions, in words.
        versions: String,
    },
    /// The extension has no facts to hand out.
    #[error("`{}` has no facts: it is not linked with pyo3-stub-gen, or the `registry` feature is off", library.display())]
    NotLinked {
        /// The shared library.
        library: PathBuf,
    },
    /// The extension's facts are of another format.
    #[error(
        "`{}` was built with pyo3-stub-gen {library_version}, whose format this cargo-stubgen {} does not read",
        library.display(),
        env!("CARGO_PKG_VERSION")
    )]
    Format {
        /// The shared library.
        library: PathBuf,
        /// The version of pyo3-stub-gen in it.
        library_version: String,
    },
    /// The extension's facts are of this format, and cannot be read.
    #[error("cannot read the facts of `{}`: {source}", library.display())]
    Damaged {
        /// The shared library.
        library: PathBuf,
        /// What is wrong with them.
        source: DecodeError,
    },
    /// The extension could not give its facts.
    #[error("the extension cannot tell its facts: {message}")]
    Facts {
        /// What the library said.
        message: String,
        /// What the process printed.
        output: String,
    },
    /// The extension has nothing to write about.
    #[error("the extension `{module}` has no annotated item")]
    Nothing {
        /// The module.
        module: String,
    },
    /// The generator found mistakes. They have been shown.
    #[error("no stub was written for `{module}`: {count}")]
    Problems {
        /// The module.
        module: String,
        /// How many mistakes, in words.
        count: String,
    },
    /// The project's files are wrong.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The stub could not be written or compared.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Standard output is one file, and the stub is several.
    #[error("the stub is {count} files, as `importable-submodules` asks, and `--stdout` prints one")]
    SeveralFiles {
        /// How many files it is.
        count: usize,
    },
    /// Standard output could not be written to.
    #[error("cannot write to standard output: {0}")]
    Stdout(#[source] io::Error),
    /// A temporary file could not be made.
    #[error("cannot make a temporary file: {0}")]
    Temporary(#[source] io::Error),
}

impl Error {
    /// The error as a [`Problem`], with its place and remedy.
    pub fn to_problem(&self) -> Problem {
        match self {
            Self::Project(error) => error.to_problem(),
            _ => {
                let problem = Problem::error(self.to_string(), None);
                match self.help() {
                    Some(help) => problem.with_help(help),
                    None => problem,
                }
            }
        }
    }

    /// What a process of the project printed before it failed.
    pub fn output(&self) -> Option<&str> {
        match self {
            Self::Died { output, .. }
            | Self::Facts { output, .. }
            | Self::TestDied { output, .. }
            | Self::Import { output, .. } => Some(output.trim_end()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// What to do about it.
    fn help(&self) -> Option<String> {
        Some(match self {
            Self::NoProject { .. } => {
                "run it in the extension's directory, or pass `--manifest-path PATH`".to_owned()
            }
            Self::NoManifest { named_by: Some(path), .. } => {
                format!("correct `manifest-path` in `[tool.maturin]` of `{}`", path.display())
            }
            Self::NoManifest { named_by: None, .. } => {
                "pass the `Cargo.toml` of the extension, or the directory it is in".to_owned()
            }
            Self::NoPackage { candidates, .. } | Self::ChoosePackage { candidates, .. } => choose(candidates),
            Self::NoExtension => "add `crate-type = [\"cdylib\"]` under `[lib]`, and run \
                `cargo add pyo3-stub-gen`, in the extension's package"
                .to_owned(),
            Self::NoCdylib { manifest, .. } => {
                format!("add to `{}`:\n\n[lib]\ncrate-type = [\"cdylib\"]", manifest.display())
            }
            Self::UnknownModule { .. } => {
                "run it in the project's directory, or pass `--module NAME --output NAME.pyi`".to_owned()
            }
            Self::NoPython { tried } => {
                format!(
                    "pass `--python PATH`, or activate a virtual environment\ntried: {}",
                    tried.join("\n       ")
                )
            }
            Self::BadPython { origin, .. } => match *origin {
                "--python" => "pass an interpreter or a virtual environment to `--python`".to_owned(),
                origin => format!("correct {origin}, or pass another interpreter with `--python PATH`"),
            },
            Self::Artifact { .. } => "pass the shared library or the wheel of an extension".to_owned(),
            Self::ManyExtensions { members, .. } => {
                format!("unpack the wheel, and pass one of these to `--artifact`:\n{}", members.join("\n"))
            }
            Self::Died { death: Death::TimedOut(_), .. } => {
                "loading an extension runs its static constructors and the default values of its \
                 signatures; allow more time with `--timeout SECONDS`"
                    .to_owned()
            }
            Self::Died { death: Death::Exit(_), .. } => "something in the extension ends the process: look \
                at its static constructors, and at the default values in its signatures"
                .to_owned(),
            Self::Died { .. } => "the extension crashed outside its `#[pymodule]`: look at its static \
                constructors, and at the default values in its signatures"
                .to_owned(),
            Self::TestDied { death: Death::TimedOut(_), work: Work::Tested, .. } => {
                "allow more time with `--timeout SECONDS`: the test may take ten times as long".to_owned()
            }
            Self::TestDied { work: Work::Tested, .. } => {
                "look at its class attributes and metaclasses: their code runs when they are looked at"
                    .to_owned()
            }
            Self::TestDied { death: Death::TimedOut(_), .. } => {
                format!("{IMPORT_HELP}; allow more time with `--timeout SECONDS`")
            }
            Self::TestDied { .. } | Self::Import { .. } => IMPORT_HELP.to_owned(),
            Self::NoStub { .. } => {
                "run `cargo stubgen` to write it, or pass another file with `--stub PATH`".to_owned()
            }
            Self::Stub { .. } => "run `cargo stubgen` to write it anew".to_owned(),
            Self::NoChecker { name, python, wanted } => {
                let install = format!("run `{} -m pip install {name}`", python.display());
                match wanted {
                    Wanted::Asked => install,
                    Wanted::Stubtest => format!("{install}, or leave stubtest out with `--no-stubtest`"),
                }
            }
            Self::Load { python, .. } => format!(
                "check that it was built for the interpreter `{}` and that the libraries it needs are found",
                python.display()
            ),
            Self::OtherModule { module, modules, .. } if modules.is_empty() => {
                format!("write a `#[pymodule]` of the name `{}`", last(module))
            }
            Self::OtherModule { modules, .. } => format!(
                "it is the module {modules}: rename the `#[pymodule]`, or correct `module-name` in \
                 `[tool.maturin]` or `--module`"
            ),
            Self::Versions { .. } => {
                "`cargo tree --invert pyo3-stub-gen@VERSION` shows which crate depends on a version; \
                `cargo update` unifies those that are compatible"
                    .to_owned()
            }
            Self::NotLinked { .. } => "run `cargo add pyo3-stub-gen`, annotate an item, and turn the \
                feature on that enables `pyo3-stub-gen/registry` (`--features NAME`)"
                .to_owned(),
            Self::Format { library_version, .. } => {
                format!(
                    "install the matching tool: `cargo install cargo-stubgen --version {library_version}`"
                )
            }
            Self::Damaged { .. } => concat!(
                "build it with pyo3-stub-gen ",
                env!("CARGO_PKG_VERSION"),
                ", the version of this cargo-stubgen"
            )
            .to_owned(),
            Self::Nothing { .. } => "put `#[gen_stub_pyfunction]` above `#[pyfunction]`, \
                `#[gen_stub_pyclass]` above `#[pyclass]` and `#[gen_stub_pymethods]` above `#[pymethods]`"
                .to_owned(),
            Self::Output(error) => error.help().to_owned(),
            Self::SeveralFiles { .. } => {
                "choose a place for them instead: with `--output DIR/NAME.pyi` they go into `DIR/NAME`"
                    .to_owned()
            }
            _ => return None,
        })
    }
}

/// What runs when an extension is imported.
const IMPORT_HELP: &str =
    "look at the function of the `#[pymodule]`, and at the packages around the extension";

/// What is done with an extension that is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// It is imported, and its names are read.
    Imported,
    /// Its stub is held against it.
    Tested,
}

impl std::fmt::Display for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Imported => "imported",
            Self::Tested => "tested",
        })
    }
}

/// Why a type checker was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It was asked for by name.
    Asked,
    /// stubtest is part of it.
    Stubtest,
}

/// How a process died that had loaded the extension before.
fn at_work(death: &Death) -> String {
    match death {
        Death::Signal(name) => format!("crashed ({name})"),
        Death::Exit(code) => format!("ended with exit code {code}"),
        Death::TimedOut(limit) => format!("had not ended after {}s, and was stopped", limit.as_secs()),
    }
}

fn choose(candidates: &[String]) -> String {
    if candidates.is_empty() {
        "no package of it builds a `cdylib` and depends on pyo3-stub-gen".to_owned()
    } else {
        format!("pass `--workspace`, or `--package` with one of: {}", candidates.join(", "))
    }
}
