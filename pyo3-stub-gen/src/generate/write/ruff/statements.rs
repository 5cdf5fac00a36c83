//! Rules about statements, in their order.

use super::found::Found;
use super::names::{self, Scope};
use super::values::{self, last};
use super::{docstrings, types};
use crate::facts::{ParameterKind, TypeIgnore};
use crate::generate::config::Config;
use crate::generate::model::{
    AliasForm, Attribute, Class, Comments, Decorator, Expr, Function, FunctionForm, Ignore, Node, visit,
};
use crate::generate::python::known;
use crate::generate::resolve::File;
use std::collections::BTreeSet;

/// Checks the statements of `file`.
pub(super) fn check(file: &File, config: &Config, found: &mut Found) {
    let mut checker = StatementChecker { config, found, later: BTreeSet::new(), variables: BTreeSet::new() };
    for node in &file.nodes {
        match node {
            Node::Class(class) => _ = checker.later.insert(class.name.as_str()),
            Node::Attribute(Attribute { name, value: Some(Expr::Call(function, ..)), .. }) => {
                if is_named(function, "TypeVar") || is_named(function, "ParamSpec") {
                    checker.variables.insert(name);
                }
            }
            Node::Attribute(_) | Node::Alias(_) | Node::Function(_) => {}
        }
    }
    checker.nodes(&file.nodes, Scope::Module, None);
    found.add_if(file.import_comments.iter().any(|comment| is_bare(&comment.text)), "PGH003");
    unused(file, found);
}

struct StatementChecker<'c, 'f> {
    config: &'c Config,
    found: &'c mut Found,
    /// The classes at the top of the file that are not yet defined.
    later: BTreeSet<&'f str>,
    /// The type variables of the file.
    variables: BTreeSet<&'f str>,
}

impl<'f> StatementChecker<'_, 'f> {
    fn nodes(&mut self, nodes: &'f [Node], scope: Scope, class: Option<&'f Class>) {
        for node in nodes {
            if self.config.docstrings {
                self.doc(node);
            }
            match node {
                Node::Attribute(node) => {
                    let scope = if class.is_some_and(is_typed_dict) { Scope::Keys } else { scope };
                    self.attribute(node, scope);
                }
                Node::Alias(node) => {
                    names::check_alias(&node.name, self.found);
                    let is_old = matches!(node.form, AliasForm::Annotated(_));
                    self.found.add_if(is_old && types::target(self.config).minor >= 12, "UP040");
                    self.typed(&node.value);
                    // ruff does not look for these in annotations.
                    types::each_path(&node.value, &mut |path| {
                        self.found.add_if(path.split('.').skip(1).any(is_private), "SLF001");
                    });
                    if node.form == AliasForm::Assignment {
                        self.found
                            .add_if(matches!(node.value, Expr::Subscript(..) | Expr::Union(_)), "PYI026");
                        self.evaluated(&node.value);
                    }
                }
                Node::Class(node) => self.class(node, scope),
                Node::Function(node) => self.function(node, scope, class),
            }
        }
    }

    fn doc(&mut self, node: &Node) {
        match node {
            Node::Function(node) => {
                let is_property = has_decorator(&node.decorators, "property");
                docstrings::check_function(&node.name, &node.doc, is_property, self.found);
            }
            Node::Class(node) => docstrings::check_text(&node.doc, self.found),
            // ruff does not check these as docstrings, but reports that a stub should not have them.
            Node::Attribute(_) | Node::Alias(_) => {
                self.found.add_if(
                    !node.doc().trim().is_empty() && node.doc().chars().any(docstrings::is_ambiguous),
                    "RUF001",
                );
            }
        }
    }

    fn attribute(&mut self, node: &'f Attribute, scope: Scope) {
        names::check_variable(&node.name, scope, self.found);
        self.ignore(&node.ignore, &node.comments);
        if let Some(annotation) = &node.annotation {
            self.typed(annotation);
        }
        if let Some(value) = &node.value {
            let is_in_class = scope == Scope::Class && node.when.is_always();
            values::check_value(&node.name, node.annotation.as_ref(), value, is_in_class, self.found);
            // The arguments of `TypeVar` are types.
            if !matches!(value, Expr::Call(..)) {
                self.evaluated(value);
            }
        }
    }

    fn class(&mut self, node: &'f Class, scope: Scope) {
        let is_exception = node.bases.iter().any(|base| match base {
            Expr::Written(name) => known::is_exception(last(name)) || name.ends_with("Error"),
            _ => false,
        });
        names::check_class(&node.name, is_exception, scope, self.found);
        types::check_bases(&node.bases, &node.type_params, self.config, self.found);
        self.ignore(&node.ignore, &node.comments);
        self.nodes(&node.body, Scope::Class, Some(node));
        if scope == Scope::Module {
            self.later.remove(node.name.as_str());
        }
    }

    fn function(&mut self, node: &'f Function, scope: Scope, class: Option<&Class>) {
        names::check_function(&node.name, scope, self.found);
        self.found
            .add_if(has_decorator(&node.decorators, "staticmethod") && node.takes_receiver(), "PLW0211");
        self.ignore(&node.ignore, &node.comments);
        for parameter in &node.parameters {
            names::check_parameter(&parameter.name, self.found);
            let looks_positional = parameter.name.starts_with("__") && !parameter.name.ends_with("__");
            self.found
                .add_if(looks_positional && parameter.kind == ParameterKind::PositionalOrKeyword, "PYI063");
            if let Some(annotation) = &parameter.annotation {
                types::check_parameter(annotation, self.found);
                self.typed(annotation);
            }
            if let Some(default) = &parameter.default {
                values::check_default(&parameter.name, parameter.annotation.as_ref(), default, self.found);
                self.evaluated(default);
            }
            self.found.add_if(node.form == FunctionForm::Async && parameter.name == "timeout", "ASYNC109");
        }
        if let Some(returns) = &node.returns {
            types::check_signature(returns, self.found);
            self.typed(returns);
        }
        types::check_generics(node, &self.variables, self.config, self.found);
        if let Some(since) = &node.since {
            self.found.add_if(types::target(self.config).minor >= since.version.1, "UP036");
        }
        if let Some(class) = class {
            special_method(node, class, self.found);
        }
    }

    fn typed(&mut self, annotation: &Expr) {
        types::check_type(annotation, self.config, self.found);
    }

    /// Checks a value, which ruff considers to be evaluated.
    fn evaluated(&mut self, value: &'f Expr) {
        if matches!(value, Expr::Literal(_) | Expr::Ellipsis | Expr::None) {
            return;
        }
        let later = &self.later;
        let mut is_undefined = false;
        types::each_name(value, &mut |name| is_undefined |= later.contains(name));
        self.found.add_if(is_undefined, "F821");
    }

    fn ignore(&mut self, ignore: &Ignore, comments: &Comments) {
        self.found.add_if(comments.beside.iter().any(|comment| is_bare(comment)), "PGH003");
        self.found.add_if(ignore.user == Some(TypeIgnore::All), "PGH003");
    }
}

/// Whether `comment` silences everything.
fn is_bare(comment: &str) -> bool {
    comment.trim_end() == "# type: ignore"
}

fn is_typed_dict(class: &Class) -> bool {
    class.bases.iter().any(|base| is_named(base, "TypedDict"))
}

/// Checks a method of `class` that Python calls.
fn special_method(method: &Function, class: &Class, found: &mut Found) {
    // ruff does not look at dotted names here.
    let is_class = |expr: &Expr| matches!(expr, Expr::Written(name) if *name == class.name);
    let returns_class = match &method.returns {
        Some(Expr::Subscript(base, _)) => is_class(base),
        Some(returns) => is_class(returns),
        None => false,
    };
    let is_final = has_decorator(&class.decorators, "final");
    let gives_self = matches!(method.name.as_str(), "__new__" | "__enter__" | "__aenter__")
        || method.name.starts_with("__i") && method.parameters.len() == 2;
    found.add_if(!is_final && returns_class && gives_self, "PYI034");
    found.add_if(is_of_object(method), "PYI029");
    found
        .add_if(matches!(method.name.as_str(), "__exit__" | "__aexit__") && !takes_objects(method), "PYI036");
}

/// Whether it is `__repr__` or `__str__` with the signature of `object`.
fn is_of_object(function: &Function) -> bool {
    let takes_self = || match function.parameters.as_slice() {
        [only] => {
            only.name == "self" && only.annotation.is_none() && only.kind != ParameterKind::PositionalOnly
        }
        _ => false,
    };
    matches!(function.name.as_str(), "__repr__" | "__str__")
        && function.type_params.is_empty()
        && function.returns.as_ref().is_some_and(|returns| is_named(returns, "str"))
        && takes_self()
}

/// Whether every parameter accepts any object.
fn takes_objects(method: &Function) -> bool {
    let rest = method.parameters.get(1..).unwrap_or_default();
    rest.iter().all(|it| it.annotation.as_ref().is_some_and(|annotation| is_named(annotation, "object")))
}

fn is_private(name: &str) -> bool {
    name.starts_with('_') && !name.starts_with("__")
}

/// Returns the rule about a class that is not used if it is private.
fn unused_class(class: &Class) -> Option<&'static str> {
    if class.bases.iter().any(|base| is_named(base, "Protocol")) {
        Some("PYI046")
    } else {
        is_typed_dict(class).then_some("PYI049")
    }
}

/// Adds the private classes in `nodes`, the body of a class. ruff does not notice that another class names them.
fn private_members<'f>(nodes: &'f [Node], private: &mut Vec<(&'f str, &'static str)>) {
    for node in nodes {
        if let Node::Class(class) = node {
            private.extend(unused_class(class).map(|code| (class.name.as_str(), code)));
            private_members(&class.body, private);
        }
    }
}

/// Checks unused private names.
fn unused(file: &File, found: &mut Found) {
    let mut private: Vec<(&str, &'static str)> = Vec::new();
    for node in &file.nodes {
        match node {
            Node::Alias(node) => match node.form {
                AliasForm::Annotated(_) | AliasForm::Statement(_) => private.push((&node.name, "PYI047")),
                AliasForm::Assignment | AliasForm::Import => {}
            },
            Node::Class(node) => {
                private.extend(unused_class(node).map(|code| (node.name.as_str(), code)));
                private_members(&node.body, &mut private);
            }
            Node::Attribute(node)
                if node.value.as_ref().is_some_and(|value| matches!(value, Expr::Call(..))) =>
            {
                private.push((&node.name, "PYI018"));
            }
            Node::Attribute(_) | Node::Function(_) => {}
        }
    }
    private.retain(|(name, _)| is_private(name));
    if private.is_empty() {
        return;
    }
    let mut used = BTreeSet::new();
    visit::each_expr(&file.nodes, &mut |expr| {
        types::each_name(expr, &mut |name| {
            if name.starts_with('_') {
                used.insert(name);
            }
        });
    });
    for (name, code) in private {
        found.add_if(!used.contains(name), code);
    }
}

fn has_decorator(decorators: &[Decorator], name: &str) -> bool {
    decorators.iter().any(|it| matches!(it, Decorator::Plain(expr) if is_named(expr, name)))
}

fn is_named(expr: &Expr, name: &str) -> bool {
    match expr {
        Expr::Written(written) => last(written) == name,
        Expr::Attribute(_, attribute) => attribute == name,
        Expr::Subscript(base, _) | Expr::Call(base, ..) => is_named(base, name),
        _ => false,
    }
}
