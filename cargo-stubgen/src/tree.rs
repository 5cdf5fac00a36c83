//! A stub on disk: one file, or a package of files, each expanded to the modules that it describes.

use crate::error::Error;
use crate::rules::StubRule;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::expand::{
    ExpandedModule, Precision, StubItem, StubItemKind, StubProblem, StubSource, expand, for_target,
};
use pyo3_stub_gen::generate::output::is_generated;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::generate::stub_files::PACKAGE_STUB;
use pyo3_stub_gen::generate::variants::Target;
use pyo3_stub_gen::generate::{FileForm, Stub};
use pyo3_stub_gen::text::dotted;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A file of stubs.
#[derive(Debug)]
pub struct StubFile {
    /// The file.
    pub path: PathBuf,
    /// The dotted name of its module.
    pub module: String,
    /// Which kind of file it is.
    pub form: FileForm,
    /// The text of the file.
    pub text: String,
}

/// Everything that is tested.
#[derive(Debug)]
pub struct StubTree {
    /// The stub, or the directory of stubs.
    pub path: PathBuf,
    /// The files, the one of the extension's module first.
    pub files: Vec<StubFile>,
    /// The modules that they describe, parents before children.
    pub modules: Vec<ExpandedModule>,
    /// Why type checkers do not treat what describes a submodule as a module.
    pub problems: Vec<StubProblem>,
    index: Index,
}

/// An index of the names in a stub.
#[derive(Debug, Default)]
struct Index {
    /// The names that each module declares, including submodules.
    names: HashMap<String, BTreeSet<String>>,
    submodules: HashSet<String>,
    type_check_only: HashSet<String>,
    /// The modules that have a file.
    files: HashSet<String>,
}

impl Index {
    fn of(files: &[StubFile], modules: &[ExpandedModule]) -> Self {
        let mut index = Self::default();
        let mut declare = |module: &str, name: &str| {
            index.names.entry(module.to_owned()).or_default().insert(name.to_owned());
        };
        for module in modules {
            for item in &module.items {
                if let Some((parent, name)) = item.path.rsplit_once('.').filter(|(it, _)| *it == module.name)
                {
                    declare(parent, name);
                }
            }
        }
        for module in modules.iter().skip(1) {
            if let Some((parent, name)) = module.name.rsplit_once('.') {
                declare(parent, name);
            }
        }
        index.submodules.extend(modules.iter().skip(1).map(|module| module.name.clone()));
        let hidden = modules.iter().flat_map(|it| &it.items).filter(|item| item.is_type_check_only);
        index.type_check_only.extend(hidden.map(|item| item.path.clone()));
        index.files.extend(files.iter().map(|file| file.module.clone()));
        index
    }
}

impl StubTree {
    /// Reads the stub of `project`, or the file or directory `chosen`.
    ///
    /// With the `target` of an interpreter, conditional items of other platforms and versions are left out.
    pub fn read(
        project: &Project,
        chosen: Option<&Path>,
        target: Option<&dyn Fn() -> Result<Target, Error>>,
    ) -> Result<Self, Error> {
        let path = chosen.map_or_else(|| project.stub_on_disk(), Path::to_owned);
        if !path.exists() {
            return Err(StubRule::NoStub { path }.into());
        }
        let files = files(&path, &project.module)?;
        let has_conditions = |file: &StubFile| file.text.contains("if ");
        // An interpreter is asked only if the answer is needed.
        let target = match target.filter(|_| files.iter().any(has_conditions)) {
            Some(ask) => Some(ask()?),
            None => None,
        };
        let seen = |file: &StubFile| match &target {
            Some(target) => for_target(&file.text, target),
            None => file.text.clone(),
        };
        let texts: Vec<String> = files.iter().map(seen).collect();
        let sources: Vec<StubSource<'_>> = files
            .iter()
            .zip(&texts)
            .map(|(file, text)| StubSource { module: &file.module, form: file.form, text })
            .collect();
        let expansion = expand(&sources).map_err(|error| StubRule::Unreadable {
            path: files.get(error.stub).map_or_else(PathBuf::new, |file| file.path.clone()),
            reason: format!("line {} is not valid Python: {}", error.line, error.message),
        })?;
        let index = Index::of(&files, &expansion.modules);
        Ok(Self { path, files, modules: expansion.modules, problems: expansion.problems, index })
    }

    /// Returns the file that describes `module`.
    pub fn file_of(&self, module: &ExpandedModule) -> &Path {
        self.files.get(module.stub).map_or(Path::new(""), |file| &file.path)
    }

    /// Whether the file of the extension's module has this text. Line ends do not count.
    pub fn begins_with(&self, text: &str) -> bool {
        self.files.first().is_some_and(|file| file.text.replace("\r\n", "\n") == text)
    }

    /// Whether a module has a file of its own.
    pub fn has_file(&self, module: &str) -> bool {
        self.index.files.contains(module)
    }

    /// Returns the module of the extension itself.
    pub fn root(&self) -> &str {
        self.files.first().map_or("", |file| &file.module)
    }

    /// Returns the names of the submodules, parents before children.
    pub fn submodules(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().skip(1).map(|module| module.name.as_str())
    }

    /// Whether the stub describes a submodule with this dotted name.
    pub fn is_submodule(&self, path: &str) -> bool {
        self.index.submodules.contains(path)
    }

    /// Returns the names that the stub declares in the module `name`, submodules among them.
    pub fn names(&self, name: &str) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.index.names.get(name).unwrap_or(&NONE)
    }

    /// Whether the class with this dotted name exists only for type checkers.
    pub fn is_type_check_only(&self, path: &str) -> bool {
        self.index.type_check_only.contains(path)
    }

    /// Returns how many items it declares, without the members of classes.
    pub fn item_count(&self) -> usize {
        let is_item = |it: &ExpandedModule| {
            let prefix = format!("{}.", it.name);
            let paths = it.items.iter();
            paths
                .filter(|item| {
                    let name = item.path.strip_prefix(&prefix).unwrap_or(".");
                    let is_own = item.kind != StubItemKind::Import;
                    is_own && !name.contains('.') && !name.starts_with('_')
                })
                .count()
        };
        self.modules.iter().map(is_item).sum()
    }
}

/// Returns the dotted names that the generated stub on disk declares and `stub` does not. A stub that cannot be read has
/// nothing to lose.
pub fn lost(project: &Project, stub: &Stub) -> Vec<String> {
    let Ok(old) = StubTree::read(project, None, None) else { return Vec::new() };
    if !old.files.iter().all(|file| is_generated(&file.path)) {
        return Vec::new();
    }
    let names: Vec<String> =
        stub.submodule_files.iter().map(|file| dotted::join(&project.module, &file.path)).collect();
    let form = if names.is_empty() { FileForm::Module } else { FileForm::Package };
    let root = StubSource { module: &project.module, form, text: &stub.text };
    let others = names.iter().zip(&stub.submodule_files);
    let others = others.map(|(module, file)| StubSource { module, form: file.form, text: &file.text });
    let sources: Vec<_> = std::iter::once(root).chain(others).collect();
    let Ok(new) = expand(&sources) else { return Vec::new() };
    let kept: BTreeSet<&str> = declared(&new.modules).map(|(name, _)| name).collect();
    let old = declared(&old.modules).map(|(name, _)| name);
    old.filter(|name| !kept.contains(name)).map(str::to_owned).collect()
}

/// The dotted names that stubs declare, with the precision of the types of those that have types.
pub type DeclaredNames = BTreeMap<String, Option<Precision>>;

/// Returns the names that the stubs `files` declare, each for its own module. A file that is not valid Python declares nothing.
pub fn declared_by(files: &[TreeFile]) -> DeclaredNames {
    let mut names = DeclaredNames::new();
    for TreeFile { module, form, text, .. } in files {
        if let Ok(expansion) = expand(&[StubSource { module, form: *form, text }]) {
            names.extend(owned(&expansion.modules));
        }
    }
    names
}

/// Returns the names that `tree` declares.
pub fn declared_in(tree: &StubTree) -> DeclaredNames {
    owned(&tree.modules).collect()
}

fn owned(modules: &[ExpandedModule]) -> impl Iterator<Item = (String, Option<Precision>)> {
    declared(modules).map(|(name, precision)| (name.to_owned(), precision))
}

/// Returns the names of what users see of `modules`, the modules themselves among it.
fn declared(modules: &[ExpandedModule]) -> impl Iterator<Item = (&str, Option<Precision>)> {
    let precision = |item: &StubItem| match item.kind {
        StubItemKind::Leaf(precision) => Some(precision),
        StubItemKind::Class | StubItemKind::Import | StubItemKind::Helper => None,
    };
    let is_private = |part: &str| part == "__all__" || part.starts_with('_') && !part.ends_with("__");
    // What is in a private class is private, too. A module may have a private name.
    let is_seen = move |module: &ExpandedModule, item: &StubItem| {
        let below = item.path.strip_prefix(module.name.as_str()).unwrap_or(&item.path);
        !below.split('.').any(is_private)
    };
    let items = modules.iter().flat_map(move |module| {
        let seen = module.items.iter().filter(move |item| is_seen(module, item));
        seen.map(move |item| (item.path.as_str(), precision(item)))
    });
    modules.iter().map(|module| (module.name.as_str(), None)).chain(items)
}

/// Returns the files of the stub at `path`, with the names of their modules.
fn files(path: &Path, module: &str) -> Result<Vec<StubFile>, Error> {
    let name = path.file_name().unwrap_or_default();
    if path.is_dir() {
        let mut files = Vec::new();
        add_package(path, module, &mut files)?;
        return Ok(files);
    }
    let form = if name == PACKAGE_STUB { FileForm::Package } else { FileForm::Module };
    Ok(vec![file(path.to_owned(), module.to_owned(), form)?])
}

/// Adds the files of a package, its own before those in it.
fn add_package(directory: &Path, module: &str, files: &mut Vec<StubFile>) -> Result<(), Error> {
    let failed = |error: std::io::Error| StubRule::Unreadable {
        path: directory.to_owned(),
        reason: error.to_string(),
    };
    let init = directory.join(PACKAGE_STUB);
    if !init.is_file() {
        return Err(StubRule::NoStub { path: init }.into());
    }
    files.push(file(init, module.to_owned(), FileForm::Package)?);
    let entries: Result<Vec<_>, _> = fs_err::read_dir(directory).map_err(failed)?.collect();
    let mut paths: Vec<PathBuf> = entries.map_err(failed)?.iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("{module}.{stem}");
        if path.join(PACKAGE_STUB).is_file() {
            add_package(&path, &name, files)?;
        } else if path.extension().is_some_and(|extension| extension == "pyi") && stem != "__init__" {
            files.push(file(path, name, FileForm::Module)?);
        }
    }
    Ok(())
}

fn file(path: PathBuf, module: String, form: FileForm) -> Result<StubFile, Error> {
    let text = fs_err::read_to_string(&path)
        .map_err(|error| StubRule::Unreadable { path: path.clone(), reason: error.to_string() })?;
    Ok(StubFile { path, module, form, text })
}
