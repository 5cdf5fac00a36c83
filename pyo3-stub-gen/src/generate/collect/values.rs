//! Default values, and the values of attributes.

use super::collector::Collector;
use super::place::Place;
use crate::facts::{DefaultFact, MemberDefault, TypeExpr};
use crate::generate::model::Expr;
use crate::generate::python;
use ruff_python_ast as ast;

impl Collector<'_> {
    /// Returns the default of a parameter with the type `annotation`. `...` marks a default that cannot be written.
    pub(super) fn parameter_default(&mut self, fact: &DefaultFact, annotation: &Expr, place: &Place) -> Expr {
        let value = self.value(fact, place).unwrap_or(Expr::Ellipsis);
        // PyO3 shows `None`, which the annotation does not allow, if Rust supplies the value.
        if value == Expr::None && !accepts_none(annotation) { Expr::Ellipsis } else { value }
    }

    /// Returns the value of an attribute if it can be written.
    pub(super) fn attribute_value(&mut self, fact: &DefaultFact, place: &Place) -> Option<Expr> {
        self.value(fact, place).filter(|value| *value != Expr::Ellipsis)
    }

    fn value(&mut self, fact: &DefaultFact, place: &Place) -> Option<Expr> {
        match fact {
            DefaultFact::Text(text) => self.literal_value(text.trim()),
            DefaultFact::Member(member) => self.member_value(member, place),
        }
    }

    /// Returns the result of [`literal`] for `text`, which many parameters share.
    fn literal_value(&mut self, text: &str) -> Option<Expr> {
        if let Some(known) = self.literals.get(text) {
            return known.clone();
        }
        let value = literal(text);
        self.literals.insert(text.to_owned(), value.clone());
        value
    }

    fn member_value(&mut self, fact: &MemberDefault, place: &Place) -> Option<Expr> {
        match self.expr(&TypeExpr::Local(fact.class.clone()), place) {
            class @ Expr::Name(_)
                if !class.is_external("typing", "Any") && python::is_identifier(&fact.member) =>
            {
                Some(Expr::Attribute(Box::new(class), fact.member.clone()))
            }
            _ => None,
        }
    }
}

/// Returns `text` if it is a literal of Python. Other expressions would need names that the stub may not have.
fn literal(text: &str) -> Option<Expr> {
    let parsed = python::parse_expression(text).ok()?;
    let is_written = is_literal(&parsed) || parsed.is_ellipsis_literal_expr();
    if is_written && !text.contains('\n') { Some(literal_expr(&parsed, text)) } else { None }
}

fn literal_expr(expr: &ast::Expr, source: &str) -> Expr {
    let all =
        |exprs: &[ast::Expr]| -> Vec<Expr> { exprs.iter().map(|expr| literal_expr(expr, source)).collect() };
    match expr {
        ast::Expr::NoneLiteral(_) => Expr::None,
        ast::Expr::EllipsisLiteral(_) => Expr::Ellipsis,
        ast::Expr::Set(set) => Expr::Set(all(&set.elts)),
        ast::Expr::Dict(dict) => {
            let items = dict.items.iter().filter_map(|item| {
                let key = literal_expr(item.key.as_ref()?, source);
                Some((key, literal_expr(&item.value, source)))
            });
            Expr::Dict(items.collect())
        }
        ast::Expr::List(list) => Expr::List(all(&list.elts)),
        ast::Expr::Tuple(tuple) => Expr::Tuple(all(&tuple.elts)),
        _ => Expr::Literal(python::literal::text(expr, source)),
    }
}

fn is_literal(expr: &ast::Expr) -> bool {
    match expr {
        ast::Expr::StringLiteral(_)
        | ast::Expr::BytesLiteral(_)
        | ast::Expr::NumberLiteral(_)
        | ast::Expr::BooleanLiteral(_)
        | ast::Expr::NoneLiteral(_) => true,
        ast::Expr::UnaryOp(operation) => operation.operand.is_number_literal_expr(),
        ast::Expr::List(list) => list.elts.iter().all(is_literal),
        ast::Expr::Tuple(tuple) => tuple.elts.iter().all(is_literal),
        ast::Expr::Set(set) => set.elts.iter().all(is_literal),
        ast::Expr::Dict(dict) => {
            dict.items.iter().all(|item| item.key.as_ref().is_some_and(is_literal) && is_literal(&item.value))
        }
        _ => false,
    }
}

fn accepts_none(annotation: &Expr) -> bool {
    match annotation {
        Expr::None => true,
        Expr::Union(members) => members.iter().any(accepts_none),
        Expr::Subscript(base, _) => {
            !base.is_external("builtins", "list") && !base.is_external("builtins", "dict")
        }
        // The values of an alias or a class of another module are not known here.
        Expr::Name(_) => !NOT_NONE.iter().any(|name| annotation.is_external("builtins", name)),
        _ => true,
    }
}

/// Builtins of which `None` is not an instance.
const NOT_NONE: &[&str] = &["bool", "bytes", "dict", "float", "int", "list", "set", "str", "tuple"];
