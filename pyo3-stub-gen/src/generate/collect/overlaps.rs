//! Overloads from Python source whose arguments the overload from Rust takes too, with another result.
//!
//! Type checkers choose the first overload that fits, so the stub is correct. They object to it, because the protocols
//! that replace Rust's types take more than the type of the user's overload.

use crate::generate::model::{Expr, Function, Helper, Parameter, Symbol};

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

/// Whether the protocol `parameter`, which replaces a type of Rust, takes every value of the type `value` of Python.
fn protocol_takes(parameter: &Expr, value: &Expr) -> bool {
    let is_one_of = |names: &[&str]| names.iter().any(|name| value.is_external("builtins", name));
    let is_index = || is_one_of(&["bool", "int"]);
    let is_float = || is_one_of(&["bool", "int", "float"]);
    match parameter {
        Expr::Name(Symbol::Helper(Helper::Index)) => is_index(),
        Expr::Name(Symbol::Helper(Helper::Float)) => is_float(),
        Expr::Name(Symbol::Helper(Helper::Complex)) => is_float() || is_one_of(&["complex"]),
        Expr::Name(Symbol::External(name)) if name.module == "typing" => match name.name.as_str() {
            "SupportsIndex" => is_index(),
            "SupportsFloat" => is_float(),
            "SupportsComplex" => is_one_of(&["complex"]),
            _ => false,
        },
        Expr::Subscript(base, items) => {
            let Expr::Subscript(own, own_items) = value else { return false };
            let is_sequence = base.is_external("collections.abc", "Sequence")
                || matches!(&**base, Expr::Name(Symbol::Helper(Helper::SequenceNotStr)));
            let is_one = own.is_external("builtins", "list") || own == base;
            match (items.as_slice(), own_items.as_slice()) {
                ([item], [own]) => is_sequence && is_one && (item == own || protocol_takes(item, own)),
                _ => false,
            }
        }
        Expr::Union(members) => members.iter().any(|member| member == value || protocol_takes(member, value)),
        _ => false,
    }
}
