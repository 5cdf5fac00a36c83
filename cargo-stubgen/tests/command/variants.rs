//! One stub of several artifacts: of versions of Python, and of platforms.

use crate::support::extension::{Behaviour, compile, facts};
use crate::support::{Project, Run};
use insta::assert_snapshot;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An extension that is not the same on each version of Python.
const MODULE: &str = "\
import sys as _system

def greet(name): ...

sub = type(_system)('sub')
sub.size = lambda by: by
if _system.version_info >= (3, 12):
    def fetch(url): ...
    sub.depth = lambda: 0
    new = type(_system)('new')
    new.f = lambda: 0
else:
    LIMIT = 3
__all__ = ['greet', 'sub'] + (['fetch', 'new'] if _system.version_info >= (3, 12) else ['LIMIT'])
";

/// The interpreters of two versions, one before 3.12 and one after, if there are such.
fn interpreters() -> Option<[PathBuf; 2]> {
    let output = Command::new("pyenv").arg("root").output().ok()?;
    let root = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    let find = |versions: &[&str]| {
        let entries = std::fs::read_dir(root.join("versions")).ok()?;
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        let is_of = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            versions.iter().any(|version| name.starts_with(version))
        };
        paths.into_iter().find(|path| is_of(path)).map(|path| path.join("bin/python"))
    };
    Some([find(&["3.10.", "3.11."])?, find(&["3.12.", "3.13."])?])
}

/// The interpreters, or a line that says that the test is not run.
fn both() -> Option<[String; 2]> {
    let found = interpreters().map(|paths| paths.map(|path| path.display().to_string()));
    if found.is_none() {
        eprintln!("NOT TESTED: pyenv does not have an interpreter before Python 3.12 and a later one");
    }
    found
}

fn built() -> Project {
    built_of(MODULE)
}

/// A project with two copies of an extension that is `module`.
fn built_of(module: &str) -> Project {
    let project = Project::that(Behaviour::Answers);
    project.write("src/module.py", module);
    project.set_facts(&facts(Vec::new()));
    compile(project.root(), "demo.so");
    std::fs::copy(project.path("demo.so"), project.path("other.so")).unwrap();
    project
}

/// The stub below its header and imports.
fn body(project: &Project) -> String {
    let text = project.read("demo.pyi");
    let (_, body) = text.split_once("__all__").unwrap();
    format!("__all__{body}")
}

fn ok(project: &Project, arguments: &[&str]) -> Run {
    let run = project.stubgen(arguments);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    run
}

#[test]
fn the_files_of_expand_become_the_stub_of_two_versions_again() {
    let Some([old, new]) = both() else { return };
    // Only a submodule of every target can have a file.
    let module =
        MODULE.replace("    new = type(_system)('new')\n    new.f = lambda: 0\n", "").replace(", 'new'", "");
    let project = built_of(&module);
    let two = ["--artifact", "demo.so", "--artifact", "other.so", "--python", &old, "--python", &new];
    ok(&project, &two);
    ok(&project, &[&["expand", "target/api"], &two[..]].concat());
    assert_eq!(ok(&project, &["bundle", "target/api", "--stdout"]).stdout, project.read("demo.pyi"));
}

#[test]
fn two_versions_of_python_have_one_stub_that_is_right_for_both() {
    let Some([old, new]) = both() else { return };
    let project = built();
    let two = ["--artifact", "demo.so", "--artifact", "other.so", "--python", &old, "--python", &new];
    ok(&project, &two);
    assert_snapshot!(body(&project), @r#"
    __all__ = [
        "greet",
        "sub",
    ]

    if sys.version_info >= (3, 12):
        __all__ += [
            "fetch",
            "new",
        ]

    if sys.version_info < (3, 12):
        __all__ += [
            "LIMIT",
        ]

    _system: ModuleType

    if sys.version_info < (3, 12):
        LIMIT: int

    @final
    class _NewProtocol(Protocol):
        """Type protocol for the new submodule."""

        __name__: str
        __doc__: str | None
        __loader__: Loader | None
        __package__: str | None
        __spec__: ModuleSpec | None
        @staticmethod
        def f() -> Incomplete: ...

    if sys.version_info >= (3, 12):
        new: _NewProtocol

    @final
    class _SubProtocol(Protocol):
        """Type protocol for the sub submodule."""

        __name__: str
        __doc__: str | None
        __loader__: Loader | None
        __package__: str | None
        __spec__: ModuleSpec | None
        @staticmethod
        def size(by: Incomplete) -> Incomplete: ...
        if sys.version_info >= (3, 12):
            @staticmethod
            def depth() -> Incomplete: ...

    sub: _SubProtocol

    def greet(name: Incomplete) -> Incomplete: ...

    if sys.version_info >= (3, 12):
        def fetch(url: Incomplete) -> Incomplete: ...
    "#);
    let run = ok(&project, &[&["check"][..], &two].concat());
    assert!(run.stderr.ends_with("       Fresh demo.pyi"), "{}", run.stderr);
    // Each side agrees with the stub, and would not with the stub of the other.
    let test = ["test", "--no-stubtest"];
    let run = ok(&project, &[&test[..], &two].concat());
    assert_eq!(run.stderr.matches("Proved demo.pyi").count(), 2, "{}", run.stderr);
    ok(&project, &["--artifact", "demo.so", "--python", &old]);
    let run = project.stubgen(&[&test[..], &["--artifact", "demo.so", "--python", &new]].concat());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for name in ["demo.fetch", "demo.sub.depth", "demo.LIMIT"] {
        assert!(run.stdout.contains(&format!("`{name}`")), "{}", run.stdout);
    }
}

#[test]
fn a_recording_stands_for_another_platform() {
    let project = built();
    ok(&project, &["record", "--artifact", "demo.so", "--directory", "windows"]);
    let index = project.read("windows/recording.json");
    project.write(
        "windows/recording.json",
        index.replace("\"linux\"", "\"win32\"").replace("\"darwin\"", "\"win32\""),
    );
    project
        .write("windows/survey.json", project.read("windows/survey.json").replace("greet", "greet_windows"));
    let two = ["--artifact", "demo.so", "--artifact", "windows"];
    ok(&project, &two);
    let text = body(&project);
    let expected = "if sys.platform == \"win32\":\n    def greet_windows(name: Incomplete) -> Incomplete: ...\n\nelse:\n    def greet(";
    assert!(text.contains(expected), "{text}");
    ok(&project, &[&["check"][..], &two].concat());
    ok(&project, &["test", "--no-stubtest", "--artifact", "demo.so"]);
    let run = project.stubgen(&["test", "--no-stubtest", "--artifact", "windows"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(
        run.stderr.starts_with("error[untestable-recording]: `windows` is a recording"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_recording_that_cannot_be_used_says_why() {
    let project = built();
    ok(&project, &["record", "--artifact", "demo.so", "--directory", "here"]);
    let index = project.read("here/recording.json");
    let said = |name: &str, text: &str| {
        project.write(name, text);
        let run = project.stubgen(&["--artifact", "demo.so", "--artifact", "here"]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        run.stderr.lines().find(|line| line.starts_with("error[")).unwrap().to_owned()
    };
    // Both are for this platform and this version.
    assert!(
        said("here/recording.json", &index)
            .starts_with("error[same-target]: two artifacts are for Python 3.")
    );
    let other = index.replace(env!("CARGO_PKG_VERSION"), "0.1.0");
    let error = said("here/recording.json", &other);
    assert!(
        error
            .starts_with("error[unusable-recording]: the recording `here` cannot be used: it was written by")
    );
    let outside = index.replace("demo.so", "../other.so");
    assert!(said("here/recording.json", &outside).contains("it has no library"));
    assert!(said("here/recording.json", "{}").contains("recording.json: missing field"));
    project.write("here/recording.json", &index);
    assert!(said("here/survey.json", "[]").contains("survey.json: "));
}

/// mypy knows `sys.platform` by the name of the module alone.
#[test]
fn an_extension_that_has_another_sys_cannot_have_conditions() {
    let project = built();
    ok(&project, &["record", "--artifact", "demo.so", "--directory", "windows"]);
    let index = project.read("windows/recording.json");
    project.write("windows/recording.json", index.replace("\"linux\"", "\"win32\""));
    project.write("windows/survey.json", project.read("windows/survey.json").replace("greet", "sys"));
    let run = project.stubgen(&["--artifact", "demo.so", "--artifact", "windows"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.starts_with("error[hidden-sys]: `demo.sys` hides the module `sys`"), "{}", run.stderr);
}

#[test]
fn each_artifact_has_one_interpreter() {
    let run = built().stubgen(&["--artifact", "demo.so", "--python", "a", "--python", "b"]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r"
    error[unpaired-interpreters]: `--python` was passed 2 times, and `--artifact` 1 times
     = help: pass one interpreter for each artifact, in the same order, or a single one for all
    ");
}

/// One artifact that cannot be imported leaves the stub as it was.
#[test]
fn an_artifact_that_cannot_be_imported_is_an_error() {
    let project = built();
    let before = project.read("demo.pyi");
    project.write("src/module.py", "raise ValueError('no')\n");
    compile(project.root(), "other.so");
    let run = project.stubgen(&["--artifact", "demo.so", "--artifact", "other.so"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error[not-imported]: "), "{}", run.stderr);
    assert_eq!(project.read("demo.pyi"), before);
}
