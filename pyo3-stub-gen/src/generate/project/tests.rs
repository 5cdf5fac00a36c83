//! The meaning of a project's files, tested with small projects in temporary directories.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::generate::config::SourceLinks;
use crate::generate::config::{PythonVersion, Selection, SubmoduleStyle};
use crate::generate::rules::ProjectRule;
use std::fs;
use std::path::Path;

struct Fixture(tempfile::TempDir);

impl Fixture {
    fn new(files: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(directory)
    }

    fn resolve(&self) -> Result<Project, ProjectError> {
        let pyproject = Pyproject::read(&self.0.path().join("pyproject.toml"))?;
        let manifest = manifest_of(&pyproject);
        resolve(&ProjectSources {
            manifest: &manifest,
            pyproject: Some(&pyproject),
            module: None,
            output: None,
        })
    }

    /// The module, and the stub's path from the project's root.
    fn places(&self) -> (String, String) {
        let project = self.resolve().unwrap();
        let stub = project.stub.strip_prefix(self.0.path()).unwrap();
        (project.module, stub.to_string_lossy().replace('\\', "/"))
    }
}

const CARGO: (&str, &str) = ("Cargo.toml", "[package]\nname = \"my-crate\"\n");

fn parse(text: &str) -> Result<Pyproject, TomlError> {
    Pyproject::parse(Path::new("pyproject.toml"), text)
}

fn error(text: &str) -> TomlError {
    parse(text).unwrap_err()
}

#[test]
fn the_module_is_named_in_maturins_order() {
    let place = |pyproject: &str, cargo: &str| {
        Fixture::new(&[("pyproject.toml", pyproject), ("Cargo.toml", cargo)]).places().0
    };
    let lib = "[package]\nname = \"my-crate\"\n[lib]\nname = \"lib_name\"\n";
    assert_eq!(place("[tool.maturin]\nmodule-name = \"a.b\"\n[project]\nname = \"p\"", lib), "a.b");
    assert_eq!(place("[project]\nname = \"p\"", lib), "lib_name");
    assert_eq!(place("[project]\nname = \"my-project\"", CARGO.1), "my_project");
    assert_eq!(place("[tool.maturin]\n", CARGO.1), "my_crate");
}

#[test]
fn a_pure_layout_puts_the_stub_beside_pyproject_toml() {
    let fixture = Fixture::new(&[CARGO, ("pyproject.toml", "[project]\nname = \"m\"")]);
    assert_eq!(fixture.places(), ("m".to_owned(), "m.pyi".to_owned()));
    assert_eq!(fixture.resolve().unwrap().layout, Layout::Pure);
}

#[test]
fn a_crate_of_the_modules_name_is_not_a_python_package() {
    let fixture = Fixture::new(&[CARGO, ("pyproject.toml", "[project]\nname = \"m\""), ("m/Cargo.toml", "")]);
    assert_eq!(fixture.places().1, "m.pyi");
}

#[test]
fn a_mixed_layout_puts_the_stub_into_the_package() {
    let text = "[tool.maturin]\nmodule-name = \"mixed.main_mod\"\npython-source = \"python\"\n";
    let fixture = Fixture::new(&[CARGO, ("pyproject.toml", text), ("python/mixed/__init__.py", "")]);
    assert_eq!(fixture.places(), ("mixed.main_mod".to_owned(), "python/mixed/main_mod.pyi".to_owned()));
    let project = fixture.resolve().unwrap();
    assert_eq!(project.layout, Layout::Mixed);
    assert_eq!(project.package.unwrap(), fixture.0.path().join("python/mixed"));
}

#[test]
fn a_directory_of_the_modules_name_makes_a_mixed_layout() {
    let fixture =
        Fixture::new(&[CARGO, ("pyproject.toml", "[project]\nname = \"m\""), ("m/__init__.py", "")]);
    // maturin installs it as `m/m.so`.
    assert_eq!(fixture.places(), ("m.m".to_owned(), "m/m.pyi".to_owned()));
}

#[test]
fn rust_beside_src_is_found_without_a_key() {
    let fixture = Fixture::new(&[
        ("rust/Cargo.toml", CARGO.1),
        ("pyproject.toml", "[project]\nname = \"my-pkg\"\n[tool.maturin]\nmodule-name = \"my_pkg._core\""),
        ("src/my_pkg/__init__.py", ""),
    ]);
    assert_eq!(fixture.places().1, "src/my_pkg/_core.pyi");
}

#[test]
fn the_manifest_may_be_elsewhere() {
    let text = "[tool.maturin]\nmanifest-path = \"crates/py/Cargo.toml\"\n";
    let fixture = Fixture::new(&[("crates/py/Cargo.toml", CARGO.1), ("pyproject.toml", text)]);
    assert_eq!(fixture.places(), ("my_crate".to_owned(), "my_crate.pyi".to_owned()));
}

#[test]
fn a_missing_python_source_is_named() {
    let text = "[tool.maturin]\nmodule-name = \"a.b\"\npython-source = \"python\"\n";
    for files in
        [vec![CARGO, ("pyproject.toml", text)], vec![CARGO, ("pyproject.toml", text), ("python/x", "")]]
    {
        let error = Fixture::new(&files).resolve().unwrap_err();
        assert!(matches!(error, ProjectError::Project(ProjectRule::NoPythonSource { .. })), "{error}");
    }
}

#[test]
fn hand_written_stubs_are_read_with_the_modules_that_they_describe() {
    let key = ("pyproject.toml", "[project]\nname = \"m\"\n[tool.pyo3-stub-gen]\nextra = \"extra\"");
    let class = "class C:\n    x: int\n    if sys.platform == 'win32':\n        def f(self) -> int: ...\n";
    let nested = ("extra/sub/__init__.pyi", "def g() -> int: ...\n");
    let files = [
        CARGO,
        key,
        ("extra/__init__.pyi", class),
        nested,
        ("extra/sub/deep.pyi", ""),
        ("extra/notes.md", ""),
    ];
    let stubs = Fixture::new(&files).resolve().unwrap().config.extra_stubs;
    let found: Vec<_> =
        stubs.iter().map(|it| (it.module.join("."), it.is_package, it.file.as_str())).collect();
    let expected = [
        (String::new(), true, "extra/__init__.pyi"),
        ("sub".to_owned(), true, "extra/sub/__init__.pyi"),
        ("sub.deep".to_owned(), false, "extra/sub/deep.pyi"),
    ];
    assert_eq!(found, expected);
    let names: Vec<&str> = stubs.iter().flat_map(|it| &it.names).map(String::as_str).collect();
    assert_eq!(names, ["C.f", "C.x", "sub.g"]);

    let one = "[project]\nname = \"m\"\n[tool.pyo3-stub-gen]\nextra = \"typing/more.pyi\"";
    let files = [CARGO, ("pyproject.toml", one), ("typing/more.pyi", "X: int\n")];
    let stubs = Fixture::new(&files).resolve().unwrap().config.extra_stubs;
    assert_eq!(stubs.iter().map(|it| (it.module.len(), it.is_package)).collect::<Vec<_>>(), [(0, false)]);
}

#[test]
fn hand_written_stubs_that_cannot_be_read_are_errors() {
    let code = |files: &[(&str, &str)]| {
        let key = ("pyproject.toml", "[project]\nname = \"m\"\n[tool.pyo3-stub-gen]\nextra = \"extra\"");
        let error = Fixture::new(&[&[CARGO, key], files].concat()).resolve().unwrap_err();
        error.to_problem().code
    };
    assert_eq!(code(&[]), "unreadable-file");
    assert_eq!(code(&[("extra/notes.md", "")]), "missing-extra-stub");
    let generated = format!("{}\n", crate::generate::output::header("m"));
    assert_eq!(code(&[("extra/m.pyi", &generated)]), "generated-extra");
}

#[test]
fn output_overrides_the_place() {
    let text = "[project]\nname = \"m\"\n[tool.pyo3-stub-gen]\noutput = \"stubs/\"\n";
    assert_eq!(Fixture::new(&[CARGO, ("pyproject.toml", text)]).places().1, "stubs/m.pyi");
}

#[test]
fn without_pyproject_toml_cargo_names_the_module() {
    let fixture = Fixture::new(&[CARGO]);
    let manifest = fixture.0.path().join("Cargo.toml");
    let sources = ProjectSources { manifest: &manifest, pyproject: None, module: None, output: None };
    assert_eq!(resolve(&sources).unwrap().module, "my_crate");
    let virtual_workspace = Fixture::new(&[("Cargo.toml", "[workspace]\n")]);
    let manifest = virtual_workspace.0.path().join("Cargo.toml");
    let nameless = resolve(&ProjectSources { manifest: &manifest, ..sources.clone() });
    assert!(matches!(nameless, Err(ProjectError::Project(ProjectRule::NoModule { .. }))));
    let project = resolve(&ProjectSources { module: Some("a.b"), ..sources.clone() }).unwrap();
    assert_eq!(project.stub, fixture.0.path().join("b.pyi"));
    let error = resolve(&ProjectSources { module: Some("a-b"), ..sources }).unwrap_err();
    assert!(matches!(error, ProjectError::Project(ProjectRule::BadModule { .. })), "{error}");
}

#[test]
fn every_key_is_read() {
    let config = parse(
        r##"
        [project]
        requires-python = ">=3.9,<4"
        [tool.pyo3-stub-gen]
        submodule-style = "namespace"
        use-type-statement = true
        inflections = { html_parser = "HTMLParser" }
        header = "# Copyright\nMIT"
        docstrings = false
        features = ["a"]
        output = "x.pyi"
        importable-submodules = ["m.a"]
        generate-init-py = true
        "##,
    )
    .unwrap()
    .config;
    assert_eq!(config.submodule_style, SubmoduleStyle::Namespace);
    assert!(config.use_type_statement);
    assert_eq!(config.inflections["html_parser"], "HTMLParser");
    assert_eq!(config.header, ["Copyright", "MIT"]);
    assert_eq!(config.python_version, PythonVersion { major: 3, minor: 9 });
    assert!(!config.docstrings);
    assert_eq!(config.features, ["a"]);
    assert_eq!(config.importable_submodules, Selection::Named(vec!["m.a".to_owned()]));
    assert_eq!(config.generate_init_py, Selection::All);
}

#[test]
fn an_explicit_python_version_wins() {
    let text = "[project]\nrequires-python = \">=3.9\"\n[tool.pyo3-stub-gen]\npython-version = \"3.13\"\n";
    assert_eq!(parse(text).unwrap().config.python_version, PythonVersion { major: 3, minor: 13 });
}

#[test]
fn an_unknown_key_names_its_line_and_the_nearest_known_key() {
    let error = error("[project]\nname = \"m\"\n\n[tool.pyo3-stub-gen]\nsubmodule_stile = \"class\"\n");
    insta::assert_snapshot!(ProjectError::from(error).to_problem(), @r#"
    error[unknown-key]: `submodule_stile` is not a key of `[tool.pyo3-stub-gen]`
      --> pyproject.toml:5:1
       |
       | submodule_stile = "class"
       | ^^^^^^^^^^^^^^^
       = help: did you mean `submodule-style`?
    "#);
}

#[test]
fn a_key_without_a_near_one_lists_the_known_ones() {
    assert!(error("[tool.pyo3-stub-gen]\nzzz = 1").rule.remedy().unwrap().contains("`docstrings`"));
}

#[test]
fn a_wrong_type_names_its_place() {
    let error = error("[tool.pyo3-stub-gen]\ndocstrings = \"no\"\n");
    insta::assert_snapshot!(error, @"`tool.pyo3-stub-gen.docstrings` must be `true` or `false`, not a string (pyproject.toml, line 2)");
    assert_eq!((error.line, error.excerpt.column, error.excerpt.width), (2, 13, 4));
}

#[test]
fn malformed_toml_names_its_place() {
    let error = error("[project]\nname = \n");
    assert_eq!(error.line, 2);
    assert_eq!(error.excerpt.line, "name = ");
}

#[test]
fn a_wrong_style_or_version_says_what_is_right() {
    let text = |text: &str| error(text).rule.remedy().unwrap();
    assert_eq!(text("[tool.pyo3-stub-gen]\nsubmodule-style = \"protocols\""), "did you mean `\"protocol\"`?");
    assert!(text("[tool.pyo3-stub-gen]\npython-version = 3.10").contains("quotes"));
    assert!(text("[tool.pyo3-stub-gen]\npython-version = \"2.7\"").contains("3.10"));
}

#[test]
fn doc_gen_is_a_warning() {
    let warnings = parse("[tool.pyo3-stub-gen.doc-gen]\noutput-dir = \"docs\"").unwrap().warnings;
    assert_eq!(warnings.len(), 1);
}

#[test]
fn conditional_features_follow_the_interpreter() {
    let text = "[tool.maturin]\nfeatures = [\"a\", { feature = \"b\", python-version = \">=3.11\" }]";
    let maturin = parse(text).unwrap().maturin;
    let on = |minor| {
        let applies = |it: &&FeatureChoice| it.applies(PythonVersion { major: 3, minor }, "cpython");
        maturin.features.iter().filter(applies).map(|it| it.feature.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(on(10), ["a"]);
    assert_eq!(on(11), ["a", "b"]);
}

#[test]
fn a_program_moves_the_files_of_a_project() {
    let pyproject = ("pyproject.toml", "[project]\nname = \"m\"\n[tool.maturin]\nmodule-name = \"m.core\"\n");
    let fixture = Fixture::new(&[CARGO, pyproject, ("m/__init__.py", "")]);
    let (root, project) = (fixture.0.path(), fixture.resolve().unwrap());
    assert_eq!(project.python_root(), root);
    let moved = project.moved_to(&root.join("stubs"));
    assert_eq!(moved.stub, root.join("stubs/m/core.pyi"));
    assert_eq!(moved.package, Some(root.join("stubs/m")));
    // The package itself means the directory that contains it.
    assert_eq!(project.moved_to(&root.join("m")), project);
    assert_eq!(project.moved_to(root), project);
}

#[test]
fn a_program_moves_the_stub_of_a_pure_layout() {
    let fixture = Fixture::new(&[CARGO, ("pyproject.toml", "[project]\nname = \"m\"")]);
    let (root, project) = (fixture.0.path(), fixture.resolve().unwrap());
    let moved = project.moved_to(&root.join("m"));
    assert_eq!((moved.stub, moved.package), (root.join("m/m.pyi"), None));
}

#[test]
fn an_output_elsewhere_stays_there() {
    let pyproject = "[project]\nname = \"m\"\n[tool.pyo3-stub-gen]\noutput = \"elsewhere/m.pyi\"\n";
    let fixture = Fixture::new(&[CARGO, ("pyproject.toml", pyproject), ("m/__init__.py", "")]);
    let (root, project) = (fixture.0.path(), fixture.resolve().unwrap());
    assert_eq!(project.moved_to(&root.join("other")).package, Some(root.join("other/m")));
    assert_eq!(project.moved_to(&root.join("other")).stub, root.join("elsewhere/m.pyi"));
}

#[test]
fn the_line_length_is_that_of_the_formatter() {
    let length = |files: &[(&str, &str)]| {
        let fixture = Fixture::new(&[&[CARGO, (".git/HEAD", "")], files].concat());
        fixture.resolve().unwrap().config.line_length
    };
    let project = "[project]\nname = \"m\"\n";
    let pyproject = |rest: &str| format!("{project}{rest}");
    assert_eq!(length(&[("pyproject.toml", project)]), None);
    let ruff = pyproject("[tool.ruff]\nline-length = 100\n[tool.black]\nline-length = 90\n");
    assert_eq!(length(&[("pyproject.toml", &ruff)]), Some(100));
    // ruff's own file has priority over the table, and the file with a dot over the other.
    let own = ("ruff.toml", "line-length = 110\n");
    assert_eq!(length(&[("pyproject.toml", &ruff), own]), Some(110));
    assert_eq!(length(&[("pyproject.toml", &ruff), own, (".ruff.toml", "line-length = 79\n")]), Some(79));
    let extended = [("ruff.toml", "extend = \"base/ruff.toml\"\n"), ("base/ruff.toml", "line-length = 95\n")];
    assert_eq!(length(&[("pyproject.toml", project), extended[0], extended[1]]), Some(95));
    // A file that extends itself has no line length.
    assert_eq!(length(&[("pyproject.toml", project), ("ruff.toml", "extend = \"ruff.toml\"\n")]), None);
    let black = pyproject("[tool.ruff.lint]\nselect = [\"E\"]\n[tool.black]\nline-length = 90\n");
    assert_eq!(length(&[("pyproject.toml", &black)]), Some(90));
    let key = pyproject("[tool.ruff]\nline-length = 100\n[tool.pyo3-stub-gen]\nline-length = 120\n");
    assert_eq!(length(&[("pyproject.toml", &key)]), Some(120));
}

#[test]
fn the_formatter_is_looked_for_up_to_the_repository() {
    let fixture = Fixture::new(&[
        ("ruff.toml", "line-length = 100\n"),
        ("repository/ruff.toml", "line-length = 110\ntarget-version = \"py312\"\n"),
        ("repository/.git/HEAD", ""),
        ("repository/crate/pyproject.toml", "[project]\nname = \"m\"\n"),
        ("repository/crate/Cargo.toml", CARGO.1),
        ("other/.git/HEAD", ""),
        ("other/pyproject.toml", "[project]\nname = \"m\"\n"),
        ("other/Cargo.toml", CARGO.1),
    ]);
    let config = |directory: &str| {
        let pyproject = Pyproject::read(&fixture.0.path().join(directory).join("pyproject.toml")).unwrap();
        let manifest = manifest_of(&pyproject);
        let sources =
            ProjectSources { manifest: &manifest, pyproject: Some(&pyproject), module: None, output: None };
        resolve(&sources).unwrap().config
    };
    let inner = config("repository/crate");
    assert_eq!(inner.line_length, Some(110));
    assert_eq!(inner.linter_version, Some(PythonVersion { major: 3, minor: 12 }));
    assert_eq!(config("other").line_length, None);
}

#[test]
fn a_line_length_is_a_number() {
    let message =
        |value: &str| error(&format!("[tool.pyo3-stub-gen]\nline-length = {value}\n")).rule.to_string();
    assert_eq!(message("0"), "`0` is not a valid line length");
    assert_eq!(message("1_000"), "`1000` is not a valid line length");
    assert_eq!(
        message("\"88\""),
        "`tool.pyo3-stub-gen.line-length` must be a number from 1 to 320, not a string"
    );
    assert_eq!(parse("[tool.pyo3-stub-gen]\nline-length = 0x64\n").unwrap().config.line_length, Some(100));
}

#[test]
fn a_source_link_has_a_path() {
    let links = |value: &str| parse(&format!("[tool.pyo3-stub-gen]\nsource-links = {value}\n"));
    let link = "https://example.com/{path}#L{line}";
    assert_eq!(
        links(&format!("\"{link}\"")).unwrap().config.source_links,
        SourceLinks::Links(link.to_owned())
    );
    assert_eq!(links("true").unwrap().config.source_links, SourceLinks::Places);
    assert_eq!(links("false").unwrap().config.source_links, SourceLinks::None);
    let message =
        |value: &str| error(&format!("[tool.pyo3-stub-gen]\nsource-links = {value}\n")).rule.to_string();
    assert_eq!(message("\"https://example.com\""), "`https://example.com` is not a link to a line of a file");
    assert_eq!(message("\"a {path}\""), "`a {path}` is not a link to a line of a file");
    assert!(
        message("1").starts_with("`tool.pyo3-stub-gen.source-links` must be `true`, `false` or a string")
    );
}
