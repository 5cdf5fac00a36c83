//! A stub or a directory of stubs on disk.

use super::stubs::{Language, Named, SideFile, Stubs, named};
use crate::error::Error;
use crate::rules::DiffRule;
use crate::system::shown;
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 32 << 20;

/// The same, as it is shown.
pub const LARGEST: &str = "32 MiB";

/// How many files a side may have.
pub const MOST_FILES: usize = 10_000;

/// The same, as it is shown.
pub const MOST: &str = "10 000 files";

/// The files that make a directory a package.
const PACKAGE_FILES: [&str; 2] = ["__init__.pyi", "__init__.py"];

/// Reads what is at `path`.
pub fn read(path: &Path) -> Result<Stubs, Error> {
    let label = shown(path).display().to_string();
    let metadata = std::fs::metadata(path).map_err(|_| DiffRule::Missing { path: path.to_owned() })?;
    let mut files = Vec::new();
    if metadata.is_dir() {
        let mut paths = Vec::new();
        let mut entered = Vec::new();
        collect(path, Path::new(""), &mut entered, &mut paths)?;
        let is_package = PACKAGE_FILES.iter().any(|name| path.join(name).is_file());
        let root = is_package.then(|| directory_name(path)).flatten();
        for found in named(&paths, root.as_deref()) {
            files.push(file(&path.join(&found.path), &found)?);
        }
    } else {
        files.extend(single(path).map(|found| file(path, &found)).transpose()?);
    }
    Ok(Stubs { label, files, version: None, extension: None })
}

/// Reads the stubs of an extension that exist, each with the name of its module. A directory is a package of stubs.
pub fn of_extension(extension: &str, stubs: &[(PathBuf, String)], label: &str) -> Result<Stubs, Error> {
    let mut files = Vec::new();
    for (path, module) in stubs {
        if path.is_dir() {
            let mut below = Vec::new();
            collect(path, Path::new(""), &mut Vec::new(), &mut below)?;
            let stubs = named(&below, Some(module)).into_iter();
            for found in stubs.filter(|it| it.language == Language::Stub) {
                files.push(file(&path.join(&found.path), &found)?);
            }
        } else if path.is_file() {
            let (module, form) = (module.clone(), form_of(path));
            let found = Named { path: path.clone(), module, form, language: Language::Stub };
            files.push(file(path, &found)?);
        }
    }
    files.sort_by(|a, b| a.place.cmp(&b.place));
    files.dedup_by(|a, b| a.place == b.place);
    Ok(Stubs { label: label.to_owned(), files, version: None, extension: Some(extension.to_owned()) })
}

/// Names the module of a stub that is compared on its own. Another file has none.
pub fn single(path: &Path) -> Option<Named> {
    let is_stub = path.extension().is_some_and(|it| it == "pyi");
    let name = match form_of(path) {
        FileForm::Package => directory_name(path.parent()?)?,
        FileForm::Module => path.file_stem()?.to_string_lossy().into_owned(),
    };
    let found = || Named {
        path: PathBuf::from(path.file_name().unwrap_or_default()),
        module: as_identifier(&name),
        form: form_of(path),
        language: Language::Stub,
    };
    is_stub.then(found)
}

/// Returns a name that Python can import. The file of one module may have any name, such as `m-1.0.pyi`.
fn as_identifier(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') { name } else { format!("_{name}") }
}

fn directory_name(path: &Path) -> Option<String> {
    let path = path.canonicalize().unwrap_or_else(|_| absolute(path));
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// Collects the files below a directory. A link to a directory that is being collected is not followed.
fn collect(
    root: &Path,
    below: &Path,
    entered: &mut Vec<PathBuf>,
    paths: &mut Vec<PathBuf>,
) -> Result<(), Error> {
    let directory = root.join(below);
    let failed = |error: std::io::Error| DiffRule::Unreadable {
        place: shown(&directory).display().to_string(),
        reason: error.to_string(),
    };
    let real = directory.canonicalize().map_err(failed)?;
    if entered.contains(&real) {
        return Ok(());
    }
    entered.push(real);
    let entries: Result<Vec<_>, _> = std::fs::read_dir(&directory).map_err(failed)?.collect();
    let mut names: Vec<_> = entries.map_err(failed)?.iter().map(std::fs::DirEntry::file_name).collect();
    names.sort();
    for name in names {
        let path = below.join(&name);
        // An environment or a repository in a project is not a part of it.
        let is_hidden = name.to_string_lossy().starts_with('.');
        if root.join(&path).is_dir() && !is_hidden {
            collect(root, &path, entered, paths)?;
        } else if is_read(&root.join(&path)) {
            paths.push(path);
        }
    }
    entered.pop();
    if paths.len() > MOST_FILES {
        let place = shown(root).display().to_string();
        return Err(DiffRule::TooLarge { place, limit: MOST }.into());
    }
    Ok(())
}

/// Whether `path` is a file, or has the name of a stub and is something else, which is an error that its reader reports.
fn is_read(path: &Path) -> bool {
    path.is_file() || path.extension().is_some_and(|it| it == "pyi") && !path.is_dir()
}

/// Reads a file whose module is known.
pub fn file(path: &Path, found: &Named) -> Result<SideFile, Error> {
    let place = shown(path).display().to_string();
    let failed =
        |error: std::io::Error| DiffRule::Unreadable { place: place.clone(), reason: error.to_string() };
    let metadata = std::fs::metadata(path).map_err(failed)?;
    // Reading a pipe might never end.
    if !metadata.is_file() {
        return Err(DiffRule::Unreadable { place, reason: "it is not a file".to_owned() }.into());
    }
    if metadata.len() > LARGEST_FILE {
        return Err(DiffRule::TooLarge { place, limit: LARGEST }.into());
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let text = text(bytes).map_err(|reason| DiffRule::Unreadable { place: place.clone(), reason })?;
    Ok(SideFile {
        place,
        is_on_disk: true,
        module: found.module.clone(),
        form: found.form,
        language: found.language,
        text,
    })
}

/// Returns the text in a file, or why it is not text.
pub fn text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line} is not UTF-8")
    })
}

/// Returns the form of the stub at `path`.
pub fn form_of(path: &Path) -> FileForm {
    if path.ends_with(PACKAGE_FILES[0]) { FileForm::Package } else { FileForm::Module }
}
