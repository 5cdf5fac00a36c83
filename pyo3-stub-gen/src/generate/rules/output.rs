//! Rules about files that are written, compared or removed.

use std::fmt;
use std::io;
use std::path::PathBuf;

crate::__rules! {
    /// Why a file could not be written, compared or removed.
    #[derive(Debug)]
    pub enum OutputError {
        /// The file at the path of a stub does not begin with the header of generated files.
        ///
        /// It may have been written by hand, so it is not replaced without `--force`.
        "hand-written": error, HandWritten { path: PathBuf } => {
            message: ("`{path}` was not generated, so it is not replaced", path = path.display()),
            remedy: "move the file, pass `--force` to replace it, or choose another path with `--output`",
        }

        /// The file at the path of a stub was generated for another extension module, which its first line names.
        ///
        /// Two extensions may use the same path. If the extension was renamed, `--force` replaces the file.
        "other-module": error, OtherModule { path: PathBuf, module: String } => {
            message: ("`{path}` was generated for the module `{module}`, so it is not replaced", path = path.display()),
            remedy: "choose another path with `--output`, or pass `--force` to replace the file",
        }

        /// The generated text is not valid Python, so it is not written.
        ///
        /// Names and texts of an extension are checked when they are read, so this is a bug in pyo3-stub-gen.
        "invalid-stub": error, NotPython { path: PathBuf, line: u32, reason: String, text: String } => {
            message: ("`{path}` is not written, because line {line} would not be valid Python: {reason}\n{text}",
                      path = path.display()),
            remedy: "please report this, with the Rust item that the line is about",
        }

        /// The path of a file is that of a directory, a device or a pipe.
        "not-a-file": error, NotAFile { path: PathBuf, kind: NotAFile } => {
            message: ("`{path}` is {kind}, not a file", path = path.display()),
            remedy: "name a `.pyi` file with `--output`, or print the stub with `--stdout`",
        }

        /// The file or its directory is write-protected.
        "read-only": error, ReadOnly { path: PathBuf } => {
            message: ("`{path}` is read-only", path = path.display()),
            remedy: "make it writable, choose another path with `--output`, or print the stub with `--stdout`",
        }

        /// The path of a file that belongs to the stub is a link, or passes through one, that leads to a place outside the
        /// project.
        ///
        /// The project is the directory of `pyproject.toml`, or the repository around it. Besides the stub, the rule concerns
        /// the stubs of importable submodules, `__init__.py`, `py.typed` and the files of an earlier stub.
        "linked-outside": error, LinkedOutside { file: PathBuf, path: PathBuf } => {
            message: ("`{file}` leads outside the project through a link, to `{path}`",
                      file = file.display(), path = path.display()),
            remedy: "replace the link with a file or a directory, or pass the path of the stub with `--output`",
        }

        /// The operating system refused to read, write or remove a file.
        "file-access": error, Io { action: &'static str, path: PathBuf, source: io::Error } => {
            message: ("cannot {action} `{path}`: {source}", path = path.display()),
            remedy: "choose another path with `--output`, or print the stub with `--stdout`",
        }
    }
}

/// The kind of a path that is not a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAFile {
    /// A directory.
    Directory,
    /// A device, pipe or socket.
    Special,
}

impl fmt::Display for NotAFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Directory => "a directory",
            Self::Special => "a device or pipe",
        })
    }
}
