//! Temporary directories: they are removed when they are dropped, and when the command is interrupted.

use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How often removing is tried, because a process that was killed may still write for a moment.
const ATTEMPTS: u32 = 20;

/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(5);

/// The directories that exist now.
static MADE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn made() -> MutexGuard<'static, Vec<PathBuf>> {
    MADE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary directory.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes an empty directory.
    ///
    /// # Errors
    ///
    /// The operating system refuses.
    pub fn directory() -> io::Result<Self> {
        // Locked until it is known, so that no interruption falls between.
        let mut all = made();
        let path = tempfile::tempdir()?.keep();
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
        // Files that cannot be removed stay in the system's temporary directory.
        let _ = remove(&self.0);
        all.retain(|path| *path != self.0);
    }
}

/// Removes everything, for a command that ends at once. Nothing can be made while what is returned lives.
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
    std::fs::remove_dir_all(path)
}
