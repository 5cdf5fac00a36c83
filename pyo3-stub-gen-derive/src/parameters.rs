//! The parameters that Python sees, from the arguments that Rust has.

use crate::attr::{Pyo3Options, Site, StubOptions, Text};
use crate::default;
use crate::emit::elements;
use crate::errors::Errors;
use crate::grammar::Sink;
use crate::grammar::{ParameterKind, ParameterText, TypeForm};
use crate::signature::{self, Signature};
use crate::statement::Statement;
use crate::syntax::{Argument, is_python, only_argument, type_arguments, ungrouped_type};
use crate::types::{self, Scope};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, LitStr, Type};

/// How PyO3 calls a function.
pub enum Calling<'a> {
    /// As its signature says; without one every argument is required.
    BySignature(Option<&'a Signature>),
    /// Through a slot of the type object: by position, with `None` for as many of the last arguments.
    BySlot {
        /// How many arguments may be left out.
        optional: usize,
        /// Whether any object may be passed: PyO3 answers `NotImplemented` where extraction fails.
        accepts_any: bool,
    },
}

/// An argument that Python passes, and what the signature says about it.
struct PassedArgument<'a> {
    argument: &'a Argument<'a>,
    kind: ParameterKind,
    annotation: Option<&'a LitStr>,
    default: Option<&'a Expr>,
    is_none_by_default: bool,
}

/// A function's parameters, as elements of a list.
pub fn parameters(
    arguments: &[Argument<'_>],
    calling: &Calling<'_>,
    scope: &Scope,
    errors: &mut Errors,
) -> Statement {
    let visible: Vec<&Argument<'_>> = arguments.iter().filter(|argument| is_visible(argument)).collect();
    let accepts_any = matches!(calling, Calling::BySlot { accepts_any: true, .. });
    let resolved = match calling {
        Calling::BySignature(Some(signature)) => by_signature(&visible, signature),
        Calling::BySignature(None) => required(&visible, ParameterKind::PositionalOrKeyword),
        Calling::BySlot { optional, .. } => {
            let mut parameters = required(&visible, ParameterKind::PositionalOnly);
            parameters.iter_mut().rev().take(*optional).for_each(|last| last.is_none_by_default = true);
            parameters
        }
    };
    let mut out = Statement::default();
    for parameter in resolved {
        out.add(elements(parameter.argument.attrs, |attrs| {
            Some(parameter.statement(attrs, accepts_any, scope, errors))
        }));
    }
    out
}

/// Whether Python passes the argument.
fn is_visible(argument: &Argument<'_>) -> bool {
    !is_python(argument.ty) && !Pyo3Options::read(argument.attrs, "").has("cancel_handle")
}

fn required<'a>(arguments: &[&'a Argument<'a>], kind: ParameterKind) -> Vec<PassedArgument<'a>> {
    arguments
        .iter()
        .map(|argument| PassedArgument {
            argument,
            kind,
            annotation: None,
            default: None,
            is_none_by_default: false,
        })
        .collect()
}

/// PyO3 reports names that do not match.
fn by_signature<'a>(arguments: &[&'a Argument<'a>], signature: &'a Signature) -> Vec<PassedArgument<'a>> {
    let argument_of = |parameter: &signature::Parameter| {
        arguments.iter().find(|argument| argument.ident.unraw() == parameter.ident.unraw()).copied()
    };
    let resolve = |parameter: &'a signature::Parameter| {
        Some(PassedArgument {
            argument: argument_of(parameter)?,
            kind: parameter.kind,
            annotation: parameter.annotation.as_ref(),
            default: parameter.default.as_ref(),
            is_none_by_default: false,
        })
    };
    signature.parameters.iter().filter_map(resolve).collect()
}

impl PassedArgument<'_> {
    fn statement(
        &self,
        attrs: &[Attribute],
        accepts_any: bool,
        scope: &Scope,
        errors: &mut Errors,
    ) -> Statement {
        let options = StubOptions::read(attrs, Site::Argument, errors);
        let ty = self.argument.ty;
        let without = || match self.annotation {
            Some(annotation) => types::python(&Text::Literal(annotation.clone())),
            None if accepts_any => Statement::of(TypeForm::Object),
            None => self.rust_type(scope),
        };
        let r#type = match &options.override_type {
            Some(replacement) => replacement.statement(without),
            None => without(),
        };
        let default = match self.default {
            Some(expr) => default::of_parameter(expr, ty, scope),
            None if self.is_none_by_default => default::source("None"),
            None => default::none(),
        };
        let name = self.argument.ident.unraw().to_string();
        Statement::of(ParameterText { kind: self.kind, name: name.as_str(), r#type, default })
    }

    fn rust_type(&self, scope: &Scope) -> Statement {
        let ty = self.argument.ty;
        let options = Pyo3Options::read(self.argument.attrs, "");
        if let Some(converter) = options.assigned("from_py_with") {
            // The converter decides what may be passed, and its argument is a Python object.
            let ty = types::spelling(ty.to_token_stream());
            let converter = types::spelling(converter.clone());
            return types::unknown(&format!("{ty}, made by `{converter}`"));
        }
        let ty = match self.kind {
            ParameterKind::VarPositional => element_type(ty),
            ParameterKind::VarKeyword => only_argument(ty, "Option").and_then(value_type),
            _ => Some(ty),
        };
        match ty {
            Some(ty) => scope.input(ty),
            None => Statement::of(TypeForm::Any),
        }
    }
}

/// What each of `*args` is: the element type, where the Rust type states one.
fn element_type(ty: &Type) -> Option<&Type> {
    match ungrouped_type(ty) {
        Type::Array(array) => Some(&array.elem),
        Type::Slice(slice) => Some(&slice.elem),
        Type::Reference(reference) => element_type(&reference.elem),
        other => {
            let (name, types) = type_arguments(other)?;
            let wraps_an_object = ["Bound", "Py", "Borrowed"].iter().any(|wrapper| name == wrapper);
            if wraps_an_object { None } else { types.into_iter().next() }
        }
    }
}

/// What each of `**kwargs` is: the value type, where the Rust type is a map.
fn value_type(ty: &Type) -> Option<&Type> {
    let (_, types) = type_arguments(ty)?;
    types.get(1).copied()
}
