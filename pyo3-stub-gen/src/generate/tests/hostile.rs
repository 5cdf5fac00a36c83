//! The generator does not panic: damaged bytes and damaged Python source become a stub or an error.
//!
//! Every run is the same. `STUB_GEN_FUZZ_ROUNDS` makes it longer, `STUB_GEN_FUZZ_SEED` changes its numbers, and
//! `STUB_GEN_FUZZ_FACTS` names a file of facts to damage beside its own:
//!
//! ```console
//! $ STUB_GEN_FUZZ_ROUNDS=1000000 cargo test -p pyo3-stub-gen --no-default-features --features generate damaged
//! ```

use super::build::*;
use crate::facts::wire::Wire;
use crate::facts::{self, *};
use crate::generate::config::Selection;
use crate::generate::{Config, PythonVersion, Severity, SubmoduleStyle, render};
use crate::grammar::*;
use std::{env, fs, panic};

/// How often something is damaged, unless the environment says otherwise.
const ROUNDS: u64 = 600;

/// Texts of every place that takes Python.
const PYTHON: &[&str] = &[
    "import a.b as c\nfrom collections.abc import Callable, Sequence as S\n@overload\n@deprecated(\"no\")\n\
     def f(self, x: S[int], /, *y: Callable[[int, *Ts], str], z: \"Foo\" = 1.5, **k: c.D) -> Foo | None:\n    \
     \"\"\"Doc.\"\"\"\n",
    "class Foo:\n    a: ClassVar[int] = 1\n    @property\n    def b(self) -> list[\"Foo\"]: ...\n    @b.setter\n    \
     def b(self, value: Literal['x', b\"\\x00\", -1]) -> None: ...\n    async def c(self) -> tuple[()]: ...\n",
    "N: TypeAlias = int | str\nM = dict[str, Annotated[int, \"x\"]]\ntype P[T: (int, str) = int, *Ts, **Q] = list[T]\n",
    "T, U: int = int, *Ts, **P",
    "dict[str, typing.Optional[numpy.ndarray]]",
    "{'a': [1, (2,), {3}], \"b\": -1e9, 'c': f(x=1)}",
];

/// Text that damages Python source: brackets, quotes, escapes, line breaks, characters of several bytes.
const SPLINTERS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\"\"\"",
    "\\",
    "\n",
    "\n    ",
    "\r",
    "\t",
    "\0",
    ",",
    ":",
    "=",
    ".",
    "...",
    "|",
    "*",
    "**",
    "/",
    "@",
    "#",
    "def ",
    "class ",
    "lambda: ",
    "import ",
    "from ",
    " as ",
    "async ",
    "f'{",
    "rb'",
    "\\N{",
    "\\u12",
    "é",
    "𝒳",
    "\u{2028}",
    "\u{feff}",
    "ﬁ",
    "0x",
    "1_",
    "1e999",
    "9999999999999999999999",
    "-",
    "not ",
    "None",
    "Self",
    "__pyo3_stub_gen_rust_type_0",
    "__pyo3_stub_gen_rust_type_7",
    "Foo",
    "m.sub.Foo",
    "type: ignore",
    " if x else ",
    ":=",
];

/// A small generator of numbers: the same ones for the same seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn one_of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

/// Returns `text` with splinters in it, and pieces lost.
fn splintered(text: &str, numbers: &mut Numbers) -> String {
    let mut out = String::new();
    let rarity = [3, 20, 200][numbers.below(3)];
    for c in text.chars() {
        match numbers.below(rarity * 3) {
            0 => out.push_str(numbers.one_of(SPLINTERS)),
            1 => {}
            2 => (0..numbers.below(4)).for_each(|_| out.push(c)),
            _ => out.push(c),
        }
    }
    out
}

/// Returns `facts` with texts damaged wherever one stands: names, modules, types, values, documentation.
fn with_damaged_texts(facts: &Facts, numbers: &mut Numbers) -> Facts {
    let mut bytes = facts::encode(facts);
    for _ in 0..=numbers.below(3) {
        let whole = facts::decode(&bytes).map(|facts| format!("{facts:?}")).unwrap_or_default();
        let at = numbers.below(bytes.len());
        let before = bytes.clone();
        // A splinter of the same length leaves what is around it readable.
        let splinter = numbers.one_of(SPLINTERS).as_bytes();
        let end = (at + splinter.len()).min(bytes.len());
        bytes.splice(at..end, splinter.iter().take(end - at).copied());
        let is_read = facts::decode(&bytes).is_ok_and(|facts| format!("{facts:?}") != whole);
        if !is_read {
            bytes = before;
        }
    }
    facts::decode(&bytes).unwrap_or_else(|_| facts.clone())
}

/// Returns `bytes` with a few of them changed, moved or lost.
fn damaged(mut bytes: Vec<u8>, numbers: &mut Numbers) -> Vec<u8> {
    for _ in 0..=numbers.below(6) {
        let (at, other) = (numbers.below(bytes.len()), numbers.below(bytes.len()));
        match numbers.below(6) {
            0 => bytes[at] = bytes[at].wrapping_add(1),
            1 => bytes[at] = bytes[at].wrapping_sub(1),
            2 => bytes[at] = numbers.below(256) as u8,
            3 => drop(bytes.drain(at..(at + numbers.below(4)).min(bytes.len()))),
            4 => bytes.insert(at, numbers.below(256) as u8),
            _ => {
                let piece: Vec<u8> = bytes[other..(other + 12).min(bytes.len())].to_vec();
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece);
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// One of everything, its Python texts made by `python`.
fn everything(mut python: impl FnMut() -> String) -> Facts {
    let mut rich = class(1, "m.sub", "Foo");
    rich.stub_options = rich.stub_options.with(StubOption::TypeParams, &[&python()]);
    rich.bases = vec![text(&python(), &["numpy"])];
    let mut method = method(Receiver::Instance, "f", vec![parameter("x", text(&python(), &[]))], int());
    method.stub_options = StubOptions::default()
        .with(StubOption::SelfType, &[&python()])
        .with(StubOption::TypeParams, &[&python()]);
    method.doc = python();
    let mut called = function("", "g", vec![parameter("class", int())], text(&python(), &["a.b"]));
    called.parameters[0].default = Some(DefaultFact::Text(python()));
    called.stub_options = called.stub_options.with(StubOption::TypeIgnore, &[&python()]);
    let variants = vec![SimpleVariantFact { name: "A".to_owned(), doc: python() }];
    let simple = ClassFact { kind: ClassKind::SimpleEnum(variants), ..class(2, "", "Bar") };
    let marker = || SnippetPart::RustType(RustTypePart { input: int(), output: local(Some("m.sub"), "Foo") });
    let kinds = [
        SnippetKind::Functions,
        SnippetKind::Overloads("g".to_owned()),
        SnippetKind::Methods(1),
        SnippetKind::TypeAlias,
        SnippetKind::Method(1),
        SnippetKind::MethodOverloads(2),
    ];
    let mut all = vec![
        Fact::Class(rich),
        Fact::Class(simple),
        Fact::Methods(methods(1, vec![method])),
        Fact::Function(called),
        variable(".deep.er", "V", text(&python(), &[]), Some("...")),
        alias("m.sub", "L", text(&python(), &[])),
        module_doc("m.sub.nested", &python()),
    ];
    all.extend(kinds.into_iter().enumerate().map(|(index, kind)| {
        let parts = vec![SnippetPart::Text(python()), marker(), SnippetPart::Text(python())];
        Fact::Snippet(SnippetFact { kind, module: None, parts, position: at(9), index: index as u32 })
    }));
    facts(all)
}

fn config(numbers: &mut Numbers) -> Config {
    let styles = [SubmoduleStyle::Protocol, SubmoduleStyle::Class, SubmoduleStyle::Namespace];
    Config {
        submodule_style: styles[numbers.below(3)],
        use_type_statement: [false, true, false][numbers.below(3)],
        python_version: PythonVersion { major: 3, minor: 10 + numbers.below(6) as u32 },
        docstrings: numbers.below(4) > 0,
        generate_init_py: [Selection::None, Selection::All][numbers.below(2)].clone(),
        ..Config::default()
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).map_or(otherwise, |value| value.parse().expect("a number"))
}

/// A text that is being written, and the strings beside it.
#[derive(Default)]
struct TextSink {
    text: String,
    texts: Vec<String>,
}

impl Sink for TextSink {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn put_letter(&mut self, letter: char) {
        self.text.push(letter);
    }

    fn mention(&mut self, text: &str) {
        self.texts.push(text.to_owned());
    }
}

/// A statement of the file `src/a.rs`.
fn written(line: u32, item: impl Part<TextSink>) -> TextSink {
    let mut out = TextSink::default();
    out.add("src/a.rs").add(Place(line, 1)).add(item);
    out
}

/// A type that is Python source.
fn python_type<S: Sink>(line: u32) -> impl Part<S> {
    let imports = List((Element::Next, "a"));
    (TypeForm::Python, PythonTypeText { position: Place(line, 2), text: "S[int]", imports })
}

/// A parameter.
fn parameter_text<S: Sink>(kind: ParameterKind, name: &'static str, r#type: impl Part<S>) -> impl Part<S> {
    ParameterText { kind, name, r#type, default: DefaultForm::None }
}

/// A member with one more part.
fn member_text<S: Sink>(name: &'static str, part: impl Part<S>) -> impl Part<S> {
    let (default, position) = (DefaultForm::None, Place(4, 2));
    MemberText { name, r#type: TypeForm::Given, doc: "Doc.", default, position, parts: List(part) }
}

/// A class.
fn class_text<S: Sink>(
    name: &'static str,
    module: Option<&'static str>,
    kind: impl Part<S>,
    parts: impl Part<S>,
) -> impl Part<S> {
    let module_meaning = ModuleMeaning::Placement;
    (ItemKind::Class, ClassText { name, module, module_meaning, doc: "Doc.", kind, parts: List(parts) })
}

/// Texts of every kind of item, with every part that one can have.
fn texts() -> [TextSink; 13] {
    let nothing = "";
    let given = TypeForm::Given;
    let ignored = || OptionText { option: StubOption::TypeIgnore, values: List((Element::Next, "x")) };
    let since = DeprecatedText { since: None::<&str>, note: Some("no") };
    let parameters = (
        (
            parameter_text(ParameterKind::PositionalOnly, "a", given),
            ParameterText {
                kind: ParameterKind::PositionalOrKeyword,
                name: "b",
                r#type: python_type(3),
                default: (DefaultForm::Python, "1"),
            },
        ),
        (
            parameter_text(ParameterKind::VarPositional, "v", TypeForm::Any),
            (
                ParameterText {
                    kind: ParameterKind::KeywordOnly,
                    name: "k",
                    r#type: TypeForm::NoReturn,
                    default: DefaultForm::Value,
                },
                parameter_text(ParameterKind::VarKeyword, "w", (TypeForm::Unknown, "T<U>")),
            ),
        ),
    );
    let parts = (
        (FunctionPart::Async, FunctionPart::Overload),
        ((FunctionPart::Deprecated, since.clone()), (FunctionPart::StubOption, ignored())),
    );
    let function = FunctionText {
        name: "f",
        module: None::<&str>,
        receiver: Receiver::None,
        parameters: List(parameters),
        returns: TypeForm::None,
        doc: "Doc.",
        parts: List(parts),
    };
    let method = FunctionText {
        name: "f",
        module: None::<&str>,
        receiver: Receiver::Instance,
        parameters: List(()),
        returns: TypeForm::Any,
        doc: Mentioned,
        parts: List(()),
    };
    let of_struct = (
        (
            (ClassPart::Getter, member_text("x", (MemberPart::Deprecated, since))),
            ((ClassPart::Option, ClassOption::Eq), (ClassPart::Skip, "k")),
        ),
        (
            (ClassPart::Base, given),
            (ClassPart::FromFields, List(parameter_text(ParameterKind::PositionalOrKeyword, "x", given))),
        ),
    );
    let of_block = (
        (MethodsPart::Method, (Place(5, 2), method)),
        (
            (MethodsPart::Getter, member_text("y", (MemberPart::StubOption, ignored()))),
            (MethodsPart::Deleter, "y"),
        ),
    );
    let simple = |name| (Element::Next, SimpleVariantText { name, doc: nothing });
    let complex = (
        ComplexVariantText {
            shape: VariantShape::Struct,
            name: "A",
            doc: nothing,
            fields: List((Element::Next, member_text("x", ()))),
            parameters: List(parameter_text(ParameterKind::PositionalOrKeyword, "x", given)),
        },
        ComplexVariantText {
            shape: VariantShape::Unit,
            name: "B",
            doc: nothing,
            fields: List(()),
            parameters: List(()),
        },
    );
    let subclass = (ClassPart::Option, ClassOption::Subclass);
    let simple_kind = (ClassForm::SimpleEnum, List((simple("A"), simple("B"))));
    let source = "def g(x: ";
    let pieces = (
        (SnippetPiece::Python, source),
        (
            (SnippetPiece::RustType, RustTypeText { input: given, output: given }),
            (SnippetPiece::Python, ") -> int: ...\n"),
        ),
    );
    [
        written(3, (ItemKind::Function, function)),
        written(4, class_text("Point", Some(".sub"), ClassForm::Struct, of_struct)),
        written(5, (ItemKind::Methods, MethodsText { rust_name: "Point", parts: List(of_block) })),
        written(6, class_text("Kind", None, simple_kind, subclass)),
        written(7, class_text("Shape", None, (ClassForm::ComplexEnum, List(complex)), ())),
        written(
            8,
            (
                ItemKind::Variable,
                VariableText {
                    name: "PI",
                    module: None::<&str>,
                    r#type: given,
                    value: DefaultForm::Value,
                    doc: nothing,
                },
            ),
        ),
        written(
            9,
            (
                ItemKind::TypeAlias,
                TypeAliasText { name: "N", module: Some("m"), types: List((given, given)), doc: nothing },
            ),
        ),
        written(10, (ItemKind::ModuleDoc, ModuleDocText { module: Some(".sub"), doc: Mentioned })),
        written(
            11,
            (
                ItemKind::Snippet,
                SnippetText { kind: SnippetForm::Functions, module: None::<&str>, pieces: List(pieces) },
            ),
        ),
        written(
            12,
            (
                ItemKind::Reexport,
                ReexportText {
                    target: "m",
                    from: "m.sub",
                    extent: ReexportExtent::All,
                    names: List((Element::Next, "PI")),
                },
            ),
        ),
        written(13, (ItemKind::Warning, WarningText { kind: WarningKind::Pyo3Option, name: "x" })),
        written(14, (ItemKind::Skip, SkipText { name: "g", module: Some("m.sub") })),
        written(
            15,
            (ItemKind::Methods, MethodsText { rust_name: "P", parts: List((MethodsPart::Skip, "k")) }),
        ),
    ]
}

/// The statements of a library, of every kind.
fn statements() -> Vec<u8> {
    let mut out = Vec::new();
    String::from("1").encode(&mut out);
    Vec::<Fact>::new().encode(&mut out);
    for (class, TextSink { text, .. }) in (0..).zip(texts()) {
        true.encode(&mut out);
        let types = vec![TypeExpr::builtin("int"), TypeExpr::Any, TypeExpr::None];
        let texts = vec!["Doc.".to_owned()];
        let values = vec![DefaultFact::Text("1".to_owned())];
        let class = Some(if class < 3 { 1 } else { class });
        Statement { text, texts, types, values, class, is_zero_sized: true }.encode(&mut out);
    }
    false.encode(&mut out);
    out
}

/// Renders `facts`, and says what they were where that panics, or where the text is not a stub.
fn rendered(facts: &Facts, config: &Config) -> bool {
    let whole = || match render(facts, "pkg.m", config) {
        Ok(stub) => {
            super::safe_texts::is_whole(&stub);
            assert_eq!(render(facts, "pkg.m", config).as_ref(), Ok(&stub));
            true
        }
        Err(problems) => {
            assert!(problems.iter().any(|problem| problem.severity == Severity::Error));
            false
        }
    };
    match panic::catch_unwind(whole) {
        Ok(is_stub) => is_stub,
        Err(payload) => {
            eprintln!("{config:?}\n{facts:?}");
            panic::resume_unwind(payload);
        }
    }
}

#[test]
fn damaged_facts_never_panic() {
    let mut numbers = Numbers(number("STUB_GEN_FUZZ_SEED", 24));
    let mut whole = vec![facts::encode(&super::stubs::submodules()), statements()];
    whole.extend(env::var_os("STUB_GEN_FUZZ_FACTS").map(|file| fs::read(file).expect("a file of facts")));
    let (mut decoded, mut stubs) = (0, 0);
    for bytes in &whole {
        facts::decode(bytes).expect("facts before they are damaged");
    }
    for _ in 0..number("STUB_GEN_FUZZ_ROUNDS", ROUNDS) {
        let index = numbers.below(whole.len());
        let Ok(facts) = facts::decode(&damaged(whole[index].clone(), &mut numbers)) else { continue };
        decoded += 1;
        stubs += u32::from(rendered(&facts, &config(&mut numbers)));
    }
    assert!(decoded > 25 && stubs > 10, "too little is left of the facts: {decoded}, {stubs}");
}

#[test]
fn damaged_texts_never_become_a_broken_stub() {
    let mut numbers = Numbers(number("STUB_GEN_FUZZ_SEED", 24));
    let mut stubs = 0;
    for _ in 0..number("STUB_GEN_FUZZ_ROUNDS", ROUNDS) {
        let whole =
            if numbers.below(2) == 0 { super::stubs::submodules() } else { everything(|| "int".to_owned()) };
        let facts = with_damaged_texts(&whole, &mut numbers);
        stubs += u32::from(rendered(&facts, &config(&mut numbers)));
    }
    assert!(stubs > 10, "too little is left of the facts: {stubs}");
}

#[test]
fn damaged_python_never_panics() {
    let mut numbers = Numbers(number("STUB_GEN_FUZZ_SEED", 24));
    for _ in 0..number("STUB_GEN_FUZZ_ROUNDS", ROUNDS) {
        let config = config(&mut numbers);
        let facts = everything(|| {
            let text = numbers.one_of(PYTHON);
            splintered(text, &mut numbers)
        });
        rendered(&facts, &config);
        // One text at a time, so that an error elsewhere does not hide what comes after it.
        for kept in facts.facts.iter().filter(|fact| !matches!(fact, Fact::Class(_))) {
            let mut few = super::build::facts([
                Fact::Class(class(1, "m.sub", "Foo")),
                Fact::Class(class(2, "", "Bar")),
            ]);
            few.facts.push(kept.clone());
            rendered(&few, &config);
        }
    }
}

#[test]
fn deep_nesting_is_an_error() {
    for (open, close) in
        [("[", "]"), ("(", ")"), ("list[", "]"), ("-", ""), ("not ", ""), ("lambda: ", ""), ("{", "}")]
    {
        let deep = format!("{}int{}", open.repeat(100_000), close.repeat(100_000));
        let facts = facts([alias("", "Deep", text(&deep, &[]))]);
        assert!(render(&facts, "m", &Config::default()).is_err(), "{open}");
    }
}

/// Classes that a record submitted by hand describes, each with the base that follows it, and the last with `last`.
fn chain(names: &[&str], last: TypeExpr) -> Facts {
    let bases = names.iter().skip(1).map(|name| local(None, name)).chain([last]);
    let classes = names.iter().zip(1..).zip(bases).map(|((name, id), base)| {
        let position = Position { line: 0, ..at(1) };
        Fact::Class(ClassFact { bases: vec![base], position, ..class(id, "", name) })
    });
    facts(classes.collect::<Vec<_>>())
}

/// An exception needs no constructor of its own, and every other class without one cannot be called.
#[test]
fn classes_that_inherit_in_a_circle_are_not_exceptions() {
    for names in [&["A"][..], &["A", "B"], &["A", "B", "C"]] {
        let in_a_circle = render(&chain(names, local(None, "A")), "m", &Config::default());
        assert!(
            in_a_circle
                .is_ok_and(|stub| names.iter().all(|name| stub.text.contains(&format!("class {name}"))))
        );
        let raised = render(&chain(names, TypeExpr::builtin("ValueError")), "m", &Config::default());
        assert!(
            raised.is_ok_and(|stub| !stub.text.contains("NoReturn") && stub.text.contains("(ValueError)"))
        );
    }
}
