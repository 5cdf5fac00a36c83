//! Functions whose name in Python PyO3 does not write, and results that only Python determines.

use super::*;
use crate::generate::fragments::Release;

/// A fragment as PyO3 0.28 writes it.
const FUNCTION: &str = r#"{"type":"function","name":"NAME","id":"ID","arguments":{"args":[{"name":"PARAMETER","annotation":{"type":"name","id":"str"}}]},"returns":{"type":"name","id":"TYPE"}}"#;

fn fragment(name: &str, id: &str, parameter: &str, returns: &str) -> String {
    FUNCTION.replace("NAME", name).replace("ID", id).replace("PARAMETER", parameter).replace("TYPE", returns)
}

/// The module `m` with a function of each name, which takes these parameters.
fn functions(all: &[(&str, &str)]) -> Survey {
    let names: Vec<_> =
        all.iter().enumerate().map(|(at, (name, _))| format!(r#""{name}":{{"function":{at}}}"#)).collect();
    let parameter = |name| format!(r#"{{"name":"{name}","kind":"POSITIONAL_OR_KEYWORD","default":null}}"#);
    let functions: Vec<_> = all
        .iter()
        .map(|(name, own)| format!(r#"{{"name":"{name}","doc":"","parameters":[{}]}}"#, parameter(own)))
        .collect();
    survey(&format!(
        r#"{{"modules":[{{"path":[],"doc":"","all":null,"imports":[],"names":{{{}}}}}],"classes":[],"functions":[{}]}}"#,
        names.join(","),
        functions.join(",")
    ))
}

fn typed(lines: &[String], survey: &Survey) -> String {
    let fragments = fragments(&lines.join("\n"));
    assert_eq!(fragments.release, Release::V28);
    stub(described(survey, "m", Some(&join(&fragments, survey, "m"))), "m")
}

#[test]
fn a_renamed_function_is_the_only_one_that_is_left_with_its_parameters() {
    let lines = [fragment("py_score", "1", "password", "bytes"), fragment("other", "2", "text", "int")];
    let stub = typed(&lines, &functions(&[("score", "password"), ("other", "text")]));
    assert!(stub.contains("def score(password: str) -> bytes"), "{stub}");
    assert!(stub.contains("def other(text: str) -> int"), "{stub}");
}

#[test]
fn renamed_functions_with_the_same_parameters_have_no_types() {
    let lines = [fragment("first", "1", "x", "bytes"), fragment("second", "2", "x", "int")];
    let stub = typed(&lines, &functions(&[("a", "x"), ("b", "x")]));
    assert_eq!(stub.matches("(x: Incomplete) -> Incomplete").count(), 2, "{stub}");
    let stub = typed(&lines, &functions(&[("a", "x")]));
    assert!(stub.contains("def a(x: Incomplete) -> Incomplete"), "{stub}");
    let stub = typed(&lines[..1], &functions(&[("a", "x"), ("b", "x")]));
    assert_eq!(stub.matches("(x: Incomplete) -> Incomplete").count(), 2, "{stub}");
}

/// A class with one method, whose result PyO3 describes as `result`.
fn method(name: &str, kind: &str, result: &str) -> (String, Survey) {
    let class = r#"{"decorators":[],"doc":"","id":"1","name":"C","type":"class"}"#;
    let method = format!(
        r#"{{"arguments":{{"posonlyargs":[{{"name":"self"}}]}},"name":"{name}","parent":"1","returns":{result},"type":"function"}}"#
    );
    let survey = survey(&format!(
        r#"{{"modules":[{{"path":[],"doc":"","all":null,"imports":[],"names":{{"C":{{"class":0}}}}}}],
            "classes":[{{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,"members":{{"{name}":{{"kind":"{kind}","doc":"","parameters":[]}}}}}}],
            "functions":[]}}"#
    ));
    (format!("{class}\n{method}"), survey)
}

#[test]
fn python_determines_the_result_of_a_special_method() {
    let incomplete = r#"{"type":"attribute","value":{"type":"name","id":"_typeshed"},"attr":"Incomplete"}"#;
    for (name, expected) in
        [("__repr__", "str"), ("__int__", "int"), ("__len__", "int"), ("__bool__", "bool")]
    {
        let (lines, survey) = method(name, "slot", incomplete);
        let fragments = fragments(&lines);
        let typed = stub(described(&survey, "m", Some(&join(&fragments, &survey, "m"))), "m");
        assert!(typed.contains(&format!("def {name}(self) -> {expected}: ...")), "{typed}");
        let shown = stub(described(&survey, "m", None), "m");
        assert!(shown.contains(&format!("def {name}(self) -> {expected}: ...")), "{shown}");
    }
}

/// PyO3 up to 0.29.2 includes the `None` that ends an iteration.
#[test]
fn the_result_of_next_is_an_item() {
    let optional = r#"{"type":"binop","left":{"type":"name","id":"bytes"},"op":"bitor","right":{"type":"constant","kind":"none"}}"#;
    let (lines, survey) = method("__next__", "slot", optional);
    let json = || lines.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    let of = |release| {
        let fragments = read(json(), release);
        stub(described(&survey, "m", Some(&join(&fragments, &survey, "m"))), "m")
    };
    assert!(of(Some(Release::V29)).contains("def __next__(self) -> bytes: ..."));
    assert!(of(Some(Release::V29_3)).contains("def __next__(self) -> bytes | None: ..."));
    assert_eq!(read(json().map(without_decorators), None).release, Release::V29);
}

/// The same without what only PyO3 0.30 writes.
fn without_decorators(json: crate::generate::fragments::Json) -> crate::generate::fragments::Json {
    use crate::generate::fragments::Json;
    match json {
        Json::Map(entries) => Json::Map(entries.into_iter().filter(|(key, _)| key != "decorators").collect()),
        other => other,
    }
}

#[test]
fn an_exception_of_python_under_another_name_is_that_class() {
    let survey = survey(
        r#"{"modules":[{"path":[],"doc":"","all":null,"imports":[],
            "names":{"DecodeError":{"foreign":["builtins","ValueError"]}}}],"classes":[],"functions":[]}"#,
    );
    let stub = stub(described(&survey, "m", None), "m");
    assert!(stub.contains("DecodeError: type[ValueError]\n"), "{stub}");
}

#[test]
fn a_submodule_has_the_names_that_it_exports() {
    let survey = survey(
        r#"{"modules":[
            {"path":[],"doc":"","all":["__doc__","sub"],"imports":[],"names":{"sub":{"module":1}}},
            {"path":["sub"],"doc":"","all":["SIZE"],"imports":[],"names":{"SIZE":{"value":{"name":["builtins","int"]}}}}],
            "classes":[],"functions":[]}"#,
    );
    let stub = stub(described(&survey, "m", None), "m");
    assert!(stub.contains("    __all__: list[str]\n"), "{stub}");
    assert!(stub.contains("    SIZE: int\n"), "{stub}");
}
