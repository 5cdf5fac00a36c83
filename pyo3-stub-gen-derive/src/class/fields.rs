//! Fields: as properties, and as parameters of a constructor.

use crate::attr::{Pyo3Options, StubOptions, deprecated};
use crate::default;
use crate::docs::docstring;
use crate::emit::{at, elements};
use crate::errors::Errors;
use crate::parameters::{any, parameter};
use crate::signature::{Kind, Signature};
use crate::types::{self, Scope};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Field, Fields, LitStr};

const ALLOWED: &[&str] = &["default", "skip", "override_return_type", "override_type", "type_ignore"];

/// Which direction of a property is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// `get`.
    Get,
    /// `set`.
    Set,
}

/// The class that fields belong to.
pub struct Context<'a> {
    /// Its options.
    pub options: &'a Pyo3Options,
    /// Its scope.
    pub scope: &'a Scope,
}

impl Context<'_> {
    /// The `Member`s of the fields that Python can get or set.
    pub fn properties(&self, fields: &Fields, access: Access, errors: &mut Errors) -> TokenStream {
        let property =
            |field: &Field| elements(&field.attrs, |attrs| self.property(field, attrs, access, errors));
        fields.iter().map(property).collect()
    }

    fn property(
        &self,
        field: &Field,
        attrs: &[Attribute],
        access: Access,
        errors: &mut Errors,
    ) -> Option<TokenStream> {
        let stub = StubOptions::read(attrs, "a field", ALLOWED, errors);
        let options = Pyo3Options::read(attrs, "");
        let (one, all) = match access {
            Access::Get => ("get", "get_all"),
            Access::Set => ("set", "set_all"),
        };
        if stub.skip || !(options.has(one) || self.options.has(all)) {
            return None;
        }
        let name = options.name().or_else(|| {
            let name = field.ident.as_ref()?.unraw().to_string();
            Some(self.options.rename_all().map_or(name.clone(), |rule| rule.apply(&name)))
        })?;
        let read = match access {
            Access::Get => stub.override_return_type.as_ref(),
            Access::Set => None,
        };
        let type_fn = match (read.or(stub.override_type.as_ref()), access) {
            (Some(replacement), _) => replacement.type_fn(),
            (None, Access::Get) => self.scope.output(&field.ty),
            (None, Access::Set) => self.scope.input(&field.ty),
        };
        Some(member(&MemberParts {
            name: &name,
            type_fn: &type_fn,
            doc: docstring(attrs),
            default: value(&stub, field, self.scope),
            deprecated: deprecated(attrs, &options),
            type_ignore: stub.type_ignore.as_deref(),
            at: position(field),
        }))
    }
}

/// The `Default` of a property.
pub fn value(stub: &StubOptions, field: &Field, scope: &Scope) -> TokenStream {
    match &stub.default {
        Some(expr) => default::of(expr, &field.ty, scope),
        None => default::none(),
    }
}

/// Where a field was written.
pub fn position(field: &Field) -> TokenStream {
    at(field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span))
}

/// What a `Member` record consists of.
pub struct MemberParts<'a> {
    /// The Python name.
    pub name: &'a str,
    /// The `TypeFn`.
    pub type_fn: &'a TokenStream,
    /// The docstring.
    pub doc: TokenStream,
    /// The `Default`.
    pub default: TokenStream,
    /// The `Deprecated` record.
    pub deprecated: Option<TokenStream>,
    /// The rules of `type_ignore`.
    pub type_ignore: Option<&'a [LitStr]>,
    /// Where it was written.
    pub at: TokenStream,
}

/// A `Member` record.
pub fn member(parts: &MemberParts<'_>) -> TokenStream {
    let MemberParts { name, type_fn, doc, default, deprecated, type_ignore, at } = parts;
    let deprecated = crate::emit::option(deprecated.as_ref());
    let type_ignore = crate::emit::option(type_ignore.map(|rules| quote!(&[#(#rules),*])));
    quote! {
        __stub::Member {
            name: #name,
            r#type: #type_fn,
            doc: #doc,
            default: #default,
            deprecated: #deprecated,
            type_ignore: #type_ignore,
            at: #at,
        }
    }
}

/// The name of a field as PyO3's constructors have it: `_0` where Rust has none.
pub fn name(index: usize, field: &Field) -> String {
    match &field.ident {
        Some(ident) => ident.unraw().to_string(),
        None => format!("_{index}"),
    }
}

/// The parameters of a constructor that takes the fields.
pub fn constructor(
    fields: &Fields,
    signature: Option<&Signature>,
    scope: &Scope,
    errors: &mut Errors,
) -> TokenStream {
    let named: Vec<(String, &Field)> =
        fields.iter().enumerate().map(|(index, field)| (name(index, field), field)).collect();
    let Some(signature) = signature else {
        return named
            .iter()
            .map(|(name, field)| {
                elements(&field.attrs, |attrs| {
                    let type_fn = input(field, attrs, scope, errors);
                    Some(parameter(name, Kind::PositionalOrKeyword, &type_fn, &default::none()))
                })
            })
            .collect();
    };
    let mut parameters = TokenStream::new();
    for given in &signature.parameters {
        let ident = given.ident.unraw().to_string();
        let Some((name, field)) = named.iter().find(|(name, _)| *name == ident) else { continue };
        parameters.extend(elements(&field.attrs, |attrs| {
            let type_fn = match (&given.annotation, given.kind) {
                (Some(annotation), _) => types::text(annotation, &[], annotation.span()),
                (None, Kind::VarPositional | Kind::VarKeyword) => any(),
                _ => input(field, attrs, scope, errors),
            };
            let default = match &given.default {
                Some(expr) => default::of_parameter(expr, &field.ty, scope),
                None => default::none(),
            };
            Some(parameter(name, given.kind, &type_fn, &default))
        }));
    }
    parameters
}

fn input(field: &Field, attrs: &[Attribute], scope: &Scope, errors: &mut Errors) -> TokenStream {
    match StubOptions::read(attrs, "a field", ALLOWED, errors).override_type {
        Some(replacement) => replacement.type_fn(),
        None => scope.input(&field.ty),
    }
}
