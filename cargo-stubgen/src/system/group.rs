//! A process together with the processes that it starts. They are killed together: when the process has ended, on a time
//! limit, and when the command itself is interrupted.
//!
//! On Unix the process leads a group of its own. The terminal's Ctrl-C then reaches the command alone, and
//! [`end_with_the_command`] passes it on. On Windows Ctrl-C reaches every process of the console by itself.

#[cfg(unix)]
use super::scratch;
use std::io;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The pause between two checks of a process that does not report its end.
const PAUSE: Duration = Duration::from_millis(5);

/// The processes that run now. A process is in this list from its start until its end was seen.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

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
        lead_a_group(command);
        // Locked until the process is known, so that no interruption falls between.
        let mut running = running();
        let leader = command.spawn()?;
        running.push(leader.id());
        Ok(Self { leader })
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
        if !has_ended(self.leader.id()) {
            return Ok(None);
        }
        kill(self.leader.id());
        let status = self.leader.try_wait()?;
        if status.is_some() {
            running.retain(|id| *id != self.leader.id());
        }
        Ok(status)
    }

    /// Kills the process, and on Unix what it has started. It may end by itself at this moment, and then
    /// there is nothing to kill.
    pub fn kill(mut self) -> io::Result<()> {
        let mut running = running();
        kill(self.leader.id());
        let _ = self.leader.kill();
        self.leader.wait()?;
        running.retain(|id| *id != self.leader.id());
        Ok(())
    }
}

#[cfg(unix)]
fn lead_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn lead_a_group(_: &mut Command) {}

/// Returns a channel that receives a value when the process `leader` has ended, and that is closed at once where the end
/// cannot be awaited.
///
/// A thread waits, but does not collect the process. [`Group::end`] does, and until then no other process gets its number.
#[cfg(unix)]
fn when_ended(leader: u32) -> Receiver<()> {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let (tell, told) = mpsc::channel();
    let wait = move || {
        let Some(leader) = i32::try_from(leader).ok().and_then(Pid::from_raw) else { return };
        if waitid(WaitId::Pid(leader), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT).is_ok() {
            // The receiver is gone when the time is over.
            let _ = tell.send(());
        }
    };
    // Without a thread, `tell` is dropped.
    let _ = thread::Builder::new().spawn(wait);
    told
}

#[cfg(not(unix))]
fn when_ended(_: u32) -> Receiver<()> {
    mpsc::channel().1
}

/// Whether the process `leader` has ended. It is not collected, so that no other process gets its number.
#[cfg(unix)]
fn has_ended(leader: u32) -> bool {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let Some(leader) = i32::try_from(leader).ok().and_then(Pid::from_raw) else { return true };
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    // If that cannot be asked, the process is asked by collecting it.
    waitid(WaitId::Pid(leader), options).map_or(true, |status| status.is_some())
}

#[cfg(not(unix))]
fn has_ended(_: u32) -> bool {
    true
}

/// Kills the group of the process `leader`, if that is still running.
pub fn stop(leader: u32) {
    if running().contains(&leader) {
        kill(leader);
    }
}

/// Kills the group that the process `leader` leads.
#[cfg(unix)]
fn kill(leader: u32) {
    if let Some(group) = i32::try_from(leader).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}

#[cfg(not(unix))]
fn kill(_: u32) {}

/// Makes an interruption of the command (Ctrl-C, a closed terminal, `kill`) end the processes that it has started too,
/// and remove its temporary files. The command then ends by the signal, as it would without this. Before that, it holds what
/// `before_the_end` returns.
///
/// # Errors
///
/// The operating system refuses to watch for signals.
#[cfg(unix)]
pub fn end_with_the_command<G>(before_the_end: impl Fn() -> G + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            // Locked until the process is gone, so that no other process is started.
            let running = running();
            running.iter().copied().for_each(kill);
            let _files = before_the_end();
            let _scratch = scratch::remove_all();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}

/// Does nothing, because Windows ends all processes of a console.
#[cfg(not(unix))]
pub fn end_with_the_command<G>(_: impl Fn() -> G + Send + 'static) -> io::Result<()> {
    Ok(())
}
