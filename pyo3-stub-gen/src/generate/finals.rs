//! `Final` in the class that describes a submodule: a protocol's members cannot be final
//! (<https://typing.python.org/en/latest/spec/protocol.html>).

use super::model::{Attribute, Expr, ModuleInfo, SubmoduleForm, SubmoduleInfo};
use std::collections::BTreeMap;

/// Leaves `Final` out where no module's file, but a class describes the submodule.
pub(super) fn leave_out(module: &mut ModuleInfo) {
    in_submodules(&mut module.submodules);
}

fn in_submodules(submodules: &mut BTreeMap<String, SubmoduleInfo>) {
    for submodule in submodules.values_mut() {
        if submodule.form == SubmoduleForm::Attribute {
            submodule.items.variables.iter_mut().for_each(in_variable);
        }
        in_submodules(&mut submodule.submodules);
    }
}

fn in_variable(variable: &mut Attribute) {
    let Some(annotation) = &mut variable.annotation else { return };
    if annotation.is_external("typing", "Final") {
        *annotation = Expr::typing("Any");
    } else if let Expr::Subscript(base, arguments) = annotation
        && base.is_external("typing", "Final")
        && let [only] = arguments.as_slice()
    {
        *annotation = only.clone();
    }
}
