//! A process together with the processes that it starts. They are killed together: when the process has ended, on a time
//! limit, and when the command itself is interrupted.
//!
//! On Unix the process leads a group of its own. The terminal's Ctrl-C then reaches the command alone, which passes it
//! on. On Windows Ctrl-C reaches every process of the console.

use super::children::{has_ended, kill_group, running, when_ended};
use std::io;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus};
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::{Duration, Instant};

/// The pause between two checks of a process that does not report its end.
const PAUSE: Duration = Duration::from_millis(5);

/// The other ends of the standard streams of a process.
pub type Pipes = (Option<ChildStdin>, ChildStdout, ChildStderr);

/// A running process, and what it starts.
#[derive(Debug)]
pub struct Group {
    leader: Child,
}

impl Group {
    /// Starts `command`.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        Ok(Self { leader: running().start_leader(command)? })
    }

    /// Returns the number of the process, and the other ends of its standard streams, of which the first may not be a pipe.
    pub fn pipes(&mut self) -> (u32, io::Result<Pipes>) {
        let missing = || io::Error::other("a standard stream is not a pipe");
        let stdin = self.leader.stdin.take();
        let pipes = match (self.leader.stdout.take(), self.leader.stderr.take()) {
            (Some(stdout), Some(stderr)) => Ok((stdin, stdout, stderr)),
            _ => Err(missing()),
        };
        (self.leader.id(), pipes)
    }

    /// Waits for the process, and returns how it ended, or nothing after `limit`.
    pub fn end_within(&mut self, limit: Duration) -> io::Result<Option<ExitStatus>> {
        let start = Instant::now();
        let ended = when_ended(self.leader.id());
        loop {
            if let Some(status) = self.end()? {
                return Ok(Some(status));
            }
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(None);
            }
            if ended.recv_timeout(left) == Err(RecvTimeoutError::Disconnected) {
                thread::sleep(left.min(PAUSE));
            }
        }
    }

    /// Returns how the process ended, if it did. What it has started is killed then.
    fn end(&mut self) -> io::Result<Option<ExitStatus>> {
        let mut running = running();
        if !has_ended(&mut self.leader)? {
            return Ok(None);
        }
        kill_group(self.leader.id());
        running.collect(&mut self.leader).map(Some)
    }

    /// Kills the process, and on Unix what it has started. It may end by itself at this moment, and then
    /// there is nothing to kill.
    pub fn kill(mut self) -> io::Result<()> {
        let mut running = running();
        kill_group(self.leader.id());
        let _ = self.leader.kill();
        running.collect(&mut self.leader)?;
        Ok(())
    }
}

/// Kills the group of the process `leader`, if that is still running.
pub fn stop(leader: u32) {
    let running = running();
    if running.leads(leader) {
        kill_group(leader);
    }
}
