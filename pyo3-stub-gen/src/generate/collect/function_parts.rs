//! Parts that functions and methods share: the receiver, `@overload`, and comments that silence findings.

use super::collector::Collector;
use super::overlaps;
use crate::facts::{ParameterKind, Position, Receiver, StubOptions, TypeIgnore};
use crate::generate::model::{Decorator, Expr, Function, Ignore, Parameter};
use crate::generate::rules::TypeRule;

/// Returns `self` or `cls`, under another name if a parameter has that one.
fn receiver(name: &str, parameters: &[Parameter], annotation: Option<Expr>) -> Parameter {
    let mut name = name.to_owned();
    while parameters.iter().any(|parameter| parameter.name == name) {
        name.insert(0, '_');
    }
    // It has the kind of the next parameter, so that no `/` separates them.
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

/// Makes a group of definitions with the same name valid for type checkers. A single definition is not an overload. The
/// definition from Rust, which comes last, is an overload if the others are.
pub(super) fn settle_overload_group(group: &mut [Function]) {
    let is_marked = |function: &Function| function.decorators.iter().any(is_overload);
    match group {
        [only] => only.make_only(),
        [others @ .., last] if others.iter().all(is_marked) => {
            mark_overload(last);
            overlaps::silence(group);
        }
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

impl Collector<'_> {
    /// Returns the findings that the user asked to silence, and reports invalid names of rules.
    pub(super) fn user_ignore(&mut self, options: &StubOptions, position: &Position) -> Ignore {
        let mut user = options.type_ignore();
        if let Some(TypeIgnore::Rules(rules)) = &mut user {
            let (kept, wrong): (Vec<_>, Vec<_>) = rules.drain(..).partition(|rule| is_rule(rule));
            *rules = kept;
            let told = wrong.into_iter().map(|rule| TypeRule::WrongIgnoredRule { rule });
            self.problems.extend(told.map(|rule| rule.problem(Some(position.clone()))));
        }
        Ignore { user, ..Ignore::default() }
    }
}

/// Whether it can be the name of a rule in a comment.
fn is_rule(rule: &str) -> bool {
    !rule.is_empty() && rule.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte))
}
