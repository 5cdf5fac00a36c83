//! The variance of a protocol's type parameters, which a `TypeVar` states and the syntax of type parameters does not.

use crate::generate::model::{Class, Expr, Function, Node, Symbol, TypeParamKind};
use crate::generate::python::known::{self, Variance};

/// How the members of a class use one of its type parameters.
#[derive(Debug, Clone, Copy, Default)]
struct ParameterUses {
    /// A member returns it.
    returned: bool,
    /// A member takes it.
    taken: bool,
}

/// Returns the kind of the parameter `name` of a protocol, as its members use it. `kind` is the one in its definition.
pub(super) fn of_protocol(class: &Class, name: &str, kind: TypeParamKind) -> TypeParamKind {
    let has_no_variance = kind == TypeParamKind::Type;
    let is_protocol = class.bases.iter().any(is_protocol);
    // Type checkers take the variance of the other bases into account.
    let is_passed_on = class.bases.iter().any(|base| !is_protocol_itself(base) && base.uses_parameter(name));
    if !has_no_variance || !is_protocol || is_passed_on {
        return kind;
    }
    let mut uses = ParameterUses::default();
    class.body.iter().for_each(|node| uses.add_node(node, name));
    match uses {
        ParameterUses { returned: true, taken: true } => TypeParamKind::Type,
        ParameterUses { returned: true, taken: false } => TypeParamKind::Covariant,
        ParameterUses { returned: false, taken: true } => TypeParamKind::Contravariant,
        ParameterUses { returned: false, taken: false } => kind,
    }
}

impl ParameterUses {
    fn add_node(&mut self, node: &Node, name: &str) {
        match node {
            // It can be read and assigned.
            Node::Attribute(attribute) => {
                let is_used = attribute.annotation.iter().any(|annotation| annotation.uses_parameter(name));
                self.returned |= is_used;
                self.taken |= is_used;
            }
            Node::Function(function) => self.add_function(function, name),
            Node::Class(_) | Node::Alias(_) => {}
        }
    }

    fn add_function(&mut self, function: &Function, name: &str) {
        if function.type_params.iter().any(|param| param.name == name) || function.name == "__init__" {
            return;
        }
        for annotation in function.parameters.iter().filter_map(|parameter| parameter.annotation.as_ref()) {
            self.add(annotation, name, true);
        }
        if let Some(returns) = &function.returns {
            self.add(returns, name, false);
        }
    }

    /// Adds a type that a member takes or returns.
    fn add(&mut self, expr: &Expr, name: &str, is_taken: bool) {
        match expr {
            Expr::Name(Symbol::TypeParameter(parameter)) if parameter == name => {
                self.taken |= is_taken;
                self.returned |= !is_taken;
            }
            Expr::Union(members) => members.iter().for_each(|member| self.add(member, name, is_taken)),
            Expr::Subscript(base, arguments) if is_callable(base) => match arguments.as_slice() {
                [Expr::List(parameters), result] => {
                    parameters.iter().for_each(|parameter| self.add(parameter, name, !is_taken));
                    self.add(result, name, is_taken);
                }
                [_, result] => self.add(result, name, is_taken),
                _ => {}
            },
            Expr::Subscript(base, arguments) => {
                arguments.iter().enumerate().for_each(|(index, argument)| match variance(base, index) {
                    Variance::Covariant => self.add(argument, name, is_taken),
                    Variance::Contravariant => self.add(argument, name, !is_taken),
                    Variance::Invariant => self.add_invariant(argument, name),
                });
            }
            other => self.add_invariant(other, name),
        }
    }

    /// Adds an argument of a container that can be changed, or of one of which nothing is known.
    fn add_invariant(&mut self, expr: &Expr, name: &str) {
        if expr.uses_parameter(name) {
            self.taken = true;
            self.returned = true;
        }
    }
}

fn is_protocol(base: &Expr) -> bool {
    base.is_external("typing", "Protocol") || is_protocol_itself(base)
}

/// Whether `base` is `Protocol[T]`.
fn is_protocol_itself(base: &Expr) -> bool {
    matches!(base, Expr::Subscript(base, _) if base.is_external("typing", "Protocol"))
}

fn is_callable(base: &Expr) -> bool {
    base.is_external("collections.abc", "Callable") || base.is_external("typing", "Callable")
}

fn variance(base: &Expr, index: usize) -> Variance {
    match base {
        Expr::Name(Symbol::External(symbol)) => known::variance(&symbol.module, &symbol.name, index),
        _ => Variance::Invariant,
    }
}
