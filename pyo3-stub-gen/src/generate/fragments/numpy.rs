//! The types of arguments in an extension that uses NumPy, which accept NumPy's scalars too.
//!
//! A mapping with the feature `numpy` states the same for an annotated extension.

use crate::facts::{NameExpr, TypeExpr, read_as};

/// Protocols that every array implements, but not in this library's own form.
const PROTOCOLS: [(&str, &str, &str); 3] = [
    ("typing", "SupportsIndex", read_as::INDEX),
    ("typing", "SupportsFloat", read_as::FLOAT),
    ("typing", "SupportsComplex", read_as::COMPLEX),
];

/// Returns an argument's type with the scalars of NumPy that are read too.
pub(super) fn with_scalars(expr: TypeExpr) -> TypeExpr {
    match expr {
        TypeExpr::Union(members) => TypeExpr::union(members.into_iter().map(with_scalars)),
        TypeExpr::Name(NameExpr { module, name }) => {
            let is_name = |of: &str, called: &str| module == of && name == called;
            if let Some((.., own)) = PROTOCOLS.iter().find(|(of, called, _)| is_name(of, called)) {
                return TypeExpr::named(read_as::MODULE, own);
            }
            let scalar = if is_name("builtins", "bool") {
                Some(TypeExpr::named("numpy", "bool_"))
            } else if is_name("fractions", "Fraction") {
                Some(TypeExpr::named("numpy", "integer").subscript(vec![TypeExpr::Any]))
            } else {
                None
            };
            TypeExpr::union([TypeExpr::Name(NameExpr { module, name })].into_iter().chain(scalar))
        }
        other => other,
    }
}
