//! Converts facts to items of modules.

use super::collector::Collector;
use super::function_parts::mark_overload;
use super::tree::Tree;
use super::underscored;
use crate::facts::{Fact, NameInModule, SnippetFact, SnippetKind, WarningKind};
use crate::generate::model::Class;
use crate::generate::placement::Placement;
use crate::generate::python::is_identifier;
use crate::generate::rules::{ModuleRule, NameRule};

impl Collector<'_> {
    /// Adds the item that `fact` describes to `tree`. Snippets and re-exports are added separately.
    pub(super) fn add(&mut self, fact: &Fact, tree: &mut Tree) {
        match fact {
            Fact::Function(fact) => {
                let path = self.place(fact.module.as_deref(), &fact.name, "function", Some(&fact.position));
                if self.is_writable(&fact.name, "function", Some(&fact.position)) {
                    let function = self.function(fact, &path);
                    tree.items(&path).functions.extend(underscored::overloads(function));
                }
            }
            Fact::Class(fact) => {
                let path = self.class_path(fact);
                if self.is_writable(&fact.name, "class", Some(&fact.position)) {
                    let blocks = self.index.methods(fact.id);
                    let class: Class = self.class(fact, &blocks, &path);
                    tree.items(&path).classes.push(class);
                }
            }
            Fact::Methods(fact) if !fact.is_skipped() && !self.index.has_or_skips(fact.class) => {
                let rule = ModuleRule::MethodsWithoutClass { rust: fact.rust_name.clone() };
                self.problems.push(rule.problem(Some(fact.position.clone())));
            }
            Fact::Variable(fact) => self.add_variable(fact, tree),
            Fact::TypeAlias(fact) => self.add_alias(fact, tree),
            Fact::ModuleDoc(fact) => match Placement::of(fact.module.as_deref(), self.index.extension) {
                // A crate that is linked in may be an extension of its own, and document itself.
                Placement::Elsewhere => {}
                placement => tree.set_doc(&placement.path(), &fact.doc),
            },
            Fact::Warning(fact) => {
                let name = fact.name.clone();
                let rule = match fact.kind {
                    WarningKind::AttributeOrder => ModuleRule::AttributeOrder { function: name },
                    WarningKind::Pyo3Option => ModuleRule::UnknownPyo3Option { option: name },
                    WarningKind::AsyncText => ModuleRule::AsyncText { function: name },
                    WarningKind::MethodDefault => ModuleRule::MethodDefault { method: name },
                };
                self.problems.push(rule.problem(Some(fact.position.clone())));
            }
            Fact::ExportVerbatim(fact) => self.check_export("export_verbatim", fact),
            Fact::ExcludeFromAll(fact) => self.check_export("exclude_from_all", fact),
            Fact::Methods(_) | Fact::Reexport(_) | Fact::Snippet(_) | Fact::Skipped(_) => {}
        }
    }

    /// Reports a name for `__all__` that a module cannot have.
    fn check_export(&mut self, by: &'static str, fact: &NameInModule) {
        if !is_identifier(&fact.name) {
            let rule = NameRule::WrongExport { by, name: fact.name.clone(), module: fact.module.clone() };
            self.problems.push(rule.problem(fact.position.clone()));
        }
    }

    /// Adds the functions and aliases of a snippet. Members of a class are added with the class.
    pub(super) fn add_snippet(&mut self, fact: &SnippetFact, tree: &mut Tree) {
        let path = Placement::of(fact.module.as_deref(), self.index.extension).path();
        match fact.kind {
            SnippetKind::Functions | SnippetKind::Overloads(_) => {
                let (mut functions, mut classes) = self.snippet_functions(fact, &path);
                if matches!(fact.kind, SnippetKind::Overloads(_)) {
                    functions.iter_mut().for_each(mark_overload);
                }
                tree.items(&path).functions.append(&mut functions);
                tree.items(&path).classes.append(&mut classes);
            }
            SnippetKind::TypeAlias => {
                let mut aliases = self.snippet_aliases(fact, &path);
                tree.items(&path).aliases.append(&mut aliases);
            }
            SnippetKind::Methods(id) | SnippetKind::Method(id) | SnippetKind::MethodOverloads(id) => {
                if !self.index.has_or_skips(id) {
                    let rule = ModuleRule::SnippetWithoutClass;
                    self.problems.push(rule.problem(Some(fact.position.clone())));
                }
            }
        }
    }
}
