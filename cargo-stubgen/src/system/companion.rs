//! A process that the user sees and that may ask questions, such as Cargo. It stays in the group of the command, and
//! therefore in the foreground of the terminal. It has no limits, and ends when the command is interrupted.

use super::children::{running, wait_for};
use std::io::{self, Read as _};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::thread;

/// A running process.
#[derive(Debug)]
pub struct Companion {
    child: Child,
    is_collected: bool,
}

impl Companion {
    /// Starts `command`.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let child = running().start_companion(command)?;
        Ok(Self { child, is_collected: false })
    }

    /// Runs `command`, and returns what it wrote to its standard streams.
    pub fn output(command: &mut Command) -> io::Result<Output> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut companion = Self::start(command)?;
        let mut stderr = companion.child.stderr.take();
        let read = move || {
            let mut text = Vec::new();
            stderr.as_mut().map_or(Ok(0), |stderr| stderr.read_to_end(&mut text)).map(|_| text)
        };
        let reader = thread::Builder::new().spawn(read)?;
        let mut stdout = Vec::new();
        if let Some(mut source) = companion.stdout() {
            source.read_to_end(&mut stdout)?;
        }
        let stderr = reader.join().unwrap_or_else(|_| Ok(Vec::new()))?;
        Ok(Output { status: companion.wait()?, stdout, stderr })
    }

    /// Returns the other end of its standard output, if that is a pipe.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Waits for its end.
    pub fn wait(mut self) -> io::Result<ExitStatus> {
        self.collect()
    }

    fn collect(&mut self) -> io::Result<ExitStatus> {
        // Not locked while it runs, so that it can be interrupted.
        wait_for(self.child.id());
        let status = running().collect(&mut self.child)?;
        self.is_collected = true;
        Ok(status)
    }
}

/// A process is ended when its output is not needed any more.
impl Drop for Companion {
    fn drop(&mut self) {
        if !self.is_collected {
            let _ = self.child.kill();
            let _ = self.collect();
        }
    }
}
