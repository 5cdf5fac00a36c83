//! The generator side: facts and a configuration in, the text of one stub out.
//!
//! [`render`] is a pure function. [`project`] reads where a project's stub belongs, and [`output`] is
//! the one place that writes or compares files.

mod collect;
pub mod config;
pub mod model;
pub mod output;
pub mod problem;
pub mod project;
mod python;
mod resolve;
mod write;

pub use config::{Config, PythonVersion, SubmoduleStyle};
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
    /// The tree of modules that the text was written from.
    pub module: ModuleInfo,
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
    problems.sort_by(|a, b| (&a.position, &a.message).cmp(&(&b.position, &b.message)));
    problems.dedup();
    let has_error = problems.iter().any(|problem| problem.severity == Severity::Error);
    let Some(mut tree) = tree.filter(|_| !has_error) else { return Err(problems) };
    let file = resolve::resolve(&mut tree, config);
    let text = write::write(&file, config).map_err(|error| {
        let message = format!("a template of pyo3-stub-gen cannot be filled in: {error}");
        vec![Problem::error(message, None).with_help("this is a mistake in pyo3-stub-gen: please report it")]
    })?;
    Ok(Stub {
        text,
        items: tree.item_count(),
        submodules: tree.submodule_count(),
        warnings: problems,
        module: tree,
    })
}

#[cfg(test)]
mod tests;
