//! Whether type checkers accept a value of one type as a value of another.

use crate::generate::model::{Expr, Helper, LocalName, Symbol};

/// The numbers, each of which type checkers accept as the ones after it.
const NUMBERS: [&str; 4] = ["bool", "int", "float", "complex"];

/// Types of Python that values of the other ones do not have.
const DISTINCT: [&str; 7] = ["bytes", "dict", "frozenset", "list", "set", "str", "tuple"];

/// Returns whether a `value` is accepted as a `wanted`, or `None` if this cannot be told. `is_below` states whether a
/// class inherits from another one.
pub(super) fn is_assignable(
    value: &Expr,
    wanted: &Expr,
    is_below: &dyn Fn(&LocalName, &LocalName) -> bool,
) -> Option<bool> {
    if value == wanted || is_unknown(value) || is_unknown(wanted) || wanted.is_external("builtins", "object")
    {
        return Some(true);
    }
    match (value, wanted) {
        (Expr::Union(members), _) => {
            all(members.iter().map(|member| is_assignable(member, wanted, is_below)))
        }
        (_, Expr::Union(members)) => {
            let none = all(members.iter().map(|member| Some(!is_assignable(value, member, is_below)?)));
            none.map(|none| !none)
        }
        (Expr::Name(Symbol::Local(value)), Expr::Name(Symbol::Local(wanted))) => {
            Some(value == wanted || is_below(value, wanted))
        }
        _ => is_builtin_assignable(&KnownType::of(value)?, &KnownType::of(wanted)?),
    }
}

/// Whether all of `answers` are yes. One that is not known leaves it open unless another one is no.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut is_known = true;
    for answer in answers {
        match answer {
            Some(true) => {}
            Some(false) => return Some(false),
            None => is_known = false,
        }
    }
    is_known.then_some(true)
}

/// Whether type checkers know nothing of the type.
pub(super) fn is_unknown(expr: &Expr) -> bool {
    [("typing", "Any"), ("_typeshed", "Incomplete")]
        .iter()
        .any(|(module, name)| expr.is_external(module, name))
}

/// What is known of a type, as far as it can tell two types apart.
enum KnownType<'e> {
    None,
    /// The place in [`NUMBERS`].
    Number(usize),
    /// One of [`DISTINCT`], with its arguments.
    Distinct(&'e str, &'e [Expr]),
    /// A protocol that numbers have, with the place of the last of them that does.
    Protocol(usize),
    /// A class of the extension.
    Class,
}

impl<'e> KnownType<'e> {
    fn of(expr: &'e Expr) -> Option<Self> {
        let (base, arguments) = match expr {
            Expr::Subscript(base, arguments) => (&**base, arguments.as_slice()),
            _ => (expr, &[][..]),
        };
        let name = match base {
            Expr::None => return Some(Self::None),
            Expr::Name(Symbol::Local(_)) if arguments.is_empty() => return Some(Self::Class),
            Expr::Name(Symbol::Helper(Helper::Index)) => return Some(Self::Protocol(1)),
            Expr::Name(Symbol::Helper(Helper::Float)) => return Some(Self::Protocol(2)),
            Expr::Name(Symbol::External(name)) => name,
            _ => return None,
        };
        match (name.module.as_str(), name.name.as_str()) {
            ("typing", "SupportsIndex") => Some(Self::Protocol(1)),
            ("typing", "SupportsFloat") => Some(Self::Protocol(2)),
            ("builtins", name) => {
                let number = NUMBERS.iter().position(|number| *number == name).map(Self::Number);
                number.or_else(|| DISTINCT.contains(&name).then_some(Self::Distinct(name, arguments)))
            }
            _ => None,
        }
    }
}

fn is_builtin_assignable(value: &KnownType<'_>, wanted: &KnownType<'_>) -> Option<bool> {
    match (value, wanted) {
        (KnownType::None, KnownType::None) => Some(true),
        (KnownType::Number(value), KnownType::Number(wanted) | KnownType::Protocol(wanted)) => {
            Some(value <= wanted)
        }
        (KnownType::Distinct(value, own), KnownType::Distinct(wanted, others)) if value == wanted => {
            (own == others).then_some(true)
        }
        // A class may have the method that a protocol requires, or inherit from a class of Python.
        (KnownType::Class, _) | (KnownType::Protocol(_), KnownType::Protocol(_)) => None,
        (
            KnownType::None | KnownType::Number(_) | KnownType::Distinct(..) | KnownType::Protocol(_),
            KnownType::None
            | KnownType::Number(_)
            | KnownType::Distinct(..)
            | KnownType::Protocol(_)
            | KnownType::Class,
        ) => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str) -> Expr {
        Expr::local(&[], &[name])
    }

    fn asked(value: &Expr, wanted: &Expr) -> Option<bool> {
        is_assignable(value, wanted, &|value, wanted| value.name == ["Sub"] && wanted.name == ["Base"])
    }

    #[test]
    fn equal_and_unknown_types_are_accepted() {
        let list = Expr::builtin("list").subscript(vec![Expr::builtin("int")]);
        assert_eq!(asked(&list, &list), Some(true));
        assert_eq!(asked(&Expr::typing("Any"), &list), Some(true));
        assert_eq!(asked(&list, &Expr::external("_typeshed", "Incomplete")), Some(true));
        assert_eq!(asked(&list, &Expr::builtin("object")), Some(true));
    }

    #[test]
    fn numbers_are_accepted_as_wider_ones_alone() {
        assert_eq!(asked(&Expr::builtin("int"), &Expr::builtin("float")), Some(true));
        assert_eq!(asked(&Expr::builtin("float"), &Expr::builtin("int")), Some(false));
        assert_eq!(asked(&Expr::builtin("int"), &Expr::typing("SupportsIndex")), Some(true));
        assert_eq!(asked(&Expr::builtin("float"), &Expr::typing("SupportsIndex")), Some(false));
        assert_eq!(asked(&Expr::typing("SupportsIndex"), &Expr::builtin("int")), Some(false));
    }

    #[test]
    fn unions_are_taken_apart() {
        let text_or_none = Expr::union([Expr::builtin("str"), Expr::None]);
        assert_eq!(asked(&Expr::builtin("str"), &text_or_none), Some(true));
        assert_eq!(asked(&text_or_none, &Expr::builtin("str")), Some(false));
        assert_eq!(asked(&Expr::builtin("bytes"), &text_or_none), Some(false));
        let text_or_path = Expr::union([Expr::builtin("str"), Expr::external("os", "PathLike")]);
        assert_eq!(asked(&Expr::builtin("int"), &text_or_path), None);
    }

    #[test]
    fn classes_are_accepted_as_their_bases() {
        assert_eq!(asked(&class("Sub"), &class("Base")), Some(true));
        assert_eq!(asked(&class("Base"), &class("Sub")), Some(false));
        assert_eq!(asked(&class("Base"), &Expr::typing("SupportsIndex")), None);
        assert_eq!(asked(&Expr::builtin("str"), &class("Base")), Some(false));
    }
}
