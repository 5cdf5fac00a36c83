//! Reads the facts of a built extension, in a Python process of its own, which may crash or hang.

use crate::error::Error;
use crate::python::{Answer, Interpreter, Ran, Script, source_with_answer};
use crate::rules::ExtensionRule;
use crate::system::Death;
use pyo3_stub_gen::facts::{self, FACTS_SYMBOL, Facts, VERSION_SYMBOL};
use pyo3_stub_gen::text::dotted;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

const SCRIPT: &str = source_with_answer!("extract.py");

/// An extension to load, and how long that may take.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The shared library.
    pub library: &'a Path,
    /// The module that it should be.
    pub module: &'a str,
    /// The directories of libraries that it may need.
    pub search_path: &'a [PathBuf],
    /// The directories of the Python packages around it.
    pub packages: &'a [PathBuf],
    /// The interpreter that loads it.
    pub python: &'a Interpreter,
    /// The longest that it may take.
    pub limit: Duration,
}

/// Returns the facts of a shared library.
pub fn facts(question: &Question<'_>) -> Result<Facts, Error> {
    let init_symbol = init_symbol(question.module);
    let Ran { answer, output } = ask(question, SCRIPT, [FACTS_SYMBOL, VERSION_SYMBOL, &init_symbol])?;
    match answer {
        Ok(answer) => read(&answer, output, question),
        Err(death) => Err(Error::with_output(died(&death, question), output)),
    }
}

/// Returns what the Python program `script` answers, or how it ended. Its first argument is the library.
pub fn ask(
    question: &Question<'_>,
    script: &str,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Result<Ran, Error> {
    let script = Script::new(&question.python.path, &["-X", "faulthandler"], script);
    let mut script = script.arguments([question.library]).arguments(arguments);
    if let Some((name, value)) = search_variable(question.search_path) {
        script.command().env(name, value);
    }
    script.run(question.limit).map_err(|reason| question.python.failed(reason))
}

/// Returns the rule of an interpreter that died while it loaded the library.
fn died(death: &Death, question: &Question<'_>) -> ExtensionRule {
    let (library, text) = (question.library.to_owned(), death.to_string());
    match death {
        Death::Signal(_) => ExtensionRule::LoadCrash { library, death: text },
        Death::Exit(_) => ExtensionRule::LoadExit { library, death: text },
        Death::TimedOut(_) => ExtensionRule::LoadTimeout { library, death: text },
        Death::Flooded => ExtensionRule::Flood { module: question.module.to_owned() },
    }
}

/// Returns the rule of an interpreter that died while it imported `module`.
pub fn died_in_import(module: String, death: &Death) -> ExtensionRule {
    let text = death.to_string();
    match death {
        Death::Signal(_) | Death::Exit(_) => ExtensionRule::ImportCrash { module, death: text },
        Death::TimedOut(_) => ExtensionRule::ImportTimeout { module, death: text },
        Death::Flooded => ExtensionRule::Flood { module },
    }
}

/// Reads an answer as facts, or as the reason why there are none.
fn read(answer: &Answer, output: String, question: &Question<'_>) -> Result<Facts, Error> {
    let library = question.library.to_owned();
    let rule = match answer.kind.as_str() {
        "facts" => match facts::decode(&answer.data) {
            Ok(facts) => return Ok(facts),
            Err(source) => ExtensionRule::Damaged { library, source },
        },
        "format" => ExtensionRule::Format { library, version: answer.text() },
        "module" => {
            let (module, name) = (question.module.to_owned(), dotted::last(question.module).to_owned());
            ExtensionRule::OtherModule { library, module, name, modules: answer.text() }
        }
        "interpreter" => {
            let (tags, python) = (format!("`{}`", answer.text()), question.python.path.clone());
            ExtensionRule::OtherInterpreter { path: library, tags, python }
        }
        "unlinked" => ExtensionRule::NotLinked { library },
        "load" => {
            ExtensionRule::Load { library, reason: answer.text(), python: question.python.path.clone() }
        }
        "failed" => {
            return Err(Error::with_output(ExtensionRule::Facts { message: answer.text() }, output));
        }
        _ => ExtensionRule::UnreadableReport { module: question.module.to_owned() },
    };
    Err(rule.into())
}

/// Returns the function that Python calls when it imports `module`. Python encodes a name beyond ASCII, which is not
/// checked here: the symbol is empty.
fn init_symbol(module: &str) -> String {
    let name = dotted::last(module);
    if name.is_ascii() { format!("PyInit_{name}") } else { String::new() }
}

/// Returns the variable by which the loader finds more libraries, with `paths` added to it.
pub fn search_variable(paths: &[PathBuf]) -> Option<(&'static str, OsString)> {
    if paths.is_empty() {
        return None;
    }
    let name = if cfg!(windows) {
        "PATH"
    } else if cfg!(target_os = "macos") {
        "DYLD_FALLBACK_LIBRARY_PATH"
    } else {
        "LD_LIBRARY_PATH"
    };
    let before = std::env::var_os(name).unwrap_or_default();
    let all =
        paths.iter().cloned().chain(std::env::split_paths(&before).filter(|it| !it.as_os_str().is_empty()));
    std::env::join_paths(all).ok().map(|value| (name, value))
}
