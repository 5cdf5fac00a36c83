//! Temporary files and directories: they go when they are dropped, and when the command is told to end.

use crate::error::Error;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use tempfile::NamedTempFile;

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
pub struct Scratch(PathBuf);

impl Scratch {
    /// An empty directory.
    ///
    /// # Errors
    ///
    /// [`Error::Temporary`], with what the operating system says.
    pub fn directory() -> Result<Self, Error> {
        Self::make(|| Ok(tempfile::tempdir()?.keep()))
    }

    /// An empty file.
    ///
    /// # Errors
    ///
    /// [`Error::Temporary`], with what the operating system says.
    pub fn file() -> Result<Self, Error> {
        Self::make(|| Ok(NamedTempFile::new()?.into_temp_path().keep()?))
    }

    fn make(make: impl FnOnce() -> io::Result<PathBuf>) -> Result<Self, Error> {
        // Locked until it is known: no interruption may fall between.
        let mut all = made();
        let path = make().map_err(Error::Temporary)?;
        all.push(path.clone());
        Ok(Self(path))
    }
}

impl Deref for Scratch {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let mut all = made();
        // What cannot be removed stays: it is in the system's temporary directory.
        let _ = remove(&self.0);
        all.retain(|path| *path != self.0);
    }
}

/// Removes everything, for a command that ends at once. Nothing can be made any more while what is returned lives.
#[cfg_attr(not(unix), allow(dead_code, reason = "Ctrl-C is not watched for there"))]
pub fn remove_all() -> impl Drop {
    let all = made();
    for path in all.iter() {
        for _ in 0..ATTEMPTS {
            if remove(path).is_ok() {
                break;
            }
            thread::sleep(PAUSE);
        }
    }
    all
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }
}
