//! Short ways to write facts.

use crate::facts::*;

pub(super) fn int() -> TypeExpr {
    TypeExpr::builtin("int")
}

pub(super) fn str_() -> TypeExpr {
    TypeExpr::builtin("str")
}

pub(super) fn float() -> TypeExpr {
    TypeExpr::builtin("float")
}

pub(super) fn sequence(of: TypeExpr) -> TypeExpr {
    TypeExpr::named("collections.abc", "Sequence").subscript(vec![of])
}

pub(super) fn local(module: Option<&str>, name: &str) -> TypeExpr {
    TypeExpr::Local(LocalExpr { module: module.map(str::to_owned), name: name.to_owned() })
}

pub(super) fn text(text: &str, imports: &[&str]) -> TypeExpr {
    TypeExpr::Text(TextExpr {
        text: text.to_owned(),
        imports: imports.iter().map(|&module| module.to_owned()).collect(),
        position: None,
    })
}

pub(super) fn at(line: u32) -> Position {
    Position { file: "src/lib.rs".to_owned(), line, column: 1 }
}

pub(super) fn facts(facts: impl IntoIterator<Item = Fact>) -> Facts {
    Facts { library_version: "0.24.0".to_owned(), facts: facts.into_iter().collect() }
}

/// `module` is dotted, or empty for the extension module itself.
fn module(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

pub(super) fn parameter(name: &str, r#type: TypeExpr) -> ParameterFact {
    ParameterFact { name: name.to_owned(), kind: ParameterKind::PositionalOrKeyword, r#type, default: None }
}

pub(super) fn function(
    in_module: &str,
    name: &str,
    parameters: Vec<ParameterFact>,
    returns: TypeExpr,
) -> FunctionFact {
    FunctionFact {
        name: name.to_owned(),
        module: module(in_module),
        receiver: Receiver::None,
        parameters,
        returns,
        doc: String::new(),
        is_async: false,
        is_overload: false,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: at(1),
        index: 0,
    }
}

pub(super) fn method(
    receiver: Receiver,
    name: &str,
    parameters: Vec<ParameterFact>,
    returns: TypeExpr,
) -> FunctionFact {
    FunctionFact { receiver, ..function("", name, parameters, returns) }
}

pub(super) fn class(id: u32, in_module: &str, name: &str) -> ClassFact {
    ClassFact { module: module(in_module), ..ClassFact::new(id, name, ClassKind::Struct, at(1)) }
}

pub(super) fn member(name: &str, r#type: TypeExpr) -> MemberFact {
    MemberFact {
        name: name.to_owned(),
        r#type,
        doc: String::new(),
        default: None,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: at(1),
    }
}

pub(super) fn methods(class: u32, methods: Vec<FunctionFact>) -> MethodsFact {
    MethodsFact { methods, ..MethodsFact::new(class, format!("Rust{class}"), at(2)) }
}

pub(super) fn variable(in_module: &str, name: &str, r#type: TypeExpr, value: Option<&str>) -> Fact {
    Fact::Variable(VariableFact {
        name: name.to_owned(),
        module: module(in_module),
        r#type,
        value: value.map(|value| DefaultFact::Text(value.to_owned())),
        doc: String::new(),
        position: Some(at(1)),
    })
}

pub(super) fn alias(in_module: &str, name: &str, r#type: TypeExpr) -> Fact {
    Fact::TypeAlias(TypeAliasFact {
        name: name.to_owned(),
        module: module(in_module),
        r#type,
        doc: String::new(),
        position: Some(at(1)),
    })
}

pub(super) fn module_doc(in_module: &str, doc: &str) -> Fact {
    Fact::ModuleDoc(ModuleDocFact { module: module(in_module), doc: doc.to_owned(), position: Some(at(1)) })
}
