//! The generator side: facts and a configuration in, the text of one stub out.
//!
//! [`render`] is a pure function. [`project`] reads where a project's stub belongs, and [`output`] is
//! the one place that writes or compares files.

mod advice;
mod collect;
pub mod config;
pub mod model;
pub mod output;
mod package;
pub mod problem;
pub mod project;
mod python;
mod resolve;
mod write;

pub use config::{Config, PythonVersion, SubmoduleStyle};
pub use package::InitFile;
pub use problem::{Problem, Severity};

use crate::facts::Facts;
use model::ModuleInfo;

/// A stub, and what is worth saying about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stub {
    /// The text of the file.
    pub text: String,
    /// How many functions, classes, variables and aliases it has, those of submodules among them.
    pub items: usize,
    /// How many submodules it has, at any depth.
    pub submodules: usize,
    /// What is less than right about it.
    pub warnings: Vec<Problem>,
    /// What users of the extension should know, a line each.
    pub notes: Vec<String>,
    /// The `__init__.py` files that `generate-init-py` asks for.
    pub init_files: Vec<InitFile>,
    /// How its submodules are written.
    pub submodule_style: SubmoduleStyle,
    /// The tree of modules that the text was written from.
    pub module: ModuleInfo,
}

impl Stub {
    /// The allowlist that plain `mypy.stubtest` needs, under the generated header: it names nothing, but
    /// for the style `namespace`.
    #[must_use]
    pub fn stubtest_allowlist(&self) -> String {
        let names = advice::stubtest_allowlist(&self.module, self.submodule_style);
        format!("{}\n{names}", output::GENERATED_HEADER)
    }
}

/// The stub of the extension module `module` (its dotted name, such as `mixed.main_mod`).
///
/// It depends on nothing but its arguments, and the order of `facts` does not matter.
///
/// # Errors
///
/// Every problem together, where at least one is an error.
pub fn render(facts: &Facts, module: &str, config: &Config) -> Result<Stub, Vec<Problem>> {
    let (tree, mut problems) = collect::collect(facts, module, config);
    problems.extend(importable_submodules(config));
    let packages = tree.as_ref().map(|tree| package::packages(facts, tree, config)).unwrap_or_default();
    problems.extend(packages.problems);
    problems.sort_by(|a, b| (&a.position, &a.message).cmp(&(&b.position, &b.message)));
    problems.dedup();
    let has_error = problems.iter().any(|problem| problem.severity == Severity::Error);
    let Some(mut tree) = tree.filter(|_| !has_error) else { return Err(problems) };
    let file = resolve::resolve(&mut tree, config);
    let text = write::write(&file, config).map_err(|error| {
        let message = format!("a template of pyo3-stub-gen cannot be filled in: {error}");
        vec![Problem::error(message, None).with_help("this is a mistake in pyo3-stub-gen: please report it")]
    })?;
    let classes = advice::submodule_classes(&tree, config.submodule_style);
    let notes = classes.into_iter().chain(packages.notes).collect();
    Ok(Stub {
        text,
        items: tree.item_count(),
        submodules: tree.submodule_count(),
        warnings: problems,
        notes,
        init_files: packages.files,
        submodule_style: config.submodule_style,
        module: tree,
    })
}

/// One stub cannot say that a submodule is importable: that it is written as if it were none is an error.
fn importable_submodules(config: &Config) -> Option<Problem> {
    let is_asked = config.importable_submodules != config::Selection::None;
    is_asked.then(|| {
        let message = "`importable-submodules` asks for a file for each of them, and only one stub can be written";
        Problem::error(message, None).with_help(
            "remove the key: type checkers then reject `import m.sub`, and accept every use of `m.sub` itself",
        )
    })
}

#[cfg(test)]
mod tests;
