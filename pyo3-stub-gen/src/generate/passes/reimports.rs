//! Names of another package that a submodule re-exports. Only a file can import them: type checkers reject an import in
//! the body of the class that describes a submodule.

use crate::generate::model::{AliasForm, Expr, ModuleInfo, SubmoduleForm, SubmoduleInfo, Symbol};
use crate::generate::problem::Problem;
use crate::text::dotted;

/// Removes such names from every submodule that a class describes, and returns a warning with a remedy for each.
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
