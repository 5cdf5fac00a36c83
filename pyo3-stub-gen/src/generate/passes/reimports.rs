//! Names of another package that a submodule has too. Only a file can import them: where a class describes the
//! submodule, type checkers refuse an import in its body.

use crate::generate::model::{AliasForm, Expr, ModuleInfo, SubmoduleForm, SubmoduleInfo, Symbol};
use crate::generate::problem::Problem;
use crate::text::dotted;

/// Leaves them out where no file describes the submodule, and says what to write for each.
pub(super) fn leave_out(module: &mut ModuleInfo) -> Vec<Problem> {
    let mut problems = Vec::new();
    let extension = module.name.clone();
    module.for_each_submodule_mut(&mut |path, submodule| {
        if submodule.form == SubmoduleForm::Attribute {
            in_class(&dotted::join(&extension, path), submodule, &mut problems);
        }
    });
    problems
}

fn in_class(place: &str, submodule: &mut SubmoduleInfo, problems: &mut Vec<Problem>) {
    let items = &mut submodule.items;
    let aliases = std::mem::take(&mut items.aliases).into_iter();
    let (imports, aliases): (Vec<_>, Vec<_>) = aliases.partition(|alias| alias.form == AliasForm::Import);
    items.aliases = aliases;
    for alias in imports {
        items.exports.retain(|name| *name != alias.name);
        let source = match &alias.value {
            Expr::Name(Symbol::External(name)) => name.module.as_str(),
            _ => "",
        };
        let message = format!(
            "`{place}` re-exports `{}` of `{source}`, which the class that describes a submodule cannot import",
            alias.name
        );
        let help = format!(
            "state its type: `module_variable!(\"{place}\", \"{}\", T)`; or name `{place}` in \
             `importable-submodules`, if `import` finds it",
            alias.name
        );
        problems.push(Problem::warning(message, alias.position).with_help(help));
    }
}
