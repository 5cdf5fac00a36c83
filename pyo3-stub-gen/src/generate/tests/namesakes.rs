//! Several classes of one name of which Python has one or none, and a `__module__` that is not the class's place.

use super::build::*;
use super::skips::{applied, messages};
use crate::facts::*;
use crate::generate::survey::Survey;
use crate::generate::{Config, Fix, render_surveyed};

/// An extension `m` with the functions `one` and `two`, the submodule `sub`, and the class `C` with the method `known` in
/// the module `home`, if there is one.
fn survey(home: Option<&str>) -> Survey {
    let class = r#"{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":false,
        "can_be_called":false,"has_own_layout":true,"parameters":null,"match_args":null,
        "members":{"known":{"kind":"method","parameters":"($self)"}}}"#;
    let class_in = |module: &str| if home == Some(module) { r#","C":{"class":0}"# } else { "" };
    let text = format!(
        r#"{{"modules":[
        {{"path":[],"doc":"","all":null,"imports":[],
          "names":{{"one":{{"function":0}},"two":{{"function":1}},"sub":{{"module":1}}{root}}}}},
        {{"path":["sub"],"doc":"","all":null,"imports":[],"names":{{"three":{{"function":2}}{sub}}}}}],
        "classes":[{class}],
        "functions":[{{"name":"one","doc":"","parameters":"()"}},{{"name":"two","doc":"","parameters":"()"}},
        {{"name":"three","doc":"","parameters":"()"}}]}}"#,
        root = class_in("m"),
        sub = class_in("m.sub"),
    );
    serde_json::from_str(&text).expect("a survey")
}

/// A class `C` with one method, and the module that `#[pyclass]` states.
fn class_with(id: u32, method: &str, module: Option<&str>) -> [Fact; 2] {
    let class = ClassFact {
        module: module.map(str::to_owned),
        module_is_placement: false,
        ..ClassFact::new(id, "C", ClassKind::Struct, at(id))
    };
    let mut method = function("", method, Vec::new(), str_());
    (method.module, method.receiver) = (None, Receiver::Instance);
    let block = MethodsFact { methods: vec![method], ..MethodsFact::new(id, "C", at(id)) };
    [Fact::Class(class), Fact::Methods(block)]
}

/// The function `name`, which returns the class `C` of the stated module.
fn returns(name: &str, module: Option<&str>) -> Fact {
    Fact::Function(function("", name, Vec::new(), local(module, "C")))
}

#[test]
fn classes_of_one_name_that_python_has_nowhere_are_no_error() {
    let mut facts = vec![returns("one", None), returns("two", None)];
    facts.extend(class_with(1, "first", None).into_iter().chain(class_with(2, "second", None)));
    let (_, stub) = applied(facts, &survey(None));
    assert!(!stub.contains("class C"), "{stub}");
    assert!(stub.contains("def one() -> Any: ...\ndef two() -> Any: ..."), "{stub}");
}

#[test]
fn a_class_that_python_has_nowhere_does_not_replace_the_one_that_it_has() {
    let mut facts = vec![returns("one", None), returns("two", Some("m.gone"))];
    let known = class_with(1, "known", None);
    facts.extend(known.into_iter().chain(class_with(2, "other", Some("m.gone"))));
    let (_, stub) = applied(facts, &survey(Some("m")));
    assert!(stub.contains("def known(self) -> str") && !stub.contains("def other"), "{stub}");
    assert!(stub.contains("def one() -> C: ...\ndef two() -> Any: ..."), "{stub}");
}

#[test]
fn a_module_of_the_extension_that_lacks_the_class_is_told_of() {
    let told = |stated: &str, home: &str| {
        let facts = class_with(1, "known", Some(stated)).to_vec();
        let (surveyed, stub) = applied(facts, &survey(Some(home)));
        assert!(stub.contains("class C"), "{stub}");
        messages(&surveyed).into_iter().find(|message| message.contains("__module__")).map(str::to_owned)
    };
    let message = "the class `C` has the `__module__` `m`, but Python finds it in `m.sub`";
    assert_eq!(told("m", "m.sub").as_deref(), Some(message));
    let message = "the class `C` has the `__module__` `m.sub`, but Python finds it in `m`";
    assert_eq!(told("m.sub", "m").as_deref(), Some(message));
    for (stated, home) in [("m.sub", "m.sub"), ("m", "m"), ("elsewhere", "m")] {
        assert_eq!(told(stated, home), None, "{stated}");
    }
}

#[test]
fn the_modules_of_two_classes_of_one_name_tell_them_apart() {
    let class = |member: &str| {
        format!(
            r#"{{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,"match_args":null,"members":{{"{member}":{{"kind":"method","parameters":"($self)"}}}}}}"#
        )
    };
    let told = |second: &str| {
        let text = format!(
            r#"{{"modules":[{{"path":[],"doc":"","all":null,"imports":[],"names":{{"one":{{"function":0}},"C":{{"class":0}},"sub":{{"module":1}}}}}},
            {{"path":["sub"],"doc":"","all":null,"imports":[],"names":{{"C":{{"class":1}}}}}}],
            "classes":[{},{}],"functions":[{{"name":"one","doc":"","parameters":"()"}}]}}"#,
            class("first"),
            class(second),
        );
        let survey: Survey = serde_json::from_str(&text).expect("a survey");
        let mut facts = vec![returns("one", None)];
        facts.extend(class_with(1, "first", None).into_iter().chain(class_with(2, second, None)));
        let (surveyed, _) = applied(facts, &survey);
        let stub = render_surveyed(&surveyed, "m", &Config::default()).expect("a stub");
        let fixes = stub.warnings.into_iter().filter_map(|problem| problem.fix);
        // What cannot be told apart counts as not annotated, too.
        fixes.filter(|fix| *fix != Fix::Annotate).collect::<Vec<Fix>>()
    };
    // What Python tells apart, the annotation of one of them can state. The other one is in the extension module itself.
    assert_eq!(told("second"), [Fix::StateModules(vec![(at(2), "m.sub".to_owned())])]);
    // Otherwise, the source has to show it.
    let of_source =
        Fix::StateOneOf { name: "C".to_owned(), modules: vec!["m".to_owned(), "m.sub".to_owned()] };
    assert_eq!(told("first"), [of_source.clone(), of_source]);
}
