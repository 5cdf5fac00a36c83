//! The tree of modules, while it is built and when it is finished.

use super::function_parts::settle_overload_group;
use crate::facts::{Fact, Position};
use crate::generate::model::{AllForm, Function, Items, ModuleInfo, SubmoduleForm, SubmoduleInfo, When};
use crate::generate::placement::{Placement, ShownAll};
use crate::generate::problem::Problem;
use crate::generate::rules::NameRule;
use crate::text::dotted;
use std::collections::{BTreeMap, BTreeSet};

/// The names that type checkers find in every module.
const OF_EVERY_MODULE: [&str; 6] =
    ["__doc__", "__file__", "__loader__", "__name__", "__package__", "__spec__"];

/// Modules by their path; the extension module itself has an empty one.
#[derive(Debug, Default)]
pub(super) struct Tree {
    modules: BTreeMap<Vec<String>, ModuleDraft>,
    excluded: BTreeSet<(Vec<String>, String)>,
    exported: BTreeSet<(Vec<String>, String)>,
    /// `__all__` of the modules at run time.
    shown: BTreeMap<Vec<String>, ShownAll>,
}

#[derive(Debug, Default)]
struct ModuleDraft {
    doc: String,
    items: Items,
}

impl Tree {
    /// Returns the items of the module at `path`. It and its parents are created if they are missing.
    pub(super) fn items(&mut self, path: &[String]) -> &mut Items {
        &mut self.draft(path).items
    }

    /// Calls `visit` on the items of each module with its path.
    pub(super) fn for_each_module(&mut self, mut visit: impl FnMut(&[String], &mut Items)) {
        self.modules.iter_mut().for_each(|(path, draft)| visit(path, &mut draft.items));
    }

    /// Returns the path of the deepest module.
    pub(super) fn deepest(&self) -> Option<&Vec<String>> {
        self.modules.keys().max_by_key(|path| path.len())
    }

    /// Returns the items of the module at `path`, if it is there.
    pub(super) fn items_at(&self, path: &[String]) -> Option<&Items> {
        self.modules.get(path).map(|draft| &draft.items)
    }

    /// Whether the module at `path` has an item or a submodule called `name`.
    pub(super) fn has(&self, path: &[String], name: &str) -> bool {
        let is_item = |draft: &ModuleDraft| names(&draft.items).any(|(other, ..)| other == name);
        self.is_module(path, name) || self.modules.get(path).is_some_and(is_item)
    }

    /// Whether the module at `path` has a submodule called `name`.
    pub(super) fn is_module(&self, path: &[String], name: &str) -> bool {
        let path: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
        self.modules.contains_key(&path)
    }

    /// Returns the names in the `__all__` of the module at `path`, sorted.
    pub(super) fn exported_names(&self, path: &[String]) -> Vec<String> {
        let Some(draft) = self.modules.get(path) else { return Vec::new() };
        let items = names(&draft.items).map(|(name, ..)| name.to_owned());
        let is_child = |other: &&Vec<String>| other.split_last().is_some_and(|(_, parent)| parent == path);
        // Modules below one follow it.
        let below = self.modules.range(path.to_vec()..).map(|(other, _)| other);
        let below = below.take_while(|other| other.starts_with(path));
        let submodules = below.filter(is_child).filter_map(|other| other.last().cloned());
        let mut found: BTreeSet<String> = items.chain(submodules).collect();
        let hidden = draft.items.classes.iter().filter(|class| class.is_for_type_checkers_alone());
        hidden.for_each(|class| {
            found.remove(&class.name);
        });
        found.retain(|name| !self.excluded.contains(&(path.to_vec(), name.clone())));
        found.into_iter().collect()
    }

    /// Adds a docstring to the module at `path`, below those that it has.
    pub(super) fn set_doc(&mut self, path: &[String], doc: &str) {
        let draft = self.draft(path);
        if !draft.doc.is_empty() && !doc.is_empty() {
            draft.doc.push_str("\n\n");
        }
        draft.doc.push_str(doc);
    }

    /// Sorts the items of each module. Joining sorted trees leaves little to sort.
    pub(super) fn sort(&mut self) {
        self.modules.values_mut().for_each(|draft| draft.items.sort());
    }

    /// Appends the contents of `other`.
    pub(super) fn join(&mut self, other: Self) {
        for (path, ModuleDraft { doc, items }) in other.modules {
            if !doc.is_empty() {
                self.set_doc(&path, &doc);
            }
            self.items(&path).append(items);
        }
    }

    fn draft(&mut self, path: &[String]) -> &mut ModuleDraft {
        // An existing module has its parents.
        let ends = (0..=path.len()).rev();
        for end in ends.take_while(|&end| !self.modules.contains_key(&path[..end])).collect::<Vec<_>>() {
            self.modules.insert(path[..end].to_vec(), ModuleDraft::default());
        }
        self.modules.entry(path.to_vec()).or_default()
    }

    /// Records the names in `__all__` at run time, additional names, and excluded names.
    pub(super) fn apply_exports(
        &mut self,
        facts: &[&Fact],
        extension: &str,
        shown: &BTreeMap<Vec<String>, ShownAll>,
    ) {
        self.shown.clone_from(shown);
        for fact in facts {
            let (names, fact) = match fact {
                Fact::ExportVerbatim(fact) => (&mut self.exported, fact),
                Fact::ExcludeFromAll(fact) => (&mut self.excluded, fact),
                _ => continue,
            };
            let path = Placement::of(Some(&fact.module), extension).path();
            names.insert((path, fact.name.clone()));
        }
    }

    /// Returns the finished, sorted tree, and reports problems with its names.
    pub(super) fn finish(mut self, extension: &str, problems: &mut Vec<Problem>) -> ModuleInfo {
        let paths: Vec<Vec<String>> = self.modules.keys().cloned().collect();
        let mut children: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        for path in &paths {
            if let Some((name, parent)) = path.split_last() {
                children.entry(parent.to_vec()).or_default().push(name.clone());
            }
        }
        for path in &paths {
            let submodules = children.get(path).map(Vec::as_slice).unwrap_or_default();
            self.finish_items(path, submodules, extension, problems);
        }
        let ModuleDraft { doc, items } = self.modules.remove(&[] as &[String]).unwrap_or_default();
        ModuleInfo { name: extension.to_owned(), doc, items, submodules: self.submodules(&[], &children) }
    }

    fn finish_items(
        &mut self,
        path: &[String],
        submodules: &[String],
        extension: &str,
        problems: &mut Vec<Problem>,
    ) {
        let Some(draft) = self.modules.get_mut(path) else { return };
        let items = &mut draft.items;
        items.sort();
        settle_overloads(&mut items.functions);
        check_names(items, submodules, &dotted::join(extension, path), problems);

        let mut exports: BTreeSet<String> = names(items).map(|(name, ..)| name.to_owned()).collect();
        for name in submodules {
            if crate::generate::python::is_identifier(name) {
                exports.insert(name.clone());
            } else {
                let (module, name) = (dotted::join(extension, path), name.clone());
                problems.push(NameRule::UnwritableSubmodule { module, name }.problem(None));
            }
        }
        for class in items.classes.iter().filter(|class| class.is_for_type_checkers_alone()) {
            exports.remove(&class.name);
        }
        match self.shown.get(path) {
            Some(shown) if shown.form == AllForm::Missing => items.all = AllForm::Missing,
            Some(shown) => {
                items.all = shown.form;
                exports.retain(|name| shown.names.contains(name));
                // A module has these without a declaration, and `m.add("__doc__", …)` lists them.
                let of_every = shown.names.iter().filter(|name| OF_EVERY_MODULE.contains(&name.as_str()));
                exports.extend(of_every.cloned());
            }
            None => {}
        }
        self.excluded.iter().filter(|(module, _)| module == path).for_each(|(_, name)| {
            exports.remove(name);
        });
        exports
            .extend(self.exported.iter().filter(|(module, _)| module == path).map(|(_, name)| name.clone()));
        items.exports = exports.into_iter().collect();
    }

    fn submodules(
        &mut self,
        parent: &[String],
        children: &BTreeMap<Vec<String>, Vec<String>>,
    ) -> BTreeMap<String, SubmoduleInfo> {
        let Some(names) = children.get(parent) else { return BTreeMap::new() };
        let mut submodules = BTreeMap::new();
        for name in names {
            let path: Vec<String> = parent.iter().chain([name]).cloned().collect();
            let nested = self.submodules(&path, children);
            let ModuleDraft { doc, items } = self.modules.remove(&path).unwrap_or_default();
            submodules.insert(
                name.clone(),
                SubmoduleInfo {
                    when: vec![When::default()],
                    name: name.clone(),
                    form: SubmoduleForm::default(),
                    protocol_name: String::new(),
                    doc,
                    items,
                    submodules: nested,
                },
            );
        }
        submodules
    }
}

/// Removes `@overload` from a single definition, because type checkers require at least two.
fn settle_overloads(functions: &mut [Function]) {
    for group in functions.chunk_by_mut(|a, b| a.name == b.name) {
        settle_overload_group(group);
    }
}

/// Returns the names of a module, each with its kind and position. Overloads count once.
fn names(items: &Items) -> impl Iterator<Item = (&str, &'static str, Option<&Position>)> {
    let functions = items.functions.chunk_by(|a, b| a.name == b.name && is_overload(a) && is_overload(b));
    let variables =
        items.variables.iter().map(|item| (item.name.as_str(), "variable", item.position.as_ref()));
    let aliases = items.aliases.iter().map(|item| (item.name.as_str(), "type alias", item.position.as_ref()));
    let classes = items.classes.iter().map(|item| (item.name.as_str(), "class", item.position.as_ref()));
    variables.chain(aliases).chain(classes).chain(
        functions
            .filter_map(|group| group.first())
            .map(|item| (item.name.as_str(), "function", item.position.as_ref())),
    )
}

fn is_overload(function: &Function) -> bool {
    function.is_decorated("typing", "overload")
}

/// Reports names that are defined twice.
fn check_names(items: &Items, submodules: &[String], module: &str, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, (&str, Option<&Position>)> = BTreeMap::new();
    for (name, kind, position) in names(items) {
        let Some((other_kind, other)) = seen.insert(name, (kind, position)) else { continue };
        let both = if kind == other_kind {
            format!("two {}", plural(kind))
        } else {
            format!("a {other_kind} and a {kind}")
        };
        let (module, name) = (module.to_owned(), name.to_owned());
        let rule = NameRule::Duplicate { both, module, name, first: other.cloned() };
        problems.push(rule.problem(position.cloned()));
    }
    for name in submodules {
        let Some((kind, position)) = seen.get(name.as_str()) else { continue };
        let (kind, name, module) = ((*kind).to_owned(), name.clone(), module.to_owned());
        problems.push(NameRule::HiddenSubmodule { kind, name, module }.problem(position.cloned()));
    }
}

fn plural(kind: &str) -> String {
    match kind {
        "class" => "classes".to_owned(),
        "type alias" => "type aliases".to_owned(),
        _ => format!("{kind}s"),
    }
}
