//! Expression trees as text.

use crate::facts::{LocalExpr, NameExpr, TextExpr, TypeExpr, read_as};

/// How the names of a tree are written.
pub(crate) trait Names {
    /// A name that a Python module defines.
    fn external(&mut self, module: &str, name: &str) -> String;
    /// A class or alias of this extension.
    fn own(&mut self, local: &LocalExpr) -> String;
    /// Python source.
    fn source(&mut self, text: &TextExpr) -> String;
}

/// Every name with its module, builtins excepted.
pub(crate) struct Qualified;

impl Names for Qualified {
    fn external(&mut self, module: &str, name: &str) -> String {
        if module == "builtins" { name.to_owned() } else { format!("{module}.{name}") }
    }

    fn own(&mut self, local: &LocalExpr) -> String {
        match &local.module {
            Some(module) => format!("{module}.{}", local.name),
            None => local.name.clone(),
        }
    }

    fn source(&mut self, text: &TextExpr) -> String {
        text.text.clone()
    }
}

/// The text of `expr`.
pub(crate) fn spell(expr: &TypeExpr, names: &mut impl Names) -> String {
    match expr {
        TypeExpr::Any | TypeExpr::Unknown(_) => names.external("typing", "Any"),
        TypeExpr::None => "None".to_owned(),
        TypeExpr::SelfType => names.external("typing", "Self"),
        TypeExpr::Ellipsis => "...".to_owned(),
        TypeExpr::Literal(text) => text.clone(),
        TypeExpr::Text(text) => names.source(text),
        TypeExpr::Marked(marked) => names.source(&marked.text),
        TypeExpr::Name(NameExpr { module, name }) => {
            let (module, name) = read_as::plain(module, name);
            names.external(module, name)
        }
        TypeExpr::Local(local) => names.own(local),
        TypeExpr::Union(members) => join(members, " | ", names),
        TypeExpr::List(members) => format!("[{}]", join(members, ", ", names)),
        TypeExpr::Subscript(subscript) => {
            let base = spell(&subscript.base, names);
            if subscript.arguments.is_empty() {
                format!("{base}[()]")
            } else {
                format!("{base}[{}]", join(&subscript.arguments, ", ", names))
            }
        }
    }
}

fn join(members: &[TypeExpr], separator: &str, names: &mut impl Names) -> String {
    let members: Vec<String> = members.iter().map(|member| spell(member, names)).collect();
    members.join(separator)
}
