//! The help texts, as they are printed.

use crate::support::Project;
use insta::assert_snapshot;

fn help(arguments: &[&str]) -> String {
    let run = Project::empty().stubgen(arguments);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

#[test]
fn help_of_the_command() {
    assert_snapshot!(help(&["--help"]));
}

#[test]
fn help_of_check() {
    assert_snapshot!(help(&["check", "--help"]));
}

#[test]
fn help_of_test() {
    assert_snapshot!(help(&["test", "--help"]));
}

#[test]
fn help_of_expand() {
    assert_snapshot!(help(&["expand", "--help"]));
}

#[test]
fn help_of_bundle() {
    assert_snapshot!(help(&["bundle", "--help"]));
}

#[test]
fn help_of_diff() {
    assert_snapshot!(help(&["diff", "--help"]));
}

#[test]
fn help_of_where() {
    assert_snapshot!(help(&["where", "--help"]));
}

#[test]
fn help_of_explain() {
    assert_snapshot!(help(&["explain", "--help"]));
}

#[test]
fn help_of_completions() {
    assert_snapshot!(help(&["completions", "--help"]));
}

#[test]
fn help_of_record() {
    assert_snapshot!(help(&["record", "--help"]));
}

#[test]
fn help_of_watch() {
    assert_snapshot!(help(&["watch", "--help"]));
}

#[test]
fn help_of_man() {
    assert_snapshot!(help(&["man", "--help"]));
}

#[test]
fn version() {
    assert_eq!(help(&["--version"]), concat!("cargo stubgen ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn help_of_init() {
    assert_snapshot!(help(&["init", "--help"]));
}

#[test]
fn help_of_fix() {
    assert_snapshot!(help(&["fix", "--help"]));
}

#[test]
fn help_of_try() {
    assert_snapshot!(help(&["try", "--help"]));
}
