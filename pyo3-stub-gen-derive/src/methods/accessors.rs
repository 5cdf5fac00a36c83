//! Properties and class attributes.

use super::skip::skipped;
use super::{Members, MethodContext, returned};
use crate::attr::cfg::alternatives;
use crate::attr::{Pyo3Options, Site, StubOptions, deprecated, mentions};
use crate::default;
use crate::docs::docstring;
use crate::errors::Errors;
use crate::function::member_parts;
use crate::grammar::{List, MemberText, MethodsPart};
use crate::statement::Statement;
use crate::syntax::{Constant, is_python, output};
use crate::types::value_of;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Type, parse_quote};

impl MethodContext<'_> {
    /// Returns the element of a `#[getter]`.
    pub fn getter(&self, errors: &mut Errors) -> Option<Statement> {
        let stub = StubOptions::read(self.attrs, Site::Getter, errors);
        self.readable(MethodsPart::Getter, &stub)
    }

    /// Returns the element of a `#[classattr]` function.
    pub fn class_attribute(&self, errors: &mut Errors) -> Option<Statement> {
        let stub = StubOptions::read(self.attrs, Site::ClassAttribute, errors);
        self.readable(MethodsPart::Constant, &stub)
    }

    /// Returns the value of a `#[classattr]` function that type checkers read, if the function is a literal.
    fn read_value(&self, part: MethodsPart) -> Option<Statement> {
        if !matches!(part, MethodsPart::Constant) || self.method.name != "__match_args__" {
            return None;
        }
        let body = syn::parse2(self.body?.clone()).ok()?;
        crate::literal::python(&body).map(|text| default::source(&text))
    }

    fn readable(&self, part: MethodsPart, stub: &StubOptions) -> Option<Statement> {
        // A member that is `()` is an empty tuple.
        let unit: Type = parse_quote!(());
        let ty = output(&self.function.sig).map_or(&unit, value_of);
        let is_getter = matches!(part, MethodsPart::Getter);
        let itself = || {
            let itself = is_getter.then(|| returned::itself(self.function, self.class, self.body, ty));
            itself.flatten()
        };
        let r#type =
            crate::function::returns(stub, None, || itself().unwrap_or_else(|| self.scope.output(ty)));
        self.member(part, stub, r#type, Some(ty))
    }

    /// Returns the element of a `#[setter]`.
    pub fn setter(&self, errors: &mut Errors) -> Option<Statement> {
        let stub = StubOptions::read(self.attrs, Site::Setter, errors);
        let arguments = self.arguments();
        let value = arguments.iter().find(|argument| !is_python(argument.ty))?;
        let own = StubOptions::read(value.attrs, Site::Argument, errors);
        let r#type = match own.override_type.as_ref().or(stub.override_type.as_ref()) {
            Some(replacement) => replacement.statement(|| self.scope.input(value.ty)),
            None => self.scope.input(value.ty),
        };
        self.member(MethodsPart::Setter, &stub, r#type, Some(value.ty))
    }

    /// Returns the element of a `#[deleter]`.
    pub fn deleter(&self, errors: &mut Errors) -> Option<Statement> {
        let stub = StubOptions::read(self.attrs, Site::Deleter, errors);
        let part = if stub.skip { MethodsPart::Skip } else { MethodsPart::Deleter };
        Some(Statement::of((part, self.method.name.as_str())))
    }

    fn member(
        &self,
        part: MethodsPart,
        stub: &StubOptions,
        r#type: Statement,
        ty: Option<&Type>,
    ) -> Option<Statement> {
        if stub.skip {
            return Some(skipped(&self.method.name));
        }
        let default = match (&stub.default, ty) {
            (Some(expr), Some(ty)) => default::of(expr, ty, self.scope),
            _ => self.read_value(part).unwrap_or_else(default::none),
        };
        let text = MemberText {
            name: self.method.name.as_str(),
            r#type,
            doc: docstring(self.attrs),
            default,
            position: self.function.sig.ident.span(),
            parts: List(member_parts(deprecated(self.attrs, self.options), stub)),
        };
        Some(Statement::of((part, text)))
    }
}

impl Members<'_> {
    /// Adds a `#[classattr] const`.
    pub fn add_constant(&mut self, constant: &Constant, errors: &mut Errors) {
        if !mentions(&constant.attrs, "classattr") {
            return;
        }
        for alternative in alternatives(&constant.attrs, &["gen_stub"]) {
            let attrs = &alternative.attrs;
            let stub = StubOptions::read(attrs, Site::ClassConstant, errors);
            let options = Pyo3Options::read(attrs, "");
            let name = options.name().unwrap_or_else(|| constant.ident.unraw().to_string());
            if stub.skip || self.is_skipped {
                self.list.add_under(&alternative.cfg, skipped(&name));
                continue;
            }
            let r#type = match stub.override_type.as_ref().or(stub.override_return_type.as_ref()) {
                Some(replacement) => replacement.statement(|| self.scope.output(&constant.ty)),
                None => self.scope.output(&constant.ty),
            };
            let text = MemberText {
                name: name.as_str(),
                r#type,
                doc: docstring(attrs),
                default: self.value(constant, &stub),
                position: constant.ident.span(),
                parts: List(member_parts(deprecated(attrs, &options), &stub)),
            };
            let constant_member = Statement::of((MethodsPart::Constant, text));
            self.list.add_under(&alternative.cfg, constant_member);
        }
    }

    fn value(&self, constant: &Constant, stub: &StubOptions) -> Statement {
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
