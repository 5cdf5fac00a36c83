//! Which classes and aliases the extension defines, and where.

use crate::facts::{
    ClassFact, Fact, MethodsFact, Position, ReexportFact, ReexportItems, SnippetFact, SnippetKind,
};
use crate::generate::model::LocalName;
use crate::generate::placement::{ClassTraits, Placement, RuntimeLayout};
use crate::generate::snippet_text::{alias_names, class_names};
use crate::text::dotted;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Every class and alias of the extension, by each form in which a type may refer to it.
#[derive(Debug)]
pub(super) struct Index<'a> {
    /// The dotted name of the extension module.
    pub(super) extension: &'a str,
    /// The modules of names, according to the interpreter.
    pub(super) layout: &'a RuntimeLayout,
    classes: FxHashMap<u32, &'a ClassFact>,
    /// The names of the classes that `skip` leaves out, by their ids.
    skipped: BTreeMap<u32, &'a str>,
    /// The paths of items that were registered with one module string and one name. There are several if Python has
    /// classes with the same name in several modules, so the two are ambiguous.
    registered: FxHashMap<(Option<&'a str>, &'a str), BTreeSet<Vec<String>>>,
    placed: FxHashMap<(Vec<String>, &'a str), &'a ClassFact>,
    methods: FxHashMap<u32, Vec<&'a MethodsFact>>,
    snippets: FxHashMap<u32, Vec<&'a SnippetFact>>,
    names: BTreeMap<String, BTreeSet<Vec<String>>>,
    imported: FxHashMap<(Vec<String>, &'a str), &'a str>,
}

impl<'a> Index<'a> {
    /// Creates the index of `facts`, which are sorted. Classes are where `layout` has them.
    pub(super) fn new(facts: &[&'a Fact], extension: &'a str, layout: &'a RuntimeLayout) -> Self {
        let mut index = Self {
            extension,
            layout,
            classes: FxHashMap::default(),
            skipped: BTreeMap::new(),
            registered: FxHashMap::default(),
            names: BTreeMap::new(),
            imported: FxHashMap::default(),
            placed: FxHashMap::default(),
            methods: FxHashMap::default(),
            snippets: FxHashMap::default(),
        };
        for &fact in facts {
            match fact {
                Fact::Class(class) => {
                    index.classes.insert(class.id, class);
                    let path = index.class_path(class);
                    index.placed.insert((path.clone(), &class.name), class);
                    index.add(class.module.as_deref(), &class.name, path);
                }
                Fact::Methods(methods) => index.methods.entry(methods.class).or_default().push(methods),
                Fact::Snippet(snippet) => index.add_snippet(snippet),
                Fact::TypeAlias(alias) => {
                    let path = Placement::of(alias.module.as_deref(), extension).path();
                    index.add(alias.module.as_deref(), &alias.name, path);
                }
                Fact::Reexport(reexport) => index.add_imports(reexport),
                Fact::Skipped(skipped) => {
                    index.skipped.extend(skipped.class.map(|id| (id, skipped.name.as_str())))
                }
                _ => {}
            }
        }
        index
    }

    fn add_snippet(&mut self, snippet: &'a SnippetFact) {
        match snippet.kind {
            SnippetKind::Methods(id) | SnippetKind::Method(id) | SnippetKind::MethodOverloads(id) => {
                self.snippets.entry(id).or_default().push(snippet);
            }
            SnippetKind::TypeAlias => {
                let path = Placement::of(snippet.module.as_deref(), self.extension).path();
                for name in alias_names(snippet) {
                    self.names.entry(name).or_default().insert(path.clone());
                }
            }
            SnippetKind::Functions | SnippetKind::Overloads(_) => {
                let path = Placement::of(snippet.module.as_deref(), self.extension).path();
                for name in class_names(snippet) {
                    self.names.entry(name).or_default().insert(path.clone());
                }
            }
        }
    }

    /// Adds the names that a module of the extension has from another package, if they are listed.
    fn add_imports(&mut self, fact: &'a ReexportFact) {
        let inside = |module: &str| match Placement::of(Some(module), self.extension) {
            Placement::Inside(path) => Some(path),
            Placement::Parent | Placement::Elsewhere => None,
        };
        let (Some(target), None) = (inside(&fact.target), inside(&fact.source)) else { return };
        let (ReexportItems::Explicit(names) | ReexportItems::WildcardPlus(names)) = &fact.items else {
            return;
        };
        for name in names {
            self.imported.entry((target.clone(), name)).or_insert(&fact.source);
        }
    }

    /// Returns the other package from which the module at `path` has `name`.
    pub(super) fn imported_from(&self, path: &[String], name: &str) -> Option<&'a str> {
        self.imported.get(&(path.to_vec(), name)).copied().filter(|_| self.find_at(path, name).is_none())
    }

    /// Returns the snippets that add to the class `id`, in the order of the facts.
    pub(super) fn snippets(&self, id: u32) -> Vec<&'a SnippetFact> {
        self.snippets.get(&id).cloned().unwrap_or_default()
    }

    /// Whether the class `id` is annotated, with `skip` or without.
    pub(super) fn has_or_skips(&self, id: u32) -> bool {
        self.classes.contains_key(&id) || self.skipped.contains_key(&id)
    }

    /// Whether `skip` leaves out a class of this name.
    pub(super) fn skips(&self, name: &str) -> bool {
        self.skipped.values().any(|skipped| *skipped == name)
    }

    /// Returns the path of the module that has a class: where Python has it, or where its fact states that it is.
    pub(super) fn class_path(&self, class: &ClassFact) -> Vec<String> {
        match self.layout.classes.path(class.id) {
            Some(path) => path.to_vec(),
            None => Placement::of(class.module.as_deref(), self.extension).path(),
        }
    }

    /// Whether the interpreter was asked where the class `id` is.
    pub(super) fn is_placed(&self, id: u32) -> bool {
        self.layout.classes.path(id).is_some()
    }

    /// Whether no module of the extension has the class `id`.
    pub(super) fn is_left_out(&self, id: u32) -> bool {
        self.layout.classes.is_left_out(id)
    }

    /// Returns what Python shows of the class `id`, if the interpreter was asked for it.
    pub(super) fn traits(&self, id: u32) -> Option<&'a ClassTraits> {
        self.layout.traits.get(&id)
    }

    /// Returns the dotted names of the modules that have a class `name`, if several classes of this name were registered with
    /// this module string.
    pub(super) fn namesakes(&self, module: Option<&str>, name: &str) -> Option<Vec<String>> {
        if let Some(modules) = self.ambiguous(module, name) {
            return Some(modules.clone());
        }
        let paths = self.registered.get(&(module, name)).into_iter().flatten();
        let modules: Vec<String> = paths.map(|path| dotted::join(self.extension, path)).collect();
        Some(modules).filter(|modules| modules.len() > 1)
    }

    /// Returns the positions of the classes `name` that were registered with this module string, with the dotted names of the
    /// modules that tell them apart. It is empty if Python does not have each of them in a module of its own.
    pub(super) fn told_apart(&self, module: Option<&str>, name: &str) -> Vec<(Position, String)> {
        if self.ambiguous(module, name).is_some() {
            return Vec::new();
        }
        let namesakes = self.classes.values().filter(|it| it.module.as_deref() == module && it.name == name);
        let mut apart = Vec::new();
        let mut modules = BTreeSet::new();
        for class in namesakes {
            let place = self.layout.classes.path(class.id).filter(|_| !self.is_left_out(class.id));
            let Some(path) = place.filter(|path| modules.insert(path.to_vec())) else { return Vec::new() };
            // A class that states nothing is in the extension module itself.
            if !path.is_empty() {
                apart.push((class.position.clone(), dotted::join(self.extension, path)));
            }
        }
        apart.sort();
        apart
    }

    /// Returns the modules with a class of this name, if the class that was registered with this module string cannot be
    /// told from another one.
    fn ambiguous(&self, module: Option<&str>, name: &str) -> Option<&'a Vec<String>> {
        let ambiguous = &self.layout.ambiguous;
        if ambiguous.is_empty() { None } else { ambiguous.get(&(module.map(str::to_owned), name.to_owned())) }
    }

    fn add(&mut self, module: Option<&'a str>, name: &'a str, path: Vec<String>) {
        self.registered.entry((module, name)).or_default().insert(path.clone());
        self.names.entry(name.to_owned()).or_default().insert(path);
    }

    /// Returns the class that `id` joins to its methods.
    pub(super) fn class(&self, id: u32) -> Option<&'a ClassFact> {
        self.classes.get(&id).copied()
    }

    /// Returns the blocks of methods of the class `id`, in the order of the facts.
    pub(super) fn methods(&self, id: u32) -> Vec<&'a MethodsFact> {
        self.methods.get(&id).cloned().unwrap_or_default()
    }

    /// Returns the class `name`, given the module string it was registered with.
    pub(super) fn class_named(&self, module: Option<&str>, name: &str) -> Option<&'a ClassFact> {
        let path = self.find_registered(module, name)?;
        self.placed.get(&(path, name)).copied()
    }

    /// Returns the class of the extension that `name` is.
    pub(super) fn class_at(&self, name: &LocalName) -> Option<&'a ClassFact> {
        let [only] = name.name.as_slice() else { return None };
        self.placed.get(&(name.path.clone(), only.as_str())).copied()
    }

    /// Whether `name` is a class of the extension, or is nested in one.
    pub(super) fn is_class(&self, name: &LocalName) -> bool {
        let first = name.name.first().map_or("", String::as_str);
        self.placed.contains_key(&(name.path.clone(), first))
    }

    /// Returns the path of the submodule that the class or alias `name` lives in, given the module string it was
    /// registered with.
    pub(super) fn find_registered(&self, module: Option<&str>, name: &str) -> Option<Vec<String>> {
        if self.ambiguous(module, name).is_some() {
            return None;
        }
        if let Some(paths) = self.registered.get(&(module, name)) {
            return paths.first().filter(|_| paths.len() == 1).cloned();
        }
        let path = Placement::of(module, self.extension).path();
        self.find_at(&path, name).or_else(|| self.find_unique(name))
    }

    /// Whether `name` was registered with exactly this module string.
    pub(super) fn find_registered_exactly(&self, module: &str, name: &str) -> bool {
        self.registered.contains_key(&(Some(module), name))
    }

    /// Returns `path`, when a class or alias `name` lives there.
    pub(super) fn find_at(&self, path: &[String], name: &str) -> Option<Vec<String>> {
        self.names.get(name)?.get(path).cloned()
    }

    /// Returns the only submodule that has a class or alias `name`.
    pub(super) fn find_unique(&self, name: &str) -> Option<Vec<String>> {
        let mut paths = self.names.get(name)?.iter();
        let first = paths.next()?;
        if paths.next().is_none() { Some(first.clone()) } else { None }
    }

    /// Splits `parts` into a submodule's path and a class in it, for a dotted name that starts at
    /// `base`.
    pub(super) fn find_dotted(&self, base: &[String], parts: &[&str]) -> Option<(Vec<String>, usize)> {
        (0..parts.len()).find_map(|index| {
            let mut path = base.to_vec();
            path.extend(parts[..index].iter().map(|&part| part.to_owned()));
            self.find_at(&path, parts[index]).map(|path| (path, index))
        })
    }
}
