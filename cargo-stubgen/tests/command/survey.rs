//! Exceptions that are not registered: only for them, `cargo stubgen` imports the extension.
//!
//! PyO3 leaves the name of each in the library, as a C string; these extensions do so by hand. What PyO3's own
//! `create_exception!` makes is tested with the fixtures.

use crate::support::Project;
use crate::support::extension::facts;
use insta::assert_snapshot;
use pyo3_stub_gen::facts::{ClassFact, ClassKind, Fact, Position, TypeExpr};

/// An extension that `module` describes in Python, with the variable `NEW` for its only fact, and with these names in
/// its library.
fn project(module: &str, names: &[&str]) -> Project {
    let project = Project::in_python(module);
    let names: String = names.iter().map(|name| format!("c{name:?}, ")).collect();
    let names = format!("#[used]\npub static NAMES: &[&std::ffi::CStr] = &[{names}];\n");
    project.write("src/lib.rs", project.read("src/lib.rs") + &names);
    project
}

/// The stub behind its `__all__`, and what was said.
fn stub(project: &Project, arguments: &[&str]) -> (String, String) {
    let run = project.stubgen(&[&["--stdout"], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let (_, items) = run.stdout.split_once("]\n\n").unwrap();
    (items.to_owned(), run.stderr)
}

#[test]
fn an_exception_is_where_it_hangs_and_has_its_bases_and_its_docstring() {
    let module = "\
import importlib.machinery, sys, zipfile

class DemoError(Exception):
    'Something went wrong.'

class Broken(DemoError, ValueError):
    pass

class BadArchive(zipfile.BadZipFile):
    pass

class Unnamed(DemoError):
    pass

inner = type(sys)('inner')
inner.Deep = type('Deep', (Unnamed,), {'__module__': 'demo.inner'})
# As `register_submodules` leaves one that `import` finds.
inner.__spec__ = importlib.machinery.ModuleSpec('demo.inner', None)
del importlib, sys, zipfile, Unnamed
";
    // Rust's strings do not end with a zero byte: one may be right before a name.
    let names =
        ["demo.DemoError", "SomeTextdemo.Broken", "demo.BadArchive", "demo.Unnamed", "demo.inner.Deep"];
    let (stub, said) = stub(&project(module, &names), &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class BadArchive(BadZipFile): ...
    class Broken(DemoError, ValueError): ...

    class DemoError(Exception):
        """Something went wrong."""

    @final
    class _InnerProtocol(Protocol):
        """Type protocol for the inner submodule."""

        __name__: str

        class Deep(DemoError): ...

    inner: _InnerProtocol
    "#);
    assert_snapshot!(said, @r#"note: not every type checker lets users annotate with `demo.inner.Deep` or extend it; `submodule-style = "namespace"` does"#);
}

#[test]
fn what_is_at_several_places_is_one_class() {
    let module = "\
import sys

class DemoError(Exception):
    pass

Other = DemoError
sub = type(sys)('sub')
sub.DemoError = DemoError
sub.Error = DemoError
del sys
";
    let (stub, said) = stub(&project(module, &["demo.DemoError"]), &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class DemoError(Exception): ...

    @final
    class _SubProtocol(Protocol):
        """Type protocol for the sub submodule."""

        __name__: str
        DemoError: type[_DemoError]
        Error: type[_DemoError]

    sub: _SubProtocol
    Other: TypeAlias = DemoError
    _Sub_DemoError = DemoError
    _Sub_Error: TypeAlias = DemoError
    _DemoError = DemoError
    "#);
    assert_snapshot!(said, @"");
}

#[test]
fn what_others_have_made_is_not_the_extensions_own() {
    let module = "\
from concurrent.futures import CancelledError

class Foreign(LookupError):
    pass

class DemoError(CancelledError):
    pass

class Broken(Foreign):
    pass

Foreign.__module__ = 'somewhere'
globals()['no name'] = DemoError
";
    let (stub, said) = stub(&project(module, &["demo.DemoError", "demo.Broken", "somewhere.Foreign"]), &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class Broken(LookupError): ...
    class DemoError(CancelledError): ...
    "#);
    assert_eq!(said, "");
}

#[test]
fn an_extension_may_import_what_is_in_its_package() {
    let module = "\
from demo.inner.errors import InnerError

class DemoError(InnerError):
    pass

del InnerError
";
    let project = project(module, &["demo.DemoError"]);
    project.write("src/lib.rs", project.read("src/lib.rs").replace("PyInit_demo", "PyInit__core"));
    project.write("pyproject.toml", "[project]\nname = \"demo\"\n[tool.maturin]\nmodule-name = \"demo.inner._core\"\npython-source = \"python\"\n");
    // The packages themselves would import the extension: they are not run.
    project.write("python/demo/__init__.py", "raise ImportError('demo')\n");
    project.write("python/demo/inner/__init__.py", "raise ImportError('demo.inner')\n");
    project.write("python/demo/inner/errors.py", "class InnerError(LookupError): pass\n");
    let (stub, said) = stub(&project, &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class DemoError(InnerError): ...
    "#);
    assert_eq!(said, "");
}

/// Python says so when it imports the extension.
const FAILS: &str = "raise ImportError('no display')\n";

#[test]
fn an_extension_is_not_imported_for_what_is_registered_or_a_crates_own() {
    let class = ClassFact {
        bases: vec![TypeExpr::builtin("ValueError")],
        ..ClassFact::new(
            1,
            "DemoError",
            ClassKind::Exception,
            Position { file: String::new(), line: 1, column: 1 },
        )
    };
    let project = project(FAILS, &["demo.DemoError", "some_crate.RustPanic", "no_dot"]);
    project.set_facts(&facts(vec![Fact::Class(class)]));
    let (stub, said) = stub(&project, &[]);
    assert_snapshot!(stub, @"class DemoError(ValueError): ...");
    assert_snapshot!(said, @"");
}

#[test]
fn where_the_extension_cannot_be_imported_a_warning_names_what_may_be_missing() {
    let project = project(FAILS, &["demo.DemoError", "demo.sub.Broken"]);
    let (stub, said) = stub(&project, &[]);
    assert_snapshot!(stub, @"NEW: int");
    assert_snapshot!(said, @r#"
    warning[missing-exceptions]: the stub may lack exceptions (`demo.DemoError`, `demo.sub.Broken`): Python cannot import `demo`: ImportError: no display
     = help: look at the function of the `#[pymodule]`, and at the packages around the extension
             or make them with pyo3_stub_gen's `create_exception!`, which needs no import
    "#);
    let denied = project.failure(&["--deny", "incomplete"]);
    assert!(denied.starts_with("error[missing-exceptions]: the stub may lack exceptions"), "{denied}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_import_that_crashes_or_hangs_costs_nothing_but_its_exceptions() {
    let crash = project("import os; os.abort()\n", &["demo.DemoError"]);
    let (items, said) = stub(&crash, &[]);
    assert!(items.starts_with("NEW: int"), "{items}");
    assert_snapshot!(said, @r#"
    warning[missing-exceptions]: the stub may lack exceptions (`demo.DemoError`): the interpreter crashed (SIGABRT: aborted) while it imported `demo`
     = help: look at the function of the `#[pymodule]`, and at the packages around the extension
             or make them with pyo3_stub_gen's `create_exception!`, which needs no import
    "#);
    let hang = project("import time\nwhile True: time.sleep(1)\n", &["demo.DemoError"]);
    let (items, said) = stub(&hang, &["--timeout", "1"]);
    assert!(items.starts_with("NEW: int"), "{items}");
    assert_snapshot!(said, @r#"
    warning[missing-exceptions]: the stub may lack exceptions (`demo.DemoError`): the interpreter was stopped after 1s while it imported `demo`
     = help: look at the function of the `#[pymodule]`, and at the packages around the extension; allow more time with `--timeout SECONDS`
             or make them with pyo3_stub_gen's `create_exception!`, which needs no import
    "#);
}

#[test]
fn an_extension_that_starts_threads_or_prints_is_no_trouble() {
    let module = "\
import threading, time

class DemoError(Exception):
    pass

threading.Thread(target=time.sleep, args=(3600,)).start()
print('at work')
del threading, time
";
    let (items, said) = stub(&project(module, &["demo.DemoError"]), &[]);
    assert!(items.ends_with("class DemoError(Exception): ...\n"), "{items}");
    assert_eq!(said, "");
}

#[test]
fn verbose_says_what_an_extension_is_imported_for() {
    let (_, said) = stub(&project("", &["demo.DemoError"]), &["--verbose"]);
    assert!(said.contains("   Importing demo, for `demo.DemoError`"), "{said}");
}
