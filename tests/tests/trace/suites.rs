//! The examples and fixtures with their suites, and what `cargo stubgen test --trace` reports about them.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use stub_tests::project::Project;
use stub_tests::{Outcome, places, run, site, stubgen, venv, when};

/// The suites that wrong types are scored with: the examples whose stub is one file.
pub const SCORED: [&str; 5] = ["pure", "mixed", "nested", "gated", "types"];

/// The fixtures with a suite in `tests/trace`.
const FIXTURES: [(&str, &str); 3] =
    [("types", "types_called.py"), ("surface", "surface_called.py"), ("kinds", "kinds_called.py")];

/// An extension with its suite.
pub struct Suite {
    project: Project,
    library: PathBuf,
    tests: PathBuf,
    /// Its true stub.
    pub stub: String,
}

/// A finding, or a hint.
#[derive(Debug)]
pub struct Finding {
    /// The dotted name of the item.
    pub path: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
    /// The file and line of the first call.
    pub call: Option<String>,
}

/// The report of a run.
#[derive(Debug)]
pub struct Traced {
    /// The findings.
    pub findings: Vec<Finding>,
    /// The hints.
    pub hints: Vec<Finding>,
    /// The items that were called.
    pub called: BTreeSet<String>,
}

impl Suite {
    /// The suite of an example or of a fixture, with its extension built.
    pub fn named(name: &str) -> Outcome<Self> {
        let is_fixture = FIXTURES.iter().any(|(fixture, _)| *fixture == name);
        if is_fixture { Self::of_fixture(name) } else { Self::of(name) }
    }

    /// The suite of an example.
    pub fn of(name: &str) -> Outcome<Self> {
        let target = places::own("examples")?;
        let project = Project::read(&places::root().join("examples").join(name))?;
        let stub = stubgen::text(&project.manifest(), &target)?;
        let tests = project.directory.join("tests").join(format!("test_{name}.py"));
        Ok(Self { library: project.built(&target), project, tests, stub })
    }

    /// The suite of a fixture, which finds the stub beside the extension.
    pub fn of_fixture(name: &str) -> Outcome<Self> {
        let target = places::own("fixtures")?;
        let project = Project::read(&places::tests().join("fixtures/good").join(name))?;
        let project = Project { name: format!("{name}_traced"), ..project };
        let files = stubgen::files(&project, &target)?;
        let site = site::lay(&project, &project.built(&target), &files)?;
        let stub = site.join(project.stub_in_site());
        let suite = FIXTURES.iter().find(|(fixture, _)| *fixture == name).map(|(_, suite)| suite);
        let suite = suite.ok_or_else(|| format!("{name} has no suite"))?;
        Ok(Self {
            library: stub.with_extension(if cfg!(windows) { "pyd" } else { "so" }),
            stub: when(fs::read_to_string(&stub), stub.display())?,
            tests: places::tests().join("trace").join(suite),
            project,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.project.name
    }

    /// The dotted name of the extension.
    pub fn module(&self) -> String {
        self.project.module.clone()
    }

    /// The stub in the repository.
    pub fn stub_on_disk(&self) -> PathBuf {
        self.project.stub()
    }

    /// The file of the suite.
    pub fn test_file(&self) -> &Path {
        &self.tests
    }

    /// `cargo stubgen test --trace` with this stub. The command to run is added after `--`.
    pub fn command(&self, stub: &Path, options: &[&str]) -> Outcome<Command> {
        let mut trace = stubgen::test(&self.project, &self.library)?;
        trace.args(["--trace", "--trace-only", "--stub"]).arg(stub).args(options);
        trace.env("PYTHONPATH", &self.project.directory);
        Ok(trace)
    }

    /// Runs the suite, and compares it with `stub`.
    pub fn run(&self, stub: &str, hints: bool) -> Outcome<Traced> {
        let directory = when(tempfile::tempdir(), "making a directory")?;
        let file = directory.path().join("stub.pyi");
        when(fs::write(&file, stub), file.display())?;
        let options: &[&str] = if hints { &["--format", "json", "--hints"] } else { &["--format", "json"] };
        let mut trace = self.command(&file, options)?;
        trace.args(["--", "pytest", "-q", "-p", "no:cacheprovider"]).arg(self.test_file());
        let output = run::output(&mut trace)?;
        let told = run::told(&trace, &output);
        if !matches!(output.status.code(), Some(0 | 1)) {
            return Err(told);
        }
        let report: Value = when(serde_json::from_slice(&output.stdout), &told)?;
        let strings = |value: &Value| {
            value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Ok(Traced {
            findings: findings(&report["findings"]),
            hints: findings(&report["calls"]["hints"]),
            called: strings(&report["calls"]["called"]),
        })
    }

    /// The processor time of a suite with 100 000 calls, in seconds.
    pub fn time_of_many_calls(&self, site: &Path, is_watched: bool) -> Outcome<f64> {
        let directory = when(tempfile::tempdir(), "making a directory")?;
        let (time, suite) = (directory.path().join("time"), places::tests().join("trace/many_calls.py"));
        let tools = venv::tools()?;
        let mut command = if is_watched {
            let mut command = self.command(&self.stub_on_disk(), &[])?;
            command.args(["--", "pytest"]);
            command
        } else {
            run::command(tools.program("pytest"))
        };
        command.args(["-q", "-p", "no:cacheprovider"]).arg(suite).env("TIME", &time).env("PYTHONPATH", site);
        run::success(&mut command)?;
        let text = when(fs::read_to_string(&time), time.display())?;
        when(text.trim().parse(), text)
    }
}

fn findings(list: &Value) -> Vec<Finding> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = list.as_array().into_iter().flatten();
    all.map(|finding| Finding {
        path: text(&finding["path"]),
        code: text(&finding["code"]),
        message: text(&finding["message"]),
        call: finding["call"]["file"].as_str().map(|file| format!("{file}:{}", finding["call"]["line"])),
    })
    .collect()
}

impl Traced {
    /// Whether no call of an item returned `None`.
    pub fn never_returned_none(&self, path: &str) -> bool {
        let is_it = |hint: &&Finding| hint.path == path && hint.message.contains("for a result");
        self.hints.iter().filter(is_it).any(|hint| hint.message.contains("None`"))
    }

    /// Whether a finding or, with `by_hint`, a hint is about the result or a parameter of an item.
    pub fn shows(&self, path: &str, parameter: Option<&str>, by_hint: bool) -> bool {
        let all = if by_hint { &self.hints } else { &self.findings };
        all.iter().any(|finding| {
            let is_about = match parameter {
                None => finding.code == "wrong-result" || finding.code == "wrong-await",
                Some(name) if by_hint => finding.message.contains(&format!("for `{name}`")),
                // A parameter that only has a position is called by it.
                Some(name) => {
                    let message = &finding.message;
                    message.contains(&format!("the parameter `{name}:"))
                        || message.contains("the parameter `argument ")
                        || message.contains("the parameter `value:")
                }
            };
            finding.path == path && is_about
        })
    }
}

/// A directory with the extensions `pure` and `mixed`, as if they were installed.
pub fn site_of_all() -> Outcome<tempfile::TempDir> {
    let site = when(tempfile::tempdir(), "making a directory")?;
    for name in ["pure", "mixed"] {
        let suite = Suite::of(name)?;
        if let Some(source) = &suite.project.python_source {
            places::copy(source, site.path())?;
        }
        let place = site.path().join(suite.project.module_in_site());
        let library = place.with_extension(if cfg!(windows) { "pyd" } else { "so" });
        when(fs::copy(&suite.library, &library), library.display())?;
    }
    Ok(site)
}
