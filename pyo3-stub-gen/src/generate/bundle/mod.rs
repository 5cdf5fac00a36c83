//! Reads a tree of stubs that describe one extension, so that they can be written as one. It is the inverse of a stub with a file
//! for each module.
//!
//! The result is the tree of modules that a stub is made from. `resolve` and `write` do the rest, by the same rules as for every
//! other stub. It must not know what a stub looks like.
//!
//! | step | file |
//! |---|---|
//! | the modules, with their statements | `tree` |
//! | conditions, comments and docstrings of statements | `blocks`, `conditions`, `comments` |
//! | what each module defines, imports and exports | `scope`, `exports`, `presence` |
//! | what a name means | `resolver`, `names`, `clashes` |
//! | statements to nodes | `nodes` |
//! | type variables, and classes that the generator declares | `variables`, `users`, `declared` |
//! | names that a module has from others, and the types of their objects | `reexports`, `objects`, `generic_class` |

mod blocks;
mod clashes;
mod comments;
mod conditions;
mod context;
mod dead;
mod declared;
mod exports;
mod generic_class;
mod known;
mod modules;
mod names;
mod nodes;
mod objects;
mod presence;
mod reexports;
mod resolver;
mod scope;
mod source;
mod syntax;
mod tree;
mod users;
mod variables;
mod versions;

pub use source::TreeFile;

use super::config::Config;
use super::model::{ModuleInfo, SubmoduleForm, SubmoduleInfo};
use super::problem::{Problem, Severity};
use super::rules::BundleRule;
use context::Context;
use known::KnownNames;
use resolver::Resolver;
use scope::ModuleScope;
use std::collections::BTreeMap;
use tree::{ModuleId, StubTree};

/// What a tree of stubs describes.
pub(in crate::generate) struct ReadTree {
    /// The modules.
    pub module: ModuleInfo,
    /// What is odd in the stubs.
    pub warnings: Vec<Problem>,
    /// Whether a person wrote some of the stubs.
    pub is_by_hand: bool,
}

/// Returns what `files` describe, with the extension module `extension` at its root.
///
/// # Errors
///
/// All problems together if at least one of them is an error.
pub(in crate::generate) fn read(
    files: &[TreeFile],
    extension: &str,
    config: &Config,
) -> Result<ReadTree, Vec<Problem>> {
    let is_root = |file: &TreeFile| crate::text::dotted::is_at_or_below(&file.module, extension);
    if !files.iter().any(is_root) {
        let others = files.iter().map(|file| file.module.clone()).collect();
        return Err(vec![BundleRule::NoRoot { module: extension.to_owned(), others }.problem(None)]);
    }
    convert(&StubTree::read(files, extension, &[])?, &KnownNames::new(), config)
}

/// Returns what `files` describe, which may name everything that `base`, the extension itself, has.
///
/// # Errors
///
/// Those of [`read`].
pub(in crate::generate) fn read_beside(
    files: &[TreeFile],
    base: &ModuleInfo,
    config: &Config,
) -> Result<ReadTree, Vec<Problem>> {
    let known = known::names(base);
    let paths: Vec<Vec<String>> = known.keys().cloned().collect();
    convert(&StubTree::read(files, &base.name, &paths)?, &known, config)
}

fn convert(tree: &StubTree, known: &KnownNames, config: &Config) -> Result<ReadTree, Vec<Problem>> {
    let mut problems = importable(tree, config);
    let mut scopes: Vec<ModuleScope<'_>> =
        tree.modules.iter().map(|source| ModuleScope::of(source, &mut problems)).collect();
    for (scope, source) in scopes.iter_mut().zip(&tree.modules) {
        scope.known = known.get(&source.path);
    }
    let resolver = Resolver::new(tree, scopes);
    let mut context = Context::new(&resolver, config);
    let preludes = variables::find(&mut context);
    problems.extend(context.problems.take());
    declared::find(&mut context);
    // What this has named is found again where it is used.
    context.used.borrow_mut().clear();
    context.problems.borrow_mut().clear();
    let mut items: BTreeMap<ModuleId, _> =
        (0..tree.modules.len()).map(|module| (module, modules::items(&context, module))).collect();
    clashes::report(&context);
    dead::use_what_variables_need(&context);
    dead::leave_out(&context, &mut items);
    for (module, prelude) in preludes {
        if let Some(items) = items.get_mut(&module) {
            items.prelude =
                prelude.into_iter().filter(|it| dead::is_used(&context, module, &it.name)).collect();
        }
    }
    problems.extend(context.problems.take());
    problems.sort_by(|a, b| (&a.position, &a.message).cmp(&(&b.position, &b.message)));
    problems.dedup();
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(problems);
    }
    let mut submodules = submodules(&context, &mut items);
    let root = submodules.remove(&Vec::new());
    let module = ModuleInfo {
        name: tree.extension.clone(),
        doc: modules::doc(&context, 0),
        items: items.remove(&0).unwrap_or_default(),
        submodules: root.unwrap_or_default(),
    };
    Ok(ReadTree { module, warnings: problems, is_by_hand: tree.is_by_hand() })
}

/// The submodules of each module, by its path.
type SubmodulesByPath = BTreeMap<Vec<String>, BTreeMap<String, SubmoduleInfo>>;

/// Returns the submodules of every module that is not in another one of the result.
fn submodules(
    context: &Context<'_>,
    items: &mut BTreeMap<ModuleId, super::model::Items>,
) -> SubmodulesByPath {
    let mut found = SubmodulesByPath::new();
    // Parents come before their submodules.
    for module in (1..context.resolver.tree.modules.len()).rev() {
        let path = context.source(module).path.clone();
        let Some((name, parent)) = path.split_last() else { continue };
        let when = context
            .resolver
            .tree
            .at(parent)
            .map(|parent| presence::submodule_when(context, parent, name))
            .unwrap_or_default();
        let submodule = SubmoduleInfo {
            name: name.clone(),
            form: SubmoduleForm::Attribute,
            when,
            protocol_name: String::new(),
            doc: modules::doc(context, module),
            items: items.remove(&module).unwrap_or_default(),
            submodules: found.remove(&path).unwrap_or_default(),
        };
        found.entry(parent.to_vec()).or_default().insert(name.clone(), submodule);
    }
    found
}

/// Returns an error for each module that Python imports and that the configuration does not give a file.
fn importable(tree: &StubTree, config: &Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    for module in tree.modules.iter().skip(1) {
        if let Some(source) = &module.imported_from
            && !module.is_selected(config)
        {
            let rule = BundleRule::Importable { module: module.name.clone(), source: source.clone() };
            problems.push(rule.problem(Some(module.position(ruff_text_size::TextSize::new(0)))));
        }
    }
    problems
}
