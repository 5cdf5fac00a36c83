//! The command line: options and their help texts.
//!
//! It must not know what any option does.

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The dependencies of a script.
const EXIT_CODES: &str = "Exit codes: 0 success, 1 the stub is stale (`check`), wrong (`test`) or breaks its users (`diff`), 2 failure.";

/// What the files of `expand` are not.
const EXPANDED: &str = "\
The files are not a stub of the extension. Type checkers that read them accept `import m.sub`, which fails at run time.";

/// Write the type stub (.pyi) of a PyO3 extension module
#[derive(Debug, Parser)]
#[command(
    name = "cargo stubgen",
    bin_name = "cargo stubgen",
    version,
    override_usage = "cargo stubgen [OPTIONS] [COMMAND]",
    styles = clap_styles(),
    after_help = EXIT_CODES
)]
pub struct Cli {
    /// What to do instead of generating.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of generating.
    #[command(flatten)]
    pub generate: GenerateArgs,
}

/// What to do instead of generating.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compare the stub on disk with what would be written; exit with 1 if it is stale
    Check(CheckArgs),
    /// Compare the stub on disk with the imported extension; exit with 1 if they differ
    Test(TestArgs),
    /// Write the stub whenever its sources change
    Watch(WatchArgs),
    /// Record what the extension is on this platform, for a stub of several platforms
    Record(RecordArgs),
    /// Write the stub with a file for each module, for tools that make documentation
    Expand(ExpandArgs),
    /// Write one stub from a tree of stubs that describe one extension
    Bundle(BundleArgs),
    /// Compare two versions of the stubs, and print what users of the types notice; exit with 1 if it breaks their code
    Diff(DiffArgs),
    /// Annotate a crate, write its stub and test it
    Init(InitArgs),
    /// Print the stub that a crate would have with annotations, and leave the crate as it is
    Try(TryArgs),
    /// Make the edits that warnings and errors ask for, if they do not need a decision
    Fix(FixArgs),
    /// Print where an item of the stub is in the Rust source
    Where(WhereArgs),
    /// Explain the code of an error, a warning or a finding
    Explain(ExplainArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write a page for each command
    Man(ManArgs),
}

/// Options of generating.
#[derive(Debug, Args)]
pub struct GenerateArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// Print the stub instead of writing a file
    #[arg(long, help_heading = "Stub", conflicts_with_all = ["output", "force", "stubtest_allowlist", "workspace"])]
    pub stdout: bool,
    /// Replace a file that was not generated
    #[arg(long, help_heading = "Stub")]
    pub force: bool,
    /// Write an allowlist for plain mypy.stubtest to this file
    #[arg(long, help_heading = "Stub", value_name = "FILE", conflicts_with = "workspace")]
    pub stubtest_allowlist: Option<PathBuf>,
}

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct CheckArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// How to print stale stubs
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human", help_heading = "Reports")]
    pub format: Format,
}

/// Options of `test`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct TestArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// The subject of the test.
    #[command(flatten)]
    pub proof: ProofArgs,
    /// The command that is watched.
    #[command(flatten)]
    pub trace: TraceArgs,
}

/// Options of `watch`.
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// Compare each new stub with the imported extension
    #[arg(long, help_heading = "Test")]
    pub test: bool,
}

/// Options of `record`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct RecordArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// The directory to write the recording to
    #[arg(long, value_name = "DIRECTORY", conflicts_with_all = ["workspace", "output"])]
    pub directory: PathBuf,
}

/// Options of `expand`.
#[derive(Debug, Args)]
#[command(after_help = EXPANDED, mut_arg("output", |output| output.hide(true)))]
pub struct ExpandArgs {
    /// The directory to write to, from which Python could import the modules
    #[arg(value_name = "DIR", conflicts_with = "output")]
    pub directory: PathBuf,
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// Write Python sources that can be executed, for tools that import what they document
    #[arg(long)]
    pub py: bool,
    /// Replace files that were not generated
    #[arg(long, help_heading = "Stub")]
    pub force: bool,
}

/// Options of `bundle`.
#[derive(Debug, Args)]
pub struct BundleArgs {
    /// A directory of stubs, a stub, a wheel, or the name of an installed package
    #[arg(value_name = "TREE")]
    pub tree: PathBuf,
    /// Where to write the stub
    #[arg(short, long, value_name = "PATH", help_heading = "Stub", required_unless_present = "stdout", value_parser = output_path())]
    pub output: Option<PathBuf>,
    /// Print the stub instead of writing a file
    #[arg(long, help_heading = "Stub", conflicts_with_all = ["output", "force"])]
    pub stdout: bool,
    /// The dotted name of the extension's module [default: the only one of the tree, or that of the project]
    #[arg(long, value_name = "NAME", help_heading = "Stub")]
    pub module: Option<String>,
    /// Replace a file that was not generated, or that is a part of the tree
    #[arg(long, help_heading = "Stub")]
    pub force: bool,
    /// Path to the Cargo.toml of the project whose configuration applies [default: the one around this directory]
    #[arg(long, value_name = "PATH", help_heading = "Project")]
    pub manifest_path: Option<PathBuf>,
    /// The interpreter, or a virtual environment, that has the package [default: PYO3_PYTHON, the active environment, .venv, python3]
    #[arg(long, value_name = "PATH", help_heading = "Python")]
    pub python: Option<PathBuf>,
    /// How long reading a wheel or finding a package may take, in seconds [default: 60]
    #[arg(long, value_name = "SECONDS", default_value_t = 60, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..), help_heading = "Python")]
    pub timeout: u64,
    /// How to report.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// Options of `diff`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, mut_arg("output", |output| output.hide(true)))]
pub struct DiffArgs {
    /// The old version: a stub, a directory of stubs, a wheel, `git:REV` for the stub of the project in a revision, or
    /// `git:REV:PATH`
    #[arg(value_name = "OLD", conflicts_with_all = ["output", "workspace"])]
    pub old: PathBuf,
    /// The new version [default: the stub of the project as it would be written now]
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// Where mypy is, if not in the project's Python: an environment, an interpreter, or the program `mypy`
    #[arg(long, value_name = "PATH", help_heading = "Diff")]
    pub mypy: Option<PathBuf>,
    /// Exit with 0 in spite of breaking changes with this code; pass it again for another one
    #[arg(long, value_name = "CODE", help_heading = "Diff")]
    pub allow: Vec<String>,
    /// How to print changes
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human", help_heading = "Diff")]
    pub format: DiffFormat,
}

/// Options of `init`.
#[derive(Debug, Args)]
#[command(
    after_help = EXIT_CODES,
    mut_arg("output", |it| it.hide(true)),
    mut_arg("artifact", |it| it.hide(true)),
    mut_arg("module", |it| it.hide(true))
)]
pub struct InitArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// The origin of the library.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Print a diff of the changes, and leave all files as they are
    #[arg(long, help_heading = "Changes")]
    pub dry_run: bool,
    /// Take the changes of earlier runs back
    #[arg(long, help_heading = "Changes", conflicts_with_all = ["gate", "migrate", "explicit", "force", "allow_dirty", "allow_no_vcs"])]
    pub undo: bool,
    /// Turn the annotations on only with the feature `stub-gen` of the crate
    #[arg(long, help_heading = "Changes")]
    pub gate: bool,
    /// Move a crate from a version before 0.24 or from a stub by hand, whose types it keeps
    #[arg(long, help_heading = "Changes")]
    pub migrate: bool,
    /// State the module of each item in a submodule
    #[arg(long, help_heading = "Changes", conflicts_with = "dry_run")]
    pub explicit: bool,
    /// Change files although there are changes that are not committed
    #[arg(long, help_heading = "Changes")]
    pub allow_dirty: bool,
    /// Change files outside a repository
    #[arg(long, help_heading = "Changes")]
    pub allow_no_vcs: bool,
    /// Replace a stub that was not generated
    #[arg(long, help_heading = "Stub")]
    pub force: bool,
}

/// Options of `try`.
#[derive(Debug, Args)]
#[command(mut_arg("artifact", |it| it.hide(true)), mut_arg("module", |it| it.hide(true)))]
pub struct TryArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// The origin of the library.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Replace a file that was not generated
    #[arg(long, help_heading = "Stub", requires = "output")]
    pub force: bool,
}

/// The origin of the library that a crate depends on.
#[derive(Debug, Args)]
#[command(next_help_heading = "Library")]
pub struct SourceArgs {
    /// Depend on the library in this directory instead of a published version
    #[arg(long, value_name = "PATH", conflicts_with = "git")]
    pub path: Option<PathBuf>,
    /// Depend on the library in this repository
    #[arg(long, value_name = "URL")]
    pub git: Option<String>,
    /// The revision of the repository
    #[arg(long, value_name = "REV", requires = "git")]
    pub rev: Option<String>,
}

/// Options of `fix`.
#[derive(Debug, Args)]
#[command(
    mut_arg("output", |it| it.hide(true)),
    mut_arg("artifact", |it| it.hide(true)),
    mut_arg("module", |it| it.hide(true))
)]
pub struct FixArgs {
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
    /// Print a diff of the changes, and leave all files as they are
    #[arg(long, help_heading = "Changes")]
    pub dry_run: bool,
    /// Change files although there are changes that are not committed
    #[arg(long, help_heading = "Changes")]
    pub allow_dirty: bool,
    /// Change files outside a repository
    #[arg(long, help_heading = "Changes")]
    pub allow_no_vcs: bool,
}

/// Options of `where`.
#[derive(Debug, Args)]
#[command(mut_arg("output", |output| output.hide(true)))]
pub struct WhereArgs {
    /// The dotted name of the item, such as `shapes.sub_a.greet` or `sub_a.greet`
    #[arg(value_name = "NAME", conflicts_with = "output")]
    pub name: String,
    /// The options of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code, such as `unknown-type` [default: list all codes]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write the pages to this directory instead of printing one
    #[arg(long, value_name = "DIRECTORY")]
    pub directory: Option<PathBuf>,
}

/// The subject of the test, and the format of the result.
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub struct ProofArgs {
    /// Test this stub, or this directory of stubs [default: the project's]
    #[arg(long, value_name = "PATH", conflicts_with_all = ["output", "workspace"])]
    pub stub: Option<PathBuf>,
    /// Where mypy is, if not in the project's Python: an environment, an interpreter, or the program `mypy`
    #[arg(long, value_name = "PATH")]
    pub mypy: Option<PathBuf>,
    /// Check import statements with this type checker [default: mypy, with stubtest]
    #[arg(long, value_name = "NAME", value_enum)]
    pub checker: Vec<CheckerName>,
    /// Do not run mypy.stubtest; test names and import statements only
    #[arg(long)]
    pub no_stubtest: bool,
    /// Print how much of each module and class the stub covers
    #[arg(long)]
    pub coverage: bool,
    /// Exit with 1 if the stub covers less than this, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub fail_under: Option<u8>,
    /// How to print findings
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    pub format: Format,
}

/// The command whose calls of the extension are compared with the stub.
#[derive(Debug, Args)]
#[command(next_help_heading = "Trace")]
pub struct TraceArgs {
    /// Run COMMAND, and compare the types in its calls of the extension with the stub
    #[arg(long, requires = "command", conflicts_with_all = ["workspace", "no_import"])]
    pub trace: bool,
    /// Compare these types only, and leave out the other tests
    #[arg(long, requires = "trace", conflicts_with_all = ["checker", "no_stubtest"])]
    pub trace_only: bool,
    /// Let a test of pytest fail that makes a call which contradicts the stub
    #[arg(long, requires = "trace")]
    pub trace_fail_fast: bool,
    /// Print arguments that were refused, and types that were never seen
    #[arg(long, requires = "trace")]
    pub hints: bool,
    /// The command to run with `--trace`, such as `pytest -q`
    #[arg(last = true, value_name = "COMMAND", requires = "trace")]
    pub command: Vec<OsString>,
}

/// A type checker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum CheckerName {
    /// mypy
    Mypy,
    /// pyright
    Pyright,
    /// basedpyright
    Basedpyright,
    /// ty
    Ty,
    /// pyrefly
    Pyrefly,
    /// zuban
    Zuban,
}

/// How to print results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// One JSON object for each stub, on a line of its own
    Json,
    /// Annotations of GitHub Actions
    Github,
}

/// How to print the changes between two stubs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// For a changelog, or a comment on a pull request
    Markdown,
}

/// The options of all commands.
#[derive(Debug, Clone, Args)]
pub struct CommonArgs {
    /// Which project.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Which stub of it.
    #[command(flatten)]
    pub stub: StubArgs,
    /// How to build it.
    #[command(flatten)]
    pub build: BuildArgs,
    /// How to read its facts.
    #[command(flatten)]
    pub extract: ExtractArgs,
    /// How to report.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// Which project.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Project")]
pub struct ProjectArgs {
    /// Path to the extension's Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,
    /// A package of the workspace to process; pass it again for another one
    #[arg(short, long, value_name = "NAME", conflicts_with = "workspace")]
    pub package: Vec<String>,
    /// Process every extension of the workspace
    #[arg(long, conflicts_with_all = ["module", "output", "artifact"])]
    pub workspace: bool,
    /// Leave out this package of the workspace
    #[arg(long, value_name = "NAME", requires = "workspace")]
    pub exclude: Vec<String>,
}

/// Which stub of the project.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Stub")]
pub struct StubArgs {
    /// The dotted name of the Python module [default: the one that maturin builds]
    #[arg(long, value_name = "NAME")]
    pub module: Option<String>,
    /// Where to write the stub [default: where maturin packages it]
    #[arg(short, long, value_name = "PATH", value_parser = output_path())]
    pub output: Option<PathBuf>,
}

/// How to build the extension.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Build")]
pub struct BuildArgs {
    /// Cargo features to turn on [default: those of [tool.maturin]]
    #[arg(short = 'F', long, value_name = "FEATURES", value_delimiter = ',')]
    pub features: Vec<String>,
    /// Turn on all Cargo features
    #[arg(long)]
    pub all_features: bool,
    /// Turn off the `default` Cargo feature
    #[arg(long)]
    pub no_default_features: bool,
    /// Build with this profile [default: the one of `maturin develop`]
    #[arg(long, value_name = "PROFILE", conflicts_with = "release")]
    pub profile: Option<String>,
    /// Build with the release profile
    #[arg(short, long)]
    pub release: bool,
    /// Build for this platform
    #[arg(long, value_name = "TRIPLE")]
    pub target: Option<String>,
    /// How many jobs to run in parallel
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<String>,
    /// Directory for the build artifacts
    #[arg(long, value_name = "DIRECTORY")]
    pub target_dir: Option<PathBuf>,
    /// When to build again with PyO3's `experimental-inspect` for types [default: `inspect` in pyproject.toml, or auto]
    #[arg(long, value_name = "WHEN", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "always")]
    pub inspect: Option<When>,
    /// Read this shared library, wheel or recording instead of building; pass it again for another version of Python or
    /// another platform
    #[arg(long, value_name = "PATH")]
    pub artifact: Vec<PathBuf>,
    /// Assert that Cargo.lock remains unchanged
    #[arg(long)]
    pub locked: bool,
    /// Run without accessing the network
    #[arg(long)]
    pub offline: bool,
    /// Equivalent to --locked and --offline
    #[arg(long)]
    pub frozen: bool,
}

/// How to read the facts of the built extension.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Python")]
pub struct ExtractArgs {
    /// The interpreter, or a virtual environment [default: PYO3_PYTHON, the active environment, .venv, python3]
    #[arg(long, value_name = "PATH")]
    pub python: Vec<PathBuf>,
    /// How long the extension may take to load, in seconds [default: 60]
    #[arg(long, value_name = "SECONDS", default_value_t = 60, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: u64,
    /// Do not import the extension; describe annotated items only
    #[arg(long)]
    pub no_import: bool,
}

/// How to report.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reports")]
pub struct ReportArgs {
    /// Turn warnings of this kind into errors
    #[arg(long, value_name = "KIND", value_enum)]
    pub deny: Vec<Deny>,
    /// Print errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print more; pass it twice to see more of Cargo's output
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum)]
    pub color: Option<Color>,
    /// Which messages of the compiler are printed. A command that builds several times decides this.
    #[arg(skip)]
    pub compiler: CompilerMessages,
}

/// Which messages of the compiler are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CompilerMessages {
    /// All.
    #[default]
    All,
    /// Those about crates that are compiled. Cargo repeats the others, which an earlier build of the same run has printed.
    New,
    /// Errors, because the build is only an attempt.
    Errors,
    /// None, because it is known what the build is about.
    Nothing,
}

/// A kind of warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// A part of the stub is less precise than it could be
    Incomplete,
}

/// When to build once more for the types that PyO3 knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// If some names are not annotated
    Auto,
    /// Even if all names are annotated
    Always,
    /// Do not build again
    Never,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Even in files and pipes
    Always,
    /// Not even on a terminal
    Never,
}

impl Color {
    /// Returns the word, which Cargo uses too.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

impl Cli {
    /// Returns how to report, for the commands that have the options.
    pub fn options(&self) -> Option<&ReportArgs> {
        match &self.command {
            None => Some(&self.generate.common.report),
            Some(Command::Check(check)) => Some(&check.common.report),
            Some(Command::Test(test)) => Some(&test.common.report),
            Some(Command::Watch(watch)) => Some(&watch.common.report),
            Some(Command::Record(record)) => Some(&record.common.report),
            Some(Command::Expand(expand)) => Some(&expand.common.report),
            Some(Command::Bundle(bundle)) => Some(&bundle.report),
            Some(Command::Diff(diff)) => Some(&diff.common.report),
            Some(Command::Init(init)) => Some(&init.common.report),
            Some(Command::Try(attempt)) => Some(&attempt.common.report),
            Some(Command::Fix(fix)) => Some(&fix.common.report),
            Some(Command::Where(place)) => Some(&place.common.report),
            Some(Command::Explain(_) | Command::Completions(_) | Command::Man(_)) => None,
        }
    }
}

impl CommonArgs {
    /// Returns the first artifact to read instead of building one.
    pub fn extract_only(&self) -> Option<&Path> {
        self.build.artifact.first().map(PathBuf::as_path)
    }
}

/// Reads the value of `--output`. Other commands take `-` for the standard output.
fn output_path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| match path.as_os_str() == "-" {
        true => Err("pass `--stdout` to print the stub"),
        false => Ok(path),
    })
}

/// Returns the colours of the help text, which are Cargo's.
fn clap_styles() -> clap::builder::Styles {
    use anstyle::AnsiColor::{BrightCyan, BrightGreen, BrightRed, BrightYellow};
    clap::builder::Styles::styled()
        .header(BrightGreen.on_default().bold())
        .usage(BrightGreen.on_default().bold())
        .literal(BrightCyan.on_default().bold())
        .placeholder(anstyle::AnsiColor::Cyan.on_default())
        .error(BrightRed.on_default().bold())
        .valid(BrightCyan.on_default().bold())
        .invalid(BrightYellow.on_default().bold())
}
