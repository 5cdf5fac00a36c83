//! Fields, as properties and as parameters of a constructor.

use crate::attr::{Pyo3Options, Site, StubOptions, deprecated};
use crate::default;
use crate::docs::docstring;
use crate::emit::elements;
use crate::errors::Errors;
use crate::function::member_parts;
use crate::grammar::{ClassPart, List, MemberText, ParameterKind, ParameterText, Sink, TypeForm};
use crate::signature::Signature;
use crate::statement::Statement;
use crate::text::Text;
use crate::types::{self, Scope};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Field, Fields};

/// A direction of a property.
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
    /// Returns the fields that Python can get or set, as elements of a list.
    pub fn properties(&self, fields: &Fields, access: Access, errors: &mut Errors) -> Statement {
        let mut out = Statement::default();
        for field in fields {
            out.add(elements(&field.attrs, |attrs| self.property(field, attrs, access, errors)));
        }
        out
    }

    fn property(
        &self,
        field: &Field,
        attrs: &[Attribute],
        access: Access,
        errors: &mut Errors,
    ) -> Option<Statement> {
        let stub = StubOptions::read(attrs, Site::Field, errors);
        let options = Pyo3Options::read(attrs, "");
        let (part, one, all) = match access {
            Access::Get => (ClassPart::Getter, "get", "get_all"),
            Access::Set => (ClassPart::Setter, "set", "set_all"),
        };
        if !(options.has(one) || self.options.has(all)) {
            return None;
        }
        let name = options.name().or_else(|| {
            let name = field.ident.as_ref()?.unraw().to_string();
            Some(self.options.rename_all().map_or(name.clone(), |rule| rule.apply(&name)))
        })?;
        if stub.skip {
            let is_noted = access == Access::Set && (options.has("get") || self.options.has("get_all"));
            return (!is_noted).then(|| Statement::of((ClassPart::Skip, name.as_str())));
        }
        let read = match access {
            Access::Get => stub.override_return_type.as_ref(),
            Access::Set => None,
        };
        let rust = || match access {
            Access::Get => self.scope.output(&field.ty),
            Access::Set => self.scope.input(&field.ty),
        };
        let r#type = match read.or(stub.override_type.as_ref()) {
            Some(replacement) => replacement.statement(rust),
            None => rust(),
        };
        let member = MemberText {
            name: name.as_str(),
            r#type,
            doc: docstring(attrs),
            default: value(&stub, field, self.scope),
            position: position(field),
            parts: List(member_parts(deprecated(attrs, &options), &stub)),
        };
        Some(Statement::of((part, member)))
    }
}

/// Returns the default of a property.
pub fn value(stub: &StubOptions, field: &Field, scope: &Scope) -> Statement {
    match &stub.default {
        Some(expr) => default::of(expr, &field.ty, scope),
        None => default::none(),
    }
}

/// Returns where a field was written.
pub fn position(field: &Field) -> Span {
    field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span)
}

/// Returns the name that a field has in PyO3's constructors: `_0` where Rust has none.
pub fn name(index: usize, field: &Field) -> String {
    match &field.ident {
        Some(ident) => ident.unraw().to_string(),
        None => format!("_{index}"),
    }
}

/// Returns the parameters of a constructor that takes the fields, as elements of a list.
pub fn constructor(
    fields: &Fields,
    signature: Option<&Signature>,
    scope: &Scope,
    errors: &mut Errors,
) -> Statement {
    let mut parameters = Statement::default();
    let named: Vec<(String, &Field)> =
        fields.iter().enumerate().map(|(index, field)| (name(index, field), field)).collect();
    let Some(signature) = signature else {
        for (name, field) in named {
            parameters.add(elements(&field.attrs, |attrs| {
                let r#type = input(field, attrs, scope, errors);
                let kind = ParameterKind::PositionalOrKeyword;
                let default = default::none();
                Some(Statement::of(ParameterText { kind, name: name.as_str(), r#type, default }))
            }));
        }
        return parameters;
    };
    for given in &signature.parameters {
        let ident = given.ident.unraw().to_string();
        let Some((name, field)) = named.iter().find(|(name, _)| *name == ident) else { continue };
        parameters.add(elements(&field.attrs, |attrs| {
            let r#type = match (&given.annotation, given.kind) {
                (Some(annotation), _) => types::python(&Text::Literal(annotation.clone())),
                (None, ParameterKind::VarPositional | ParameterKind::VarKeyword) => {
                    Statement::of(TypeForm::Any)
                }
                _ => input(field, attrs, scope, errors),
            };
            let default = match &given.default {
                Some(expr) => default::of_parameter(expr, &field.ty, scope),
                None => default::none(),
            };
            Some(Statement::of(ParameterText { kind: given.kind, name: name.as_str(), r#type, default }))
        }));
    }
    parameters
}

fn input(field: &Field, attrs: &[Attribute], scope: &Scope, errors: &mut Errors) -> Statement {
    match StubOptions::read(attrs, Site::Field, errors).override_type {
        Some(replacement) => replacement.statement(|| scope.input(&field.ty)),
        None => scope.input(&field.ty),
    }
}
