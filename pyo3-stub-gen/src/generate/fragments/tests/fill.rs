//! Annotations beside fragments: what an annotation says remains, and what it leaves open is filled.

use super::{BARE, Recorded, fragments, survey};
use crate::facts::{
    ClassFact, ClassKind, DefaultFact, Fact, Facts, FunctionFact, LocalExpr, ParameterFact, ParameterKind,
    Position, Receiver, StubOptions, TypeExpr, UnknownExpr,
};
use crate::generate::fragments::{Fragments, join};
use crate::generate::survey::{Gaps, Question, Survey, Surveyed, TypeSource, Types, apply};
use crate::generate::{Config, render_surveyed};
use std::cell::RefCell;

fn unknown() -> TypeExpr {
    TypeExpr::Unknown(UnknownExpr { rust: "Weird".into(), feature: None })
}

/// The annotation of `add(left, right=1, /, *, scale=2.5, label=None)`, with these types.
fn add(types: [TypeExpr; 4], returns: TypeExpr) -> Facts {
    let names = [("left", None), ("right", Some("1")), ("scale", Some("2.5")), ("label", Some("None"))];
    let parameters = names.into_iter().zip(types).map(|((name, default), r#type)| ParameterFact {
        name: name.to_owned(),
        kind: if matches!(name, "left" | "right") {
            ParameterKind::PositionalOnly
        } else {
            ParameterKind::KeywordOnly
        },
        r#type,
        default: default.map(|text| DefaultFact::Text(text.to_owned())),
    });
    let function = function("add", parameters.collect(), returns, "Adds two numbers.");
    Facts { library_version: String::new(), facts: vec![Fact::Function(function)] }
}

fn function(name: &str, parameters: Vec<ParameterFact>, returns: TypeExpr, doc: &str) -> FunctionFact {
    FunctionFact {
        name: name.to_owned(),
        module: None,
        receiver: Receiver::None,
        parameters,
        returns,
        doc: doc.to_owned(),
        is_async: false,
        is_overload: false,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: Position { file: "lib.rs".to_owned(), line: 1, column: 1 },
        index: 0,
    }
}

/// The knowledge about `recorded` from `facts`, and the requested items.
fn known(recorded: Recorded, facts: Facts, config: &Config) -> (Surveyed, usize, bool) {
    known_of(&recorded.fragments(), &recorded.survey(), recorded.module, facts, config)
}

fn known_of(
    fragments: &Fragments,
    survey: &Survey,
    module: &str,
    facts: Facts,
    config: &Config,
) -> (Surveyed, usize, bool) {
    let mut joined = join(fragments, survey, module);
    joined.reveal_hidden(survey);
    let asked = RefCell::new((0, false));
    let types = |gaps: &Gaps<'_>| {
        *asked.borrow_mut() = (gaps.untyped.len(), gaps.has_unknown);
        Some(&joined as &dyn Types)
    };
    let question = Question {
        module,
        config,
        library: Position { file: "bare.so".to_owned(), line: 0, column: 0 },
        is_foreign: &|_| false,
        types: &types,
    };
    let surveyed = apply(facts, survey, &question);
    let (untyped, has_unknown) = *asked.borrow();
    (surveyed, untyped, has_unknown)
}

fn signature_of_add(facts: Facts) -> String {
    let (surveyed, ..) = known(BARE, facts, &Config::default());
    let text = render_surveyed(&surveyed, BARE.module, &Config::default()).expect("a stub").text;
    let rest = text.split("def add(").nth(1).and_then(|rest| rest.split(':').next().map(|_| rest));
    let signature = rest.and_then(|rest| rest.split("\n    \"\"\"").next()).unwrap_or_default();
    signature.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_rust_type_without_python_type_is_filled() {
    let facts = add([unknown(), unknown(), TypeExpr::builtin("float"), unknown()], unknown());
    assert_eq!(
        signature_of_add(facts),
        "left: SupportsIndex, right: SupportsIndex = 1, /, *, scale: float = 2.5, label: str | None = None, ) -> float:"
    );
}

#[test]
fn what_an_annotation_says_remains() {
    let stated = || TypeExpr::builtin("bytes");
    let label = TypeExpr::union([unknown(), TypeExpr::None]);
    let signature =
        signature_of_add(add([stated(), TypeExpr::Any, unknown(), label], TypeExpr::builtin("complex")));
    assert_eq!(
        signature,
        "left: bytes, right: Any = 1, /, *, scale: SupportsFloat | SupportsIndex = 2.5, label: str | None = None, ) -> complex:"
    );
}

#[test]
fn gaps_are_what_lacks_types() {
    let facts = || add([(); 4].map(|()| TypeExpr::Any), TypeExpr::Any);
    let (surveyed, untyped, has_unknown) = known(BARE, facts(), &Config::default());
    // The functions without `add`, in both modules, and the classes without the exceptions.
    assert_eq!((untyped, has_unknown), (10, false));
    assert_eq!(surveyed.unannotated, Vec::<String>::new());
    let source = |name: &str| surveyed.sources.get(name).copied();
    assert_eq!(source("bare.add"), None);
    assert_eq!(source("bare.area"), Some(TypeSource::Pyo3));
    assert_eq!(source("bare.Jar.fill"), Some(TypeSource::Pyo3));
    assert_eq!(source("bare.Jar.LARGEST"), Some(TypeSource::Python));
    assert_eq!(source("bare.VERSION"), Some(TypeSource::Python));

    let strict = Config::builder().unannotated(crate::generate::config::Unannotated::Deny).build();
    let (surveyed, untyped, _) = known(BARE, facts(), &strict);
    assert_eq!(untyped, 0);
    assert!(surveyed.problems.iter().any(|problem| problem.code == "unannotated-denied"));
}

/// A type has the name of a class and the module that its annotation states, which several classes may share.
#[test]
fn classes_with_one_name_are_told_apart() {
    let survey = survey(
        r#"{"modules":[
            {"path":[],"doc":"","all":null,"imports":[],"names":{"a":{"module":1},"b":{"module":2},"f":{"function":0}}},
            {"path":["a"],"doc":"","all":null,"imports":[],"names":{"C":{"class":0}}},
            {"path":["b"],"doc":"","all":null,"imports":[],"names":{"C":{"class":1}}}],
        "classes":[
            {"name":"C","doc":"One.","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,"members":{}},
            {"name":"C","doc":"Two.","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,"members":{}}],
        "functions":[{"name":"f","doc":"","parameters":[]}]}"#,
    );
    let described = fragments(
        r#"{"decorators":[],"doc":"One.","id":"1","name":"C","type":"class"}
{"decorators":[],"doc":"Two.","id":"2","name":"C","type":"class"}
{"arguments":{},"id":"3","name":"f","returns":{"type":"id","id":"2"},"type":"function"}"#,
    );
    let shared = || TypeExpr::Local(LocalExpr { module: None, name: "C".to_owned() });
    let class = |id: u32, doc: &str| {
        let position = Position { file: "lib.rs".to_owned(), line: id + 1, column: 1 };
        Fact::Class(ClassFact { doc: doc.to_owned(), ..ClassFact::new(id, "C", ClassKind::Struct, position) })
    };
    let facts =
        vec![class(0, "One."), class(1, "Two."), Fact::Function(function("f", Vec::new(), shared(), ""))];
    let facts = Facts { library_version: String::new(), facts };
    let (surveyed, untyped, has_open) = known_of(&described, &survey, "m", facts, &Config::default());
    assert_eq!((untyped, has_open), (0, true));
    let stub = render_surveyed(&surveyed, "m", &Config::default()).expect("a stub");
    assert!(stub.text.contains("def f() -> _BProtocol.C: ..."), "{}", stub.text);
    assert_eq!(stub.warnings.len(), 0, "{:?}", stub.warnings);
}
