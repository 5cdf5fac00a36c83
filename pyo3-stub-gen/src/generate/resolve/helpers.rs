//! Declares the protocols of [`Helper`] in the files that use them.
//!
//! Type checkers decide by the members of a class in its stub: `numpy.ndarray` has `__index__` and `__float__`, but its
//! `__hash__` is `None`; `int` has `__float__`, but not `hex`; `float` has neither `__complex__` nor a `__pos__` that
//! gives a `complex`. The `__contains__` of `str` takes a `str`, and those of other sequences any object. Sequences
//! have `index`, and dictionaries have not. The `items` of a `dict` give a class of its own, which those of other
//! mappings do not.

use super::shapes;
use super::top_level_names::free_name;
use crate::facts::ParameterKind;
use crate::generate::config::Config;
use crate::generate::model::visit::{self, VisitMut};
use crate::generate::model::{
    Class, Decorator, Expr, Function, Helper, Node, Parameter, Shape, ShapeForm, Symbol, TypeParam,
    TypeParamKind,
};
use std::collections::{BTreeMap, HashSet};

/// Adds the helpers and shapes that `nodes` use, and writes their names. `taken` contains the names that are in use.
pub(super) fn declare(nodes: &mut Vec<Node>, taken: &mut HashSet<String>, config: &Config) {
    let mut used = Used::default();
    visit::symbols(nodes, &mut |symbol| used.add(symbol));
    if used.helpers.is_empty() && used.shapes.is_empty() {
        return;
    }
    let mut declared = Vec::new();
    for (helper, name) in &mut used.helpers {
        *name = free_name(helper.class_name(), taken);
        declared.push(Node::Class(class(*helper, name.clone())));
    }
    for shape in used.shapes.values_mut() {
        shape.name = free_name(&shape.name, taken);
        declared.push(shapes::declaration(shape, config));
    }
    visit::nodes_mut(&mut used, &mut declared);
    visit::nodes_mut(&mut used, nodes);
    nodes.splice(0..0, declared);
}

/// The helpers that a file uses, each with the name of its class.
#[derive(Default)]
struct Used {
    helpers: BTreeMap<Helper, String>,
    shapes: BTreeMap<(String, ShapeForm), Shape>,
}

impl Used {
    fn add(&mut self, symbol: &Symbol) {
        match symbol {
            Symbol::Helper(helper) => {
                self.helpers.entry(*helper).or_default();
            }
            Symbol::Shape(shape) => {
                let known = self
                    .shapes
                    .entry((shape.id.clone(), shape.form))
                    .or_insert_with(|| Shape { fields: Vec::new(), ..(**shape).clone() });
                if known.fields.is_empty() && !shape.fields.is_empty() {
                    known.fields = shape.fields.clone();
                    for (_, of) in &shape.fields {
                        of.for_each_symbol(&mut |symbol| self.add(symbol));
                    }
                }
            }
            Symbol::External(_) | Symbol::Local(_) | Symbol::TypeParameter(_) | Symbol::Protocol(_) => {}
        }
    }

    fn name(&self, symbol: &Symbol) -> Option<&String> {
        match symbol {
            Symbol::Helper(helper) => self.helpers.get(helper),
            Symbol::Shape(shape) => self.shapes.get(&(shape.id.clone(), shape.form)).map(|shape| &shape.name),
            Symbol::External(_) | Symbol::Local(_) | Symbol::TypeParameter(_) | Symbol::Protocol(_) => None,
        }
    }
}

impl VisitMut for Used {
    fn expr(&mut self, expr: &mut Expr) {
        expr.map_symbols(&mut |symbol| match self.name(symbol) {
            Some(name) => Expr::Written(name.clone()),
            None => Expr::Name(symbol.clone()),
        });
    }
}

/// Returns the names of the methods of `helper`, in their order.
pub fn members_of(helper: Helper) -> Vec<String> {
    class(helper, String::new()).functions().map(|function| function.name.clone()).collect()
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
            class.type_params = covariant(&[ITEM]);
            sequence_methods()
        }
        Helper::Dict => {
            class.type_params = covariant(&[KEY, VALUE]);
            let items = Expr::external("_collections_abc", "dict_items");
            vec![
                // Keeps a `SimpleNamespace` out, which has every attribute for some type checkers.
                method("__len__", vec![], Expr::builtin("int")),
                method("items", vec![], items.subscript(vec![parameter(KEY), parameter(VALUE)])),
            ]
        }
        Helper::TextItems => vec![item("str")],
        Helper::IndexItems => vec![item("int")],
    };
    class.body = methods.into_iter().map(Node::Function).collect();
    class
}

/// The type parameters of the protocols.
const ITEM: &str = "T_co";
const KEY: &str = "K_co";
const VALUE: &str = "V_co";

fn item(key: &str) -> Function {
    method("__getitem__", vec![("key", Expr::builtin(key))], Expr::typing("Any"))
}

fn covariant(names: &[&str]) -> Vec<TypeParam> {
    let param = |name: &&str| TypeParam {
        name: (*name).to_owned(),
        kind: TypeParamKind::Covariant,
        bound: None,
        default: None,
    };
    names.iter().map(param).collect()
}

fn parameter(name: &str) -> Expr {
    Expr::Name(Symbol::TypeParameter(name.to_owned()))
}

fn sequence_methods() -> Vec<Function> {
    let iterator = || Expr::external("collections.abc", "Iterator").subscript(vec![parameter(ITEM)]);
    // The parameters of a method would affect the types that checkers infer for a display. A property of the type `object`
    // does not.
    let mut index = method("index", vec![], Expr::builtin("object"));
    index.decorators.push(Decorator::Plain(Expr::builtin("property")));
    vec![
        method("__len__", vec![], Expr::builtin("int")),
        method("__getitem__", vec![("index", Expr::builtin("int"))], parameter(ITEM)),
        method("__contains__", vec![("value", Expr::builtin("object"))], Expr::builtin("bool")),
        method("__iter__", vec![], iterator()),
        // Keeps arrays and sets out.
        method("__reversed__", vec![], iterator()),
        // Keeps dictionaries out.
        index,
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
