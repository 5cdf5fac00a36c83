//! Docstrings that the stub has in addition to those of the items: of submodules, accessors, and the places of
//! `source-links`.

use super::build::*;
use crate::facts::*;
use crate::generate::config::SourceLinks;
use crate::generate::{Config, render};

fn stub(facts: &Facts, config: &Config) -> String {
    render(facts, "m", config).expect("no errors").text
}

#[test]
fn the_docstring_of_a_property_may_come_from_its_setter() {
    let setter = MemberFact { doc: "The size.".into(), ..member("size", int()) };
    let block = MethodsFact {
        getters: vec![member("size", int())],
        setters: vec![setter],
        deleters: vec!["size".to_owned()],
        ..methods(1, Vec::new())
    };
    let stub = stub(&facts([Fact::Class(class(1, "m", "Foo")), Fact::Methods(block)]), &Config::default());
    assert_eq!(stub.matches("\"\"\"The size.\"\"\"").count(), 3, "{stub}");
}

/// A function, a class with a method, and a class from another crate.
fn placed() -> Facts {
    let foreign = Position { file: "/registry/other/src/lib.rs".to_owned(), ..at(9) };
    facts([
        Fact::Function(FunctionFact {
            doc: "Grows.\n\nA lot.".into(),
            position: at(3),
            ..function("m.sub", "grow", vec![], int())
        }),
        Fact::Class(ClassFact { position: at(5), ..class(1, "m", "Plant") }),
        Fact::Methods(methods(
            1,
            vec![FunctionFact { position: at(7), ..method(Receiver::Instance, "age", vec![], int()) }],
        )),
        Fact::Class(ClassFact { position: foreign, ..class(2, "m", "Other") }),
    ])
}

#[test]
fn docstrings_state_the_places_of_items() {
    let config = Config { source_links: SourceLinks::Places, ..Config::default() };
    let stub = stub(&placed(), &config);
    assert!(stub.contains("\"\"\"Grows.\n\n        A lot.\n\n        Source: `src/lib.rs:3`\n"), "{stub}");
    assert!(stub.contains("class Plant:\n    \"\"\"Source: `src/lib.rs:5`\"\"\"\n"), "{stub}");
    assert!(stub.contains("def age(self) -> int:\n        \"\"\"Source: `src/lib.rs:7`\"\"\"\n"), "{stub}");
    // `__new__` is generated for the class, and the last class is not in the project.
    assert_eq!(stub.matches("Source:").count(), 3, "{stub}");
}

#[test]
fn docstrings_link_to_the_places_of_items() {
    let link = "https://example.com/{path}#L{line}".to_owned();
    let config = Config { source_links: SourceLinks::Links(link), ..Config::default() };
    let stub = stub(&placed(), &config);
    assert!(stub.contains("\"\"\"Source: <https://example.com/src/lib.rs#L7>\"\"\"\n"), "{stub}");
}

#[test]
fn places_are_left_out_with_docstrings() {
    let config = Config { source_links: SourceLinks::Places, docstrings: false, ..Config::default() };
    assert!(!stub(&placed(), &config).contains("Source"));
}
