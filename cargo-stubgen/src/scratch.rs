//! Temporary files and directories: they go when they are dropped, and when the command is told to end.

use crate::error::Error;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use tempfile::{NamedTempFile, TempDir, TempPath};

/// How often removing is tried: a process that was killed may still write for a moment.
const ATTEMPTS: u32 = 20;

/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(5);

/// What there is now.
static MADE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn made() -> MutexGuard<'static, Vec<PathBuf>> {
    MADE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file or directory.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    kind: Option<Kind>,
}

/// What removes it.
#[derive(Debug)]
#[expect(dead_code, reason = "they are held for what they do when they are dropped")]
enum Kind {
    Directory(TempDir),
    File(TempPath),
}

impl Scratch {
    /// An empty directory.
    ///
    /// # Errors
    ///
    /// [`Error::Temporary`], with what the operating system says.
    pub fn directory() -> Result<Self, Error> {
        Self::make(|| tempfile::tempdir().map(|made| (made.path().to_owned(), Kind::Directory(made))))
    }

    /// An empty file.
    ///
    /// # Errors
    ///
    /// [`Error::Temporary`], with what the operating system says.
    pub fn file() -> Result<Self, Error> {
        Self::make(|| {
            let made = NamedTempFile::new()?.into_temp_path();
            Ok((made.to_path_buf(), Kind::File(made)))
        })
    }

    fn make(make: impl FnOnce() -> io::Result<(PathBuf, Kind)>) -> Result<Self, Error> {
        // Locked until it is known: no interruption may fall between.
        let mut all = made();
        let (path, kind) = make().map_err(Error::Temporary)?;
        all.push(path.clone());
        Ok(Self { path, kind: Some(kind) })
    }
}

impl Deref for Scratch {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let mut all = made();
        drop(self.kind.take());
        all.retain(|path| *path != self.path);
    }
}

/// Removes everything, for a command that ends at once. Nothing can be made any more while what is returned lives.
#[cfg_attr(not(unix), allow(dead_code, reason = "Ctrl-C is not watched for there"))]
pub fn remove_all() -> impl Drop {
    let all = made();
    for path in all.iter() {
        let is_gone = || match std::fs::symlink_metadata(path) {
            Ok(found) if found.is_dir() => std::fs::remove_dir_all(path).is_ok(),
            Ok(_) => std::fs::remove_file(path).is_ok(),
            Err(_) => true,
        };
        for _ in 0..ATTEMPTS {
            if is_gone() {
                break;
            }
            thread::sleep(PAUSE);
        }
    }
    all
}
