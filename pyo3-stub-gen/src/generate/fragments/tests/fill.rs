//! Annotations beside fragments: what an annotation says remains, and what it leaves open is filled.

use super::{BARE, Recorded};
use crate::facts::{
    DefaultFact, Fact, Facts, FunctionFact, ParameterFact, ParameterKind, Position, Receiver, StubOptions,
    TypeExpr, UnknownExpr,
};
use crate::generate::fragments::join;
use crate::generate::survey::{Gaps, Question, Surveyed, TypeSource, Types, apply};
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
    let function = FunctionFact {
        name: "add".to_owned(),
        module: None,
        receiver: Receiver::None,
        parameters: parameters.collect(),
        returns,
        doc: "Adds two numbers.".to_owned(),
        is_async: false,
        is_overload: false,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: Position { file: "lib.rs".to_owned(), line: 1, column: 1 },
        index: 0,
    };
    Facts { library_version: String::new(), facts: vec![Fact::Function(function)] }
}

/// The knowledge about `recorded` from `facts`, and the requested items.
fn known(recorded: Recorded, facts: Facts, config: &Config) -> (Surveyed, usize, bool) {
    let (fragments, survey) = (recorded.fragments(), recorded.survey());
    let mut joined = join(&fragments, &survey, recorded.module);
    joined.reveal_hidden(&survey);
    let asked = RefCell::new((0, false));
    let types = |gaps: &Gaps<'_>| {
        *asked.borrow_mut() = (gaps.untyped.len(), gaps.has_unknown);
        Some(&joined as &dyn Types)
    };
    let question = Question {
        module: recorded.module,
        config,
        library: Position { file: "bare.so".to_owned(), line: 0, column: 0 },
        is_foreign: &|_| false,
        types: &types,
    };
    let surveyed = apply(facts, &survey, &question);
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
