//! Copies of a project are built in the same target directory, and Cargo does not take what was built of them for the project.

use crate::init::{INIT, project};
use crate::support::Project;

/// The stub of `project` as it is now.
fn stub(project: &Project) -> String {
    let run = project.stubgen(&["--stdout", "--offline"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stdout
}

/// Adds a constant to the extension.
fn add(project: &Project, name: &str) {
    let module = project.read("src/module.py");
    project.write("src/module.py", format!("{name} = 1\n{module}"));
}

#[test]
fn edits_after_a_copy_was_built_are_noticed() {
    let project = project();
    assert_eq!(project.stubgen(&INIT).code, Some(0));
    let copying = [
        ("TRIED", &["try", "--offline", "--path", "library"][..]),
        ("FIXED", &["fix", "--dry-run", "--offline"]),
    ];
    for (name, arguments) in copying {
        let before = stub(&project);
        let run = project.stubgen(arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        add(&project, name);
        assert!(!before.contains(name) && stub(&project).contains(name), "{name}");
    }
}

#[test]
fn a_copy_is_built_from_its_own_files() {
    let project = project();
    assert_eq!(project.stubgen(&INIT).code, Some(0));
    let tried = || project.stubgen(&["try", "--offline", "--path", "library"]).stdout;
    assert!(!tried().contains("ADDED"));
    add(&project, "ADDED");
    assert!(stub(&project).contains("ADDED"));
    assert!(tried().contains("ADDED"));
}

#[test]
#[cfg(target_os = "linux")]
fn what_an_interrupted_run_built_of_a_copy_is_not_taken_for_the_project() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = project();
    assert_eq!(project.stubgen(&INIT).code, Some(0));
    // An interpreter that interrupts the run as soon as the copy has been built.
    let killer = project.path("target/killer");
    let library = "target/debug/libdemo";
    let script = format!("#!/bin/sh\nls {library}.* && kill -9 $PPID\nexec python3 \"$@\"\n");
    project.write("target/killer", script.replace("ls ", "ls >/dev/null 2>&1 "));
    std::fs::set_permissions(&killer, std::fs::Permissions::from_mode(0o755)).unwrap();
    let tried = project.stubgen(&["try", "--offline", "--path", "library", "--python", "target/killer"]);
    assert_eq!(tried.code, None, "{}", tried.stderr);
    assert!(
        project.path("target/debug").read_dir().unwrap().any(|it| it.unwrap().path().ends_with("libdemo.so"))
    );
    add(&project, "ADDED");
    assert!(stub(&project).contains("ADDED"));
}
