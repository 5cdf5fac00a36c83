//! How a name is written in a scope, and what the file imports for it.
//!
//! The short form (`int`, `Sequence`) is written wherever nothing shadows it, and a longer one exactly
//! where something does: `builtins.int` with `import builtins`, a private alias of the import where the
//! module's own name is shadowed too, and a private alias of a class of the extension.

use super::availability::available;
use super::outline::hoisted_name;
use super::protocols::Qualified;
use super::scope::Scope;
use crate::generate::config::PythonVersion;
use crate::generate::model::{ExternalName, LocalName, Node, Symbol};
use crate::generate::python::known;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// An import of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Import {
    /// `import module`, or `import module as alias`.
    Module {
        /// The dotted module.
        module: String,
        /// The private name it is bound to.
        alias: Option<String>,
    },
    /// `from module import name`.
    From {
        /// The dotted module.
        module: String,
        /// The name in it.
        name: String,
    },
}

/// Modules whose names read best with the module in front, as people write them.
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

/// Knows every name at the top of the file, and notes what is imported.
pub(super) struct Names {
    version: PythonVersion,
    /// What the extension's own items are called at the top of the file.
    own: HashSet<String>,
    /// What `from … import` binds, should it be used.
    short: HashMap<String, ExternalName>,
    qualified: Qualified,
    aliases: HashSet<LocalName>,
    imports: BTreeSet<Import>,
    /// The names of builtins that the file has not given a meaning of its own so far. Two checkers take
    /// such a name for the builtin until then.
    undefined: HashSet<String>,
    /// The private names at the top of the file, and what they stand for.
    private: BTreeMap<String, Target>,
}

/// What a private name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A module: `import module as _module`.
    Module(String),
    /// A name at the top of the file: `_Name = Name`.
    Own(String),
}

impl Names {
    /// Reads off `nodes` which names the file has, and gives each name of another module the short
    /// form that no other one has.
    pub(super) fn new(nodes: &[Node], qualified: Qualified, version: PythonVersion) -> Self {
        let own: HashSet<String> = nodes.iter().map(|node| node.name().to_owned()).collect();
        let undefined = own.iter().filter(|name| is_builtin(name)).cloned().collect();
        let mut used = BTreeSet::new();
        super::scope::for_each_symbol(nodes, &mut |symbol| {
            if let Symbol::External(name) = symbol {
                used.insert(available(name, version));
            }
        });
        let mut names = Self {
            version,
            own,
            short: HashMap::new(),
            qualified,
            aliases: HashSet::new(),
            imports: BTreeSet::new(),
            undefined,
            private: BTreeMap::new(),
        };
        let (builtins, others): (Vec<_>, Vec<_>) =
            used.into_iter().partition(|name| name.module == "builtins");
        // Modules that stand in front of names keep their own name from being taken.
        let first_parts: HashSet<String> =
            others.iter().filter(|name| is_written_qualified(name)).map(|name| first(&name.module)).collect();
        for name in builtins.into_iter().chain(others) {
            let short = first(&name.name);
            let is_free = !names.own.contains(&short) && !first_parts.contains(&short);
            if is_free && !is_written_qualified(&name) {
                names.short.entry(short).or_insert(ExternalName { name: first(&name.name), ..name });
            }
        }
        names
    }

    /// Notes that `name` is a type alias: it stands at the top of the file, wherever its module is.
    pub(super) fn add_alias(&mut self, name: LocalName) {
        self.aliases.insert(name);
    }

    /// `symbol` as `scope` wants it written.
    pub(super) fn write(&mut self, symbol: &Symbol, scope: &Scope) -> String {
        match symbol {
            Symbol::External(name) => {
                let name = available(name, self.version);
                self.external(&name, scope)
            }
            Symbol::Local(name) => self.local(name, scope),
            Symbol::TypeParameter(name) => name.clone(),
            Symbol::Protocol(path) => {
                let parts = self.qualified.get(path).cloned().unwrap_or_default();
                self.own_name(&parts, scope)
            }
        }
    }

    /// Notes that the statement which gives `name` its meaning has been passed.
    pub(super) fn define(&mut self, name: &str) {
        self.undefined.remove(name);
    }

    /// The imports, and the private aliases that detour round shadowed names, with those names.
    pub(super) fn finish(self) -> (BTreeSet<Import>, BTreeMap<String, String>) {
        let detours = self.private.into_iter().filter_map(|(alias, target)| match target {
            Target::Own(name) => Some((alias, name)),
            Target::Module(_) => None,
        });
        (self.imports, detours.collect())
    }

    fn external(&mut self, name: &ExternalName, scope: &Scope) -> String {
        let short = first(&name.name);
        let has_short = self
            .short
            .get(&short)
            .is_some_and(|owner| owner.module == name.module && !is_written_qualified(name));
        if has_short && !scope.shadows(&short) {
            if name.module != "builtins" {
                self.imports.insert(Import::From { module: name.module.clone(), name: short });
            }
            return name.name.clone();
        }
        if name.module.is_empty() {
            return self.module(&name.name, scope);
        }
        format!("{}.{}", self.module(&name.module, scope), name.name)
    }

    /// `module` as something that can stand in front of a dot.
    fn module(&mut self, module: &str, scope: &Scope) -> String {
        let head = first(module);
        if self.is_free(&head, scope) {
            self.imports.insert(Import::Module { module: module.to_owned(), alias: None });
            return module.to_owned();
        }
        let alias = self.private(&module.replace('.', "_"), Target::Module(module.to_owned()), scope);
        self.imports.insert(Import::Module { module: module.to_owned(), alias: Some(alias.clone()) });
        alias
    }

    fn is_free(&self, name: &str, scope: &Scope) -> bool {
        !self.own.contains(name) && !self.short.contains_key(name) && !scope.shadows(name)
    }

    fn local(&mut self, name: &LocalName, scope: &Scope) -> String {
        if self.aliases.contains(name) && !name.path.is_empty() {
            let hoisted = hoisted_name(&self.qualified, &name.path, &name.name.join("."));
            return self.own_name(&[hoisted], scope);
        }
        let mut parts = self.qualified.get(&name.path).cloned().unwrap_or_default();
        parts.extend(name.name.iter().cloned());
        self.own_name(&parts, scope)
    }

    /// A name that starts at the top of the file. Where `scope` hides its first part, or a builtin may
    /// be taken for it, a private alias at the top of the file stands for it.
    fn own_name(&mut self, parts: &[String], scope: &Scope) -> String {
        let Some((head, rest)) = parts.split_first() else { return String::new() };
        if !scope.shadows(head) && !self.undefined.contains(head) {
            return parts.join(".");
        }
        let alias = self.private(head, Target::Own(head.clone()), scope);
        std::iter::once(&alias).chain(rest).cloned().collect::<Vec<_>>().join(".")
    }

    /// The private name of `target`: `_name`, with more underscores where that has another meaning.
    fn private(&mut self, name: &str, target: Target, scope: &Scope) -> String {
        let mut alias = format!("_{name}");
        while !self.is_free(&alias, scope) || self.private.get(&alias).is_some_and(|other| *other != target) {
            alias.push('_');
        }
        self.private.insert(alias.clone(), target);
        alias
    }
}

fn is_builtin(name: &str) -> bool {
    known::defines("builtins", name) == Some(true)
}

fn is_written_qualified(name: &ExternalName) -> bool {
    name.module.is_empty() || WRITTEN_QUALIFIED.contains(&name.module.as_str())
}

fn first(dotted: &str) -> String {
    dotted.split('.').next().unwrap_or(dotted).to_owned()
}
