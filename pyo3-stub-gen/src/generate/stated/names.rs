//! The meaning of the names in the annotations of one module of a stub.

use crate::generate::model::{Expr, ExternalName, LocalName, Symbol};
use crate::generate::python::{self, Bindings, ImportTarget, NameLookup, known};
use crate::generate::write;
use crate::text::dotted;
use ruff_python_ast as ast;
use std::collections::{BTreeMap, BTreeSet};

/// How often an alias may name another one. Those that name each other have no meaning.
const DEEPEST_ALIAS: usize = 8;

/// A type that a stub states, if all of it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedType {
    /// The type.
    pub expr: Expr,
    /// The type as Python source, whose names are those of this extension, of builtins and of `typing`, or have their modules
    /// in front.
    pub text: String,
    /// The modules that the text names.
    pub imports: Vec<String>,
}

/// What a statement defines.
#[derive(Debug, Clone, Copy)]
pub(super) enum DefinedAs<'a> {
    /// A class.
    Class,
    /// Another name of a type.
    Alias(&'a ast::Expr),
    /// A function, a variable, or what is there under a condition.
    Other,
}

/// The names of one scope.
pub(super) type DefinedNames<'a> = BTreeMap<&'a str, DefinedAs<'a>>;

/// The names that annotations in a module can use.
pub(super) struct ModuleNames<'a> {
    /// The dotted name of the extension.
    pub extension: &'a str,
    /// The dotted names of the extension's modules.
    pub modules: &'a [String],
    /// The dotted name of this module.
    pub module: &'a str,
    /// The text of the module.
    pub text: &'a str,
    /// What its imports bind.
    pub bindings: Bindings,
    /// What it defines.
    pub scope: DefinedNames<'a>,
}

/// A class around an annotation.
pub(super) struct EnclosingClass<'a> {
    /// Its dotted name in its module.
    pub path: String,
    /// What it defines.
    pub scope: DefinedNames<'a>,
}

impl ModuleNames<'_> {
    /// Returns the type `annotation` in the class `class`, if all of it is known.
    pub fn stated(&self, annotation: &ast::Expr, class: Option<&EnclosingClass<'_>>) -> Option<StatedType> {
        let mut lookup = AnnotationLookup { names: self, class, depth: 0, is_known: true };
        let expr = python::convert_type(annotation, self.text, &mut lookup).ok()?;
        if !lookup.is_known || expr.has_any() {
            return None;
        }
        let mut imports = BTreeSet::new();
        let mut written = expr.clone();
        written.map_symbols(&mut |symbol| Expr::Written(self.written(symbol, &mut imports)));
        Some(StatedType { text: write::type_text(&written), expr, imports: imports.into_iter().collect() })
    }

    /// Returns the text of a name, and adds the module that it needs to `imports`.
    fn written(&self, symbol: &Symbol, imports: &mut BTreeSet<String>) -> String {
        match symbol {
            Symbol::External(ExternalName { module, name }) => {
                if known::find(name) == Some((module, name)) {
                    return name.clone();
                }
                imports.insert(module.clone());
                format!("{module}.{name}")
            }
            Symbol::Local(LocalName { path, name }) => {
                let (module, name) = (dotted::join(self.extension, path), name.join("."));
                if module == self.module { name } else { format!("{module}.{name}") }
            }
            // No lookup returns one of these.
            Symbol::TypeParameter(_) | Symbol::Protocol(_) | Symbol::Helper(_) | Symbol::Shape(_) => {
                String::new()
            }
        }
    }

    /// Returns `name` of `module`. The name may begin with those of submodules.
    fn member(&self, module: &str, name: &str) -> Expr {
        let full = format!("{module}.{name}");
        let own = self.modules.iter().filter_map(|own| Some((own.as_str(), dotted::below(&full, own)?)));
        match own.max_by_key(|(own, _)| own.len()) {
            Some((own, name)) => {
                let path = dotted::below(own, self.extension).unwrap_or_default();
                Expr::local(&dotted::parts(path), &name.split('.').collect::<Vec<_>>())
            }
            None => {
                let (module, name) = known::modern(module, name);
                Expr::external(module, name)
            }
        }
    }
}

/// Looks up the names of one annotation.
struct AnnotationLookup<'l, 'a> {
    names: &'l ModuleNames<'a>,
    class: Option<&'l EnclosingClass<'a>>,
    /// How many aliases lead here.
    depth: usize,
    /// Whether every name had a meaning so far.
    is_known: bool,
}

impl NameLookup for AnnotationLookup<'_, '_> {
    fn lookup(&mut self, parts: &[&str]) -> Expr {
        self.found(parts).unwrap_or_else(|| {
            self.is_known = false;
            Expr::typing("Any")
        })
    }
}

impl AnnotationLookup<'_, '_> {
    fn found(&mut self, parts: &[&str]) -> Option<Expr> {
        let (&first, rest) = parts.split_first()?;
        if let Some(class) = self.class
            && let Some(definition) = class.scope.get(first)
        {
            let path = dotted::join(&class.path, parts);
            return self.defined(*definition, &path, rest);
        }
        if let Some(definition) = self.names.scope.get(first) {
            return self.defined(*definition, &parts.join("."), rest);
        }
        match self.names.bindings.find(parts) {
            Some(ImportTarget::Member { module, name }) => Some(self.names.member(&module, &name)),
            Some(ImportTarget::Module(_)) => None,
            None => (rest.is_empty() && known::is_builtin(first)).then(|| Expr::builtin(first)),
        }
    }

    /// Returns what the name `path` in this module means, which has this definition.
    fn defined(&mut self, definition: DefinedAs<'_>, path: &str, rest: &[&str]) -> Option<Expr> {
        match definition {
            DefinedAs::Class => Some(self.names.member(self.names.module, path)),
            DefinedAs::Alias(value) if rest.is_empty() && self.depth < DEEPEST_ALIAS => {
                let mut inner = AnnotationLookup {
                    names: self.names,
                    class: None,
                    depth: self.depth + 1,
                    is_known: true,
                };
                let expr = python::convert_type(value, self.names.text, &mut inner).ok()?;
                inner.is_known.then_some(expr)
            }
            DefinedAs::Alias(_) | DefinedAs::Other => None,
        }
    }
}
