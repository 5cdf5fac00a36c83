//! The `__init__.py` of packages around the extension, as `reexport_module_members!` describes them.
//!
//! A submodule is no importable module: its names are taken from the attribute. Nothing is written here.

use super::config::{Config, Selection};
use super::model::{Items, ModuleInfo};
use super::output::GENERATED_HEADER;
use super::problem::Problem;
use super::write::string_literal;
use crate::facts::{Fact, Facts, ReexportFact, ReexportItems};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The `__init__.py` of a package around the extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitFile {
    /// The dotted name of the package.
    pub package: String,
    /// The text of the file.
    pub text: String,
}

impl InitFile {
    /// Where it belongs, given the directory that holds the Python packages.
    #[must_use]
    pub fn path(&self, python_source: &Path) -> PathBuf {
        self.package
            .split('.')
            .fold(python_source.to_owned(), |path, part| path.join(part))
            .join("__init__.py")
    }
}

/// What is to be written, and what is to be said.
#[derive(Debug, Default)]
pub(super) struct Packages {
    /// The files that `generate-init-py` asks for.
    pub files: Vec<InitFile>,
    /// What it does not ask for, in one line each.
    pub notes: Vec<String>,
    /// What it asks for in vain.
    pub problems: Vec<Problem>,
}

/// The files of the packages that `facts` describe.
pub(super) fn packages(facts: &Facts, module: &ModuleInfo, config: &Config) -> Packages {
    let mut described: BTreeMap<&str, Vec<&ReexportFact>> = BTreeMap::new();
    for fact in facts.facts.iter().filter_map(|fact| around(fact, &module.name)) {
        described.entry(&fact.target).or_default().push(fact);
    }
    let mut packages = Packages::default();
    if let Selection::Named(names) = &config.generate_init_py {
        let unknown = names.iter().filter(|name| !described.contains_key(name.as_str()));
        packages.problems.extend(unknown.map(|name| not_described(name)));
    }
    for (package, mut reexports) in described {
        reexports.sort();
        if is_selected(package, &config.generate_init_py) {
            packages.files.push(InitFile { package: package.to_owned(), text: text(&reexports, module) });
        } else {
            packages.notes.push(format!(
                "what `{package}` re-exports is its `__init__.py`'s to do: write it, or set `generate-init-py = [\"{package}\"]`"
            ));
        }
    }
    packages
}

/// The re-export that `fact` is, when it is one into a module around the extension.
fn around<'a>(fact: &'a Fact, extension: &str) -> Option<&'a ReexportFact> {
    let Fact::Reexport(fact) = fact else { return None };
    let is_own = |module: &str| below(module, extension).is_some();
    (is_own(&fact.source) && !is_own(&fact.target)).then_some(fact)
}

fn is_selected(package: &str, selection: &Selection) -> bool {
    match selection {
        Selection::None => false,
        Selection::All => true,
        Selection::Named(names) => names.iter().any(|name| name == package),
    }
}

fn not_described(package: &str) -> Problem {
    let message = format!("`generate-init-py` names `{package}`, which re-exports nothing of this extension");
    Problem::warning(message, None)
        .with_help(format!("state what it has: `reexport_module_members!(\"{package}\" from \"…\")`"))
}

/// The text of the file: imports, names of submodules, `__all__`.
fn text(reexports: &[&ReexportFact], module: &ModuleInfo) -> String {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for fact in reexports {
        let path = below(&fact.source, &module.name).unwrap_or_default();
        for name in taken(fact, items(module, &path)) {
            names.entry(name).or_insert_with(|| path.clone());
        }
    }
    let (mut direct, mut from_submodules, mut heads) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (name, path) in &names {
        match path.split_first() {
            None => direct.push(name.clone()),
            Some((head, rest)) => {
                heads.insert(head);
                let alias = private(head, &names);
                let place = std::iter::once(&alias).chain(rest).cloned().collect::<Vec<_>>().join(".");
                from_submodules.push(format!("{name} = {place}.{name}\n"));
            }
        }
    }
    direct.extend(heads.into_iter().map(|head| format!("{head} as {}", private(head, &names))));
    let exports: Vec<String> = names.keys().map(|name| string_literal(name)).collect();
    let mut text = format!("{GENERATED_HEADER}\n\nfrom {} import (\n{})\n\n", module.name, lines(&direct));
    if !from_submodules.is_empty() {
        text.push_str(&format!("{}\n", from_submodules.concat()));
    }
    text.push_str(&format!("__all__ = [\n{}]\n", lines(&exports)));
    text
}

/// The names that `fact` takes from a module with these items.
fn taken(fact: &ReexportFact, items: Option<&Items>) -> Vec<String> {
    let all = || items.map(|items| items.exports.clone()).unwrap_or_default();
    match &fact.items {
        ReexportItems::Wildcard => all(),
        ReexportItems::Explicit(names) => names.clone(),
        ReexportItems::WildcardPlus(names) => all().into_iter().chain(names.iter().cloned()).collect(),
    }
}

/// A name for the submodule `head` that the package does not have.
fn private(head: &str, names: &BTreeMap<String, Vec<String>>) -> String {
    let mut alias = format!("_{head}");
    while names.contains_key(&alias) {
        alias.push('_');
    }
    alias
}

fn lines(items: &[String]) -> String {
    items.iter().map(|item| format!("    {item},\n")).collect()
}

/// The items of the module at `path`.
fn items<'a>(module: &'a ModuleInfo, path: &[String]) -> Option<&'a Items> {
    if path.is_empty() { Some(&module.items) } else { module.submodule(path).map(|found| &found.items) }
}

/// The path of `module` below `extension`, when it is there. A leading dot is relative to the extension.
fn below(module: &str, extension: &str) -> Option<Vec<String>> {
    let rest = if module.starts_with('.') { module } else { module.strip_prefix(extension)? };
    if rest.is_empty() {
        return Some(Vec::new());
    }
    rest.strip_prefix('.').map(|rest| rest.split('.').map(str::to_owned).collect())
}
