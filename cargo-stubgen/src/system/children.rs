//! The processes that run now. They end when the command is interrupted.

use super::orphans;
#[cfg(unix)]
use super::scratch;
use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
#[cfg(unix)]
use std::time::{Duration, Instant};

/// How long an interrupted command waits for the end of the processes that it has killed.
#[cfg(unix)]
const LIMIT: Duration = Duration::from_secs(5);

/// The pause between two checks of them.
#[cfg(unix)]
const PAUSE: Duration = Duration::from_millis(1);

static RUNNING: Mutex<Running> = Mutex::new(Running { leaders: Vec::new(), companions: Vec::new() });

/// The numbers of the processes that run now. A number is in one of these lists from the start of its process until its end
/// was seen. The process is not collected before, so that no other process gets its number.
#[derive(Debug)]
pub struct Running {
    /// Those that lead a separate group.
    leaders: Vec<u32>,
    /// Those in the group of the command.
    companions: Vec<u32>,
}

/// Returns the processes that run now. An interruption waits until what is returned is dropped.
pub fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Running {
    /// Starts a process in the group of the command.
    pub fn start_companion(&mut self, command: &mut Command) -> io::Result<Child> {
        let child = command.spawn()?;
        self.companions.push(child.id());
        Ok(child)
    }

    /// Starts a process that leads a separate group. Processes that it starts become children of the command if they
    /// lose their parent.
    pub fn start_leader(&mut self, command: &mut Command) -> io::Result<Child> {
        lead_a_group(command);
        orphans::adopt(true);
        let child = command.spawn();
        match &child {
            Ok(child) => self.leaders.push(child.id()),
            Err(_) => self.end_orphans(),
        }
        child
    }

    /// Whether this process leads a group, and its end was not seen.
    pub fn leads(&self, id: u32) -> bool {
        self.leaders.contains(&id)
    }

    /// Collects a process that has ended. With the last group, processes that have left a group are ended too.
    pub fn collect(&mut self, child: &mut Child) -> io::Result<ExitStatus> {
        let status = child.wait()?;
        let id = child.id();
        self.companions.retain(|it| *it != id);
        if self.leads(id) {
            self.leaders.retain(|it| *it != id);
            self.end_orphans();
        }
        Ok(status)
    }

    fn end_orphans(&self) {
        if self.leaders.is_empty() {
            orphans::end(&self.companions);
            orphans::adopt(false);
        }
    }

    /// Kills every process and what it has started, and waits for their end.
    #[cfg(unix)]
    fn end(&self) {
        let start = Instant::now();
        orphans::adopt(true);
        self.leaders.iter().copied().for_each(kill_group);
        self.companions.iter().copied().for_each(kill);
        orphans::end(&[]);
        let all = self.leaders.iter().chain(&self.companions);
        while !all.clone().all(|id| is_over(*id)) && start.elapsed() < LIMIT {
            thread::sleep(PAUSE);
        }
    }
}

#[cfg(unix)]
fn lead_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn lead_a_group(_: &mut Command) {}

#[cfg(unix)]
fn pid(id: u32) -> Option<rustix::process::Pid> {
    i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw)
}

/// Kills the group that a process leads.
#[cfg(unix)]
pub fn kill_group(leader: u32) {
    if let Some(group) = pid(leader) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}

#[cfg(not(unix))]
pub fn kill_group(_: u32) {}

#[cfg(unix)]
fn kill(id: u32) {
    if let Some(process) = pid(id) {
        let _ = rustix::process::kill_process(process, rustix::process::Signal::KILL);
    }
}

/// Returns a channel that receives a value when a process has ended, and that is closed at once if the end cannot be
/// awaited.
///
/// A thread waits, but does not collect the process. [`Running::collect`] does.
#[cfg(unix)]
pub fn when_ended(id: u32) -> Receiver<()> {
    let (tell, told) = mpsc::channel();
    let wait = move || {
        if wait_for(id) {
            // The receiver is dropped after the time limit.
            let _ = tell.send(());
        }
    };
    // Without a thread, `tell` is dropped.
    let _ = thread::Builder::new().spawn(wait);
    told
}

#[cfg(not(unix))]
pub fn when_ended(_: u32) -> Receiver<()> {
    mpsc::channel().1
}

/// Waits for the end of a process without collecting it. Returns whether that was possible.
#[cfg(unix)]
pub fn wait_for(id: u32) -> bool {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    pid(id).is_some_and(|pid| waitid(WaitId::Pid(pid), options).is_ok())
}

#[cfg(not(unix))]
pub fn wait_for(_: u32) -> bool {
    false
}

/// Whether a process has ended. On Unix it is not collected.
#[cfg(unix)]
pub fn has_ended(child: &mut Child) -> io::Result<bool> {
    Ok(is_over(child.id()))
}

#[cfg(not(unix))]
pub fn has_ended(child: &mut Child) -> io::Result<bool> {
    child.try_wait().map(|status| status.is_some())
}

/// Whether the process with this number has ended. It is not collected. A number that has no process has ended.
#[cfg(unix)]
fn is_over(id: u32) -> bool {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    pid(id).is_none_or(|pid| waitid(WaitId::Pid(pid), options).map_or(true, |status| status.is_some()))
}

/// Makes an interruption of the command (Ctrl-C, Ctrl-\, a closed terminal, `kill`) end the processes that it has started too,
/// and remove its temporary files. The command then ends by the signal, as it would without this. Before that, it holds what
/// `before_the_end` returns.
///
/// # Errors
///
/// The operating system refuses to watch for signals.
#[cfg(unix)]
pub fn end_with_the_command<G>(before_the_end: impl Fn() -> G + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    // A file that becomes too large is an error of what writes it.
    signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default())?;
    thread::spawn(move || {
        for signal in signals.forever() {
            // Locked until the process is gone, so that no other process is started.
            let running = running();
            running.end();
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
