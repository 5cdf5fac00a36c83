//! Every example: its stub is up to date, and Python, five type checkers and stubtest agree with it.
//!
//! How to write a test here: add a directory to `examples`, with a `README.md`, a `tests/user_code.py` that the type checkers
//! accept, and a `tests/test_NAME.py` for pytest. The examples are found, not listed. A property of one example goes into the
//! `match` of [`trials`]. `cargo test -p stub-tests --test examples -- pure` runs one example.

use libtest_mimic::{Arguments, Trial};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use stub_tests::checkers::{self, Checker};
use stub_tests::project::{self, Project};
use stub_tests::stubgen::Files;
use stub_tests::{Outcome, compare, places, round_trip, run, site, stubgen, venv, when};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials =
        trials().unwrap_or_else(|error| vec![Trial::test("examples_are_found", || Err(error.into()))]);
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// An example, built when the first test asks for it.
struct Example {
    project: Project,
    made: OnceLock<Outcome<Made>>,
}

/// The result of building an example.
struct Made {
    stub: Files,
    site: PathBuf,
}

fn trials() -> Outcome<Vec<Trial>> {
    let mut trials = vec![trial("every_stub_has_a_project", every_stub_has_a_project)];
    for example in examples()? {
        let example = Arc::new(example);
        trials.extend([
            of(&example, "is_complete", is_complete),
            of(&example, "stub_is_up_to_date", stub_is_up_to_date),
            of(&example, "check_agrees", check_agrees),
            of(&example, "stub_is_the_same_every_time", stub_is_the_same_every_time),
            of(&example, "pytest", pytest),
            of(&example, "user_code_runs", user_code_runs),
            of(&example, "stubtest", stubtest),
            of(&example, "is_proved", is_proved),
            of(&example, "expanded", expanded),
            of(&example, "bundled", bundled),
        ]);
        trials.extend(
            Checker::ALL.map(|checker| of(&example, checker.name(), move |it| it.accepted_by(checker))),
        );
        match example.project.name.as_str() {
            "pure" => trials.extend([
                of(&example, "wheel", wheel),
                of(&example, "mistakes_are_found", mistakes_are_found),
                of(&example, "findings_have_their_places", findings_have_their_places),
            ]),
            "mixed" => trials.extend([
                of(&example, "is_proved_among_hijackers", is_proved_among_hijackers),
                of(&example, "mistakes_of_other_stubs_are_found", mistakes_of_other_stubs_are_found),
            ]),
            "importable" => trials.push(of(&example, "wheel", wheel_has_every_file)),
            "gated" => trials.push(of(&example, "costs_nothing", costs_nothing)),
            _ => {}
        }
    }
    Ok(trials)
}

/// A test of one example.
fn of(example: &Arc<Example>, what: &str, test: impl FnOnce(&Example) -> Outcome + Send + 'static) -> Trial {
    let (name, example) = (format!("{}::{what}", example.project.name), Arc::clone(example));
    trial(name, move || test(&example))
}

fn trial(name: impl Into<String>, test: impl FnOnce() -> Outcome + Send + 'static) -> Trial {
    Trial::test(name, || test().map_err(Into::into))
}

/// The code of the example's user.
const USER_CODE: &str = "user_code.py";

fn directory() -> PathBuf {
    places::root().join("examples")
}

/// All examples share a target directory, as they share a workspace.
fn target() -> Outcome<PathBuf> {
    places::own("examples")
}

fn examples() -> Outcome<Vec<Example>> {
    places::directories(&directory())?
        .iter()
        .map(|directory| Ok(Example { project: Project::read(directory)?, made: OnceLock::new() }))
        .collect()
}

impl Example {
    fn made(&self) -> Outcome<&Made> {
        self.made.get_or_init(|| self.make()).as_ref().map_err(Clone::clone)
    }

    fn make(&self) -> Outcome<Made> {
        let target = target()?;
        let stub = stubgen::files(&self.project, &target)?;
        let site = site::lay(&self.project, &self.project.built(&target), &stub)?;
        let user_code = self.project.directory.join("tests").join(USER_CODE);
        when(fs::copy(&user_code, site.join(USER_CODE)), user_code.display())?;
        Ok(Made { stub, site })
    }

    /// The checker reads the stub, or the package around it, and the user's code.
    fn accepted_by(&self, checker: Checker) -> Outcome {
        let stub = self.project.checked_in_site();
        checker.check(&self.made()?.site, &[&stub, Path::new(USER_CODE)])
    }
}

fn every_stub_has_a_project() -> Outcome {
    let projects: Vec<_> = examples()?.into_iter().map(|example| example.project).collect();
    let orphans = project::orphans(&directory(), &projects)?;
    if orphans.is_empty() { Ok(()) } else { Err(format!("no project makes these stubs: {orphans:?}")) }
}

fn is_complete(example: &Example) -> Outcome {
    let project = &example.project;
    let tests = places::files(&project.directory.join("tests"))?;
    let is_test =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("test_"));
    if !tests.iter().any(is_test) {
        return Err(format!("{} has no tests/test_*.py", project.name));
    }
    for file in [project.directory.join("README.md"), project.stub()] {
        let text = when(fs::read_to_string(&file), file.display())?;
        if text.trim().is_empty() {
            return Err(format!("{} is empty", file.display()));
        }
    }
    if project.python_source.is_some() {
        let marker = project.import_root().join(project.import_name()).join("py.typed");
        when(fs::metadata(&marker), marker.display())?;
    }
    Ok(())
}

fn stub_is_up_to_date(example: &Example) -> Outcome {
    compare::files_with_committed(example.project.import_root(), &example.made()?.stub)
}

/// `cargo stubgen check` finds the same file, and finds it up to date.
fn check_agrees(example: &Example) -> Outcome {
    stub_is_up_to_date(example)?;
    let mut check = stubgen::stubgen(&example.project.manifest(), &target()?)?;
    run::success(check.args(["check", "--locked"])).map(drop)
}

fn pytest(example: &Example) -> Outcome {
    checkers::pytest(&example.made()?.site, &example.project.directory.join("tests"))
}

fn user_code_runs(example: &Example) -> Outcome {
    checkers::python(&example.made()?.site, Path::new(USER_CODE))
}

fn stubtest(example: &Example) -> Outcome {
    checkers::stubtest(&example.made()?.site, example.project.import_name())
}

/// `cargo stubgen test` accepts the stub, whichever checker judges import statements.
fn is_proved(example: &Example) -> Outcome {
    stub_is_up_to_date(example)?;
    let mut test = stubgen::test(&example.project, &library(example)?)?;
    test.args(Checker::ALL.iter().map(|checker| format!("--checker={}", checker.name())));
    run::success(&mut test).map(drop)
}

/// Files with the name of every module of Python, and of mypy and what it needs, are beside the package. Neither Python
/// nor a type checker runs or reads them.
fn is_proved_among_hijackers(example: &Example) -> Outcome {
    let (project, made) = (&example.project, example.made()?);
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let root = directory.path();
    places::copy(&made.site, root)?;
    let tools = venv::tools()?;
    let names = "import sys; print(*sorted(sys.stdlib_module_names))";
    let names = run::stdout(run::command(tools.python()).args(["-c", names]))?;
    let others = ["mypy", "mypy_extensions", "typing_extensions", "pathspec", "librt", "stubgen_proof"];
    let marker = root.join("hijacked");
    for name in names.split_whitespace().chain(others) {
        let code = format!("open({marker:?}, 'a').write('{name} ')\nraise SystemExit(3)\n");
        places::write(&root.join(format!("{name}.py")), &code)?;
    }
    let mut stubgen = run::command(stubgen::program()?);
    stubgen.args(["stubgen", "test", "--artifact"]).arg(library(example)?);
    stubgen.args(["--module", &project.module, "--python"]).arg(tools.python()).current_dir(root);
    stubgen.args(Checker::ALL.iter().map(|checker| format!("--checker={}", checker.name())));
    stubgen.env("PYTHONPATH", root).env("MYPYPATH", root);
    run::success(&mut stubgen)?;
    if marker.exists() {
        return Err(when(fs::read_to_string(&marker), "the names of what was run")?);
    }
    // A mistake is found as without them.
    let stub = root.join(project.module.replace('.', "/")).with_extension("pyi");
    let text = when(fs::read_to_string(&stub), stub.display())?;
    places::write(&stub, &format!("{text}\nUNHEARD_OF: int\n"))?;
    let output = run::output(&mut stubgen)?;
    if output.status.code() == Some(1) { Ok(()) } else { Err(run::told(&stubgen, &output)) }
}

/// A finding about another stub of the package has the line of that stub.
fn mistakes_of_other_stubs_are_found(example: &Example) -> Outcome {
    let (project, made) = (&example.project, example.made()?);
    let directory = when(tempfile::tempdir(), "making a directory")?;
    places::copy(&made.site, directory.path())?;
    places::write(
        &directory.path().join("mixed/__init__.pyi"),
        "x: int\n\n@staticmethod\ndef f() -> int: ...\n",
    )?;
    let mut stubgen = run::command(stubgen::program()?);
    stubgen.args(["stubgen", "test", "--artifact"]).arg(library(example)?);
    stubgen.args(["--module", &project.module, "--python"]).arg(venv::tools()?.python());
    let output = run::output(stubgen.current_dir(directory.path()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let expected = [
        "--> mixed/__init__.pyi:3\n",
        "`mixed` is rejected by mypy: \"staticmethod\" used with a non-method",
    ];
    let is_told = output.status.code() == Some(1) && expected.iter().all(|line| text.contains(line));
    if is_told { Ok(()) } else { Err(run::told(&stubgen, &output)) }
}

/// The extension's library, where no other test builds it again.
fn library(example: &Example) -> Outcome<PathBuf> {
    let suffix = if cfg!(windows) { "pyd" } else { "so" };
    Ok(example.made()?.site.join(example.project.module_in_site()).with_extension(suffix))
}

/// The bundle of the files that `cargo stubgen expand` writes is the stub.
fn bundled(example: &Example) -> Outcome {
    round_trip::gives_the_stub(&example.project, &example.made()?.stub, &target()?)
}

/// One file for each module says the same as the stub: type checkers accept the files, and `cargo stubgen test` finds nothing
/// but the imports that only they allow. Python can execute them as sources.
fn expanded(example: &Example) -> Outcome {
    let (project, library) = (&example.project, library(example)?);
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let (stubs, sources) = (directory.path().join("stubs"), directory.path().join("sources"));
    for (place, options) in [(&stubs, &[][..]), (&sources, &["--py"])] {
        let mut expand = stubgen::stubgen(&project.manifest(), &target()?)?;
        run::success(expand.args(["expand", "--locked"]).args(options).arg(place))?;
    }
    let first = PathBuf::from(project.import_name());
    let module = project.module_in_site();
    let is_tree = stubs.join(&first).is_dir();
    let checked = if is_tree { first } else { first.with_extension("pyi") };
    let findings = Checker::findings(&stubs, &[&checked]);
    if !findings.is_empty() {
        return Err(findings.join("\n"));
    }
    for path in places::files(&sources)? {
        let path = when(path.strip_prefix(&sources), path.display())?.with_extension("");
        let name = path.display().to_string().replace('/', ".");
        let name = name.strip_suffix(".__init__").unwrap_or(&name);
        let mut python = run::command(venv::tools()?.python());
        run::success(python.args(["-c", &format!("import {name}")]).env("PYTHONPATH", &sources))?;
    }
    let stub = if stubs.join(&module).is_dir() { module } else { module.with_extension("pyi") };
    let mut test = stubgen::test(project, &library)?;
    test.args(["--format=json", "--stub"]).arg(stubs.join(stub));
    let output = run::output(&mut test)?;
    let report: serde_json::Value = when(serde_json::from_slice(&output.stdout), run::told(&test, &output))?;
    let findings = report["findings"].as_array().ok_or("no findings")?;
    let others: Vec<_> = findings
        .iter()
        .filter(|finding| {
            !["accepted-import", "importable-in-stub"].contains(&finding["code"].as_str().unwrap_or_default())
        })
        .collect();
    if others.is_empty() { Ok(()) } else { Err(format!("{others:#?}")) }
}

/// A second run, and one with another order of linking, give the same stub.
fn stub_is_the_same_every_time(example: &Example) -> Outcome {
    let (manifest, target) = (example.project.manifest(), target()?);
    let made = example.made()?;
    compare::same_files(&made.stub, &stubgen::files(&example.project, &target)?, "made first")?;
    let mut other = stubgen::stubgen(&manifest, &target)?;
    other.arg("check").arg("--locked").env("CARGO_PROFILE_DEV_CODEGEN_UNITS", "1");
    run::success(&mut other).map(drop)
}

/// In pure layout, maturin installs a package around the extension. The only error of stubtest is that the extension in it has
/// no stub.
fn wheel(example: &Example) -> Outcome {
    let (directory, site) = installed(example)?;
    let project = &example.project;
    let package = site.join(project.import_name());
    when(fs::metadata(package.join("py.typed")), "py.typed in the wheel")?;
    let stub = when(fs::read_to_string(package.join("__init__.pyi")), "the stub in the wheel")?;
    let committed = when(fs::read_to_string(project.stub()), project.stub().display())?;
    compare::same(&committed, &stub, "in the repository")?;
    checkers::pytest(&site, &project.directory.join("tests"))?;

    wheel_is_proved(example, directory.path())?;

    let mut stubtest = checkers::stubtest_command(&site, project.import_name())?;
    let output = run::output(&mut stubtest)?;
    let findings: Vec<_> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| line.strip_prefix("error: ").map(str::to_owned))
        .collect();
    let known = format!("{0}.{0} failed to find stubs", project.import_name());
    if findings != [known] {
        return Err(run::told(&stubtest, &output));
    }
    // The allowlist that the command writes contains that error, and nothing that stubtest calls unused.
    let allowlist = directory.path().join("allowlist.txt");
    let mut write = stubgen::stubgen(&project.manifest(), &target()?)?;
    write.args(["--locked", "--output"]).arg(directory.path().join("written.pyi"));
    run::success(write.arg("--stubtest-allowlist").arg(&allowlist))?;
    run::success(stubtest.arg("--allowlist").arg(&allowlist)).map(drop)
}

/// maturin packages every file of a tree of stubs, and Python finds the extension beside it.
fn wheel_has_every_file(example: &Example) -> Outcome {
    let (directory, site) = installed(example)?;
    wheel_is_proved(example, directory.path())?;
    for (path, text) in &example.made()?.stub {
        let installed = when(fs::read_to_string(site.join(path)), path.display())?;
        compare::same(text, &installed, "made for the repository")?;
    }
    checkers::pytest(&site, &example.project.directory.join("tests"))?;
    checkers::stubtest(&site, example.project.import_name())
}

/// `cargo stubgen test` reads wheels too.
fn wheel_is_proved(example: &Example, directory: &Path) -> Outcome {
    places::files(&directory.join("wheels"))?
        .iter()
        .try_for_each(|wheel| stubgen::prove(&example.project, wheel))
}

/// Builds a wheel with maturin, and installs it into a directory of its own.
fn installed(example: &Example) -> Outcome<(tempfile::TempDir, PathBuf)> {
    example.made()?;
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let (wheels, site) = (directory.path().join("wheels"), directory.path().join("site"));

    let mut build = run::command(venv::tools()?.program("maturin"));
    venv::activate(&mut build)?;
    build.args(["build", "--locked", "--manifest-path"]).arg(example.project.manifest());
    run::success(build.arg("--out").arg(&wheels).env("CARGO_TARGET_DIR", target()?))?;

    let mut install = run::command(venv::tools()?.python());
    install.args(["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]).arg(&site);
    run::success(install.args(places::files(&wheels)?))?;
    Ok((directory, site))
}

/// A tool that is called wrongly finds no errors. This test shows that each of them does find some.
fn mistakes_are_found(example: &Example) -> Outcome {
    let made = example.made()?;
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let site = directory.path().join("site");
    places::copy(&made.site, &site)?;
    let mistake = "import pure\n\nx: str = pure.clamp(1)\n";
    when(fs::write(site.join("mistake.py"), mistake), "writing a mistake")?;
    for checker in Checker::ALL {
        if checker.check(&site, &[Path::new("mistake.py")]).is_ok() {
            return Err(format!("{} found nothing in\n{mistake}", checker.name()));
        }
    }
    let stub = site.join(example.project.stub_in_site());
    let right = when(fs::read_to_string(&stub), stub.display())?;
    let wrong = right.replace("def greet(", "def greet(invented: int, ");
    when(fs::write(&stub, &wrong), "writing a wrong stub")?;
    match checkers::stubtest(&site, example.project.import_name()) {
        Ok(()) if wrong != right => Err("stubtest found nothing in a wrong stub".to_owned()),
        Ok(()) => Err("the stub has no `greet` to make a mistake in".to_owned()),
        Err(_) => Ok(()),
    }
}

/// A finding in a submodule has its line in the stub, and the location of the function in the Rust source.
fn findings_have_their_places(example: &Example) -> Outcome {
    const FUNCTION: &str = "def color_of(";
    let committed = when(fs::read_to_string(example.project.stub()), "the committed stub")?;
    let wrong = committed.replace(FUNCTION, "def color_of(invented: int, ");
    let line =
        wrong.lines().position(|line| line.contains(FUNCTION)).ok_or("no function to make a mistake in")? + 1;
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let stub = directory.path().join("wrong.pyi");
    when(fs::write(&stub, wrong), stub.display())?;
    let mut test = stubgen::test(&example.project, &library(example)?)?;
    let output = run::output(test.args(["--format", "json", "--stub"]).arg(&stub))?;
    let told = run::told(&test, &output);
    let report: serde_json::Value = when(serde_json::from_slice(&output.stdout), &told)?;
    let findings = report["findings"].as_array().ok_or_else(|| told.clone())?;
    let Some(finding) = findings.first() else { return Err(told) };
    let rust = example.project.directory.join("src/sub_b.rs");
    let source = when(fs::read_to_string(&rust), rust.display())?;
    let expected = source.lines().position(|line| line.contains("fn color_of(")).map(|index| index + 1);
    let is_right = finding["path"] == "pure.sub_b.color_of"
        && finding["stub"]["line"] == line
        && finding["rust"]["line"].as_u64() == expected.map(|line| line as u64)
        && finding["rust"]["file"].as_str().is_some_and(|file| file.ends_with("src/sub_b.rs"))
        && output.status.code() == Some(1);
    if is_right { Ok(()) } else { Err(told) }
}

/// Built as maturin builds it, the extension contains nothing of the annotations.
fn costs_nothing(example: &Example) -> Outcome {
    example.made()?;
    let (manifest, target) = (example.project.manifest(), places::own("gated")?);
    let mut build = run::cargo();
    build.args(["build", "--locked", "--quiet", "--manifest-path"]).arg(&manifest);
    build.env("CARGO_TARGET_DIR", &target).env("PYO3_BUILD_EXTENSION_MODULE", "1");
    venv::activate(&mut build)?;
    run::success(&mut build)?;
    let built = example.project.built(&target);
    let bytes = when(fs::read(&built), built.display())?;
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    if !holds("PyInit_gated") {
        return Err(format!("{} is not an extension module", built.display()));
    }
    for trace in ["pyo3_stub_gen", "inventory"] {
        if holds(trace) {
            return Err(format!("{} holds the text `{trace}`", built.display()));
        }
    }
    Ok(())
}
