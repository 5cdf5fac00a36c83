//! A directory that Python imports from, laid out as maturin lays it out.

use crate::project::Project;
use crate::stubgen::Files;
use crate::{Outcome, places, when};
use std::fs;
use std::path::{Path, PathBuf};

/// Lays out `project`: its Python sources, the shared library `built`, and `stub` beside it.
///
/// # Errors
///
/// That a file cannot be written.
pub fn lay(project: &Project, built: &Path, stub: &Files) -> Outcome<PathBuf> {
    let site = places::own("sites")?.join(&project.name);
    places::empty(&site)?;
    if let Some(source) = &project.python_source {
        places::copy(source, &site)?;
    }
    for (path, text) in stub {
        places::write(&site.join(path), text)?;
    }
    let suffix = if cfg!(windows) { "pyd" } else { "so" };
    let library = site.join(project.module_in_site()).with_extension(suffix);
    when(fs::copy(built, &library), format_args!("copying {}", built.display()))?;
    Ok(site)
}
