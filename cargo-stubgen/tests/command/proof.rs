//! `cargo stubgen test`: what it finds, how it prints it, and that an extension cannot make it print "Proved".
//!
//! The extensions describe themselves in Python, and mypy is not needed here: what it finds is tested with real
//! extensions, beside the examples.

use crate::support::{Project, Run};
use insta::assert_snapshot;
use pyo3_stub_gen::facts::{Fact, Position, TypeExpr, VariableFact};
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MODULE: &str = "\
import sys

def greet(name):
    return name

LIMIT = 3

sub = type(sys)('sub')
sub.grow = lambda by: by
sub.SIZE = 1
sub.__all__ = ['grow', 'SIZE']
__all__ = ['greet', 'LIMIT', 'sub']
";

const STUB: &str = "\
from typing import Protocol, final

__all__ = [\"LIMIT\", \"greet\", \"sub\"]

LIMIT: int

def greet(name: str) -> str: ...

@final
class _SubProtocol(Protocol):
    __name__: str
    SIZE: int
    @staticmethod
    def grow(by: int) -> int: ...

sub: _SubProtocol
";

/// The tests that do not need mypy.
const NAMES: [&str; 2] = ["test", "--no-stubtest"];

fn project(module: &str, stub: &str) -> Project {
    let project = Project::in_python(module);
    project.write("demo.pyi", stub);
    project
}

/// The failure of a test that could not be run.
fn failure(module: &str, arguments: &[&str]) -> String {
    let run = project(module, STUB).stubgen(&[&NAMES, arguments].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    run.stderr
}

#[test]
fn a_stub_that_is_right_is_proved() {
    let run = project(MODULE, STUB).stubgen(&NAMES);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert_eq!(run.stderr, "      Proved demo.pyi (4 items, 1 submodule) in [time]");
}

#[test]
fn names_of_one_side_are_found_on_both() {
    let stub = STUB.replace("def grow(", "def shrink(").replace("LIMIT: int\n", "");
    let run = project(MODULE, &stub).stubgen(&NAMES);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_snapshot!(run.stdout, @r#"
    module demo
      demo.LIMIT
       --> demo.pyi:1
        error[missing-in-stub]: `demo.LIMIT` is not in the stub
          = help: run `cargo stubgen` to add it; `module_variable!("demo", "LIMIT", Type)` states its type

    module demo.sub
      demo.sub.shrink
       --> demo.pyi:13
        error[missing-at-runtime]: `demo.sub.shrink` does not exist at run time
          = help: add it to `demo.sub` in the `#[pymodule]`
      demo.sub.grow
       --> demo.pyi:15
        error[missing-in-stub]: `demo.sub.grow` is not in the stub
          = help: run `cargo stubgen` to add it; annotate it to state its types
    "#);
}

#[test]
fn a_stale_stub_is_said_to_be_stale_where_it_is_wrong() {
    let stub = STUB.replace("LIMIT: int\n", "");
    let stale = "note: the stub is stale; run `cargo stubgen`, and test the new one\n";
    let project = project(MODULE, &stub);
    let run = project.stubgen(&NAMES);
    assert!(run.stderr.starts_with(stale), "{}", run.stderr);
    assert_eq!(project.stubgen(&["--force"]).code, Some(0));
    let run = project.stubgen(&NAMES);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(!run.stderr.contains("note"), "{}", run.stderr);
}

#[test]
fn an_item_in_the_wrong_module_is_found_with_its_place_in_rust() {
    let stub = STUB.replace("    SIZE: int\n", "").replace("LIMIT: int\n", "LIMIT: int\nSIZE: int\n");
    let project = project(MODULE, &stub);
    let variable = |name: &str, module: Option<&str>, line| {
        Fact::Variable(VariableFact {
            name: name.to_owned(),
            module: module.map(str::to_owned),
            r#type: TypeExpr::builtin("int"),
            value: None,
            doc: String::new(),
            position: Some(Position { file: "src/lib.rs".to_owned(), line, column: 1 }),
        })
    };
    project.set_facts(&crate::support::extension::facts(vec![
        variable("SIZE", None, 7),
        variable("LIMIT", None, 8),
    ]));
    let run = project.stubgen(&NAMES);
    assert_snapshot!(run.stdout, @r#"
    module demo
      demo.SIZE
       --> demo.pyi:6
        error[missing-at-runtime]: `demo.SIZE` does not exist at run time
          = help: at run time it is in `demo.sub`: correct `module = "…"` of its annotation

    module demo.sub
      demo.sub.SIZE
       --> demo.pyi:16
       --> src/lib.rs:7:1
        error[missing-in-stub]: `demo.sub.SIZE` is not in the stub
          = help: it is annotated; run `cargo stubgen` to update the stub
    "#);
}

#[test]
fn programs_read_findings_as_json() {
    let stub = STUB.replace("LIMIT: int\n", "");
    let run = project(MODULE, &stub).stubgen(&[&NAMES[..], &["--format", "json"]].concat());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["proved"], false);
    assert_eq!(report["module"], "demo");
    assert_eq!(report["stub"], "demo.pyi");
    let finding = &report["findings"][0];
    assert_eq!(finding["path"], "demo.LIMIT");
    assert_eq!(finding["code"], "missing-in-stub");
    assert_eq!(finding["message"], "`demo.LIMIT` is not in the stub");
    assert_eq!(finding["stub"]["line"], 1);
    let row =
        |path: &str| report["coverage"].as_array().unwrap().iter().find(|row| row["path"] == path).cloned();
    assert_eq!(row("demo").unwrap()["missing"], 1);
    assert_eq!(row("demo.sub").unwrap()["typed"], 2);
}

#[test]
fn github_shows_findings_beside_the_line() {
    let stub = STUB.replace("LIMIT: int\n", "WIDTH: int\n");
    let run = project(MODULE, &stub).stubgen(&[&NAMES[..], &["--format", "github"]].concat());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_snapshot!(run.stdout, @r#"
    ::error file=demo.pyi,line=1,title=demo.LIMIT (missing-in-stub)::`demo.LIMIT` is not in the stub%0Ahelp: run `cargo stubgen` to add it; `module_variable!("demo", "LIMIT", Type)` states its type
    ::error file=demo.pyi,line=5,title=demo.WIDTH (missing-at-runtime)::`demo.WIDTH` does not exist at run time%0Ahelp: add it to `demo` in the `#[pymodule]`
    "#);
}

#[test]
fn the_table_says_how_much_is_covered() {
    let stub = STUB
        .replace("from typing import ", "from typing import Any, ")
        .replace("name: str) -> str", "name: Any) -> str");
    let run = project(MODULE, &stub).stubgen(&[&NAMES[..], &["--coverage"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_snapshot!(run.stdout, @r#"
              typed  Any  missing  covered
    demo          1    1        0      50%
    demo.sub      2    0        0     100%
    total         3    1        0      75%

    with Any:
      demo.greet (demo.pyi:7)

    without types:
      demo.greet
      demo.sub.grow
    "#);
}

/// The warning is the one of `cargo stubgen`, because a stub that it has just written is not wrong.
#[test]
fn a_submodule_that_the_extension_registers_is_a_warning_with_what_to_do() {
    let module = format!("{MODULE}sys.modules['demo.sub'] = sub\n");
    let project = project(&module, STUB);
    let run = project.stubgen(&NAMES);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert_snapshot!(run.stderr, @r#"
    warning[unlisted-importable]: `import demo.sub` works, but the stub does not declare an importable module
     = help: add `importable-submodules = ["sub"]` to `[tool.pyo3-stub-gen]`, in a mixed layout
          Proved demo.pyi (4 items, 1 submodule) in [time]
    "#);
    // A stub from elsewhere is compared as it is.
    project.write("other.pyi", STUB);
    let run = project.stubgen(&[&NAMES[..], &["--stub", "other.pyi"]].concat());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_snapshot!(run.stdout, @r#"
    module demo.sub
      demo.sub
       --> other.pyi:16
        error[importable-at-runtime]: `demo.sub` can be imported at run time, but the stub describes it as an attribute
          = help: the extension adds it to `sys.modules`; add `importable-submodules = ["sub"]` to `[tool.pyo3-stub-gen]`
    "#);
}

#[test]
fn a_nested_submodule_is_called_by_its_path_below_the_extension() {
    let nested =
        "sub.deep = type(sys)('deep')\nsub.__all__ += ['deep']\nsys.modules['demo.sub.deep'] = sub.deep\n";
    let module = format!("{MODULE}sys.modules['demo.sub'] = sub\n{nested}");
    let stub =
        STUB.replace("@final\n", "@final\nclass _DeepProtocol(Protocol):\n    __name__: str\n\n@final\n");
    let stub = stub.replace("    SIZE: int\n", "    SIZE: int\n    deep: _DeepProtocol\n");
    let run = project(&module, &stub).stubgen(&NAMES);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let warning =
        "`import demo.sub`, `import demo.sub.deep` work, but the stub does not declare importable modules";
    assert!(
        run.stderr.contains(warning) && run.stderr.contains("`importable-submodules = true`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_lazy_submodule_that_does_not_work_so_is_found() {
    // What `runtime::Submodules` gives an extension, with the faults that a fixture of Rust cannot have.
    let lazy = "\
import importlib.machinery

class Loader:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        if module.__name__ == 'demo.broken':
            raise ValueError('boom')
        STATES[module.__name__.rpartition('.')[2]] = 'loaded'

class Finder:
    def find_spec(self, name, target=None):
        return importlib.machinery.ModuleSpec(name, Loader()) if name.rpartition('.')[2] in STATES else None

    def submodules(self):
        return dict(STATES)

    def lazy(self):
        return list(STATES)

    def eager_load(self):
        pass

STATES = {'broken': 'known', 'early': 'loaded', 'other': 'known', 'right': 'known'}
__path__ = ['<demo>']
sys.path_importer_cache['<demo>'] = Finder()

def __getattr__(name):
    if name == 'other':
        return sub
    if name not in STATES:
        raise AttributeError(name)
    import importlib
    return importlib.import_module(f'demo.{name}')
";
    let run = project(&format!("{MODULE}{lazy}"), STUB).stubgen(&NAMES);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for expected in [
        "error[unloadable-submodule]: `demo.broken` cannot be loaded, because its initialiser raises ValueError: boom",
        "error[early-submodule]: `demo.early` is lazy, but importing the extension loads it",
        "error[two-submodules]: `demo.other` is not the module that importing it gives",
    ] {
        assert!(run.stdout.contains(expected), "{}", run.stdout);
    }
    assert!(!run.stdout.contains("demo.right"), "{}", run.stdout);
}

#[test]
fn a_submodule_may_have_the_name_of_a_standard_module() {
    let module = MODULE.replace("sub", "json");
    let stub = STUB.replace("sub", "json");
    let run = project(&module, &stub).stubgen(&NAMES);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}

#[test]
fn an_extension_that_raises_is_not_proved() {
    assert_snapshot!(failure("print('on its way')\nraise ValueError('no licence')\n", &[]), @r#"
    error[import-failed]: Python cannot import `demo`: ValueError: no licence
     = help: check the function of the `#[pymodule]` and the packages around the extension, and install the packages that these import
    its output was:
        on its way
    "#);
}

#[test]
fn an_extension_that_exits_is_not_proved() {
    assert_snapshot!(failure("import sys\nsys.exit(0)\n", &[]), @r#"
    error[import-failed]: Python cannot import `demo`: SystemExit: 0
     = help: check the function of the `#[pymodule]` and the packages around the extension, and install the packages that these import
    "#);
    assert_snapshot!(failure("import os\nos._exit(0)\n", &[]), @r#"
    error[import-crash]: the interpreter ended with exit code 0 while it imported `demo`
     = help: check the function of the `#[pymodule]`, and the packages around the extension
    "#);
}

#[test]
fn an_extension_that_crashes_is_not_proved() {
    let error = failure("import ctypes\nctypes.string_at(0)\n", &[]);
    let expected =
        "error[import-crash]: the interpreter crashed (SIGSEGV: segmentation fault) while it imported `demo`";
    assert!(error.starts_with(expected), "{error}");
    assert!(error.contains("Fatal Python error: Segmentation fault"), "{error}");
}

#[test]
fn an_extension_that_hangs_is_stopped_with_what_it_has_started() {
    let module = "\
import subprocess, time
child = subprocess.Popen(['sleep', '100'])
print(f'child={child.pid}', flush=True)
time.sleep(100)
";
    let started = Instant::now();
    let error = failure(module, &["--timeout", "5"]);
    let expected = "error[import-timeout]: the interpreter was stopped after 5s while it imported `demo`";
    assert!(error.starts_with(expected), "{error}");
    let (_, rest) = error.split_once("child=").unwrap();
    let child: String = rest.chars().take_while(char::is_ascii_digit).collect();
    wait_for(&format!("the end of the child {child}"), || !is_alive(&child), started);
}

#[test]
fn an_interruption_ends_what_was_started_and_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt as _;
    let module = "\
import os, subprocess, time
child = subprocess.Popen(['sleep', '100'])
with open('started.new', 'w') as file:
    file.write(f'{os.getpid()} {child.pid}')
os.rename('started.new', os.path.join(os.environ['DEMO'], 'started'))
time.sleep(100)
";
    let started = Instant::now();
    let project = project(module, STUB);
    // Ctrl-C and a closed terminal, and `kill`.
    for (signal, number) in [("INT", 2), ("HUP", 1), ("TERM", 15)] {
        let mut command = project.command(&NAMES);
        let temporary = project.path("temporary");
        fs::create_dir_all(&temporary).unwrap();
        command
            .env("DEMO", project.root())
            .env("TMPDIR", &temporary)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut stubgen = command.spawn().unwrap();
        wait_for("the extension", || project.path("started").exists(), started);
        let processes = project.read("started");
        assert!(processes.split(' ').all(is_alive), "{processes}");
        let kill = Command::new("kill").args([&format!("-{signal}"), &stubgen.id().to_string()]).status();
        assert!(kill.unwrap().success());
        assert_eq!(stubgen.wait().unwrap().signal(), Some(number));
        for process in processes.split(' ') {
            wait_for(&format!("the end of {process}"), || !is_alive(process), started);
        }
        project.remove("started");
        assert_eq!(fs::read_dir(temporary).unwrap().count(), 0);
    }
}

/// Whether a process runs. One that has ended counts until its parent has collected it.
fn is_alive(process: &str) -> bool {
    Command::new("kill").args(["-0", process]).output().unwrap().status.success()
}

/// Waits until something is so, for at most two minutes after `started`.
fn wait_for(what: &str, is_so: impl Fn() -> bool, started: Instant) {
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(120), "{what} is waited for in vain");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_the_extension_prints_and_starts_does_not_matter() {
    let module = format!(
        "{MODULE}
import threading, time
print('{{\"proved\": true}}')
threading.Thread(target=time.sleep, args=(100,)).start()
"
    );
    let run = project(&module, STUB).stubgen(&NAMES);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}

#[test]
fn without_a_stub_there_is_nothing_to_prove() {
    let project = project(MODULE, STUB);
    project.remove("demo.pyi");
    let run = project.stubgen(&NAMES);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"
    error[missing-stub]: `[project]/demo.pyi`, the stub to test, does not exist
     = help: run `cargo stubgen` to write it, or pass another file with `--stub PATH`
    "#);
}

#[test]
fn a_stub_that_is_not_python_is_not_proved() {
    let run = project(MODULE, "LIMIT: int\ndef greet(:\n").stubgen(&NAMES);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"
    error[unreadable-stub]: cannot read the stub `[project]/demo.pyi`: line 2 is not valid Python: Expected a parameter or the end of the parameter list
     = help: run `cargo stubgen` to generate it again
    "#);
}

#[test]
fn without_mypy_the_message_says_what_to_install() {
    let project = project(MODULE, STUB);
    let mut python = Command::new("python3");
    let made =
        python.args(["-m", "venv", "--without-pip", ".venv"]).current_dir(project.root()).output().unwrap();
    assert!(made.status.success());
    let run = project.stubgen(&["test"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(run.stderr, @r#"
    error[missing-mypy]: mypy is not installed for `[project]/.venv/bin/python`
     = help: run `[project]/.venv/bin/python -m pip install mypy`, or name a mypy with `--mypy PATH`, or skip stubtest with `--no-stubtest`
    "#);
    // A pyrefly on the path of a developer of this project does not belong to the interpreter.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let without = std::env::split_paths(&path).filter(|directory| !directory.join("pyrefly").exists());
    let mut command = project.command(&["test", "--no-stubtest", "--checker", "pyrefly"]);
    let run = Run::of(command.env("PATH", std::env::join_paths(without).unwrap()), project.root());
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(run.stderr, @r#"
    error[missing-checker]: pyrefly is not installed for `[project]/.venv/bin/python`
     = help: run `[project]/.venv/bin/python -m pip install pyrefly`
    "#);
}

#[test]
fn a_file_can_be_tested_as_it_is() {
    let project = project(MODULE, "");
    project.write("other.pyi", STUB);
    let run = project.stubgen(&[&NAMES[..], &["--stub", "other.pyi"]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert_eq!(run.stderr, "      Proved other.pyi (4 items, 1 submodule) in [time]");
}

#[test]
fn a_package_of_stubs_is_tested_file_by_file() {
    let module = format!("{MODULE}sys.modules['demo.sub'] = sub\n");
    let project = project(&module, STUB);
    let root = "from . import sub as sub\n\n__all__ = [\"LIMIT\", \"greet\", \"sub\"]\n\nLIMIT: int\n\ndef greet(name: str) -> str: ...\n";
    project.write("stubs/__init__.pyi", root);
    project.write("stubs/sub.pyi", "SIZE: int\n\ndef shrink(by: int) -> int: ...\n");
    let run = project.stubgen(&[&NAMES[..], &["--stub", "stubs"]].concat());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_snapshot!(run.stdout, @r#"
    module demo.sub
      demo.sub.grow
       --> stubs/sub.pyi:1
        error[missing-in-stub]: `demo.sub.grow` is not in the stub
          = help: run `cargo stubgen` to add it; annotate it to state its types
      demo.sub.shrink
       --> stubs/sub.pyi:3
        error[missing-at-runtime]: `demo.sub.shrink` does not exist at run time
          = help: add it to `demo.sub` in the `#[pymodule]`
    "#);
}

#[test]
fn an_extension_without_facts_can_be_tested() {
    let project = project(MODULE, STUB);
    let source = project.read("src/lib.rs").replace("pyo3_stub_gen_facts_v1", "nothing");
    project.write("src/lib.rs", source);
    let run = project.stubgen(&NAMES);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}
