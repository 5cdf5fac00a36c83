//! `Final` in the class that describes a submodule: a protocol's members cannot be final
//! (<https://typing.python.org/en/latest/spec/protocol.html>).

use crate::generate::model::{Attribute, Expr, ModuleInfo, SubmoduleForm};
use crate::generate::python::literal;

/// Removes `Final` from the variables of every submodule that a class describes.
pub(super) fn leave_out(module: &mut ModuleInfo) {
    module.for_each_submodule_mut(&mut |_, submodule| {
        if submodule.form == SubmoduleForm::Attribute {
            submodule.items.variables.iter_mut().for_each(in_variable);
        }
    });
}

fn in_variable(variable: &mut Attribute) {
    let Some(annotation) = &mut variable.annotation else { return };
    if annotation.is_external("typing", "Final") {
        *annotation = match &variable.value {
            Some(Expr::Literal(text)) => {
                literal::class(text).map_or_else(|| Expr::typing("Any"), Expr::builtin)
            }
            _ => Expr::typing("Any"),
        };
    } else if let Expr::Subscript(base, arguments) = annotation
        && base.is_external("typing", "Final")
        && let [only] = arguments.as_slice()
    {
        *annotation = only.clone();
    }
}
