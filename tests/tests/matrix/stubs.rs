//! The stubs that are measured, and the extension that they describe.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::project::Project;
use stub_tests::{Outcome, places, stubgen, when};

/// A stub of the extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stub {
    /// By this library.
    Ours,
    /// By this library for an extension without annotations: from PyO3 and the interpreter.
    Bare,
    /// By pyo3-stub-gen 0.23: what `cargo run` writes in `matrix/incumbent`.
    Incumbent,
    /// By PyO3's own introspection: what `maturin generate-stubs` writes in `matrix/inspect`.
    Inspect,
    /// A file.
    File(PathBuf),
}

impl Stub {
    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Ours => "ours".to_owned(),
            Self::Bare => "bare".to_owned(),
            Self::Incumbent => "incumbent".to_owned(),
            Self::Inspect => "inspect".to_owned(),
            Self::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        }
    }
}

/// Lays an empty directory `name` with the extension, the stub, and what the values are made of.
///
/// # Errors
///
/// That the extension cannot be built, or a file not be written.
pub fn lay(stub: &Stub, name: &str) -> Outcome<PathBuf> {
    let site = places::own("sites")?.join(format!("matrix-{name}"));
    if site.exists() {
        when(fs::remove_dir_all(&site), site.display())?;
    }
    when(fs::create_dir_all(&site), site.display())?;
    let directory = places::tests().join("matrix");
    // The packages `incumbent` and `inspect` build a library with the same name as `ours`.
    let target = places::own("matrix-target")?;
    let project = Project::read(&directory.join(if *stub == Stub::Bare { "bare" } else { "ours" }))?;
    let built = stubgen::text(&project.manifest(), &target)?;
    let text = match stub {
        Stub::Ours | Stub::Bare => built,
        Stub::Incumbent => read(&directory.join("incumbent/matrix.pyi"))?,
        Stub::Inspect => read(&directory.join("inspect/matrix.pyi"))?,
        Stub::File(path) => read(path)?,
    };
    when(fs::write(site.join("matrix.pyi"), text), "writing the stub")?;
    let library = if cfg!(windows) { "matrix.pyd" } else { "matrix.so" };
    copy(&project.built(&target), &site.join(library))?;
    copy(&directory.join("things.py"), &site.join("things.py"))?;
    Ok(site)
}

/// What the stub in `site` defines with a type. A stub of an extension without annotations has `Incomplete` where PyO3
/// does not know the type.
///
/// # Errors
///
/// That it cannot be read.
pub fn names(site: &Path) -> Outcome<BTreeSet<String>> {
    let text = read(&site.join("matrix.pyi"))?;
    let name = |head: &String| {
        let rest = head.strip_prefix("def ").or_else(|| head.strip_prefix("class "))?;
        rest.split(['(', ':', '[']).next().map(str::to_owned)
    };
    Ok(heads(&text).iter().filter(|head| !head.contains("Incomplete")).filter_map(name).collect())
}

/// Returns the lines of `text`. What stands in brackets is on the line on which they open.
fn heads(text: &str) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    let mut depth = 0;
    for line in text.lines() {
        match heads.last_mut() {
            Some(head) if depth > 0 => head.push_str(line.trim()),
            _ => heads.push(line.to_owned()),
        }
        let count = |brackets: [char; 2]| line.matches(brackets).count();
        depth = (depth + count(['(', '['])).saturating_sub(count([')', ']']));
    }
    heads
}

fn read(path: &Path) -> Outcome<String> {
    when(fs::read_to_string(path), path.display())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    when(fs::copy(from, to), from.display()).map(drop)
}
