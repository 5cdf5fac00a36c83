//! The declarations of Rust types that are not classes in Python: a `TypedDict` for a `dict` with fixed keys, a protocol
//! for any object with the attributes that Rust reads, and an alias for a type that is in itself.

use crate::facts::ParameterKind;
use crate::generate::config::Config;
use crate::generate::model::{
    Alias, AliasForm, Attribute, Class, Comments, Decorator, Expr, Function, Ignore, Node, Parameter, Shape,
    ShapeForm, When,
};
use crate::text::literal;

/// Returns what declares the name of `shape`.
pub(super) fn declaration(shape: &Shape, config: &Config) -> Node {
    match shape.form {
        ShapeForm::Dict => class(shape, "TypedDict", key),
        ShapeForm::Keys => typed_dict(shape),
        ShapeForm::Attributes => class(shape, "Protocol", property),
        ShapeForm::Recursive => alias(shape, config),
    }
}

fn class(shape: &Shape, base: &str, member: fn(&str, &Expr) -> Node) -> Node {
    let mut class = Class::new(shape.name.clone(), None);
    class.decorators = vec![Decorator::Plain(Expr::typing("type_check_only"))];
    class.bases = vec![Expr::typing(base)];
    class.body = shape.fields.iter().map(|(name, of)| member(name, of)).collect();
    Node::Class(class)
}

fn key(name: &str, of: &Expr) -> Node {
    Node::Attribute(attribute(name, Some(of.clone()), None))
}

fn attribute(name: &str, annotation: Option<Expr>, value: Option<Expr>) -> Attribute {
    Attribute {
        when: When::default(),
        comments: Comments::default(),
        name: name.to_owned(),
        annotation,
        value,
        doc: String::new(),
        ignore: Ignore::default(),
        position: None,
    }
}

/// Returns `_Name = TypedDict("_Name", {"a key": int})`.
fn typed_dict(shape: &Shape) -> Node {
    let text = |text: &str| Expr::Literal(literal::string(text));
    let keys = shape.fields.iter().map(|(name, of)| (text(name), of.clone())).collect();
    let function = Box::new(Expr::typing("TypedDict"));
    let call = Expr::Call(function, vec![text(&shape.name), Expr::Dict(keys)], Vec::new());
    Node::Attribute(attribute(&shape.name, None, Some(call)))
}

fn alias(shape: &Shape, config: &Config) -> Node {
    let of = shape.fields.first().map(|(_, of)| of.clone());
    Node::Alias(Alias {
        when: When::default(),
        comments: Comments::default(),
        name: shape.name.clone(),
        value: of.unwrap_or_else(|| Expr::typing("Any")),
        object: Expr::typing("Any"),
        form: match config.use_type_statement {
            true => AliasForm::Statement(Vec::new()),
            false => AliasForm::Annotated(Expr::typing("TypeAlias")),
        },
        doc: String::new(),
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
