//! How much is printed, where, and in which colours.

use crate::support::extension::facts_with;
use crate::support::{OLD_STUB, Project, Run};
use insta::assert_snapshot;
use pyo3_stub_gen::facts::TypeExpr;

/// A project whose stub is less precise than it could be: `Self` has no meaning outside a class.
fn incomplete() -> Project {
    let project = Project::new();
    project.set_facts(&facts_with("NEW", TypeExpr::SelfType));
    project
}

/// Everything that was printed to standard error, Cargo's lines too.
fn stderr(project: &Project, arguments: &[&str]) -> String {
    String::from_utf8(project.command(arguments).output().unwrap().stderr).unwrap()
}

#[test]
fn quiet_prints_only_errors() {
    let project = incomplete();
    assert_eq!(stderr(&project, &["--quiet"]), "");
    assert!(project.read("demo.pyi").contains("NEW"));
    project.write("src/lib.rs", "fn broken( {}\n");
    assert!(stderr(&project, &["--quiet"]).contains("error[build-failed]: the extension could not be built"));
}

#[test]
fn verbose_says_which_interpreter_and_which_library() {
    let project = Project::new();
    let told = stderr(&project, &["--verbose"]);
    assert!(told.contains("       Using /") || cfg!(windows), "{told}");
    assert!(told.contains("     Reading "), "{told}");
    assert!(!told.contains("Running `"), "{told}");
    project.write("src/lib.rs", project.read("src/lib.rs") + "\n");
    assert!(stderr(&project, &["-vv"]).contains("Running `"), "Cargo said no more than before");
}

#[test]
fn a_warning_is_shown_and_the_stub_is_written() {
    let project = incomplete();
    assert_snapshot!(project.stubgen(&[]).stderr, @r#"
    warning[self-outside-class]: `Self` has no meaning outside a class, so it is `Any` in variable `NEW`
     = help: write the name of the class
         Writing demo.pyi (1 item) in [time]
    "#);
    assert!(project.read("demo.pyi").contains("NEW"));
}

#[test]
fn a_denied_warning_is_an_error() {
    let stderr = incomplete().failure(&["--deny", "incomplete"]);
    assert_snapshot!(stderr, @r#"
    error[self-outside-class]: `Self` has no meaning outside a class, so it is `Any` in variable `NEW`
     = help: write the name of the class
    error[not-written]: no stub was written for `demo`: 1 error
    "#);
    assert!(incomplete().failure(&["--deny", "incomplete", "--quiet"]).contains("`Self`"));
}

#[test]
fn warnings_do_not_get_into_the_printed_stub() {
    let run = incomplete().stubgen(&["--stdout"]);
    assert!(run.stderr.contains("warning[self-outside-class]: "), "{}", run.stderr);
    assert!(!run.stdout.contains("warning"), "{}", run.stdout);
}

#[test]
fn colours_follow_the_option_and_then_cargos_variable() {
    let project = Project::new();
    let is_coloured = |arguments: &[&str], variable: &str| {
        let mut command = project.command(arguments);
        let run = Run::of(command.env("CARGO_TERM_COLOR", variable), project.root());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stderr.contains('\u{1b}')
    };
    assert!(!is_coloured(&[], "auto"));
    assert!(is_coloured(&[], "always"));
    assert!(is_coloured(&["--color", "always"], "never"));
    assert!(!is_coloured(&["--color", "never"], "always"));
    // A printed stub is a file's text, and has no colours.
    let run = project.stubgen(&["--stdout", "--color", "always"]);
    assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
}

#[test]
fn an_error_has_its_colours() {
    let project = Project::new();
    let stderr = stderr(&project, &["--color", "always", "--module", "1"]);
    assert!(
        stderr.starts_with(
            "\u{1b}[1m\u{1b}[91merror[wrong-module-name]\u{1b}[0m\u{1b}[1m: `1` is not the dotted name"
        ),
        "{stderr:?}"
    );
}

#[test]
fn a_mistake_on_the_command_line_is_a_failure() {
    let project = Project::new();
    for arguments in [
        &["--unheard-of"][..],
        &["--stdout", "--output", "x.pyi"],
        &["--timeout", "0"],
        &["--quiet", "--verbose"],
        &["--release", "--profile", "dev"],
        &["--package", "demo", "--workspace"],
        &["check", "--force"],
        &["chek"],
    ] {
        let run = project.stubgen(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
        assert_eq!(project.read("demo.pyi"), OLD_STUB);
    }
}
