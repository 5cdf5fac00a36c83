//! What users of a stub should know: notes, and the allowlist that plain stubtest needs.

use super::config::SubmoduleStyle;
use super::model::{AliasForm, Expr, Items, ModuleInfo, SubmoduleForm, SubmoduleInfo, Symbol};
use std::collections::{BTreeMap, BTreeSet};

/// Says, where it is so, that classes of submodules cannot be used in annotations, and which key changes it.
pub(super) fn submodule_classes(module: &ModuleInfo, style: SubmoduleStyle) -> Option<String> {
    if style.has_types() {
        return None;
    }
    let (path, class) = first_class(&module.name, module.submodules.values())?;
    Some(format!(
        "not every type checker lets users annotate with `{path}.{class}` or extend it; \
         `submodule-style = \"namespace\"` does"
    ))
}

/// The first class of a submodule, and the dotted name of the submodule.
fn first_class<'a>(
    parent: &str,
    submodules: impl Iterator<Item = &'a SubmoduleInfo>,
) -> Option<(String, &'a str)> {
    for submodule in submodules {
        let path = format!("{parent}.{}", submodule.name);
        let is_attribute = submodule.form == SubmoduleForm::Attribute;
        if let Some(class) = submodule.items.classes.first().filter(|_| is_attribute) {
            return Some((path, &class.name));
        }
        if let Some(found) = first_class(&path, submodule.submodules.values()) {
            return Some(found);
        }
    }
    None
}

/// The names that plain stubtest objects to, one a line: under `namespace`, what is a module at runtime is a
/// class in the stub.
pub(super) fn stubtest_allowlist(module: &ModuleInfo, style: SubmoduleStyle) -> String {
    if !style.needs_allowlist() {
        return String::new();
    }
    let mut classes = BTreeSet::new();
    namespaces(&module.name, &module.items, &module.submodules, module, &mut classes);
    classes.into_iter().map(|(module, name)| format!("{}.{name}\n", module.replace('.', "\\."))).collect()
}

/// The submodules that the stub of `name` takes for classes, and those of the files below it.
fn namespaces<'m>(
    name: &str,
    items: &'m Items,
    submodules: &'m BTreeMap<String, SubmoduleInfo>,
    extension: &ModuleInfo,
    found: &mut BTreeSet<(String, &'m str)>,
) {
    let again = items.aliases.iter().filter(|alias| alias.form == AliasForm::Assignment);
    let again = again.filter(|alias| match &alias.value {
        Expr::Name(Symbol::Protocol(path)) => {
            extension.submodule(path).is_some_and(|it| it.form == SubmoduleForm::Attribute)
        }
        _ => false,
    });
    found.extend(again.map(|alias| (name.to_owned(), alias.name.as_str())));
    for submodule in submodules.values() {
        match submodule.form {
            SubmoduleForm::Attribute => {
                found.insert((name.to_owned(), &submodule.name));
            }
            SubmoduleForm::Importable => {
                let name = format!("{name}.{}", submodule.name);
                namespaces(&name, &submodule.items, &submodule.submodules, extension, found);
            }
        }
    }
}
