//! Functions and methods.

use super::Collector;
use super::types::Place;
use crate::facts::{DeprecatedFact, FunctionFact, ParameterKind, Receiver, StubOption, TypeIgnore};
use crate::generate::model::{Decorator, Expr, Function, FunctionForm, Ignore, Parameter};
use crate::generate::write::string_literal;

impl Collector<'_> {
    /// A module-level function.
    pub(super) fn function(&mut self, fact: &FunctionFact, path: &[String]) -> Function {
        let mut place = self.module_place(path, format!("function `{}`", fact.name), Some(&fact.position));
        let mut function = self.signature(fact, &mut place);
        if fact.is_overload {
            function.decorators.insert(0, Decorator::Plain(Expr::typing("overload")));
        }
        function
    }

    /// What functions and methods share. The receiver, and the decorators it needs, are not in it.
    pub(super) fn signature(&mut self, fact: &FunctionFact, place: &mut Place) -> Function {
        let type_params = self.type_params(fact.stub_options.text(StubOption::TypeParams), place);
        let returns = self.expr(&fact.returns, place);
        let mut decorators = Vec::new();
        decorators.extend(self.deprecated(fact.deprecated.as_ref()));
        Function {
            name: fact.name.clone(),
            decorators,
            type_params,
            parameters: self.parameters(&fact.parameters, place),
            returns: Some(if fact.is_async { coroutine(returns) } else { returns }),
            form: FunctionForm::Plain,
            doc: fact.doc.clone(),
            ignore: user_ignore(fact.stub_options.type_ignore()),
            position: Some(fact.position.clone()),
        }
    }

    /// `@deprecated("…")`.
    pub(super) fn deprecated(&self, fact: Option<&DeprecatedFact>) -> Option<Decorator> {
        let fact = fact?;
        let message = match (&fact.note, &fact.since) {
            (Some(note), Some(since)) => format!("{note} (deprecated since {since})"),
            (Some(note), None) => note.clone(),
            (None, Some(since)) => format!("deprecated since {since}"),
            (None, None) => "deprecated".to_owned(),
        };
        let message = Expr::Literal(string_literal(&message));
        let name = Expr::external("warnings", "deprecated");
        Some(Decorator::Plain(Expr::Call(Box::new(name), vec![message], Vec::new())))
    }
}

/// `self` or `cls`, under another name where a parameter bears it.
pub(super) fn receiver(name: &str, parameters: &[Parameter], annotation: Option<Expr>) -> Parameter {
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

/// Makes a group of definitions of one name what checkers accept: one alone is no overload, and the
/// definition that Rust gives, which comes last, is one where the others are.
pub(super) fn settle_overload_group(group: &mut [Function]) {
    let is_marked = |function: &Function| function.decorators.iter().any(is_overload);
    match group {
        [only] => only.decorators.retain(|decorator| !is_overload(decorator)),
        [others @ .., last] if others.iter().all(is_marked) => mark_overload(last),
        _ => {}
    }
}

/// Puts `@overload` on it, where it is not there yet.
pub(super) fn mark_overload(function: &mut Function) {
    if !function.decorators.iter().any(is_overload) {
        function.decorators.insert(0, Decorator::Plain(Expr::typing("overload")));
    }
}

fn is_overload(decorator: &Decorator) -> bool {
    matches!(decorator, Decorator::Plain(expr) if expr.is_external("typing", "overload"))
}

/// What `await` gives is `T`: the object itself is PyO3's own coroutine class, which has none of the
/// attributes of Python's. `async def` would promise them.
fn coroutine(returns: Expr) -> Expr {
    let any = || Expr::typing("Any");
    Expr::external("collections.abc", "Coroutine").subscript(vec![any(), any(), returns])
}

pub(super) fn user_ignore(user: Option<TypeIgnore>) -> Ignore {
    Ignore { user, ..Ignore::default() }
}
