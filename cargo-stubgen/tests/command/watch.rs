//! `cargo stubgen watch`: what makes it run, what it prints, and that an error does not end it.

use crate::support::Project;
use crate::support::extension::facts_of;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The longest that a line may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long nothing may be printed if nothing should be.
const SILENCE: Duration = Duration::from_secs(2);

/// A running command, which ends with this value.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(project: &Project, arguments: &[&str]) -> Self {
        let mut command = project.command(&[&["watch"][..], arguments].concat());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in stderr.lines() {
                if line.map(|line| sender.send(line)).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for a line that contains `part`. The lines before it are returned too.
    fn until(&self, part: &str) -> Vec<String> {
        let mut lines = Vec::new();
        while lines.last().is_none_or(|line: &String| !line.contains(part)) {
            let line = self.lines.recv_timeout(PATIENCE);
            lines.push(line.unwrap_or_else(|error| panic!("no `{part}` ({error}) after {lines:#?}")));
        }
        lines
    }

    fn is_silent(&self) -> bool {
        self.lines.recv_timeout(SILENCE).is_err()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn a_change_writes_the_stub_with_one_line() {
    let project = Project::new();
    let watching = Watching::start(&project, &[]);
    assert_eq!(watching.until("Writing demo.pyi").len(), 1);
    assert!(watching.is_silent(), "the run has caused another one");
    project.write("src/module.py", "LATER = 1\n");
    project.set_facts(&facts_of("LATER"));
    assert_eq!(watching.until("Writing demo.pyi").len(), 1);
    assert!(project.read("demo.pyi").contains("LATER: int"));
    // The stub and an editor's files are not sources.
    project.write("demo.pyi", project.read("demo.pyi") + "\n");
    project.write("src/.module.py.swp", "");
    assert!(watching.is_silent());
}

#[test]
fn an_error_does_not_end_it() {
    let project = Project::new();
    let watching = Watching::start(&project, &[]);
    watching.until("Writing demo.pyi");
    let source = project.read("src/lib.rs");
    project.write("src/lib.rs", "fn broken( {}\n");
    watching.until("error[build-failed]");
    project.write("pyproject.toml", "[project\n");
    watching.until("error[invalid-toml]");
    project.write("src/lib.rs", source);
    watching.until("error[invalid-toml]");
    project.write("pyproject.toml", "[project]\nname = \"demo\"\n[tool.pyo3-stub-gen]\nheader = \"hello\"\n");
    watching.until("Writing demo.pyi");
    assert!(project.read("demo.pyi").contains("# hello"));
}

#[test]
fn a_hand_written_stub_is_a_source() {
    let project = Project::new();
    project.write(
        "pyproject.toml",
        "[project]\nname = \"demo\"\n[tool.pyo3-stub-gen]\nextra = \"typing/demo.pyi\"\n",
    );
    project.write("typing/demo.pyi", "NEW: float\n");
    let watching = Watching::start(&project, &[]);
    watching.until("Writing demo.pyi");
    assert!(project.read("demo.pyi").contains("\nNEW: float\n"));
    project.write("typing/demo.pyi", "NEW: complex\n");
    watching.until("Writing demo.pyi");
    assert!(project.read("demo.pyi").contains("\nNEW: complex\n"));
    assert!(watching.is_silent(), "the run has caused another one");
}

/// A new directory is watched too.
#[test]
fn each_stub_can_be_tested() {
    let project = Project::new();
    std::fs::create_dir(project.path("src/new")).unwrap();
    // mypy is not installed here, so the test cannot be run.
    let watching = Watching::start(&project, &["--test", "--python", "python3"]);
    let lines = watching.until("demo.pyi (1 item) in");
    assert!(lines.last().unwrap().contains("Writing demo.pyi"), "{lines:?}");
    let line = watching.lines.recv_timeout(PATIENCE).unwrap();
    assert!(line.contains("Proved demo.pyi") || line.contains("error[missing-mypy]"), "{line}");
    project.write("src/new/file.rs", "");
    watching.until("demo.pyi (1 item) in");
}
