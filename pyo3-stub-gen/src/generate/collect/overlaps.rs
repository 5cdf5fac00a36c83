//! Overloads from Python source whose arguments the overload from Rust takes too, with another result.
//!
//! Type checkers choose the first overload that fits, so the stub is correct. They object to it, because the protocols
//! that replace Rust's types take more than the type of the user's overload.

use super::inputs::protocol_takes;
use crate::generate::model::{Expr, Function, Parameter};

/// Silences type checkers about the overloads of one function.
pub(super) fn silence(overloads: &mut [Function]) {
    for index in 0..overloads.len() {
        let (first, later) = overloads.split_at_mut(index + 1);
        let Some(first) = first.last_mut().filter(|first| first.ignore.user.is_none()) else { continue };
        for other in later.iter() {
            if first.returns == other.returns || !overlaps(first, other) {
                continue;
            }
            // Whether mypy objects depends on more than this.
            add(&mut first.ignore.mypy, &["overload-overlap", "unused-ignore"]);
            if !is_returned_by(first.returns.as_ref(), other.returns.as_ref()) {
                add(&mut first.ignore.pyright, &["reportOverlappingOverload"]);
            }
        }
    }
}

fn add(rules: &mut Vec<&'static str>, added: &[&'static str]) {
    for rule in added {
        if !rules.contains(rule) {
            rules.push(rule);
        }
    }
}

/// Whether every call of `first` is a call of `other`, because of a protocol.
fn overlaps(first: &Function, other: &Function) -> bool {
    let mut others = other.parameters.iter();
    let mut is_widened = false;
    let mut fits = |own: &Parameter| {
        let Some(other) = others.next() else { return false };
        let (Some(value), Some(parameter)) = (&own.annotation, &other.annotation) else {
            return own.kind == other.kind;
        };
        let is_protocol = is_taken(value, parameter);
        is_widened |= is_protocol;
        own.kind == other.kind && (is_protocol || value == parameter)
    };
    first.parameters.iter().all(&mut fits) && others.all(|rest| rest.default.is_some()) && is_widened
}

/// Whether a protocol in `parameter` takes values of the type `value`.
fn is_taken(value: &Expr, parameter: &Expr) -> bool {
    match (value, parameter) {
        (Expr::Union(values), _) => values.iter().any(|value| is_taken(value, parameter)),
        (_, Expr::Union(members)) => members.iter().any(|member| is_taken(value, member)),
        _ => protocol_takes(parameter, value),
    }
}

/// Whether a value of the type `result` is one of the type `other`.
fn is_returned_by(result: Option<&Expr>, other: Option<&Expr>) -> bool {
    let (Some(result), Some(other)) = (result, other) else { return true };
    if let Expr::Union(members) = other {
        return members.iter().any(|member| is_returned_by(Some(result), Some(member)));
    }
    let is_one_of = |names: &[&str]| names.iter().any(|name| result.is_external("builtins", name));
    let is_any = |expr: &Expr| expr.is_external("typing", "Any") || expr.is_external("builtins", "object");
    let is_promoted = other.is_external("builtins", "float") && is_one_of(&["bool", "int"])
        || other.is_external("builtins", "int") && is_one_of(&["bool"]);
    result == other || is_any(other) || is_any(result) || is_promoted
}
