//! The type arguments of a generic class of the extension, which its Rust type does not state.

use super::place::Place;
use super::type_param_text::parameter_count;
use crate::facts::{ClassFact, StubOption};
use crate::generate::model::{Expr, Symbol};

/// Returns the name of `class` with its own type parameters as arguments inside its body, and with `Any` elsewhere.
pub(super) fn with_own_arguments(name: Expr, class: Option<&ClassFact>, place: &Place) -> Expr {
    let Some(count) =
        class.and_then(|class| parameter_count(class.stub_options.text(StubOption::TypeParams)?))
    else {
        return name;
    };
    let arguments = if class.map(|class| class.id) == place.class {
        let own = place.type_params.iter().take(count);
        own.map(|param| Expr::Name(Symbol::TypeParameter(param.clone()))).collect()
    } else {
        vec![Expr::typing("Any"); count]
    };
    name.subscript(arguments)
}
