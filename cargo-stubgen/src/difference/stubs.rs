//! The files of one side, and the modules that they describe.

use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::Stub;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::text::dotted;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a `-stubs` package is called after the name of the package that it describes (PEP 561).
const STUBS_SUFFIX: &str = "-stubs";

/// The marker of a package whose Python files have types.
const TYPED: &str = "py.typed";

/// One version of the stubs.
#[derive(Debug, Clone)]
pub struct Stubs {
    /// What it is called, as the user named it.
    pub label: String,
    /// Its files, each of another module.
    pub files: Vec<SideFile>,
    /// The version of the package, if it is known.
    pub version: Option<String>,
    /// The module whose stub alone this is, if it is the stub of a project.
    pub extension: Option<String>,
}

/// A file of one side.
#[derive(Debug, Clone)]
pub struct SideFile {
    /// Where it is, as it is shown.
    pub place: String,
    /// Whether the place is a path on disk.
    pub is_on_disk: bool,
    /// The dotted name of its module.
    pub module: String,
    /// Its place in the tree of files.
    pub form: FileForm,
    /// The language of the file.
    pub language: Language,
    /// The text.
    pub text: String,
}

/// The language of a file that has types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// A stub, which type checkers prefer.
    Stub,
    /// A Python file in a package with types.
    Source,
}

/// The module that a file describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The path below the root of the side.
    pub path: PathBuf,
    /// The dotted name of its module.
    pub module: String,
    /// Its place in the tree of files.
    pub form: FileForm,
    /// The language of the file.
    pub language: Language,
}

impl Stubs {
    /// Returns the stub of `project` as it would be written now.
    pub fn of(project: &Project, stub: &Stub, version: Option<String>) -> Self {
        let root = (project.stub_file(stub), project.module.clone(), &stub.text);
        // The other ones are Python files of the package.
        let others = project.other_files(stub).into_iter();
        let others = others.filter(|(path, _)| path.extension().is_some_and(|it| it == "pyi"));
        let others = others.zip(&stub.submodule_files).map(|((path, text), file)| {
            let module = dotted::join(&project.module, &file.path);
            (path, module, text, file.form)
        });
        let form = if stub.submodule_files.is_empty() { FileForm::Module } else { FileForm::Package };
        let file = |path: &Path, module: String, text: &str, form| SideFile {
            place: path.display().to_string(),
            is_on_disk: true,
            module,
            form,
            language: Language::Stub,
            text: text.to_owned(),
        };
        let mut files = vec![file(&root.0, root.1, root.2, form)];
        files.extend(others.map(|(path, module, text, form)| file(&path, module, text, form)));
        Self { label: "the project".to_owned(), files, version, extension: Some(project.module.clone()) }
    }

    /// Returns the modules that are in no other module of this side.
    pub fn roots(&self) -> Vec<&str> {
        let names: Vec<&str> = self.files.iter().map(|file| file.module.as_str()).collect();
        let is_root = |name: &&str| !names.iter().any(|other| is_below(name, other));
        names.iter().copied().filter(is_root).collect()
    }
}

/// Whether the module `name` is in the module `other`.
pub fn is_below(name: &str, other: &str) -> bool {
    name.strip_prefix(other).is_some_and(|rest| rest.starts_with('.'))
}

/// Chooses the files that type checkers read, and names their modules. `paths` are all files below a root, and `root` is the
/// dotted name of the package that the root itself is, if it is one.
pub fn named(paths: &[PathBuf], root: Option<&str>) -> Vec<Named> {
    let typed: Vec<&Path> =
        paths.iter().filter(|path| path.ends_with(TYPED)).filter_map(|path| path.parent()).collect();
    let mut chosen: BTreeMap<String, Named> = BTreeMap::new();
    for path in paths {
        let Some(found) = name(path, root) else { continue };
        if found.language == Language::Source && !typed.iter().any(|package| path.starts_with(package)) {
            continue;
        }
        let rank = |it: &Named| (it.language, it.form == FileForm::Module);
        let is_better = chosen.get(&found.module).is_none_or(|other| rank(&found) < rank(other));
        if is_better {
            chosen.insert(found.module.clone(), found);
        }
    }
    chosen.into_values().collect()
}

/// Names the module of one file. Files that Python could not import have none.
fn name(path: &Path, root: Option<&str>) -> Option<Named> {
    let language = match path.extension()?.to_str()? {
        "pyi" => Language::Stub,
        "py" => Language::Source,
        _ => return None,
    };
    let stem = path.file_stem()?.to_str()?;
    let form = if stem == "__init__" { FileForm::Package } else { FileForm::Module };
    let mut parts: Vec<&str> = root.into_iter().flat_map(|root| root.split('.')).collect();
    for part in path.parent()? {
        parts.push(part.to_str()?);
    }
    if form == FileForm::Module {
        parts.push(stem);
    }
    let mut names = parts
        .iter()
        .enumerate()
        .map(|(index, part)| if index == 0 { part.strip_suffix(STUBS_SUFFIX).unwrap_or(part) } else { part });
    let is_importable = !parts.is_empty() && names.clone().all(is_identifier);
    is_importable.then(|| Named {
        path: path.to_owned(),
        module: names.by_ref().collect::<Vec<_>>().join("."),
        form,
        language,
    })
}

fn is_identifier(name: &str) -> bool {
    let is_part = |c: char| c == '_' || c.is_alphanumeric();
    name.chars().all(is_part) && !name.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Language, named};
    use std::path::PathBuf;

    fn modules(paths: &[&str], root: Option<&str>) -> Vec<(String, String)> {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let found = named(&paths, root).into_iter();
        found.map(|it| (it.module, it.path.display().to_string().replace('\\', "/"))).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(module, path)| ((*module).to_owned(), (*path).to_owned())).collect()
    }

    #[test]
    fn stubs_come_before_sources_and_packages_before_modules() {
        let paths = ["m/__init__.py", "m/__init__.pyi", "m/py.typed", "m/sub.py", "m.pyi"];
        assert_eq!(modules(&paths, None), pairs(&[("m", "m/__init__.pyi"), ("m.sub", "m/sub.py")]));
    }

    #[test]
    fn sources_count_in_typed_packages_only() {
        let paths = ["a/__init__.py", "a/_core.pyi", "setup.py", "b/__init__.py", "b/py.typed"];
        assert_eq!(modules(&paths, None), pairs(&[("a._core", "a/_core.pyi"), ("b", "b/__init__.py")]));
    }

    #[test]
    fn a_stub_package_has_the_name_of_its_package() {
        assert_eq!(modules(&["m-stubs/__init__.pyi"], None), pairs(&[("m", "m-stubs/__init__.pyi")]));
        assert_eq!(
            modules(&["__init__.pyi", "a.pyi"], Some("m-stubs")),
            pairs(&[("m", "__init__.pyi"), ("m.a", "a.pyi")])
        );
    }

    #[test]
    fn what_python_cannot_import_is_left_out() {
        assert_eq!(modules(&["a-b/c.pyi", "1.pyi", "x.txt", "lib/data.json"], None), []);
        assert!(Language::Stub < Language::Source);
    }
}
