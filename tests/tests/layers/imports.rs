//! Imports between the files of a crate.

use crate::source::{self, Crate, Use};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

/// One file uses what another defines.
pub struct Import {
    pub from: usize,
    pub to: usize,
    /// The first line in the file `from` that does so.
    pub line: usize,
    /// The names that it uses, sorted.
    pub names: Vec<String>,
}

impl Import {
    /// `src/a.rs:3 imports `b`, `c` from d.rs`
    pub fn described(&self, source: &Crate) -> String {
        let names: Vec<_> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let (from, to) = (source.files[self.from].path.display(), &source.files[self.to].place);
        format!("{from}:{} imports {} from {to}", self.line, names.join(", "))
    }
}

/// How often a re-export may lead to another one.
const MOST_REEXPORTS: usize = 16;

/// The imports of `source`: one for each file and each other file that it uses.
pub fn of(source: &Crate) -> Vec<Import> {
    let mut found: BTreeMap<(usize, usize), (usize, BTreeSet<String>)> = BTreeMap::new();
    for (module, path) in references(source) {
        let from = source.modules[module].file;
        let Some(Target::Item { file, name }) = source.resolve(module, &path.path, 0) else { continue };
        if file != from {
            let (line, names) = found.entry((from, file)).or_insert_with(|| (path.line, BTreeSet::new()));
            *line = path.line.min(*line);
            names.insert(name);
        }
    }
    let import = |((from, to), (line, names)): (_, (_, BTreeSet<_>))| Import {
        from,
        to,
        line,
        names: names.into_iter().collect(),
    };
    found.into_iter().map(import).collect()
}

/// The target of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A module: what is taken from it is another path's concern.
    Module(usize),
    /// Something that a file defines.
    Item { file: usize, name: String },
}

impl Crate {
    /// What `path` means in `module`. `None` is another crate's, or a name of the module itself.
    fn resolve(&self, module: usize, path: &[String], depth: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        if depth > MOST_REEXPORTS {
            return None;
        }
        let start = match first.as_str() {
            "crate" => Target::Module(0),
            "self" => Target::Module(module),
            "super" => Target::Module(self.modules[module].parent?),
            name if name == self.name && self.own_child(module, name).is_none() => Target::Module(0),
            name => self.named(module, name, depth)?,
        };
        let Target::Module(start) = start else { return Some(start) };
        self.descend(start, rest, depth)
    }

    /// What `path` means below `module`.
    fn descend(&self, module: usize, path: &[String], depth: usize) -> Option<Target> {
        let Some((first, rest)) = path.split_first() else { return Some(Target::Module(module)) };
        if first == "super" {
            return self.descend(self.modules[module].parent?, rest, depth);
        }
        match self.named(module, first, depth) {
            Some(Target::Module(inner)) => self.descend(inner, rest, depth),
            Some(item) => Some(item),
            None if self.modules[module].has_foreign_items => None,
            // A macro made it, so the file that calls the macro is where it stands.
            None => Some(Target::Item { file: self.modules[module].file, name: first.clone() }),
        }
    }

    fn own_child(&self, module: usize, name: &str) -> Option<Target> {
        self.modules[module].children.get(name).map(|child| Target::Module(*child))
    }

    /// What `name` alone means in `module`: a child, an item, or what a `use` line brings in.
    fn named(&self, module: usize, name: &str, depth: usize) -> Option<Target> {
        let own = &self.modules[module];
        if let Some(child) = self.own_child(module, name) {
            return Some(child);
        }
        if own.items.contains_key(name) {
            return Some(Target::Item { file: own.file, name: name.to_owned() });
        }
        let named = own.uses.iter().find(|it| it.name.as_deref() == Some(name) && it.path != [name]);
        if let Some(found) = named {
            return self.resolve(module, &found.path, depth + 1);
        }
        let by_glob = own.uses.iter().filter(|it| it.name.is_none()).find_map(|glob| {
            let Target::Module(inner) = self.resolve(module, &glob.path, depth + 1)? else { return None };
            if inner == module || depth > MOST_REEXPORTS { None } else { self.named(inner, name, depth + 1) }
        });
        let exported = || self.exported_macros.get(name).filter(|_| module == 0);
        by_glob.or_else(|| exported().map(|file| Target::Item { file: *file, name: name.to_owned() }))
    }
}

/// Every path in the code of `source`, with the module that it is in.
fn references(source: &Crate) -> Vec<(usize, Use)> {
    let mut found = Vec::new();
    for (module, file) in source.modules.iter().enumerate() {
        // A module within a file is reached from the module that is the whole file.
        let is_whole = file.parent.is_none_or(|parent| source.modules[parent].file != file.file);
        if is_whole {
            let mut reader = Reader { source, module, found: &mut found };
            reader.visit_file(&source.files[file.file].syntax);
        }
    }
    found
}

struct Reader<'a> {
    source: &'a Crate,
    module: usize,
    found: &'a mut Vec<(usize, Use)>,
}

impl Reader<'_> {
    fn add(&mut self, path: Vec<String>, line: usize) {
        self.found.push((self.module, Use { name: None, path, line }));
    }

    /// The paths of two or more names in the tokens of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<(String, usize)> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.spelled(std::mem::take(&mut path));
                    }
                    path.push((name.to_string(), name.span().start().line));
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                other => {
                    self.spelled(std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.spelled(path);
    }

    fn spelled(&mut self, path: Vec<(String, usize)>) {
        if let [(_, line), _, ..] = path.as_slice() {
            let line = *line;
            self.add(path.into_iter().map(|(name, _)| name).collect(), line);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !source::is_for_tests(source::attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !source::is_for_tests(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let Some((_, items)) = &item.content else { return };
        let Some(child) = self.source.modules[self.module].children.get(&item.ident.to_string()) else {
            return;
        };
        let outer = std::mem::replace(&mut self.module, *child);
        items.iter().for_each(|item| self.visit_item(item));
        self.module = outer;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for mut found in source::uses(&item.tree) {
            if found.name.is_none() {
                // Which names come is not known, so all of the module's own count.
                found.path.push("*".to_owned());
            }
            self.add(found.path, found.line);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none()
            && let Some(first) = path.segments.first()
        {
            let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.add(names, first.ident.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        visit::visit_macro(self, item);
        self.tokens(item.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}
