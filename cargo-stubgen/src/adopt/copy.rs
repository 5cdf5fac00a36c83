//! A copy of a project below the target directory, for changes that its own files do not get.

use crate::args::CommonArgs;
use crate::building::apart;
use crate::error::Error;
use crate::find::Extension;
use crate::manifest::DependencySource;
use crate::rules::EditRule;
use crate::system::{Companion, shown};
use pyo3_stub_gen::text::path::absolute;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml_edit::{DocumentMut, Item, Value};

/// The directory of all copies, below the target directory.
const DIRECTORY: &str = "cargo-stubgen/try";

/// Directories that are not sources, where git does not say so.
const LEFT_OUT: [&str; 8] = [".git", ".hg", ".jj", ".tox", ".venv", "__pycache__", "node_modules", "target"];

/// A copy of a project.
#[derive(Debug)]
pub struct Copied {
    /// The directory that was copied.
    pub root: PathBuf,
    /// The copy.
    pub copy: PathBuf,
}

impl Copied {
    /// Returns the place of `path` in the copy.
    pub fn place(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).map_or_else(|_| path.to_owned(), |below| self.copy.join(below))
    }

    /// Returns the file of the project of which `path` is the copy.
    pub fn original(&self, path: &Path) -> PathBuf {
        let copy = self.copy.canonicalize().unwrap_or_else(|_| self.copy.clone());
        path.strip_prefix(copy).map_or_else(|_| path.to_owned(), |below| self.root.join(below))
    }

    /// Returns the options with which `extension` is built from the copy.
    fn options(&self, common: &CommonArgs, extension: &Extension) -> CommonArgs {
        let mut common = common.clone();
        common.project.manifest_path = Some(self.place(&extension.manifest));
        common.project.package = vec![extension.package.name.to_string()];
        common.project.workspace = false;
        common.project.exclude = Vec::new();
        // What was compiled for the project need not be compiled again.
        let target = common.build.target_dir.as_deref().map(absolute);
        common.build.target_dir = Some(target.unwrap_or_else(|| extension.target_directory.clone()));
        common
    }

    /// Builds `extension` in the copy with `work`, which gets its options. Cargo does not take what was built from the project for
    /// what was built from the copy, or the other way round.
    pub fn building<T>(
        &self,
        common: &CommonArgs,
        extension: &Extension,
        work: impl FnOnce(CommonArgs) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let options = self.options(common, extension);
        let build = options.build.clone();
        let here = Extension { manifest: self.place(&extension.manifest), ..extension.clone() };
        apart(&here, &build, || work(options))
    }

    /// Returns where the copy has the library from.
    pub fn source(&self, source: &DependencySource) -> DependencySource {
        match source {
            DependencySource::Path(path) => DependencySource::Path(self.place(path)),
            DependencySource::Registry(_) | DependencySource::Git { .. } => source.clone(),
        }
    }
}

/// Copies the project of `extension`: its workspace, and its `pyproject.toml` with the directory around it. Files that are
/// the same already are not written, so that Cargo compiles only what has changed.
pub fn copied(extension: &Extension) -> Result<Copied, EditRule> {
    let pyproject = extension.pyproject.as_ref().map(|it| absolute(it.directory()));
    let root = common(&extension.workspace_root, pyproject.as_deref());
    let name: String =
        root.to_string_lossy().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let start = name.char_indices().rev().nth(99).map_or(0, |(at, _)| at);
    let copy = extension.target_directory.join(DIRECTORY).join(name.get(start..).unwrap_or_default());
    let failed = |path: &Path, source| EditRule::CopyFailed { path: shown(path).to_owned(), source };
    let files = files(&root, &extension.target_directory).map_err(|error| failed(&root, error))?;
    for file in &files {
        let (from, to) = (root.join(file), copy.join(file));
        put(&from, &to, &root).map_err(|error| failed(&from, error))?;
    }
    remove_others(&copy, Path::new(""), &files).map_err(|error| failed(&copy, error))?;
    Ok(Copied { root, copy })
}

/// Returns the directory that both are in.
fn common(workspace: &Path, pyproject: Option<&Path>) -> PathBuf {
    let Some(pyproject) = pyproject else { return workspace.to_owned() };
    let both = workspace.ancestors().find(|directory| pyproject.starts_with(directory));
    both.unwrap_or(workspace).to_owned()
}

/// Returns the files below `root`, relative to it: those that git does not ignore, or all but what tools leave behind.
fn files(root: &Path, target: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = Companion::output(&mut git).ok().filter(|output| output.status.success());
    let mut found = BTreeSet::new();
    if let Some(output) = listed {
        let text = String::from_utf8_lossy(&output.stdout);
        found.extend(text.split('\0').map(PathBuf::from).filter(|file| root.join(file).is_file()));
    }
    // A directory that git ignores has no files for it.
    if !found.iter().any(|file| file.extension().is_some_and(|it| it == "rs")) {
        walk(root, Path::new(""), target, &mut found)?;
    }
    // What is not committed decides about the versions of the dependencies all the same.
    if root.join("Cargo.lock").is_file() {
        found.insert("Cargo.lock".into());
    }
    Ok(found)
}

fn walk(root: &Path, below: &Path, target: &Path, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs_err::read_dir(root.join(below))? {
        let entry = entry?;
        let (name, path) = (below.join(entry.file_name()), entry.path());
        let is_left_out = LEFT_OUT.iter().any(|it| entry.file_name() == *it) || path == target;
        if path.is_dir() {
            let is_link = entry.file_type()?.is_symlink();
            let is_environment = path.join("pyvenv.cfg").is_file();
            if !is_left_out && !is_link && !is_environment {
                walk(root, &name, target, found)?;
            }
        } else if path.is_file() {
            found.insert(name);
        }
    }
    Ok(())
}

/// Copies a file if its contents differ. The paths in a manifest that lead out of `root` stay what they are.
fn put(from: &Path, to: &Path, root: &Path) -> io::Result<()> {
    let mut contents = fs_err::read(from)?;
    if from.file_name().is_some_and(|name| name == "Cargo.toml")
        && let Ok(text) = std::str::from_utf8(&contents)
        && let Some(text) = with_outer_paths(text, from.parent().unwrap_or(root), root)
    {
        contents = text.into_bytes();
    }
    if fs_err::read(to).is_ok_and(|old| old == contents) {
        return Ok(());
    }
    if let Some(directory) = to.parent() {
        fs_err::create_dir_all(directory)?;
    }
    fs_err::write(to, contents)?;
    fs_err::set_permissions(to, from.metadata()?.permissions())
}

/// Returns the text of the manifest in `directory` with absolute paths to what is outside `root`, if there is any.
fn with_outer_paths(text: &str, directory: &Path, root: &Path) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let mut changed = false;
    lengthen(document.as_item_mut(), directory, root, &mut changed);
    changed.then(|| document.to_string())
}

fn lengthen(item: &mut Item, directory: &Path, root: &Path, changed: &mut bool) {
    if let Some(tables) = item.as_array_of_tables_mut() {
        for table in tables.iter_mut() {
            table.iter_mut().for_each(|(_, item)| lengthen(item, directory, root, changed));
        }
        return;
    }
    let Some(table) = item.as_table_like_mut() else { return };
    for (key, value) in table.iter_mut() {
        let path = value.as_str().filter(|_| key == "path").map(|path| directory.join(path));
        match path.and_then(|path| path.canonicalize().ok()) {
            Some(path) if !path.starts_with(root) => {
                *value = Item::Value(Value::from(path.to_string_lossy().into_owned()));
                *changed = true;
            }
            Some(_) => {}
            None => lengthen(value, directory, root, changed),
        }
    }
}

/// Removes the files below `copy` that are not among `files`, except what Cargo and earlier runs wrote there.
fn remove_others(copy: &Path, below: &Path, files: &BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs_err::read_dir(copy.join(below))? {
        let entry = entry?;
        let name = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            remove_others(copy, &name, files)?;
        } else if !files.contains(&name) && name != Path::new("Cargo.lock") {
            fs_err::remove_file(entry.path())?;
        }
    }
    Ok(())
}
