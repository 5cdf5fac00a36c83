//! The language servers that pip installs.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use stub_tests::{Outcome, places, run, venv, when};

/// A language server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// basedpyright, from which Pylance differs little.
    Basedpyright,
    /// ty.
    Ty,
    /// pyrefly.
    Pyrefly,
    /// jedi-language-server.
    Jedi,
}

impl Server {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Basedpyright, Self::Ty, Self::Pyrefly, Self::Jedi];

    /// Its name, its program and the arguments that make it speak on its standard streams.
    const fn command(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Self::Basedpyright => ("basedpyright", "basedpyright-langserver", &["--stdio"]),
            Self::Ty => ("ty", "ty", &["server"]),
            Self::Pyrefly => ("pyrefly", "pyrefly", &["lsp"]),
            Self::Jedi => ("jedi", "jedi-language-server", &[]),
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        self.command().0
    }

    /// Starts it in the directory `root`, and returns its answers to `questions`.
    ///
    /// # Errors
    ///
    /// That it cannot be started, or ends before it has answered.
    pub fn ask<A: DeserializeOwned>(self, root: &Path, questions: &[impl Serialize]) -> Outcome<Vec<A>> {
        let tools = venv::tools()?;
        let (_, program, arguments) = self.command();
        let mut command = vec![tools.program(program).display().to_string()];
        command.extend(arguments.iter().map(|&argument| argument.to_owned()));
        let asked = serde_json::json!({ "command": command, "root": root, "questions": questions });
        let mut client = run::command(tools.python());
        client.arg(places::tests().join("tests/editors/client.py"));
        client.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = when(client.spawn(), "starting the client")?;
        if let Some(mut input) = process.stdin.take() {
            when(input.write_all(asked.to_string().as_bytes()), "asking the client")?;
        }
        let output = when(process.wait_with_output(), "waiting for the client")?;
        if !output.status.success() {
            return Err(run::told(&client, &output));
        }
        when(serde_json::from_slice(&output.stdout), "reading the answers")
    }
}
