//! What PyO3's `experimental-inspect` does to a project that is annotated: nothing while it is off, and no type is wider
//! when it is on.
//!
//! How to write a test here: an example, or a fixture in [`FIXTURES`], is one test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stub_tests::project::Project;
use stub_tests::run::{self, command};
use stub_tests::{Outcome, compare, each, places, stubgen, venv, when};

/// The fixtures with annotations for most of what annotations can state.
const FIXTURES: [&str; 3] = ["kinds", "surface", "types"];

fn main() -> ExitCode {
    each::project_with_one_stub(&FIXTURES, loses_nothing)
}

fn loses_nothing(project: &Project, target: &str) -> Outcome {
    let target = places::own(target)?;
    let directory = places::own("inspected")?.join(&project.name);
    places::empty(&directory)?;
    let on = written(project, &target, "--inspect=always", &directory.join("on.pyi"))?;
    let off = written(project, &target, "--inspect=never", &directory.join("off.pyi"))?;
    // What is not annotated has other types with the feature, and the committed stub has those.
    let text = when(fs::read_to_string(&off), off.display())?;
    if !text.contains("Incomplete") {
        compare::with_committed(&project.stub(), &text)?;
    }
    let mut wider = command(venv::tools()?.python());
    let wider = run::stdout(wider.arg(places::tests().join("inspected/wider.py")).args([&off, &on]))?;
    if wider.is_empty() { Ok(()) } else { Err(format!("with the feature:\n{wider}")) }
}

/// Writes the stub of `project` to `path`.
fn written(project: &Project, target: &Path, inspect: &str, path: &Path) -> Outcome<PathBuf> {
    let mut stubgen = stubgen::stubgen(&project.manifest(), target)?;
    let text = run::stdout(stubgen.args(["--locked", "--stdout", inspect]))?;
    when(fs::write(path, text), path.display())?;
    Ok(path.to_owned())
}
