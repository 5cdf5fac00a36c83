//! `cargo stubgen diff`: what it refuses to compare, before it needs mypy. The test `diff` of `stub-tests` has what it finds.

use crate::support::Project;
use insta::assert_snapshot;
use std::process::Command;

/// Compares two sides, which must fail, and returns what was printed.
fn failure(project: &Project, old: &str, new: &str) -> String {
    let run = project.stubgen(&["diff", old, new]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    run.stderr
}

fn git(project: &Project, arguments: &[&str]) {
    let identity = ["-c", "user.name=me", "-c", "user.email=me@example.com", "-c", "commit.gpgsign=false"];
    let status = Command::new("git").args(identity).args(arguments).current_dir(project.root()).status();
    assert!(status.unwrap().success());
}

#[test]
fn a_side_that_does_not_exist_is_named() {
    let project = Project::empty();
    project.write("new.pyi", "X: int\n");
    assert_snapshot!(failure(&project, "old.pyi", "new.pyi"), @r"
    error[missing-side]: `old.pyi` does not exist
     = help: pass a stub, a directory of stubs, a wheel, or `git:REV` for the stub of the project in a revision
    ");
    assert!(failure(&project, "m-1.0-py3-none-any.whl", "new.pyi").starts_with("error[missing-side]"));
}

#[test]
fn a_side_without_a_stub_is_named() {
    let project = Project::empty();
    project.write("new.pyi", "X: int\n");
    project.write("old/setup.py", "print()\n");
    project.write("notes.txt", "");
    assert_snapshot!(failure(&project, "old", "new.pyi"), @r"
    error[no-stubs]: `old` does not contain a stub
     = help: pass a `.pyi` file, a directory or a wheel with such files, or a revision in which the stub is committed
    ");
    assert!(failure(&project, "notes.txt", "new.pyi").starts_with("error[no-stubs]: `notes.txt`"));
    assert!(failure(&project, "new.pyi", "old").starts_with("error[no-stubs]: `old`"));
}

#[test]
fn a_stub_that_is_not_python_has_its_place() {
    let project = Project::empty();
    project.write("old.pyi", "X: int\ndef f(:\n");
    project.write("new.pyi", "X: int\n");
    let stderr = failure(&project, "old.pyi", "new.pyi");
    assert!(
        stderr.starts_with("error[contradictory-stub]: a stub cannot be compared: `old.pyi`:2: "),
        "{stderr}"
    );
    // The order of the sides does not matter.
    assert!(failure(&project, "new.pyi", "old.pyi").contains("`old.pyi`:2: "));
}

#[test]
fn a_stub_that_is_not_utf_8_has_its_place() {
    let project = Project::empty();
    project.write("old.pyi", b"X: int\n# caf\xe9\n");
    project.write("new.pyi", "X: int\n");
    assert_snapshot!(failure(&project, "old.pyi", "new.pyi"), @r"
    error[unreadable-side]: cannot read `old.pyi`: line 2 is not UTF-8
     = help: correct the file, or compare another version
    ");
}

#[test]
fn a_stub_that_is_too_large_is_not_read() {
    let project = Project::empty();
    project.write("new.pyi", "X: int\n");
    project.write("old.pyi", "");
    std::fs::File::options().write(true).open(project.path("old.pyi")).unwrap().set_len(1 << 40).unwrap();
    assert_snapshot!(failure(&project, "old.pyi", "new.pyi"), @r"
    error[too-large]: `old.pyi` is larger than 32 MiB
     = help: pass the stub, or the directory of the package, instead of what contains it
    ");
}

#[cfg(unix)]
#[test]
fn a_stub_that_is_not_a_file_is_named() {
    let project = Project::empty();
    project.write("old/m/__init__.pyi", "X: int\n");
    project.write("new/m/__init__.pyi", "X: int\n");
    let pipe = project.path("new/m/sub.pyi");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_snapshot!(failure(&project, "old", "new"), @r"
    error[unreadable-side]: cannot read `new/m/sub.pyi`: it is not a file
     = help: correct the file, or compare another version
    ");
    assert!(failure(&project, "old", "new/m/sub.pyi").contains("it is not a file"));
    std::fs::remove_file(&pipe).unwrap();
    std::os::unix::fs::symlink("nowhere", &pipe).unwrap();
    assert!(
        failure(&project, "old", "new").starts_with("error[unreadable-side]: cannot read `new/m/sub.pyi`")
    );
}

#[test]
fn a_wheel_that_is_not_one_is_named() {
    let project = Project::empty();
    project.write("new.pyi", "X: int\n");
    project.write("m-1.0-py3-none-any.whl", "this is not a wheel");
    let stderr = failure(&project, "m-1.0-py3-none-any.whl", "new.pyi");
    assert!(
        stderr.starts_with("error[unreadable-side]: cannot read `m-1.0-py3-none-any.whl`: BadZipFile"),
        "{stderr}"
    );
}

#[test]
fn sides_without_a_common_module_are_not_compared() {
    let project = Project::empty();
    project.write("old/a.pyi", "X: int\n");
    project.write("old/b.pyi", "X: int\n");
    project.write("new/c.pyi", "X: int\n");
    assert_snapshot!(failure(&project, "old", "new"), @r"
    error[different-modules]: the old stubs describe `a`, `b`, and the new ones `c`, which have no module in common
     = help: pass two versions of the same module
    ");
}

#[test]
fn a_revision_that_git_does_not_know_is_named() {
    let project = Project::new();
    let stderr = failure(&project, "git:v1.0", "demo.pyi");
    assert!(
        stderr.starts_with("error[bad-revision]: cannot read the revision `v1.0`: the project is not in a"),
        "{stderr}"
    );
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "Cargo.toml"]);
    git(&project, &["commit", "--quiet", "--message", "One"]);
    assert_snapshot!(failure(&project, "git:v1.0", "demo.pyi"), @r"
    error[bad-revision]: cannot read the revision `v1.0`: the repository does not have it
     = help: pass a tag, a branch or a commit of the repository, such as `git:v1.0` or `git:HEAD~1`
    ");
    // What looks like an option is not one.
    assert!(failure(&project, "git:--all", "demo.pyi").starts_with("error[bad-revision]"));
    assert_snapshot!(failure(&project, "git:HEAD", "demo.pyi"), @r"
    error[not-committed]: `demo.pyi` is not in the revision `HEAD`
     = help: pass its path in that revision as `git:HEAD:PATH`, or pass the wheel of that version
    ");
    assert!(
        failure(&project, "git:HEAD:other.pyi", "demo.pyi").starts_with("error[not-committed]: `other.pyi`")
    );
}

#[test]
fn a_code_that_no_change_has_is_an_error() {
    let project = Project::empty();
    let run = project.stubgen(&["diff", "old.pyi", "new.pyi", "--allow", "remove"]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r"
    error[unknown-change]: `remove` is not the code of a change
     = help: did you mean `removed`? `docs/rules.md` lists all codes
    ");
}

#[test]
fn the_codes_of_changes_are_explained() {
    let run = Project::empty().stubgen(&["explain", "parameter-renamed"]);
    assert_snapshot!(run.stdout, @r"
    parameter-renamed (breaking)

    A parameter has another name, so calls that pass it by name are rejected.

    ```text
    breaking[parameter-renamed]: calls `{parameter}` now `{now}`, and rejects the old name
    ```
    ");
}
