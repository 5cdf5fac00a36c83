//! The dependency stands beside PyO3's, and nothing else changes.
#![allow(clippy::unwrap_used)]

use super::{
    DependencySource, NewDependency, has_dependency, with_dependency, with_features, with_requirement,
    without_binary, without_crate_types,
};

fn added(text: &str, gate: bool) -> String {
    let source = DependencySource::Registry("0.24.0".to_owned());
    let dependency = NewDependency {
        name: "pyo3-stub-gen",
        beside: "pyo3",
        source: &source,
        features: &["chrono"],
        gate: gate.then_some(("stub-gen", "registry")),
    };
    let edited = with_dependency(text, &dependency).unwrap();
    assert!(has_dependency(&edited, "pyo3-stub-gen"));
    edited
}

/// Checks that the lines that begin with `+` are what is added to the others.
fn check(text: &str, gate: bool) {
    let before: String = text.split_inclusive('\n').filter(|line| !line.starts_with('+')).collect();
    let after =
        text.split_inclusive('\n').map(|line| line.strip_prefix('+').unwrap_or(line)).collect::<String>();
    assert_eq!(added(&before, gate), after);
}

#[test]
fn each_form_of_a_dependency_has_the_other_beside_it() {
    let line = "+pyo3-stub-gen = { version = \"0.24.0\", features = [\"chrono\"] }\n";
    check(&format!("# top\n[dependencies]\n# why\npyo3 = \"0.30\"  # note\n{line}serde = \"1\"\n"), false);
    check(
        &format!(
            "[dependencies]\nserde = \"1\"\npyo3 = {{ version = \"0.30\", features = [\n  \"chrono\",\n] }}\n{line}\n[lib]\n"
        ),
        false,
    );
    check(&format!("[dependencies]\npyo3.version = \"0.30\"\npyo3.features = []\n{line}"), false);
    check(&format!("[dependencies]\npyo3.workspace = true\n{line}"), false);
    check(&format!("[dependencies]\npy = {{ package = \"pyo3\", version = \"0.30\" }}\n{line}"), false);
    check(&format!("[target.'cfg(unix)'.dependencies]\npyo3 = \"0.30\"\n{line}"), false);
    check(
        "[dependencies.pyo3]\nversion = \"0.30\"\nfeatures = [\"x\"]\n+\n+[dependencies.pyo3-stub-gen]\n\
         +version = \"0.24.0\"\n+features = [\"chrono\"]\n\n[lib]\n",
        false,
    );
    assert_eq!(
        added("[dependencies]\r\npyo3 = \"0.30\"", false),
        "[dependencies]\r\npyo3 = \"0.30\"\r\npyo3-stub-gen = { version = \"0.24.0\", features = [\"chrono\"] }"
    );
}

#[test]
fn a_gate_is_a_feature() {
    let line =
        "+pyo3-stub-gen = { version = \"0.24.0\", default-features = false, features = [\"chrono\"] }\n";
    let gate = "+stub-gen = [\"pyo3-stub-gen/registry\"]\n";
    check(&format!("[features]\ndefault = [] # x\n{gate}\n[dependencies]\npyo3 = \"0.30\"\n{line}"), true);
    check(&format!("[features]\n{gate}[dependencies]\npyo3 = \"0.30\"\n{line}"), true);
    check(&format!("[dependencies]\npyo3 = \"0.30\"\n{line}+\n+[features]\n{gate}"), true);
}

#[test]
fn an_optional_dependency_is_turned_on_together_with_the_other() {
    let line = "+pyo3-stub-gen = { version = \"0.24.0\", optional = true, features = [\"chrono\"] }\n";
    let implicit = "+pyo3 = [\"dep:pyo3\", \"dep:pyo3-stub-gen\"]\n";
    check(
        &format!(
            "[features]\npython = [\"pyo3\"]\n{implicit}[dependencies]\npyo3 = {{ version = \"0.30\", optional = true }}\n{line}"
        ),
        false,
    );
    let text = "[features]\npython = [ \"dep:pyo3\" ]\nmore = [\"a\", \"pyo3/abi3\",]\nother = [\"pyo3?/abi3\"]\n\
        [dependencies]\npyo3 = { version = \"0.30\", optional = true }\n";
    assert_eq!(
        added(text, false),
        "[features]\npython = [ \"dep:pyo3\", \"dep:pyo3-stub-gen\" ]\nmore = [\"a\", \"pyo3/abi3\", \"dep:pyo3-stub-gen\",]\n\
         other = [\"pyo3?/abi3\"]\n[dependencies]\npyo3 = { version = \"0.30\", optional = true }\n\
         pyo3-stub-gen = { version = \"0.24.0\", optional = true, features = [\"chrono\"] }\n"
    );
}

#[test]
fn a_path_is_relative_to_the_manifest() {
    let source = DependencySource::Path("/a/b/c".into());
    assert_eq!(source.in_directory("/a/d".as_ref()), DependencySource::Path("../b/c".into()));
}

/// Checks that moving the dependency makes `after` of `before`, and that doing so again changes nothing.
fn check_move(before: &str, after: &str, source: &DependencySource, features: &[&str]) {
    let version = cargo_metadata::semver::Version::new(0, 24, 0);
    let moved = |text: &str| with_requirement(text, "pyo3-stub-gen", &version, source, features).unwrap();
    assert_eq!(moved(before), after);
    assert_eq!(moved(after), after);
}

#[test]
fn each_form_of_a_requirement_is_moved() {
    let registry = DependencySource::Registry("0.24.0".to_owned());
    let path = DependencySource::Path("../lib".into());
    check_move(
        "[dependencies]\npyo3-stub-gen = \"0.23\" # why\nserde = \"1\"\n",
        "[dependencies]\npyo3-stub-gen = \"0.24.0\" # why\nserde = \"1\"\n",
        &registry,
        &[],
    );
    check_move(
        "[workspace.dependencies]\nstubs = { package = \"pyo3-stub-gen\", version = \"=0.23.1\", optional = true }\n",
        "[workspace.dependencies]\nstubs = { package = \"pyo3-stub-gen\", version = \"0.24.0\", optional = true }\n",
        &registry,
        &[],
    );
    check_move(
        "[target.'cfg(unix)'.dependencies]\npyo3-stub-gen = {version = \"0.23\", features = [ \"chrono\", ]}\n",
        "[target.'cfg(unix)'.dependencies]\npyo3-stub-gen = {path = \"../lib\", features = [ \"chrono\", \"numpy\", ]}\n",
        &path,
        &["chrono", "numpy"],
    );
    check_move(
        "[dependencies.pyo3-stub-gen]\nversion = \"0.23\"\noptional = true\n",
        "[dependencies.pyo3-stub-gen]\npath = \"../lib\"\noptional = true\n",
        &path,
        &[],
    );
    check_move(
        "[dependencies]\npyo3-stub-gen = \"0.23\"\n",
        "[dependencies]\npyo3-stub-gen = { path = \"../lib\", features = [\"numpy\"] }\n",
        &path,
        &["numpy"],
    );
    for kept in [
        "[dependencies]\npyo3-stub-gen = \"0.24\"\n",
        "[dependencies]\npyo3-stub-gen = { git = \"https://example.org\" }\n",
        "[dependencies]\npyo3-stub-gen = { path = \"copy\", version = \"0.23\" }\n",
        "[dependencies]\nother = \"0.23\"\n",
    ] {
        check_move(kept, kept, &registry, &["numpy"]);
    }
}

#[test]
fn a_program_goes_with_its_lines() {
    let text = "[lib]\nname = \"a\"\n\n# why\n[[bin]] # why\nname = \"stub_gen\"\npath = \"s.rs\"\nrequired-features = [\n  \"x\",\n]\n\n\
                [[bin]]\nname = \"other\"\n";
    let expected = "[lib]\nname = \"a\"\n\n# why\n[[bin]]\nname = \"other\"\n";
    assert_eq!(without_binary(text, "stub_gen").unwrap(), expected);
    assert_eq!(without_binary(expected, "stub_gen").unwrap(), expected);
    assert_eq!(without_binary("[[bin]]\nname = \"b\"", "b").unwrap(), "");
}

#[test]
fn kinds_of_a_library_go_if_another_is_left() {
    let without = |kinds: &str| {
        let text = format!("[lib] # why\ncrate-type = {kinds} # why\n");
        let edited = without_crate_types(&text, &["rlib", "lib"]).unwrap();
        edited
            .strip_prefix("[lib] # why\ncrate-type = ")
            .unwrap()
            .strip_suffix(" # why\n")
            .unwrap()
            .to_owned()
    };
    assert_eq!(without("[\"cdylib\", \"rlib\"]"), "[\"cdylib\"]");
    assert_eq!(without("[ \"rlib\" , \"cdylib\" ]"), "[ \"cdylib\" ]");
    assert_eq!(without("[\"lib\"]"), "[\"lib\"]");
    assert_eq!(without("[\"staticlib\", \"cdylib\"]"), "[\"staticlib\", \"cdylib\"]");
}

#[test]
fn features_of_a_dependency_are_turned_on() {
    let with = |entry: &str| {
        let text = format!("[dependencies]\n{entry}\npyo3 = \"1\"\n");
        let edited = with_features(&text, "pyo3-stub-gen", &["chrono", "numpy"]).unwrap();
        let again = with_features(&edited, "pyo3-stub-gen", &["chrono"]).unwrap();
        assert_eq!(again, edited);
        edited.strip_prefix("[dependencies]\n").unwrap().strip_suffix("\npyo3 = \"1\"\n").unwrap().to_owned()
    };
    let both = "features = [\"chrono\", \"numpy\"]";
    assert_eq!(
        with("pyo3-stub-gen = '1' # why"),
        format!("pyo3-stub-gen = {{ version = '1', {both} }} # why")
    );
    assert_eq!(
        with("x = { package = \"pyo3-stub-gen\", version = \"1\" }"),
        format!("x = {{ package = \"pyo3-stub-gen\", version = \"1\", {both} }}")
    );
    assert_eq!(
        with("pyo3-stub-gen = { workspace = true, features = [\"numpy\"] }"),
        "pyo3-stub-gen = { workspace = true, features = [\"numpy\", \"chrono\"] }"
    );
    assert_eq!(
        with("pyo3-stub-gen.version = \"1\""),
        format!("pyo3-stub-gen.version = \"1\"\npyo3-stub-gen.{both}")
    );
    let table = "[dependencies.pyo3-stub-gen]\nversion = \"1\"\n\n[features]\n";
    assert_eq!(
        with_features(table, "pyo3-stub-gen", &["numpy", "chrono"]).unwrap(),
        "[dependencies.pyo3-stub-gen]\nversion = \"1\"\nfeatures = [\"numpy\", \"chrono\"]\n\n[features]\n"
    );
}
