//! The generator, which turns facts and a configuration into the text of a stub.
//!
//! [`render`] is a pure function. [`project`] determines where a project's stub belongs, and only [`output`] writes or
//! compares files.

mod advice;
pub mod bundle;
mod collect;
pub mod config;
pub mod expand;
mod extra;
pub mod fix;
pub mod fragments;
pub mod model;
pub mod modules;
pub mod output;
mod packages;
mod passes;
pub mod paths;
mod placement;
pub mod problem;
pub mod project;
mod python;
mod resolve;
pub mod rules;
mod runnable;
mod rust_types;
mod signatures;
#[doc(hidden)]
pub mod slots;
mod snippet_text;
pub mod stated;
pub mod stub_files;
pub mod survey;
mod toml_file;
pub mod variants;
mod write;

pub use config::{Config, ConfigBuilder, PythonVersion, SubmoduleStyle};
pub use fix::Fix;
pub use modules::Module;
pub use packages::InitFile;
pub use problem::{Problem, Severity};
pub use resolve::FileForm;
pub use runnable::runnable;

use crate::facts::{Facts, ReexportFact};
use model::ModuleInfo;
use packages::Packages;
use placement::RuntimeLayout;
use resolve::File;
use rules::ModuleRule;
use std::borrow::Cow;
use survey::Surveyed;
use variants::Target;

/// A stub, with notes for its users and warnings for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stub {
    /// The text of the file of the extension itself.
    pub text: String,
    /// The files of importable submodules, each after its parent's. Empty if one file describes everything.
    pub submodule_files: Vec<SubmoduleFile>,
    /// How many functions, classes, variables and aliases it has, those of submodules included.
    pub items: usize,
    /// How many submodules it has, at any depth.
    pub submodules: usize,
    /// The warnings about it.
    pub warnings: Vec<Problem>,
    /// Notes for users of the extension, one line each.
    pub notes: Vec<String>,
    /// The `__init__.py` files that `generate-init-py` asks for.
    pub init_files: Vec<InitFile>,
    /// How its submodules are written.
    pub submodule_style: SubmoduleStyle,
    /// The dotted name of the extension module.
    module: String,
    /// The names that plain `mypy.stubtest` objects to, one per line.
    allowed: String,
}

/// The stub of an importable submodule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmoduleFile {
    /// The names that lead to it from the extension module.
    pub path: Vec<String>,
    /// Its place in the tree of files.
    pub form: FileForm,
    /// The text of the file.
    pub text: String,
}

impl Stub {
    /// Returns the allowlist that plain `mypy.stubtest` needs, under the generated header. It is empty below that unless
    /// the style of submodules is `namespace`.
    #[must_use]
    pub fn stubtest_allowlist(&self) -> String {
        format!("{}\n{}", output::header(&self.module), self.allowed)
    }
}

/// Returns the stub of the extension module `module` (its dotted name, such as `mixed.main_mod`).
///
/// The result depends only on the arguments, and the order of `facts` does not matter.
///
/// # Errors
///
/// All problems together if at least one of them is an error.
pub fn render(facts: &Facts, module: &str, config: &Config) -> Result<Stub, Vec<Problem>> {
    rendered(&Evidence::of(facts, module, config), module, config)
}

/// Returns the tree of modules that [`render`] writes: the items, and where they were written.
///
/// # Errors
///
/// Those of [`render`].
pub fn describe(facts: &Facts, module: &str, config: &Config) -> Result<ModuleInfo, Vec<Problem>> {
    tree(&Evidence::of(facts, module, config), module, config)
}

/// Returns the stub of the extension module `module`, as [`render`] does, with all names in the modules in which Python
/// finds them.
///
/// # Errors
///
/// All problems together if at least one of them is an error.
pub fn render_surveyed(surveyed: &Surveyed, module: &str, config: &Config) -> Result<Stub, Vec<Problem>> {
    rendered(&Evidence::surveyed(surveyed, module, config), module, config)
}

/// Returns one stub of the extension module `module` for several targets. Items that differ have conditions.
///
/// # Errors
///
/// All problems together if at least one of them is an error.
pub fn render_variants(
    variants: &[(Target, &Surveyed)],
    module: &str,
    config: &Config,
) -> Result<Stub, Vec<Problem>> {
    let evidence: Vec<Evidence<'_>> =
        variants.iter().map(|(_, surveyed)| Evidence::surveyed(surveyed, module, config)).collect();
    let mut trees = Vec::new();
    let mut first: Option<Packages<'_>> = None;
    let mut warnings = Vec::new();
    for ((target, _), evidence) in variants.iter().zip(&evidence) {
        let described = described(evidence, module, config)?;
        trees.push((target.clone(), described.module));
        warnings.extend(described.warnings);
        first.get_or_insert(described.packages);
    }
    warnings.sort_by(|a, b| (&a.position, &a.message).cmp(&(&b.position, &b.message)));
    warnings.dedup();
    let module = variants::merge(trees)?;
    written(Described { module, packages: first.unwrap_or_default(), warnings }, config)
}

/// Returns one stub of the extension module `module` from `files`, a tree of stubs that describe it.
///
/// Submodules are written as for every other stub, so the result is the inverse of a stub with a file for each module.
///
/// # Errors
///
/// All problems together if at least one of them is an error.
pub fn bundle(files: &[bundle::TreeFile], module: &str, config: &Config) -> Result<Stub, Vec<Problem>> {
    let read = bundle::read(files, module, config)?;
    let (mut module, mut warnings) = (read.module, read.warnings);
    warnings.extend(passes::finish(&mut module, config));
    if warnings.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(warnings);
    }
    let config = Config { bundled: read.is_by_hand, ..config.clone() };
    written(Described { module, packages: Packages::default(), warnings }, &config)
}

/// Returns the tree of modules that [`render_surveyed`] writes.
///
/// # Errors
///
/// Those of [`render_surveyed`].
pub fn describe_surveyed(
    surveyed: &Surveyed,
    module: &str,
    config: &Config,
) -> Result<ModuleInfo, Vec<Problem>> {
    tree(&Evidence::surveyed(surveyed, module, config), module, config)
}

fn rendered(evidence: &Evidence<'_>, module: &str, config: &Config) -> Result<Stub, Vec<Problem>> {
    written(described(evidence, module, config)?, config)
}

fn written(described: Described<'_>, config: &Config) -> Result<Stub, Vec<Problem>> {
    let Described { mut module, packages, warnings } = described;
    let parts = resolve::name(&mut module, config);
    let style = config.submodule_style;
    let mut stub = Stub {
        module: module.name.clone(),
        text: String::new(),
        submodule_files: Vec::new(),
        items: module.item_count(),
        submodules: module.submodule_count(),
        warnings,
        notes: advice::submodule_classes(&module, style).into_iter().chain(packages.notes.clone()).collect(),
        init_files: packages.files(&module, style),
        submodule_style: style,
        allowed: advice::stubtest_allowlist(&module, style),
    };
    (stub.text, stub.submodule_files) = texts(&resolve::files(module, &parts, config), &stub.module, config)?;
    Ok(stub)
}

fn tree(evidence: &Evidence<'_>, module: &str, config: &Config) -> Result<ModuleInfo, Vec<Problem>> {
    let mut module = described(evidence, module, config)?.module;
    resolve::name(&mut module, config);
    Ok(module)
}

/// The input of a stub.
struct Evidence<'f> {
    facts: &'f Facts,
    layout: Cow<'f, RuntimeLayout>,
    problems: &'f [Problem],
    /// What the packages re-export that are submodules to `import`.
    importable: Vec<ReexportFact>,
}

impl<'f> Evidence<'f> {
    /// Returns the evidence of facts alone.
    fn of(facts: &'f Facts, module: &str, config: &Config) -> Self {
        let layout = RuntimeLayout::default();
        let importable = packages::importable(config, module, &layout.imports);
        Self { facts, layout: Cow::Owned(layout), problems: &[], importable }
    }

    /// Returns the evidence of facts and the interpreter.
    fn surveyed(surveyed: &'f Surveyed, module: &str, config: &Config) -> Self {
        let Surveyed { facts, layout, problems, .. } = surveyed;
        let importable = packages::importable(config, module, &layout.imports);
        Self { facts, layout: Cow::Borrowed(layout), problems, importable }
    }

    /// Returns the packages around the extension `module`.
    fn packages(&self, module: &str, config: &Config) -> Packages<'_> {
        packages::packages(self.facts, &self.importable, module, config)
    }
}

/// The items that facts describe, with names that do not yet depend on their place.
struct Described<'f> {
    module: ModuleInfo,
    packages: Packages<'f>,
    warnings: Vec<Problem>,
}

fn described<'f>(
    evidence: &'f Evidence<'f>,
    module: &str,
    config: &Config,
) -> Result<Described<'f>, Vec<Problem>> {
    let (mut tree, mut problems) = collect::collect(evidence.facts, &evidence.layout, module, config);
    problems.extend(evidence.problems.iter().cloned());
    problems.extend(tree.iter_mut().flat_map(|tree| signatures::follow(tree, &evidence.layout.signatures)));
    problems.extend(tree.iter_mut().flat_map(|tree| passes::run(tree, config, &evidence.layout)));
    if !config.extra_stubs.is_empty() {
        let is_imported = !evidence.layout.exports.is_empty();
        problems.extend(tree.iter_mut().flat_map(|tree| extra::merge(tree, config, is_imported)));
    }
    let packages = tree.as_ref().map(|tree| evidence.packages(&tree.name, config)).unwrap_or_default();
    problems.extend(packages.problems.iter().cloned());
    problems.sort_by(|a, b| (&a.position, &a.message).cmp(&(&b.position, &b.message)));
    problems.dedup();
    let problems = problem::joined(problems);
    let has_error = problems.iter().any(|problem| problem.severity == Severity::Error);
    match tree.filter(|_| !has_error) {
        Some(module) => Ok(Described { module, packages, warnings: problems }),
        None => Err(problems),
    }
}

/// Returns the text of the extension's own file, and those of its importable submodules.
fn texts(
    files: &[File],
    extension: &str,
    config: &Config,
) -> Result<(String, Vec<SubmoduleFile>), Vec<Problem>> {
    let mut text = String::new();
    let mut others = Vec::new();
    for file in files {
        let written = write::write(file, extension, config)
            .map_err(|error| vec![broken_template(error.to_string())])?;
        if file.path.is_empty() {
            text = written;
        } else {
            others.push(SubmoduleFile { path: file.path.clone(), form: file.form, text: written });
        }
    }
    Ok((text, others))
}

fn broken_template(reason: String) -> Problem {
    ModuleRule::BrokenTemplate { reason }.problem(None)
}

#[cfg(test)]
mod tests;
