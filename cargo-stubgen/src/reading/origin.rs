//! Where a tree is: a path, a wheel that is unpacked first, or an installed package that Python finds.

use super::around::{is_name, is_package, module_in, without_suffix};
use super::directory::read_all;
use super::files::{PACKAGE, read};
use super::root::{owner, root};
use crate::error::Error;
use crate::python::{Interpreter, Script, source_with_answer};
use crate::rules::{StubRule, TreeRule};
use crate::system::{Death, Scratch};
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::text::dotted;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};
use std::time::Duration;

const UNPACK: &str = source_with_answer!("unpack.py");
const FIND: &str = source_with_answer!("find.py");

/// A tree of stubs.
#[derive(Debug)]
pub struct Tree {
    /// The dotted name of the extension's module.
    pub module: String,
    /// The files.
    pub files: Vec<TreeFile>,
    /// Where the files are.
    pub places: Vec<PathBuf>,
}

/// Where to look for what is not a path.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// The value of `--python`.
    pub python: Option<&'a Path>,
    /// How long an interpreter may take.
    pub limit: Duration,
}

impl Tree {
    /// Reads the tree that `argument` names. `option` is the module of the extension if it is given, and `project` that of
    /// the project.
    pub fn read(
        argument: &Path,
        option: Option<&str>,
        project: Option<&str>,
        search: Search<'_>,
    ) -> Result<Self, Error> {
        let text = argument.display().to_string();
        let files = if argument.is_dir() {
            of_directory(argument)?
        } else if argument.extension().is_some_and(|it| it == "whl") && argument.exists() {
            of_wheel(argument, search)?
        } else if argument.exists() {
            if argument.extension().is_none_or(|it| it != "pyi") {
                return Err(TreeRule::NotStub { path: argument.to_owned() }.into());
            }
            vec![of_stub(argument)?]
        } else {
            of_package(&text, search)?
        };
        let package = text.split('.').all(is_name).then_some(text.as_str()).filter(|_| !argument.exists());
        let option = option.or_else(|| package.filter(|name| name.contains('.')));
        let module = root(&files, option, project, &text)?;
        let places = files.iter().map(|file| absolute(Path::new(&file.path))).collect();
        Ok(Self { module, files, places })
    }
}

/// Reads a directory: that of a package, or one that contains modules.
fn of_directory(directory: &Path) -> Result<Vec<TreeFile>, TreeRule> {
    let full = absolute(directory);
    let (Some(parent), Some(name)) = (full.parent(), full.file_name().and_then(|name| name.to_str())) else {
        return read_all(directory, "");
    };
    if !is_package(directory) {
        return read_all(directory, "");
    }
    let name = without_suffix(name);
    // The header of a generated file has the names of packages that are not around it, too.
    let init = directory.join(PACKAGE).with_extension("pyi");
    let stated = match init.exists() {
        true => owner(&read(&init, name.to_owned(), FileForm::Package)?.text),
        false => None,
    };
    let stated = stated.filter(|module| dotted::last(module) == name);
    read_all(directory, &stated.unwrap_or_else(|| module_in(parent, name)))
}

/// Reads a single stub.
fn of_stub(path: &Path) -> Result<TreeFile, TreeRule> {
    let full = absolute(path);
    let stem = full.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let directory = full.parent().unwrap_or(&full);
    let package = directory.file_name().and_then(|name| name.to_str()).map(without_suffix);
    let (module, form) = match (package, directory.parent()) {
        (Some(package), Some(parent)) if stem == PACKAGE => (module_in(parent, package), FileForm::Package),
        _ => (module_in(directory, stem), FileForm::Module),
    };
    let mut file = read(path, module, form)?;
    if let Some(module) = owner(&file.text) {
        file.module = module;
    }
    Ok(file)
}

/// Unpacks the stubs of a wheel, and reads them.
fn of_wheel(path: &Path, search: Search<'_>) -> Result<Vec<TreeFile>, Error> {
    let python = Interpreter::pick(search.python, Path::new("."), search.limit)?;
    let directory = Scratch::directory().map_err(|source| StubRule::Temporary { source })?;
    let script = Script::new(&python.path, &["-S"], UNPACK).arguments([path, &directory]);
    let failed = |reason: String| TreeRule::Unreadable { path: path.to_owned(), reason };
    match script.run(search.limit).map_err(|reason| python.failed(reason))?.answer {
        Ok(answer) if answer.kind == "unpacked" => {}
        Ok(answer) => return Err(failed(answer.text()).into()),
        Err(Death::TimedOut(_)) => return Err(failed("unpacking it takes too long".to_owned()).into()),
        Err(death) => return Err(failed(format!("the interpreter {death} while it unpacked it")).into()),
    }
    let mut files = read_all(&directory, "")?;
    for file in &mut files {
        file.path = in_wheel(&file.path, path, &directory);
        file.imported_from = file.imported_from.as_deref().map(|source| in_wheel(source, path, &directory));
    }
    Ok(files)
}

/// Returns the name of `file`, which was unpacked to `directory`, in the wheel at `path`. The directory is gone when a message
/// names the file.
fn in_wheel(file: &str, path: &Path, directory: &Path) -> String {
    match Path::new(file).strip_prefix(directory) {
        Ok(below) => path.join(below).display().to_string(),
        Err(_) => file.to_owned(),
    }
}

/// Finds an installed package by its name, and reads its stubs.
fn of_package(name: &str, search: Search<'_>) -> Result<Vec<TreeFile>, Error> {
    let python = Interpreter::pick(search.python, Path::new("."), search.limit)?;
    let unknown = || TreeRule::Unknown { tree: name.to_owned(), python: python.path.clone() };
    if !name.split('.').all(is_name) {
        return Err(unknown().into());
    }
    let top = dotted::first(name);
    let script = Script::new(&python.path, &[], FIND).arguments([top]);
    let found = match script.run(search.limit).map_err(|reason| python.failed(reason))?.answer {
        Ok(answer) if answer.kind == "found" => answer.text(),
        Ok(_) | Err(_) => return Err(unknown().into()),
    };
    let path = PathBuf::from(found);
    match path.is_dir() {
        true => Ok(read_all(&path, top)?),
        false => Ok(vec![read(&path, top.to_owned(), FileForm::Module)?]),
    }
}
