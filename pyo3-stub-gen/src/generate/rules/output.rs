//! Rules about files that are written, compared or removed.

use std::fmt;
use std::io;
use std::path::PathBuf;

crate::__rules! {
    /// Why a file could not be written, compared or removed.
    #[derive(Debug)]
    pub enum OutputError {
        /// A file that is in the place of a stub does not begin with the header of generated files.
        ///
        /// It may have been written by hand, so it is not replaced without `--force`.
        "hand-written": error, HandWritten { path: PathBuf } => {
            message: ("`{path}` was not generated, and is left as it is", path = path.display()),
            remedy: "move the file away, pass `--force` to replace it, or choose another place with `--output`",
        }

        /// A file that is in the place of a stub was generated for another extension module, whose name is in its first line.
        ///
        /// Two extensions may have been given one place. If the extension was renamed, `--force` replaces the file.
        "other-module": error, OtherModule { path: PathBuf, module: String } => {
            message: ("`{path}` was generated for the module `{module}`, and is left as it is", path = path.display()),
            remedy: "choose another place with `--output`, or pass `--force` to replace the file",
        }

        /// The text that was about to be written is not valid Python. Nothing is written then.
        ///
        /// Names and texts of an extension are checked where they come in, so this is a mistake in this library.
        "invalid-stub": error, NotPython { path: PathBuf, line: u32, reason: String, text: String } => {
            message: ("`{path}` is not written, because line {line} would not be valid Python: {reason}\n{text}",
                      path = path.display()),
            remedy: "please report this, with the Rust item that the line is about",
        }

        /// A directory, a device or a pipe is in the place of a file.
        "not-a-file": error, NotAFile { path: PathBuf, kind: NotAFile } => {
            message: ("`{path}` is {kind}, not a file", path = path.display()),
            remedy: "name a `.pyi` file with `--output`, or print the stub with `--stdout`",
        }

        /// The file or its directory is write-protected.
        "read-only": error, ReadOnly { path: PathBuf } => {
            message: ("`{path}` is read-only", path = path.display()),
            remedy: "make it writable, choose another place with `--output`, or print the stub with `--stdout`",
        }

        /// The operating system refused to read, write or remove a file.
        "file-access": error, Io { action: &'static str, path: PathBuf, source: io::Error } => {
            message: ("cannot {action} `{path}`: {source}", path = path.display()),
            remedy: "choose another place with `--output`, or print the stub with `--stdout`",
        }
    }
}

/// What a path is instead of a file.
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
