//! `incomplete = true`: a stub that accepts every name.

use crate::facts::ParameterKind;
use crate::generate::config::Config;
use crate::generate::model::{Expr, Function, ModuleInfo, Parameter, SubmoduleForm};

/// Adds `__getattr__` to each module that has a file, if the configuration says that the stub is incomplete. Type
/// checkers then accept every name that the file does not declare.
///
/// Source: the typing guide on incomplete stubs.
pub(super) fn add_getattr(module: &mut ModuleInfo, config: &Config) {
    if !config.incomplete {
        return;
    }
    add(&mut module.items.functions);
    module.for_each_submodule_mut(&mut |_, submodule| match submodule.form {
        SubmoduleForm::Importable => add(&mut submodule.items.functions),
        SubmoduleForm::Attribute => {}
    });
}

fn add(functions: &mut Vec<Function>) {
    if functions.iter().any(|function| function.name == "__getattr__") {
        return;
    }
    let mut function = Function::new("__getattr__", Expr::external("_typeshed", "Incomplete"));
    function.parameters.push(Parameter {
        name: "name".to_owned(),
        kind: ParameterKind::PositionalOrKeyword,
        annotation: Some(Expr::builtin("str")),
        default: None,
    });
    functions.insert(0, function);
}
