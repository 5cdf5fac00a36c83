//! Two directories with the stubs and the code of all changes: one before, and one after.

use crate::changes::List;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::{Outcome, places, when};
use tempfile::TempDir;

/// What stands for the name of the module in stubs and in code.
const MODULE: &str = "MODULE";

/// Where another file begins.
const FILE: &str = "#: ";

/// The directories, which are removed when this is dropped.
pub struct Sites {
    _root: TempDir,
    /// With the old stubs.
    pub before: PathBuf,
    /// With the new ones.
    pub after: PathBuf,
}

impl Sites {
    /// Writes both.
    pub fn write(list: &List) -> Outcome<Self> {
        let root = when(tempfile::tempdir_in(places::own("diff")?), "making a directory")?;
        let (before, after) = (root.path().join("before"), root.path().join("after"));
        let sites = Self { _root: root, before, after };
        for (index, change) in list.changes.iter().enumerate() {
            for (site, stub) in [(&sites.before, &change.old), (&sites.after, &change.new)] {
                put_stub(site, &module(index), &list.prelude, stub)?;
                put(&site.join(user(index)), &code(index, &list.prelude, &change.r#use))?;
                if let Some(gain) = &change.gain {
                    put(&site.join(gained(index)), &code(index, &list.prelude, gain))?;
                }
            }
        }
        Ok(sites)
    }
}

/// The module of a change.
pub fn module(index: usize) -> String {
    format!("c{index:03}")
}

/// The file with the code of a user.
pub fn user(index: usize) -> String {
    format!("use_{index:03}.py")
}

/// The file with what a user gains.
pub fn gained(index: usize) -> String {
    format!("gain_{index:03}.py")
}

fn code(index: usize, prelude: &str, code: &str) -> String {
    let module = module(index);
    let code = code.trim_start().replace(MODULE, &module);
    format!("{prelude}import {module} as m\n{code}\n")
}

/// Writes a stub: one file, or a package of several.
fn put_stub(site: &Path, module: &str, prelude: &str, stub: &str) -> Outcome {
    let stub = stub.trim_start().replace(MODULE, module);
    let mut parts = stub.split(FILE);
    let first = parts.next().unwrap_or_default();
    let others: Vec<&str> = parts.collect();
    if others.is_empty() {
        return put(&site.join(format!("{module}.pyi")), &format!("{prelude}{first}\n"));
    }
    put(&site.join(module).join("__init__.pyi"), &format!("{prelude}{first}\n"))?;
    for part in others {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        put(&site.join(module).join(name.trim()), &format!("{prelude}{text}\n"))?;
    }
    Ok(())
}

/// Writes a file, and the directory that it is in.
pub fn put(path: &Path, text: &str) -> Outcome {
    let parent = path.parent().unwrap_or(path);
    when(fs::create_dir_all(parent), parent.display())?;
    when(fs::write(path, text), path.display())
}
