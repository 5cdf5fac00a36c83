//! The command in the place of Cargo, as maturin runs it.

use crate::support::{OLD_STUB, Project, Run};
use std::process::Command;

/// Runs the program as maturin does with `CARGO=cargo-stubgen`.
fn in_place_of_cargo(project: &Project, arguments: &[&str]) -> Run {
    // `Project::command` has arguments of its own, and the environment without what does not belong to the test.
    let clean = project.command(&[]);
    let mut command = Command::new(clean.get_program());
    for (name, value) in clean.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    Run::of(command.args(arguments).current_dir(project.root()), project.root())
}

#[test]
fn a_build_of_maturin_leaves_a_fresh_stub() {
    let project = Project::new();
    let build =
        ["rustc", "--message-format", "json-render-diagnostics", "--manifest-path", "Cargo.toml", "--lib"];
    let run = in_place_of_cargo(&project, &build);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("     Writing demo.pyi (1 item) in [time]"), "{}", run.stderr);
    // maturin reads only Cargo's messages there.
    assert!(run.stdout.lines().all(|line| line.starts_with("{\"reason\":")), "{}", run.stdout);
    assert!(run.stdout.contains("libdemo"), "{}", run.stdout);
    assert_eq!(project.stubgen(&["check"]).code, Some(0));
}

#[test]
fn a_build_that_fails_leaves_the_stub() {
    let project = Project::new();
    project.write("src/lib.rs", "fn broken( {}\n");
    let run = in_place_of_cargo(&project, &["rustc", "--manifest-path", "Cargo.toml", "--lib"]);
    assert_eq!(run.code, Some(101), "{}", run.stderr);
    assert_eq!(project.read("demo.pyi"), OLD_STUB);
}

#[test]
fn a_stub_that_cannot_be_written_is_a_failure_of_the_build() {
    let project = Project::new();
    project.write("demo.pyi", "x: int\n");
    let run = in_place_of_cargo(&project, &["rustc", "--manifest-path", "Cargo.toml", "--lib"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("error[hand-written]"), "{}", run.stderr);
}

#[test]
fn other_commands_are_cargos_alone() {
    let project = Project::new();
    let run = in_place_of_cargo(&project, &["metadata", "--format-version", "1", "--no-deps"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with("{\"packages\":"), "{}", run.stdout);
    assert_eq!(project.read("demo.pyi"), OLD_STUB);
}
