//! The text of stubs. Every snapshot here was read and checked with five type checkers.

use super::build::*;
use crate::facts::*;
use crate::generate::config::Selection;
use crate::generate::{Config, FileForm, PythonVersion, SubmoduleStyle, render};
use std::path::Path;

fn stub(facts: &Facts) -> String {
    styled(facts, SubmoduleStyle::Protocol)
}

fn styled(facts: &Facts, submodule_style: SubmoduleStyle) -> String {
    let config = Config { submodule_style, ..Config::default() };
    render(facts, "m", &config).expect("no errors").text
}

/// Submodules with an item of each kind.
pub(super) fn submodules() -> Facts {
    let greet = FunctionFact {
        doc: "Greets.".into(),
        ..function("m.sub_a", "greet_a", vec![parameter("name", str_())], str_())
    };
    facts([
        module_doc("", "An extension."),
        module_doc("m.sub_a", "The first submodule."),
        Fact::Function(greet),
        variable("m.sub_a", "PI", float(), Some("3.14")),
        Fact::Class(class(1, "m.sub_a", "Foo")),
        Fact::Methods(methods(
            1,
            vec![
                method(Receiver::New, "__new__", vec![parameter("x", int())], TypeExpr::SelfType),
                method(Receiver::Instance, "twin", vec![], local(Some("m.sub_a"), "Foo")),
            ],
        )),
        Fact::Function(function(
            "m.sub_a.nested",
            "deep",
            vec![parameter("foo", local(Some("m.sub_a"), "Foo"))],
            TypeExpr::None,
        )),
        Fact::Function(function(".int", "convert", vec![parameter("value", int())], sequence(int()))),
        Fact::Function(function("", "top", vec![parameter("value", int())], int())),
        alias("m.sub_a", "Number", TypeExpr::union([int(), float()])),
        Fact::Function(function(
            "m.sub_a",
            "half",
            vec![parameter("n", local(Some("m.sub_a"), "Number"))],
            float(),
        )),
    ])
}

#[test]
fn submodules_are_protocols() {
    insta::assert_snapshot!(stub(&submodules()));
}

#[test]
fn submodules_are_namespaces() {
    insta::assert_snapshot!(styled(&submodules(), SubmoduleStyle::Namespace));
}

#[test]
fn submodules_are_classes() {
    insta::assert_snapshot!(styled(&submodules(), SubmoduleStyle::Class));
}

fn has(options: &[ClassOption], class: ClassFact) -> ClassFact {
    ClassFact { options: options.iter().copied().collect(), ..class }
}

fn new(parameters: Vec<ParameterFact>) -> FunctionFact {
    method(Receiver::New, "__new__", parameters, TypeExpr::SelfType)
}

#[test]
fn classes_say_what_the_runtime_says() {
    let exception = || TypeExpr::builtin("Exception");
    let accessors = MethodsFact {
        constants: vec![MemberFact { default: Some(DefaultFact::Text("4".into())), ..member("K", int()) }],
        getters: vec![MemberFact { doc: "A property.".into(), ..member("prop", int()) }],
        setters: vec![member("prop", TypeExpr::union([int(), str_()])), member("write_only", int())],
        deleters: vec!["prop".into()],
        ..methods(
            4,
            vec![
                method(Receiver::Static, "st", vec![], TypeExpr::None),
                method(Receiver::Class, "cm", vec![], TypeExpr::None),
                FunctionFact {
                    is_async: true,
                    ..method(Receiver::Instance, "am", vec![parameter("a", int())], int())
                },
                method(Receiver::Instance, "__add__", vec![parameter("o", int())], int()),
                method(Receiver::Instance, "__getitem__", vec![parameter("i", int())], int()),
                method(Receiver::Instance, "__call__", vec![parameter("a", int())], int()),
                method(
                    Receiver::Instance,
                    "__lt__",
                    vec![parameter("o", local(None, "Sub"))],
                    TypeExpr::builtin("bool"),
                ),
                new(vec![ParameterFact {
                    default: Some(DefaultFact::Text("1".into())),
                    ..parameter("x", int())
                }]),
            ],
        )
    };
    insta::assert_snapshot!(stub(&facts([
        Fact::Class(ClassFact {
            getters: vec![member("x", int())],
            setters: vec![member("x", int())],
            ..class(1, "", "Plain")
        }),
        Fact::Class(class(2, "", "Unit")),
        Fact::Methods(methods(2, vec![new(vec![])])),
        Fact::Class(ClassFact {
            is_zero_sized: true,
            ..has(&[ClassOption::Subclass, ClassOption::Frozen], class(3, "", "Marker"))
        }),
        Fact::Class(has(&[ClassOption::Subclass], class(4, "", "Sub"))),
        Fact::Methods(accessors),
        Fact::Class(ClassFact { bases: vec![local(None, "Sub")], ..class(5, "", "Child") }),
        Fact::Class(ClassFact {
            bases: vec![exception()],
            ..has(&[ClassOption::Subclass], class(6, "", "ExcClass"))
        }),
        Fact::Methods(methods(6, vec![new(vec![parameter("code", int())])])),
        Fact::Class(has(&[ClassOption::Eq], class(7, "", "Eq"))),
        Fact::Class(has(
            &[ClassOption::Eq, ClassOption::Ord, ClassOption::Hash, ClassOption::Str],
            class(8, "", "EqOrdHash")
        )),
        Fact::Class(has(&[ClassOption::Generic], class(9, "", "Gen"))),
        Fact::Class(ClassFact {
            from_fields: Some(vec![parameter("a", int())]),
            ..class(10, "", "FromFields")
        }),
        Fact::Class(ClassFact {
            kind: ClassKind::Exception,
            bases: vec![TypeExpr::builtin("ValueError")],
            doc: "An error.".into(),
            ..class(11, "", "MyErr")
        }),
        Fact::Class(ClassFact {
            kind: ClassKind::Exception,
            bases: vec![local(None, "MyErr")],
            ..class(12, "", "AMyErr2")
        }),
    ])));
}

/// CPython 3.12 and 3.13 reject `type("Both", (WithDict, WithWeakref), {})` of two such classes because of an "instance
/// lay-out conflict", and `Bare` conflicts with neither. Versions before 3.12 accept every pair, unless the `__dict__` is a
/// second one.
#[test]
fn a_dict_and_weak_references_are_contents_of_their_own() {
    let empty = |id, name, option: &[ClassOption]| {
        let options = [&[ClassOption::Subclass, ClassOption::Frozen], option].concat();
        Fact::Class(ClassFact { is_zero_sized: true, ..has(&options, class(id, "", name)) })
    };
    let with_base = |id, name, base: TypeExpr, option| {
        let mut fact = empty(id, name, &[option]);
        if let Fact::Class(class) = &mut fact {
            class.bases = vec![base];
        }
        fact
    };
    let all = facts([
        empty(1, "Bare", &[]),
        empty(2, "WithDict", &[ClassOption::Dict]),
        empty(3, "WithWeakref", &[ClassOption::Weakref]),
        with_base(4, "SecondDict", local(None, "WithDict"), ClassOption::Dict),
        with_base(5, "ErrorWithDict", TypeExpr::builtin("ValueError"), ClassOption::Dict),
        with_base(6, "DictWithDict", TypeExpr::builtin("dict"), ClassOption::Dict),
    ]);
    let text = stub(&all);
    assert!(text.contains("\n\nclass Bare:"), "{text}");
    for name in ["WithDict", "WithWeakref", "DictWithDict"] {
        let versions = format!("if sys.version_info >= (3, 12):\n    @disjoint_base\n    class {name}");
        assert!(text.contains(&versions), "{text}");
        assert!(text.contains(&format!("\nelse:\n    class {name}")), "{text}");
    }
    // What the base has too counts in every version.
    for name in ["SecondDict", "ErrorWithDict"] {
        assert!(text.contains(&format!("\n@disjoint_base\nclass {name}")), "{text}");
    }
    let config = Config { python_version: PythonVersion { major: 3, minor: 12 }, ..Config::default() };
    let text = render(&all, "m", &config).expect("no errors").text;
    assert!(text.contains("\n@disjoint_base\nclass WithDict:"), "{text}");
}

#[test]
fn enums_are_plain_classes() {
    let variants = |names: &[&str]| {
        ClassKind::SimpleEnum(
            names.iter().map(|&name| SimpleVariantFact { name: name.into(), doc: String::new() }).collect(),
        )
    };
    let complex = |name: &str, shape, fields: Vec<(&str, TypeExpr)>| ComplexVariantFact {
        name: name.into(),
        doc: String::new(),
        shape,
        fields: fields.iter().map(|(name, r#type)| member(name, r#type.clone())).collect(),
        parameters: fields.into_iter().map(|(name, r#type)| parameter(name, r#type)).collect(),
    };
    let paint = function(
        "",
        "paint",
        vec![ParameterFact {
            default: Some(DefaultFact::Member(MemberDefault {
                class: LocalExpr { module: Some("m.sub".into()), name: "Color".into() },
                member: "Red".into(),
            })),
            ..parameter("color", local(Some("m.sub"), "Color"))
        }],
        TypeExpr::None,
    );
    insta::assert_snapshot!(stub(&facts([
        Fact::Class(ClassFact { kind: variants(&["Red", "Blue"]), ..class(1, "m.sub", "Color") }),
        Fact::Class(ClassFact {
            kind: variants(&["A", "B"]),
            ..has(&[ClassOption::Eq, ClassOption::EqInt, ClassOption::Ord], class(2, "", "Level"))
        }),
        Fact::Class(ClassFact {
            kind: ClassKind::ComplexEnum(vec![
                complex("Circle", VariantShape::Struct, vec![("radius", float())]),
                complex("Pair", VariantShape::Tuple, vec![("_0", int()), ("_1", str_())]),
                complex("Empty", VariantShape::Unit, vec![]),
            ]),
            ..class(3, "m.sub", "Shape")
        }),
        Fact::Class(ClassFact {
            kind: ClassKind::ComplexEnum(vec![complex("Leaf", VariantShape::Tuple, vec![("_0", int())])]),
            ..class(4, "", "Tree")
        }),
        Fact::Function(function(
            "",
            "area",
            vec![parameter("circle", local(Some("m.sub"), "Shape.Circle"))],
            float()
        )),
        Fact::Function(paint),
    ])));
}

#[test]
fn shadowed_names_are_written_another_way() {
    insta::assert_snapshot!(stub(&facts([
        Fact::Function(function("", "typing", vec![parameter("x", TypeExpr::Any)], TypeExpr::Any)),
        Fact::Class(class(1, "", "str")),
        Fact::Class(class(2, "", "Foo")),
        Fact::Class(class(3, "", "Holder")),
        Fact::Methods(MethodsFact {
            getters: vec![member("property", int()), member("size", int())],
            ..methods(
                3,
                vec![
                    method(
                        Receiver::Instance,
                        "list",
                        vec![parameter("of", TypeExpr::builtin("list").subscript(vec![int()]))],
                        str_()
                    ),
                    method(Receiver::Static, "Foo", vec![], local(None, "Foo")),
                    method(Receiver::Class, "Sequence", vec![], sequence(TypeExpr::Any)),
                ]
            )
        }),
        Fact::Function(function("m.builtins", "f", vec![parameter("x", str_())], int())),
        Fact::Function(function("m.sub", "staticmethod", vec![parameter("x", str_())], int())),
        Fact::Function(function("m.a.sub", "g", vec![], TypeExpr::Any)),
        Fact::Function(function("m._sub_", "h", vec![], TypeExpr::Any)),
        Fact::Function(function(
            "",
            "Any",
            vec![parameter("x", sequence(TypeExpr::Any))],
            TypeExpr::named("datetime", "datetime")
        )),
    ])));
}

#[test]
fn functions_keep_their_signature() {
    let kind = |kind, default: Option<&str>, fact: ParameterFact| ParameterFact {
        kind,
        default: default.map(|text| DefaultFact::Text(text.into())),
        ..fact
    };
    let any_tuple = TypeExpr::builtin("tuple").subscript(vec![TypeExpr::Any, TypeExpr::Ellipsis]);
    let dict = TypeExpr::builtin("dict").subscript(vec![TypeExpr::Any, TypeExpr::Any]);
    insta::assert_snapshot!(stub(&facts([
        Fact::Function(FunctionFact {
            doc: "A \\d raw one.\n\nWith \"\"\"quotes\"\"\".\n    indented\n".into(),
            ..function(
                "",
                "sig",
                vec![
                    kind(ParameterKind::PositionalOnly, None, parameter("a", int())),
                    kind(
                        ParameterKind::PositionalOrKeyword,
                        Some("None"),
                        parameter("b", TypeExpr::union([int(), TypeExpr::None]))
                    ),
                    kind(ParameterKind::KeywordOnly, Some("\"x\""), parameter("c", str_())),
                    kind(ParameterKind::KeywordOnly, Some("Foo()"), parameter("d", str_())),
                    kind(ParameterKind::KeywordOnly, Some("None"), parameter("e", str_())),
                ],
                TypeExpr::None
            )
        }),
        Fact::Function(function(
            "",
            "var",
            vec![
                kind(ParameterKind::VarPositional, None, parameter("args", any_tuple)),
                kind(
                    ParameterKind::KeywordOnly,
                    None,
                    parameter("a_rather_long_parameter_name", sequence(str_()))
                ),
                kind(
                    ParameterKind::VarKeyword,
                    None,
                    parameter("kwargs", TypeExpr::union([dict, TypeExpr::None]))
                ),
            ],
            sequence(sequence(int()))
        )),
        Fact::Function(FunctionFact { is_async: true, ..function("", "later", vec![], int()) }),
        Fact::Function(FunctionFact {
            deprecated: Some(DeprecatedFact { since: Some("1.2".into()), note: Some("use \"var\"".into()) }),
            stub_options: StubOptions::default().with(StubOption::TypeIgnore, &["no-redef", "reportAny"]),
            ..function("", "old", vec![], text("typing.Optional['Callable[..., np.ndarray]']", &[]))
        }),
        Fact::Function(function("", "lambda", vec![], int())),
        variable("", "LEVELS", text("tuple[Literal[1, 'b'], ...]", &[]), Some("(1, 'b')")),
        variable("", "plain", int(), None),
    ])));
}

fn snippet(line: u32, kind: SnippetKind, in_module: &str, parts: Vec<SnippetPart>) -> Fact {
    Fact::Snippet(SnippetFact {
        kind,
        module: (!in_module.is_empty()).then(|| in_module.to_owned()),
        parts,
        position: at(line),
        index: 0,
    })
}

fn python(source: &str) -> SnippetPart {
    SnippetPart::Text(source.to_owned())
}

#[test]
fn snippets_make_the_same_nodes_as_facts() {
    let marker = || {
        SnippetPart::RustType(RustTypePart {
            input: sequence(int()),
            output: TypeExpr::builtin("list").subscript(vec![int()]),
        })
    };
    let facts = facts([
        snippet(
            1,
            SnippetKind::Functions,
            "m.sub",
            vec![
                python(
                    "\n    import collections.abc as cabc\n    from datetime import datetime as dt\n\n    async def fetch(\n        xs: ",
                ),
                marker(),
                python(
                    ", /, when: dt | None = None, *rest: cabc.Iterable['Foo'], key: str = \"a\") -> dict[str, ",
                ),
                marker(),
                python("]:\n        \"\"\"Fetches.\n\n            Indented.\n        \"\"\"\n"),
            ],
        ),
        Fact::Class(class(1, "m.sub", "Foo")),
        snippet(
            5,
            SnippetKind::Methods(1),
            "",
            vec![python(
                "class Foo:\n    LIMIT: int = 3\n    @property\n    def size(self) -> int: ...\n    @size.setter\n    def size(self, value: int) -> None: ...\n    @overload\n    def get(self, key: int) -> int: ...\n    @overload\n    def get(self, key: str) -> Foo: ...\n",
            )],
        ),
        Fact::Function(FunctionFact {
            is_overload: true,
            position: at(2),
            ..function("", "over", vec![parameter("x", int())], int())
        }),
        snippet(
            9,
            SnippetKind::Overloads("over".into()),
            "",
            vec![python(
                "@overload\ndef over(x: str) -> str: ...\n@overload\n@deprecated('no bytes')\ndef over(x: bytes) -> bytes: ...",
            )],
        ),
        Fact::Class(class(2, "", "Bar")),
        Fact::Methods(methods(
            2,
            vec![
                FunctionFact {
                    is_overload: true,
                    position: at(12),
                    ..method(Receiver::Static, "both", vec![parameter("x", int())], int())
                },
                FunctionFact { position: at(14), ..method(Receiver::Instance, "after", vec![], int()) },
            ],
        )),
        snippet(
            11,
            SnippetKind::MethodOverloads(2),
            "",
            vec![python("@staticmethod\ndef both(x: str) -> str: ...")],
        ),
        snippet(
            15,
            SnippetKind::TypeAlias,
            "",
            vec![
                python("from typing import Union\nNumber: TypeAlias = Union[int, "),
                marker(),
                python(", Bar]\n\"\"\"A number.\n\nOr a bar.\n\"\"\"\nName: TypeAlias = str\n"),
            ],
        ),
        Fact::Function(function(
            "",
            "uses_alias",
            vec![parameter("x", local(None, "Number"))],
            TypeExpr::None,
        )),
    ]);
    insta::assert_snapshot!(stub(&facts));
}

fn generic() -> Facts {
    let t = || text("T", &[]);
    facts([
        Fact::Class(ClassFact {
            stub_options: StubOptions::default().with(StubOption::TypeParams, &["T, U: (int, str) = int"]),
            options: [ClassOption::Subclass].into_iter().collect(),
            ..class(1, "", "Box")
        }),
        Fact::Methods(methods(
            1,
            vec![
                method(Receiver::New, "__new__", vec![parameter("value", t())], TypeExpr::SelfType),
                FunctionFact {
                    stub_options: StubOptions::default()
                        .with(StubOption::TypeParams, &["V"])
                        .with(StubOption::SelfType, &["Box[T, str]"]),
                    ..method(
                        Receiver::Instance,
                        "swap",
                        vec![parameter("other", text("V", &[]))],
                        text("tuple[T, U, V]", &[]),
                    )
                },
            ],
        )),
        Fact::Class(ClassFact {
            stub_options: StubOptions::default().with(StubOption::TypeParams, &["T"]),
            bases: vec![text("Box[T, int]", &[])],
            ..class(2, "m.sub", "Special")
        }),
        Fact::Function(FunctionFact {
            stub_options: StubOptions::default().with(StubOption::TypeParams, &["T: int, **P"]),
            ..function("", "call", vec![parameter("f", text("Callable[P, T]", &[]))], t())
        }),
    ])
}

#[test]
fn type_parameters_are_type_variables_in_old_versions() {
    insta::assert_snapshot!(stub(&generic()));
}

#[test]
fn type_parameters_have_a_syntax_in_new_versions() {
    let config = Config {
        python_version: crate::generate::PythonVersion { major: 3, minor: 13 },
        ..Config::default()
    };
    insta::assert_snapshot!(render(&generic(), "m", &config).expect("no errors").text);
}

#[test]
fn overrides_are_marked() {
    let get = |name: &str| method(Receiver::Instance, name, vec![], int());
    insta::assert_snapshot!(stub(&facts([
        Fact::Class(has(&[ClassOption::Subclass], class(1, "m.sub", "Base"))),
        Fact::Methods(MethodsFact {
            getters: vec![member("size", int())],
            ..methods(1, vec![get("area"), get("__len__")])
        }),
        Fact::Class(ClassFact { bases: vec![local(Some("m.sub"), "Base")], ..class(2, "", "Derived") }),
        Fact::Methods(MethodsFact {
            getters: vec![member("size", int())],
            setters: vec![member("size", int())],
            ..methods(2, vec![get("area"), get("__len__"), get("own")])
        }),
        Fact::ExcludeFromAll(NameInModule { module: "m".into(), name: "Derived".into(), position: None }),
        Fact::ExportVerbatim(NameInModule { module: "m".into(), name: "__doc__".into(), position: None }),
    ])));
}

#[test]
fn protocol_names_that_clash_are_all_qualified() {
    let mut inflections = std::collections::BTreeMap::new();
    inflections.insert("html_parser".to_owned(), "HTMLParser".to_owned());
    let config = Config { inflections, ..Config::default() };
    let f = |module: &str| Fact::Function(function(module, "f", vec![], TypeExpr::None));
    let facts = facts([
        f("m.a.nested"),
        f("m.b.nested"),
        f("m.html_parser"),
        f("m.taken"),
        f("m.größe"),
        f("m._x"),
        f("m.x"),
        Fact::Class(class(1, "", "_TakenProtocol")),
        f("m.import"),
    ]);
    insta::assert_snapshot!(render(&facts, "m", &config).expect("no errors").text);
}

fn reexport(target: &str, source: &str, items: ReexportItems) -> Fact {
    let (target, source) = (target.to_owned(), source.to_owned());
    Fact::Reexport(ReexportFact { target, source, items, position: Some(at(9)) })
}

#[test]
fn modules_have_what_they_re_export() {
    let mut facts = submodules();
    facts.facts.extend([
        reexport("m.low", "m.high", ReexportItems::Explicit(vec!["Foo".into()])),
        reexport("m.high", "m.sub_a", ReexportItems::Wildcard),
        reexport(
            "m",
            "m.sub_a",
            ReexportItems::Explicit(vec!["Foo".into(), "Number".into(), "nested".into()]),
        ),
    ]);
    insta::assert_snapshot!(stub(&facts));
}

#[test]
fn names_of_other_packages_are_imported_where_a_file_can_have_them() {
    let names = |names: &[&str]| ReexportItems::Explicit(names.iter().map(|&name| name.to_owned()).collect());
    let ordered = TypeExpr::named("collections", "OrderedDict").subscript(vec![TypeExpr::Any, TypeExpr::Any]);
    let mut facts = submodules();
    facts.facts.extend([
        reexport("m", "collections", names(&["OrderedDict", "deque"])),
        reexport("m.sub_a", "other.package", names(&["Thing"])),
        Fact::Function(function("m", "ordered", vec![parameter("x", ordered)], TypeExpr::None)),
    ]);
    let config = Config { importable_submodules: Selection::All, ..Config::default() };
    insta::assert_snapshot!(tree(&facts, &config));
}

/// Text in a module may use the names that the module has from another package, also where no file could import them.
#[test]
fn names_of_other_packages_are_known_to_text() {
    let listed = ReexportItems::Explicit(vec!["kinds".to_owned(), "Thing".to_owned()]);
    let alias = "Kind: TypeAlias = kinds.Kind | Thing";
    let stub = render(
        &facts([
            reexport("m.sub", "other.package", listed),
            snippet(1, SnippetKind::TypeAlias, "m.sub", vec![python(alias)]),
            Fact::Function(function("m.sub", "f", vec![], text("kinds.Kind", &[]))),
            Fact::Function(function("m.other", "g", vec![], text("kinds.Kind", &[]))),
            Fact::Class(class(1, "m.other", "Thing")),
        ]),
        "m",
        &Config::default(),
    )
    .expect("no errors");
    assert!(stub.text.contains("from other.package import Thing, kinds\n"), "{}", stub.text);
    assert!(stub.text.contains("_Sub_Kind: TypeAlias = kinds.Kind | Thing\n"), "{}", stub.text);
    assert!(stub.text.contains("def f() -> kinds.Kind: ..."), "{}", stub.text);
    assert!(stub.text.contains("def g() -> Any: ..."), "{}", stub.text);
}

/// A text may name a module by its last part, as after `from pkg import helpers`.
#[test]
fn a_listed_module_goes_by_its_last_name() {
    let stub = render(
        &facts([
            Fact::Function(function("m", "f", vec![], text("helpers.Thing", &["pkg.helpers"]))),
            Fact::Function(function(
                "m",
                "g",
                vec![],
                text("ElementTree.Element", &["xml.etree.ElementTree"]),
            )),
            Fact::Function(function("m", "h", vec![], text("list[pkg.other.Thing]", &["pkg.other"]))),
        ]),
        "m",
        &Config::default(),
    )
    .expect("no errors");
    let has = |line: &str| assert!(stub.text.lines().any(|it| it == line), "{line}:\n{}", stub.text);
    ["from pkg import helpers", "from xml.etree import ElementTree"].into_iter().for_each(has);
    ["def f() -> helpers.Thing: ...", "def g() -> ElementTree.Element: ..."].into_iter().for_each(has);
    ["from pkg.other import Thing", "def h() -> list[Thing]: ..."].into_iter().for_each(has);
}

/// Returns the files of a stub, each below its place.
fn tree(facts: &Facts, config: &Config) -> String {
    let stub = render(facts, "m", config).expect("no errors");
    let mut text = format!("## m/__init__.pyi\n{}", stub.text);
    for file in stub.submodule_files {
        let form = if file.form == FileForm::Package { "/__init__.pyi" } else { ".pyi" };
        text.push_str(&format!("\n## m/{}{form}\n{}", file.path.join("/"), file.text));
    }
    text
}

#[test]
fn importable_submodules_have_files_of_their_own() {
    let config = Config { importable_submodules: Selection::All, ..Config::default() };
    let mut facts = submodules();
    facts.facts.extend([
        Fact::Class(class(2, ".int", "Foo")),
        Fact::Function(function(
            "",
            "both",
            vec![parameter("a", local(Some(".int"), "Foo"))],
            local(Some(".sub_a"), "Foo"),
        )),
        Fact::Function(function("", "Foo", vec![], local(Some(".sub_a"), "Foo"))),
        reexport("m.int", "m.sub_a", ReexportItems::Explicit(vec!["nested".into(), "Number".into()])),
        reexport("m.sub_a", "m.sub_a.nested", ReexportItems::Wildcard),
    ]);
    insta::assert_snapshot!(tree(&facts, &config));
}

#[test]
fn submodules_that_are_not_importable_stay_in_their_parents_file() {
    for submodule_style in [SubmoduleStyle::Protocol, SubmoduleStyle::Namespace] {
        let selected = Selection::Named(vec!["sub_a".into()]);
        let config = Config { importable_submodules: selected, submodule_style, ..Config::default() };
        let mut facts = submodules();
        facts.facts.extend([
            Fact::Class(class(2, "m.sub_a.nested", "Leaf")),
            alias("m.sub_a.nested", "Leaves", sequence(local(Some(".sub_a.nested"), "Leaf"))),
            Fact::Function(function("", "leaf", vec![], local(Some(".sub_a.nested"), "Leaf"))),
            Fact::Function(function(".int", "leaves", vec![], local(Some(".sub_a.nested"), "Leaves"))),
            reexport("m.int", "m", ReexportItems::Explicit(vec!["sub_a".into()])),
        ]);
        insta::assert_snapshot!(tree(&facts, &config));
    }
}

#[test]
fn packages_around_the_extension_get_the_file_they_ask_for() {
    let mut facts = submodules();
    facts.facts.extend([
        reexport("pkg", "pkg._core", ReexportItems::WildcardPlus(vec!["__version__".into()])),
        reexport("pkg", "pkg._core.sub_a", ReexportItems::Explicit(vec!["Foo".into(), "PI".into()])),
        reexport("pkg.sub_a", "pkg._core.sub_a", ReexportItems::Wildcard),
        reexport("pkg.sub_a.nested", "pkg._core.sub_a.nested", ReexportItems::Wildcard),
        reexport("pkg.deep", "pkg._core.sub_a.nested", ReexportItems::Wildcard),
        reexport("pkg", "pkg", ReexportItems::Explicit(vec!["_beside".into()])),
        reexport("pkg.deep", "other.package", ReexportItems::Explicit(vec!["Thing".into()])),
    ]);
    for fact in &mut facts.facts {
        move_to(fact, "pkg._core");
    }
    let named = Config { generate_init_py: Selection::Named(vec!["pkg".into()]), ..Config::default() };
    let stub = render(&facts, "pkg._core", &named).expect("no errors");
    assert_eq!(stub.init_files.len(), 1);
    assert_eq!(stub.init_files[0].path("python".as_ref()), Path::new("python/pkg/__init__.py"));
    assert!(stub.notes.iter().any(|note| note.contains("`pkg.deep`")), "{:?}", stub.notes);
    let all = Config { generate_init_py: Selection::All, ..Config::default() };
    let texts = render(&facts, "pkg._core", &all).expect("no errors").init_files;
    let shown: Vec<_> = texts.iter().map(|file| format!("# {}\n{}", file.package, file.text)).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

/// Moves what is in the module `m` to `extension`.
fn move_to(fact: &mut Fact, extension: &str) {
    let module = match fact {
        Fact::Function(fact) => &mut fact.module,
        Fact::Class(fact) => &mut fact.module,
        Fact::Variable(fact) => &mut fact.module,
        Fact::TypeAlias(fact) => &mut fact.module,
        Fact::ModuleDoc(fact) => &mut fact.module,
        _ => return,
    };
    if let Some(rest) = module.as_ref().and_then(|module| module.strip_prefix("m.")) {
        *module = Some(format!("{extension}.{rest}"));
    }
}

#[test]
fn a_note_says_what_users_cannot_write_and_an_allowlist_what_stubtest_cannot() {
    let made = |submodule_style| {
        let config = Config { submodule_style, ..Config::default() };
        let stub = render(&submodules(), "m", &config).expect("no errors");
        (
            stub.notes.join("\n"),
            stub.stubtest_allowlist()
                .replace("# This file is automatically generated by pyo3_stub_gen for m\n", ""),
        )
    };
    let (notes, allowlist) = made(SubmoduleStyle::Protocol);
    assert!(
        notes.contains("`m.sub_a.Foo`") && notes.contains("`submodule-style = \"namespace\"`"),
        "{notes}"
    );
    assert_eq!(allowlist, "");
    assert_eq!(made(SubmoduleStyle::Namespace), (String::new(), "m.int\nm.sub_a\n".to_owned()));
}

#[test]
fn values_are_written_with_double_quotes() {
    let value = |text: &str| {
        let stub = stub(&facts([variable("", "X", TypeExpr::Any, Some(text))]));
        stub.lines().last().unwrap_or_default().strip_prefix("X: Any = ").map(str::to_owned)
    };
    for (source, written) in [
        ("'EUR'", r#""EUR""#),
        ("\"it's\"", r#""it's""#),
        ("'say \"x\"'", r#"'say "x"'"#),
        (r"'\\'", r#""\\""#),
        ("b'ab'", r#"b"ab""#),
        ("['a', ('b',)]", r#"["a", ("b",)]"#),
        ("{'a': 'b', 'c': ['d']}", r#"{"a": "b", "c": ["d"]}"#),
        ("{'a', 'b'}", r#"{"a", "b"}"#),
        ("-1.5", "-1.5"),
    ] {
        assert_eq!(value(source).as_deref(), Some(written), "{source}");
    }
}

#[test]
fn texts_name_the_extension_by_its_last_part_too() {
    let facts = facts([
        Fact::Class(class(1, "pkg._core.sub", "Foo")),
        Fact::Class(class(2, "pkg._core", "Foo")),
        Fact::Function(function("pkg._core", "f", vec![], text("dict[str, _core.sub.Foo]", &[]))),
        Fact::Function(function("pkg._core", "g", vec![], text("pkg._core.sub.Foo[int]", &[]))),
    ]);
    let stub = render(&facts, "pkg._core", &Config::default()).expect("no errors");
    assert!(stub.text.contains("def f() -> dict[str, _SubProtocol.Foo]: ..."), "{}", stub.text);
    assert!(stub.text.contains("def g() -> _SubProtocol.Foo: ..."), "{}", stub.text);
    let messages: Vec<&str> = stub.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(messages, ["the class `Foo` has no type parameters, so `Foo` is written for `Foo[…]`"]);
}

#[test]
fn classes_of_other_modules_of_the_package_are_imported() {
    let facts = facts([
        Fact::Function(function("pkg._core", "stated", vec![], TypeExpr::named("pkg.other", "Named"))),
        Fact::Function(function("pkg._core", "local", vec![], local(Some("pkg.other"), "Local"))),
        Fact::Function(function("pkg._core", "texts", vec![], text("pkg.other.Text", &[]))),
        Fact::Function(function("pkg._core", "listed", vec![], text("Listed", &["pkg.other"]))),
    ]);
    let stub = render(&facts, "pkg._core", &Config::default()).expect("no errors");
    assert!(stub.text.contains("from pkg.other import Listed, Local, Named, Text\n"), "{}", stub.text);
    assert_eq!(stub.warnings, []);
}

#[test]
fn another_extension_that_is_linked_in_documents_itself() {
    let f = Fact::Function(function("pkg._core", "f", vec![], int()));
    let docs = [module_doc("pkg", "Around it."), module_doc("other._core", "Another one.")];
    let stub = render(&facts([f].into_iter().chain(docs)), "pkg._core", &Config::default());
    let text = stub.expect("no errors").text;
    assert!(text.contains("\"\"\"Around it.\"\"\""), "{text}");
    assert!(!text.contains("Another one."), "{text}");
}

#[test]
fn final_variables_of_submodules_are_final_where_they_may_be() {
    let last = || TypeExpr::named("typing", "Final").subscript(vec![int()]);
    let facts = facts([variable("m", "TOP", last(), None), variable("m.sub", "LIMIT", last(), None)]);
    let attribute = render(&facts, "m", &Config::default()).expect("no errors");
    assert!(attribute.text.contains("    LIMIT: int\n"), "{}", attribute.text);
    assert!(attribute.text.contains("\nTOP: Final[int]\n"), "{}", attribute.text);
    let config = Config { importable_submodules: Selection::All, ..Config::default() };
    let importable = render(&facts, "m", &config).expect("no errors");
    assert!(importable.submodule_files[0].text.contains("\nLIMIT: Final[int]\n"));
}

#[test]
fn a_complex_enum_that_can_be_called_makes_a_subclass_of_a_subclass() {
    let variants = vec![ComplexVariantFact {
        name: "Circle".into(),
        doc: String::new(),
        shape: VariantShape::Unit,
        fields: vec![],
        parameters: vec![],
    }];
    let new = method(Receiver::New, "__new__", vec![parameter("x", int())], TypeExpr::SelfType);
    let facts = facts([
        Fact::Class(ClassFact { kind: ClassKind::ComplexEnum(variants), ..class(1, "", "Shape") }),
        Fact::Methods(methods(1, vec![new])),
    ]);
    assert!(stub(&facts).contains("    def __new__(cls, x: int) -> Self: ..."), "{}", stub(&facts));
}
