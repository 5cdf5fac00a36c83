//! A random extension of odd items: names, types, defaults and docstrings of every length.

use pyo3_stub_gen::facts::{
    ClassFact, ClassKind, ClassOption, ClassOptions, ComplexVariantFact, DefaultFact, DeprecatedFact, Fact,
    Facts, FunctionFact, MemberFact, MethodsFact, ModuleDocFact, ParameterFact, ParameterKind, Position,
    Receiver, SimpleVariantFact, StubOption, StubOptions, TextExpr, TypeAliasFact, TypeExpr, VariableFact,
    VariantShape,
};
use stub_tests::random::Random;

/// The number of classes that types can name.
const CLASSES: usize = 6;

/// Docstrings that formatters tend to change.
const DOCS: &[&str] = &[
    "",
    "",
    "",
    " ",
    "Adds.",
    "adds two numbers",
    "Says \"hi\"",
    "\"Hi\" is what it says",
    "\"Both\"",
    "Ends with a backslash \\",
    "Has \\d+ in it.",
    "Has \"\"\" and \\ in it.",
    "Größer als 日本語 – “so”.",
    "A line that is much longer than eighty-eight columns, and also longer than a hundred, and than a hundred and twenty.",
    "One line.\n\nAnother paragraph.\n",
    "One line.\nAnother without a blank one.\n\n\n\nAnd more.",
    "Args:\n    a: The first.\n        And more of it.\n    b: The second.\n",
    "One:\n\n\tindented by a tab\n\t\tand by two\nnot indented\n",
    "First.\n\n\twith\ta tab\n\tonly\n",
    "  indented first line\nand one that is not\n",
    "Trailing spaces.   \n\nMore.  \t \n\n\n",
    "Ends with a quote.\n\nSays \"hi\"",
    "\"Begins\" with one.\n\nMore.",
    "Odd\u{a0}spaces\u{a0}\n\u{a0}\u{3000}here.\n\nAnd \u{2028} a separator.",
    "\\ is first.\n\n\\\n",
    "Ends with a single '",
    "'''",
    "```python\nx   = 1\n```\n",
    ">>> f( 1 )\n2\n",
    ":param a: the first\n:returns: nothing\n",
    "::error::no command\n",
    "\r\n",
];

/// Default values that formatters tend to change or cannot break.
const VALUES: &[&str] = &[
    "...",
    "None",
    "True",
    "0",
    "-1",
    "0xabcdef",
    "1E5",
    "1.",
    "1_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000",
    "'single'",
    "\"it's \\\"said\\\"\"",
    "b'bytes'",
    "'a text that is rather long for a default value, but not longer than a line'",
    "'a text that does not fit on a line of eighty-eight columns, nor on one of a hundred, nor on one of a hundred and twenty'",
    "'größer als 日本語 – und noch ein wenig länger als das, damit es knapp wird'",
    "()",
    "('first', 'second')",
    "('a rather long first element', 'a rather long second element', 'a third')",
    "[]",
    "['a rather long first element', 'a rather long second element', 'a third']",
];

fn here() -> Position {
    Position { file: "src/lib.rs".to_owned(), line: 1, column: 1 }
}

fn class_name(number: usize) -> String {
    format!("C{}{number}", "lassOfALength".repeat(number % 4))
}

fn word(random: &mut Random) -> String {
    let length = *random.pick(&[1, 2, 4, 8, 8, 12, 20, 20, 40, 80]);
    let letters = ["a", "b", "value", "name", "é", "_x", "größe"];
    let mut word = String::new();
    while word.chars().count() < length {
        word.push_str(letters[random.below(letters.len())]);
    }
    format!("n{word}{}", random.below(1000))
}

fn type_text(random: &mut Random, depth: usize) -> String {
    let leaf = depth == 0 || random.once_in(3);
    if leaf {
        return match random.below(6) {
            0 | 1 => (*random.pick(&["int", "str", "float", "bytes", "bool"])).to_owned(),
            2 => format!("pathlib.{}", random.pick(&["Path", "PurePosixPath"])),
            3 => "Literal['a', 'b', 3]".to_owned(),
            4 => format!("some_package.of_modules.N{}", "ame".repeat(random.below(12))),
            _ => class_name(random.below(CLASSES)),
        };
    }
    let mut inner = || type_text(random, depth - 1);
    match inner().len() % 7 {
        0 => format!("list[{}]", inner()),
        1 => format!("dict[str, {}]", inner()),
        2 => format!("tuple[{}, {}, {}]", inner(), inner(), inner()),
        3 => format!("collections.abc.Callable[[{}, {}], {}]", inner(), inner(), inner()),
        4 => format!("{} | None", inner()),
        5 => format!("{} | {} | {}", inner(), inner(), inner()),
        _ => format!("collections.abc.Callable[..., {}]", inner()),
    }
}

fn r#type(random: &mut Random) -> TypeExpr {
    let depth = *random.pick(&[0, 0, 1, 1, 2, 2, 3]);
    text(&type_text(random, depth))
}

fn text(text: &str) -> TypeExpr {
    let imports = ["collections.abc", "pathlib", "some_package.of_modules"];
    TypeExpr::Text(TextExpr {
        text: text.to_owned(),
        imports: imports.map(str::to_owned).to_vec(),
        position: None,
    })
}

fn doc(random: &mut Random) -> String {
    (*random.pick(DOCS)).to_owned()
}

fn value(random: &mut Random) -> DefaultFact {
    DefaultFact::Text((*random.pick(VALUES)).to_owned())
}

fn parameters(random: &mut Random) -> Vec<ParameterFact> {
    let count = *random.pick(&[0, 0, 1, 1, 2, 3, 5]);
    let mut kinds: Vec<ParameterKind> = (0..count)
        .map(|_| match random.below(6) {
            0 => ParameterKind::PositionalOnly,
            1 => ParameterKind::KeywordOnly,
            2 => ParameterKind::VarPositional,
            3 => ParameterKind::VarKeyword,
            _ => ParameterKind::PositionalOrKeyword,
        })
        .collect();
    let order = |kind: &ParameterKind| match kind {
        ParameterKind::PositionalOnly => 0,
        ParameterKind::PositionalOrKeyword => 1,
        ParameterKind::VarPositional => 2,
        ParameterKind::KeywordOnly => 3,
        ParameterKind::VarKeyword => 4,
    };
    kinds.sort_by_key(order);
    kinds.dedup_by(|a, b| a == b && matches!(a, ParameterKind::VarPositional | ParameterKind::VarKeyword));
    let mut has_default = false;
    kinds
        .into_iter()
        .enumerate()
        .map(|(index, kind)| {
            let takes_default = !matches!(kind, ParameterKind::VarPositional | ParameterKind::VarKeyword);
            has_default |= takes_default && random.once_in(2);
            let default = (takes_default && has_default).then(|| value(random));
            ParameterFact { name: format!("{}{index}", word(random)), kind, r#type: r#type(random), default }
        })
        .collect()
}

fn deprecated(random: &mut Random) -> Option<DeprecatedFact> {
    let notes =
        ["use another", "use another one, which does the same in a better way, and which has a longer name"];
    random.once_in(8).then(|| DeprecatedFact {
        since: None,
        note: random.once_in(2).then(|| (*random.pick(&notes)).to_owned()),
    })
}

fn options(random: &mut Random) -> StubOptions {
    if !random.once_in(6) {
        return StubOptions::default();
    }
    let rules: &[&str] = match random.below(5) {
        0 => &[],
        1 => &["override"],
        2 => &["pyright:reportIncompatibleMethodOverride", "override"],
        3 => &["zuban:misc", "zuban:override"],
        _ => &["pyright:reportIncompatibleMethodOverride", "ty:invalid-base", "pyrefly:bad-override"],
    };
    StubOptions::default().with(StubOption::TypeIgnore, rules)
}

fn function(random: &mut Random, module: Option<&str>, receiver: Receiver) -> FunctionFact {
    let parameters = parameters(random);
    // Without parameters, a long comment has no place that both formatters leave.
    let takes_none = parameters.is_empty() && receiver == Receiver::None;
    let stub_options = if takes_none { StubOptions::default() } else { options(random) };
    FunctionFact {
        name: word(random),
        module: module.map(str::to_owned),
        receiver,
        parameters,
        returns: r#type(random),
        doc: doc(random),
        is_async: random.once_in(8),
        is_overload: false,
        deprecated: deprecated(random),
        stub_options,
        position: here(),
        index: 0,
    }
}

fn member(random: &mut Random) -> MemberFact {
    MemberFact {
        name: word(random),
        r#type: r#type(random),
        doc: doc(random),
        default: None,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: here(),
    }
}

fn members(random: &mut Random) -> Vec<MemberFact> {
    (0..random.below(4)).map(|_| member(random)).collect()
}

fn class(random: &mut Random, number: usize, module: Option<&str>) -> [Fact; 2] {
    let id = u32::try_from(number).unwrap_or_default();
    let kind = match random.below(6) {
        0 => ClassKind::SimpleEnum(
            (0..3).map(|_| SimpleVariantFact { name: word(random), doc: doc(random) }).collect(),
        ),
        1 => ClassKind::ComplexEnum((0..2).map(|_| variant(random)).collect()),
        2 => ClassKind::Exception,
        _ => ClassKind::Struct,
    };
    let is_exception = kind == ClassKind::Exception;
    let mut class = ClassFact::new(id, class_name(number), kind.clone(), here());
    class.module = module.map(str::to_owned);
    class.doc = doc(random);
    class.stub_options = options(random);
    class.deprecated = deprecated(random);
    if is_exception {
        class.bases = vec![text("Exception")];
        return [Fact::Class(class), Fact::Methods(MethodsFact::new(id, "Unused", here()))];
    }
    if kind == ClassKind::Struct {
        class.getters = members(random);
        class.setters = class.getters.iter().filter(|_| random.once_in(2)).cloned().collect();
        let options = [ClassOption::Eq, ClassOption::Ord, ClassOption::Hash, ClassOption::Subclass];
        class.options = options.into_iter().filter(|_| random.once_in(3)).collect::<ClassOptions>();
        if class.options.has(ClassOption::Subclass) && random.once_in(2) {
            class.stub_options = StubOptions::default()
                .with(StubOption::TypeParams, &["T: int", "*Ts", "ALongNameOfAParameter"]);
        }
    }
    let mut methods = MethodsFact::new(id, format!("Rust{id}"), here());
    methods.constants = members(random);
    let receivers = [Receiver::Instance, Receiver::Instance, Receiver::Class, Receiver::None];
    methods.methods = (0..random.below(5))
        .map(|_| {
            let receiver = *random.pick(&receivers);
            function(random, None, receiver)
        })
        .collect();
    [Fact::Class(class), Fact::Methods(methods)]
}

fn variant(random: &mut Random) -> ComplexVariantFact {
    let fields = members(random);
    let parameters = fields
        .iter()
        .map(|field| ParameterFact {
            name: field.name.clone(),
            kind: ParameterKind::PositionalOrKeyword,
            r#type: field.r#type.clone(),
            default: None,
        })
        .collect();
    ComplexVariantFact {
        name: word(random),
        doc: doc(random),
        shape: VariantShape::Struct,
        fields,
        parameters,
    }
}

/// Returns the facts of a random extension.
pub fn facts(random: &mut Random) -> Facts {
    let modules = [None, None, None, Some(".sub"), Some(".sub.nested"), Some(".other")];
    let documented = [None, Some(".sub"), Some(".sub.nested"), Some(".other")];
    let mut facts: Vec<Fact> = documented
        .map(|module| {
            let module = module.map(str::to_owned);
            Fact::ModuleDoc(ModuleDocFact { module, doc: doc(random), position: None })
        })
        .into();
    for number in 0..CLASSES {
        facts.extend(class(random, number, None));
    }
    for number in CLASSES..CLASSES + random.below(4) {
        let module = *random.pick(&modules);
        facts.extend(class(random, number, module));
    }
    for _ in 0..random.below(6) {
        let module = random.pick(&modules).map(str::to_owned);
        facts.push(Fact::Variable(VariableFact {
            name: word(random),
            module: module.clone(),
            r#type: r#type(random),
            value: random.once_in(2).then(|| value(random)),
            doc: doc(random),
            position: Some(here()),
        }));
        facts.push(Fact::TypeAlias(TypeAliasFact {
            name: word(random),
            module,
            r#type: r#type(random),
            doc: doc(random),
            position: Some(here()),
        }));
    }
    for _ in 0..random.below(8) {
        let module = *random.pick(&modules);
        facts.push(Fact::Function(function(random, module, Receiver::None)));
    }
    Facts { library_version: env!("CARGO_PKG_VERSION").to_owned(), facts }
}
