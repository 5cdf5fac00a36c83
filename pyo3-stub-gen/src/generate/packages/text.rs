//! The text of the `__init__.py` of a package that re-exports names of the extension.
//!
//! A submodule cannot be imported, so its names are taken from the attribute. To type checkers the classes of an
//! attribute are only values, so they get the class that describes the submodule.

use super::init_file::InitFile;
use crate::facts::{ReexportFact, ReexportItems};
use crate::generate::config::SubmoduleStyle;
use crate::generate::model::{Items, ModuleInfo, SubmoduleForm, SubmoduleInfo};
use crate::generate::output::header;
use crate::generate::resolve::hoisted_alias;
use crate::text::{dotted, literal};
use std::collections::{BTreeMap, BTreeSet};

/// Makes the `__init__.py` of `package`: imports, names of submodules, `__all__`.
///
/// `is_package` decides which names are packages inside this one. `import` finds those, so a package takes
/// precedence over a submodule of its name.
pub(super) fn init_file(
    package: &str,
    reexports: &[&ReexportFact],
    module: &ModuleInfo,
    style: SubmoduleStyle,
    is_package: &dyn Fn(&str) -> bool,
) -> InitFile {
    let mut names: BTreeMap<String, NameSource<'_>> = BTreeMap::new();
    for fact in reexports {
        let (source, items) = match dotted::within(&fact.source, &module.name).map(dotted::parts) {
            Some(path) => {
                let items = items(module, &path);
                (NameSource::Extension(path), items)
            }
            None => (NameSource::Other(&fact.source), None),
        };
        for name in taken(fact, items) {
            names.entry(name).or_insert_with(|| source.clone());
        }
    }
    let mut parts = FileParts::default();
    for (name, source) in &names {
        let path = match source {
            _ if is_package(name) => {
                parts.packages.push(name.clone());
                continue;
            }
            NameSource::Other(source) => {
                parts.others.entry(source).or_default().push(name.clone());
                continue;
            }
            NameSource::Extension(path) => path,
        };
        match path.split_first() {
            None => parts.imports.push(name.clone()),
            Some((head, rest)) => {
                parts.heads.insert(head);
                let alias = private(head, &names);
                let place = dotted::join(&alias, rest);
                parts.take(name, &place, described_by(module, path, style));
            }
        }
    }
    let heads = parts.heads.iter().map(|head| format!("{head} as {}", private(head, &names)));
    parts.imports.extend(heads);
    let exports: Vec<String> = names.keys().map(|name| literal::string(name)).collect();
    let text = format!("{}__all__ = [\n{}]\n", parts.text(&module.name), lines(&exports));
    InitFile { package: package.to_owned(), text, exports: names.into_keys().collect() }
}

/// Where a name comes from.
#[derive(Clone)]
enum NameSource<'f> {
    /// The module at this path of the extension.
    Extension(Vec<String>),
    /// Another package.
    Other(&'f str),
}

/// The parts of the file.
#[derive(Default)]
struct FileParts<'a> {
    /// The imports from the package itself.
    packages: Vec<String>,
    /// The imports from the extension.
    imports: Vec<String>,
    /// The imports from other packages. The extension may add them first.
    others: BTreeMap<&'a str, Vec<String>>,
    /// The submodules among what is imported from the extension.
    heads: BTreeSet<&'a String>,
    /// Names that Python and type checkers take from the attribute.
    values: String,
    /// Names of types, as Python takes them.
    types_at_runtime: String,
    /// Names of types, as type checkers take them.
    types: String,
    /// The module that type checkers import for them.
    type_imports: BTreeSet<String>,
}

impl FileParts<'_> {
    /// Adds `name`, which Python takes from the submodule at `place`.
    fn take(&mut self, name: &str, place: &str, submodule: Option<&SubmoduleInfo>) {
        let has = |found: &&SubmoduleInfo| found.items.classes.iter().any(|class| class.name == name);
        let has_alias = |found: &&SubmoduleInfo| found.items.aliases.iter().any(|alias| alias.name == name);
        if let Some(submodule) = submodule.filter(has) {
            self.types.push_str(&format!("    {name} = {}.{name}\n", submodule.protocol_name));
            self.type_imports.insert(submodule.protocol_name.clone());
        } else if let Some(submodule) = submodule.filter(has_alias) {
            let alias = hoisted_alias(&submodule.protocol_name, name);
            self.type_imports.insert(format!("{alias} as {name}"));
        } else {
            self.values.push_str(&format!("{name} = {place}.{name}\n"));
            return;
        }
        self.types_at_runtime.push_str(&format!("    {name} = {place}.{name}\n"));
    }

    fn text(&self, extension: &str) -> String {
        let mut text = format!("{}\n", header(extension));
        if !self.type_imports.is_empty() {
            text.push_str("# pyright: reportPrivateUsage=false\n\nfrom typing import TYPE_CHECKING\n");
        }
        text.push('\n');
        let imports = [(extension, &self.imports), (".", &self.packages)];
        let others = self.others.iter().map(|(module, names)| (*module, names));
        for (module, names) in imports.into_iter().chain(others).filter(|(_, names)| !names.is_empty()) {
            text.push_str(&format!("from {module} import (\n{})\n\n", lines(names)));
        }
        if !self.type_imports.is_empty() {
            let imports: String = self.type_imports.iter().map(|name| format!("        {name},\n")).collect();
            text.push_str(&format!("if TYPE_CHECKING:\n    from {extension} import (\n{imports}    )\n"));
            let separator = if self.types.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{separator}{}else:\n{}\n", self.types, self.types_at_runtime));
        }
        if !self.values.is_empty() {
            text.push_str(&format!("{}\n", self.values));
        }
        text
    }
}

/// Returns the submodule at `path` if a class at the top of the extension's stub describes it and its attribute is
/// not a type.
fn described_by<'a>(
    module: &'a ModuleInfo,
    path: &[String],
    style: SubmoduleStyle,
) -> Option<&'a SubmoduleInfo> {
    let first = module.submodules.get(path.first()?)?;
    if style.has_types() || first.form == SubmoduleForm::Importable {
        return None;
    }
    module.submodule(path)
}

/// Returns the names that `fact` takes from a module with these items.
fn taken(fact: &ReexportFact, items: Option<&Items>) -> Vec<String> {
    let all = || items.map(|items| items.exports.clone()).unwrap_or_default();
    match &fact.items {
        ReexportItems::Wildcard => all(),
        ReexportItems::Explicit(names) => names.clone(),
        ReexportItems::WildcardPlus(names) => all().into_iter().chain(names.iter().cloned()).collect(),
    }
}

/// Returns a name for the submodule `head` that the package does not use.
fn private(head: &str, names: &BTreeMap<String, NameSource<'_>>) -> String {
    let mut alias = format!("_{head}");
    while names.contains_key(&alias) {
        alias.push('_');
    }
    alias
}

fn lines(items: &[String]) -> String {
    items.iter().map(|item| format!("    {item},\n")).collect()
}

/// Returns the items of the module at `path`.
fn items<'a>(module: &'a ModuleInfo, path: &[String]) -> Option<&'a Items> {
    if path.is_empty() { Some(&module.items) } else { module.submodule(path).map(|found| &found.items) }
}
