//! The variants of enums.

use super::fields;
use crate::attr::cfg::{Alternative, alternatives};
use crate::attr::{Pyo3Options, Site, StubOptions, deprecated};
use crate::docs::docstring;
use crate::emit::elements;
use crate::errors::Errors;
use crate::function::member_parts;
use crate::grammar::{
    ClassForm, ClassPart, ComplexVariantText, Element, List, MemberText, SimpleVariantText, Sink,
    VariantShape,
};
use crate::signature::Signature;
use crate::statement::Statement;
use crate::types::Scope;
use syn::ext::IdentExt;
use syn::{Attribute, Field, Fields, ItemEnum, Variant};

/// Returns the kind of class that an enum is, with its variants. Those that `skip` leaves out are added to `parts`.
pub fn kind(
    item: &ItemEnum,
    options: &Pyo3Options,
    scope: &Scope,
    parts: &mut Statement,
    errors: &mut Errors,
) -> Statement {
    let is_simple = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    let mut variants = Statement::default();
    for variant in &item.variants {
        for Alternative { cfg, attrs } in alternatives(&variant.attrs, &["gen_stub"]) {
            let stub = StubOptions::read(&attrs, Site::Variant, errors);
            let own = Pyo3Options::read(&attrs, "");
            let name = name(variant, &own, options);
            if stub.skip {
                parts.add_under(&cfg, Statement::of((ClassPart::Skip, name.as_str())));
                continue;
            }
            let doc = docstring(&attrs);
            let element = if is_simple {
                Statement::of((Element::Next, SimpleVariantText { name: name.as_str(), doc }))
            } else {
                let (fields, parameters) = content(variant, &own, scope, errors);
                let shape = shape(&variant.fields);
                Statement::of(ComplexVariantText { shape, name: name.as_str(), doc, fields, parameters })
            };
            variants.add_under(&cfg, element);
        }
    }
    let form = if is_simple { ClassForm::SimpleEnum } else { ClassForm::ComplexEnum };
    Statement::of((form, List(variants)))
}

fn name(variant: &Variant, own: &Pyo3Options, class: &Pyo3Options) -> String {
    own.name().unwrap_or_else(|| {
        let name = variant.ident.unraw().to_string();
        class.rename_all().map_or(name.clone(), |rule| rule.apply(&name))
    })
}

/// Returns how a variant's fields are read.
fn shape(fields: &Fields) -> VariantShape {
    match fields {
        Fields::Unit => VariantShape::Unit,
        Fields::Named(fields) if fields.named.is_empty() => VariantShape::Unit,
        Fields::Unnamed(_) => VariantShape::Tuple,
        Fields::Named(_) => VariantShape::Struct,
    }
}

/// Returns the fields and the parameters of a variant with fields.
fn content(
    variant: &Variant,
    own: &Pyo3Options,
    scope: &Scope,
    errors: &mut Errors,
) -> (List<Statement>, List<Statement>) {
    let constructor = own.assigned("constructor").cloned();
    let signature = constructor.and_then(|tokens| errors.take(Signature::read(tokens)));
    let parameters = fields::constructor(&variant.fields, signature.as_ref(), scope, errors);
    let mut properties = Statement::default();
    for (index, field) in variant.fields.iter().enumerate() {
        properties.add(elements(&field.attrs, |attrs| Some(property(index, field, attrs, scope, errors))));
    }
    (List(properties), List(parameters))
}

fn property(
    index: usize,
    field: &Field,
    attrs: &[Attribute],
    scope: &Scope,
    errors: &mut Errors,
) -> Statement {
    let stub = StubOptions::read(attrs, Site::VariantField, errors);
    let r#type = match stub.override_return_type.as_ref().or(stub.override_type.as_ref()) {
        Some(replacement) => replacement.statement(|| scope.output(&field.ty)),
        None => scope.output(&field.ty),
    };
    let name = fields::name(index, field);
    let text = MemberText {
        name: name.as_str(),
        r#type,
        doc: docstring(attrs),
        default: fields::value(&stub, field, scope),
        position: fields::position(field),
        parts: List(member_parts(deprecated(attrs, &Pyo3Options::default()), &stub)),
    };
    Statement::of((Element::Next, text))
}
