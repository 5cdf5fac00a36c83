//! Reads the output of a process while it runs, so that the process never waits and only the kept part takes memory.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long the end of a stream is waited for when its process has ended. A process that has left the group may keep the
/// stream open.
const GRACE: Duration = Duration::from_millis(500);

/// How much is kept of each end of an output that is for people.
const END: usize = 8 << 10;

/// The most that a process may print.
const MOST_OUTPUT: u64 = 16 << 20;

/// The longest answer of a process.
const MOST_DATA: u64 = 256 << 20;

/// The part of a stream that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Everything, for a program to read.
    All,
    /// The beginning and the end, for people.
    Ends,
}

/// The contents of a stream so far.
#[derive(Debug, Default)]
struct Kept {
    first: Vec<u8>,
    last: Vec<u8>,
    left_out: u64,
    total: u64,
}

impl Kept {
    fn add(&mut self, bytes: &[u8], keep: Keep) {
        self.total += bytes.len() as u64;
        let room = match keep {
            Keep::All => bytes.len(),
            Keep::Ends => bytes.len().min(END.saturating_sub(self.first.len())),
        };
        let (first, rest) = bytes.split_at(room);
        self.first.extend_from_slice(first);
        self.last.extend_from_slice(rest);
        if self.last.len() > 2 * END {
            self.shorten();
        }
    }

    /// Leaves out what is too far from the end.
    fn shorten(&mut self) {
        let surplus = self.last.len().saturating_sub(END);
        self.last.drain(..surplus);
        self.left_out += surplus as u64;
    }

    /// Returns everything, with a line for what is left out.
    fn text(mut self) -> Vec<u8> {
        self.shorten();
        if self.left_out > 0 {
            let note = format!("\n[{} bytes are left out here]\n", self.left_out);
            self.first.extend_from_slice(note.as_bytes());
        }
        self.first.append(&mut self.last);
        self.first
    }
}

/// A stream that is being read.
pub struct Stream {
    kept: Arc<Mutex<Kept>>,
    is_too_long: Arc<AtomicBool>,
    ended: Receiver<()>,
}

impl Stream {
    /// Reads `source` until it ends or carries too much. Then `stop` is called.
    ///
    /// # Errors
    ///
    /// The operating system has no thread left.
    pub fn read(
        mut source: impl Read + Send + 'static,
        keep: Keep,
        stop: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<Self> {
        let most = match keep {
            Keep::All => MOST_DATA,
            Keep::Ends => MOST_OUTPUT,
        };
        let kept = Arc::<Mutex<Kept>>::default();
        let is_too_long = Arc::<AtomicBool>::default();
        let (tell, ended) = mpsc::channel();
        let (all, flag) = (Arc::clone(&kept), Arc::clone(&is_too_long));
        let read = move || {
            let mut buffer = vec![0; 64 << 10];
            // A stream that cannot be read has ended.
            while let Ok(count @ 1..) = source.read(&mut buffer) {
                let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
                all.add(buffer.get(..count).unwrap_or_default(), keep);
                if all.total > most {
                    flag.store(true, Ordering::Relaxed);
                    stop();
                    break;
                }
            }
            // The receiver is gone if it did not want to wait.
            let _ = tell.send(());
        };
        thread::Builder::new().spawn(read)?;
        Ok(Self { kept, is_too_long, ended })
    }

    /// Whether the stream has carried more than it may.
    pub fn is_too_long(&self) -> bool {
        self.is_too_long.load(Ordering::Relaxed)
    }

    /// Returns what is kept, when the process has ended.
    pub fn finish(self) -> Vec<u8> {
        let _ = self.ended.recv_timeout(GRACE);
        std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner)).text()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::io;

    #[test]
    fn both_ends_of_a_long_output_are_kept() {
        let text: Vec<u8> = (0..100_000).flat_map(|number| format!("line {number}\n").into_bytes()).collect();
        let stream = Stream::read(io::Cursor::new(text.clone()), Keep::Ends, || ()).unwrap();
        let kept = String::from_utf8(stream.finish()).unwrap();
        assert!(kept.len() < 3 * END, "{}", kept.len());
        assert!(kept.starts_with("line 0\nline 1\n") && kept.ends_with("line 99999\n"), "{kept}");
        assert!(kept.contains(&format!("\n[{} bytes are left out here]\n", text.len() - 2 * END)), "{kept}");
        let stream = Stream::read(io::Cursor::new(text.clone()), Keep::All, || ()).unwrap();
        assert_eq!(stream.finish(), text);
    }

    #[test]
    fn an_endless_output_is_stopped() {
        let (tell, told) = mpsc::channel();
        let stream = Stream::read(io::repeat(b'x'), Keep::Ends, move || tell.send(()).unwrap()).unwrap();
        told.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(stream.is_too_long());
        assert!(stream.finish().len() < 3 * END);
    }
}
