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
    assert!(stub.contains("def w(self: Never) -> Never: ...") && stub.contains("@w.setter"), "{stub}");
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
