//! `__getattr__` of a module: one that Python has, and the one of a stub with `incomplete = true`, which accepts every name.

use crate::facts::ParameterKind;
use crate::generate::config::Config;
use crate::generate::model::{Expr, Function, ModuleInfo, Parameter, SubmoduleForm};

/// Adds `__getattr__` to each module that has a file, if the configuration says that the stub is incomplete. Type
/// checkers then accept every name that the file does not declare. pyright reports each file with the function, also if
/// Python has it, so a comment silences that.
///
/// Source: the typing guide on incomplete stubs.
pub(super) fn add_getattr(module: &mut ModuleInfo, config: &Config) {
    let of_file = |functions: &mut Vec<Function>| {
        if config.incomplete {
            add(functions);
        }
        for function in functions.iter_mut().filter(|function| function.name == NAME) {
            function.ignore.pyright.push("reportIncompleteStub");
        }
    };
    of_file(&mut module.items.functions);
    module.for_each_submodule_mut(&mut |_, submodule| match submodule.form {
        SubmoduleForm::Importable => of_file(&mut submodule.items.functions),
        SubmoduleForm::Attribute => {}
    });
}

const NAME: &str = "__getattr__";

fn add(functions: &mut Vec<Function>) {
    if functions.iter().any(|function| function.name == NAME) {
        return;
    }
    let mut function = Function::new(NAME, Expr::external("_typeshed", "Incomplete"));
    function.parameters.push(Parameter {
        name: "name".to_owned(),
        kind: ParameterKind::PositionalOrKeyword,
        annotation: Some(Expr::builtin("str")),
        default: None,
    });
    functions.insert(0, function);
}
