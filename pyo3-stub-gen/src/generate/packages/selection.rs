//! Which packages around the extension get an `__init__.py`, and what they re-export.
//!
//! This file must not know the text of an `__init__.py`.

use super::init_file::InitFile;
use super::text;
use crate::facts::{Fact, Facts, ReexportFact, ReexportItems};
use crate::generate::config::{Config, Selection, SubmoduleStyle};
use crate::generate::model::ModuleInfo;
use crate::generate::problem::Problem;
use crate::generate::rules::PackageRule;
use crate::text::dotted::{is_around, within};
use std::collections::{BTreeMap, BTreeSet};

/// The packages that `reexport_module_members!` describes.
#[derive(Debug, Default)]
pub(in crate::generate) struct Packages<'f> {
    /// The packages that `generate-init-py` selects, with what they re-export.
    selected: Vec<(&'f str, Vec<&'f ReexportFact>)>,
    /// All packages.
    described: BTreeSet<&'f str>,
    /// A line for each package that it does not select.
    pub notes: Vec<String>,
    /// A warning for each name that it selects without a description.
    pub problems: Vec<Problem>,
}

impl Packages<'_> {
    /// Returns the files of the packages. The classes of the submodules of `module` must have their names.
    pub(in crate::generate) fn files(&self, module: &ModuleInfo, style: SubmoduleStyle) -> Vec<InitFile> {
        let file = |(package, reexports): &(&str, Vec<&ReexportFact>)| {
            let is_package = |name: &str| self.described.contains(format!("{package}.{name}").as_str());
            text::init_file(package, reexports, module, style, &is_package)
        };
        self.selected.iter().map(file).collect()
    }
}

/// Finds the packages around the extension `module` that `facts` describe, and those that are `importable` submodules.
pub(in crate::generate) fn packages<'f>(
    facts: &'f Facts,
    importable: &'f [ReexportFact],
    module: &str,
    config: &Config,
) -> Packages<'f> {
    let mut described: BTreeMap<&str, Vec<&ReexportFact>> = BTreeMap::new();
    for fact in facts.facts.iter().filter_map(|fact| around(fact, module)) {
        described.entry(&fact.target).or_default().push(fact);
    }
    let selected: BTreeSet<&str> = importable.iter().map(|fact| fact.target.as_str()).collect();
    for fact in importable {
        described.entry(&fact.target).or_insert_with(|| vec![fact]);
    }
    let mut packages = Packages { described: described.keys().copied().collect(), ..Packages::default() };
    if let Selection::Named(names) = &config.generate_init_py {
        let unknown = names.iter().filter(|name| !described.contains_key(name.as_str()));
        packages.problems.extend(unknown.map(|name| not_described(name)));
    }
    for (package, mut reexports) in described {
        reexports.sort();
        if config.generate_init_py.contains(package) || selected.contains(package) {
            packages.selected.push((package, reexports));
        } else {
            packages.notes.push(format!(
                "`{package}` re-exports names and needs an `__init__.py`: write it, or set \
                 `generate-init-py = [\"{package}\"]` in `[tool.pyo3-stub-gen]`"
            ));
        }
    }
    packages
}

/// Returns `fact` as a re-export into a module around the extension, if it is one.
fn around<'a>(fact: &'a Fact, extension: &str) -> Option<&'a ReexportFact> {
    let Fact::Reexport(fact) = fact else { return None };
    let is_own = |module: &str| within(module, extension).is_some();
    let is_described = if is_own(&fact.source) {
        !is_own(&fact.target)
    } else {
        is_around(&fact.target, extension) && fact.items != ReexportItems::Wildcard
    };
    is_described.then_some(fact)
}

fn not_described(package: &str) -> Problem {
    PackageRule::Undescribed { package: package.to_owned() }.problem(None)
}
