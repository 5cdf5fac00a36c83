//! Finds the stubs below a directory, and the modules that they describe.

use super::around::{is_name, without_suffix};
use super::files::{PACKAGE, read};
use crate::rules::TreeRule;
use crate::system::shown;
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::text::dotted;
use std::path::{Path, PathBuf};

/// How many stubs are read.
const MOST: usize = 100_000;

/// Reads every stub below `directory`, which describes the module `name`, or has modules without a common name.
pub(super) fn read_all(directory: &Path, name: &str) -> Result<Vec<TreeFile>, TreeRule> {
    let mut walk = Walk { top: directory, around: Vec::new(), files: Vec::new() };
    walk.visit(directory, name)?;
    Ok(walk.files)
}

struct Walk<'a> {
    top: &'a Path,
    /// The directories that are being read, without links.
    around: Vec<PathBuf>,
    files: Vec<TreeFile>,
}

impl Walk<'_> {
    fn visit(&mut self, directory: &Path, name: &str) -> Result<(), TreeRule> {
        let failed = |error: std::io::Error| TreeRule::Unreadable {
            path: shown(directory).to_owned(),
            reason: error.to_string(),
        };
        let real = fs_err::canonicalize(directory).map_err(failed)?;
        if self.around.contains(&real) {
            return Err(TreeRule::Loop { path: shown(directory).to_owned() });
        }
        self.around.push(real);
        let entries = fs_err::read_dir(directory).map_err(failed)?;
        let mut paths =
            entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        paths.sort();
        for path in paths {
            self.entry(&path, name)?;
        }
        self.around.pop();
        Ok(())
    }

    fn entry(&mut self, path: &Path, parent: &str) -> Result<(), TreeRule> {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Ok(()) };
        let below =
            |name: &str| if parent.is_empty() { name.to_owned() } else { dotted::join(parent, &[name]) };
        if path.is_dir() {
            let module = without_suffix(name);
            // A directory with another name cannot be a package.
            return if is_name(module) { self.visit(path, &below(module)) } else { Ok(()) };
        }
        let Some(module) = name.strip_suffix(".pyi").filter(|module| is_name(module)) else { return Ok(()) };
        if self.files.len() == MOST {
            return Err(TreeRule::TooMany { path: shown(self.top).to_owned(), count: MOST });
        }
        let file = match module == PACKAGE {
            // What is directly in a directory of modules is not a package.
            true if parent.is_empty() => return Ok(()),
            true => read(path, parent.to_owned(), FileForm::Package)?,
            false => read(path, below(module), FileForm::Module)?,
        };
        self.files.push(file);
        Ok(())
    }
}
