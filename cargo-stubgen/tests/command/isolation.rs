//! What runs in Python is neither replaced by files of the project nor deceived by the extension, and has limits.

use crate::support::extension::{Behaviour, compile};
use crate::support::{Project, Run};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const STUB: &str = "__all__ = [\"LIMIT\"]\n\nLIMIT: int\n";

const MODULE: &str = "LIMIT = 3\n__all__ = ['LIMIT']\n";

/// What is tested without mypy.
const NAMES: [&str; 2] = ["test", "--no-stubtest"];

fn project(module: &str) -> Project {
    let project = Project::in_python(module);
    project.write("demo.pyi", STUB);
    project
}

/// A project in which the extension lies in a Python package, beside `pyproject.toml`.
fn mixed(module: &str) -> Project {
    let project = Project::in_python(module);
    project.write("pyproject.toml", "[tool.maturin]\nmodule-name = \"demo._core\"\n");
    project.write("src/lib.rs", project.read("src/lib.rs").replace("PyInit_demo", "PyInit__core"));
    project.write("demo/__init__.py", "from demo._core import LIMIT\n");
    project.write("demo/_core.pyi", STUB);
    project
}

/// The names of the modules of Python's standard library, and of what the proof needs beside them.
fn names_of_others() -> Vec<String> {
    let code = "import sys; print(*sorted(sys.stdlib_module_names))";
    let output = Command::new("python3").args(["-c", code]).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    let others =
        ["mypy", "mypy_extensions", "typing_extensions", "pathspec", "stubgen_proof", "sitecustomize"];
    names.split_whitespace().chain(others).map(str::to_owned).collect()
}

fn put_hijackers(project: &Project) {
    let marker = project.path("hijacked");
    for name in names_of_others() {
        let code = format!("open({marker:?}, 'a').write('{name} ')\nraise SystemExit(3)\n");
        project.write(&format!("{name}.py"), code);
    }
}

#[test]
fn files_of_the_project_do_not_replace_modules_of_python() {
    let project = mixed(&format!("import queue, token, platform, copy\n{MODULE}"));
    put_hijackers(&project);
    let mut command = project.command(&NAMES);
    command.env("PYTHONPATH", project.root()).env("MYPYPATH", project.root());
    let run = Run::of(&mut command, project.root());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stderr, "      Proved demo/_core.pyi (1 item) in [time]");
    // mypy is not installed, and a file of that name is not mypy.
    let run = project.stubgen(&["test"]);
    if run.code != Some(0) {
        assert!(run.stderr.starts_with("error[missing-mypy]: mypy is not installed for"), "{}", run.stderr);
    }
    assert_eq!(project.stubgen(&["--force"]).code, Some(0));
    assert!(!project.path("hijacked").exists(), "{}", project.read("hijacked"));
}

#[test]
fn the_projects_own_package_comes_before_an_installed_one() {
    let project = mixed(MODULE);
    project.write("demo/extra.py", "EXTRA = 1\n");
    project.write("demo/__init__.py", "from demo import extra\nfrom demo._core import LIMIT\n");
    let python = Command::new("python3")
        .args(["-m", "venv", "--without-pip", "venv"])
        .current_dir(project.root())
        .output();
    assert!(python.unwrap().status.success());
    let code = "import sysconfig; print(sysconfig.get_path('purelib'))";
    let site = Command::new(project.path("venv/bin/python")).args(["-c", code]).output().unwrap();
    let site = String::from_utf8(site.stdout).unwrap();
    let installed = Path::new(site.trim()).join("demo");
    std::fs::create_dir_all(&installed).unwrap();
    std::fs::write(installed.join("__init__.py"), "raise ImportError('the installed one')\n").unwrap();
    let run = project.stubgen(&[&NAMES[..], &["--python", "venv"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_report_cannot_be_forged() {
    // It writes what a survey answers to its own pipes, and to what is in the temporary directory of this test. It must
    // not touch any other path: those in arguments and variables are the machine's.
    let forger = r#"
import os, stat
LIMIT = 3
survey = b'{"modules": {"demo": {"names": {"LIMIT": "value"}, "all": ["LIMIT"], "registered": false}}, "forms": []}'
texts = [b'survey\n' + survey, b'0' * 32 + b' survey %d\n' % len(survey) + survey]
for directory, _, files in os.walk(os.environ['DEMO_TEMPORARY']):
    for name in [*files, 'answer']:
        with open(os.path.join(directory, name), 'wb') as file:
            file.write(texts[0])
for descriptor in range(16):
    try:
        is_pipe = stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        continue
    for text in texts if is_pipe else ():
        try:
            os.write(descriptor, text)
        except OSError:
            pass
os._exit(0)
"#;
    let project = project(forger);
    let temporary = project.path("temporary");
    std::fs::create_dir(&temporary).unwrap();
    let mut command = project.command(&NAMES);
    command.env("TMPDIR", &temporary).env("DEMO_TEMPORARY", &temporary);
    let run = Run::of(&mut command, project.root());
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    let expected = "error[import-crash]: the interpreter ended with exit code 0 while it imported `demo`";
    assert!(run.stderr.starts_with(expected), "{}", run.stderr);
}

#[test]
fn what_is_asked_is_not_told_to_the_extension() {
    let module = format!(
        "import os, sys\nassert sys.argv == ['-c'] and sys.stdin.read() == ''\n\
         assert not any('survey' in text for text in os.environ.values())\n{MODULE}"
    );
    let run = project(&module).stubgen(&NAMES);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn endless_output_is_stopped_and_its_ends_are_shown() {
    for stream in ["stdout", "stderr"] {
        let module =
            format!("import sys\nprint('first')\nwhile True: print('again ' * 1000, file=sys.{stream})\n");
        let started = Instant::now();
        let run = project(&module).stubgen(&[&NAMES[..], &["--timeout", "60"]].concat());
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        let expected =
            "error[endless-output]: the extension `demo` was stopped because it printed without end";
        assert!(run.stderr.starts_with(expected), "{:.500}", run.stderr);
        assert!(run.stderr.len() < 40_000, "{}", run.stderr.len());
        assert!(run.stderr.contains("bytes are left out here]"), "{}", run.stderr);
        assert!(started.elapsed() < Duration::from_secs(50));
    }
    let run = Project::that(Behaviour::Floods).stubgen(&[]);
    assert!(run.stderr.starts_with("error[endless-output]: "), "{:.500}", run.stderr);
}

#[test]
fn what_the_extension_starts_ends_with_the_run() {
    let module = format!(
        "import os, subprocess\nchild = subprocess.Popen(['sleep', '100'])\n\
         open(os.path.join(os.environ['DEMO'], 'child'), 'w').write(str(child.pid))\n{MODULE}"
    );
    let project = project(&module);
    let mut command = project.command(&NAMES);
    let run = Run::of(command.env("DEMO", project.root()), project.root());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let child = project.read("child");
    let started = Instant::now();
    while Command::new("kill").args(["-0", &child]).output().unwrap().status.success() {
        assert!(started.elapsed() < Duration::from_secs(60), "the child {child} is alive");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn paths_that_are_not_utf_8_are_as_good_as_others() {
    let project = project(MODULE);
    let odd = project.root().join(OsStr::from_bytes(b"caf\xe9"));
    std::fs::create_dir(&odd).unwrap();
    compile(project.root(), "demo.so");
    let (library, stub) = (odd.join("demo.so"), odd.join("demo.pyi"));
    std::fs::copy(project.path("demo.so"), &library).unwrap();
    std::fs::copy(project.path("demo.pyi"), &stub).unwrap();
    std::os::unix::fs::symlink(which_python(), odd.join("python")).unwrap();
    for format in ["human", "json", "github"] {
        let mut command = project.command(&[&NAMES[..], &["--format", format]].concat());
        command.arg("--artifact").arg(&library).arg("--stub").arg(&stub).env("TMPDIR", &odd);
        command.env("PYO3_PYTHON", odd.join("python"));
        let output = command.output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        assert!(stderr.contains("      Proved "), "{stderr}");
    }
    // mypy cannot read such paths, and is said to be the reason where it is installed.
    let mut command = project.command(&["test", "--artifact", "demo.so"]);
    let output = command.env("TMPDIR", &odd).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked") && !stderr.contains("metaclasses"), "{stderr}");
}

/// The file that `python3` leads to.
fn which_python() -> String {
    let output = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Writes a program.
fn program(project: &Project, name: &str, text: &str) {
    project.write(name, text);
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(project.path(name), mode).unwrap();
}

#[test]
fn an_interpreter_that_does_not_work_is_what_is_wrong() {
    let project = project(MODULE);
    compile(project.root(), "demo.so");
    let python = which_python();
    let cases = [
        // `sitecustomize` ends the process before any script runs.
        (
            "exits",
            format!(
                "#!/bin/sh\ncase $1 in --version) exec {python} --version;; esac\necho broken site >&2\nexit 3\n"
            ),
        ),
        ("hangs", "#!/bin/sh\nsleep 100\n".to_owned()),
        ("lists", "#!/bin/sh\nexec ls \"$@\"\n".to_owned()),
    ];
    let reasons = [
        "does not work: broken site",
        "does not work: it did not answer within 2 seconds",
        "does not work: it is not a Python interpreter",
    ];
    for ((name, text), reason) in cases.iter().zip(reasons) {
        program(&project, name, text);
        let python = format!("./{name}");
        for arguments in [&["--artifact", "demo.so"][..], &[], &["test", "--artifact", "demo.so"]] {
            let arguments = [arguments, &["--timeout", "2", "--python", &python]].concat();
            let started = Instant::now();
            let run = project.stubgen(&arguments);
            assert_eq!(run.code, Some(2), "{}", run.stderr);
            assert!(run.stderr.starts_with("error[broken-python]: "), "{name}: {}", run.stderr);
            assert!(run.stderr.contains(reason), "{name}: {}", run.stderr);
            assert!(started.elapsed() < Duration::from_secs(25), "{name}");
        }
    }
}

#[test]
fn a_python_without_ctypes_is_what_is_wrong() {
    let project = project(MODULE);
    compile(project.root(), "demo.so");
    // It hides `_ctypes`, as an installation without libffi does.
    let code = "import sys; sys.modules[\\\"_ctypes\\\"] = None; exec(sys.argv.pop())";
    let text =
        format!("#!/bin/sh\nfor last; do :; done\nexec {} -I -c \"{code}\" \"$last\"\n", which_python());
    program(&project, "without", &text);
    let run = project.stubgen(&["--artifact", "demo.so", "--python", "./without"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    let expected = "error[script-failed]: a script of cargo-stubgen failed in `[project]/without`: ";
    assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    assert!(run.stderr.contains("_ctypes"), "{}", run.stderr);
    assert!(!run.stderr.contains("static constructors"), "{}", run.stderr);
}

#[test]
fn a_wheel_cannot_lead_out_of_its_directory() {
    let project = project(MODULE);
    compile(project.root(), "demo.so");
    let absolute = project.path("demo.so");
    for member in [absolute.to_str().unwrap(), "../../demo.so"] {
        let script = "import sys, zipfile\n\
            with zipfile.ZipFile('demo.whl', 'w') as wheel: wheel.writestr(zipfile.ZipInfo(sys.argv[1]), b'')";
        let status =
            Command::new("python3").args(["-c", script, member]).current_dir(project.root()).status();
        assert!(status.unwrap().success());
        let run = project.stubgen(&["--artifact", "demo.whl"]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.contains("lies outside the wheel"), "{}", run.stderr);
    }
}
