//! How names are written in a scope, and which imports they need.
//!
//! A name has its short form (`int`, `Sequence`) unless it is shadowed. A shadowed name has a longer form:
//! `builtins.int` with `import builtins`, a private alias of the import if the name of the module is shadowed too, or a
//! private alias of a class of the extension.

use super::availability::available;
use super::import::Import;
use super::parts::{Part, Parts};
use super::shadows::Shadows;
use crate::generate::config::PythonVersion;
use crate::generate::model::{ExternalName, Node, Symbol, visit};
use crate::generate::python::known;
use crate::text::dotted::first;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Modules whose names are usually qualified with the module.
const WRITTEN_QUALIFIED: &[&str] = &[
    "asyncio",
    "datetime",
    "numpy",
    "numpy.typing",
    "pandas",
    "polars",
    "pyarrow",
    "re",
    "socket",
    "sys",
    "torch",
    "time",
    "weakref",
];

/// The names at the top of the file, and what the file imports.
pub(super) struct FileNames<'p> {
    part: &'p Part,
    parts: &'p Parts,
    version: PythonVersion,
    /// The names of the extension's own items at the top of the file.
    own: FxHashSet<String>,
    /// The names that `from … import` binds if they are used, and their modules.
    short: FxHashMap<String, String>,
    imports: BTreeSet<Import>,
    /// The names of builtins that the file defines further down. Before the definition, two type checkers treat such a
    /// name as the builtin.
    undefined: FxHashSet<String>,
    /// The names that the file re-exports from other files of the stub, or from other packages.
    reexported: FxHashSet<ExternalName>,
    /// The names of other modules that have been written in their short form. They are few, and written often.
    written: FxHashMap<ExternalName, String>,
    /// The private names at the top of the file, and what they stand for.
    private: BTreeMap<String, PrivateTarget>,
}

/// The meaning of a private name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PrivateTarget {
    /// A module: `import module as _module`.
    Module(String),
    /// A name of another file of the stub: `from .module import Name as _Name`.
    Member(String, String),
    /// A name at the top of the file: `_Name = Name`.
    Own(String),
}

impl<'p> FileNames<'p> {
    /// Reads the names of the file of `part` from its `nodes`. Gives each name of another module the short form unless
    /// another name has it.
    pub(super) fn new(nodes: &[Node], part: &'p Part, parts: &'p Parts, version: PythonVersion) -> Self {
        let mut own: FxHashSet<String> = nodes.iter().map(|node| node.name().to_owned()).collect();
        let undefined = own.iter().filter(|name| known::is_builtin(name)).cloned().collect();
        own.extend(part.importable.iter().cloned());
        let (mut mentioned, mut used) = (FxHashSet::default(), BTreeSet::new());
        visit::symbols(nodes, &mut |symbol| {
            if let Symbol::External(name) = symbol {
                // The same few names are mentioned again and again.
                if mentioned.insert(name) {
                    used.insert(available(name, version).into_owned());
                }
            } else if let Some(name) = parts.elsewhere(symbol, part) {
                used.insert(name);
            }
        });
        let mut names = Self {
            part,
            parts,
            version,
            own,
            short: FxHashMap::default(),
            imports: BTreeSet::new(),
            undefined,
            reexported: FxHashSet::default(),
            written: FxHashMap::default(),
            private: BTreeMap::new(),
        };
        let (builtins, others): (Vec<_>, Vec<_>) =
            used.into_iter().partition(|name| name.module == "builtins");
        // A module that precedes names reserves its own name.
        let first_parts: FxHashSet<String> = others
            .iter()
            .filter(|name| is_written_qualified(name))
            .map(|name| first(&name.module).to_owned())
            .collect();
        for name in builtins.into_iter().chain(others) {
            let short = first(&name.name);
            let is_free = !names.own.contains(short) && !first_parts.contains(short);
            if is_free && !is_written_qualified(&name) {
                names.short.entry(short.to_owned()).or_insert(name.module);
            }
        }
        names
    }

    /// Imports and re-exports `name`.
    pub(super) fn reexport(&mut self, name: ExternalName) {
        let ExternalName { module, name: own } = name.clone();
        self.imports.insert(Import::From { module, name: own.clone(), alias: Some(own) });
        self.reexported.insert(name);
    }

    /// Returns the form of `symbol` in the scope of `shadows`.
    pub(super) fn write(&mut self, symbol: &Symbol, shadows: &Shadows) -> String {
        if let Symbol::External(name) = symbol
            && let Some(written) = self.written.get(name)
            && !shadows.hide(first(written))
        {
            return written.clone();
        }
        if let Some(name) = self.parts.elsewhere(symbol, self.part) {
            let head = ExternalName { module: name.module.clone(), name: first(&name.name).to_owned() };
            let is_own = self.reexported.contains(&head);
            return if is_own { self.own_name(&name.name, shadows) } else { self.external(&name, shadows) };
        }
        match symbol {
            Symbol::External(name) if self.reexported.contains(name) => self.own_name(&name.name, shadows),
            Symbol::External(name) => self.available(name, shadows),
            Symbol::Local(name) => self.own_name(&self.part.name(name), shadows),
            Symbol::TypeParameter(name) => name.clone(),
            Symbol::Protocol(path) => self.own_name(&self.part.place(path).join("."), shadows),
            Symbol::Helper(helper) => helper.class_name().to_owned(),
            Symbol::Shape(shape) => shape.name.clone(),
        }
    }

    /// Records that the statement that defines `name` has been passed.
    pub(super) fn define(&mut self, name: &str) {
        self.undefined.remove(name);
    }

    /// Returns the imports, and the private aliases of shadowed names.
    pub(super) fn finish(self) -> (BTreeSet<Import>, BTreeMap<String, String>) {
        let detours = self.private.into_iter().filter_map(|(alias, target)| match target {
            PrivateTarget::Own(name) => Some((alias, name)),
            PrivateTarget::Module(_) | PrivateTarget::Member(..) => None,
        });
        (self.imports, detours.collect())
    }

    /// Returns `name`, from the module that has it in the oldest Python that the stub is for.
    fn available(&mut self, name: &ExternalName, shadows: &Shadows) -> String {
        let available = available(name, self.version);
        if !self.is_short(&available, shadows) {
            return self.external(&available, shadows);
        }
        let written = self.external(&available, shadows);
        self.written.insert(name.clone(), written.clone());
        written
    }

    /// Whether `name` is written in its short form in the scope of `shadows`.
    fn is_short(&self, name: &ExternalName, shadows: &Shadows) -> bool {
        let head = first(&name.name);
        self.short.get(head).is_some_and(|module| *module == name.module)
            && !is_written_qualified(name)
            && !shadows.hide(head)
    }

    fn external(&mut self, name: &ExternalName, shadows: &Shadows) -> String {
        let head = first(&name.name);
        if self.is_short(name, shadows) {
            // Stubs of Python itself have private names, which are not visible without an import.
            if name.module != "builtins" || !known::is_builtin(head) {
                let (module, name) = (name.module.clone(), head.to_owned());
                self.imports.insert(Import::From { module, name, alias: None });
            }
            return name.name.clone();
        }
        if name.module.is_empty() {
            return self.module(&name.name, shadows);
        }
        // What is before the dot may be a module, which only this form of import loads.
        let is_loaded = name.name.contains('.') && !is_written_qualified(name);
        if name.module.starts_with('.') || is_loaded {
            return self.member(name, shadows);
        }
        format!("{}.{}", self.module(&name.module, shadows), name.name)
    }

    /// Returns the text of `module` before a dot.
    fn module(&mut self, module: &str, shadows: &Shadows) -> String {
        let head = first(module);
        if self.is_free(head, shadows) {
            self.imports.insert(Import::Module { module: module.to_owned(), alias: None });
            return module.to_owned();
        }
        let alias =
            self.private(&module.replace('.', "_"), PrivateTarget::Module(module.to_owned()), shadows);
        self.imports.insert(Import::Module { module: module.to_owned(), alias: Some(alias.clone()) });
        alias
    }

    /// Returns a name of another file of the stub, under a private one.
    fn member(&mut self, name: &ExternalName, shadows: &Shadows) -> String {
        let ExternalName { module, name } = name;
        let head = first(name);
        let alias = self.private(head, PrivateTarget::Member(module.clone(), head.to_owned()), shadows);
        let rest = &name[head.len()..];
        let written = format!("{alias}{rest}");
        self.imports.insert(Import::From {
            module: module.clone(),
            name: head.to_owned(),
            alias: Some(alias),
        });
        written
    }

    fn is_free(&self, name: &str, shadows: &Shadows) -> bool {
        !self.own.contains(name) && !self.short.contains_key(name) && !shadows.hide(name)
    }

    /// Returns a name that starts at the top of the file. If the scope of `shadows` hides its first part, or a type
    /// checker may treat it as a builtin, a private alias at the top of the file replaces it.
    fn own_name(&mut self, name: &str, shadows: &Shadows) -> String {
        let head = first(name);
        if !shadows.hide(head) && !self.undefined.contains(head) {
            return name.to_owned();
        }
        let alias = self.private(head, PrivateTarget::Own(head.to_owned()), shadows);
        format!("{alias}{}", &name[head.len()..])
    }

    /// Returns the private name of `target`: `_name`, with more underscores if that has another meaning.
    fn private(&mut self, name: &str, target: PrivateTarget, shadows: &Shadows) -> String {
        let mut alias = format!("_{name}");
        while !self.is_free(&alias, shadows) || self.private.get(&alias).is_some_and(|other| *other != target)
        {
            alias.push('_');
        }
        self.private.insert(alias.clone(), target);
        alias
    }
}

fn is_written_qualified(name: &ExternalName) -> bool {
    name.module.is_empty()
        || WRITTEN_QUALIFIED.contains(&name.module.as_str())
        // `Set` alone reads as the builtin `set`, which is another type.
        || (name.module == "collections.abc" && name.name == "Set")
}
