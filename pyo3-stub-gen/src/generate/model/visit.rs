//! Walks over the model: every recursion over nodes, expressions and submodules is here. It must not know the purpose
//! of a walk.

use super::expr::{Expr, Symbol};
use super::items::{Alias, AliasForm, Attribute, Class, Decorator, Function, Items, Node, TypeParam};
use super::modules::{ModuleInfo, SubmoduleInfo};
use std::collections::BTreeMap;

impl ModuleInfo {
    /// Calls `visit` on every submodule with its path. Each comes after its parent, and neighbours are sorted by name.
    pub fn for_each_submodule<'m>(&'m self, visit: &mut impl FnMut(&[String], &'m SubmoduleInfo)) {
        submodules(self.submodules.values(), &mut Vec::new(), visit);
    }

    /// Calls `visit` on every submodule with its path, in the order of [`for_each_submodule`](Self::for_each_submodule).
    pub fn for_each_submodule_mut(&mut self, visit: &mut impl FnMut(&[String], &mut SubmoduleInfo)) {
        submodules_mut(&mut self.submodules, &mut Vec::new(), visit);
    }
}

/// Calls `visit` on each of `submodules` of the module at `parent` and on all submodules below them, with their paths.
pub fn submodules<'m>(
    submodules: impl Iterator<Item = &'m SubmoduleInfo>,
    parent: &mut Vec<String>,
    visit: &mut impl FnMut(&[String], &'m SubmoduleInfo),
) {
    for submodule in submodules {
        parent.push(submodule.name.clone());
        visit(parent, submodule);
        self::submodules(submodule.submodules.values(), parent, visit);
        parent.pop();
    }
}

/// Calls `visit` on each of `submodules` of the module at `parent` and on all submodules below them, with their paths.
pub fn submodules_mut(
    submodules: &mut BTreeMap<String, SubmoduleInfo>,
    parent: &mut Vec<String>,
    visit: &mut impl FnMut(&[String], &mut SubmoduleInfo),
) {
    for submodule in submodules.values_mut() {
        parent.push(submodule.name.clone());
        visit(parent, submodule);
        submodules_mut(&mut submodule.submodules, parent, visit);
        parent.pop();
    }
}

/// Calls `visit` on each of `classes` and on every class nested in them, with the names that lead to it.
pub fn classes<'m>(
    classes: &mut dyn Iterator<Item = &'m Class>,
    outer: &mut Vec<String>,
    visit: &mut impl FnMut(&[String], &'m Class),
) {
    for class in classes {
        outer.push(class.name.clone());
        visit(outer, class);
        self::classes(&mut class.nested(), outer, visit);
        outer.pop();
    }
}

/// Calls `visit` on `class` and on every class nested in it.
pub fn classes_mut(class: &mut Class, visit: &mut impl FnMut(&mut Class)) {
    visit(class);
    for node in &mut class.body {
        if let Node::Class(nested) = node {
            classes_mut(nested, visit);
        }
    }
}

/// Calls `visit` on each of `nodes`, and on those of class bodies.
pub fn nodes<'m>(nodes: &'m [Node], visit: &mut impl FnMut(&'m Node)) {
    for node in nodes {
        visit(node);
        if let Node::Class(class) = node {
            self::nodes(&class.body, visit);
        }
    }
}

/// Calls `visit` on every name in `nodes`, those of class bodies among them.
pub fn symbols<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Symbol)) {
    each_expr(nodes, &mut |expr| expr.for_each_symbol(visit));
}

/// Calls `visit` on the expressions of `nodes`, including those of class bodies.
pub fn each_expr<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Expr)) {
    self::nodes(nodes, &mut |node| exprs(node, visit));
}

/// Calls `visit` on the expressions of `node`, those of a class's body left out.
fn exprs<'a>(node: &'a Node, visit: &mut impl FnMut(&'a Expr)) {
    node.when().checks.iter().for_each(|check| visit(&check.subject));
    match node {
        Node::Attribute(node) => node.annotation.iter().chain(&node.value).for_each(visit),
        Node::Alias(node) => {
            visit(&node.value);
            match &node.form {
                AliasForm::Annotated(name) => visit(name),
                AliasForm::Statement(params) => type_params(params, visit),
                AliasForm::Assignment | AliasForm::Import => {}
            }
        }
        Node::Class(node) => {
            decorators(&node.decorators, visit);
            type_params(&node.type_params, visit);
            node.bases.iter().for_each(&mut *visit);
            node.keywords.iter().for_each(|(_, value)| visit(value));
        }
        Node::Function(node) => {
            decorators(&node.decorators, visit);
            type_params(&node.type_params, visit);
            for parameter in &node.parameters {
                parameter.annotation.iter().chain(&parameter.default).for_each(&mut *visit);
            }
            node.returns.iter().for_each(&mut *visit);
            if let Some(since) = &node.since {
                visit(&since.version_info);
                visit(&since.type_check_only);
            }
        }
    }
}

fn decorators<'a>(decorators: &'a [Decorator], visit: &mut impl FnMut(&'a Expr)) {
    for decorator in decorators {
        match decorator {
            Decorator::Plain(expr) => visit(expr),
            Decorator::Since(since) => {
                visit(&since.name);
                visit(&since.version_info);
            }
            Decorator::Setter(_) | Decorator::Deleter(_) => {}
        }
    }
}

fn type_params<'a>(params: &'a [TypeParam], visit: &mut impl FnMut(&'a Expr)) {
    params.iter().flat_map(|param| param.bound.iter().chain(&param.default)).for_each(visit);
}

/// A walk that may change the model.
///
/// Each method continues the walk by default. A method that replaces a default calls the function of the same name
/// below to continue.
pub trait VisitMut {
    /// Visits an expression. The visitor decides about the expressions in it.
    fn expr(&mut self, expr: &mut Expr);

    /// Visits a class.
    fn class(&mut self, class: &mut Class) {
        decorators_mut(self, &mut class.decorators);
        type_params_mut(self, &mut class.type_params);
        bases_mut(self, class);
        nodes_mut(self, &mut class.body);
    }

    /// Visits a function.
    fn function(&mut self, function: &mut Function) {
        decorators_mut(self, &mut function.decorators);
        type_params_mut(self, &mut function.type_params);
        signature_mut(self, function);
    }
}

impl Items {
    /// Visits every item.
    pub fn visit_mut<V: VisitMut + ?Sized>(&mut self, visitor: &mut V) {
        let variables = self.prelude.iter_mut().chain(&mut self.variables);
        variables.for_each(|variable| attribute_mut(visitor, variable));
        self.aliases.iter_mut().for_each(|alias| alias_mut(visitor, alias));
        self.classes.iter_mut().for_each(|class| visitor.class(class));
        self.functions.iter_mut().for_each(|function| visitor.function(function));
    }
}

/// Visits each of `nodes`.
pub fn nodes_mut<V: VisitMut + ?Sized>(visitor: &mut V, nodes: &mut [Node]) {
    nodes.iter_mut().for_each(|node| node_mut(visitor, node));
}

/// Visits `node`.
pub fn node_mut<V: VisitMut + ?Sized>(visitor: &mut V, node: &mut Node) {
    node.when_mut().checks.iter_mut().for_each(|check| visitor.expr(&mut check.subject));
    match node {
        Node::Attribute(node) => attribute_mut(visitor, node),
        Node::Alias(node) => alias_mut(visitor, node),
        Node::Class(node) => visitor.class(node),
        Node::Function(node) => visitor.function(node),
    }
}

fn attribute_mut<V: VisitMut + ?Sized>(visitor: &mut V, attribute: &mut Attribute) {
    attribute.annotation.iter_mut().chain(&mut attribute.value).for_each(|expr| visitor.expr(expr));
}

fn alias_mut<V: VisitMut + ?Sized>(visitor: &mut V, alias: &mut Alias) {
    visitor.expr(&mut alias.value);
    match &mut alias.form {
        AliasForm::Annotated(name) => visitor.expr(name),
        AliasForm::Statement(params) => type_params_mut(visitor, params),
        AliasForm::Assignment | AliasForm::Import => {}
    }
}

/// Visits the expressions of `decorators`.
pub fn decorators_mut<V: VisitMut + ?Sized>(visitor: &mut V, decorators: &mut [Decorator]) {
    for decorator in decorators {
        match decorator {
            Decorator::Plain(expr) => visitor.expr(expr),
            Decorator::Since(since) => {
                visitor.expr(&mut since.name);
                visitor.expr(&mut since.version_info);
            }
            Decorator::Setter(_) | Decorator::Deleter(_) => {}
        }
    }
}

/// Visits the bases of `class`, and the arguments after them.
pub fn bases_mut<V: VisitMut + ?Sized>(visitor: &mut V, class: &mut Class) {
    class.bases.iter_mut().for_each(|base| visitor.expr(base));
    class.keywords.iter_mut().for_each(|(_, value)| visitor.expr(value));
}

/// Visits the bounds and defaults of `params`.
pub fn type_params_mut<V: VisitMut + ?Sized>(visitor: &mut V, params: &mut [TypeParam]) {
    let exprs = params.iter_mut().flat_map(|param| param.bound.iter_mut().chain(&mut param.default));
    exprs.for_each(|expr| visitor.expr(expr));
}

/// Visits the parameters of `function`, and what it returns.
pub fn signature_mut<V: VisitMut + ?Sized>(visitor: &mut V, function: &mut Function) {
    let parameters = &mut function.parameters;
    let exprs = parameters.iter_mut().flat_map(|it| it.annotation.iter_mut().chain(&mut it.default));
    exprs.chain(&mut function.returns).for_each(|expr| visitor.expr(expr));
    if let Some(since) = &mut function.since {
        visitor.expr(&mut since.version_info);
        visitor.expr(&mut since.type_check_only);
    }
}
