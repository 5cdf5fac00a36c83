//! The parameters that Python sees, from the arguments that Rust has.

use crate::attr::{Pyo3Options, Site, StubOptions};
use crate::default;
use crate::emit::elements;
use crate::errors::Errors;
use crate::grammar::{ParameterKind, ParameterText, Sink, TypeForm};
use crate::signature::{self, Signature};
use crate::statement::Statement;
use crate::syntax::{Argument, is_python, only_argument, type_arguments, ungrouped_type};
use crate::text::Text;
use crate::types::{self, Scope};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, LitStr, Type};

/// An argument that Python passes, and what the signature says about it.
struct PassedArgument<'a> {
    argument: &'a Argument<'a>,
    kind: ParameterKind,
    annotation: Option<&'a LitStr>,
    default: Option<&'a Expr>,
}

/// Returns a function's parameters as elements of a list. Without a signature every argument is required.
pub fn parameters(
    arguments: &[Argument<'_>],
    signature: Option<&Signature>,
    scope: &Scope,
    errors: &mut Errors,
) -> Statement {
    let visible: Vec<&Argument<'_>> = arguments.iter().filter(|argument| is_visible(argument)).collect();
    let resolved = match signature {
        Some(signature) => by_signature(&visible, signature),
        None => required(&visible),
    };
    let mut out = Statement::default();
    for parameter in resolved {
        out.add(elements(parameter.argument.attrs, |attrs| Some(parameter.statement(attrs, scope, errors))));
    }
    out
}

/// Whether Python code passes the argument. The interpreter itself passes pointers, and the visitor of the garbage
/// collector.
fn is_visible(argument: &Argument<'_>) -> bool {
    let is_internal =
        is_python(argument.ty) || is_visitor(argument.ty) || matches!(argument.ty, Type::Ptr(_));
    !is_internal && !Pyo3Options::read(argument.attrs, "").has("cancel_handle")
}

fn is_visitor(ty: &Type) -> bool {
    type_arguments(ty).is_some_and(|(ident, _)| ident == "PyVisit")
}

fn required<'a>(arguments: &[&'a Argument<'a>]) -> Vec<PassedArgument<'a>> {
    arguments
        .iter()
        .map(|argument| PassedArgument {
            argument,
            kind: ParameterKind::PositionalOrKeyword,
            annotation: None,
            default: None,
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
        })
    };
    signature.parameters.iter().filter_map(resolve).collect()
}

impl PassedArgument<'_> {
    fn statement(&self, attrs: &[Attribute], scope: &Scope, errors: &mut Errors) -> Statement {
        let options = StubOptions::read(attrs, Site::Argument, errors);
        let ty = self.argument.ty;
        let without = || match self.annotation {
            Some(annotation) => types::python(&Text::Literal(annotation.clone())),
            None => self.rust_type(scope),
        };
        let r#type = match &options.override_type {
            Some(replacement) => replacement.statement(without),
            None => without(),
        };
        let default = match self.default {
            Some(expr) => default::of_parameter(expr, ty, scope),
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
        if let (ParameterKind::VarPositional, Some(tuple)) = (self.kind, tuple_type(ty)) {
            return Statement::of((TypeForm::Unpacked, scope.input(&tuple)));
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

/// The largest number of arguments whose types the stub states one by one, which is that of PyO3's tuples.
const MOST_ARGUMENTS: usize = 12;

/// The types of all `*args`, if the Rust type states their number.
fn tuple_type(ty: &Type) -> Option<Type> {
    match ungrouped_type(ty) {
        Type::Tuple(tuple) => Some(Type::Tuple(tuple.clone())),
        Type::Array(array) => {
            let Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(length), .. }) = &array.len else { return None };
            let length: usize = length.base10_parse().ok().filter(|length| *length <= MOST_ARGUMENTS)?;
            let elements = std::iter::repeat_n(&array.elem, length);
            Some(syn::parse_quote!((#(#elements,)*)))
        }
        _ => None,
    }
}

/// The type of each of `*args`: the element type, if the Rust type states one.
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

/// The type of each of `**kwargs`: the value type, if the Rust type is a map.
fn value_type(ty: &Type) -> Option<&Type> {
    let (_, types) = type_arguments(ty)?;
    types.get(1).copied()
}
