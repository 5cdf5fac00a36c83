//! Python's import rules: which names an import statement binds, and their meaning.
//!
//! - `import a.b.c` binds `a`, and makes `a.b` and `a.b.c` loaded modules.
//! - `import a.b.c as d` binds `d` to the module `a.b.c`.
//! - `from a.b import c` binds `c` to the attribute `c` of `a.b`, or to the submodule if the attribute does not exist.
//!   Both are written the same way, so the difference does not matter here.
//! - `from a import *` binds what `a` exports. `a` is not read, so every name that is not found otherwise may
//!   come from it.
//! - A relative form counts its dots from the package that contains the extension.

use ruff_python_ast as ast;
use std::collections::{BTreeMap, BTreeSet};

/// The names that import statements bind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bindings {
    names: BTreeMap<String, ImportTarget>,
    loaded: BTreeSet<String>,
    stars: Vec<String>,
}

/// The meaning of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportTarget {
    /// A module.
    Module(String),
    /// A name of a module.
    Member {
        /// The module.
        module: String,
        /// The name. It has dots if it is an attribute of a name.
        name: String,
    },
}

impl Bindings {
    /// Adds what `statement` binds, if it is an import. `package` is the dotted name of the package
    /// that relative forms count from.
    pub fn add(&mut self, statement: &ast::Stmt, package: &str) {
        match statement {
            ast::Stmt::Import(import) => {
                for alias in &import.names {
                    self.add_module(alias.name.as_str(), alias.asname.as_ref().map(|name| name.as_str()));
                }
            }
            ast::Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().map_or("", |name| name.as_str());
                let module = absolute(module, import.level, package);
                for alias in &import.names {
                    self.add_member(
                        &module,
                        alias.name.as_str(),
                        alias.asname.as_ref().map(|name| name.as_str()),
                    );
                }
            }
            _ => {}
        }
    }

    /// Adds `import module`, or `import module as alias`.
    pub fn add_module(&mut self, module: &str, alias: Option<&str>) {
        let mut end = 0;
        for part in module.split('.') {
            end += part.len() + usize::from(end > 0);
            self.loaded.insert(module[..end].to_owned());
        }
        match alias {
            Some(alias) => self.names.insert(alias.to_owned(), ImportTarget::Module(module.to_owned())),
            None => {
                let first = module.split('.').next().unwrap_or(module);
                self.names.insert(first.to_owned(), ImportTarget::Module(first.to_owned()))
            }
        };
    }

    /// Adds `from module import name`, or `from module import name as alias`.
    pub fn add_member(&mut self, module: &str, name: &str, alias: Option<&str>) {
        if name == "*" {
            self.stars.push(module.to_owned());
            return;
        }
        let target = ImportTarget::Member { module: module.to_owned(), name: name.to_owned() };
        self.names.insert(alias.unwrap_or(name).to_owned(), target);
    }

    /// Returns the meaning of the dotted name `parts`. It is `None` where no import binds its first part.
    #[must_use]
    pub fn find(&self, parts: &[&str]) -> Option<ImportTarget> {
        let (first, rest) = parts.split_first()?;
        match self.names.get(*first)? {
            ImportTarget::Member { module, name } => Some(ImportTarget::Member {
                module: module.clone(),
                name: std::iter::once(name.as_str())
                    .chain(rest.iter().copied())
                    .collect::<Vec<_>>()
                    .join("."),
            }),
            ImportTarget::Module(module) => Some(self.in_module(module, rest)),
        }
    }

    /// Returns the module that a name without any other meaning comes from, if there is exactly one star import.
    #[must_use]
    pub fn star(&self) -> Option<&str> {
        match self.stars.as_slice() {
            [module] => Some(module),
            _ => None,
        }
    }

    /// Returns the meaning of `rest` in `module`: a loaded module as far as possible, then a name.
    fn in_module(&self, module: &str, rest: &[&str]) -> ImportTarget {
        let mut module = module.to_owned();
        for (index, part) in rest.iter().enumerate() {
            let longer = format!("{module}.{part}");
            if !self.loaded.contains(&longer) {
                return ImportTarget::Member { module, name: rest[index..].join(".") };
            }
            module = longer;
        }
        ImportTarget::Module(module)
    }
}

/// Returns the absolute name of `module` with `level` dots in front. One dot is `package` itself.
#[must_use]
pub fn absolute(module: &str, level: u32, package: &str) -> String {
    if level == 0 {
        return module.to_owned();
    }
    let mut parts: Vec<&str> = package.split('.').filter(|part| !part.is_empty()).collect();
    parts.truncate(parts.len().saturating_sub(level as usize - 1));
    parts.extend(module.split('.').filter(|part| !part.is_empty()));
    parts.join(".")
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::{Bindings, ImportTarget};

    fn bindings(source: &str) -> Bindings {
        let mut bindings = Bindings::default();
        for statement in crate::generate::python::parse_module(source).expect("valid Python") {
            bindings.add(&statement, "pkg.inner");
        }
        bindings
    }

    fn member(module: &str, name: &str) -> Option<ImportTarget> {
        Some(ImportTarget::Member { module: module.into(), name: name.into() })
    }

    #[test]
    fn a_plain_import_binds_the_first_part() {
        let found = bindings("import a.b.c");
        assert_eq!(found.find(&["a", "b", "c", "X"]), member("a.b.c", "X"));
        assert_eq!(found.find(&["a", "b", "Y"]), member("a.b", "Y"));
        assert_eq!(found.find(&["a", "b"]), Some(ImportTarget::Module("a.b".into())));
        assert_eq!(found.find(&["b", "Y"]), None);
    }

    #[test]
    fn an_alias_binds_the_last_part() {
        let found = bindings("import a.b.c as d\nfrom a.b import c as e");
        assert_eq!(found.find(&["d", "X"]), member("a.b.c", "X"));
        assert_eq!(found.find(&["e", "X"]), member("a.b", "c.X"));
        assert_eq!(found.find(&["a", "b"]), None);
    }

    #[test]
    fn relative_forms_count_from_the_package() {
        let found = bindings("from . import x\nfrom .m import y\nfrom ..n import z");
        assert_eq!(found.find(&["x"]), member("pkg.inner", "x"));
        assert_eq!(found.find(&["y"]), member("pkg.inner.m", "y"));
        assert_eq!(found.find(&["z"]), member("pkg.n", "z"));
    }

    #[test]
    fn one_star_import_explains_the_rest_and_two_do_not() {
        assert_eq!(bindings("from a import *").star(), Some("a"));
        assert_eq!(bindings("from a import *\nfrom b import *").star(), None);
    }
}
