//! Names of another package that a submodule has too. Only a file can import them: where a class describes the
//! submodule, type checkers refuse an import in its body.

use super::model::{AliasForm, Expr, ModuleInfo, SubmoduleForm, SubmoduleInfo, Symbol};
use super::problem::Problem;
use super::rules::ReexportRule;
use std::collections::BTreeMap;

/// Leaves them out where no file describes the submodule, and says what to write for each.
pub(super) fn leave_out(module: &mut ModuleInfo) -> Vec<Problem> {
    let mut problems = Vec::new();
    in_submodules(&module.name, &mut module.submodules, &mut problems);
    problems
}

fn in_submodules(
    parent: &str,
    submodules: &mut BTreeMap<String, SubmoduleInfo>,
    problems: &mut Vec<Problem>,
) {
    for (name, submodule) in submodules {
        let place = format!("{parent}.{name}");
        if submodule.form == SubmoduleForm::Attribute {
            in_class(&place, submodule, problems);
        }
        in_submodules(&place, &mut submodule.submodules, problems);
    }
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
