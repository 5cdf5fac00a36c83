//! `#[derive(PyStubType)]`: the Python types of a Rust type with PyO3's `#[derive(FromPyObject)]`,
//! `#[derive(IntoPyObject)]`, or both.
//!
//! The shape of the type decides both. A derive macro does not see the other derives, and a direction that PyO3 does not
//! convert is never asked for.

use crate::attr::{Override, Pyo3Options, Site, StubOptions};
use crate::errors::Errors;
use crate::rename::Rule;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Field, Fields, GenericParam, Generics, Ident, Item, parse_quote};

/// Expands `#[derive(PyStubType)]`.
pub fn expand(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let implementation = match errors.take(syn::parse2::<Item>(item)) {
        Some(Item::Struct(item)) => {
            let shape = ConvertedShape::of(&item.attrs, &item.fields, None, &mut errors);
            let (given, taken) = (shape.given(""), shape.taken(""));
            match shape {
                // A class can name itself.
                ConvertedShape::Named(..) => implementation(&item.ident, item.generics, &given, &taken),
                ConvertedShape::Inner(_) | ConvertedShape::Tuple(_) => {
                    let (given, taken) = (inside_once("Output", &given), inside_once("Input", &taken));
                    implementation(&item.ident, item.generics, &given, &taken)
                }
            }
        }
        Some(Item::Enum(item)) => {
            let renamed = Pyo3Options::read(&item.attrs, "").rename_all();
            let variants = item.variants.iter().map(|variant| {
                let shape = ConvertedShape::of(&variant.attrs, &variant.fields, renamed, &mut errors);
                (variant.ident.unraw().to_string(), shape)
            });
            let variants: Vec<(String, ConvertedShape)> = variants.collect();
            let given = variants.iter().map(|(name, shape)| shape.given(name));
            let taken = variants.iter().map(|(name, shape)| shape.taken(name));
            let (given, taken) = (inside_once("Output", &union(given)), inside_once("Input", &union(taken)));
            implementation(&item.ident, item.generics, &given, &taken)
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
    /// As a dict whose keys are the names of the fields.
    Named(Vec<NamedField>, NamedInput),
}

/// A field with a name.
struct NamedField {
    /// The key of a dict that Rust gives.
    key: String,
    /// The attribute that Rust reads, if it has to exist.
    attribute: Option<String>,
    field: ConvertedField,
}

/// How PyO3 reads a struct with named fields.
#[derive(Clone, Copy)]
enum NamedInput {
    /// By items whose keys are texts.
    TextItems,
    /// By items whose keys are numbers.
    IndexItems,
    /// By items with other keys.
    Items,
    /// By attributes.
    Attributes,
}

/// The types of a field, as expressions of type `TypeInfo`.
struct ConvertedField {
    given: TokenStream,
    taken: TokenStream,
}

impl ConvertedShape {
    fn of(attrs: &[Attribute], fields: &Fields, renamed: Option<Rule>, errors: &mut Errors) -> Self {
        let options = Pyo3Options::read(attrs, "");
        let mut parts: Vec<ConvertedField> =
            fields.iter().map(|field| ConvertedField::of(field, errors)).collect();
        let is_inner =
            parts.len() == 1 && (matches!(fields, Fields::Unnamed(_)) || options.has("transparent"));
        match fields {
            _ if is_inner => Self::Inner(parts.remove(0)),
            Fields::Named(named) => {
                let of_fields: Vec<Pyo3Options> =
                    named.named.iter().map(|field| Pyo3Options::read(&field.attrs, "")).collect();
                let is_by_item = options.has("from_item_all") || of_fields.iter().all(|of| of.has("item"));
                let is_text = |of: &Pyo3Options| !of.has_arguments("item") || of.argument("item").is_some();
                let is_index = |of: &Pyo3Options| of.is_number("item");
                let input = match is_by_item {
                    true if of_fields.iter().all(is_text) => NamedInput::TextItems,
                    true if of_fields.iter().all(is_index) => NamedInput::IndexItems,
                    true => NamedInput::Items,
                    false => NamedInput::Attributes,
                };
                let rule = options.rename_all().or(renamed);
                let names = named.named.iter().filter_map(|field| field.ident.as_ref());
                let named = names.zip(of_fields).zip(parts).map(|((name, of), field)| {
                    let name = name.unraw().to_string();
                    let name = rule.map_or(name.clone(), |rule| rule.apply(&name));
                    let is_read = !of.has("item") && !of.has("default");
                    let attribute = is_read.then(|| of.argument("attribute").unwrap_or_else(|| name.clone()));
                    NamedField { key: of.argument("item").unwrap_or(name), attribute, field }
                });
                Self::Named(named.collect(), input)
            }
            Fields::Unnamed(_) | Fields::Unit => Self::Tuple(parts),
        }
    }

    /// Returns the type of what Python gets from the variant `variant`, or from a struct.
    fn given(&self, variant: &str) -> TokenStream {
        match self {
            Self::Inner(part) => part.given.clone(),
            Self::Tuple(parts) => {
                let parts = parts.iter().map(|part| &part.given);
                tuple(parts)
            }
            Self::Named(fields, _) => {
                let keys = fields.iter().map(|part| &part.key);
                let values = fields.iter().map(|part| &part.field.given);
                quote!(__stub::fields::<Self>(#variant, &[#((#keys, || #values)),*]))
            }
        }
    }

    /// Returns the type of what Python may pass for the variant `variant`, or for a struct.
    fn taken(&self, variant: &str) -> TokenStream {
        match self {
            Self::Inner(part) => part.taken.clone(),
            Self::Tuple(parts) => {
                let parts = parts.iter().map(|part| &part.taken);
                tuple(parts)
            }
            // An object may have other items too, with values of any type.
            Self::Named(_, NamedInput::TextItems) => quote!(__stub::text_items()),
            Self::Named(_, NamedInput::IndexItems) => quote!(__stub::index_items()),
            Self::Named(_, NamedInput::Items) => any(),
            Self::Named(fields, NamedInput::Attributes) => {
                let attribute = |part: &NamedField| {
                    let (name, taken) = (part.attribute.as_ref()?, &part.field.taken);
                    Some(quote!((#name, || #taken)))
                };
                let attributes: Vec<TokenStream> = fields.iter().filter_map(attribute).collect();
                if attributes.is_empty() {
                    return any();
                }
                quote!(__stub::attributes::<Self>(#variant, &[#(#attributes),*]))
            }
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
            given: in_direction("into_py_with", stub.override_return_type.as_ref().or(both), "PART"),
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

fn tuple<'a>(parts: impl Iterator<Item = &'a TokenStream>) -> TokenStream {
    quote!(::pyo3_stub_gen::TypeInfo::generic("builtins", "tuple", [#(#parts),*]))
}

/// Returns `made`, in which the type that is in itself has a name.
fn inside_once(direction: &str, made: &TokenStream) -> TokenStream {
    quote!(__stub::derived::<Self>(#direction, || #made))
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
