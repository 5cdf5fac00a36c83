//! The values that a stub names: the constants in its `Literal[…]`, and the keys of its `TypedDict`s.
//!
//! A value of the extension that is one of these shows more than its class.

use crate::generate::python::parse_module;
use crate::text::dotted::last;
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::Ranged as _;
use std::collections::BTreeSet;

/// The values that a stub names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedValues {
    /// The constants that a `Literal` compares by their values, as Python spells them. The members of an enum are not among
    /// them.
    pub literals: BTreeSet<String>,
    /// The keys of each `TypedDict`.
    pub keys: BTreeSet<String>,
}

/// Returns the values that `text`, a whole stub, names. A text that is not Python names none.
#[must_use]
pub fn named_values(text: &str) -> NamedValues {
    let statements = parse_module(text).unwrap_or_default();
    let mut found = NamedValueFinder { text, ..NamedValueFinder::default() };
    // A class may be used as a base above its definition.
    loop {
        let known = found.typed_dicts.len();
        statements.iter().for_each(|statement| found.visit_stmt(statement));
        if found.typed_dicts.len() == known {
            return found.values;
        }
    }
}

#[derive(Default)]
struct NamedValueFinder<'t> {
    text: &'t str,
    /// The names of the classes that are a `TypedDict` by another class.
    typed_dicts: BTreeSet<String>,
    values: NamedValues,
}

impl NamedValueFinder<'_> {
    fn literal(&mut self, slice: &ast::Expr) {
        let members = match slice {
            ast::Expr::Tuple(tuple) => tuple.elts.as_slice(),
            member => std::slice::from_ref(member),
        };
        let constants = members.iter().filter(|member| is_constant(member));
        self.values.literals.extend(constants.map(|member| self.text[member.range()].to_owned()));
    }

    fn is_typed_dict(&self, base: &ast::Expr) -> bool {
        name_of(base).is_some_and(|name| is_typed_dict(name) || self.typed_dicts.contains(name))
    }
}

impl<'t> Visitor<'t> for NamedValueFinder<'_> {
    fn visit_stmt(&mut self, statement: &'t ast::Stmt) {
        if let ast::Stmt::ClassDef(class) = statement
            && class.bases().iter().any(|base| self.is_typed_dict(base))
        {
            self.typed_dicts.insert(class.name.to_string());
            let fields = class.body.iter().filter_map(ast::Stmt::as_ann_assign_stmt);
            let names = fields.filter_map(|field| field.target.as_name_expr());
            self.values.keys.extend(names.map(|name| name.id.to_string()));
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expr: &'t ast::Expr) {
        match expr {
            ast::Expr::Subscript(subscript) if name_of(&subscript.value) == Some("Literal") => {
                self.literal(&subscript.slice);
            }
            ast::Expr::Call(call) if name_of(&call.func).is_some_and(is_typed_dict) => {
                let fields =
                    call.arguments.find_argument_value("fields", 1).and_then(ast::Expr::as_dict_expr);
                let keys = fields.into_iter().flat_map(|fields| fields.iter_keys().flatten());
                let names = keys.filter_map(ast::Expr::as_string_literal_expr);
                self.values.keys.extend(names.map(|name| name.value.to_str().to_owned()));
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

fn is_typed_dict(name: &str) -> bool {
    name == "TypedDict"
}

/// Returns the last part of a dotted name, without type arguments.
fn name_of(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Name(name) => Some(name.id.as_str()),
        ast::Expr::Attribute(attribute) => Some(last(attribute.attr.as_str())),
        ast::Expr::Subscript(subscript) => name_of(&subscript.value),
        _ => None,
    }
}

fn is_constant(member: &ast::Expr) -> bool {
    match member {
        ast::Expr::StringLiteral(_)
        | ast::Expr::BytesLiteral(_)
        | ast::Expr::NumberLiteral(_)
        | ast::Expr::BooleanLiteral(_) => true,
        ast::Expr::UnaryOp(operation) => is_constant(&operation.operand),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::named_values;
    use std::collections::BTreeSet;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn constants_are_spelled_as_in_the_stub() {
        let text = r#"
def f(a: Literal["x", "]", 'it\'s'], b: typing.Literal[-1, True, b"\n"] = ...) -> Literal[Color.RED, None]: ...
class C:
    each: list[Literal[0x10]]
"#;
        let constants = [r#""x""#, r#""]""#, r"'it\'s'", "-1", "True", r#"b"\n""#, "0x10"];
        assert_eq!(named_values(text).literals, set(&constants));
    }

    #[test]
    fn keys_are_those_of_every_form_of_a_typed_dict() {
        let text = r#"
class Later(Base):
    third: int
class Base(typing.TypedDict, Generic[T], total=False):
    first: int
    second: NotRequired[str]
_Headers = TypedDict("_Headers", {"content-type": str, "max-age": int})
class _SubProtocol(Protocol):
    class Inner(TypedDict):
        inner: int
class Plain:
    other: int
"#;
        let keys = ["first", "second", "third", "content-type", "max-age", "inner"];
        assert_eq!(named_values(text).keys, set(&keys));
        assert_eq!(named_values("class C(").keys, set(&[]));
    }
}
