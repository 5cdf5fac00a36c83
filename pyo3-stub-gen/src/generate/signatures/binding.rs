//! How a class binds a method: the decorator and the receiver.

use crate::facts::ParameterKind;
use crate::generate::model::{Decorator, Expr, Function, Parameter};
use crate::generate::placement::Binding;

/// Returns how a class binds the method that `function` defines. One without a receiver cannot be called if it is bound.
pub(super) fn of(function: &Function) -> Binding {
    if !function.parameters.first().is_some_and(is_receiver) {
        Binding::Static
    } else if function.name == "__new__" {
        Binding::New
    } else if function.is_decorated("builtins", "staticmethod") {
        Binding::Static
    } else if function.is_decorated("builtins", "classmethod") || is_of_class(&function.name) {
        Binding::Class
    } else {
        Binding::Instance
    }
}

/// Whether Python binds the method to the class without a decorator.
fn is_of_class(name: &str) -> bool {
    ["__class_getitem__", "__init_subclass__"].contains(&name)
}

/// Returns what a message calls such a method.
pub(super) fn word(binding: Binding) -> &'static str {
    match binding {
        Binding::New => "a constructor",
        Binding::Instance => "a method of instances",
        Binding::Class => "a class method",
        Binding::Static => "a static method",
    }
}

/// Whether it is `self` or `cls`.
fn is_receiver(parameter: &Parameter) -> bool {
    parameter.annotation.is_none() || ["self", "cls"].contains(&parameter.name.trim_start_matches('_'))
}

/// Returns the receiver of a method, and the method without it.
pub(super) fn without_receiver(mut function: Function) -> (Option<Parameter>, Function) {
    let has_receiver = of(&function) != Binding::Static;
    let receiver = has_receiver.then(|| function.parameters.remove(0));
    (receiver, function)
}

/// Returns the method bound as `binding`, with `receiver` if that is known.
pub(super) fn with_receiver(
    mut function: Function,
    receiver: Option<Parameter>,
    binding: Binding,
) -> Function {
    let wanted = match binding {
        Binding::Static => Some("staticmethod"),
        Binding::Class => Some("classmethod"),
        Binding::New | Binding::Instance => None,
    };
    let is_decorated = |name: &&str| function.is_decorated("builtins", name);
    let stated: Vec<&str> = ["staticmethod", "classmethod"].into_iter().filter(is_decorated).collect();
    let may_lack_it = binding == Binding::Class && is_of_class(&function.name);
    if !may_lack_it && !stated.iter().eq(&wanted) {
        function.decorators.retain(|decorator| match decorator {
            Decorator::Plain(expr) => !stated.iter().any(|name| expr.is_external("builtins", name)),
            Decorator::Since(_) | Decorator::Setter(_) | Decorator::Deleter(_) => true,
        });
        let first = usize::from(function.is_decorated("typing", "overload"));
        let added = wanted.map(|name| Decorator::Plain(Expr::builtin(name)));
        function.decorators.splice(first..first, added);
    }
    let name = match binding {
        Binding::New | Binding::Class => "cls",
        Binding::Instance => "self",
        Binding::Static => return function,
    };
    let receiver = receiver.unwrap_or_else(|| fresh(name, &function.parameters));
    let kind = match function.parameters.first() {
        Some(first) if first.kind == ParameterKind::PositionalOnly => ParameterKind::PositionalOnly,
        _ => receiver.kind,
    };
    function.parameters.insert(0, Parameter { kind, ..receiver });
    function
}

/// Returns a receiver called `name`, or so with underscores if a parameter has that name.
fn fresh(name: &str, parameters: &[Parameter]) -> Parameter {
    let mut name = name.to_owned();
    while parameters.iter().any(|parameter| parameter.name == name) {
        name.insert(0, '_');
    }
    Parameter { name, kind: ParameterKind::PositionalOrKeyword, annotation: None, default: None }
}
