//! A directory that Python imports from, laid out as maturin lays it out.

use crate::project::Project;
use crate::{Outcome, places, when};
use std::fs;
use std::path::{Path, PathBuf};

/// Lays out `project`: its Python sources, the shared library `built`, and `stub` beside it.
///
/// # Errors
///
/// That a file cannot be written.
pub fn lay(project: &Project, built: &Path, stub: &str) -> Outcome<PathBuf> {
    let site = places::own("sites")?.join(&project.name);
    if site.exists() {
        when(fs::remove_dir_all(&site), site.display())?;
    }
    when(fs::create_dir_all(&site), site.display())?;
    if let Some(source) = &project.python_source {
        places::copy(source, &site)?;
    }
    let stub_place = site.join(project.stub_in_site());
    when(fs::write(&stub_place, stub), stub_place.display())?;
    let library = stub_place.with_extension(if cfg!(windows) { "pyd" } else { "so" });
    when(fs::copy(built, &library), format_args!("copying {}", built.display()))?;
    Ok(site)
}
