//! The tree of modules to one file in which every name is bound: which class describes which
//! submodule, what each scope shadows, and what the file imports.
//!
//! It must not know how anything is spelled out: that is the writer's.

mod availability;
mod names;
mod outline;
mod protocols;
mod scope;
mod type_vars;

pub use names::Import;

use super::config::Config;
use super::model::{Alias, AliasForm, Expr, ModuleInfo, Node};
use std::collections::BTreeSet;

/// A stub file: bound, complete, and still no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The docstring.
    pub doc: String,
    /// What it imports, sorted.
    pub imports: BTreeSet<Import>,
    /// The names in `__all__`, sorted.
    pub exports: Vec<String>,
    /// Its statements.
    pub nodes: Vec<Node>,
}

/// Names the classes that describe the submodules of `module`, and lays everything out in one file.
pub fn resolve(module: &mut ModuleInfo, config: &Config) -> File {
    let qualified = protocols::name(module, config);
    let mut nodes = outline::nodes(module, config.submodule_style, &qualified);
    type_vars::lower(&mut nodes, config.python_version);
    let mut names = names::Names::new(&nodes, qualified, config.python_version);
    outline::aliases(module).into_iter().for_each(|alias| names.add_alias(alias));
    scope::bind(&mut nodes, &mut names);
    let (imports, detours) = names.finish();
    let aliases = detours.into_iter().map(|(name, target)| {
        Node::Alias(Alias {
            name,
            value: Expr::Written(target),
            object: Expr::typing("Any"),
            form: AliasForm::Assignment,
            doc: String::new(),
            position: None,
        })
    });
    File {
        doc: module.doc.clone(),
        imports,
        exports: module.items.exports.clone(),
        nodes: nodes.into_iter().chain(aliases).collect(),
    }
}
