//! Converts special methods of Rust to those that Python shows.

use crate::facts::{DefaultFact, FunctionFact, ParameterFact, ParameterKind, Receiver, TypeExpr};
use crate::generate::model::Function;
use crate::generate::slots::{self, Returns, SpecialMethod, Takes, Visibility};
use std::slice;

/// Returns the methods that Python shows for `fact`; `None` if it shows the method as Rust has it.
pub(super) fn shown(fact: &FunctionFact) -> Option<Vec<FunctionFact>> {
    if matches!(fact.receiver, Receiver::New) {
        return None;
    }
    let method = slots::find(&fact.name)?;
    let has_keywords = !method.takes_keywords && fact.parameters.iter().any(can_be_named);
    if method.is_as_declared() && !has_keywords {
        return None;
    }
    let names = match method.visibility {
        Visibility::Itself => slice::from_ref(&method.name),
        Visibility::As(names) => names,
        Visibility::Nothing => &[],
    };
    Some(names.iter().map(|name| as_shown(fact, method, name)).collect())
}

/// Returns the method called `name` that Python shows for `fact`.
fn as_shown(fact: &FunctionFact, method: &SpecialMethod, name: &str) -> FunctionFact {
    let mut shown = FunctionFact { name: name.to_owned(), ..fact.clone() };
    let gives_bool = gives_bool(&fact.returns);
    take(&mut shown.parameters, method, gives_bool);
    if let Some(own) = slots::find(name).filter(|own| own.name != method.name) {
        take(&mut shown.parameters, own, gives_bool);
    }
    // Text is what the user wrote for Python.
    let is_stated = matches!(shown.returns, TypeExpr::Text(_) | TypeExpr::Marked(_));
    match method.returns {
        Returns::Itself if !is_stated => shown.returns = TypeExpr::SelfType,
        Returns::MemoryView if !is_stated => shown.returns = TypeExpr::builtin("memoryview"),
        Returns::Generator if !is_stated => shown.returns = any_generator(),
        Returns::Itself | Returns::MemoryView | Returns::Generator | Returns::Declared => {}
    }
    shown
}

/// Whether a comparison returns a `bool`, or a type that may be one.
fn gives_bool(returns: &TypeExpr) -> bool {
    match returns {
        // `Incomplete` may be any type.
        TypeExpr::Name(name) => matches!(
            (name.module.as_str(), name.name.as_str()),
            ("builtins", "bool") | ("_typeshed", "Incomplete")
        ),
        TypeExpr::Local(_)
        | TypeExpr::None
        | TypeExpr::Subscript(_)
        | TypeExpr::Union(_)
        | TypeExpr::List(_)
        | TypeExpr::SelfType => false,
        TypeExpr::Any
        | TypeExpr::Ellipsis
        | TypeExpr::Literal(_)
        | TypeExpr::Text(_)
        | TypeExpr::Marked(_)
        | TypeExpr::Unknown(_) => true,
    }
}

/// Returns `Generator[Any, Any, Any]`.
fn any_generator() -> TypeExpr {
    TypeExpr::named("collections.abc", "Generator").subscript(vec![TypeExpr::Any; 3])
}

/// Converts the parameters of Rust to those of Python.
fn take(parameters: &mut Vec<ParameterFact>, method: &SpecialMethod, gives_bool: bool) {
    match method.takes {
        Takes::Declared => {}
        Takes::First => parameters.truncate(1),
        // If extraction fails, Python compares identities, so the result is a `bool`.
        Takes::AnyObject if !gives_bool => {}
        Takes::AnyObject => {
            parameters.iter_mut().for_each(|parameter| parameter.r#type = TypeExpr::builtin("object"));
        }
        Takes::DeclaredOfAny => show_positional(parameters),
        Takes::BufferFlags => {
            *parameters = vec![ParameterFact {
                name: "flags".to_owned(),
                kind: ParameterKind::PositionalOnly,
                r#type: TypeExpr::builtin("int"),
                default: None,
            }];
        }
    }
    if !method.takes_keywords {
        let named = parameters.iter_mut().filter(|parameter| can_be_named(parameter));
        named.for_each(|parameter| parameter.kind = ParameterKind::PositionalOnly);
    }
    for parameter in parameters.iter_mut().rev().take(method.optional) {
        parameter.default.get_or_insert_with(|| DefaultFact::Text("None".to_owned()));
    }
}

/// Adds `*args: Never` to parameters of which none can be passed by position. stubtest looks for `*args` then, which Python
/// shows.
fn show_positional(parameters: &mut Vec<ParameterFact>) {
    let is_positional = |parameter: &ParameterFact| match parameter.kind {
        ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword | ParameterKind::VarPositional => {
            true
        }
        ParameterKind::KeywordOnly | ParameterKind::VarKeyword => false,
    };
    if parameters.iter().any(is_positional) {
        return;
    }
    let is_taken = parameters.iter().any(|parameter| parameter.name == "args");
    parameters.insert(
        0,
        ParameterFact {
            name: if is_taken { "_args" } else { "args" }.to_owned(),
            kind: ParameterKind::VarPositional,
            r#type: TypeExpr::named("typing", "Never"),
            default: None,
        },
    );
}

fn can_be_named(parameter: &ParameterFact) -> bool {
    parameter.kind == ParameterKind::PositionalOrKeyword
}

/// Makes the parameters of a slot method positional-only, as they are at run time.
pub(super) fn pass_by_position(function: &mut Function) {
    if slots::is_by_position(&function.name) {
        let named = function.parameters.iter_mut();
        named
            .filter(|parameter| parameter.kind == ParameterKind::PositionalOrKeyword)
            .for_each(|parameter| parameter.kind = ParameterKind::PositionalOnly);
    }
}
