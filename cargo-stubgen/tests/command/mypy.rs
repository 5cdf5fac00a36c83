//! mypy that is not in the project's Python, and how to install it.

use crate::support::{Project, Run};
use std::path::PathBuf;

/// A virtual environment without packages.
fn environment(project: &Project, name: &str) -> PathBuf {
    let path = project.path(name);
    let mut python = std::process::Command::new("python3");
    let made = python.args(["-m", "venv", "--without-pip"]).arg(&path).status().unwrap();
    assert!(made.success());
    path
}

fn test(project: &Project, arguments: &[&str]) -> Run {
    project.stubgen(&[&["test", "--python", "environment"][..], arguments].concat())
}

#[test]
fn without_mypy_the_message_has_the_command_that_installs_it() {
    let project = Project::new();
    let environment = environment(&project, "environment");
    project.stubgen(&[]);
    let run = test(&project, &[]);
    assert_eq!(run.code, Some(2));
    let pip = "= help: run `[project]/environment/bin/python -m pip install mypy`, or name a mypy with `--mypy PATH`";
    let skip = "or skip stubtest with `--no-stubtest`";
    assert!(cfg!(windows) || run.stderr.contains(pip) && run.stderr.contains(skip), "{}", run.stderr);
    // Calls are compared by mypy's types.
    let traced = test(&project, &["--trace", "--no-stubtest", "--", "python", "-c", "pass"]);
    assert_eq!(traced.code, Some(2));
    assert!(traced.stderr.starts_with("error[missing-mypy]"), "{}", traced.stderr);
    assert!(!traced.stderr.contains("--no-stubtest"), "{}", traced.stderr);
    // uv writes its version there, and does not install pip.
    let configuration = std::fs::read_to_string(environment.join("pyvenv.cfg")).unwrap();
    project.write("environment/pyvenv.cfg", configuration + "uv = 0.9.5\n");
    let run = test(&project, &[]);
    let uv = "= help: run `uv pip install --python [project]/environment/bin/python mypy`";
    assert!(cfg!(windows) || run.stderr.contains(uv), "{}", run.stderr);
    let run = test(&project, &["--no-stubtest", "--checker", "pyrefly"]);
    let uv = "uv pip install --python [project]/environment/bin/python pyrefly";
    assert!(cfg!(windows) || run.code == Some(0) || run.stderr.contains(uv), "{}", run.stderr);
}

#[test]
fn mypy_may_be_elsewhere() {
    let project = Project::new();
    environment(&project, "environment");
    project.stubgen(&[]);
    let run = test(&project, &["--mypy", "src"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.starts_with("error[wrong-mypy]: `src` does not lead to an installation of mypy"),
        "{}",
        run.stderr
    );
    // A package that raises when it is imported shows that it was found.
    for name in ["stubtest", "__init__"] {
        project.write(&format!("tools/lib/python3.99/site-packages/mypy/{name}.py"), "");
    }
    project.write(
        "tools/lib/python3.99/site-packages/mypy/stubtest.py",
        "raise ModuleNotFoundError('mine', name='mine')\n",
    );
    project.write("tools/bin/mypy", "");
    for path in ["tools", "tools/bin/mypy", "tools/lib/python3.99/site-packages"] {
        let run = test(&project, &["--mypy", path]);
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr.starts_with("error[broken-checker]: mypy cannot check the stub: "),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("mine"), "{}", run.stderr);
    }
}

#[test]
fn an_old_mypy_is_named_with_the_oldest_that_works() {
    let project = Project::new();
    environment(&project, "environment");
    project.stubgen(&[]);
    for name in ["stubtest", "__init__"] {
        project.write(&format!("tools/lib/python3.99/site-packages/mypy/{name}.py"), "");
    }
    for version in ["0.991", "1.9.0", "1.19.1"] {
        let text = format!("__version__ = {version:?}\n");
        project.write("tools/lib/python3.99/site-packages/mypy/version.py", text);
        let run = test(&project, &["--mypy", "tools"]);
        assert_eq!(run.code, Some(2));
        let expected =
            format!("error[old-mypy]: mypy {version} is too old: `cargo stubgen test` needs mypy 1.20");
        assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
        assert!(run.stderr.contains("install --upgrade mypy`"), "{}", run.stderr);
    }
}

#[test]
fn an_interpreter_that_is_older_than_the_project_allows_is_an_error() {
    let project = Project::new();
    environment(&project, "environment");
    let configuration = std::fs::read_to_string(project.path("pyproject.toml")).unwrap();
    project.write("pyproject.toml", configuration + "requires-python = \">=3.99\"\n");
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = test(&project, &[]);
    assert_eq!(run.code, Some(2));
    let expected = "error[old-python]: the stub is for Python 3.99 and later, but `";
    assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    assert!(run.stderr.contains("requires-python"), "{}", run.stderr);
    let run = test(&project, &["--no-stubtest"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}
