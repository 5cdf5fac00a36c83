//! What `init` says of the stubs that were there: those of another generator, or those by hand.

use crate::init::{INIT, project};
use crate::support::Project;

/// A project with a tree of stubs by hand.
fn project_with_tree(files: &[(&str, &str)]) -> Project {
    let project = project();
    project.remove("demo.pyi");
    files.iter().for_each(|(name, text)| project.write(name, text));
    project
}

#[test]
fn a_tree_by_hand_stays_and_is_compared_as_one_stub() {
    let files = [
        ("demo/__init__.py", ""),
        ("demo/demo/__init__.pyi", "from . import sub as sub\nNEW: int\nOLD: sub.Old\n"),
        ("demo/demo/sub.pyi", "class Old: ...\n"),
    ];
    let project = project_with_tree(&files);
    let run = project.stubgen(&INIT);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let imports = "note: the earlier stubs have files for 1 submodule that Python cannot import, so type checkers accept imports \
                   that fail:\n  import demo.demo.sub\n";
    let kept = "note: `demo/demo` was written by hand, so the stub is `target/cargo-stubgen/init/demo.pyi`; remove the directory \
                and run `cargo stubgen` to replace the stubs in it";
    let lost = "note: the new stub loses 3 names:\n  demo.OLD\n  demo.sub\n  demo.sub.Old\n";
    let proved = "      Proved target/cargo-stubgen/init/demo.pyi";
    let places: Vec<Option<usize>> =
        [proved, imports, lost, kept].iter().map(|it| run.stderr.find(it)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{}", run.stderr);
    assert!(
        project.read("target/cargo-stubgen/init/earlier/demo/demo.pyi").contains("OLD: _SubProtocol.Old\n")
    );
    assert!(!project.path("demo/demo.pyi").exists() && !project.path("demo/py.typed").exists());
    files.iter().for_each(|(name, text)| assert_eq!(project.read(name), *text));
}

#[test]
fn a_tree_that_cannot_be_bundled_is_compared_file_by_file() {
    let project = project_with_tree(&[
        ("demo/__init__.py", ""),
        ("demo/demo/__init__.pyi", "NEW: int\n"),
        ("demo/demo/sub.pyi", "x: int\ny: Missing\n"),
    ]);
    let run = project.stubgen(&INIT);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let reason = "note: the earlier stubs are compared file by file, because they cannot be bundled: `Missing` is neither \
                  defined in `demo.demo.sub` nor imported (demo/demo/sub.pyi:2)\n";
    assert!(run.stderr.contains(reason), "{}", run.stderr);
    assert!(run.stderr.contains("loses 3 names"), "{}", run.stderr);
}

#[test]
fn a_package_by_hand_with_the_name_of_its_extension_is_a_tree_of_it() {
    let project = project_with_tree(&[
        ("demo/__init__.pyi", "from .sub import OLD as OLD\nNEW: int\n"),
        ("demo/sub.pyi", "OLD: int\n"),
        // A module of Python is not a part of the extension.
        ("demo/python.pyi", "y: Missing\n"),
        ("demo/python.py", ""),
    ]);
    let run = project.stubgen(&[&INIT[..], &["--migrate"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("that fail:\n  import demo.sub\n"), "{}", run.stderr);
    assert!(!run.stderr.contains("cannot be bundled"), "{}", run.stderr);
    assert!(project.read("target/cargo-stubgen/init/earlier/demo/demo.pyi").contains("OLD: int\n"));
}

#[test]
fn an_import_that_python_does_is_not_said_to_fail() {
    let project = project_with_tree(&[
        ("demo/__init__.py", ""),
        ("demo/demo/__init__.pyi", "NEW: int\n"),
        ("demo/demo/sub.pyi", "X: int\n"),
    ]);
    let module = project.read("src/module.py");
    let registers = "import sys\nsub = type(sys)(__name__ + '.sub')\nsub.X = 1\nsys.modules[sub.__name__] = sub\ndel sys\n";
    project.write("src/module.py", format!("{registers}{module}"));
    let run = project.stubgen(&INIT);
    assert!(run.stderr.contains("warning[unlisted-importable]"), "{}", run.stderr);
    assert!(!run.stderr.contains("imports that fail"), "{}", run.stderr);
}
