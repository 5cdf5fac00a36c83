//! Notes for users of a stub, and the allowlist that plain stubtest needs.

use super::config::SubmoduleStyle;
use super::model::{AliasForm, Expr, Items, ModuleInfo, SubmoduleForm, Symbol};
use crate::text::dotted;
use std::collections::BTreeSet;

/// Returns a note if classes of submodules cannot be used in annotations. It names the key that changes this.
pub(super) fn submodule_classes(module: &ModuleInfo, style: SubmoduleStyle) -> Option<String> {
    if style.has_types() {
        return None;
    }
    let (path, class) = first_class(module)?;
    Some(format!(
        "not every type checker lets users annotate with `{path}.{class}` or extend it; \
         `submodule-style = \"namespace\"` in `[tool.pyo3-stub-gen]` lets them"
    ))
}

/// Returns the first class in the class of a submodule, with the dotted name of the submodule.
fn first_class(module: &ModuleInfo) -> Option<(String, &str)> {
    let mut first = None;
    module.for_each_submodule(&mut |path, submodule| {
        let class = submodule.items.classes.first().filter(|_| submodule.form == SubmoduleForm::Attribute);
        if let (None, Some(class)) = (&first, class) {
            first = Some((dotted::join(&module.name, path), class.name.as_str()));
        }
    });
    first
}

/// Returns the names that plain stubtest objects to, one per line. Under `namespace`, a module at run time is a class
/// in the stub.
pub(super) fn stubtest_allowlist(module: &ModuleInfo, style: SubmoduleStyle) -> String {
    if !style.needs_allowlist() {
        return String::new();
    }
    let mut classes = BTreeSet::new();
    in_file(module, &module.name, &module.items, &mut classes);
    module.for_each_submodule(&mut |path, submodule| {
        let Some((name, parent)) = path.split_last() else { return };
        let name_of = |path| dotted::join(&module.name, path);
        match submodule.form {
            SubmoduleForm::Attribute if has_file(module, parent) => {
                classes.insert((name_of(parent), name.clone()));
            }
            SubmoduleForm::Attribute => {}
            SubmoduleForm::Importable => in_file(module, &name_of(path), &submodule.items, &mut classes),
        }
    });
    classes.into_iter().map(|(module, name)| format!("{}.{name}\n", module.replace('.', "\\."))).collect()
}

/// Whether a file of its own describes the module at `path`.
fn has_file(module: &ModuleInfo, path: &[String]) -> bool {
    path.is_empty() || module.submodule(path).is_some_and(|it| it.form == SubmoduleForm::Importable)
}

/// Adds the other names that the file of the module called `name` has for classes of submodules.
fn in_file(module: &ModuleInfo, name: &str, items: &Items, classes: &mut BTreeSet<(String, String)>) {
    let again = items.aliases.iter().filter(|alias| alias.form == AliasForm::Assignment);
    let again = again.filter(|alias| match &alias.value {
        Expr::Name(Symbol::Protocol(path)) => module.submodule(path).is_some() && !has_file(module, path),
        _ => false,
    });
    classes.extend(again.map(|alias| (name.to_owned(), alias.name.clone())));
}
