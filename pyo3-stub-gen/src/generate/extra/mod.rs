//! Hand-written stubs that are merged into the generated one.
//!
//! `bundle` reads them, and knows the names of the extension. A function, a variable or an alias replaces what has its name.
//! The members of a class replace those of the generated class in the same way. Everything else is added.

mod merge;
mod unknown;

use super::bundle::{ReadTree, TreeFile, read_beside};
use super::config::{Config, ExtraStub};
use super::model::ModuleInfo;
use super::passes;
use super::problem::Problem;
use super::resolve::FileForm;
use crate::text::dotted;

/// Merges the stubs of `config` into `tree`. Returns what is wrong in them.
///
/// If the extension was imported, `tree` has every name of Python, and the public names that only the stubs have are reported.
pub(super) fn merge(tree: &mut ModuleInfo, config: &Config, is_imported: bool) -> Vec<Problem> {
    let files: Vec<TreeFile> = config.extra_stubs.iter().map(|stub| file(stub, &tree.name)).collect();
    let ReadTree { module: extra, warnings: mut problems, .. } = match read_beside(&files, tree, config) {
        Ok(read) => read,
        Err(problems) => return problems,
    };
    if is_imported {
        problems.extend(unknown::names(tree, &extra));
    }
    merge::module(tree, extra);
    problems.extend(passes::settle(tree));
    problems
}

fn file(stub: &ExtraStub, extension: &str) -> TreeFile {
    TreeFile {
        module: dotted::join(extension, &stub.module),
        form: if stub.is_package { FileForm::Package } else { FileForm::Module },
        path: stub.file.clone(),
        imported_from: None,
        text: stub.text.clone(),
    }
}
