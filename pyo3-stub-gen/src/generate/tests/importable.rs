//! Which submodules `importable-submodules = true` selects: those that Python can import.

use super::build::*;
use crate::facts::*;
use crate::generate::config::Selection;
use crate::generate::survey::{Question, Survey, apply};
use crate::generate::{Config, render_surveyed};

/// The submodules `a` and `b`, with a function each. `imports` has their names in `sys.modules`.
fn survey(imports: [&str; 2]) -> Survey {
    let module = |path: &str, imports: &str, names: &str| {
        format!(r#"{{"path":[{path}],"doc":"","all":null,"imports":[{imports}],"names":{{{names}}}}}"#)
    };
    let text = format!(
        r#"{{"modules":[{},{},{}],"classes":[],"functions":[{}]}}"#,
        module("", "", r#""a":{"module":1},"b":{"module":2}"#),
        module(r#""a""#, imports[0], r#""f":{"function":0}"#),
        module(r#""b""#, imports[1], r#""f":{"function":0}"#),
        r#"{"name":"f","doc":"","parameters":"()"}"#,
    );
    serde_json::from_str(&text).expect("a survey")
}

/// The names of the files of submodules, with the survey.
fn files(imports: [&str; 2]) -> Vec<String> {
    let config = Config { importable_submodules: Selection::All, ..Config::default() };
    let question = Question {
        module: "m",
        config: &config,
        library: Position { file: "m.so".to_owned(), line: 0, column: 0 },
        is_foreign: &|_| false,
        types: &|_| None,
    };
    let own = |module| Fact::Function(function(module, "f", Vec::new(), int()));
    let surveyed = apply(facts([own("m.a"), own("m.b")]), &survey(imports), &question);
    let stub = render_surveyed(&surveyed, "m", &config).expect("a stub");
    stub.submodule_files.into_iter().map(|file| file.path.join(".")).collect()
}

#[test]
fn a_submodule_that_the_extension_does_not_register_has_no_file() {
    assert_eq!(files([r#""m.a""#, r#""m.b""#]), ["a", "b"]);
    assert_eq!(files([r#""m.a""#, ""]), ["a"]);
    // The package around the extension may register them.
    assert_eq!(files(["", ""]), ["a", "b"]);
}
