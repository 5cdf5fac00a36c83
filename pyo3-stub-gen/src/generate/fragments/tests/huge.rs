//! Huge fragments are read, matched and rendered without a hang.

use super::*;
use std::time::{Duration, Instant};

/// How long a test may take. It takes less than a tenth of that without optimisation.
const PATIENCE: Duration = Duration::from_secs(60);

/// A survey of a module with the function `f`, which shows no parameters, and the class `C` with the method `m`.
const SURVEY: &str = r#"{
    "modules": [{"path": [], "doc": "", "all": null, "imports": [], "names": {"f": {"function": 0}, "C": {"class": 0}}}],
    "classes": [{
        "name": "C", "doc": "", "bases": [], "is_exception": false, "can_be_subclassed": false, "can_be_called": false,
        "has_own_layout": true, "parameters": null, "match_args": null,
        "members": {"m": {"kind": "method", "parameters": null, "doc": ""}}
    }],
    "functions": [{"name": "f", "doc": "", "parameters": null}]
}"#;

/// The stub of the module with these fragments.
fn stub_of(fragments: impl Iterator<Item = String>) -> String {
    let start = Instant::now();
    let survey = survey(SURVEY);
    let fragments = read(fragments.map(|line| serde_json::from_str(&line).expect("JSON")), None);
    let mut joined = join(&fragments, &survey, "m");
    joined.reveal_hidden(&survey);
    let text = stub(described(&survey, "m", Some(&joined)), "m");
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    text
}

fn function(name: &str, id: &str, parent: &str, arguments: &str, returns: &str) -> String {
    format!(
        r#"{{"arguments":{{"args":[{arguments}]}},"decorators":[],{id}"name":"{name}",{parent}"returns":{returns},"type":"function"}}"#
    )
}

fn named(name: &str) -> String {
    format!(r#"{{"id":"{name}","type":"name"}}"#)
}

#[test]
fn a_function_with_very_many_parameters() {
    let names: Vec<_> = (0..50_000).map(|index| format!(r#"{{"name":"a{index}"}}"#)).collect();
    let text = stub_of([function("f", r#""id":"1","#, "", &names.join(","), &named("int"))].into_iter());
    assert!(text.contains("def f(*args: Incomplete, **kwargs: Incomplete) -> Incomplete: ..."), "{text}");
}

#[test]
fn very_many_functions_of_one_name() {
    let all = (0..50_000).map(|index| {
        let returns =
            format!(r#"{{"attr":"T","type":"attribute","value":{}}}"#, named(&format!("module{index}")));
        function("f", &format!(r#""id":"{index}","#), "", "", &returns)
    });
    let text = stub_of(all);
    assert!(text.contains("def f() -> Incomplete: ..."), "{text}");
}

#[test]
fn arguments_of_what_is_not_known() {
    let returns = format!(r#"{{"slice":{},"type":"subscript","value":{}}}"#, named("int"), named("nowhere"));
    let text = stub_of([function("f", r#""id":"1","#, "", "", &returns)].into_iter());
    assert!(text.contains("def f() -> Incomplete: ..."), "{text}");
}

/// Each is returned by a method of the one before, so that the stub needs all of them.
#[test]
fn very_many_classes_that_no_module_has() {
    let class =
        |name: &str, id: &str| format!(r#"{{"decorators":[],"id":"{id}","name":"{name}","type":"class"}}"#);
    let chain = (0..5_000).flat_map(|index| {
        let (id, next) = (format!("{index}"), index + 1);
        let name = if index == 0 { "C".to_owned() } else { format!("Hidden{index}") };
        let parent = format!(r#""parent":"{id}","#);
        let receiver = r#"{"name":"self"}"#;
        [
            class(&name, &id),
            function("m", "", &parent, receiver, &format!(r#"{{"id":"{next}","type":"id"}}"#)),
        ]
    });
    let text = stub_of(chain);
    assert!(text.contains("def m(self) -> Hidden1: ..."), "{}", text.len());
    assert!(text.contains("class Hidden4999:"), "{}", text.len());
}

#[test]
fn a_union_that_is_written_as_very_long_text() {
    let text = format!("\"{}\"", vec!["int"; 100_000].join(" | "));
    let text = stub_of([function("f", r#""id":"1","#, "", "", &text)].into_iter());
    assert!(text.contains("def f() -> Incomplete: ..."), "{text}");
}
