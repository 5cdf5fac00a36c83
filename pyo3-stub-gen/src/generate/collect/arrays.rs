//! NumPy's arrays as sequences. The items of an array of one dimension are its elements, and those of other arrays are
//! arrays.

use crate::facts::{NameExpr, TypeExpr, read_as};
use crate::generate::model::Expr;

/// The elements of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Elements {
    Any,
    Boolean,
    Integer,
    Real,
    Complex,
}

/// Returns the arrays that a sequence of `item` is read from.
///
/// NumPy before 2.3 does not know the dimension of what `numpy.array(…)` and arithmetic return. For one dimension of
/// floating-point numbers, which is the most common case, any dimension is accepted. For other types, this would accept
/// more wrong calls than it would reject correct ones.
pub(super) fn of_items(item: &TypeExpr) -> Option<Expr> {
    let mut dimensions = 1;
    let mut item = item;
    while let Some(inner) = inner_sequence(item) {
        dimensions += 1;
        item = inner;
    }
    let elements = elements(item)?;
    let numpy = |name: &str| Expr::external("numpy", name);
    let of_any = |name: &str| numpy(name).subscript(vec![Expr::typing("Any")]);
    let (boolean, integer) = (|| numpy("bool_"), || of_any("integer"));
    let dtype = match elements {
        Elements::Any if dimensions > 1 => return None,
        Elements::Any => {
            return Some(numpy("ndarray").subscript(vec![Expr::typing("Any"), Expr::typing("Any")]));
        }
        Elements::Boolean => boolean(),
        Elements::Integer => Expr::union([integer(), boolean()]),
        Elements::Real => Expr::union([of_any("floating"), integer(), boolean()]),
        Elements::Complex => Expr::union([of_any("number"), boolean()]),
    };
    let is_fractional = matches!(elements, Elements::Real | Elements::Complex);
    let lengths = if dimensions == 1 && is_fractional {
        vec![Expr::builtin("int"), Expr::Ellipsis]
    } else {
        vec![Expr::builtin("int"); dimensions]
    };
    let shape = Expr::builtin("tuple").subscript(lengths);
    Some(numpy("ndarray").subscript(vec![shape, numpy("dtype").subscript(vec![dtype])]))
}

/// Returns an item of a sequence. Arrays of one dimension are mostly made by `numpy.array(…)`, whose dimension NumPy does
/// not know before 2.3, so any dimension is taken for one.
pub(super) fn as_item(item: Expr) -> Expr {
    match item {
        Expr::Subscript(array, arguments) if array.is_external("numpy", "ndarray") => {
            match arguments.as_slice() {
                [Expr::Subscript(_, lengths), Expr::Subscript(_, dtype)] if lengths.len() == 1 => {
                    Expr::external("numpy.typing", "NDArray").subscript(dtype.clone())
                }
                _ => Expr::Subscript(array, arguments),
            }
        }
        other => other,
    }
}

/// Returns the items of a sequence, also of one that may be missing.
fn inner_sequence(item: &TypeExpr) -> Option<&TypeExpr> {
    match item {
        TypeExpr::Union(members) => match members.as_slice() {
            [sequence, TypeExpr::None] => inner_sequence(sequence),
            _ => None,
        },
        TypeExpr::Subscript(subscript) => match (&subscript.base, subscript.arguments.as_slice()) {
            (TypeExpr::Name(NameExpr { module, name }), [item])
                if module == read_as::MODULE
                    && (name == read_as::SEQUENCE_OR_ARRAY || name == read_as::TEXT_OR_ARRAY) =>
            {
                Some(item)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Returns the elements of the arrays that items of the type `item` are read from.
fn elements(item: &TypeExpr) -> Option<Elements> {
    let members = match item {
        TypeExpr::Any => return Some(Elements::Any),
        TypeExpr::Union(members) => members.as_slice(),
        other => std::slice::from_ref(other),
    };
    let has = |wanted: &str, of: &str| {
        members.iter().any(|member| {
            matches!(member, TypeExpr::Name(NameExpr { module, name }) if module == of && name == wanted)
        })
    };
    if has(read_as::COMPLEX, read_as::MODULE) {
        Some(Elements::Complex)
    } else if has(read_as::FLOAT, read_as::MODULE) || has("Decimal", "decimal") {
        Some(Elements::Real)
    } else if has(read_as::INDEX, read_as::MODULE) {
        Some(Elements::Integer)
    } else if has("bool_", "numpy") {
        Some(Elements::Boolean)
    } else {
        None
    }
}
