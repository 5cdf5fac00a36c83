//! The variants of enums.

use super::fields::{self, MemberParts, member};
use crate::attr::{Pyo3Options, StubOptions, deprecated};
use crate::docs::docstring;
use crate::emit::elements;
use crate::errors::Errors;
use crate::signature::Signature;
use crate::statement::Statement;
use crate::types::Scope;
use syn::ext::IdentExt;
use syn::{Attribute, Field, Fields, ItemEnum, Variant};

/// The kind of class that an enum is, with its variants.
pub fn kind(item: &ItemEnum, options: &Pyo3Options, scope: &Scope, errors: &mut Errors) -> Statement {
    let is_simple = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    let mut out = Statement::of(if is_simple { "e" } else { "c" });
    for variant in &item.variants {
        out.add(elements(&variant.attrs, |attrs| {
            let stub = StubOptions::read(attrs, "a variant", &["skip"], errors);
            let own = Pyo3Options::read(attrs, "");
            if stub.skip {
                return None;
            }
            let mut out = Statement::of(if is_simple { "+" } else { shape(&variant.fields) });
            out.string(&name(variant, &own, options)).add(docstring(attrs));
            if !is_simple {
                out.add(fields_of(variant, &own, scope, errors));
            }
            Some(out)
        }));
    }
    out.put(".");
    out
}

fn name(variant: &Variant, own: &Pyo3Options, class: &Pyo3Options) -> String {
    own.name().unwrap_or_else(|| {
        let name = variant.ident.unraw().to_string();
        class.rename_all().map_or(name.clone(), |rule| rule.apply(&name))
    })
}

/// The letter of how a variant's fields are read.
fn shape(fields: &Fields) -> &'static str {
    match fields {
        Fields::Unit => "u",
        Fields::Named(fields) if fields.named.is_empty() => "u",
        Fields::Unnamed(_) => "t",
        Fields::Named(_) => "s",
    }
}

/// The fields and the parameters of a variant with fields.
fn fields_of(variant: &Variant, own: &Pyo3Options, scope: &Scope, errors: &mut Errors) -> Statement {
    let constructor = own.assigned("constructor").cloned();
    let signature = constructor.and_then(|tokens| errors.take(Signature::read(tokens)));
    let parameters = fields::constructor(&variant.fields, signature.as_ref(), scope, errors);
    let mut out = Statement::default();
    for (index, field) in variant.fields.iter().enumerate() {
        out.add(elements(&field.attrs, |attrs| Some(property(index, field, attrs, scope, errors))));
    }
    out.put(".").add(parameters).put(".");
    out
}

fn property(
    index: usize,
    field: &Field,
    attrs: &[Attribute],
    scope: &Scope,
    errors: &mut Errors,
) -> Statement {
    let allowed = ["default", "override_return_type", "override_type", "type_ignore"];
    let stub = StubOptions::read(attrs, "a variant's field", &allowed, errors);
    let r#type = match stub.override_return_type.as_ref().or(stub.override_type.as_ref()) {
        Some(replacement) => replacement.statement(|| scope.output(&field.ty)),
        None => scope.output(&field.ty),
    };
    member(MemberParts {
        letter: "+",
        name: &fields::name(index, field),
        r#type,
        doc: docstring(attrs),
        default: fields::value(&stub, field, scope),
        deprecated: deprecated(attrs, &Pyo3Options::default()),
        type_ignore: stub.type_ignore.as_deref(),
        at: fields::position(field),
    })
}
