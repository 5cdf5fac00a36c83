//! Processes that have lost their parent, such as daemons and children of killed processes.
//!
//! On Linux, they become children of this command if it adopts them, and can be ended. On other systems, they become
//! children of the system's first process, and are not found.

#[cfg(target_os = "linux")]
mod linux {
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, WaitOptions};
    use std::time::{Duration, Instant};
    use std::{fs, thread};

    /// How long ending them may take. A process that starts others faster than they are ended is not caught.
    const LIMIT: Duration = Duration::from_secs(5);

    /// The pause between two checks of the processes.
    const PAUSE: Duration = Duration::from_millis(1);

    /// Sets whether processes below this one that lose their parent become children of this one.
    pub fn adopt(wanted: bool) {
        // The processes of a kernel that cannot do this stay with the system.
        let _ = rustix::process::set_child_subreaper(wanted.then(rustix::process::getpid));
    }

    /// Ends the children of this process other than `others`, and the children that they leave, and waits for their end.
    pub fn end(others: &[u32]) {
        let start = Instant::now();
        while has_children() && start.elapsed() < LIMIT {
            let children = children(others);
            if children.is_empty() {
                return;
            }
            for child in &children {
                let _ = rustix::process::kill_process(*child, Signal::KILL);
            }
            for child in &children {
                let _ = rustix::process::waitpid(Some(*child), WaitOptions::NOHANG);
            }
            thread::sleep(PAUSE);
        }
    }

    /// Whether this process has any child. Most have none, and then the list of processes is not read.
    fn has_children() -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        !matches!(rustix::process::waitid(WaitId::All, options), Err(rustix::io::Errno::CHILD))
    }

    fn children(others: &[u32]) -> Vec<Pid> {
        let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
        let numbers = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let numbers =
            numbers.filter(|number| !others.contains(number) && parent(*number) == Some(std::process::id()));
        numbers.filter_map(|number| Pid::from_raw(i32::try_from(number).ok()?)).collect()
    }

    fn parent(process: u32) -> Option<u32> {
        let stat = fs::read(format!("/proc/{process}/stat")).ok()?;
        // The name of the program comes before, in parentheses, and may have any character.
        let end = stat.iter().rposition(|byte| *byte == b')')?;
        std::str::from_utf8(stat.get(end + 1..)?).ok()?.split_whitespace().nth(1)?.parse().ok()
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    /// Does nothing.
    pub fn adopt(_: bool) {}

    /// Does nothing.
    pub fn end(_: &[u32]) {}
}

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{adopt, end};
#[cfg(target_os = "linux")]
pub use linux::{adopt, end};
