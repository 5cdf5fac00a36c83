//! Enums: class attributes of the class's own type, and nested subclasses.
//!
//! PyO3 does not create an `enum.Enum`. A simple enum is a plain class whose variants are class attributes, and each
//! variant of a complex enum is a class of its own.

use super::class_draft::ClassDraft;
use super::collector::Collector;
use super::function_parts;
use crate::facts::{
    ClassKind, ComplexVariantFact, ParameterKind, Position, Receiver, SimpleVariantFact, VariantShape,
};
use crate::generate::model::{
    Attribute, Class, Comments, Decorator, Expr, Function, Ignore, Node, Parameter, When,
};
use crate::text::literal;

impl Collector<'_> {
    /// Adds the variants of an enum.
    pub(super) fn add_variants(&mut self, draft: &mut ClassDraft<'_>, path: &[String]) {
        match &draft.fact.kind {
            ClassKind::SimpleEnum(variants) => {
                for variant in variants {
                    if self.is_writable(&variant.name, "variant", Some(&draft.fact.position)) {
                        let attribute = simple_variant(variant, draft);
                        draft.attributes.push(Node::Attribute(attribute));
                    }
                }
            }
            ClassKind::ComplexEnum(variants) => {
                for variant in variants {
                    if self.is_writable(&variant.name, "variant", Some(&draft.fact.position)) {
                        let class = self.complex_variant(variant, draft, path);
                        draft.attributes.push(Node::Class(class));
                    }
                }
            }
            ClassKind::Struct | ClassKind::Exception => {}
        }
    }

    fn complex_variant(
        &mut self,
        fact: &ComplexVariantFact,
        draft: &ClassDraft<'_>,
        path: &[String],
    ) -> Class {
        let what = format!("variant `{}.{}`", draft.fact.name, fact.name);
        let place = draft.place.inner(what, None);
        let own_type = Expr::local(path, &[&draft.fact.name, &fact.name]);

        let mut new = Function::new("__new__", own_type);
        new.parameters = self.parameters(&fact.parameters, &place, &mut new.type_params);
        function_parts::add_receiver(&mut new, &Receiver::New, None);
        let mut body = vec![match_args(fact, &draft.fact.position), Node::Function(new)];
        let mut types = Vec::new();
        for field in &fact.fields {
            let returns = self.expr(&field.r#type, &place);
            types.push(returns.clone());
            let mut property = property(&field.name, returns, &field.doc);
            property.decorators.extend(self.deprecated(field.deprecated.as_ref()));
            body.push(Node::Function(property));
        }
        if matches!(fact.shape, VariantShape::Tuple) {
            body.extend(tuple_methods(types).map(Node::Function));
        }

        let mut class = Class::new(fact.name.clone(), Some(draft.fact.position.clone()));
        class.decorators = vec![Decorator::Plain(Expr::typing("final"))];
        class.bases = vec![draft.own_type.clone()];
        class.doc = fact.doc.clone();
        class.body = body;
        class
    }
}

fn simple_variant(fact: &SimpleVariantFact, draft: &ClassDraft<'_>) -> Attribute {
    Attribute {
        when: When::default(),
        comments: Comments::default(),
        name: fact.name.clone(),
        annotation: Some(Expr::typing("ClassVar").subscript(vec![draft.own_type.clone()])),
        value: None,
        doc: fact.doc.clone(),
        ignore: Ignore::default(),
        position: Some(draft.fact.position.clone()),
    }
}

/// Returns `__match_args__ = ("radius",)`. It has no annotation, so that type checkers see the names in it.
fn match_args(fact: &ComplexVariantFact, position: &Position) -> Node {
    let names = fact.fields.iter().map(|field| Expr::Literal(literal::string(&field.name))).collect();
    Node::Attribute(Attribute {
        when: When::default(),
        comments: Comments::default(),
        name: "__match_args__".to_owned(),
        annotation: None,
        value: Some(Expr::Tuple(names)),
        doc: String::new(),
        ignore: Ignore::default(),
        position: Some(position.clone()),
    })
}

fn property(name: &str, returns: Expr, doc: &str) -> Function {
    let mut function = Function::new(name, returns);
    function_parts::add_receiver(&mut function, &Receiver::Instance, None);
    function.decorators = vec![Decorator::Plain(Expr::builtin("property"))];
    function.doc = doc.to_owned();
    function
}

/// Returns the methods that a tuple variant has in addition to its fields.
fn tuple_methods(types: Vec<Expr>) -> impl Iterator<Item = Function> {
    let mut len = Function::new("__len__", Expr::builtin("int"));
    function_parts::add_receiver(&mut len, &Receiver::Instance, None);
    let item = if types.is_empty() { Expr::typing("Never") } else { Expr::union(types) };
    let mut getitem = Function::new("__getitem__", item);
    getitem.parameters.push(Parameter {
        name: "key".to_owned(),
        kind: ParameterKind::PositionalOnly,
        annotation: Some(Expr::typing("SupportsIndex")),
        default: None,
    });
    function_parts::add_receiver(&mut getitem, &Receiver::Instance, None);
    [len, getitem].into_iter()
}
