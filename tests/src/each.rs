//! One test for each project whose stub is one file: the examples, and some fixtures.

use crate::project::{Project, StubForm};
use crate::{Outcome, places};
use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

/// Runs `test` on every example and on the fixtures called `fixtures`. `test` gets the project and the name of the
/// target directory that it shares with others.
///
/// Projects with importable submodules are left out, because their stubs are trees of files.
pub fn project_with_one_stub(fixtures: &[&str], test: fn(&Project, &'static str) -> Outcome) -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = projects(fixtures).map(|projects| {
        let trial = |(target, project): (&'static str, Project)| {
            Trial::test(project.name.clone(), move || Ok(test(&project, target)?))
        };
        projects.into_iter().map(trial).collect()
    });
    let trials = trials.unwrap_or_else(|error| vec![Trial::test("projects_are_found", || Err(error.into()))]);
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn projects(fixtures: &[&str]) -> Outcome<Vec<(&'static str, Project)>> {
    let mut projects = Vec::new();
    for directory in places::directories(&places::root().join("examples"))? {
        projects.push(("examples", Project::read(&directory)?));
    }
    for name in fixtures {
        projects.push(("fixtures", Project::read(&places::tests().join("fixtures/good").join(name))?));
    }
    projects.retain(|(_, project)| project.form == StubForm::File);
    Ok(projects)
}
