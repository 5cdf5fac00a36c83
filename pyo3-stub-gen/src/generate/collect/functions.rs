//! Functions and methods.

use super::collector::Collector;
use super::place::Place;
use crate::facts::{DeprecatedFact, FunctionFact, Receiver, StubOption, TypeExpr};
use crate::generate::model::{Comments, Decorator, DecoratorIgnore, Expr, Function, FunctionForm, When};
use crate::generate::slots;
use crate::text::literal;

impl Collector<'_> {
    /// Returns a module-level function.
    pub(super) fn function(&mut self, fact: &FunctionFact, path: &[String]) -> Function {
        let mut place = self.module_place(path, format!("function `{}`", fact.name), Some(&fact.position));
        let mut function = self.signature(fact, &mut place);
        if fact.is_overload {
            function.decorators.insert(0, Decorator::Plain(Expr::typing("overload")));
        }
        function
    }

    /// Returns the parts that functions and methods share, without the receiver and its decorators.
    pub(super) fn signature(&mut self, fact: &FunctionFact, place: &mut Place) -> Function {
        let mut type_params = self.type_params(fact.stub_options.text(StubOption::TypeParams), place);
        // A constructor returns an instance, whatever Rust returns.
        let is_written = matches!(fact.returns, TypeExpr::Text(_));
        let returns = match fact.receiver {
            Receiver::New if !is_written => Expr::None,
            Receiver::New | Receiver::None | Receiver::Instance | Receiver::Class | Receiver::Static => {
                self.expr(&fact.returns, place)
            }
        };
        let returns = if gives_none(fact) { Expr::None } else { returns };
        let mut decorators = Vec::new();
        decorators.extend(self.deprecated(fact.deprecated.as_ref()));
        let parameters = self.parameters(&fact.parameters, place, &mut type_params);
        self.check_parameters(&parameters, place);
        Function {
            when: When::default(),
            comments: Comments::default(),
            name: fact.name.clone(),
            decorators,
            type_params,
            parameters,
            returns: Some(returns),
            form: if fact.is_async { FunctionForm::Async } else { FunctionForm::Plain },
            has_other_text: fact.stub_options.values(StubOption::TextSignature).is_some(),
            since: None,
            doc: fact.doc.clone(),
            ignore: self.user_ignore(&fact.stub_options, &fact.position),
            decorator_ignore: DecoratorIgnore::None,
            position: Some(fact.position.clone()),
        }
    }

    /// Returns `@deprecated("…")`.
    pub(super) fn deprecated(&self, fact: Option<&DeprecatedFact>) -> Option<Decorator> {
        let fact = fact?;
        let message = match (&fact.note, &fact.since) {
            (Some(note), Some(since)) => format!("{note} (deprecated since {since})"),
            (Some(note), None) => note.clone(),
            (None, Some(since)) => format!("deprecated since {since}"),
            (None, None) => "deprecated".to_owned(),
        };
        let message = Expr::Literal(literal::string(&message));
        let name = Expr::external("warnings", "deprecated");
        Some(Decorator::Plain(Expr::Call(Box::new(name), vec![message], Vec::new())))
    }
}

/// Whether the function returns `()` in Rust, and PyO3 makes `None` of it. A type alias may hide this from the macros.
fn gives_none(fact: &FunctionFact) -> bool {
    let is_method = fact.receiver == Receiver::Instance;
    fact.returns.is_unit() && !(is_method && slots::keeps_empty_tuple(&fact.name))
}
