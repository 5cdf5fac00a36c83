//! The Python package that watches the calls, as files on disk.

use crate::python::LAZY_SUBMODULES;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the package.
const PACKAGE: &str = "_stubgen_trace";

/// The module that Python imports when it starts, which is beside the package.
const HOOK: (&str, &str) = ("sitecustomize.py", include_str!("sitecustomize.py"));

const FILES: [(&str, &str); 13] = [
    ("__init__.py", include_str!("__init__.py")),
    ("start.py", include_str!("start.py")),
    ("job.py", include_str!("job.py")),
    ("describe.py", include_str!("describe.py")),
    ("contents.py", include_str!("contents.py")),
    ("calls.py", include_str!("calls.py")),
    ("coroutines.py", include_str!("coroutines.py")),
    ("awaiting.py", include_str!("awaiting.py")),
    ("layout.py", include_str!("layout.py")),
    ("wrap.py", include_str!("wrap.py")),
    ("lazy_submodules.py", LAZY_SUBMODULES),
    ("judge.py", include_str!("judge.py")),
    ("pytest_plugin.py", include_str!("pytest_plugin.py")),
];

/// Writes the package below `directory`, and returns the directory for the path of Python.
pub fn lay(directory: &Path) -> io::Result<PathBuf> {
    let hook = directory.join("hook");
    let package = hook.join(PACKAGE);
    fs_err::create_dir_all(&package)?;
    for (name, text) in FILES {
        fs_err::write(package.join(name), text)?;
    }
    fs_err::write(hook.join(HOOK.0), HOOK.1)?;
    Ok(hook)
}
