//! An expression tree as fields.

use super::fields::{ImportKind, TypeFields, TypeIdentifierRef};
use crate::facts::{LocalExpr, TextExpr, TypeExpr};
use crate::spelling::{Names, spell};
use crate::{ImportRef, ModuleRef};

/// Returns the fields of `expr`.
pub(super) fn fields(expr: &TypeExpr) -> TypeFields {
    let mut fields = TypeFields::default();
    fields.name = spell(expr, &mut fields);
    fields.source_module = match expr {
        TypeExpr::Name(name) if name.module != "builtins" => Some(ModuleRef::Named(name.module.clone())),
        TypeExpr::Local(local) => Some(module_of(local)),
        _ => None,
    };
    fields
}

impl Names for TypeFields {
    fn external(&mut self, module: &str, name: &str) -> String {
        self.import.insert(module.into());
        format!("{module}.{name}")
    }

    fn own(&mut self, local: &LocalExpr) -> String {
        let module = module_of(local);
        self.import.insert(ImportRef::Module(module.clone()));
        let origin = TypeIdentifierRef { module, import_kind: ImportKind::Module };
        self.type_refs.insert(local.name.clone(), origin);
        match local.module.as_deref().and_then(last_part) {
            Some(part) => format!("{part}.{}", local.name),
            None => local.name.clone(),
        }
    }

    fn source(&mut self, text: &TextExpr) -> String {
        self.import.extend(text.imports.iter().map(|module| ImportRef::from(&**module)));
        text.text.clone()
    }
}

fn module_of(local: &LocalExpr) -> ModuleRef {
    local.module.as_deref().map_or(ModuleRef::Default, ModuleRef::from)
}

/// Returns the last part of a dotted name.
pub(super) fn last_part(module: &str) -> Option<&str> {
    module.rsplit('.').next().filter(|part| !part.is_empty())
}
