//! The extension `shapes`, with an item of each kind in the submodule `shapes.geo`. Every item has a docstring.

use pyo3_stub_gen::facts::{
    ClassFact, ClassKind, DefaultFact, Fact, Facts, FunctionFact, MemberFact, MethodsFact, ModuleDocFact,
    ParameterFact, ParameterKind, Position, Receiver, SimpleVariantFact, StubOptions, TextExpr, TypeExpr,
    VariableFact,
};

const MODULE: &str = ".geo";

/// Returns everything that the extension registers.
pub fn facts() -> Facts {
    let square = ClassFact { doc: "A square.".into(), ..class(1, "Square", ClassKind::Struct) };
    let variants =
        ClassKind::SimpleEnum(vec![SimpleVariantFact { name: "Red".into(), doc: "Like blood.".into() }]);
    let color = ClassFact { doc: "A colour.".into(), ..class(2, "Color", variants) };
    let side = || member("side", "Its side.");
    let mut methods = MethodsFact::new(1, "Square", here());
    methods.getters = vec![side()];
    methods.setters = vec![MemberFact { doc: String::new(), ..side() }];
    methods.methods = vec![
        FunctionFact {
            name: "__new__".into(),
            returns: TypeExpr::SelfType,
            ..function(Receiver::New, "side", "")
        },
        FunctionFact { name: "grow".into(), ..function(Receiver::Instance, "factor", "Grows it.") },
    ];
    let area = FunctionFact {
        name: "area".into(),
        module: Some(MODULE.into()),
        ..function(Receiver::None, "side", "The area.")
    };
    let half = VariableFact {
        name: "HALF".into(),
        module: Some(MODULE.into()),
        r#type: float(),
        value: Some(DefaultFact::Text("0.5".into())),
        doc: "One half.".into(),
        position: None,
    };
    let facts = vec![
        doc(None, "Shapes."),
        doc(Some(".geo"), "Plane figures."),
        doc(Some(".geo.solid"), "Bodies."),
        Fact::Class(square),
        Fact::Class(color),
        Fact::Methods(methods),
        Fact::Function(area),
        Fact::Variable(half),
    ];
    Facts { library_version: env!("CARGO_PKG_VERSION").to_owned(), facts }
}

fn here() -> Position {
    Position { file: "src/lib.rs".to_owned(), line: 1, column: 1 }
}

fn float() -> TypeExpr {
    TypeExpr::Text(TextExpr { text: "float".to_owned(), imports: Vec::new(), position: None })
}

fn doc(module: Option<&str>, doc: &str) -> Fact {
    Fact::ModuleDoc(ModuleDocFact { module: module.map(str::to_owned), doc: doc.to_owned(), position: None })
}

fn class(id: u32, name: &str, kind: ClassKind) -> ClassFact {
    ClassFact { module: Some(MODULE.into()), ..ClassFact::new(id, name, kind, here()) }
}

fn member(name: &str, doc: &str) -> MemberFact {
    MemberFact {
        name: name.to_owned(),
        r#type: float(),
        doc: doc.to_owned(),
        default: None,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: here(),
    }
}

/// A function with one parameter, without a name.
fn function(receiver: Receiver, parameter: &str, doc: &str) -> FunctionFact {
    FunctionFact {
        name: String::new(),
        module: None,
        receiver,
        parameters: vec![ParameterFact {
            name: parameter.to_owned(),
            kind: ParameterKind::PositionalOrKeyword,
            r#type: float(),
            default: None,
        }],
        returns: float(),
        doc: doc.to_owned(),
        is_async: false,
        is_overload: false,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: here(),
        index: 0,
    }
}
