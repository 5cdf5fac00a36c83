//! Options and subcommands as users write them.

use crate::support::Project;
use insta::assert_snapshot;

/// What the command prints to standard error about a wrong command line.
fn mistake(arguments: &[&str]) -> String {
    let run = Project::empty().stubgen(arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    run.stderr
}

#[test]
fn options_may_be_in_front_of_the_subcommand() {
    let project = Project::new();
    project.stubgen(&[]);
    let elsewhere = Project::empty();
    let manifest = project.path("Cargo.toml");
    let manifest = manifest.to_str().unwrap();
    for arguments in [
        &["check", "-q", "--manifest-path", manifest][..],
        &["--manifest-path", manifest, "check", "-q"],
        &["-q", "--manifest-path", manifest, "check"],
    ] {
        let run = elsewhere.stubgen(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn an_option_that_is_a_command_has_a_tip() {
    assert_snapshot!(mistake(&["--check"]), @r"
    error: unexpected argument '--check' found

      tip: `check` is a command: run `cargo stubgen check`

    Usage: cargo stubgen [OPTIONS] [COMMAND]

    For more information, try '--help'.
    ");
    assert_snapshot!(mistake(&["--locked", "--test"]), @r"
    error: unexpected argument '--test' found

      tip: `test` is a command: run `cargo stubgen test`

    Usage: cargo stubgen [OPTIONS] [COMMAND]

    For more information, try '--help'.
    ");
    let other = mistake(&["--chek"]);
    assert!(!other.contains("is a command"), "{other}");
}

#[test]
fn an_option_of_generating_is_not_one_of_check() {
    let stderr = mistake(&["--force", "check"]);
    assert!(stderr.starts_with("error: unexpected argument '--force' found"), "{stderr}");
}

#[test]
fn an_option_about_one_stub_does_not_go_with_several_packages() {
    for (option, value) in [("--output", "x.pyi"), ("--module", "m"), ("--artifact", "x.so")] {
        let stderr = mistake(&["-p", "a", "-p", "b", option, value]);
        let expected = format!("error: the argument '{option} <");
        assert!(stderr.starts_with(&expected) && stderr.contains("several '--package <NAME>'"), "{stderr}");
    }
    let stderr = mistake(&["test", "-p", "a", "-p", "b", "--stub", "x.pyi"]);
    assert!(stderr.contains("the argument '--stub <PATH>' cannot be used with several"), "{stderr}");
    let stderr = mistake(&["-p", "a", "-p", "b", "--stdout"]);
    assert!(stderr.contains("the argument '--stdout' cannot be used with several"), "{stderr}");
}

#[test]
fn each_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = Project::empty().stubgen(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        for word in ["cargo-stubgen", "manifest-path", "explain"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
}

/// What bash completes after `cargo-stubgen c`.
#[cfg(unix)]
#[test]
fn bash_completes_subcommands() {
    let project = Project::empty();
    project.write("completions", project.stubgen(&["completions", "bash"]).stdout);
    let script = "source ./completions && COMP_WORDS=(cargo-stubgen c) COMP_CWORD=1 && \
                  _cargo__stubgen cargo-stubgen c cargo-stubgen && echo \"${COMPREPLY[@]}\"";
    let output = std::process::Command::new("bash").args(["-c", script]).current_dir(project.root()).output();
    let output = output.unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    assert_eq!(words, "check completions\n", "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let project = Project::empty();
    let run = project.stubgen(&["man"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains(".TH cargo-stubgen 1"), "{}", run.stdout);
    let run = project.stubgen(&["man", "--directory", "pages/man1"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    for page in ["cargo-stubgen.1", "cargo-stubgen-check.1", "cargo-stubgen-test.1"] {
        assert!(project.read(&format!("pages/man1/{page}")).contains("manifest"), "{page}");
    }
    project.write("file", "");
    let run = project.stubgen(&["man", "--directory", "file/man1"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error[manual-pages]: cannot write the manual pages to `file/man1`"));
}
