//! Properties and class attributes.

use super::{Members, MethodContext};
use crate::attr::cfg::alternatives;
use crate::attr::{Pyo3Options, StubOptions, deprecated, mentions};
use crate::class::{MemberParts, member};
use crate::default;
use crate::docs::docstring;
use crate::errors::Errors;
use crate::statement::Statement;
use crate::syntax::{Constant, is_python, only_argument, output};
use quote::quote;
use syn::Type;
use syn::ext::IdentExt;

impl MethodContext<'_> {
    /// What is said of a `#[getter]`.
    pub fn getter(&self, errors: &mut Errors) -> Option<Statement> {
        let allowed = ["skip", "default", "override_return_type", "type_ignore"];
        let stub = StubOptions::read(self.attrs, "a getter", &allowed, errors);
        self.readable("g", &stub)
    }

    /// What is said of a `#[classattr]` function.
    pub fn class_attribute(&self, errors: &mut Errors) -> Option<Statement> {
        let allowed = ["skip", "default", "override_return_type", "type_ignore"];
        let stub = StubOptions::read(self.attrs, "a class attribute", &allowed, errors);
        self.readable("c", &stub)
    }

    fn readable(&self, letter: &'static str, stub: &StubOptions) -> Option<Statement> {
        let ty = output(&self.function.sig);
        let r#type = crate::function::returns(stub, None, self.scope, ty);
        self.member(letter, stub, r#type, ty.map(value_of))
    }

    /// What is said of a `#[setter]`.
    pub fn setter(&self, errors: &mut Errors) -> Option<Statement> {
        let allowed = ["skip", "default", "override_type", "type_ignore"];
        let stub = StubOptions::read(self.attrs, "a setter", &allowed, errors);
        let arguments = self.arguments();
        let value = arguments.iter().find(|argument| !is_python(argument.ty))?;
        let own = StubOptions::read(value.attrs, "an argument", &["override_type"], errors);
        let r#type = match own.override_type.as_ref().or(stub.override_type.as_ref()) {
            Some(replacement) => replacement.statement(|| self.scope.input(value.ty)),
            None => self.scope.input(value.ty),
        };
        self.member("s", &stub, r#type, Some(value.ty))
    }

    /// The name of a `#[deleter]`'s property.
    pub fn deleter(&self, errors: &mut Errors) -> Option<Statement> {
        let stub = StubOptions::read(self.attrs, "a deleter", &["skip"], errors);
        if stub.skip {
            return None;
        }
        let mut out = Statement::of("d");
        out.string(&self.method.name);
        Some(out)
    }

    fn member(
        &self,
        letter: &'static str,
        stub: &StubOptions,
        r#type: Statement,
        ty: Option<&Type>,
    ) -> Option<Statement> {
        if stub.skip {
            return None;
        }
        let default = match (&stub.default, ty) {
            (Some(expr), Some(ty)) => default::of(expr, ty, self.scope),
            _ => default::none(),
        };
        Some(member(MemberParts {
            letter,
            name: &self.method.name,
            r#type,
            doc: docstring(self.attrs),
            default,
            deprecated: deprecated(self.attrs, self.options),
            type_ignore: stub.type_ignore.as_deref(),
            at: self.function.sig.ident.span(),
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
            let r#type = match stub.override_type.as_ref().or(stub.override_return_type.as_ref()) {
                Some(replacement) => replacement.statement(|| self.scope.output(&constant.ty)),
                None => self.scope.output(&constant.ty),
            };
            let constant_member = member(MemberParts {
                letter: "c",
                name: &name,
                r#type,
                doc: docstring(attrs),
                default: self.value(constant, &stub),
                deprecated: deprecated(attrs, &options),
                type_ignore: stub.type_ignore.as_deref(),
                at: constant.ident.span(),
            });
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
