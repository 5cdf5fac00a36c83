//! The docstrings of submodules that have several names. Editors show the text below an attribute, so each attribute that
//! is a submodule has its docstring.

use crate::generate::model::{Expr, Items, ModuleInfo, Symbol};
use std::collections::HashMap;

/// Gives every attribute and alias that is another name of a submodule the docstring of that submodule.
pub(super) fn copy(module: &mut ModuleInfo) {
    let mut docs: HashMap<Vec<String>, String> = HashMap::new();
    module.for_each_submodule(&mut |path, submodule| {
        if !submodule.doc.is_empty() {
            docs.insert(path.to_vec(), submodule.doc.clone());
        }
    });
    if docs.is_empty() {
        return;
    }
    document(&mut module.items, &docs);
    module.for_each_submodule_mut(&mut |_, submodule| document(&mut submodule.items, &docs));
}

fn document(items: &mut Items, docs: &HashMap<Vec<String>, String>) {
    for variable in items.variables.iter_mut().filter(|it| it.doc.is_empty()) {
        let doc = variable.annotation.as_ref().and_then(described).and_then(|path| docs.get(path));
        variable.doc = doc.cloned().unwrap_or_default();
    }
    for alias in items.aliases.iter_mut().filter(|it| it.doc.is_empty()) {
        let doc = described(&alias.value).and_then(|path| docs.get(path));
        alias.doc = doc.cloned().unwrap_or_default();
    }
}

/// Returns the path of the submodule that the class `expr`, or the class in `type[…]`, describes.
fn described(expr: &Expr) -> Option<&Vec<String>> {
    match expr {
        Expr::Name(Symbol::Protocol(path)) => Some(path),
        Expr::Subscript(_, arguments) => match arguments.as_slice() {
            [Expr::Name(Symbol::Protocol(path))] => Some(path),
            _ => None,
        },
        _ => None,
    }
}
