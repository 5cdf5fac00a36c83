//! Declares the protocols of [`Helper`] in the files that use them.
//!
//! Type checkers decide by the members of a class in its stub: `numpy.ndarray` has `__index__` and `__float__`, but its
//! `__hash__` is `None`; `int` has `__float__`, but not `hex`; `float` has neither `__complex__` nor a `__pos__` that
//! gives a `complex`. The `__contains__` of `str` takes a `str`, and those of other sequences any object.

use super::top_level_names::free_name;
use crate::facts::ParameterKind;
use crate::generate::model::visit::{self, VisitMut};
use crate::generate::model::{
    Class, Decorator, Expr, Function, Helper, Node, Parameter, Symbol, TypeParam, TypeParamKind,
};
use std::collections::{BTreeMap, HashSet};

/// Adds the helpers that `nodes` use, and writes their names. `taken` contains the names that are in use.
pub(super) fn declare(nodes: &mut Vec<Node>, taken: &mut HashSet<String>) {
    let mut used = BTreeMap::new();
    visit::symbols(nodes, &mut |symbol| {
        if let Symbol::Helper(helper) = symbol {
            used.entry(*helper).or_insert_with(|| free_name(helper.class_name(), taken));
        }
    });
    if used.is_empty() {
        return;
    }
    visit::nodes_mut(&mut HelperNames { used: &used }, nodes);
    let classes = used.into_iter().map(|(helper, name)| Node::Class(class(helper, name)));
    nodes.splice(0..0, classes);
}

struct HelperNames<'a> {
    used: &'a BTreeMap<Helper, String>,
}

impl VisitMut for HelperNames<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        expr.map_symbols(&mut |symbol| match symbol {
            Symbol::Helper(helper) => match self.used.get(helper) {
                Some(name) => Expr::Written(name.clone()),
                None => Expr::Name(symbol.clone()),
            },
            _ => Expr::Name(symbol.clone()),
        });
    }
}

fn class(helper: Helper, name: String) -> Class {
    let mut class = Class::new(name, None);
    class.decorators = vec![Decorator::Plain(Expr::typing("type_check_only"))];
    class.bases = vec![Expr::typing("Protocol")];
    let hash = || method("__hash__", vec![], Expr::builtin("int"));
    let methods = match helper {
        Helper::Index => vec![method("__index__", vec![], Expr::builtin("int")), hash()],
        Helper::Float => vec![method("__float__", vec![], Expr::builtin("float")), hash()],
        Helper::Complex => vec![method("__complex__", vec![], Expr::builtin("complex")), hash()],
        Helper::ExactFloat => vec![
            method("__float__", vec![], Expr::builtin("float")),
            method("hex", vec![], Expr::builtin("str")),
        ],
        Helper::ExactComplex => vec![
            method("__complex__", vec![], Expr::builtin("complex")),
            method("__pos__", vec![], Expr::builtin("complex")),
            hash(),
        ],
        Helper::SequenceNotStr => {
            class.type_params = vec![TypeParam {
                name: ITEM.to_owned(),
                kind: TypeParamKind::Covariant,
                bound: None,
                default: None,
            }];
            sequence_methods()
        }
    };
    class.body = methods.into_iter().map(Node::Function).collect();
    class
}

/// The type parameter of a sequence.
const ITEM: &str = "T_co";

fn sequence_methods() -> Vec<Function> {
    let item = || Expr::Name(Symbol::TypeParameter(ITEM.to_owned()));
    let iterator = || Expr::external("collections.abc", "Iterator").subscript(vec![item()]);
    vec![
        method("__len__", vec![], Expr::builtin("int")),
        method("__getitem__", vec![("index", Expr::builtin("int"))], item()),
        method("__contains__", vec![("value", Expr::builtin("object"))], Expr::builtin("bool")),
        method("__iter__", vec![], iterator()),
        // Keeps arrays and sets out.
        method("__reversed__", vec![], iterator()),
    ]
}

fn method(name: &str, parameters: Vec<(&str, Expr)>, returns: Expr) -> Function {
    let mut method = Function::new(name, returns);
    let is_alone = parameters.is_empty();
    let parameter = |name: &str, annotation| Parameter {
        name: name.to_owned(),
        kind: if is_alone { ParameterKind::PositionalOrKeyword } else { ParameterKind::PositionalOnly },
        annotation,
        default: None,
    };
    method.parameters = vec![parameter("self", None)];
    method.parameters.extend(parameters.into_iter().map(|(name, expr)| parameter(name, Some(expr))));
    method
}
