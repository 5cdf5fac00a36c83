//! The import statements at the top of a file, in the order of isort and ruff.

use super::layout::LineLayout;
use super::natural::{compare_members, compare_modules};
use crate::generate::model::ImportComment;
use crate::generate::python::known;
use crate::generate::resolve::{File, Import};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the imports in blocks: Python's own modules, others, then those of the stub's own files. In a block, `import
/// x` comes before `from x import y`.
pub(super) fn import_blocks(file: &File, layout: LineLayout) -> Vec<Vec<String>> {
    let (own, absolute): (Vec<&Import>, Vec<&Import>) =
        file.imports.iter().partition(|import| import.module().starts_with('.'));
    let (standard, others): (Vec<&Import>, Vec<&Import>) =
        absolute.into_iter().partition(|import| known::is_standard(import.module()));
    [standard, others, own]
        .into_iter()
        .filter(|block| !block.is_empty())
        .map(|block| lines(&block, &file.import_comments, layout))
        .collect()
}

/// Tells pyright that a private name of another file belongs to the stub as a whole.
const PRIVATE: &str = "  # pyright: ignore[reportPrivateUsage]";

fn lines(imports: &[&Import], comments: &[ImportComment], layout: LineLayout) -> Vec<String> {
    let mut modules: Vec<(&str, Option<&str>)> = Vec::new();
    let mut members: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut statements: Vec<FromImport<'_>> = Vec::new();
    for import in imports {
        match import {
            Import::Module { module, alias } => modules.push((module, alias.as_deref())),
            Import::From { module, name, alias: None } => {
                members.entry(module).or_default().push(name.clone());
            }
            Import::From { module, name, alias: Some(alias) } => {
                statements.push(FromImport { module, names: vec![name.clone()], alias: Some(alias) });
            }
        }
    }
    statements.extend(members.into_iter().map(|(module, mut names)| {
        names.sort_by(|a, b| compare_members(a, b));
        FromImport { module, names, alias: None }
    }));
    modules.sort_by(|a, b| compare_modules(a.0, b.0).then_with(|| a.1.cmp(&b.1)));
    statements.sort_by(FromImport::compare);
    let modules = modules.iter().map(|(module, alias)| {
        let comment = silencing(comments, |it| it.module == *module);
        match alias {
            None => format!("import {module}{comment}"),
            Some(alias) => format!("import {module} as {alias}{comment}"),
        }
    });
    modules.chain(statements.iter().map(|statement| statement.text(comments, layout))).collect()
}

/// Returns those of `comments` for which `is_for` holds, each once. mypy reads `type: ignore` only if it comes first.
fn silencing(comments: &[ImportComment], is_for: impl Fn(&ImportComment) -> bool) -> String {
    let texts = comments.iter().filter(|it| is_for(it)).map(|it| it.text.as_str());
    let found: BTreeSet<(bool, &str)> = texts.map(|text| (!text.starts_with("# type:"), text)).collect();
    found.into_iter().map(|(_, text)| format!("  {text}")).collect()
}

/// `from module import names`, or `from module import name as alias`.
#[derive(Debug)]
struct FromImport<'i> {
    module: &'i str,
    /// Sorted, and not empty. One if it has another name here.
    names: Vec<String>,
    alias: Option<&'i str>,
}

impl FromImport<'_> {
    /// Orders the statements of a block: those from the outermost packages first, then by the module and the first name.
    fn compare(&self, other: &Self) -> Ordering {
        let levels = |it: &Self| Reverse(it.module.bytes().take_while(|byte| *byte == b'.').count());
        let first = |it: &Self| it.names.first().cloned().unwrap_or_default();
        levels(self)
            .cmp(&levels(other))
            .then_with(|| compare_modules(self.module, other.module))
            .then_with(|| compare_members(&first(self), &first(other)))
            .then_with(|| self.alias.cmp(&other.alias))
    }

    fn text(&self, comments: &[ImportComment], layout: LineLayout) -> String {
        let is_private = |name: &String| name.starts_with('_');
        let comment = match self.alias {
            Some(_) if self.names.iter().any(is_private) => PRIVATE,
            None if self.module.starts_with('.') && self.names.iter().any(is_private) => PRIVATE,
            Some(_) | None => "",
        };
        let is_for = |it: &ImportComment| {
            it.module == self.module && it.name.as_ref().is_none_or(|name| self.names.contains(name))
        };
        let of_statement = &silencing(comments, is_for);
        match self.alias {
            None => layout.import(self.module, &self.names, comment, of_statement),
            Some(alias) => {
                let names: Vec<String> = self.names.iter().map(|name| format!("{name} as {alias}")).collect();
                layout.import(self.module, &names, comment, of_statement)
            }
        }
    }
}
