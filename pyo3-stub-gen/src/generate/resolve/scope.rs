//! Walks the file and binds every name to the scope it stands in.
//!
//! An annotation in a class body sees that body's names, those of the file, and the builtins. By
//! Python's rules it does not see the names of a class around it; zuban and pyrefly see them in places,
//! so those count as shadowed too: the longer form is right for everyone. Parameters shadow nothing:
//! annotations are not evaluated in the function.

use super::names::Names;
use crate::generate::model::{
    AliasForm, Attribute, Class, Decorator, Expr, Function, Node, Symbol, TypeParam,
};
use rustc_hash::FxHashSet;

/// The names that hide those of the file.
#[derive(Debug, Default)]
pub(super) struct Scope {
    body: FxHashSet<String>,
    type_params: Vec<String>,
}

impl Scope {
    /// Whether `name` means something of this scope's own.
    pub(super) fn shadows(&self, name: &str) -> bool {
        self.body.contains(name) || self.type_params.iter().any(|param| param == name)
    }

    /// The scope of a class body in this one.
    fn body_of(&self, class: &Class) -> Self {
        let own = class.body.iter().map(|node| node.name().to_owned());
        Self { body: self.body.iter().cloned().chain(own).collect(), type_params: self.type_params.clone() }
    }
}

/// Binds every name in `nodes`.
pub(super) fn bind(nodes: &mut [Node], names: &mut Names<'_>) {
    let mut binder = Binder { names };
    for node in nodes {
        binder.node(node, &mut Scope::default());
        binder.names.define(node.name());
    }
}

/// Calls `visit` on every name in `nodes`.
pub(super) fn for_each_symbol<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Symbol)) {
    for node in nodes {
        exprs(node, &mut |expr| expr.for_each_symbol(visit));
        if let Node::Class(class) = node {
            for_each_symbol(&class.body, visit);
        }
    }
}

struct Binder<'a, 'p> {
    names: &'a mut Names<'p>,
}

impl Binder<'_, '_> {
    fn nodes(&mut self, nodes: &mut [Node], scope: &mut Scope) {
        for node in nodes {
            self.node(node, scope);
        }
    }

    fn node(&mut self, node: &mut Node, scope: &mut Scope) {
        match node {
            Node::Attribute(node) => self.attribute(node, scope),
            Node::Alias(node) => {
                self.expr(&mut node.value, scope);
                if let AliasForm::Annotated(name) = &mut node.form {
                    self.expr(name, scope);
                }
            }
            Node::Function(node) => self.function(node, scope),
            Node::Class(node) => self.class(node, scope),
        }
    }

    fn attribute(&mut self, node: &mut Attribute, scope: &Scope) {
        for expr in node.annotation.iter_mut().chain(&mut node.value) {
            self.expr(expr, scope);
        }
    }

    fn class(&mut self, class: &mut Class, scope: &mut Scope) {
        self.decorators(&mut class.decorators, scope);
        // Bases see the class's own type parameters, and not yet its body.
        let before = scope.type_params.len();
        scope.type_params.extend(class.type_params.iter().map(|param| param.name.clone()));
        self.type_params(&mut class.type_params, scope);
        for base in &mut class.bases {
            self.expr(base, scope);
        }
        let mut inner = scope.body_of(class);
        self.nodes(&mut class.body, &mut inner);
        scope.type_params.truncate(before);
    }

    fn function(&mut self, function: &mut Function, scope: &mut Scope) {
        self.decorators(&mut function.decorators, scope);
        let before = scope.type_params.len();
        scope.type_params.extend(function.type_params.iter().map(|param| param.name.clone()));
        self.type_params(&mut function.type_params, scope);
        for parameter in &mut function.parameters {
            for expr in parameter.annotation.iter_mut().chain(&mut parameter.default) {
                self.expr(expr, scope);
            }
        }
        if let Some(returns) = &mut function.returns {
            self.expr(returns, scope);
        }
        scope.type_params.truncate(before);
    }

    fn type_params(&mut self, params: &mut [TypeParam], scope: &Scope) {
        for param in params {
            for expr in param.bound.iter_mut().chain(&mut param.default) {
                self.expr(expr, scope);
            }
        }
    }

    fn decorators(&mut self, decorators: &mut [Decorator], scope: &Scope) {
        for decorator in decorators {
            if let Decorator::Plain(expr) = decorator {
                self.expr(expr, scope);
            }
        }
    }

    fn expr(&mut self, expr: &mut Expr, scope: &Scope) {
        expr.map_symbols(&mut |symbol| Expr::Written(self.names.write(symbol, scope)));
    }
}

/// Calls `visit` on the expressions of `node`, those of a class's body left out.
fn exprs<'a>(node: &'a Node, visit: &mut impl FnMut(&'a Expr)) {
    match node {
        Node::Attribute(node) => node.annotation.iter().chain(&node.value).for_each(visit),
        Node::Alias(node) => {
            visit(&node.value);
            if let AliasForm::Annotated(name) = &node.form {
                visit(name);
            }
        }
        Node::Class(node) => {
            decorators(&node.decorators, visit);
            type_params(&node.type_params, visit);
            node.bases.iter().for_each(visit);
        }
        Node::Function(node) => {
            decorators(&node.decorators, visit);
            type_params(&node.type_params, visit);
            for parameter in &node.parameters {
                parameter.annotation.iter().chain(&parameter.default).for_each(&mut *visit);
            }
            node.returns.iter().for_each(visit);
        }
    }
}

fn decorators<'a>(decorators: &'a [Decorator], visit: &mut impl FnMut(&'a Expr)) {
    for decorator in decorators {
        if let Decorator::Plain(expr) = decorator {
            visit(expr);
        }
    }
}

fn type_params<'a>(params: &'a [TypeParam], visit: &mut impl FnMut(&'a Expr)) {
    params.iter().flat_map(|param| param.bound.iter().chain(&param.default)).for_each(visit);
}
