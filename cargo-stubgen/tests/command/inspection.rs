//! What PyO3 has left in an artifact. The second build needs PyO3, and is tested with the fixtures.

use crate::support::Project;
use crate::support::extension::compile;

/// What PyO3 0.30 writes for `fn greet(name: &str, times: i64) -> String`.
const GREET: &str = r#"{"arguments":{"args":[{"annotation":{"id":"str","type":"name"},"name":"name"},{"annotation":{"attr":"SupportsIndex","type":"attribute","value":{"id":"typing","type":"name"}},"default":{"kind":"int","type":"constant","value":"1"},"name":"times"}],"kwonlyargs":[],"posonlyargs":[]},"id":"7","name":"greet","returns":{"id":"str","type":"name"},"type":"function"}"#;

/// An extension with `greet` and `NEW` in Python, and with these texts in its library as PyO3 leaves them.
fn built(fragments: &[&str]) -> Project {
    let project = Project::in_python("NEW = 1\ndef greet(name, times=1): return name * times\n");
    let statics = fragments.iter().enumerate().map(|(index, text)| {
        let bytes = [&u32::try_from(text.len()).unwrap().to_le_bytes(), text.as_bytes()].concat();
        let length = bytes.len();
        format!("#[used]\n#[unsafe(no_mangle)]\npub static PYO3_INTROSPECTION_1_{index}: [u8; {length}] = {bytes:?};\n")
    });
    project.write("src/lib.rs", project.read("src/lib.rs") + &statics.collect::<String>());
    compile(project.root(), "demo.so");
    project
}

fn stub(project: &Project, arguments: &[&str]) -> (String, String) {
    let run = project.stubgen(&[&["--artifact", "demo.so", "--stdout"], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    (run.stdout, run.stderr)
}

#[test]
fn an_artifact_with_fragments_has_types() {
    let project = built(&[GREET]);
    let (text, said) = stub(&project, &[]);
    assert!(text.contains("def greet(name: str, times: SupportsIndex = 1) -> str: ..."), "{text}");
    assert_eq!(said, "");
    let (text, said) = stub(&project, &["--inspect=never"]);
    assert!(text.contains("def greet(name: Incomplete, times: Incomplete = 1) -> Incomplete: ..."), "{text}");
    assert!(said.contains("warning[unannotated]: `demo.greet` of `demo` is not annotated"), "{said}");
}

#[test]
fn the_configuration_decides_and_the_option_overrides_it() {
    let project = built(&[GREET]);
    let pyproject = project.read("pyproject.toml");
    project.write("pyproject.toml", pyproject + "\n[tool.pyo3-stub-gen]\ninspect = \"never\"\n");
    assert!(stub(&project, &[]).0.contains("name: Incomplete"));
    assert!(stub(&project, &["--inspect"]).0.contains("name: str"));
    assert!(stub(&project, &["--inspect=auto"]).0.contains("name: str"));
}

#[test]
fn what_cannot_be_read_costs_that_type_alone() {
    let (text, said) = stub(&built(&[GREET, "{\"type\":\"nonsense\"}", "no JSON"]), &[]);
    assert!(text.contains("def greet(name: str"), "{text}");
    assert_eq!(said.matches("warning[unread-fragment]").count(), 2, "{said}");
    let other = GREET.replace("\"str\"", "\"bytes\"").replace("\"7\"", "\"8\"");
    let (text, said) = stub(&built(&[GREET, &other]), &[]);
    assert!(
        text.contains("def greet(name: str | bytes") || text.contains("def greet(name: bytes | str"),
        "{text}"
    );
    assert!(said.contains("warning[ambiguous-fragment]"), "{said}");
}

#[test]
fn coverage_says_who_gives_each_type() {
    let project = built(&[GREET]);
    let arguments = ["--artifact", "demo.so"];
    assert_eq!(project.stubgen(&arguments).code, Some(0));
    let test = ["test", "--no-stubtest", "--coverage", "--verbose"];
    let run = project.stubgen(&[&test[..], &arguments].concat());
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let lines = "\ntypes from:\n  demo.NEW    annotation\n  demo.greet  pyo3\n";
    assert!(run.stdout.contains(lines), "{}", run.stdout);
    let run = project.stubgen(&[&["test", "--no-stubtest", "--format=json"][..], &arguments].concat());
    assert!(
        run.stdout.contains(r#""types":{"demo.NEW":"annotation","demo.greet":"pyo3"}"#),
        "{}",
        run.stdout
    );
}

/// The crate `numpy` leaves the name of what it looks for in NumPy.
#[test]
fn an_extension_that_makes_arrays_takes_scalars_of_numpy() {
    let project = built(&[GREET]);
    let capsule = "#[used]\npub static CAPSULE: &str = \"_ARRAY_API\";\n";
    project.write("src/lib.rs", project.read("src/lib.rs") + capsule);
    compile(project.root(), "demo.so");
    let (text, said) = stub(&project, &[]);
    assert!(text.contains("def greet(name: str, times: _SupportsIndex = 1) -> str: ..."), "{text}");
    assert_eq!(said, "");
}
