//! Signatures that differ from those in Python. The stub follows Python, and a warning reports both.

use super::build::*;
use super::skips::applied;
use crate::facts::*;
use crate::generate::survey::Survey;
use crate::generate::{Config, render_surveyed};

/// The module `m` with the function `f`, which has the signature `function`, and the class `C` with the method `g`, which
/// is bound as `binding` and has the signature `method`.
fn survey(function: &str, binding: &str, method: &str) -> Survey {
    let text = format!(
        r#"{{"modules":[{{"path":[],"doc":"","all":null,"imports":[],
            "names":{{"f":{{"function":0}},"C":{{"class":0}}}}}}],
        "classes":[{{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":false,
            "can_be_called":true,"has_own_layout":true,"parameters":"(size=1)","match_args":null,
            "members":{{"__new__":{{"kind":"new"}},"g":{{"kind":"{binding}","parameters":"{method}"}}}}}}],
        "functions":[{{"name":"f","doc":"","parameters":"{function}"}}]}}"#
    );
    serde_json::from_str(&text).expect("a survey")
}

/// The stub of `facts` where Python shows `survey`, and the warnings of rules about signatures.
fn followed(facts: Vec<Fact>, survey: &Survey) -> (String, Vec<String>) {
    let (surveyed, stub) = applied(facts, survey);
    let warnings = render_surveyed(&surveyed, "m", &Config::default()).expect("a stub").warnings;
    let is_of_signature = |code: &str| ["other-parameters", "other-binding"].contains(&code);
    let told = warnings.into_iter().filter(|problem| is_of_signature(problem.code));
    (stub, told.map(|problem| problem.message).collect())
}

/// The stub of the function `f` that takes `parameters`, where Python shows `shown`.
fn of_function(parameters: Vec<ParameterFact>, shown: &str) -> (String, Vec<String>) {
    let fact = Fact::Function(function("m", "f", parameters, str_()));
    followed(vec![fact], &survey(shown, "method", "($self)"))
}

fn with(name: &str, kind: ParameterKind, default: Option<&str>) -> ParameterFact {
    let default = default.map(|text| DefaultFact::Text(text.to_owned()));
    ParameterFact { kind, default, ..parameter(name, int()) }
}

fn python(kind: SnippetKind, text: &str) -> Fact {
    Fact::Snippet(SnippetFact {
        kind,
        module: Some("m".to_owned()),
        parts: vec![SnippetPart::Text(text.to_owned())],
        position: at(3),
        index: 0,
    })
}

#[test]
fn what_python_shows_is_kept() {
    use ParameterKind::{KeywordOnly, PositionalOnly, PositionalOrKeyword, VarKeyword, VarPositional};
    let all = || {
        vec![
            with("a", PositionalOnly, None),
            with("b", PositionalOrKeyword, Some("'x'")),
            with("c", PositionalOrKeyword, Some("...")),
            with("args", VarPositional, None),
            with("d", KeywordOnly, Some("1_000")),
            with("kwargs", VarKeyword, None),
        ]
    };
    let shown = "(a, /, b=\\\"x\\\", c=..., *args, d=1000, **kwargs)";
    assert_eq!(of_function(all(), shown).1, Vec::<String>::new());
    // A parameter that is passed by position may have any name.
    let renamed = vec![with("other", PositionalOnly, None)];
    assert_eq!(of_function(renamed, "(a, /)").1, Vec::<String>::new());
    // A definition may name what Python takes by `*args` and `**kwargs`.
    let named = vec![with("a", PositionalOrKeyword, None), with("b", KeywordOnly, None)];
    assert_eq!(of_function(named, "(*args, **kwargs)").1, Vec::<String>::new());
}

#[test]
fn each_difference_is_told_and_mended() {
    use ParameterKind::{KeywordOnly, PositionalOnly, PositionalOrKeyword, VarKeyword, VarPositional};
    let a = || with("a", PositionalOrKeyword, None);
    let cases = [
        (vec![a()], "(b)", "f(b: int)", "`(a)`", "`(b)`"),
        (vec![a()], "(a, /)", "f(a: int, /)", "`(a)`", "`(a, /)`"),
        (vec![with("a", PositionalOnly, None)], "(a)", "f(a: int)", "`(a, /)`", "`(a)`"),
        (vec![a()], "(*, a)", "f(*, a: int)", "`(a)`", "`(*, a)`"),
        (vec![with("a", KeywordOnly, None)], "(a)", "f(a: int)", "`(*, a)`", "`(a)`"),
        (vec![a()], "()", "f()", "`(a)`", "`()`"),
        (vec![a()], "(a, b)", "f(a: int, b: Incomplete)", "`(a)`", "`(a, b)`"),
        (vec![a()], "(a, *args)", "f(a: int, *args: Incomplete)", "`(a)`", "`(a, *args)`"),
        (vec![a(), with("args", VarPositional, None)], "(a)", "f(a: int)", "`(a, *args)`", "`(a)`"),
        (vec![a(), with("kw", VarKeyword, None)], "(a)", "f(a: int)", "`(a, **kw)`", "`(a)`"),
        (vec![a()], "(a=1)", "f(a: int = 1)", "`(a)`", "`(a=1)`"),
        (vec![a()], "(a=None)", "f(a: int | None = None)", "`(a)`", "`(a=None)`"),
        (vec![a()], "(a=...)", "f(a: int = ...)", "`(a)`", "`(a=...)`"),
        (vec![with("a", PositionalOrKeyword, Some("1"))], "(a)", "f(a: int)", "`(a=1)`", "`(a)`"),
        (vec![with("a", PositionalOrKeyword, Some("1"))], "(a=2)", "f(a: int = 2)", "`(a=1)`", "`(a=2)`"),
    ];
    for (parameters, shown, expected, stated, told) in cases {
        let (stub, messages) = of_function(parameters, shown);
        assert!(stub.contains(&format!("def {expected} -> str: ...")), "{expected}\n{stub}");
        let message =
            format!("the function `m.f` is annotated with the parameters {stated}, but has {told} in Python");
        assert_eq!(messages, [message]);
    }
}

#[test]
fn a_lone_function_is_found_by_its_name() {
    let of = |doc: &str| {
        let fact =
            FunctionFact { doc: doc.to_owned(), ..function("", "f", vec![parameter("a", int())], str_()) };
        followed(vec![Fact::Function(fact)], &survey("(b)", "method", "($self)")).0
    };
    assert!(of("").contains("def f(b: int) -> str: ..."));
    // A different docstring belongs to a different function.
    assert!(of("Other.").contains("def f(b: Incomplete) -> Incomplete: ..."));
}

#[test]
fn text_in_python_follows_python_too() {
    let text = "def f(first: int, extra: str = \"x\") -> str: ...";
    let (stub, messages) =
        followed(vec![python(SnippetKind::Functions, text)], &survey("(first)", "method", "($self)"));
    assert!(stub.contains("def f(first: int) -> str: ..."), "{stub}");
    assert_eq!(
        messages,
        [
            "the function `m.f` is annotated with the parameters `(first, extra=\"x\")`, but has `(first)` in Python"
        ]
    );
}

#[test]
fn overloads_may_divide_what_python_shows() {
    let text = "@overload\ndef f(a: int) -> int: ...\n@overload\ndef f(a: str, *, b: bool) -> str: ...";
    let of =
        |shown| followed(vec![python(SnippetKind::Functions, text)], &survey(shown, "method", "($self)"));
    let (stub, messages) = of("(a, *, b=None)");
    assert!(messages.is_empty() && stub.matches("@overload").count() == 2, "{messages:?}\n{stub}");
    let (stub, messages) = of("(a, *others, b=None)");
    assert!(
        stub.contains("def f(a: int | str, *others: Incomplete, b: bool | None = None) -> int | str: ..."),
        "{stub}"
    );
    assert!(!stub.contains("@overload"), "{stub}");
    assert_eq!(
        messages,
        [
            "the function `m.f` is annotated with the parameters `(a)`, `(a, *, b)`, but has `(a, *others, b=None)` in \
          Python"
        ]
    );
}

#[test]
fn text_signature_is_not_followed() {
    let mut fact = function("m", "f", vec![parameter("a", int())], str_());
    fact.stub_options.set.push(StubOptionFact { option: StubOption::TextSignature, values: Vec::new() });
    for module in [None, Some("m".to_owned())] {
        let fact = Fact::Function(FunctionFact { module, ..fact.clone() });
        let (stub, messages) = followed(vec![fact], &survey("(other)", "method", "($self)"));
        assert!(stub.contains("def f(a: int) -> str"), "{stub}");
        assert_eq!(messages, Vec::<String>::new());
    }
}

#[test]
fn methods_are_bound_as_python_binds_them() {
    for (binding, shown, text, expected) in [
        (
            "method",
            "($self, a)",
            "@staticmethod\n    def g(a: int) -> str: ...",
            "    def g(self, a: int) -> str",
        ),
        ("method", "($self, a)", "def g(a: int) -> str: ...", "    def g(self, a: int) -> str"),
        (
            "staticmethod",
            "(a)",
            "def g(self, a: int) -> str: ...",
            "    @staticmethod\n    def g(a: int) -> str",
        ),
        (
            "classmethod",
            "($cls, a)",
            "def g(self, a: int) -> str: ...",
            "    @classmethod\n    def g(cls, a: int) -> str",
        ),
    ] {
        let facts = vec![
            Fact::Class(class(0, "m", "C")),
            python(SnippetKind::Methods(0), &format!("class C:\n    {text}")),
        ];
        let (stub, messages) = followed(facts, &survey("()", binding, shown));
        assert!(stub.contains(expected), "{stub}");
        assert!(!messages.is_empty() && messages[0].contains("m.C.g"), "{messages:?}");
    }
}

#[test]
fn a_constructor_has_the_parameters_that_python_shows() {
    let new = method(Receiver::New, "__new__", vec![parameter("length", int())], int());
    let facts = vec![Fact::Class(class(0, "m", "C")), Fact::Methods(methods(0, vec![new]))];
    let (stub, messages) = followed(facts, &survey("()", "method", "($self)"));
    assert!(stub.contains("def __new__(cls, size: int = 1) -> C: ..."), "{stub}");
    assert_eq!(
        messages,
        [
            "the method `m.C.__new__` is annotated with the parameters `(length)`, but has `(size=1)` in Python"
        ]
    );
}

#[test]
fn a_type_variable_that_relates_nothing_is_replaced() {
    let stub_of = |text: &str| {
        followed(vec![python(SnippetKind::Functions, text)], &survey("(a)", "method", "($self)")).0
    };
    assert!(stub_of("def f[T](a: T) -> int: ...").contains("def f(a: object) -> int: ..."));
    assert!(stub_of("def f[T: str](a: T | None) -> int: ...").contains("def f(a: str | None) -> int: ..."));
    assert!(stub_of("def f[T](a: int) -> T: ...").contains("def f(a: int) -> Incomplete: ..."));
    assert!(stub_of("def f[T](a: int) -> int: ...").contains("def f(a: int) -> int: ..."));
    // It may make an argument of another type take more.
    for kept in ["def f[T](a: T) -> T: ...", "def f[T: str](a: list[T]) -> int: ..."] {
        assert!(stub_of(kept).contains("T = TypeVar("), "{}", stub_of(kept));
    }
}

#[test]
fn an_initializer_that_python_lacks_is_the_constructor() {
    let text = "class C:\n    @overload\n    def __init__(self, size: int) -> None: ...\n    @overload\n    \
                def __init__(self) -> None: ...";
    let facts = vec![Fact::Class(class(0, "m", "C")), python(SnippetKind::Methods(0), text)];
    let (stub, messages) = followed(facts, &survey("()", "method", "($self)"));
    assert_eq!(stub.matches("    @overload\n    def __new__(cls").count(), 2, "{stub}");
    assert!(!stub.contains("__init__") && stub.contains("def __new__(cls, size: int) -> C: ..."), "{stub}");
    assert_eq!(
        messages,
        ["`m.C.__init__` is annotated as an initializer, but is the constructor `__new__` in Python"]
    );
}

#[test]
fn an_overload_that_stands_alone_silences_nothing_about_overloads() {
    let text = "@overload\ndef f(a: bool) -> str: ...  # type: ignore[overload-overlap, misc]  # pyright: ignore[reportOverlappingOverload]";
    let (stub, _) = followed(vec![python(SnippetKind::Functions, text)], &survey("(a)", "method", "($self)"));
    assert!(stub.contains("\ndef f(a: bool) -> str: ...  # type: ignore[misc]\n"), "{stub}");
}
