//! Which project, which module, which interpreter: what can be wrong, and the remedy in the message.

use crate::support::extension::{Behaviour, facts_of};
use crate::support::{OLD_STUB, Project, Run};
use insta::assert_snapshot;

/// A workspace of two extensions and a library, of which none is at the root.
fn workspace() -> Project {
    let project = Project::new();
    let cargo =
        project.read("Cargo.toml").replace("[workspace]\n", "[dependencies]\npyo3-stub-gen = \"*\"\n");
    for name in ["first", "second"] {
        project.write(&format!("{name}/Cargo.toml"), cargo.replace("demo", name));
        project.write(&format!("{name}/pyproject.toml"), format!("[project]\nname = \"{name}\"\n"));
        project.write(&format!("{name}/src/lib.rs"), "");
    }
    project.write("plain/Cargo.toml", "[package]\nname = \"plain\"\n");
    project.write("plain/src/lib.rs", "");
    project.write("Cargo.toml", "[workspace]\nmembers = [\"first\", \"second\", \"plain\"]\n");
    project.remove("pyproject.toml");
    project
}

#[test]
fn without_pyproject_toml_the_module_has_the_name_of_the_crate() {
    let project = Project::new();
    project.remove("pyproject.toml");
    for arguments in [&[][..], &["--module", "demo"]] {
        project.remove("demo.pyi");
        let run = project.stubgen(arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(project.read("demo.pyi").contains("NEW: int"));
    }
}

#[test]
fn malformed_toml_is_shown() {
    let project = Project::new();
    project.write("pyproject.toml", "[project]\nname = \"demo\nversion = \"1\"\n");
    assert_snapshot!(project.failure(&[]), @r#"
    error[invalid-toml]: invalid basic string, expected `"`
     --> [project]/pyproject.toml:2:13
      |
    2 | name = "demo
      |             ^
    "#);
}

#[test]
fn an_unknown_key_is_shown_with_the_nearest_known_one() {
    let project = Project::new();
    project
        .write("pyproject.toml", "[project]\nname = \"demo\"\n\n[tool.pyo3-stub-gen]\ndocstring = false\n");
    assert_snapshot!(project.failure(&[]), @r#"
    error[unknown-key]: `docstring` is not a key of `[tool.pyo3-stub-gen]`
     --> [project]/pyproject.toml:5:1
      |
    5 | docstring = false
      | ^^^^^^^^^
      = help: did you mean `docstrings`?
    "#);
}

#[test]
fn a_value_of_the_wrong_type_is_shown() {
    let project = Project::new();
    project
        .write("pyproject.toml", "[project]\nname = \"demo\"\n\n[tool.pyo3-stub-gen]\nfeatures = \"all\"\n");
    assert_snapshot!(project.failure(&[]), @r#"
    error[wrong-toml-type]: `tool.pyo3-stub-gen.features` must be an array of strings, not a string
     --> [project]/pyproject.toml:5:12
      |
    5 | features = "all"
      |            ^^^^^
    "#);
}

#[test]
fn a_crate_without_a_cdylib_is_not_an_extension() {
    let project = Project::new();
    let cargo = project.read("Cargo.toml");
    project.write("Cargo.toml", cargo.replace("cdylib", "rlib"));
    assert_snapshot!(project.failure(&[]), @r#"
    error[no-cdylib]: the package `demo` does not build a shared library, because it has no `cdylib` target
     = help: add to `[project]/Cargo.toml`:

             [lib]
             crate-type = ["cdylib"]
    "#);
}

/// maturin builds it as a `cdylib`.
#[test]
fn a_rust_library_that_maturin_builds_is_an_extension() {
    let project = Project::new();
    let cargo = project.read("Cargo.toml");
    project.write("Cargo.toml", cargo.replace("cdylib", "rlib"));
    let backend = "\n[build-system]\nrequires = [\"maturin\"]\nbuild-backend = \"maturin\"\n";
    project.write("pyproject.toml", project.read("pyproject.toml") + backend);
    let run = project.stubgen(&["--stdout"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("NEW: int"), "{}", run.stdout);
}

#[test]
fn a_broken_cargo_toml_is_cargos_to_explain() {
    let project = Project::new();
    project.write("Cargo.toml", "[package]\nname = \"demo\n");
    let stderr = project.failure(&[]);
    assert!(stderr.starts_with("error[cargo-metadata]: Cargo cannot read the project:\n"), "{stderr}");
    assert!(stderr.contains("Cargo.toml") && stderr.contains("name = \"demo"), "{stderr}");
}

#[test]
fn outside_a_project_there_is_nothing_to_do() {
    assert_snapshot!(Project::empty().stubgen(&[]).stderr, @r#"
    error[no-project]: no `Cargo.toml` or `pyproject.toml` in `[project]` or the directories above it
     = help: run it in the extension's directory, or pass `--manifest-path PATH`
    "#);
}

#[test]
fn a_manifest_path_must_name_a_file() {
    let project = Project::new();
    assert_snapshot!(project.failure(&["--manifest-path", "nowhere/Cargo.toml"]), @r#"
    error[wrong-manifest-path]: `[project]/nowhere/Cargo.toml` is not the path of a `Cargo.toml`
     = help: pass the `Cargo.toml` of the extension, or the directory it is in
    "#);
    project.write(
        "pyproject.toml",
        "[project]\nname = \"demo\"\n[tool.maturin]\nmanifest-path = \"rust/Cargo.toml\"\n",
    );
    assert_snapshot!(project.failure(&[]), @r#"
    error[wrong-manifest-path]: `[project]/rust/Cargo.toml` is not the path of a `Cargo.toml`
     = help: correct `manifest-path` in `[tool.maturin]` of `[project]/pyproject.toml`
    "#);
}

#[test]
fn a_python_source_must_exist() {
    let project = Project::new();
    project
        .write("pyproject.toml", "[project]\nname = \"demo\"\n[tool.maturin]\npython-source = \"python\"\n");
    assert_snapshot!(project.failure(&[]), @r#"
    error[missing-python-source]: `python-source` needs the directory `[project]/python`, which does not exist
     --> [project]/pyproject.toml
      = help: create `[project]/python`, or correct `python-source` in `[tool.maturin]`
    "#);
}

#[test]
fn a_module_must_have_a_name_that_python_can_import() {
    let project = Project::new();
    assert_snapshot!(project.failure(&["--module", "my-module"]), @r#"
    error[wrong-module-name]: `my-module` is not the dotted name of a Python module
     = help: name it with `module-name = "package.module"` in `[tool.maturin]`, or with `--module`
    "#);
    project.write("pyproject.toml", "[tool.maturin]\nmodule-name = \"demo.2nd\"\n");
    assert_snapshot!(project.failure(&[]), @r#"
    error[wrong-module-name]: `demo.2nd` is not the dotted name of a Python module
     --> [project]/pyproject.toml
      = help: name it with `module-name = "package.module"` in `[tool.maturin]`, or with `--module`
    "#);
    for name in ["", ".", "demo.", "demo..sub", "class", "demo.def", "a b"] {
        let stderr = project.failure(&["--module", name]);
        assert!(stderr.contains(&format!("`{name}` is not the dotted name of a Python module")), "{stderr}");
    }
}

#[test]
fn a_workspace_without_a_choice_names_the_candidates() {
    let project = workspace();
    assert_snapshot!(project.failure(&[]), @r#"
    error[ambiguous-package]: `[project]/Cargo.toml` is a workspace without a root package
     = help: pass `--workspace`, or `--package` with one of: first, second
    "#);
    assert_snapshot!(project.failure(&["--package", "third"]), @r#"
    error[unknown-package]: the workspace does not have a package `third`
     = help: pass `--workspace`, or `--package` with one of: first, second
    "#);
    assert_snapshot!(project.failure(&["--package", "plain"]), @r#"
    error[no-cdylib]: the package `plain` does not build a shared library, because it has no `cdylib` target
     = help: add to `[project]/plain/Cargo.toml`:

             [lib]
             crate-type = ["cdylib"]
    "#);
}

/// The packages whose stubs the command writes.
fn chosen(arguments: &[&str]) -> Vec<String> {
    let project = buildable_workspace();
    let run = project.stubgen(arguments);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    ["first", "second"]
        .map(str::to_owned)
        .into_iter()
        .filter(|name| project.path(&format!("{name}/{name}.pyi")).is_file())
        .collect()
}

/// The same workspace with extensions that can be built.
fn buildable_workspace() -> Project {
    let project = workspace();
    for name in ["first", "second"] {
        let cargo = project.read(&format!("{name}/Cargo.toml"));
        project.write(
            &format!("{name}/Cargo.toml"),
            cargo.replace("pyo3-stub-gen = \"*\"", "pyo3 = { path = \"../pyo3\" }"),
        );
        project.write(
            &format!("{name}/src/lib.rs"),
            Behaviour::Answers.source().replace("PyInit_demo", &format!("PyInit_{name}")),
        );
        project.write(&format!("{name}/src/module.py"), "NEW = 1\n");
        project.write(&format!("{name}/src/facts.bin"), pyo3_stub_gen::facts::encode(&facts_of("NEW")));
    }
    project.write("pyo3/Cargo.toml", "[package]\nname = \"pyo3\"\nedition = \"2024\"\n");
    project.write("pyo3/src/lib.rs", "");
    project.write("plain/Cargo.toml", "[package]\nname = \"plain\"\nedition = \"2024\"\n");
    project.write("Cargo.toml", format!("{}resolver = \"3\"\n", project.read("Cargo.toml")));
    project
}

#[test]
fn several_packages_may_be_named_and_left_out() {
    assert_eq!(chosen(&["--workspace"]), ["first", "second"]);
    assert_eq!(chosen(&["-p", "second"]), ["second"]);
    assert_eq!(chosen(&["-p", "second", "-p", "first", "-p", "second"]), ["first", "second"]);
    assert_eq!(chosen(&["--workspace", "--exclude", "first"]), ["second"]);
}

#[test]
fn a_member_without_pyproject_toml_does_not_end_the_others() {
    let project = buildable_workspace();
    project.remove("first/pyproject.toml");
    let run = project.stubgen(&["--workspace"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_snapshot!(run.stderr, @r"
    warning[unnamed-member]: the package `first` is left out, because no `pyproject.toml` belongs to `first/Cargo.toml`
     = help: add a `pyproject.toml`, or pass `--exclude first`
         Writing second/second.pyi (1 item) in [time]
    ");
    assert!(!project.stubgen(&["--workspace", "--exclude", "first"]).stderr.contains("warning"));
    project.remove("second/pyproject.toml");
    let run = project.stubgen(&["--workspace"]);
    // Without any `pyproject.toml`, Cargo names the modules.
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("Writing first/first.pyi") && run.stderr.contains("Fresh second/second.pyi"));
}

/// maturin moves `pyproject.toml` of a member to the root of the source distribution, and not the stub.
#[test]
fn a_stub_that_a_source_distribution_loses_is_a_warning() {
    let project = buildable_workspace();
    let backend = "[build-system]\nrequires = [\"maturin\"]\nbuild-backend = \"maturin\"\n";
    let pyproject = project.read("first/pyproject.toml") + backend;
    project.write("first/pyproject.toml", &pyproject);
    let stderr = project.stubgen(&["-p", "first"]).stderr;
    assert_snapshot!(stderr, @r#"
    warning[lost-in-sdist]: a wheel that is built from the source distribution lacks `first.pyi`, because the crate is a member of a workspace
     = help: add to `[tool.maturin]` in `first/pyproject.toml`:

             include = [{ path = "first.pyi", format = "sdist" }]
         Writing first/first.pyi (1 item) in [time]
    note: run `maturin develop` to install the stub with the extension
    "#);
    for (include, is_lost) in [
        ("[{ path = \"first.pyi\", format = \"sdist\" }]", false),
        ("[{ path = \"first.pyi\", format = [\"wheel\", \"sdist\"] }]", false),
        ("[\"./first.pyi\"]", false),
        ("[\"**/*.pyi\"]", false),
        ("[{ path = \"first.pyi\", format = \"wheel\" }]", true),
        ("[\"*.py\"]", true),
    ] {
        project.write("first/pyproject.toml", format!("{pyproject}\n[tool.maturin]\ninclude = {include}\n"));
        let run = project.stubgen(&["-p", "first"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(run.stderr.contains("lost-in-sdist"), is_lost, "{include}: {}", run.stderr);
    }
}

#[test]
fn a_note_comes_once_and_can_be_turned_off() {
    let project = Project::in_python("import sys\nsub = type(sys)('sub')\nsub.C = type('C', (), {})\n");
    let is_noted =
        |project: &Project| project.stubgen(&["--force"]).stderr.contains("note: not every type checker");
    assert!(is_noted(&project));
    assert!(!is_noted(&project));
    project.write("pyproject.toml", "[project]\nname = \"demo\"\n[tool.pyo3-stub-gen]\nnotes = false\n");
    std::fs::remove_dir_all(project.path("target")).unwrap();
    assert!(!is_noted(&project));
}

#[test]
fn a_package_that_is_left_out_must_exist() {
    let error = workspace().failure(&["--workspace", "--exclude", "third"]);
    assert!(
        error.starts_with("error[unknown-package]: the workspace does not have a package `third`"),
        "{error}"
    );
    let error = workspace().failure(&["--exclude", "first"]);
    assert!(error.contains("--workspace"), "{error}");
}

/// The compiler builds for the platform that the user names, in the directory of that platform.
#[test]
fn the_platform_and_the_number_of_jobs_are_cargos() {
    let project = Project::new();
    let host = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let run = project.stubgen(&["--target", host, "-j", "1"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.path(&format!("target/{host}/debug")).is_dir());
    assert!(!project.path("target/debug/libdemo.so").exists());
    let run = Project::new().stubgen(&["-j", "none"]);
    assert!(run.code == Some(2) && run.stderr.contains("none"), "{}", run.stderr);
}

#[test]
fn a_workspace_without_an_extension_says_so() {
    let project = workspace();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"plain\"]\nexclude = [\"first\", \"second\"]\n");
    assert_snapshot!(project.failure(&["--workspace"]), @r#"
    error[no-extension]: no package of the workspace builds a `cdylib` and depends on pyo3
     = help: add `crate-type = ["cdylib"]` under `[lib]` in the extension's package
    "#);
}

/// maturin builds any library as an extension, also one that is not a `cdylib`.
#[test]
fn a_library_that_is_not_a_cdylib_is_built_as_one() {
    for kinds in ["[\"rlib\"]", "[\"lib\", \"staticlib\"]", "[\"cdylib\", \"rlib\"]"] {
        let project = Project::new();
        project.write("Cargo.toml", project.read("Cargo.toml").replace("[\"cdylib\"]", kinds));
        let maturin = "[build-system]\nrequires = [\"maturin\"]\nbuild-backend = \"maturin\"\n";
        project.write("pyproject.toml", format!("[project]\nname = \"demo\"\n\n{maturin}"));
        let run = project.stubgen(&[]);
        assert_eq!(run.code, Some(0), "{kinds}: {}", run.stderr);
        assert!(project.read("demo.pyi").contains("NEW: int"), "{kinds}");
    }
}

#[test]
fn an_interpreter_must_work() {
    let project = Project::new();
    let stderr = project.failure(&["--python", "nowhere/python"]);
    assert!(stderr.starts_with(
        "error[broken-python]: the Python interpreter `[project]/nowhere/python` (--python) does not work:"
    ));
    assert!(
        stderr.ends_with("= help: pass an interpreter or a virtual environment to `--python`"),
        "{stderr}"
    );
    // An environment is chosen by its directory, and this is not one.
    let stderr = project.failure(&["--python", "src"]);
    assert!(stderr.contains("[project]/src/"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn a_program_that_is_not_an_interpreter_is_refused() {
    let project = Project::new();
    assert_snapshot!(project.failure(&["--python", "/bin/echo"]), @r#"
    error[broken-python]: the Python interpreter `/bin/echo` (--python) does not work: it is not a Python interpreter
     = help: pass an interpreter or a virtual environment to `--python`
    "#);
    let mut command = project.command(&[]);
    let run = crate::support::Run::of(command.env("PYO3_PYTHON", "/bin/false"), project.root());
    assert_snapshot!(run.stderr, @r#"
    error[broken-python]: the Python interpreter `/bin/false` (PYO3_PYTHON) does not work: it is not a Python interpreter
     = help: correct PYO3_PYTHON, or pass another interpreter with `--python PATH`
    "#);
    assert_eq!(project.read("demo.pyi"), OLD_STUB);
}

#[test]
fn a_virtual_environment_that_is_gone_is_named() {
    let project = Project::new();
    let mut command = project.command(&[]);
    let run = crate::support::Run::of(command.env("VIRTUAL_ENV", project.path("gone")), project.root());
    assert!(run.stderr.contains("[project]/gone/"), "{}", run.stderr);
    assert!(run.stderr.contains("(VIRTUAL_ENV) does not work"), "{}", run.stderr);
    assert!(run.stderr.contains("correct VIRTUAL_ENV, or pass another interpreter with `--python PATH`"));
}

#[cfg(unix)]
#[test]
fn without_any_interpreter_it_says_what_was_tried() {
    let project = Project::new();
    let cargo = std::env::var_os("CARGO").unwrap();
    let mut command = project.command(&[]);
    let run =
        crate::support::Run::of(command.env("CARGO", cargo).env("PATH", project.path("src")), project.root());
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error[no-python]: no Python interpreter was found"), "{}", run.stderr);
    assert!(run.stderr.contains("python3: "), "{}", run.stderr);
}

#[test]
fn a_key_that_leads_out_of_the_project_needs_the_command_line() {
    let outside = Project::empty();
    let path = outside.path("demo.pyi");
    let project = Project::new();
    for (table, key) in [
        (format!("[tool.pyo3-stub-gen]\noutput = {path:?}\n"), "output"),
        ("[tool.pyo3-stub-gen]\noutput = \"src/../../demo.pyi\"\n".to_owned(), "output"),
        (format!("[tool.maturin]\npython-source = {:?}\n", outside.root()), "python-source"),
    ] {
        project.write("pyproject.toml", table);
        let error = project.failure(&[]);
        assert!(
            error.starts_with(&format!("error[outside-project]: `{key}` points outside the project")),
            "{error}"
        );
        if key == "output" {
            let run = project.stubgen(&["--output", "here.pyi"]);
            assert!(run.code == Some(0) && project.read("here.pyi").contains("NEW"), "{}", run.stderr);
        }
    }
    #[cfg(unix)]
    {
        let link =
            |to: &std::path::Path, name: &str| std::os::unix::fs::symlink(to, project.path(name)).unwrap();
        std::fs::create_dir(project.path("links")).unwrap();
        link(&outside.path("new/demo.pyi"), "to-nothing.pyi");
        link(std::path::Path::new("to-nothing.pyi"), "to-a-link.pyi");
        link(outside.root(), "to-a-directory");
        link(&path, "links/demo.pyi");
        for output in
            ["to-nothing.pyi", "to-a-link.pyi", "to-a-directory/demo.pyi", "links", "links/demo.pyi"]
        {
            project.write("pyproject.toml", format!("[tool.pyo3-stub-gen]\noutput = \"{output}\"\n"));
            let error = project.failure(&[]);
            assert!(
                error.starts_with("error[outside-project]: `output` points outside"),
                "{output}: {error}"
            );
        }
        // Without the key, the stub is where the layout puts it.
        project.write("pyproject.toml", "");
        for to in [&path, &outside.path("new/demo.pyi")] {
            project.remove("demo.pyi");
            link(to, "demo.pyi");
            for arguments in [&[][..], &["check"]] {
                let Run { code, stderr, .. } = project.stubgen(arguments);
                assert!(code == Some(2) && stderr.starts_with("error[linked-outside]: `"), "{stderr}");
                assert!(stderr.contains("demo.pyi` leads outside the project through a link"), "{stderr}");
            }
        }
        project.remove("demo.pyi");
    }
    assert!(outside.entries().is_empty());
    project.write("pyproject.toml", "[tool.pyo3-stub-gen]\noutput = \"src/../stubs/demo.pyi\"\n");
    assert_eq!(project.stubgen(&[]).code, Some(0));
    // A repository is one project.
    let repository = Project::new();
    std::fs::create_dir_all(repository.path(".git")).unwrap();
    repository.write("python/pyproject.toml", "[tool.maturin]\nmanifest-path = \"../Cargo.toml\"\nmodule-name = \"demo\"\n[tool.pyo3-stub-gen]\noutput = \"../stubs/demo.pyi\"\n");
    repository.remove("pyproject.toml");
    let mut command = repository.command(&[]);
    let run = Run::of(command.current_dir(repository.path("python")), repository.root());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn an_inflection_that_is_not_a_name_is_an_error_with_its_place() {
    let project = Project::new();
    project.write("pyproject.toml", "[tool.pyo3-stub-gen]\ninflections = { sub = \"a b\" }\n");
    let error = project.failure(&[]);
    assert!(error.starts_with("error[wrong-inflection]: `a b`, the spelling of `sub`, cannot be"), "{error}");
    assert!(error.contains("pyproject.toml:2:"), "{error}");
}
