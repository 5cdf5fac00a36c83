//! `#[gen_stub_pyclass]`: structs and both kinds of enum.

mod fields;
mod unregistered;
mod variants;

pub use unregistered::stub_type;

use crate::attr::cfg::{Alternative, alternatives};
use crate::attr::{Macro, MacroArguments, Pyo3Options, Site, StubOptions, deprecated, is_consumed};
use crate::docs::docstring;
use crate::emit::{finish, lints, skipped, submission, unknown_options};
use crate::errors::Errors;
use crate::function::stub_options;
use crate::grammar::{ClassForm, ClassPart, ClassText, Each, If, ItemKind, List, ModuleMeaning, Sink};
use crate::placement::Placement;
use crate::registrations::{Expansion, Name, Registrations};
use crate::statement::Statement;
use crate::strip::{has_own, strip};
use crate::text::Text;
use crate::types::Scope;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Fields, Ident, Item, ItemEnum};

/// The attributes of an item that can depend on a condition.
const CONDITIONAL: &[&str] = &["pyclass", "pyo3", "gen_stub", "deprecated", "doc"];

/// Expands `#[gen_stub_pyclass]`.
pub fn expand(args: TokenStream, item: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    let tokens = args.clone();
    let args = MacroArguments::read(args, Macro::Class, &mut errors);
    let mut parsed = syn::parse2::<Item>(item.clone()).unwrap_or_else(|_| Item::Verbatim(item.clone()));
    let Some(body) = Body::of(&parsed) else {
        errors.at(Span::call_site(), "`gen_stub_pyclass` applies only to a `#[pyclass]` struct or enum");
        strip(&mut parsed);
        return finish(parsed.into_token_stream(), Registrations::default(), errors);
    };
    body.check_order(&mut errors);
    let registration = alternatives(body.attrs, CONDITIONAL)
        .iter()
        .map(|alternative| body.register(alternative, &args, &mut errors))
        .collect();
    // Code that names the class finds its type, so that the mistake is the only error.
    let instead = if errors.is_empty() { TokenStream::new() } else { stub_type(tokens, item.clone()) };
    let mut item = match body.has_own_attributes() {
        true => crate::strip::stripped(item),
        false => item,
    };
    item.extend(instead);
    finish(item, registration, errors)
}

/// The parts of a class that are registered.
struct Body<'a> {
    ident: &'a Ident,
    attrs: &'a [Attribute],
    shape: Shape<'a>,
}

enum Shape<'a> {
    Struct(&'a Fields),
    Enum(&'a ItemEnum),
}

impl<'a> Body<'a> {
    /// Returns the class that `item` is, if it is one.
    fn of(item: &'a Item) -> Option<Self> {
        match item {
            Item::Struct(item) => {
                Some(Self { ident: &item.ident, attrs: &item.attrs, shape: Shape::Struct(&item.fields) })
            }
            Item::Enum(item) => {
                Some(Self { ident: &item.ident, attrs: &item.attrs, shape: Shape::Enum(item) })
            }
            _ => None,
        }
    }

    /// Whether there may be a `#[gen_stub]` to remove.
    fn has_own_attributes(&self) -> bool {
        let of_fields = |fields: &Fields| fields.iter().any(|field| has_own(&field.attrs));
        let inside = match &self.shape {
            Shape::Struct(fields) => of_fields(fields),
            Shape::Enum(item) => {
                item.variants.iter().any(|variant| has_own(&variant.attrs) || of_fields(&variant.fields))
            }
        };
        inside || has_own(self.attrs)
    }

    /// PyO3's `#[pyclass]` consumes the attributes of fields and variants, and then itself.
    fn check_order(&self, errors: &mut Errors) {
        if is_consumed(self.attrs, "pyclass") {
            errors.at(
                Span::call_site(),
                "`#[gen_stub_pyclass]` needs a `#[pyclass]` below it; if `#[pyclass]` is above it, swap the two lines, \
                 because `#[pyclass]` removes its options",
            );
        }
    }

    fn register(
        &self,
        Alternative { cfg, attrs }: &Alternative,
        args: &MacroArguments,
        errors: &mut Errors,
    ) -> Registrations {
        let stub = StubOptions::read(attrs, Site::Class, errors);
        let ident = self.ident;
        let options = Pyo3Options::read(attrs, "pyclass");
        let name = options.name().unwrap_or_else(|| ident.unraw().to_string());
        let Placement { module, is_placement } = Placement::of(args, &stub, &options);
        let lints = lints(attrs);

        let mut out = Registrations::default();
        if !args.skip_stub_type {
            out.add(Registrations::beside(self.stub_type(cfg, &lints, &name, module.as_ref())));
        }
        let class = ident.to_token_stream();
        if stub.skip {
            out.add(skipped(cfg, ident.span(), &name, module.as_ref(), Some(&class)));
            return out;
        }
        out.add(unknown_options(cfg, &options));
        let (kind, parts) = self.content(attrs, &options, errors);
        let text = ClassText {
            name: name.as_str(),
            module: module.as_ref(),
            module_meaning: if is_placement { ModuleMeaning::Placement } else { ModuleMeaning::Attribute },
            doc: docstring(attrs),
            kind,
            parts: List((parts, stub_options(ClassPart::StubOption, &stub))),
        };
        let statement = Statement::of((ident.span(), (ItemKind::Class, text)));
        out.add(submission(cfg, &lints, Name::Class(ident), Some(&class), &statement));
        out
    }

    fn stub_type(
        &self,
        cfg: &TokenStream,
        lints: &TokenStream,
        name: &str,
        module: Option<&Text>,
    ) -> TokenStream {
        let ident = &self.ident;
        let module = match module {
            Some(module) => quote!(::core::option::Option::Some(#module)),
            None => quote!(::core::option::Option::None),
        };
        quote! {
            #cfg
            #lints
            #[automatically_derived]
            impl ::pyo3_stub_gen::PyStubType for #ident {
                const IS_CLASS: bool = true;

                fn type_output() -> ::pyo3_stub_gen::TypeInfo {
                    ::pyo3_stub_gen::__private::class(#name, #module)
                }

                fn type_input() -> ::pyo3_stub_gen::TypeInfo {
                    use ::pyo3_stub_gen::__private::conversion::*;
                    Conversion::<Self>::NEW.input()
                }
            }
        }
    }

    /// Returns the kind of the class and its parts, but for the options of `#[gen_stub]`.
    fn content(
        &self,
        attrs: &[Attribute],
        options: &Pyo3Options,
        errors: &mut Errors,
    ) -> (Statement, Statement) {
        let scope = Scope::of_class(self.ident.to_token_stream());
        let mut parts = Statement::default();
        let kind = match &self.shape {
            Shape::Struct(fields) => {
                let context = fields::Context { options, scope: &scope };
                parts.add(context.properties(fields, fields::Access::Get, errors));
                parts.add(context.properties(fields, fields::Access::Set, errors));
                if options.has("new") {
                    let parameters = fields::constructor(fields, None, &scope, errors);
                    parts.add((ClassPart::FromFields, List(parameters)));
                }
                Statement::of(ClassForm::Struct)
            }
            Shape::Enum(item) => variants::kind(item, options, &scope, &mut parts, errors),
        };
        parts.add(If(base(options, &scope).map(|base| (ClassPart::Base, base))));
        parts.add(Each(options.of_class().map(|option| (ClassPart::Option, option))));
        parts.add(If(deprecated(attrs, options).map(|text| (ClassPart::Deprecated, text))));
        (kind, parts)
    }
}

/// Returns the class that `extends` names.
fn base(options: &Pyo3Options, scope: &Scope) -> Option<Statement> {
    let base = syn::parse2(options.assigned("extends")?.clone()).ok()?;
    Some(scope.output(&base))
}
