//! The variants of enums.

use super::fields::{self, MemberParts, member};
use crate::attr::{Pyo3Options, StubOptions, deprecated};
use crate::docs::docstring;
use crate::emit::elements;
use crate::errors::Errors;
use crate::signature::Signature;
use crate::types::Scope;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Field, Fields, ItemEnum, Variant};

/// The `ClassKind` of an enum.
pub fn kind(item: &ItemEnum, options: &Pyo3Options, scope: &Scope, errors: &mut Errors) -> TokenStream {
    let is_simple = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    let variants: TokenStream = item
        .variants
        .iter()
        .map(|variant| {
            elements(&variant.attrs, |attrs| {
                let stub = StubOptions::read(attrs, "a variant", &["skip"], errors);
                let own = Pyo3Options::read(attrs, "");
                if stub.skip {
                    return None;
                }
                let name = name(variant, &own, options);
                let doc = docstring(attrs);
                Some(if is_simple {
                    quote!((#name, #doc))
                } else {
                    complex(variant, &name, &doc, &own, scope, errors)
                })
            })
        })
        .collect();
    if is_simple {
        quote!(__stub::ClassKind::SimpleEnum(&[#variants]))
    } else {
        quote!(__stub::ClassKind::ComplexEnum(&[#variants]))
    }
}

fn name(variant: &Variant, own: &Pyo3Options, class: &Pyo3Options) -> String {
    own.name().unwrap_or_else(|| {
        let name = variant.ident.unraw().to_string();
        class.rename_all().map_or(name.clone(), |rule| rule.apply(&name))
    })
}

fn complex(
    variant: &Variant,
    name: &str,
    doc: &TokenStream,
    own: &Pyo3Options,
    scope: &Scope,
    errors: &mut Errors,
) -> TokenStream {
    let shape = match &variant.fields {
        Fields::Unit => "Unit",
        Fields::Named(fields) if fields.named.is_empty() => "Unit",
        Fields::Unnamed(_) => "Tuple",
        Fields::Named(_) => "Struct",
    };
    let shape = Ident::new(shape, Span::call_site());
    let constructor = own.assigned("constructor").cloned();
    let signature = constructor.and_then(|tokens| errors.take(Signature::read(tokens)));
    let parameters = fields::constructor(&variant.fields, signature.as_ref(), scope, errors);
    let members: TokenStream = variant
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            elements(&field.attrs, |attrs| Some(property(index, field, attrs, scope, errors)))
        })
        .collect();
    quote! {
        __stub::Variant {
            name: #name,
            doc: #doc,
            shape: __stub::VariantShape::#shape,
            fields: &[#members],
            parameters: &[#parameters],
        }
    }
}

fn property(
    index: usize,
    field: &Field,
    attrs: &[Attribute],
    scope: &Scope,
    errors: &mut Errors,
) -> TokenStream {
    let allowed = ["default", "override_return_type", "override_type", "type_ignore"];
    let stub = StubOptions::read(attrs, "a variant's field", &allowed, errors);
    let type_fn = match stub.override_return_type.as_ref().or(stub.override_type.as_ref()) {
        Some(replacement) => replacement.type_fn(),
        None => scope.output(&field.ty),
    };
    member(&MemberParts {
        name: &fields::name(index, field),
        type_fn: &type_fn,
        doc: docstring(attrs),
        default: fields::value(&stub, field, scope),
        deprecated: deprecated(attrs, &Pyo3Options::default()),
        type_ignore: stub.type_ignore.as_deref(),
        at: fields::position(field),
    })
}
