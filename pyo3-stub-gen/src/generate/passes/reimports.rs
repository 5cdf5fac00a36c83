//! Names of another package that a submodule re-exports. Only a file can import them: type checkers reject an import in
//! the body of the class that describes a submodule.

use crate::generate::model::{AliasForm, Expr, ModuleInfo, SubmoduleForm, SubmoduleInfo, Symbol};
use crate::generate::problem::Problem;
use crate::generate::rules::ReexportRule;
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
        let (place, source) = (place.to_owned(), source.to_owned());
        problems.push(ReexportRule::InClass { place, source, name: alias.name }.problem(alias.position));
    }
}
