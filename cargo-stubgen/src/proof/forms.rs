//! The import statements by which a user may reach a submodule.

use crate::tree::StubTree;

/// An import statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The submodule that it is about.
    pub submodule: String,
    /// The code, with the real name of the module.
    pub code: String,
    /// The code with `{}` where the name of the module stands.
    pattern: String,
}

impl Form {
    /// Returns the code in one line, as messages show it.
    pub fn shown(&self) -> String {
        self.code.replace('\n', "; ")
    }

    /// Returns the code with another name for the module of the extension.
    pub fn with_module(&self, name: &str) -> String {
        self.pattern.replace("{}", name)
    }
}

/// Returns the import statements for every submodule of `tree`.
pub fn of(tree: &StubTree) -> Vec<Form> {
    let root = tree.root();
    let forms = tree.submodules().flat_map(|submodule| {
        let path = submodule.strip_prefix(root).unwrap_or(submodule);
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let dotted = format!("{{}}{path}");
        let mut patterns = vec![
            format!("import {dotted}"),
            format!("import {dotted} as s"),
            format!("from {{}}{parent} import {name}"),
            format!("from {{}}{parent} import *\nx = {name}"),
        ];
        let names = tree.names(submodule);
        let first = names.iter().find(|it| !it.starts_with('_'));
        patterns.extend(first.map(|first| format!("from {dotted} import {first}")));
        patterns.into_iter().map(|pattern| Form {
            submodule: submodule.to_owned(),
            code: pattern.replace("{}", root),
            pattern,
        })
    });
    forms.collect()
}
