//! Rules about names.

use super::super::natural::NameKind;
use super::found::Found;
use crate::generate::python::known;

/// Names that are hard to tell from numbers.
const AMBIGUOUS: &[&str] = &["l", "O", "I"];

/// Where a name is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Module,
    Class,
    /// The keys of a `TypedDict`, which may have any name.
    Keys,
}

/// Checks the name of a function.
pub(super) fn check_function(name: &str, scope: Scope, found: &mut Found) {
    found.add_if(has_capital(name), "N802");
    found.add_if(AMBIGUOUS.contains(&name), "E743");
    check_any(name, scope, found);
}

/// Checks the name of a parameter.
pub(super) fn check_parameter(name: &str, found: &mut Found) {
    found.add_if(has_capital(name), "N803");
    found.add_if(known::shadows_builtin(name), "A002");
    found.add_if(!name.is_ascii(), "PLC2401");
}

/// Checks the name of a class, which may be an exception.
pub(super) fn check_class(name: &str, is_exception: bool, scope: Scope, found: &mut Found) {
    let public = name.trim_start_matches('_');
    found.add_if(!public.starts_with(char::is_uppercase) || public.contains('_'), "N801");
    found.add_if(is_exception && !name.ends_with("Error"), "N818");
    found.add_if(AMBIGUOUS.contains(&name), "E742");
    check_any(name, scope, found);
}

/// Checks the name of a variable.
pub(super) fn check_variable(name: &str, scope: Scope, found: &mut Found) {
    match scope {
        Scope::Module => found.add_if(is_mixed_case(name), "N816"),
        Scope::Class => found.add_if(is_mixed_case(name), "N815"),
        Scope::Keys => {}
    }
    found.add_if(AMBIGUOUS.contains(&name), "E741");
    check_any(name, scope, found);
}

/// Checks the name of a type alias.
pub(super) fn check_alias(name: &str, found: &mut Found) {
    let public = name.trim_start_matches('_');
    found.add_if(public.starts_with(char::is_lowercase), "PYI042");
    let mut end = name.chars().rev();
    let ends_with_t = end.next() == Some('T') && end.next().is_some_and(char::is_lowercase);
    found.add_if(name.starts_with('_') && ends_with_t, "PYI043");
    check_any(name, Scope::Module, found);
}

fn check_any(name: &str, scope: Scope, found: &mut Found) {
    found.add_if(scope == Scope::Module && known::shadows_builtin(name), "A001");
    found.add_if(!name.is_ascii(), "PLC2401");
}

fn has_capital(name: &str) -> bool {
    if name.is_ascii() {
        name.bytes().any(|byte| byte.is_ascii_uppercase())
    } else {
        name.chars().any(char::is_uppercase)
    }
}

/// Whether `name` is in mixed case, as in `mixedCase`.
fn is_mixed_case(name: &str) -> bool {
    let public = name.trim_start_matches('_');
    public.starts_with(char::is_lowercase) && has_capital(public) && NameKind::of(name) == NameKind::Other
}
