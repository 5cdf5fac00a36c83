//! What users of a stub should know: notes, and the allowlist that plain stubtest needs.

use super::config::SubmoduleStyle;
use super::model::{AliasForm, Expr, ModuleInfo, SubmoduleInfo, Symbol};
use std::collections::BTreeSet;

/// Says, where it is so, that classes of submodules cannot be used in annotations, and which key changes it.
pub(super) fn submodule_classes(module: &ModuleInfo, style: SubmoduleStyle) -> Option<String> {
    if style == SubmoduleStyle::Namespace {
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
        if let Some(class) = submodule.items.classes.first() {
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
    if style != SubmoduleStyle::Namespace {
        return String::new();
    }
    let again = module.items.aliases.iter().filter(|alias| alias.form == AliasForm::Assignment);
    let again = again.filter(|alias| matches!(alias.value, Expr::Name(Symbol::Protocol(_))));
    let names: BTreeSet<&str> =
        module.submodules.keys().map(String::as_str).chain(again.map(|alias| alias.name.as_str())).collect();
    names.into_iter().map(|name| format!("{}.{name}\n", module.name.replace('.', "\\."))).collect()
}
