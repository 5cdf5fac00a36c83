//! Merges modules and submodules.

use super::conditions::{Target, conditions};
use super::exports;
use super::groups::Scopes;
use crate::generate::model::{AllForm, Items, ModuleInfo, Node, SubmoduleForm, SubmoduleInfo, When};
use crate::generate::paths::by_path;
use crate::generate::problem::Problem;
use crate::generate::rules::VariantRule;
use crate::text::dotted;
use std::collections::BTreeMap;

/// Returns one tree for all `trees`. Each item has the conditions under which it exists. The module's name and docstrings
/// are those of the first tree.
///
/// # Errors
///
/// Two trees are for one target, or only one of them has a file for a submodule.
pub fn merge(trees: Vec<(Target, ModuleInfo)>) -> Result<ModuleInfo, Vec<Problem>> {
    let (targets, modules): (Vec<Target>, Vec<ModuleInfo>) = trees.into_iter().unzip();
    let mut problems = Vec::new();
    for (index, target) in targets.iter().enumerate() {
        if targets.iter().take(index).any(|other| other == target) {
            let Target { platform, version } = target.clone();
            let version = format!("{}.{}", version.major, version.minor);
            problems.push(VariantRule::SameTarget { platform, version }.problem(None));
        }
    }
    let mut merger = Merger { targets: &targets, problems };
    let first = modules.first().map(|module| (module.name.clone(), module.doc.clone()));
    let (name, doc) = first.unwrap_or_default();
    let (mut items, mut submodules) = (Vec::new(), Vec::new());
    for (index, module) in modules.into_iter().enumerate() {
        items.push((index, module.items));
        submodules.push((index, module.submodules));
    }
    let (items, submodules) = (merger.items(items), merger.submodules(submodules, &name));
    let merged = ModuleInfo { name, doc, items, submodules };
    merger.problems.extend(hidden_sys(&merged));
    if merger.problems.is_empty() { Ok(merged) } else { Err(merger.problems) }
}

/// Returns the problem that an item hides the module `sys`, which conditions need, if there are conditions.
fn hidden_sys(module: &ModuleInfo) -> Option<Problem> {
    let mut is_conditional = false;
    module.for_each_submodule(&mut |_, submodule| {
        is_conditional |= !submodule.when.iter().all(When::is_always)
    });
    let found = by_path(module);
    is_conditional |= found.iter().any(|(_, item)| !item.when().is_always());
    let mut hiding = found.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    module.for_each_submodule(&mut |path, _| hiding.push(dotted::join(&module.name, path)));
    let item = hiding.into_iter().find(|path| dotted::last(path) == "sys").filter(|_| is_conditional)?;
    Some(VariantRule::HiddenSys { item }.problem(None))
}

/// Returns what `__all__` is where all targets have the same, and otherwise a list.
fn common_form(found: &[(usize, Items)]) -> AllForm {
    let mut forms = found.iter().map(|(_, items)| items.all).filter(|form| *form != AllForm::Missing);
    match forms.next() {
        None => AllForm::Missing,
        Some(first) if forms.all(|form| form == first) => first,
        Some(_) => AllForm::List,
    }
}

struct Merger<'t> {
    targets: &'t [Target],
    problems: Vec<Problem>,
}

impl Merger<'_> {
    fn items(&self, found: Vec<(usize, Items)>) -> Items {
        let mut merged = Items::default();
        let list =
            |items: &Items| if items.all == AllForm::Missing { Vec::new() } else { items.exports.clone() };
        let lists: Vec<(usize, Vec<String>)> =
            found.iter().map(|(index, items)| (*index, list(items))).collect();
        merged.all = common_form(&found);
        (merged.exports, merged.conditional_exports) = exports::merged(self.targets, &lists);
        let (mut variables, mut aliases, mut classes, mut functions) = (vec![], vec![], vec![], vec![]);
        for (index, items) in found {
            variables.push((index, items.variables.into_iter().map(Node::Attribute).collect()));
            aliases.push((index, items.aliases.into_iter().map(Node::Alias).collect()));
            classes.push((index, items.classes.into_iter().map(Node::Class).collect()));
            functions.push((index, items.functions.into_iter().map(Node::Function).collect()));
        }
        for bodies in [variables, aliases, classes, functions] {
            for node in (Scopes { targets: self.targets, bodies }).merged() {
                match node {
                    Node::Attribute(node) => merged.variables.push(node),
                    Node::Alias(node) => merged.aliases.push(node),
                    Node::Class(node) => merged.classes.push(node),
                    Node::Function(node) => merged.functions.push(node),
                }
            }
        }
        merged
    }

    fn submodules(
        &mut self,
        found: Vec<(usize, BTreeMap<String, SubmoduleInfo>)>,
        parent: &str,
    ) -> BTreeMap<String, SubmoduleInfo> {
        let all: Vec<usize> = found.iter().map(|(index, _)| *index).collect();
        let mut holders: BTreeMap<String, Vec<(usize, SubmoduleInfo)>> = BTreeMap::new();
        for (index, submodules) in found {
            for (name, submodule) in submodules {
                holders.entry(name).or_default().push((index, submodule));
            }
        }
        let mut merged = BTreeMap::new();
        for (name, holders) in holders {
            let submodule = self.submodule(&all, holders, &format!("{parent}.{name}"));
            merged.extend(submodule.map(|submodule| (name, submodule)));
        }
        merged
    }

    /// Merges a submodule, which those of `all` have that are in `holders`.
    fn submodule(
        &mut self,
        all: &[usize],
        holders: Vec<(usize, SubmoduleInfo)>,
        path: &str,
    ) -> Option<SubmoduleInfo> {
        let indices: Vec<usize> = holders.iter().map(|(index, _)| *index).collect();
        let first = holders.first().map(|(_, submodule)| submodule)?;
        let (form, doc, name) = (first.form, first.doc.clone(), first.name.clone());
        let is_file = form == SubmoduleForm::Importable;
        if holders.iter().any(|(_, submodule)| submodule.form != form) || is_file && indices.len() < all.len()
        {
            self.problems.push(VariantRule::ImportableDiffers { module: path.to_owned() }.problem(None));
        }
        let when = conditions(self.targets, all, &indices);
        let (mut items, mut submodules) = (Vec::new(), Vec::new());
        for (index, submodule) in holders {
            items.push((index, submodule.items));
            submodules.push((index, submodule.submodules));
        }
        let (items, submodules) = (self.items(items), self.submodules(submodules, path));
        Some(SubmoduleInfo { name, form, when, protocol_name: String::new(), doc, items, submodules })
    }
}
