//! What Python shows of classes and modules, where facts alone would say something else.

use super::build::*;
use super::skips::{applied, messages};
use crate::facts::*;
use crate::generate::survey::Survey;

/// The module `m` with the class `C`, which is an exception or not and has these members.
fn survey(is_exception: bool, members: &str, functions: &str) -> Survey {
    let base = if is_exception { r#"{"foreign":["builtins","Exception"]}"# } else { "" };
    let text = format!(
        r#"{{"modules":[{{"path":[],"doc":"","all":["C"],"imports":[],"names":{{"C":{{"class":0}}}}}}],
        "classes":[{{"name":"C","doc":"","bases":[{base}],"is_exception":{is_exception},"can_be_subclassed":true,
            "can_be_called":true,"has_own_layout":true,"parameters":"()","match_args":null,
            "members":{{"__new__":{{"kind":"new"}},{members}}}}}],
        "functions":[{functions}]}}"#
    );
    serde_json::from_str(&text).expect("a survey")
}

const SLOT: &str = r#"{"kind":"slot","parameters":"($self, value, /)"}"#;

#[test]
fn an_operator_of_a_sequence_has_no_half_for_the_right_operand() {
    let (_, stub) = applied(Vec::new(), &survey(false, &format!(r#""__add__":{SLOT}"#), ""));
    assert!(stub.contains("def __add__") && !stub.contains("__radd__"), "{stub}");
    let both = format!(r#""__add__":{SLOT},"__radd__":{SLOT}"#);
    let (_, stub) = applied(Vec::new(), &survey(false, &both, ""));
    assert!(stub.contains("def __add__") && stub.contains("def __radd__"), "{stub}");
}

#[test]
fn an_exception_with_data_is_a_disjoint_base() {
    let member = r#""code":{"kind":"property","doc":"","can_be_set":false}"#;
    let (_, stub) = applied(Vec::new(), &survey(true, member, ""));
    assert!(stub.contains("@disjoint_base\nclass C(Exception):"), "{stub}");
}

#[test]
fn a_property_that_cannot_be_read_has_no_getter() {
    let member = r#""w":{"kind":"property","doc":"","can_be_set":true,"can_be_read":false}"#;
    let (_, stub) = applied(Vec::new(), &survey(false, member, ""));
    assert!(stub.contains("def w(self: NoReturn) -> NoReturn: ...") && stub.contains("@w.setter"), "{stub}");
}

#[test]
fn a_function_that_is_set_on_a_class_has_its_annotation() {
    let member = r#""go":{"kind":"staticmethod","parameters":"(x)","doc":"Goes.","function":0}"#;
    let survey = survey(false, member, r#"{"name":"go","doc":"Goes.","parameters":"(x)"}"#);
    let fact = |returns| {
        let fact = function("", "go", vec![parameter("x", int())], returns);
        Fact::Function(FunctionFact { doc: "Goes.".to_owned(), ..fact })
    };
    let (surveyed, stub) = applied(vec![fact(str_())], &survey);
    assert!(stub.contains("    @staticmethod\n    def go(x: int) -> str:"), "{stub}");
    assert!(!messages(&surveyed).iter().any(|message| message.contains("not added")), "{stub}");
    // Two functions that cannot be told apart have no types.
    let (_, stub) = applied(vec![fact(str_()), fact(int())], &survey);
    assert!(stub.contains("def go(x: Incomplete) -> Incomplete:"), "{stub}");
}

/// The module `m` with the submodules `a` and `b`, which each have a class `C` with one property.
fn two_classes(of_a: &str, of_b: &str) -> Survey {
    let class = |member: &str| {
        format!(
            r#"{{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,"members":{{"{member}":{{"kind":"property","doc":""}}}}}}"#
        )
    };
    let text = format!(
        r#"{{"modules":[
            {{"path":[],"doc":"","all":null,"imports":[],"names":{{"a":{{"module":1}},"b":{{"module":2}},"f":{{"function":0}}}}}},
            {{"path":["a"],"doc":"","all":null,"imports":[],"names":{{"C":{{"class":0}}}}}},
            {{"path":["b"],"doc":"","all":null,"imports":[],"names":{{"C":{{"class":1}}}}}}],
        "classes":[{},{}],"functions":[{{"name":"f","doc":"","parameters":"()"}}]}}"#,
        class(of_a),
        class(of_b),
    );
    serde_json::from_str(&text).expect("a survey")
}

#[test]
fn a_type_that_several_classes_may_be_lists_them() {
    // Whether or not their members tell the classes apart, a type only has their name.
    for members in [["x", "y"], ["x", "x"]] {
        let mut facts = vec![Fact::Function(function("", "f", Vec::new(), local(None, "C")))];
        for (id, name) in members.into_iter().enumerate() {
            let id = u32::try_from(id).expect("a small number");
            let getters = vec![member(name, int())];
            facts.push(Fact::Class(class(id, "", "C")));
            facts.push(Fact::Methods(MethodsFact { getters, ..methods(id, Vec::new()) }));
        }
        let (surveyed, _) = applied(facts, &two_classes(members[0], members[1]));
        let stub = crate::generate::render_surveyed(&surveyed, "m", &crate::generate::Config::default());
        let warnings = stub.expect("a stub").warnings;
        let expected = "several classes are called `C` and are annotated for `m`, so the class is `Any` in function `f`; \
                        they are in `m.a`, `m.b`";
        assert!(warnings.iter().any(|warning| warning.message == expected), "{warnings:?}");
        assert!(
            !warnings.iter().any(|warning| warning.message.contains("is not in the stub")),
            "{warnings:?}"
        );
    }
}
