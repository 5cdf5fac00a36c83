//! Type variables as type parameters of the items that use them.

use crate::generate::model::{Expr, Function, Symbol, TypeParam};

/// Adds to the type parameters of `function` the type variables that it uses.
pub(super) fn add_variables(function: &mut Function, variables: &[TypeParam]) {
    let annotations = function.parameters.iter().filter_map(|parameter| parameter.annotation.as_ref());
    let used: Vec<&Expr> = annotations.chain(&function.returns).collect();
    add_used(&mut function.type_params, variables, used);
}

/// Adds to `type_params` the variables that the expressions `used` name.
pub(super) fn add_used<'e>(
    type_params: &mut Vec<TypeParam>,
    variables: &[TypeParam],
    used: impl IntoIterator<Item = &'e Expr>,
) {
    for expr in used {
        expr.for_each_symbol(&mut |symbol| {
            let Symbol::TypeParameter(name) = symbol else { return };
            if type_params.iter().all(|own| own.name != *name) {
                type_params.extend(variables.iter().find(|variable| variable.name == *name).cloned());
            }
        });
    }
}
