//! The stub of a project in an earlier revision.

use super::disk::{LARGEST, LARGEST_FILE, MOST, MOST_FILES, form_of, single, text};
use super::project::chosen;
use super::stubs::{Language, Named, SideFile, Stubs, named};
use crate::args::CommonArgs;
use crate::error::Error;
use crate::rules::DiffRule;
use crate::system::Companion;
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// Reads what is at `path` in a revision, or the stub of the project.
pub fn read(revision: &str, path: Option<&Path>, common: &CommonArgs) -> Result<Stubs, Error> {
    let label = format!("git:{revision}");
    if let Some(path) = path {
        let repository = Repository::open(revision, &absolute(Path::new(".")))?;
        let inside = repository.inside(&absolute(path));
        let files = repository.files(&inside)?;
        let label = format!("{label}:{}", path.display());
        if files.is_empty() {
            return Err(repository.not_committed(&inside));
        }
        let stubs = repository.stubs(&inside, &files, &label)?;
        return Ok(Stubs { label, files: stubs, version: None, extension: None });
    }
    let (extension, project) = chosen(common)?;
    let directory = extension.manifest.parent().unwrap_or(Path::new(".")).to_owned();
    let repository = Repository::open(revision, &directory)?;
    let version = repository.version(&extension.manifest);
    let files = repository.stub_of(&project)?;
    Ok(Stubs { label, files, version, extension: Some(project.module) })
}

/// A revision of a repository.
struct Repository<'a> {
    revision: &'a str,
    /// The name of the commit, which cannot be taken for an option.
    commit: String,
    root: PathBuf,
}

impl<'a> Repository<'a> {
    /// Finds the repository of a directory, and the revision in it.
    fn open(revision: &'a str, directory: &Path) -> Result<Self, Error> {
        let failed =
            |reason: &str| DiffRule::Git { revision: revision.to_owned(), reason: reason.to_owned() };
        let root = git(directory, &["rev-parse", "--show-toplevel"])?
            .ok_or_else(|| failed("the project is not in a git repository"))?;
        let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches(['\r', '\n']));
        let name = format!("{revision}^{{commit}}");
        let commit = git(directory, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?
            .ok_or_else(|| failed("the repository does not have it"))?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        Ok(Self { revision, commit, root })
    }

    /// Returns a path of the working tree as git names it, from the root of the repository.
    fn inside(&self, path: &Path) -> PathBuf {
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        // The file may not exist today, so what exists of its directories is resolved.
        let existing = path.ancestors().find(|it| it.exists()).unwrap_or(path);
        let real = existing.canonicalize().unwrap_or_else(|_| existing.to_owned());
        let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
        let path = if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        path.strip_prefix(&root).map_or_else(|_| path.clone(), Path::to_owned)
    }

    /// Returns the files at or below a path of the repository.
    fn files(&self, path: &Path) -> Result<Vec<PathBuf>, Error> {
        let name = slashed(path);
        let mut arguments = vec!["ls-tree", "-r", "-z", "--name-only", &self.commit];
        if !name.is_empty() {
            arguments.extend(["--", &name]);
        }
        let listed = git(&self.root, &arguments)?;
        let listed = String::from_utf8_lossy(&listed.unwrap_or_default()).into_owned();
        let files: Vec<PathBuf> = listed.split_terminator('\0').map(PathBuf::from).collect();
        if files.len() > MOST_FILES {
            let place = format!("git:{}:{name}", self.revision);
            return Err(DiffRule::TooLarge { place, limit: MOST }.into());
        }
        Ok(files)
    }

    /// Returns the stubs among `files`, of which `path` is the root or the only one.
    fn stubs(&self, path: &Path, files: &[PathBuf], label: &str) -> Result<Vec<SideFile>, Error> {
        if let [file] = files
            && file == path
        {
            return single(file).iter().map(|found| self.file(file, found)).collect();
        }
        let below: Vec<PathBuf> =
            files.iter().filter_map(|file| file.strip_prefix(path).ok()).map(Path::to_owned).collect();
        let is_package = below.iter().any(|file| {
            file.parent() == Some(Path::new("")) && file.file_stem().is_some_and(|it| it == "__init__")
        });
        let root = path.file_name().filter(|_| is_package).map(|it| it.to_string_lossy().into_owned());
        let found = named(&below, root.as_deref());
        if found.is_empty() {
            return Err(DiffRule::NoStubs { side: label.to_owned() }.into());
        }
        found.iter().map(|it| self.file(&path.join(&it.path), it)).collect()
    }

    /// Returns the stub of a project: the directory of a package, or else one file.
    fn stub_of(&self, project: &Project) -> Result<Vec<SideFile>, Error> {
        let single = self.inside(&absolute(&project.stub));
        let (package, single) = if form_of(&single) == FileForm::Package {
            (single.parent().map(Path::to_owned).unwrap_or_default(), single)
        } else {
            (single.with_extension(""), single)
        };
        let in_package = self.files(&package)?;
        let has_package = in_package.contains(&package.join("__init__.pyi"));
        if has_package {
            let stubs = in_package.iter().filter(|file| file.extension().is_some_and(|it| it == "pyi"));
            let stubs = stubs.filter_map(|file| file.strip_prefix(&package).ok()).map(Path::to_owned);
            let found = named(&stubs.collect::<Vec<_>>(), Some(&project.module));
            return found.iter().map(|it| self.file(&package.join(&it.path), it)).collect();
        }
        if !self.files(&single)?.contains(&single) {
            return Err(self.not_committed(&single));
        }
        let (module, form) = (project.module.clone(), form_of(&single));
        let found = Named { path: single.clone(), module, form, language: Language::Stub };
        Ok(vec![self.file(&single, &found)?])
    }

    fn file(&self, path: &Path, found: &Named) -> Result<SideFile, Error> {
        let name = slashed(path);
        let place = format!("{}:{name}", self.revision);
        let object = format!("{}:{name}", self.commit);
        let failed = |reason: String| DiffRule::Unreadable { place: place.clone(), reason };
        let size = git(&self.root, &["cat-file", "-s", &object])?;
        let size = size.and_then(|it| String::from_utf8_lossy(&it).trim().parse::<u64>().ok());
        if size.is_none_or(|size| size > LARGEST_FILE) {
            return Err(DiffRule::TooLarge { place, limit: LARGEST }.into());
        }
        let bytes = git(&self.root, &["cat-file", "blob", &object])?;
        let text = bytes.ok_or_else(|| "it is not a file".to_owned()).and_then(text).map_err(failed)?;
        let (module, form, language) = (found.module.clone(), found.form, found.language);
        Ok(SideFile { place, is_on_disk: false, module, form, language, text })
    }

    /// Returns the version of the crate in the revision, if its manifest states one itself.
    fn version(&self, manifest: &Path) -> Option<String> {
        let name = slashed(&self.inside(&absolute(manifest)));
        let bytes = git(&self.root, &["cat-file", "blob", &format!("{}:{name}", self.commit)]).ok()??;
        let document: toml_edit::DocumentMut = String::from_utf8(bytes).ok()?.parse().ok()?;
        document.get("package")?.get("version")?.as_str().map(str::to_owned)
    }

    fn not_committed(&self, path: &Path) -> Error {
        DiffRule::NotCommitted { revision: self.revision.to_owned(), path: slashed(path) }.into()
    }
}

/// Returns a path as git spells it.
fn slashed(path: &Path) -> String {
    let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/").replacen("//", "/", 1)
}

/// Runs git in a directory. Returns nothing if it fails.
fn git(directory: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, Error> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(arguments);
    let output = Companion::output(&mut command).map_err(|source| DiffRule::NoGit { source })?;
    Ok(output.status.success().then_some(output.stdout))
}
