//! Properties and class attributes.

use super::{Members, MethodContext, with_cfg};
use crate::attr::cfg::alternatives;
use crate::attr::{Pyo3Options, StubOptions, deprecated, mentions};
use crate::class::{MemberParts, member};
use crate::default;
use crate::docs::docstring;
use crate::emit::at;
use crate::errors::Errors;
use crate::syntax::{Constant, is_python, only_argument, output};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Type;
use syn::ext::IdentExt;

impl MethodContext<'_> {
    /// The `Member` of a `#[getter]`.
    pub fn getter(&self, errors: &mut Errors) -> Option<TokenStream> {
        let allowed = ["skip", "default", "override_return_type", "type_ignore"];
        let stub = StubOptions::read(self.attrs, "a getter", &allowed, errors);
        self.readable(&stub)
    }

    /// The `Member` of a `#[classattr]` function.
    pub fn class_attribute(&self, errors: &mut Errors) -> Option<TokenStream> {
        let allowed = ["skip", "default", "override_return_type", "type_ignore"];
        let stub = StubOptions::read(self.attrs, "a class attribute", &allowed, errors);
        self.readable(&stub)
    }

    fn readable(&self, stub: &StubOptions) -> Option<TokenStream> {
        let ty = output(&self.function.sig);
        let type_fn = crate::function::returns(stub, None, self.scope, ty);
        self.member(stub, &type_fn, ty.map(value_of))
    }

    /// The `Member` of a `#[setter]`.
    pub fn setter(&self, errors: &mut Errors) -> Option<TokenStream> {
        let allowed = ["skip", "default", "override_type", "type_ignore"];
        let stub = StubOptions::read(self.attrs, "a setter", &allowed, errors);
        let arguments = self.arguments();
        let value = arguments.iter().find(|argument| !is_python(argument.ty))?;
        let own = StubOptions::read(value.attrs, "an argument", &["override_type"], errors);
        let type_fn = match own.override_type.as_ref().or(stub.override_type.as_ref()) {
            Some(replacement) => replacement.type_fn(),
            None => self.scope.input(value.ty),
        };
        self.member(&stub, &type_fn, Some(value.ty))
    }

    /// The name of a `#[deleter]`'s property.
    pub fn deleter(&self, errors: &mut Errors) -> Option<TokenStream> {
        let stub = StubOptions::read(self.attrs, "a deleter", &["skip"], errors);
        if stub.skip { None } else { Some(self.method.name.to_token_stream()) }
    }

    fn member(&self, stub: &StubOptions, type_fn: &TokenStream, ty: Option<&Type>) -> Option<TokenStream> {
        if stub.skip {
            return None;
        }
        let default = match (&stub.default, ty) {
            (Some(expr), Some(ty)) => default::of(expr, ty, self.scope),
            _ => default::none(),
        };
        Some(member(&MemberParts {
            name: &self.method.name,
            type_fn,
            doc: docstring(self.attrs),
            default,
            deprecated: deprecated(self.attrs, self.options),
            type_ignore: stub.type_ignore.as_deref(),
            at: at(self.function.sig.ident.span()),
        }))
    }
}

/// `T` of `PyResult<T>`.
fn value_of(ty: &Type) -> &Type {
    only_argument(ty, "PyResult").or_else(|| only_argument(ty, "Result")).unwrap_or(ty)
}

impl Members<'_> {
    /// Adds a `#[classattr] const`.
    pub fn add_constant(&mut self, constant: &Constant, errors: &mut Errors) {
        if !mentions(&constant.attrs, "classattr") {
            return;
        }
        for alternative in alternatives(&constant.attrs, &["gen_stub"]) {
            let attrs = &alternative.attrs;
            let allowed = ["skip", "default", "override_type", "override_return_type", "type_ignore"];
            let stub = StubOptions::read(attrs, "a class attribute", &allowed, errors);
            if stub.skip {
                continue;
            }
            let options = Pyo3Options::read(attrs, "");
            let name = options.name().unwrap_or_else(|| constant.ident.unraw().to_string());
            let type_fn = match stub.override_type.as_ref().or(stub.override_return_type.as_ref()) {
                Some(replacement) => replacement.type_fn(),
                None => self.scope.output(&constant.ty),
            };
            let record = member(&MemberParts {
                name: &name,
                type_fn: &type_fn,
                doc: docstring(attrs),
                default: self.value(constant, &stub),
                deprecated: deprecated(attrs, &options),
                type_ignore: stub.type_ignore.as_deref(),
                at: at(constant.ident.span()),
            });
            self.constants.extend(with_cfg(&alternative.cfg, Some(record)));
        }
    }

    fn value(&self, constant: &Constant, stub: &StubOptions) -> TokenStream {
        if let Some(expr) = &stub.default {
            return default::of(expr, &constant.ty, &self.scope);
        }
        let literal = constant.expr().and_then(|expr| crate::literal::python(&expr));
        match literal {
            Some(text) => default::source(&text),
            None => {
                let (class, ident) = (&self.class, &constant.ident);
                default::shown(&quote!(<#class>::#ident))
            }
        }
    }
}
