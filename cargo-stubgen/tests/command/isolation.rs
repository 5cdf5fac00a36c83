//! Neither files of the project nor the extension can replace or deceive the command's code in Python, and all
//! processes have limits.

use crate::support::extension::{self, Behaviour, compile, facts_of};
use crate::support::{Project, Run};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const STUB: &str = "__all__ = [\"LIMIT\"]\n\nLIMIT: int\n";

const MODULE: &str = "LIMIT = 3\n__all__ = ['LIMIT']\n";

/// The tests that do not need mypy.
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
            "error[endless-output]: the extension `demo` was stopped because it printed more than 16 MiB";
        assert!(run.stderr.starts_with(expected), "{:.500}", run.stderr);
        assert!(run.stderr.len() < 40_000, "{}", run.stderr.len());
        assert!(run.stderr.contains("bytes are left out here]"), "{}", run.stderr);
        assert!(started.elapsed() < Duration::from_secs(50));
    }
    let run = Project::that(Behaviour::Floods).stubgen(&[]);
    assert!(run.stderr.contains("error[endless-output]: "), "{:.500}", run.stderr);
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

/// A daemon leaves the group of the process that starts it, and is the child of none.
#[test]
#[cfg(target_os = "linux")]
fn a_daemon_ends_with_the_run() {
    let daemon = "
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 64)
        time.sleep(1000)
    os._exit(0)
os.wait()
";
    let starts = |then: &str| project(&format!("{daemon}{then}{MODULE}"));
    let endings = [
        ("", "100", Some(0)),
        ("os._exit(3)\n", "100", Some(2)),
        ("os.abort()\n", "100", Some(2)),
        ("raise ValueError\n", "100", Some(2)),
        ("time.sleep(1000)\n", "5", Some(2)),
    ];
    for (then, limit, code) in endings {
        let project = starts(then);
        compile(project.root(), "demo.so");
        for arguments in [&NAMES[..], &["--force"]] {
            let run = project.stubgen(&[arguments, &["--artifact", "demo.so", "--timeout", limit]].concat());
            if arguments == NAMES {
                assert_eq!(run.code, code, "{then}: {}", run.stderr);
            }
            assert_eq!(running_with(project.root()), Vec::<String>::new(), "{then}");
        }
    }
}

#[test]
fn a_build_that_is_interrupted_ends() {
    let project = project(MODULE);
    project.write("build.rs", "fn main() { loop { std::thread::sleep(std::time::Duration::from_secs(9)) } }");
    for signal in ["-TERM", "-INT"] {
        let mut command = project.command(&[]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut stubgen = command.spawn().unwrap();
        while !running_with(project.root()).iter().any(|process| process.contains("build-script-build")) {
            assert!(stubgen.try_wait().unwrap().is_none(), "it has ended before");
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = Command::new("kill").args([signal, &stubgen.id().to_string()]).output().unwrap();
        stubgen.wait().unwrap();
        if cfg!(target_os = "linux") {
            assert_eq!(running_with(project.root()), Vec::<String>::new());
        }
        assert_eq!(project.read("demo.pyi"), STUB);
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
        "does not work: it did not answer within 5 seconds",
        "does not work: it is not a Python interpreter",
    ];
    for ((name, text), reason) in cases.iter().zip(reasons) {
        program(&project, name, text);
        let python = format!("./{name}");
        for arguments in [&["--artifact", "demo.so"][..], &[], &["test", "--artifact", "demo.so"]] {
            let arguments = [arguments, &["--timeout", "5", "--python", &python]].concat();
            let started = Instant::now();
            let run = project.stubgen(&arguments);
            assert_eq!(run.code, Some(2), "{}", run.stderr);
            assert!(run.stderr.contains("error[broken-python]: "), "{name}: {}", run.stderr);
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
    assert!(run.stderr.contains(expected), "{}", run.stderr);
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

#[test]
fn of_two_members_of_one_name_the_last_counts() {
    let project = Project::new();
    compile(project.root(), "demo.so");
    let script = "import zipfile\n\
        with zipfile.ZipFile('demo.whl', 'w') as wheel:\n    \
        wheel.writestr('demo.so', b'not an extension')\n    \
        wheel.write('demo.so', 'demo.so')";
    let status =
        Command::new("python3").args(["-W", "ignore", "-c", script]).current_dir(project.root()).status();
    assert!(status.unwrap().success());
    let run = project.stubgen(&["--artifact", "demo.whl", "--no-import"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn nothing_of_the_extension_is_obeyed_by_a_terminal_or_a_runner() {
    let evil = "\\x1b[2J\\x1b]0;title\\x07\\r\\n::error::forged\\n  ::add-mask::x\\n##[error]y \\u202e \\x9b \\ud800";
    let raises = format!("print('{evil}'.encode('utf-8', 'replace').decode())\nraise ValueError('{evil}')\n");
    let named = format!("{MODULE}__all__ += ['{evil}', 'OTHER']\nglobals()['{evil}'] = OTHER = 1\n");
    for module in [raises, named] {
        for format in ["human", "github"] {
            let project = project(&module);
            let run = project.stubgen(&[&NAMES[..], &["--format", format]].concat());
            assert_ne!(run.code, Some(0), "{}", run.stderr);
            assert!(!run.stderr.contains("unreadable-report"), "{}", run.stderr);
            for line in run.stdout.lines().chain(run.stderr.lines()) {
                assert!(line.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{line:?}");
                let is_own = format == "github" && line.starts_with("::error file=demo.pyi,line=");
                assert!(is_own || !line.trim_start().starts_with("::"), "{line:?}");
                assert!(!line.contains("##["), "{line:?}");
            }
        }
    }
}

/// A number below `limit`: the same ones in every run.
fn below(limit: u64, state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % limit
}

#[test]
fn an_interruption_at_any_moment_leaves_a_whole_stub_and_nothing_beside_it() {
    let project = Project::new();
    compile(project.root(), "demo.so");
    let python = which_python();
    let arguments = ["--artifact", "demo.so", "--python", &python];
    let temporary = project.path("temporary");
    std::fs::create_dir(&temporary).unwrap();
    let started = Instant::now();
    assert_eq!(project.stubgen(&arguments).code, Some(0));
    let whole = started.elapsed().as_micros() as u64;
    let (new, old) = (project.read("demo.pyi"), crate::support::OLD_STUB);
    let names = project.entries();
    let (mut random, mut kinds) = (24, [0, 0]);
    let mut at_the_end = Vec::new();
    for round in 0..200 {
        project.write("demo.pyi", old);
        let mut command = project.command(&arguments);
        command.env("TMPDIR", &temporary).stdout(Stdio::null()).stderr(Stdio::null());
        let mut stubgen = command.spawn().unwrap();
        std::thread::sleep(Duration::from_micros(below(whole * 3 / 2, &mut random)));
        let signal = ["-INT", "-TERM", "-HUP", "-QUIT"][round % 4];
        // The run may be over.
        let _ = Command::new("kill").args([signal, &stubgen.id().to_string()]).output().unwrap();
        stubgen.wait().unwrap();
        at_the_end.extend(running_with(project.root()));
        let text = project.read("demo.pyi");
        assert!(text == old || text == new, "{text}");
        kinds[usize::from(text == new)] += 1;
        assert_eq!(project.entries(), names, "after {round} interruptions");
        assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0, "after {round} interruptions");
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
    assert_eq!(at_the_end, Vec::<String>::new());
}

/// The processes that run in this directory.
fn running_with(directory: &Path) -> Vec<String> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let uses = |path: &Path| {
        std::fs::read_link(path.join("cwd")).is_ok_and(|cwd| cwd.starts_with(directory))
            && std::fs::read_to_string(path.join("stat")).is_ok_and(|stat| !stat.contains(") Z "))
    };
    processes.map(|entry| entry.path()).filter(|path| uses(path)).map(|path| description(&path)).collect()
}

/// The number of a process, its state and parent, and its arguments.
fn description(process: &Path) -> String {
    let text = |name| {
        let bytes = std::fs::read(process.join(name)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace('\0', " ")
    };
    let stat = text("stat");
    let state = stat.rsplit(')').next().unwrap().split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    format!("{} {state} {:.300}", process.display(), text("cmdline"))
}

#[test]
fn a_wheel_of_another_python_is_refused() {
    let project = Project::new();
    compile(project.root(), "demo.so");
    let version = "import sys; print('%d%d' % sys.version_info[:2])";
    let own = Command::new("python3").args(["-c", version]).output().unwrap();
    let own = format!("cp{}", String::from_utf8(own.stdout).unwrap().trim());
    let pack = |name: &str, tag: &str| {
        let script = "import sys, zipfile\n\
            with zipfile.ZipFile(sys.argv[1], 'w') as wheel:\n    \
            wheel.write('demo.so', 'demo.so')\n    \
            if sys.argv[2]: wheel.writestr('demo-1.dist-info/WHEEL', 'Wheel-Version: 1.0\\nTag: ' + sys.argv[2])";
        let status =
            Command::new("python3").args(["-c", script, name, tag]).current_dir(project.root()).status();
        assert!(status.unwrap().success());
    };
    let refused = ["cp27-cp27mu", "cp399-cp399", "cp399-abi3", "pp310-pypy310_pp73", "py2-none"];
    let accepted =
        [format!("{own}-{own}"), format!("{own}-abi3"), "cp38-abi3".to_owned(), "py3-none".to_owned()];
    for (tag, is_accepted) in
        refused.map(|tag| (tag.to_owned(), false)).into_iter().chain(accepted.map(|tag| (tag, true)))
    {
        let tag = format!("{tag}-linux_x86_64");
        for (name, inside) in [(format!("demo-1-{tag}.whl"), ""), ("renamed.whl".to_owned(), tag.as_str())] {
            pack(&name, inside);
            let run = project.stubgen(&["--artifact", &name, "--no-import"]);
            assert_eq!(run.code == Some(0), is_accepted, "{name} {inside}: {}", run.stderr);
            let says_why = run.stderr.starts_with("error[other-interpreter]: ") && run.stderr.contains(&tag);
            assert!(is_accepted || says_why, "{}", run.stderr);
        }
    }
    std::fs::copy(project.path("demo.so"), project.path("demo.cpython-399-x86_64-linux-gnu.so")).unwrap();
    let run = project.stubgen(&["--artifact", "demo.cpython-399-x86_64-linux-gnu.so"]);
    assert!(run.stderr.contains("error[other-interpreter]: "), "{}", run.stderr);
}

#[test]
fn without_a_temporary_directory_the_message_says_so() {
    let project = project(MODULE);
    compile(project.root(), "demo.so");
    for arguments in [&["test", "--no-stubtest"][..], &["check"]] {
        let mut command = project.command(&[arguments, &["--artifact", "demo.so"]].concat());
        let python = which_python();
        let run = Run::of(
            command.env("TMPDIR", project.path("nowhere")).env("PYO3_PYTHON", python),
            project.root(),
        );
        let is_named = run.stderr.contains("error[temporary-file]: cannot create a temporary file: ");
        assert!(is_named || run.code == Some(1), "{}", run.stderr);
        assert!(!run.stderr.contains("PYO3_PYTHON"), "{}", run.stderr);
    }
}

/// What is too large for a limit fails as on a full disk.
#[test]
fn a_file_that_becomes_too_large_is_an_error_of_what_writes_it() {
    let project = Project::new();
    let facts = (0..300).flat_map(|index| facts_of(&format!("NAME_{index}")).facts).collect();
    project.set_facts(&extension::facts(facts));
    compile(project.root(), "demo.so");
    let script = "import zipfile\n\
        with zipfile.ZipFile('demo.whl', 'w') as wheel: wheel.write('demo.so', 'demo.so')";
    let status = Command::new("python3").args(["-c", script]).current_dir(project.root()).status();
    assert!(status.unwrap().success());
    let names = project.entries();
    let python = which_python();
    let cases = [
        ("demo.so", "error[file-access]: cannot write `[project]/demo.pyi`: "),
        ("demo.whl", "error[temporary-file]: cannot create a temporary file: "),
    ];
    for (artifact, expected) in cases {
        let stubgen = project.command(&["--artifact", artifact, "--python", &python, "--no-import"]);
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -f 2; exec \"$@\"", "sh"]).arg(stubgen.get_program());
        command.args(stubgen.get_args()).current_dir(project.root()).env_remove("CARGO");
        let run = Run::of(&mut command, project.root());
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
        assert_eq!(project.read("demo.pyi"), crate::support::OLD_STUB);
        assert_eq!(project.entries(), names);
    }
}

#[test]
fn what_raises_when_it_is_looked_at_is_one_finding() {
    let module = "
class Loud:
    def __repr__(self): raise ValueError('no repr')
    def __eq__(self, other): raise SystemExit(3)
    __hash__ = None
class Meta(type):
    def __instancecheck__(cls, value): raise KeyError('no check')
    def __subclasscheck__(cls, value): raise KeyError('no check')
class Odd(metaclass=Meta): pass
def __getattr__(name):
    raise RuntimeError(name) if name == 'missing' else AttributeError(name)
LIMIT = Loud()
OTHER = 3
__all__ = ['LIMIT', 'OTHER', 'Odd', 'Loud', 'missing']
";
    let project = project(module);
    project.write("demo.pyi", "LIMIT: int\nOTHER: str\n__all__ = ['LIMIT', 'OTHER']\n");
    let run = project.stubgen(&NAMES);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("`demo.Odd` is not in the stub"), "{}", run.stdout);
    // With mypy, where it is installed.
    let run = project.stubgen(&["test"]);
    if !run.stderr.contains("error[missing-mypy]") {
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(run.stdout.contains("`demo.OTHER` has the type `str`"), "{}", run.stdout);
    }
}
