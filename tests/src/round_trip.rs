//! A stub as a file for each module, and as one again.

use crate::project::Project;
use crate::stubgen::{self, Files};
use crate::{Outcome, compare, places, run, when};
use std::fs;
use std::path::{Path, PathBuf};

/// The bundle of the files that `cargo stubgen expand` writes for `project` is its `stub`, and so is the bundle of the stub.
///
/// # Errors
///
/// The difference, or the output of the commands.
pub fn gives_the_stub(project: &Project, stub: &Files, target: &Path) -> Outcome {
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let (tree, own) = (directory.path().join("tree"), directory.path().join("own"));
    let mut expand = stubgen::stubgen(&project.manifest(), target)?;
    run::success(expand.args(["expand", "--locked"]).arg(&tree))?;
    for (place, text) in stub {
        places::write(&own.join(place), text)?;
    }
    for (name, source) in [("the bundle of its files", &tree), ("the bundle of the stub", &own)] {
        let found = bundle(project, source, &source.with_extension("bundle"), target)?;
        compare::same_files(stub, &found, name)?;
    }
    Ok(())
}

/// Bundles the tree of stubs `source` into `directory`, and returns what was written there.
fn bundle(project: &Project, source: &Path, directory: &Path, target: &Path) -> Outcome<Files> {
    let output = directory.join(project.module_in_site()).with_extension("pyi");
    let parent = output.parent().unwrap_or(directory);
    when(fs::create_dir_all(parent), parent.display())?;
    let mut bundle = stubgen::stubgen(&project.manifest(), target)?;
    run::success(bundle.arg("bundle").arg(source).arg("-o").arg(&output))?;
    let paths = places::files(directory)?;
    let read = |path: &PathBuf| {
        let place = when(path.strip_prefix(directory), path.display())?;
        Ok((place.to_owned(), when(fs::read_to_string(path), path.display())?))
    };
    paths.iter().map(read).collect()
}
