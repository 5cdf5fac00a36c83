//! Rules about default values, and the values of constants.

use super::docstrings::is_ambiguous;
use super::found::Found;
use crate::generate::model::Expr;

/// The longest string that ruff accepts in a stub.
const STRING: usize = 50;

/// The longest number that ruff accepts in a stub.
const NUMBER: usize = 10;

/// The maximum number of elements of a default that is a list.
const ELEMENTS: usize = 10;

/// Checks the default of the parameter `name`, whose type is `annotation`.
pub(super) fn check_default(name: &str, annotation: Option<&Expr>, value: &Expr, found: &mut Found) {
    found.add_if(!is_simple(value), if annotation.is_some() { "PYI011" } else { "PYI014" });
    found.add_if(*value == Expr::None && annotation.is_some_and(refuses_none), "RUF013");
    found.add_if(is_string(value) && is_secret(name), "S107");
    check_literals(value, found);
}

/// Checks the value of the variable `name`. Any value is allowed if the type is `Final`. ruff does not look into an `if` for
/// attributes of classes.
pub(super) fn check_value(
    name: &str,
    annotation: Option<&Expr>,
    value: &Expr,
    is_attribute_of_class: bool,
    found: &mut Found,
) {
    found.add_if(annotation.is_some_and(|it| !is_final(it)) && !is_simple(value), "PYI015");
    found.add_if(is_string(value) && is_secret(name), "S105");
    found.add_if(
        is_attribute_of_class
            && annotation.is_some_and(|it| !is_final(it))
            && matches!(value, Expr::List(_) | Expr::Dict(_) | Expr::Set(_)),
        "RUF012",
    );
    check_literals(value, found);
}

/// Checks the literals in `expr`.
pub(super) fn check_literals(expr: &Expr, found: &mut Found) {
    if let Expr::Literal(text) = expr {
        let is_text = is_string(expr);
        let length = text.chars().count();
        found.add_if(is_text && length > STRING, "PYI053");
        found.add_if(!is_text && length > NUMBER, "PYI054");
        found.add_if(is_text && !text.is_ascii() && text.chars().any(is_ambiguous), "RUF001");
        found.add_if(is_text && text.contains("0.0.0.0"), "S104");
        let is_temporary = ["/tmp", "/var/tmp", "/dev/shm"].iter().any(|path| text[1..].starts_with(path));
        found.add_if(is_text && is_temporary, "S108");
    }
    expr.for_each_child(&mut |child| check_literals(child, found));
}

/// Whether `None` is not a value of this type, judging by its names.
fn refuses_none(annotation: &Expr) -> bool {
    match annotation {
        Expr::Union(members) => members.iter().all(refuses_none),
        Expr::Subscript(base, arguments) => refuses_none(base) && !arguments.contains(&Expr::None),
        Expr::Written(name) => !["Any", "object"].contains(&last(name)),
        Expr::Attribute(..) => true,
        _ => false,
    }
}

fn is_final(annotation: &Expr) -> bool {
    match annotation {
        Expr::Subscript(base, _) => is_final(base),
        Expr::Written(name) => ["Final", "TypeAlias"].contains(&last(name)),
        _ => false,
    }
}

/// Whether ruff accepts `value`, a literal or a list of literals, as a default in a stub.
fn is_simple(value: &Expr) -> bool {
    match value {
        Expr::Literal(_) | Expr::Ellipsis | Expr::None => true,
        Expr::List(members) | Expr::Tuple(members) | Expr::Set(members) => {
            members.len() <= ELEMENTS && members.iter().all(is_simple)
        }
        Expr::Dict(items) => {
            items.len() <= ELEMENTS && items.iter().all(|(key, value)| is_simple(key) && is_simple(value))
        }
        Expr::Name(_)
        | Expr::Written(_)
        | Expr::Attribute(..)
        | Expr::Subscript(..)
        | Expr::Union(_)
        | Expr::Starred(_)
        | Expr::Call(..) => false,
    }
}

fn is_string(value: &Expr) -> bool {
    matches!(value, Expr::Literal(text) if text.ends_with(['"', '\'']))
}

/// Whether `name` looks like the name of a password.
fn is_secret(name: &str) -> bool {
    let words = ["pass", "passphrase", "passwd", "password", "pwd", "secret", "token"];
    name.to_ascii_lowercase().split('_').any(|word| words.contains(&word))
}

/// Returns the last part of a dotted name.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
