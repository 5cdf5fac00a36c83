//! From the arguments of the process to the options: as Cargo passes them, and as users write them.

use crate::args::Cli;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory as _, Error, FromArgMatches as _};
use std::ffi::{OsStr, OsString};

/// The name of the program, which Cargo runs as a subcommand.
pub const PROGRAM: &str = "cargo-stubgen";

/// Parses the arguments of the process. It ends the process if they ask for help, or are wrong.
pub fn parse(arguments: Vec<OsString>) -> Cli {
    let mut command = Cli::command();
    command.build();
    let arguments = options_last(&command, without_subcommand_name(arguments));
    let parsed = command.try_get_matches_from_mut(arguments).and_then(|matches| {
        about_one_package(&mut command, &matches)?;
        Cli::from_arg_matches(&matches)
    });
    parsed.unwrap_or_else(|error| with_tip(error, &command).exit())
}

/// Fails if an option that is about one package, and therefore excludes `--workspace`, was passed with several packages.
fn about_one_package(command: &mut Command, matches: &ArgMatches) -> Result<(), Error> {
    let (command, matches) = match matches.subcommand() {
        Some((name, matches)) => match command.find_subcommand_mut(name) {
            Some(command) => (command, matches),
            None => return Ok(()),
        },
        None => (command, matches),
    };
    let is_several = |packages: &[OsString]| packages.iter().any(|name| Some(name) != packages.first());
    let find = |id: &str| command.get_arguments().find(|arg| arg.get_id() == id);
    let (Some(packages), Some(workspace)) = (find("package"), find("workspace")) else { return Ok(()) };
    let names = matches.get_raw("package").into_iter().flatten().map(OsStr::to_owned).collect::<Vec<_>>();
    if !is_several(&names) {
        return Ok(());
    }
    let excludes =
        |a: &Arg, b: &Arg| command.get_arg_conflicts_with(a).iter().any(|it| it.get_id() == b.get_id());
    let is_passed = |arg: &Arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let options = command.get_arguments().filter(|arg| arg.get_id() != packages.get_id() && is_passed(arg));
    let mut clashing = options.filter(|arg| excludes(arg, workspace) || excludes(workspace, arg));
    let first = clashing.next().map(ToString::to_string);
    drop(clashing);
    match first {
        Some(option) => {
            let message = format!("the argument '{option}' cannot be used with several '--package <NAME>'");
            Err(command.error(ErrorKind::ArgumentConflict, message))
        }
        None => Ok(()),
    }
}

/// Returns the options of `watch` that its runs have too.
pub fn options_of_watch(arguments: Vec<OsString>) -> Vec<OsString> {
    let arguments = options_last(&Cli::command(), without_subcommand_name(arguments));
    arguments.into_iter().skip(2).filter(|argument| argument != "--test").collect()
}

/// Returns the arguments without the `stubgen` that Cargo puts in front of them.
fn without_subcommand_name(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "stubgen") {
        arguments.remove(1);
    }
    arguments
}

/// Returns the arguments with the options in front of a subcommand behind it, because each subcommand has its own.
fn options_last(command: &Command, mut arguments: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = subcommand_index(command, &arguments) else { return arguments };
    if let Some(options) = arguments.get_mut(1..=at) {
        options.rotate_right(1);
    }
    arguments
}

/// Returns the index of the subcommand among `arguments`, if there is one, and if options of subcommands are before it.
fn subcommand_index(command: &Command, arguments: &[OsString]) -> Option<usize> {
    let mut index = 1;
    loop {
        let argument = arguments.get(index)?.to_string_lossy();
        match argument.strip_prefix("--") {
            // The rest are not options.
            Some("") => return None,
            // These are options of the command itself.
            Some("help" | "version") => return None,
            Some(long) => {
                let takes_next =
                    !long.contains('=') && takes_value(command, |arg| arg.get_long() == Some(long));
                index += if takes_next { 2 } else { 1 };
            }
            None => match argument.strip_prefix('-') {
                Some(cluster) if !cluster.is_empty() => {
                    if cluster.contains(['h', 'V']) && !takes_rest(command, cluster) {
                        return None;
                    }
                    index += if takes_next(command, cluster) { 2 } else { 1 };
                }
                _ => return command.find_subcommand(OsStr::new(&*argument)).is_some().then_some(index),
            },
        }
    }
}

/// Whether the last letter of a cluster of short options takes the next argument as its value.
fn takes_next(command: &Command, cluster: &str) -> bool {
    let first = cluster.char_indices().find(|(_, letter)| is_short_with_value(command, *letter));
    first.is_some_and(|(at, letter)| at + letter.len_utf8() == cluster.len())
}

/// Whether the first letter of a cluster takes the rest of it as its value.
fn takes_rest(command: &Command, cluster: &str) -> bool {
    cluster.chars().next().is_some_and(|letter| is_short_with_value(command, letter))
}

fn is_short_with_value(command: &Command, letter: char) -> bool {
    takes_value(command, |arg| arg.get_short() == Some(letter))
}

/// Whether the option that `is_it` takes the next argument as its value. All commands agree on that.
fn takes_value(command: &Command, is_it: impl Fn(&Arg) -> bool) -> bool {
    let commands = std::iter::once(command).chain(command.get_subcommands());
    let mut options = commands.flat_map(Command::get_arguments);
    let option = options.find(|arg| is_it(arg));
    option.is_some_and(|arg| arg.get_action().takes_values() && !arg.is_require_equals_set())
}

/// Returns the error of an unknown option with a tip if a subcommand has its name.
fn with_tip(mut error: Error, command: &Command) -> Error {
    let subcommand = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(option)) if error.kind() == ErrorKind::UnknownArgument => option
            .strip_prefix("--")
            .filter(|name| command.find_subcommand(name).is_some())
            .map(str::to_owned),
        _ => None,
    };
    if let Some(name) = subcommand {
        let tip = StyledStr::from(format!("`{name}` is a command: run `cargo stubgen {name}`"));
        error.remove(ContextKind::SuggestedArg);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::{Cli, options_last};
    use clap::{Arg, Command, CommandFactory as _};
    use std::collections::BTreeMap;

    fn moved(arguments: &str) -> String {
        let arguments = format!("cargo-stubgen {arguments}");
        let arguments = arguments.split_whitespace().map(Into::into).collect();
        let words = options_last(&Cli::command(), arguments);
        let words: Vec<_> = words.iter().skip(1).map(|word| word.to_string_lossy()).collect();
        words.join(" ")
    }

    #[test]
    fn options_in_front_of_a_subcommand_are_those_of_the_subcommand() {
        assert_eq!(moved("--manifest-path X check"), "check --manifest-path X");
        assert_eq!(moved("--manifest-path=X check"), "check --manifest-path=X");
        assert_eq!(moved("-q -p a -pb test -v"), "test -q -p a -pb -v");
        assert_eq!(moved("-rp check test"), "test -rp check");
        assert_eq!(moved("--format json check"), "check --format json");
        assert_eq!(moved("--inspect check"), "check --inspect");
        assert_eq!(moved("--locked --offline check --frozen"), "check --locked --offline --frozen");
    }

    #[test]
    fn a_value_or_a_file_is_not_a_subcommand() {
        for arguments in [
            "--output check",
            "-o test",
            "-- check",
            "-vV check",
            "--help check",
            "check --locked",
            "other check",
            "",
            "-p",
            "--locked",
        ] {
            assert_eq!(moved(arguments), arguments);
        }
        // These letters are a value.
        assert_eq!(moved("-pVh check"), "check -pVh");
    }

    #[test]
    fn an_option_has_a_value_in_each_command_or_in_none() {
        let mut found: BTreeMap<String, bool> = BTreeMap::new();
        let command = Cli::command();
        let options =
            std::iter::once(&command).chain(command.get_subcommands()).flat_map(Command::get_arguments);
        let names = |arg: &Arg| [arg.get_long().map(str::to_owned), arg.get_short().map(String::from)];
        for option in options {
            for name in names(option).into_iter().flatten() {
                let takes = option.get_action().takes_values();
                assert_eq!(*found.entry(name.clone()).or_insert(takes), takes, "{name}");
            }
        }
        assert!(!found.is_empty());
    }
}
