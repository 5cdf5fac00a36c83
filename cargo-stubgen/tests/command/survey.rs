//! The survey by Python, and the behaviour if Python cannot import the extension.
//!
//! The extensions describe themselves in Python. What PyO3 makes is tested with the fixtures.

use crate::support::Project;
use crate::support::extension::{Behaviour, facts};
use insta::assert_snapshot;
use pyo3_stub_gen::facts::{Fact, Position, ReexportFact, ReexportItems, TypeExpr, VariableFact};

/// An extension that `module` describes in Python, with the variable `NEW` for its only fact.
fn project(module: &str) -> Project {
    Project::in_python(&format!("NEW = 1\n{module}"))
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
    let (stub, said) = stub(&project(module), &[]);
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
        __doc__: str | None
        __loader__: Loader | None
        __package__: str | None
        __spec__: ModuleSpec | None

        class Deep(DemoError): ...

    inner: _InnerProtocol
    "#);
    assert_snapshot!(said, @r#"note: not every type checker lets users annotate with `demo.inner.Deep` or extend it; `submodule-style = "namespace"` in `[tool.pyo3-stub-gen]` lets them"#);
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
    let (stub, said) = stub(&project(module), &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class DemoError(Exception): ...

    @final
    class _SubProtocol(Protocol):
        """Type protocol for the sub submodule."""

        __name__: str
        __doc__: str | None
        __loader__: Loader | None
        __package__: str | None
        __spec__: ModuleSpec | None
        DemoError: type[_DemoError]
        Error: type[_DemoError]

    sub: _SubProtocol
    Other = DemoError
    _Sub_DemoError = DemoError
    _Sub_Error = DemoError
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
    let (stub, said) = stub(&project(module), &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class Broken(Foreign): ...
    class DemoError(CancelledError): ...
    class Foreign(LookupError): ...
    "#);
    assert!(said.starts_with("warning[unwritable-name]: the class `no name` is left out"), "{said}");
    assert_eq!(said.matches("warning").count(), 1, "{said}");
}

#[test]
fn an_extension_may_import_what_is_in_its_package() {
    let module = "\
from demo.inner.errors import InnerError

class DemoError(InnerError):
    pass

del InnerError
";
    let project = project(module);
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

#[test]
fn an_extension_that_needs_its_package_is_imported_with_it() {
    let project = project("from demo import BASE\nclass DemoError(BASE):\n    pass\ndel BASE\n");
    project.write("src/lib.rs", project.read("src/lib.rs").replace("PyInit_demo", "PyInit__core"));
    project.write(
        "pyproject.toml",
        "[project]\nname = \"demo\"\n[tool.maturin]\nmodule-name = \"demo._core\"\n",
    );
    project.write("demo/__init__.py", "BASE = KeyError\nfrom ._core import NEW\n");
    assert_eq!(
        stub(&project, &[]),
        ("NEW: int\n\nclass DemoError(KeyError): ...\n".to_owned(), String::new())
    );
}

/// Names that no fact describes.
const UNANNOTATED: &str = "\
LIMIT = 3

class Plant:
    height = 1
    def grow(self, by=1):
        return by
    @classmethod
    def seed(cls, kind, *, deep=False):
        return cls()
    @staticmethod
    def count(*plants):
        return len(plants)

def water(plant, /, amount=0.5, **more):
    return plant
";

#[test]
fn what_is_not_annotated_is_there_without_types() {
    let (stub, said) = stub(&project(UNANNOTATED), &[]);
    assert_snapshot!(stub, @r#"
    LIMIT: int
    NEW: int

    class Plant:
        height: ClassVar[int]
        def __new__(cls, /) -> Self: ...
        @staticmethod
        def count(*plants: Incomplete) -> Incomplete: ...
        def grow(self, by: Incomplete = 1) -> Incomplete: ...
        @classmethod
        def seed(cls, kind: Incomplete, *, deep: Incomplete = False) -> Incomplete: ...

    def water(
        plant: Incomplete,
        /,
        amount: Incomplete = 0.5,
        **more: Incomplete,
    ) -> Incomplete: ...
    "#);
    assert_snapshot!(said, @r#"
    warning[unannotated]: `demo.Plant`, `demo.water` of `demo` are not annotated, so unknown types are `Incomplete`
     = help: put `#[gen_stub_pyfunction]`, `#[gen_stub_pyclass]` or `#[gen_stub_pymethods]` above them; `--verbose` lists them
    "#);
}

#[test]
fn verbose_lists_what_is_not_annotated() {
    let (_, said) = stub(&project(UNANNOTATED), &["--verbose"]);
    for name in ["Plant", "water"] {
        assert!(said.contains(&format!(" Unannotated demo.{name}")), "{said}");
    }
}

#[test]
fn the_coverage_lists_what_is_not_annotated() {
    let project = project(UNANNOTATED);
    project.stubgen(&[]);
    let run = project.stubgen(&["test", "--no-stubtest", "--coverage"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.ends_with("\nwithout types:\n  demo.Plant\n  demo.water\n"), "{}", run.stdout);
}

#[test]
fn an_extension_without_annotations_has_a_stub() {
    let project = project("");
    project.set_facts(&facts(Vec::new()));
    assert_snapshot!(stub(&project, &[]).0, @"NEW: int");
}

#[test]
fn an_extension_that_does_not_use_the_library_has_a_stub() {
    let project = Project::that(Behaviour::Unlinked);
    assert_eq!(stub(&project, &[]), ("NEW: int\n".to_owned(), String::new()));
    crate::support::extension::compile(project.root(), "demo.so");
    assert_eq!(stub(&project, &["--artifact", "demo.so"]), ("NEW: int\n".to_owned(), String::new()));
}

#[test]
fn without_an_import_the_stub_is_what_is_annotated() {
    let project = project(UNANNOTATED);
    let note =
        "note: `demo` is not imported, so the stub declares annotated items only, in the modules that their \
                annotations state"
            .to_owned();
    assert_eq!(stub(&project, &["--no-import"]), ("NEW: int\n".to_owned(), note.clone()));
    project.write("pyproject.toml", "[project]\nname = \"demo\"\n[tool.pyo3-stub-gen]\nimport = false\n");
    // An earlier run has printed the note.
    assert_eq!(stub(&project, &[]), ("NEW: int\n".to_owned(), String::new()));
    project.write("target/cargo-stubgen/notes", "");
    assert_eq!(stub(&project, &[]), ("NEW: int\n".to_owned(), note));
    project.set_facts(&facts(Vec::new()));
    assert!(project.failure(&[]).contains("error[nothing-annotated]"));
}

/// A module whose attributes raise, wait, or lie when they are looked at.
const HOSTILE: &str = "\
import sys

class Meta(type):
    def __getattribute__(cls, name):
        raise RuntimeError(name)
    def __instancecheck__(cls, instance):
        raise RuntimeError

class Hidden(metaclass=Meta):
    pass

class Liar:
    @property
    def __class__(self):
        raise RuntimeError
    def __repr__(self):
        raise RuntimeError
    def __eq__(self, other):
        raise RuntimeError
    __hash__ = None
    __bool__ = __iter__ = __len__ = __eq__

class Lazy(type(sys)):
    def __getattribute__(self, name):
        raise RuntimeError(name)

liar = Liar()
lazy = Lazy('lazy')
loop = []
loop.append(loop)
huge = [0] * 100_000
odd = 'lone \\udcff surrogate'
globals()[3] = 'no name'
globals()['no name'] = 3
__doc__ = 'A \\udcff text.'

def __getattr__(name):
    raise AttributeError(name) if name.startswith('__') else RuntimeError(name)

sub = type(sys)('sub')
sub.sub = sub
del sys, Meta, Lazy
";

#[test]
fn what_cannot_be_looked_at_is_there_nevertheless() {
    let (stub, said) = stub(&project(HOSTILE), &[]);
    assert!(!said.contains("not-imported"), "{said}");
    for name in ["Hidden: ", "class Liar", "liar: Liar", "huge: ", "loop: ", "odd: str", "sub: "] {
        assert!(stub.contains(name), "{name} is not in\n{stub}");
    }
}

/// The effects of importing modules, and the messages about them.
const FAILING: [(&str, &str); 6] = [
    ("raise ImportError('no display')", "Python cannot import `demo`: ImportError: no display"),
    (
        "import a_missing_dependency",
        "Python cannot import `demo`: ModuleNotFoundError: No module named 'a_missing_dependency'",
    ),
    ("raise SystemExit(0)", "Python cannot import `demo`: SystemExit: 0"),
    (
        "import os; print('bye', flush=True); os._exit(0)",
        "the interpreter ended with exit code 0 while it imported `demo`",
    ),
    ("import os; os.abort()", "the interpreter crashed (SIGABRT: aborted) while it imported `demo`"),
    ("while True: pass", "the interpreter was stopped after 5s while it imported `demo`"),
];

#[cfg(target_os = "linux")]
#[test]
fn where_the_extension_cannot_be_imported_one_warning_says_why() {
    for (module, reason) in FAILING {
        let (stub, said) = stub(&project(module), &["--timeout", "5"]);
        assert_eq!(stub, "NEW: int\n");
        let first =
            format!("warning[not-imported]: only the annotated items of `demo` are known: {reason}\n");
        assert!(said.starts_with(&first), "{said}");
        assert_eq!(said.matches("warning").count(), 1, "{said}");
    }
    let project = project(FAILING[0].0);
    let denied = project.failure(&["--deny", "incomplete"]);
    assert!(denied.starts_with("error[not-imported]: only the annotated items"), "{denied}");
    project.set_facts(&facts(Vec::new()));
    let nothing = project.failure(&[]);
    let why = "nothing is known about `demo`, because it has no annotated items: Python cannot import `demo`: \
               ImportError: no display\n";
    assert!(nothing.starts_with(&format!("error[not-described]: {why}")), "{nothing}");
    assert_eq!(nothing.matches("error").count(), 1, "{nothing}");
}

#[test]
fn names_that_cannot_be_written_are_named_in_warnings() {
    let module = "\
class Carrier:
    pass

setattr(Carrier, 'import', lambda self: 1)
setattr(Carrier, 'None', 1)
globals()['from'] = 1
globals()['a-b'] = 2
__all__ = ['NEW', 'Carrier', 'from', 'a-b']
";
    let (items, said) = stub(&project(module), &["--inspect=never"]);
    assert_eq!(items, "NEW: int\n\nclass Carrier:\n    def __new__(cls, /) -> Self: ...\n");
    for (kind, name) in
        [("variable", "from"), ("variable", "a-b"), ("method", "import"), ("class attribute", "None")]
    {
        assert!(
            said.contains(&format!("warning[unwritable-name]: the {kind} `{name}` is left out")),
            "{said}"
        );
    }
    assert_eq!(said.matches("warning[unwritable-name]").count(), 4, "{said}");
    assert!(said.contains("rename it with `#[pyo3(name = \"from_\")]`"), "{said}");
    assert!(said.contains("rename it with `#[pyo3(name = \"a_b\")]`"), "{said}");
}

#[test]
fn a_stub_is_never_replaced_by_a_poorer_one() {
    let project = project(UNANNOTATED);
    assert_eq!(project.stubgen(&[]).code, Some(0));
    let good = project.read("demo.pyi");
    project.write("src/module.py", format!("raise ImportError('no display')\n{UNANNOTATED}"));
    for arguments in [&[][..], &["check"], &["--quiet"]] {
        let run = project.stubgen(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
        let kept = "error[poorer-stub]: `demo.pyi` is kept, because a new one would lose ";
        assert!(run.stderr.contains(kept), "{}", run.stderr);
        assert!(
            run.stderr.contains("Python cannot import `demo`: ImportError: no display\n"),
            "{}",
            run.stderr
        );
        assert_eq!(project.read("demo.pyi"), good);
    }
    // What can be written has as much as a stub of annotations, and the user may choose it.
    assert_eq!(project.stubgen(&["--no-import"]).code, Some(0));
    assert!(!project.read("demo.pyi").contains("Plant"));
    assert_eq!(project.stubgen(&[]).code, Some(0));
    assert_eq!(project.stubgen(&["check"]).code, Some(0));
}

#[test]
fn an_extension_that_starts_threads_prints_or_changes_modules_is_no_trouble() {
    let module = "\
import os, sys, threading, time

class DemoError(Exception):
    pass

if hasattr(os, 'fork'):
    os.fork()
threading.Thread(target=time.sleep, args=(3600,)).start()
print('at work')
print('{\"modules\": []}', file=sys.stderr)
os.chdir('/')
sys.path.clear()
for name in ['json', 'keyword', 'importlib.util', 'types']:
    sys.modules.pop(name, None)
sys.modules['demo.other'] = sys.modules['math'] = None
del os, sys, threading, time, name
";
    let (items, said) = stub(&project(module), &[]);
    assert!(items.ends_with("class DemoError(Exception): ...\n"), "{items}{said}");
    assert_eq!(said, "");
}

#[test]
fn an_annotation_of_what_python_does_not_have_is_not_in_the_stub() {
    let project = project("");
    let gone = VariableFact {
        name: "GONE".to_owned(),
        module: None,
        r#type: TypeExpr::builtin("int"),
        value: None,
        doc: String::new(),
        position: None,
    };
    project.set_facts(&facts(vec![Fact::Variable(gone)]));
    let (stub, said) = stub(&project, &[]);
    assert_eq!(stub, "NEW: int\n");
    assert!(said.starts_with("warning[not-added]: the variable `GONE` is annotated"), "{said}");
}

#[test]
fn an_annotation_of_another_extension_in_the_workspace_is_left_out_in_silence() {
    let project = project("");
    let cargo = project.read("Cargo.toml");
    let other = "[dependencies]\npyo3-stub-gen = { path = \"../library\" }\n";
    project.write("other/Cargo.toml", cargo.replace("demo", "other").replace("[workspace]\n", other));
    for name in ["shared", "library"] {
        let package = if name == "library" { "pyo3-stub-gen" } else { name };
        project.write(
            &format!("{name}/Cargo.toml"),
            format!("[package]\nname = \"{package}\"\nedition = \"2024\"\n"),
        );
    }
    ["other", "shared", "library"].iter().for_each(|name| project.write(&format!("{name}/src/lib.rs"), ""));
    let fact = |name: &str, file: &str| {
        Fact::Variable(VariableFact {
            name: name.to_owned(),
            module: None,
            r#type: TypeExpr::builtin("int"),
            value: None,
            doc: String::new(),
            position: Some(Position { file: file.to_owned(), line: 1, column: 1 }),
        })
    };
    let members = "[workspace]\nmembers = [\"other\", \"shared\", \"library\"]\n";
    project.write("Cargo.toml", cargo.replace("[workspace]\n", members));
    project.set_facts(&facts(vec![
        fact("OWN", "src/lib.rs"),
        fact("SHARED", "shared/src/lib.rs"),
        fact("OTHER", "other/src/lib.rs"),
    ]));
    let (stub, said) = stub(&project, &["--inspect=never"]);
    assert_eq!(stub, "NEW: int\n");
    for (name, is_told) in [("OWN", true), ("SHARED", true), ("OTHER", false)] {
        assert_eq!(said.contains(&format!("the variable `{name}` is annotated")), is_told, "{name}: {said}");
    }
}

#[test]
fn findings_that_the_project_accepts_are_not_reported() {
    let project = project(UNANNOTATED);
    project.stubgen(&[]);
    let stub = project.read("demo.pyi").replace("NEW: int\n", "OLD: int\n");
    project.write("demo.pyi", stub);
    let test = ["test", "--no-stubtest"];
    assert_eq!(project.stubgen(&test).code, Some(1));
    let accept = |entries: &str| {
        let table = format!("[project]\nname = \"demo\"\n[tool.pyo3-stub-gen.test]\nignore = [{entries}]\n");
        project.write("pyproject.toml", table);
        project.stubgen(&test)
    };
    let run = accept("\"missing-in-stub:demo.NEW\", \"missing-at-runtime:demo.*\"");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    let run = accept("\"missing-in-stub:demo.NEW\", \"wrong-type:demo.NEW\"");
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(
        run.stderr.contains("warning[unused-ignore]: `wrong-type:demo.NEW` in `ignore`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_stub_that_is_open_on_purpose_lacks_nothing() {
    let project = project(UNANNOTATED);
    project.write(
        "pyproject.toml",
        "[project]\nname = \"demo\"\n[tool.pyo3-stub-gen]\nincomplete = true\nunannotated = \"omit\"\n",
    );
    project.stubgen(&[]);
    assert!(!project.read("demo.pyi").contains("Plant"));
    let run = project.stubgen(&["test", "--no-stubtest"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}

#[test]
fn a_class_is_found_under_any_module_that_it_states() {
    let module = "\
class DemoError(Exception):
    'Something went wrong.'

class Deep(DemoError):
    pass

DemoError.__module__ = 'emo'
Deep.__module__ = 'exceptions'
";
    let project = project(module);
    project.write("src/lib.rs", project.read("src/lib.rs").replace("PyInit_demo", "PyInit__tens"));
    project.write(
        "pyproject.toml",
        "[project]\nname = \"demo\"\n[tool.maturin]\nmodule-name = \"demo._tens\"\npython-source = \"python\"\n",
    );
    project.write("python/demo/__init__.py", "");
    let (stub, said) = stub(&project, &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class Deep(DemoError): ...

    class DemoError(Exception):
        """Something went wrong."""
    "#);
    assert_eq!(said, "");
}

#[test]
fn submodules_that_import_finds_are_named() {
    let module = "\
import sys

quotes = type(sys)('demo.quotes')
quotes.COUNT = 1
sys.modules[PLACE] = quotes
del sys
";
    let project = project(&module.replace("PLACE", "'demo.quotes'"));
    let (_, said) = stub(&project, &[]);
    assert!(said.starts_with("warning[unlisted-importable]: `import demo.quotes` works"), "{said}");
    assert!(said.contains("`importable-submodules = [\"quotes\"]`"), "{said}");
    let run = project.stubgen(&["--stdout", "--deny", "incomplete"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);

    project.write("src/lib.rs", project.read("src/lib.rs").replace("PyInit_demo", "PyInit__core"));
    project.write(
        "pyproject.toml",
        "[project]\nname = \"demo\"\n[tool.maturin]\nmodule-name = \"demo._core\"\npython-source = \"python\"\n",
    );
    project.write("python/demo/__init__.py", "");
    let (_, said) = stub(&project, &[]);
    assert!(
        said.starts_with(
            "warning[other-import]: `import demo.quotes` imports the submodule `demo._core.quotes`"
        ),
        "{said}"
    );
    assert!(said.contains("`importable-submodules = [\"demo.quotes\"]`"), "{said}");
    let without = project.read("pyproject.toml");
    for value in ["[\"demo.quotes\"]", "true"] {
        project.write(
            "pyproject.toml",
            format!("{without}[tool.pyo3-stub-gen]\nimportable-submodules = {value}\n"),
        );
        let run = project.stubgen(&[]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(!run.stderr.contains("warning[other-import]"), "{}", run.stderr);
        let package = project.read("python/demo/quotes/__init__.py");
        assert!(package.contains("COUNT = _quotes.COUNT"), "{package}");
        assert!(project.path("python/demo/_core.pyi").is_file());
        std::fs::remove_file(project.path("python/demo/quotes/__init__.py")).unwrap();
    }
    project.write("pyproject.toml", &without);
    let declared = Fact::Reexport(ReexportFact {
        target: "demo.quotes".to_owned(),
        source: "demo._core.quotes".to_owned(),
        items: ReexportItems::Wildcard,
        position: None,
    });
    project.set_facts(&facts(vec![declared]));
    let table = format!("{}[tool.pyo3-stub-gen]\ngenerate-init-py = true\n", project.read("pyproject.toml"));
    project.write("pyproject.toml", table);
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!run.stderr.contains("warning[other-import]"), "{}", run.stderr);
    assert!(project.read("python/demo/quotes/__init__.py").contains("COUNT"));
}

/// maturin installs an extension that has the name of its package inside that package.
#[test]
fn an_extension_with_the_name_of_its_package_is_inside_it() {
    let module = "\
import sys

quotes = type(sys)('demo.quotes')
quotes.COUNT = 1
rates = type(sys)('demo.rates')
rates.RATE = 0.5
sys.modules['demo.quotes'] = quotes
sys.modules['demo.rates'] = rates
del sys
";
    let project = project(module);
    let text = "[project]\nname = \"demo\"\n[tool.maturin]\npython-source = \"python\"\n";
    project.write("pyproject.toml", text);
    project.write("python/demo/__init__.py", "from .demo import *\n");
    let stub = "python/demo/demo.pyi";
    // What an earlier version wrote stated the name of the package.
    project.write(stub, "# This file is automatically generated by pyo3_stub_gen for demo\n");
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "warning[other-import]: `import demo.quotes`, `import demo.rates` import the submodules `demo.demo.quotes`, \
             `demo.demo.rates`"
        ),
        "{}",
        run.stderr
    );
    let key = "`importable-submodules = true`";
    assert!(run.stderr.contains(key), "{}", run.stderr);
    assert!(
        project
            .read(stub)
            .starts_with("# This file is automatically generated by pyo3_stub_gen for demo.demo\n")
    );
    for value in ["true", "[\"demo.quotes\", \"demo.rates\"]"] {
        let table = format!("{text}[tool.pyo3-stub-gen]\nimportable-submodules = {value}\n");
        project.write("pyproject.toml", table);
        let run = project.stubgen(&[]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(!run.stderr.contains("warning["), "{}", run.stderr);
        for (name, constant) in [("quotes", "COUNT"), ("rates", "RATE")] {
            let package = format!("python/demo/{name}/__init__.py");
            assert!(project.read(&package).contains(&format!("{constant} = _{name}.{constant}")), "{value}");
            std::fs::remove_file(project.path(&package)).unwrap();
        }
        assert!(!project.path("python/demo/demo").exists());
    }
}

/// `import` gives what is in `sys.modules` after the module was run. Python itself puts a module there that was run
/// before Python got it.
#[test]
fn an_extension_may_put_another_module_into_its_place() {
    let module = "\
import sys

class Hidden:
    pass

other = type(sys)('demo', 'The one that `import` gives.')
other.RATE = 0.5
other.quotes = type(sys)('demo.quotes')
other.quotes.COUNT = 1
sys.modules['demo'] = other
del sys
";
    for behaviour in [Behaviour::InTwoPhases, Behaviour::Answers] {
        let is_replaced = behaviour == Behaviour::InTwoPhases;
        let project = Project::that(behaviour);
        project.write("src/module.py", format!("NEW = 1\n{module}"));
        let run = project.stubgen(&[]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let text = project.read("demo.pyi");
        for there in [
            "\"\"\"The one that `import` gives.\"\"\"\n\nfrom ",
            "\nRATE: float\n",
            "\nquotes: _QuotesProtocol\n",
        ] {
            assert_eq!(text.contains(there), is_replaced, "{there}: {text}");
        }
        for there in ["\nclass Hidden:", "\nNEW: int\n", "\nother: _OtherProtocol\n"] {
            assert_eq!(text.contains(there), !is_replaced, "{there}: {text}");
        }
        let warning = "warning[not-added]: the variable `NEW` is annotated";
        assert_eq!(run.stderr.contains(warning), is_replaced, "{}", run.stderr);
        let proof = project.stubgen(&["test", "--no-stubtest"]);
        assert_eq!((proof.code, proof.stdout.as_str()), (Some(0), ""), "{}", proof.stderr);
    }
}

/// Classes whose metaclass or form means more to a type checker than their members.
const SPECIAL_FORMS: &str = "\
import abc, collections, enum, typing

class Color(enum.Enum):
    RED = 1

class Flags(enum.IntFlag):
    ONE = 1

class Row(typing.NamedTuple):
    a: int

Pair = collections.namedtuple('Pair', 'x y')
T = typing.TypeVar('T')

class Box(typing.Generic[T]):
    def get(self): pass

class Reader(typing.Protocol):
    def read(self): ...

class Base(abc.ABC):
    @abc.abstractmethod
    def f(self): ...

class Slotted:
    __slots__ = ('a',)

class Meta(type):
    pass

class Below(Box):
    pass

red = Color.RED
del abc, collections, enum, typing, T
";

#[test]
fn classes_that_their_members_do_not_describe_are_not_listed_by_them() {
    let project = project(SPECIAL_FORMS);
    let (stub, said) = stub(&project, &[]);
    for name in ["Base", "Below", "Box", "Color", "Flags", "Meta", "Pair", "Reader", "Row", "Slotted", "red"]
    {
        assert!(stub.contains(&format!("{name}: Incomplete\n")), "{stub}");
    }
    assert!(said.contains("`demo.Base`"), "{said}");
}

/// Functions and members as only Python source makes them.
const IN_PYTHON: &str = "\
import functools, types

async def coming(x):
    pass

def paired(x, y=(1, 2), z=object()):
    pass

class Plant:
    def __init__(self, height):
        pass
    def __add__(self, other):
        pass
    async def grow(self):
        pass
    def __hidden(self):
        pass
    class Field:
        def __get__(self, owner, kind=None):
            return 1
        def __set__(self, owner, value):
            pass
    field = Field()
    later = functools.cached_property(lambda self: 1)
    @property
    def only(self):
        pass
    only = property(None, only.fset, None)
    written = property(None, lambda self, value: None)

b_module = types.ModuleType('b_module')
b_module.X = 1
a_module = b_module
del functools, types
";

#[test]
fn what_python_source_makes_is_described_as_it_is() {
    let (stub, _) = stub(&project(IN_PYTHON), &[]);
    for line in [
        "async def coming(x: Incomplete) -> Incomplete: ...",
        "    y: Incomplete = (1, 2),\n    z: Incomplete = ...,\n",
        "    def __init__(self, height: Incomplete) -> None: ...",
        "    async def grow(self) -> Incomplete: ...",
        "    @property\n    def field(self) -> Incomplete: ...",
        "    later: ClassVar[Incomplete]",
        "b_module: _BModuleProtocol",
        "a_module: ModuleType",
    ] {
        assert!(stub.contains(line), "{line} is not in\n{stub}");
    }
    for name in ["__radd__", " __hidden"] {
        assert!(!stub.contains(name), "{name} is in\n{stub}");
    }
    assert!(stub.contains("def written(self: NoReturn) -> NoReturn"), "{stub}");
}

#[test]
fn a_module_without_all_has_a_stub_without_it() {
    let project = Project::in_python("NEW = 1\nif False: __all__ = []\n");
    let run = project.stubgen(&["--stdout"]);
    assert!(run.stdout.ends_with("\nNEW: int\n") && !run.stdout.contains("__all__"), "{}", run.stdout);
}

#[test]
fn the_package_of_maturin_has_only_what_the_extension_exports() {
    let module = "\
import types
kept = types.ModuleType('kept')
lost = types.ModuleType('lost')
lost.X = 1
del types
__all__ = ['NEW', 'kept']
";
    let project = project(module);
    project.write(
        "pyproject.toml",
        "[build-system]\nrequires = [\"maturin\"]\nbuild-backend = \"maturin\"\n[project]\nname = \"demo\"\n",
    );
    let (stub, _) = stub(&project, &[]);
    assert!(stub.contains("kept: _KeptProtocol") && !stub.contains("lost"), "{stub}");
}

#[test]
fn private_names_are_there_because_the_package_of_the_extension_uses_them() {
    let module = "\
def _helper(x): ...

class _Kept: ...

class Box:
    def _fill(self, by): ...

_limit = 3
__version__ = '1.0'
__all__ = ['NEW', 'Box']
";
    let (stub, _) = stub(&project(module), &[]);
    assert_snapshot!(stub, @r"
    NEW: int
    __version__: str
    _limit: int

    class Box:
        def __new__(cls, /) -> Self: ...
        def _fill(self, by: Incomplete) -> Incomplete: ...

    class _Kept:
        def __new__(cls, /) -> Self: ...

    def _helper(x: Incomplete) -> Incomplete: ...
    ");
}

#[test]
fn a_function_that_a_class_has_bound_is_a_value() {
    let (stub, _) = stub(&project("today = __import__('datetime').date.today\n"), &[]);
    assert_snapshot!(stub, @r"
    NEW: int
    today: Incomplete
    ");
}

#[test]
fn a_submodule_may_refer_to_the_extension_and_a_class_to_another_one() {
    let module = "\
import gc, types

class Pot:
    def stir(self): ...

class Kitchen:
    Vessel = Pot

inner = types.ModuleType('inner')
inner.outer, = (it for it in gc.get_referrers(globals()) if isinstance(it, types.ModuleType))
del gc, types
";
    let (stub, _) = stub(&project(module), &[]);
    assert_snapshot!(stub, @r#"
    NEW: int

    class Kitchen:
        Vessel: ClassVar[type[Pot]]
        def __new__(cls, /) -> Self: ...

    class Pot:
        def __new__(cls, /) -> Self: ...
        def stir(self) -> Incomplete: ...

    @final
    class _InnerProtocol(Protocol):
        """Type protocol for the inner submodule."""

        __name__: str
        __doc__: str | None
        __loader__: Loader | None
        __package__: str | None
        __spec__: ModuleSpec | None
        outer: ModuleType

    inner: _InnerProtocol
    "#);
}

#[test]
fn attributes_of_classes_are_told_apart_that_are_none_and_that_are_empty_tuples() {
    let module = "\
EMPTY = ()

class Box:
    __slots__ = ()
    sides = ()
    lid = None
    __iter__ = None
";
    let (stub, _) = stub(&project(module), &[]);
    assert_snapshot!(stub, @r"
    EMPTY: tuple[()]
    NEW: int

    class Box:
        __iter__: ClassVar[None]
        lid: ClassVar[None]
        sides: ClassVar[tuple[()]]
        def __new__(cls, /) -> Self: ...
    ");
}
