//! Parts that functions and methods share: the receiver, `@overload`, and comments that silence findings.

use crate::facts::{ParameterKind, Receiver, TypeIgnore};
use crate::generate::model::{Decorator, Expr, Function, Ignore, Parameter};

/// Returns `self` or `cls`, under another name if a parameter has that one.
fn receiver(name: &str, parameters: &[Parameter], annotation: Option<Expr>) -> Parameter {
    let mut name = name.to_owned();
    while parameters.iter().any(|parameter| parameter.name == name) {
        name.insert(0, '_');
    }
    // Its kind follows the next parameter's: a marker `/` must not stand between the two.
    let kind = match parameters.first() {
        Some(first) if first.kind == ParameterKind::PositionalOnly => ParameterKind::PositionalOnly,
        _ => ParameterKind::PositionalOrKeyword,
    };
    Parameter { name, kind, annotation, default: None }
}

/// Adds the receiver's parameter and decorator to a method.
pub(super) fn add_receiver(function: &mut Function, receiver_kind: &Receiver, self_type: Option<Expr>) {
    let (name, decorator) = match receiver_kind {
        Receiver::Instance => ("self", None),
        Receiver::New => ("cls", None),
        Receiver::Class => ("cls", Some("classmethod")),
        Receiver::Static | Receiver::None => {
            function.decorators.insert(0, Decorator::Plain(Expr::builtin("staticmethod")));
            return;
        }
    };
    if let Some(decorator) = decorator {
        function.decorators.insert(0, Decorator::Plain(Expr::builtin(decorator)));
    }
    let parameter = receiver(name, &function.parameters, self_type);
    function.parameters.insert(0, parameter);
}

/// Makes a group of definitions of one name what type checkers accept. One alone is not an overload. The definition from
/// Rust, which comes last, is an overload if the others are.
pub(super) fn settle_overload_group(group: &mut [Function]) {
    let is_marked = |function: &Function| function.decorators.iter().any(is_overload);
    match group {
        [only] => only.decorators.retain(|decorator| !is_overload(decorator)),
        [others @ .., last] if others.iter().all(is_marked) => mark_overload(last),
        _ => {}
    }
}

/// Adds `@overload` unless the function has it.
pub(super) fn mark_overload(function: &mut Function) {
    if !function.decorators.iter().any(is_overload) {
        function.decorators.insert(0, Decorator::Plain(Expr::typing("overload")));
    }
}

fn is_overload(decorator: &Decorator) -> bool {
    matches!(decorator, Decorator::Plain(expr) if expr.is_external("typing", "overload"))
}

/// Returns the findings that the user asked to silence.
pub(super) fn user_ignore(user: Option<TypeIgnore>) -> Ignore {
    Ignore { user, ..Ignore::default() }
}
