//! Whether a default is the one that Python shows.

use crate::generate::model::Expr;
use crate::generate::python::parse_expression;
use ruff_python_ast::comparable::ComparableExpr;

/// Whether `default` is another value than `shown`, the source of a literal or `...`.
pub(super) fn contradicts(default: &Expr, shown: &str) -> bool {
    let stated = match default {
        Expr::Literal(text) => text.as_str(),
        Expr::None => "None",
        // Only literals are compared, as stubtest does.
        Expr::Ellipsis
        | Expr::Name(_)
        | Expr::Written(_)
        | Expr::Attribute(..)
        | Expr::Subscript(..)
        | Expr::Union(_)
        | Expr::List(_)
        | Expr::Tuple(_)
        | Expr::Set(_)
        | Expr::Dict(_)
        | Expr::Starred(_)
        | Expr::Call(..) => return false,
    };
    match (parse_expression(stated), parse_expression(shown)) {
        (Ok(stated), Ok(shown)) => ComparableExpr::from(&stated) != ComparableExpr::from(&shown),
        _ => false,
    }
}

/// Returns the default of a parameter whose default Python shows as `shown`, and a definition states as `stated`.
pub(super) fn following(stated: Option<&Expr>, shown: &str) -> Expr {
    match stated {
        Some(stated) if !contradicts(stated, shown) => stated.clone(),
        _ if shown == "..." => Expr::Ellipsis,
        _ if shown == "None" => Expr::None,
        _ => Expr::Literal(shown.to_owned()),
    }
}
