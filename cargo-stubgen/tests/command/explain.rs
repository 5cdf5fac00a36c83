//! `cargo stubgen explain`: what a code means.

use crate::support::Project;
use insta::assert_snapshot;

#[test]
fn a_code_is_explained() {
    let run = Project::empty().stubgen(&["explain", "hidden-submodule"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(run.stdout, @r#"
    hidden-submodule (error)

    An item of a module has the name of a submodule. In Python, one of them hides the other.

    ```text
    error[hidden-submodule]: the {kind} `{name}` has the name of the submodule `{module}.{name}`
     = help: rename one of them, because one hides the other at run time
    ```
    "#);
}

#[test]
fn every_code_is_listed() {
    let run = Project::empty().stubgen(&["explain"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    for code in ["unknown-type", "no-project", "missing-in-stub"] {
        assert!(run.stdout.contains(&format!("\n  {code} ")), "{}", run.stdout);
    }
}

#[test]
fn a_code_that_does_not_exist_names_the_nearest() {
    let run = Project::empty().stubgen(&["explain", "missing-in-stubs"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(run.stderr, @r#"
    error[unknown-code]: `missing-in-stubs` is not a code of this version
     = help: did you mean `missing-in-stub`?
    "#);
    let run = Project::empty().stubgen(&["explain", "zzz"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("run `cargo stubgen explain` to list all codes"), "{}", run.stderr);
}
