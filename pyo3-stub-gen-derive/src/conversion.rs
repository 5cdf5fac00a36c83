//! `#[derive(PyStubType)]`: the Python types of a Rust type with PyO3's `#[derive(FromPyObject)]`,
//! `#[derive(IntoPyObject)]`, or both.
//!
//! The shape of the type decides both. A derive macro does not see the other derives, and a direction that PyO3 does not
//! convert is never asked for.

use crate::attr::{Override, Pyo3Options, Site, StubOptions};
use crate::errors::Errors;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Field, Fields, GenericParam, Generics, Ident, Item, parse_quote};

/// Expands `#[derive(PyStubType)]`.
pub fn expand(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let implementation = match errors.take(syn::parse2::<Item>(item)) {
        Some(Item::Struct(item)) => {
            let shape = ConvertedShape::of(&item.attrs, &item.fields, &mut errors);
            implementation(&item.ident, item.generics, &shape.given(), &shape.taken())
        }
        Some(Item::Enum(item)) => {
            let variants = item.variants.iter();
            let shapes: Vec<ConvertedShape> = variants
                .map(|variant| ConvertedShape::of(&variant.attrs, &variant.fields, &mut errors))
                .collect();
            let (given, taken) =
                (shapes.iter().map(ConvertedShape::given), shapes.iter().map(ConvertedShape::taken));
            implementation(&item.ident, item.generics, &union(given), &union(taken))
        }
        Some(other) => {
            errors
                .push(syn::Error::new_spanned(other, "`PyStubType` can be derived for a struct or an enum"));
            TokenStream::new()
        }
        None => TokenStream::new(),
    };
    if errors.is_empty() { implementation } else { errors.into_tokens() }
}

/// Returns the implementation of `PyStubType`, which gives `given` to Python and takes `taken` from it.
fn implementation(
    ident: &Ident,
    mut generics: Generics,
    given: &TokenStream,
    taken: &TokenStream,
) -> TokenStream {
    for param in &mut generics.params {
        if let GenericParam::Type(param) = param {
            param.bounds.push(parse_quote!(::pyo3_stub_gen::PyStubType));
        }
    }
    let (parameters, arguments, conditions) = generics.split_for_impl();
    // Without the registry the Python type does not matter.
    let (given, taken) = if cfg!(feature = "registry") {
        let scope = quote! {
            #[allow(unused_imports)]
            use ::pyo3_stub_gen::__private::scope::*;
        };
        (quote!(#scope #given), quote!(#scope #taken))
    } else {
        (any(), any())
    };
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #parameters ::pyo3_stub_gen::PyStubType for #ident #arguments #conditions {
            fn type_output() -> ::pyo3_stub_gen::TypeInfo {
                #given
            }

            fn type_input() -> ::pyo3_stub_gen::TypeInfo {
                #taken
            }
        }
    }
}

/// How PyO3 converts a struct or a variant.
enum ConvertedShape {
    /// As its only field.
    Inner(ConvertedField),
    /// As a tuple.
    Tuple(Vec<ConvertedField>),
    /// As a dict whose keys are the names of the fields. `is_by_item` is whether PyO3 also reads it so, and not by
    /// attributes.
    Named { fields: Vec<ConvertedField>, is_by_item: bool },
}

/// The types of a field, as expressions of type `TypeInfo`.
struct ConvertedField {
    given: TokenStream,
    taken: TokenStream,
}

impl ConvertedShape {
    fn of(attrs: &[Attribute], fields: &Fields, errors: &mut Errors) -> Self {
        let options = Pyo3Options::read(attrs, "");
        let mut parts: Vec<ConvertedField> =
            fields.iter().map(|field| ConvertedField::of(field, errors)).collect();
        let is_inner =
            parts.len() == 1 && (matches!(fields, Fields::Unnamed(_)) || options.has("transparent"));
        match fields {
            _ if is_inner => Self::Inner(parts.remove(0)),
            Fields::Named(named) => {
                let by_item = |field: &Field| Pyo3Options::read(&field.attrs, "").has("item");
                let is_by_item = options.has("from_item_all") || named.named.iter().all(by_item);
                Self::Named { fields: parts, is_by_item }
            }
            Fields::Unnamed(_) | Fields::Unit => Self::Tuple(parts),
        }
    }

    /// Returns the type of what Python gets.
    fn given(&self) -> TokenStream {
        match self {
            Self::Inner(part) => part.given.clone(),
            Self::Tuple(parts) => {
                let parts = parts.iter().map(|part| &part.given);
                quote!(::pyo3_stub_gen::TypeInfo::generic("builtins", "tuple", [#(#parts),*]))
            }
            Self::Named { fields, .. } => {
                let values = fields.iter().map(|part| &part.given);
                quote!(__stub::dict_of_fields([#(#values),*]))
            }
        }
    }

    /// Returns the type of what Python may pass.
    fn taken(&self) -> TokenStream {
        match self {
            Self::Inner(part) => part.taken.clone(),
            Self::Tuple(parts) => {
                let parts = parts.iter().map(|part| &part.taken);
                quote!(::pyo3_stub_gen::TypeInfo::generic("builtins", "tuple", [#(#parts),*]))
            }
            // A mapping may have other keys too, with values of any type.
            Self::Named { is_by_item: true, .. } => quote! {
                ::pyo3_stub_gen::TypeInfo::generic(
                    "collections.abc",
                    "Mapping",
                    [::pyo3_stub_gen::TypeInfo::builtin("str"), ::pyo3_stub_gen::TypeInfo::any()],
                )
            },
            // Any object with these attributes.
            Self::Named { is_by_item: false, .. } => any(),
        }
    }
}

impl ConvertedField {
    fn of(field: &Field, errors: &mut Errors) -> Self {
        let stub = StubOptions::read(&field.attrs, Site::Field, errors);
        let options = Pyo3Options::read(&field.attrs, "");
        let in_direction = |converter: &str, stated: Option<&Override>, direction: &str| match stated {
            Some(stated) => text(stated),
            // The converter decides what the type is in Python.
            None if options.has(converter) => any(),
            None => rust(field, direction),
        };
        let both = stub.override_type.as_ref();
        Self {
            given: in_direction("into_py_with", stub.override_return_type.as_ref().or(both), "OUTPUT"),
            taken: in_direction("from_py_with", both, "INPUT"),
        }
    }
}

/// Returns the type that is Python source.
fn text(stated: &Override) -> TokenStream {
    let (source, imports) = (&stated.type_repr, &stated.imports);
    quote!(::pyo3_stub_gen::TypeInfo::text(#source, &[#(#imports),*]))
}

/// Returns the Python type of the Rust type of `field`, which may have none.
fn rust(field: &Field, direction: &str) -> TokenStream {
    let ty = &field.ty;
    let direction = quote::format_ident!("{direction}");
    quote!(__stub::type_fn(<__stub::Type<#ty>>::#direction)())
}

fn any() -> TokenStream {
    quote!(::pyo3_stub_gen::TypeInfo::any())
}

/// Returns the union of types. That of none has no values.
fn union(types: impl Iterator<Item = TokenStream>) -> TokenStream {
    let types: Vec<TokenStream> = types.collect();
    match types.as_slice() {
        [] => quote!(::pyo3_stub_gen::TypeInfo::text("typing.Never", &["typing"])),
        types => quote!(#(#types)|*),
    }
}
