//! The classes of Rust structs that are not classes in Python: a `TypedDict` for a `dict` with fixed keys, and a
//! protocol for any object with the attributes that Rust reads.

use crate::facts::ParameterKind;
use crate::generate::model::{
    Attribute, Class, Decorator, Expr, Function, Ignore, Node, Parameter, Shape, ShapeForm, When,
};

/// Returns the class `name` of `shape`.
pub(super) fn class(shape: &Shape, name: String) -> Class {
    let mut class = Class::new(name, None);
    class.decorators = vec![Decorator::Plain(Expr::typing("type_check_only"))];
    let (base, member): (&str, fn(&str, &Expr) -> Node) = match shape.form {
        ShapeForm::Dict => ("TypedDict", key),
        ShapeForm::Attributes => ("Protocol", property),
    };
    class.bases = vec![Expr::typing(base)];
    class.body = shape.fields.iter().map(|(name, of)| member(name, of)).collect();
    class
}

fn key(name: &str, of: &Expr) -> Node {
    Node::Attribute(Attribute {
        when: When::default(),
        name: name.to_owned(),
        annotation: Some(of.clone()),
        value: None,
        doc: String::new(),
        ignore: Ignore::default(),
        position: None,
    })
}

/// An attribute that is read may have a narrower type, which one that is also written may not.
fn property(name: &str, of: &Expr) -> Node {
    let mut property = Function::new(name, of.clone());
    property.decorators = vec![Decorator::Plain(Expr::builtin("property"))];
    property.parameters = vec![Parameter {
        name: "self".to_owned(),
        kind: ParameterKind::PositionalOrKeyword,
        annotation: None,
        default: None,
    }];
    Node::Function(property)
}
