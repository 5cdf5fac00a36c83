//! The command as its users see it: what it prints in each format, and how it exits.

use crate::succeed;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use stub_tests::{Outcome, places, run, stubgen, venv, when};
use tempfile::TempDir;

const OLD: &str = "\
def kept(x: int) -> int: ...
def f(x: int | str, y: int = 0) -> int: ...
class Gone: ...
";

const NEW: &str = "\
# A comment moves the lines.
def kept(x: int) -> int: ...
def f(x: int, *, y: int = 0) -> int: ...
def added() -> None: ...
";

/// A directory with an old and a new stub of the module `m`.
struct Versions(TempDir);

impl Versions {
    fn new(old: &str, new: &str) -> Self {
        let versions = Self(succeed(temporary()));
        versions.write("old/m.pyi", old);
        versions.write("new/m.pyi", new);
        versions
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        let parent = path.parent().expect("a file is in a directory");
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).expect("a file can be written");
    }

    /// Runs the command, and returns its exit code and what it printed.
    fn diff(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = succeed(diff(self.0.path(), arguments));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    fn git(&self, arguments: &[&str]) {
        let identity =
            ["-c", "user.name=me", "-c", "user.email=me@example.com", "-c", "commit.gpgsign=false"];
        let mut git = run::command("git");
        succeed(run::success(git.args(identity).args(arguments).current_dir(self.0.path())));
    }
}

fn temporary() -> Outcome<TempDir> {
    when(tempfile::tempdir_in(places::own("diff")?), "making a directory")
}

fn diff(directory: &Path, arguments: &[&str]) -> Outcome<Output> {
    let mut command: Command = run::command(stubgen::program()?);
    command.args(["stubgen", "diff"]).args(arguments);
    command.arg("--python").arg(venv::tools()?.python()).current_dir(directory);
    run::output(&mut command)
}

#[test]
fn mistakes_of_a_stub_are_told_briefly_and_those_in_comments_do_not_count() {
    let mistakes: String = (0..30).map(|it| format!("x{it}: Missing{it}\n")).collect();
    let (code, stdout, stderr) = Versions::new("x: int\n", &mistakes).diff(&["old", "new"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
    assert!(
        stderr.contains("new/m.pyi:10: Name \"Missing9\" is not defined\nand 20 more mistakes\n"),
        "{stderr}"
    );
    let commented = Versions::new("x: int\n", "x: int  # type: ignore because\n").diff(&["old", "new"]);
    assert_eq!(commented.0, Some(0), "{}", commented.2);
}

#[test]
fn people_see_both_places_and_the_step() {
    let versions = Versions::new(OLD, NEW);
    let (code, stdout, stderr) = versions.diff(&["old", "new"]);
    assert_eq!(code, Some(1), "{stderr}");
    let expected = "\
m.Gone
 --> old/m.pyi:3 -> new/m.pyi:1
  breaking[removed]: is gone; it was a class
m.added
 --> old/m.pyi:1 -> new/m.pyi:4
  compatible[added]: is new: a function
m.f
 --> old/m.pyi:2 -> new/m.pyi:3
  breaking[parameter-narrowed]: takes `int` for `x` instead of `int | str`
  breaking[parameter-keyword-only]: takes `y` by name only

version: breaking changes ask for a major version (below 1.0, as Cargo counts: a minor one)
";
    assert_eq!(stdout, expected);
    assert!(
        stderr.contains("Compared old with new: 4 changes (3 breaking, 1 compatible, 0 invisible)"),
        "{stderr}"
    );
}

#[test]
fn versions_without_a_difference_are_the_same() {
    let versions = Versions::new(OLD, OLD);
    let (code, stdout, stderr) = versions.diff(&["old/m.pyi", "new/m.pyi"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(
        stdout,
        "version: without a change that users notice, the types ask for no more than a patch version\n"
    );
}

#[test]
fn invisible_changes_are_printed_on_demand() {
    let versions = Versions::new("def f(x: int = 0) -> int: ...\n", "def f(x: int = 1) -> int: ...\n");
    let (code, stdout, _) = versions.diff(&["old", "new"]);
    assert!(code == Some(0) && !stdout.contains("default-changed"), "{stdout}");
    let (code, stdout, _) = versions.diff(&["old", "new", "--verbose"]);
    assert!(code == Some(0) && stdout.contains("invisible[default-changed]"), "{stdout}");
}

#[test]
fn allowed_changes_do_not_fail() {
    let versions = Versions::new(OLD, NEW);
    let allow = ["old", "new", "--allow", "removed", "--allow", "parameter-narrowed"];
    let (code, stdout, _) = versions.diff(&allow);
    assert!(code == Some(1) && stdout.contains("breaking[removed] (allowed): is gone"), "{stdout}");
    let (code, stdout, _) = versions.diff(&[&allow[..], &["--allow", "parameter-keyword-only"]].concat());
    assert_eq!(code, Some(0), "{stdout}");
    // They ask for a version nevertheless.
    assert!(stdout.contains("ask for a major version"), "{stdout}");
}

#[test]
fn programs_read_json() {
    let versions = Versions::new(OLD, NEW);
    let (code, stdout, _) = versions.diff(&["old", "new", "--format", "json"]);
    assert_eq!(code, Some(1));
    let answer: Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!(answer["breaks"], true);
    assert_eq!(answer["step"]["part"], "major");
    let of_f = answer["changes"].as_array().into_iter().flatten().find(|it| it["path"] == "m.f");
    let of_f = of_f.expect("`f` has changed");
    assert_eq!((&of_f["verdict"], &of_f["new"]["line"]), (&"breaking".into(), &3.into()));
    // The fields are those of the schema.
    let schema = fs::read_to_string(places::root().join("docs/schema/diff.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let fields = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(&answer), fields(&schema["properties"]));
    assert_eq!(fields(of_f), fields(&schema["properties"]["changes"]["items"]["properties"]));
    assert_eq!(fields(&of_f["old"]), fields(&schema["$defs"]["place"]["properties"]));
}

#[test]
fn github_shows_breaking_changes_beside_the_new_lines() {
    let versions = Versions::new(OLD, NEW);
    let (_, stdout, _) = versions.diff(&["old", "new", "--format", "github"]);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{stdout}");
    assert!(
        lines.iter().any(|line| line.contains("m.pyi,line=3,title=parameter-narrowed::`m.f` takes `int`")),
        "{stdout}"
    );
    assert!(lines[3].starts_with("::notice title=version::"), "{stdout}");
}

#[test]
fn markdown_has_a_list_for_each_verdict() {
    let versions = Versions::new(OLD, NEW);
    let (_, stdout, _) = versions.diff(&["old", "new", "--format", "markdown"]);
    let expected = "\
## Types: `old` → `new`

### Breaking

- `m.Gone` is gone; it was a class (`removed`; `old/m.pyi:3 -> new/m.pyi:1`)
- `m.f` takes `int` for `x` instead of `int | str` (`parameter-narrowed`; `old/m.pyi:2 -> new/m.pyi:3`)
- `m.f` takes `y` by name only (`parameter-keyword-only`; `old/m.pyi:2 -> new/m.pyi:3`)

### Compatible

- `m.added` is new: a function (`added`; `old/m.pyi:1 -> new/m.pyi:4`)

Version: breaking changes ask for a major version (below 1.0, as Cargo counts: a minor one).
";
    assert_eq!(stdout, expected);
}

#[test]
fn a_revision_has_the_stub_of_the_project_and_its_version() {
    let versions = Versions::new(OLD, NEW);
    let manifest =
        "[package]\nname = \"m\"\nversion = \"1.4.2\"\n[lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n";
    versions.write("Cargo.toml", manifest);
    versions.write("pyproject.toml", "[project]\nname = \"m\"\n");
    versions.write("src/lib.rs", "");
    versions.write("m.pyi", OLD);
    versions.git(&["init", "--quiet"]);
    versions.git(&["add", "."]);
    versions.git(&["commit", "--quiet", "--message", "One"]);
    versions.git(&["tag", "v1.4.2"]);
    versions.write("m.pyi", NEW);
    versions.write("Cargo.toml", &manifest.replace("1.4.2", "1.5.0"));
    let (code, stdout, stderr) = versions.diff(&["git:v1.4.2", "m.pyi"]);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(stdout.contains(" --> v1.4.2:m.pyi:2 -> m.pyi:3\n"), "{stdout}");
    assert!(stdout.ends_with("ask for a major version: 1.4.2 -> 2.0.0\n"), "{stdout}");
    // A path in a revision need not be the one of the stub.
    let (code, stdout, _) = versions.diff(&["git:v1.4.2:old", "git:v1.4.2:m.pyi"]);
    assert_eq!(code, Some(0), "{stdout}");
}

#[test]
fn a_wheel_has_its_stubs_and_its_version() {
    let versions = Versions::new(OLD, NEW);
    versions.write("site/m/__init__.py", "from ._core import *\n");
    versions.write("site/m/py.typed", "");
    versions.write("site/m/_core.pyi", OLD);
    let wheel = "m-0.3.1-py3-none-any.whl";
    let mut zip = run::command(succeed(venv::tools()).python());
    zip.args(["-m", "zipfile", "-c", &format!("../{wheel}"), "m"])
        .current_dir(versions.0.path().join("site"));
    succeed(run::success(&mut zip));
    versions.write("site/m/_core.pyi", NEW);
    let (code, stdout, stderr) = versions.diff(&[wheel, "site"]);
    assert_eq!(code, Some(1), "{stderr}");
    // Users reach the names through the package.
    assert!(stdout.contains(&format!("m.f\n --> {wheel}/m/_core.pyi:2 -> site/m/_core.pyi:3\n")), "{stdout}");
    let step = "ask for a minor version: 0.3.1 -> 0.4.0 (below 1.0, as Cargo counts)\n";
    assert!(stdout.ends_with(step), "{stdout}");
    // The package is compared with the stub of the extension alone if only that is known.
    let (code, stdout, stderr) = versions.diff(&["site/m/_core.pyi", "new/m.pyi"]);
    assert_eq!(code, Some(0), "{stdout}{stderr}");
}

#[test]
fn a_tree_is_compared_with_one_stub() {
    let versions = Versions::new("", "");
    versions
        .write("tree/m/__init__.pyi", "from . import sub as sub\ndef f(p: sub.Point) -> sub.Point: ...\n");
    versions.write("tree/m/sub.pyi", "class Point:\n    x: int\n");
    let stub = "\
from typing import Protocol, final
@final
class _SubProtocol(Protocol):
    __name__: str
    class Point:
        x: int
sub: _SubProtocol
def f(p: _SubProtocol.Point) -> _SubProtocol.Point: ...
";
    versions.write("one/m.pyi", stub);
    let (code, stdout, stderr) = versions.diff(&["tree/m", "one/m.pyi"]);
    assert_eq!(code, Some(1), "{stderr}");
    // Nothing else has changed: the class is the same, wherever it is declared.
    let codes: Vec<&str> = stdout.lines().filter_map(|line| line.trim().split(':').next()).collect();
    let breaking: Vec<_> = codes.iter().filter(|line| line.starts_with("breaking[")).collect();
    assert_eq!(breaking, [&"breaking[import-removed]", &"breaking[types-unreachable]"], "{stdout}");
}

#[test]
fn a_stub_that_contradicts_itself_has_its_place() {
    for (stub, line) in [
        ("def f() -> Unknown: ...\n", 1),
        ("def f() -> int: ...\nX: int\ndef f() -> str: ...\n", 3),
        ("class A: ...\nA: int\n", 2),
        ("class A(B): ...\nclass B(A): ...\n", 1),
    ] {
        let versions = Versions::new("def f() -> int: ...\n", stub);
        let (code, stdout, stderr) = versions.diff(&["old", "new"]);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stub}");
        assert!(stderr.contains(&format!("new/m.pyi:{line}: ")), "{stub}{stderr}");
    }
}

#[test]
fn a_stub_with_the_name_of_a_module_that_mypy_needs_is_not_compared() {
    let versions = Versions::new("", "");
    versions.write("one/typing.pyi", "X: int\n");
    versions.write("two/typing.pyi", "X: str\n");
    let (code, _, stderr) = versions.diff(&["one", "two"]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("one/typing.pyi:1: a module of this name"), "{stderr}");
}

#[test]
fn classes_of_unknown_modules_are_compared_by_their_names() {
    let stub = |name: &str| {
        format!("import unheard_of\ndef f() -> unheard_of.{name}: ...\ndef g(x: unheard_of.A) -> None: ...\n")
    };
    let versions = Versions::new(&stub("A"), &stub("B"));
    let (code, stdout, stderr) = versions.diff(&["old", "new"]);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(stdout.contains("breaking[result-widened]: returns `B` instead of `A`"), "{stdout}");
    assert!(!stdout.contains("m.g"), "{stdout}");
    assert!(stderr.contains("warning[unknown-import]: `unheard_of` cannot be read"), "{stderr}");
}

#[test]
fn the_project_is_compared_as_it_is_now() {
    let example = places::root().join("examples/pure");
    let stub = succeed(stub_tests::project::Project::read(&example)).stub();
    let stub = stub.to_string_lossy().into_owned();
    let target = succeed(places::own("examples")).to_string_lossy().into_owned();
    let (old, arguments) = (stub.as_str(), ["--locked", "--target-dir", &target]);
    let output = succeed(diff(&example, &[&[old], &arguments[..]].concat()));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(stderr.contains("with the project: 0 changes"), "{stderr}");
}
