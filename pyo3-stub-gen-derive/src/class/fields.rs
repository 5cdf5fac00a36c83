//! Fields: as properties, and as parameters of a constructor.

use crate::attr::{Pyo3Options, StubOptions, Text, deprecated};
use crate::default;
use crate::docs::docstring;
use crate::emit::elements;
use crate::errors::Errors;
use crate::function::add_extras;
use crate::parameters::parameter;
use crate::signature::{Kind, Signature};
use crate::statement::Statement;
use crate::types::{self, Scope};
use proc_macro2::{Ident, Span};
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
    /// The fields that Python can get or set, as elements of a list.
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
        let stub = StubOptions::read(attrs, "a field", ALLOWED, errors);
        let options = Pyo3Options::read(attrs, "");
        let (letter, one, all) = match access {
            Access::Get => ("g", "get", "get_all"),
            Access::Set => ("s", "set", "set_all"),
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
        let rust = || match access {
            Access::Get => self.scope.output(&field.ty),
            Access::Set => self.scope.input(&field.ty),
        };
        let r#type = match read.or(stub.override_type.as_ref()) {
            Some(replacement) => replacement.statement(rust),
            None => rust(),
        };
        Some(member(MemberParts {
            letter,
            name: &name,
            r#type,
            doc: docstring(attrs),
            default: value(&stub, field, self.scope),
            deprecated: deprecated(attrs, &options),
            type_ignore: stub.type_ignore.as_deref(),
            at: position(field),
        }))
    }
}

/// The default of a property.
pub fn value(stub: &StubOptions, field: &Field, scope: &Scope) -> Statement {
    match &stub.default {
        Some(expr) => default::of(expr, &field.ty, scope),
        None => default::none(),
    }
}

/// Where a field was written.
pub fn position(field: &Field) -> Span {
    field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span)
}

/// What is said about a member.
pub struct MemberParts<'a> {
    /// The letter of the list's element.
    pub letter: &'static str,
    /// The Python name.
    pub name: &'a str,
    /// Its type.
    pub r#type: Statement,
    /// The docstring.
    pub doc: Statement,
    /// Its default.
    pub default: Statement,
    /// `#[deprecated]`.
    pub deprecated: Option<Statement>,
    /// The rules of `type_ignore`.
    pub type_ignore: Option<&'a [LitStr]>,
    /// Where it was written.
    pub at: Span,
}

/// The element of a list of members.
pub fn member(parts: MemberParts<'_>) -> Statement {
    let MemberParts { letter, name, r#type, doc, default, deprecated, type_ignore, at } = parts;
    let mut out = Statement::of(letter);
    out.string(name).add(r#type).add(doc).add(default).at(at);
    add_extras(&mut out, deprecated, type_ignore);
    out.put(".");
    out
}

/// The name of a field as PyO3's constructors have it: `_0` where Rust has none.
pub fn name(index: usize, field: &Field) -> String {
    match &field.ident {
        Some(ident) => ident.unraw().to_string(),
        None => format!("_{index}"),
    }
}

/// The parameters of a constructor that takes the fields, as elements of a list.
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
                Some(parameter(&name, Kind::PositionalOrKeyword, r#type, default::none()))
            }));
        }
        return parameters;
    };
    for given in &signature.parameters {
        let ident = given.ident.unraw().to_string();
        let Some((name, field)) = named.iter().find(|(name, _)| *name == ident) else { continue };
        parameters.add(elements(&field.attrs, |attrs| {
            let r#type = match (&given.annotation, given.kind) {
                (Some(annotation), _) => types::text(&Text::Literal(annotation.clone()), &[]),
                (None, Kind::VarPositional | Kind::VarKeyword) => Statement::of(types::ANY),
                _ => input(field, attrs, scope, errors),
            };
            let default = match &given.default {
                Some(expr) => default::of_parameter(expr, &field.ty, scope),
                None => default::none(),
            };
            Some(parameter(name, given.kind, r#type, default))
        }));
    }
    parameters
}

fn input(field: &Field, attrs: &[Attribute], scope: &Scope, errors: &mut Errors) -> Statement {
    match StubOptions::read(attrs, "a field", ALLOWED, errors).override_type {
        Some(replacement) => replacement.statement(|| scope.input(&field.ty)),
        None => scope.input(&field.ty),
    }
}
