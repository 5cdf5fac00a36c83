//! Stands in for Cargo in the builds of other tools: passes their command on to Cargo, and then writes the stub.
//!
//! maturin runs the program that the variable `CARGO` names, and looks for the stub afterwards. With `CARGO=cargo-stubgen`,
//! each build of maturin therefore contains a stub of what was built.

use crate::command_line::PROGRAM;
use crate::error::Error;
use crate::rules::BuildRule;
use crate::system::Companion;
use std::ffi::OsString;
use std::process::{Command, ExitCode, ExitStatus, Stdio};

/// The variable that names Cargo, which is this program here.
const CARGO: &str = "CARGO";

/// The command of Cargo that builds one target with arguments for the compiler. Other tools build extensions with it.
const BUILD: &str = "rustc";

/// The commands of Cargo that other tools run. No command of this program has such a name.
const COMMANDS: [&str; 4] = [BUILD, "build", "metadata", "locate-project"];

/// The options of Cargo that the command has too and that change what is built, with whether they have a value.
const SHARED: [(&str, bool); 12] = [
    ("--manifest-path", true),
    ("--features", true),
    ("-F", true),
    ("--all-features", false),
    ("--no-default-features", false),
    ("--profile", true),
    ("--release", false),
    ("-r", false),
    ("--target", true),
    ("--target-dir", true),
    ("--locked", false),
    ("--offline", false),
];

/// Whether the process stands in for Cargo: its first argument is a command of Cargo that other tools run.
pub fn stands_in(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|command| COMMANDS.iter().any(|name| command == name))
}

/// Runs Cargo with the arguments of the process, and then writes the stub of what it has built.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Error> {
    let arguments = arguments.get(1..).unwrap_or_default();
    let built = wait("cargo", Command::new("cargo").args(arguments))?;
    if !built.success() || arguments.first().is_none_or(|command| command != BUILD) {
        return Ok(code(built));
    }
    let own = std::env::current_exe().map_err(|source| failed(PROGRAM, source))?;
    // Standard output belongs to the messages of Cargo, which the other tool reads.
    let written = wait(PROGRAM, Command::new(own).args(shared(arguments)).stdout(Stdio::null()))?;
    Ok(code(written))
}

/// Runs a program that finds Cargo on the path.
fn wait(name: &str, command: &mut Command) -> Result<ExitStatus, BuildRule> {
    let companion = Companion::start(command.env_remove(CARGO)).map_err(|source| failed(name, source))?;
    companion.wait().map_err(|source| failed(name, source))
}

fn failed(program: &str, source: std::io::Error) -> BuildRule {
    BuildRule::Run { program: program.to_owned(), source }
}

fn code(status: ExitStatus) -> ExitCode {
    // A signal has no code.
    ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX))
}

/// Returns the options among the arguments of Cargo that the command has too.
fn shared(arguments: &[OsString]) -> Vec<OsString> {
    let mut shared = Vec::new();
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        let name = text.split_once('=').map_or(&*text, |(name, _)| name);
        let Some((_, has_value)) = SHARED.iter().find(|(option, _)| *option == name) else { continue };
        shared.push(argument.clone());
        if *has_value && name.len() == text.len() {
            shared.extend(arguments.next().cloned());
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn the_stub_is_of_what_was_built() {
        let maturin = "rustc --profile dev --message-format json --features a,b --manifest-path X/Cargo.toml --lib \
                       --target=T -j 2 --release -- -C strip=symbols --features c";
        let arguments: Vec<_> = maturin.split_whitespace().map(Into::into).collect();
        let shared = shared(&arguments).into_iter().map(|it| it.into_string().unwrap_or_default());
        let expected = "--profile dev --features a,b --manifest-path X/Cargo.toml --target=T --release";
        assert_eq!(shared.collect::<Vec<_>>().join(" "), expected);
    }
}
