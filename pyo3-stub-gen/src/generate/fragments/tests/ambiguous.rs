//! Fragments that are ambiguous, contradictory or unknown.

use super::*;

const FUNCTION: &str = r#"{"arguments":{"args":[{"annotation":TYPE,"name":"x"}]},"doc":"DOC","id":"ID","name":"NAME","returns":TYPE,"type":"function"}"#;
const CLASS: &str = r#"{"decorators":[],"doc":"DOC","id":"ID","name":"NAME","type":"class"}"#;
const GETTER: &str = r#"{"arguments":{"posonlyargs":[{"name":"self"}]},"decorators":[{"type":"name","id":"property"}],"name":"NAME","parent":"ID","returns":TYPE,"type":"function"}"#;

/// A fragment with its placeholders filled in.
fn fragment(form: &str, name: &str, id: &str, r#type: &str, doc: &str) -> String {
    let r#type = if r#type.starts_with('{') {
        r#type.to_owned()
    } else {
        format!(r#"{{"type":"name","id":"{type}"}}"#)
    };
    form.replace("NAME", name).replace("ID", id).replace("TYPE", &r#type).replace("DOC", doc)
}

/// The module `m` with two submodules `a` and `b`, which each have these names.
fn two_submodules(of_a: &str, of_b: &str, classes: &str, functions: &str) -> Survey {
    survey(&format!(
        r#"{{"modules":[
            {{"path":[],"doc":"","all":null,"imports":[],"names":{{"a":{{"module":1}},"b":{{"module":2}}}}}},
            {{"path":["a"],"doc":"","all":null,"imports":[],"names":{of_a}}},
            {{"path":["b"],"doc":"","all":null,"imports":[],"names":{of_b}}}],
            "classes":[{classes}],"functions":[{functions}]}}"#
    ))
}

fn two_functions(doc_of_a: &str, doc_of_b: &str) -> Survey {
    let function = |doc| {
        format!(
            r#"{{"name":"f","doc":"{doc}","parameters":[{{"name":"x","kind":"POSITIONAL_OR_KEYWORD","default":null}}]}}"#
        )
    };
    let functions = format!("{},{}", function(doc_of_a), function(doc_of_b));
    two_submodules(r#"{"f":{"function":0}}"#, r#"{"f":{"function":1}}"#, "", &functions)
}

fn two_classes(doc_of_a: &str, doc_of_b: &str, member_of_a: &str, member_of_b: &str) -> Survey {
    let class = |doc, member| {
        format!(
            r#"{{"name":"C","doc":"{doc}","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,"members":{{"{member}":{{"kind":"property","doc":""}}}}}}"#
        )
    };
    let classes = format!("{},{}", class(doc_of_a, member_of_a), class(doc_of_b, member_of_b));
    two_submodules(r#"{"C":{"class":0}}"#, r#"{"C":{"class":1}}"#, &classes, "")
}

/// The stub of `survey` with these fragments, and what there is to say.
fn typed(lines: &[String], survey: &Survey) -> (String, Vec<String>) {
    let fragments = fragments(&lines.join("\n"));
    let joined = join(&fragments, survey, "m");
    let problems = joined.problems.iter().map(|problem| problem.message.clone()).collect();
    (stub(described(survey, "m", Some(&joined)), "m"), problems)
}

#[test]
fn docstrings_tell_functions_apart() {
    let lines = [fragment(FUNCTION, "f", "1", "int", "Of a."), fragment(FUNCTION, "f", "2", "str", "Of b.")];
    let (stub, problems) = typed(&lines, &two_functions("Of b.", "Of a."));
    let (of_a, of_b) = stub.split_once("class _BProtocol").expect("two submodules");
    assert!(of_a.contains("def f(x: str) -> str"), "{stub}");
    assert!(
        of_b.contains("def f(x: int) -> int") || of_b.contains("def f(x: SupportsIndex) -> int"),
        "{stub}"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn functions_that_nothing_tells_apart_have_the_types_of_both() {
    let lines = [fragment(FUNCTION, "f", "1", "bytes", ""), fragment(FUNCTION, "f", "2", "str", "")];
    let (stub, problems) = typed(&lines, &two_functions("", ""));
    assert_eq!(stub.matches("def f(x: bytes | str) -> bytes | str").count(), 2, "{stub}");
    let expected =
        |module| format!("`m.{module}.f` may be any of 2 functions with this name and these parameters");
    assert_eq!(problems, [expected("a"), expected("b")]);
}

#[test]
fn functions_of_the_same_types_need_not_be_told_apart() {
    let lines = [fragment(FUNCTION, "f", "1", "bytes", ""), fragment(FUNCTION, "f", "2", "bytes", "")];
    let (stub, problems) = typed(&lines, &two_functions("", ""));
    assert_eq!(stub.matches("def f(x: bytes) -> bytes").count(), 2, "{stub}");
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn a_function_with_other_parameters_is_another_one() {
    let lines = [fragment(FUNCTION, "f", "1", "bytes", "").replace(r#""name":"x""#, r#""name":"y""#)];
    let (stub, _) = typed(&lines, &two_functions("", ""));
    assert_eq!(stub.matches("def f(x: Incomplete) -> Incomplete").count(), 2, "{stub}");
}

#[test]
fn members_tell_classes_apart() {
    let lines = [
        fragment(CLASS, "C", "1", "", ""),
        fragment(CLASS, "C", "2", "", ""),
        fragment(GETTER, "first", "1", "bytes", ""),
        fragment(GETTER, "second", "2", "str", ""),
    ];
    let (stub, problems) = typed(&lines, &two_classes("", "", "second", "first"));
    assert!(stub.contains("def second(self) -> str") && stub.contains("def first(self) -> bytes"), "{stub}");
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn classes_that_nothing_tells_apart_have_no_types() {
    let lines = [
        fragment(CLASS, "C", "1", "", ""),
        fragment(CLASS, "C", "2", "", ""),
        fragment(GETTER, "x", "1", "bytes", ""),
        fragment(GETTER, "x", "2", "str", ""),
    ];
    let (stub, problems) = typed(&lines, &two_classes("", "", "x", "x"));
    assert_eq!(stub.matches("def x(self) -> Incomplete").count(), 2, "{stub}");
    assert_eq!(problems.len(), 2);
}

#[test]
fn a_class_that_another_one_cannot_be_is_the_remaining_one() {
    let lines = [
        fragment(CLASS, "C", "1", "", ""),
        fragment(CLASS, "C", "2", "", ""),
        fragment(GETTER, "x", "1", "bytes", ""),
    ];
    // The class with `y` can only be the one without a getter, which the other one could be, too.
    let (stub, _) = typed(&lines, &two_classes("", "", "x", "y"));
    assert!(stub.contains("def x(self) -> bytes") && stub.contains("def y(self) -> Incomplete"), "{stub}");
}

#[test]
fn contradictions_are_left_out_and_named() {
    let lines = [
        fragment(FUNCTION, "f", "1", "bytes", ""),
        fragment(FUNCTION, "f", "1", "str", ""),
        fragment(FUNCTION, "f", "1", "str", ""),
    ];
    let read = fragments(&lines.join("\n"));
    assert_eq!(read.functions, []);
    assert_eq!(read.unread, ["the function `f` has several fragments with the same id that differ"]);
}

#[test]
fn an_unknown_type_costs_that_type_alone() {
    let unknown = fragment(FUNCTION, "f", "1", r#"{"type":"lambda","body":[1,null]}"#, "");
    let lines =
        [unknown.replacen(r#"{"type":"lambda","body":[1,null]}"#, r#"{"type":"name","id":"bytes"}"#, 1)];
    let (stub, problems) = typed(&lines, &two_functions("", ""));
    assert_eq!(stub.matches("def f(x: bytes) -> Incomplete").count(), 2, "{stub}");
    assert_eq!(
        problems,
        [
            "the result of the function `f` has an unknown form: {\"type\":\"lambda\",\"body\":[1,null]}, so it gets \
             no type from PyO3's `experimental-inspect`"
        ]
    );
}

#[test]
fn an_unknown_fragment_is_named() {
    let read = fragments(r#"{"type":"macro","name":"m"}"#);
    assert_eq!(read.unread, [r#"the fragment {"type":"macro","name":"m"} has an unknown form"#]);
}

/// A stub cannot contain such a type, and the item has no type then. The others have theirs.
#[test]
fn a_type_that_is_too_large_is_left_out() {
    let of = |nested: usize| {
        let open = r#"{"type":"subscript","value":{"type":"name","id":"list"},"slice":"#.repeat(nested);
        format!(r#"{open}{{"type":"name","id":"bytes"}}{}"#, "}".repeat(nested))
    };
    let mut members: Vec<String> = (0..256)
        .map(|number| {
            format!(r#"{{"type":"attribute","value":{{"type":"name","id":"m{number}"}},"attr":"C"}}"#)
        })
        .collect();
    while members.len() > 1 {
        let pair = |pair: &[String]| {
            let [left, right] = pair else { return pair.concat() };
            format!(r#"{{"type":"binop","left":{left},"op":"bitor","right":{right}}}"#)
        };
        members = members.chunks(2).map(pair).collect();
    }
    let union = members.concat();
    let text = format!(
        r#"{{"type":"constant","kind":"str","value":"{}int{}"}}"#,
        "list[".repeat(60),
        "]".repeat(60)
    );
    for large in [of(90), union, text] {
        let (stub, problems) = typed(&[fragment(FUNCTION, "f", "1", &large, "")], &two_functions("", ""));
        assert_eq!(stub.matches("def f(x: Incomplete) -> Incomplete").count(), 2, "{stub}");
        assert!(!problems.is_empty());
    }
    let (stub, problems) = typed(&[fragment(FUNCTION, "f", "1", &of(3), "")], &two_functions("", ""));
    assert_eq!(stub.matches("-> list[list[list[bytes]]]").count(), 2, "{stub}");
    assert_eq!(problems, Vec::<String>::new());
}

const METHOD: &str = r#"{"arguments":{"posonlyargs":[{"name":"self"}],"args":[{"annotation":TYPE,"name":"DOC"}]},"name":"NAME","parent":"ID","returns":TYPE,"type":"function"}"#;

/// Two classes that differ in the parameter of their method `f`, whose text Python shows.
fn two_methods(text_of_a: &str, text_of_b: &str) -> Survey {
    let class = |text: &str| {
        let has_own_text = !text.starts_with("($");
        format!(
            r#"{{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,
            "members":{{"f":{{"kind":"method","doc":"","parameters":"{text}","has_own_text":{has_own_text}}}}}}}"#
        )
    };
    let classes = format!("{},{}", class(text_of_a), class(text_of_b));
    two_submodules(r#"{"C":{"class":0}}"#, r#"{"C":{"class":1}}"#, &classes, "")
}

#[test]
fn parameters_of_methods_tell_classes_apart() {
    let lines = [
        fragment(CLASS, "C", "1", "", ""),
        fragment(CLASS, "C", "2", "", ""),
        fragment(METHOD, "f", "1", "bytes", "first"),
        fragment(METHOD, "f", "2", "str", "second"),
    ];
    let (stub, problems) = typed(&lines, &two_methods("($self, second)", "($self, first)"));
    assert!(stub.contains("def f(self, second: str) -> str"), "{stub}");
    assert!(stub.contains("def f(self, first: bytes) -> bytes"), "{stub}");
    assert_eq!(problems, Vec::<String>::new());
}

/// The text says what its author wrote, and PyO3 what the method takes.
#[test]
fn a_text_signature_without_receiver_is_not_that_of_the_method() {
    let lines = [
        fragment(CLASS, "C", "1", "", ""),
        fragment(CLASS, "C", "2", "", ""),
        fragment(METHOD, "f", "1", "bytes", "own"),
        fragment(METHOD, "f", "2", "str", "other"),
    ];
    let survey = two_methods("(shown)", "($self, other)");
    let (stub, _) = typed(&lines, &survey);
    assert!(stub.contains("def f(self, own: bytes) -> bytes"), "{stub}");
    let stub = super::stub(described(&survey, "m", None), "m");
    assert!(stub.contains("def f(self, shown: Incomplete) -> Incomplete"), "{stub}");
}
