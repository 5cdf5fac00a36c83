//! Asks a built extension for its facts: in a Python process of its own, which may crash or hang.

use crate::dotted::last;
use crate::error::Error;
use crate::process::{End, Ended, run_limited};
use crate::python::Interpreter;
use crate::scratch::Scratch;
use pyo3_stub_gen::facts::{self, FACTS_SYMBOL, Facts, VERSION_SYMBOL};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const SCRIPT: &str = include_str!("extract.py");

/// What is asked, and how long it may take.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The shared library.
    pub library: &'a Path,
    /// The module that it should be.
    pub module: &'a str,
    /// Where libraries that it may need are.
    pub search_path: &'a [PathBuf],
    /// Where the Python packages around it are.
    pub packages: &'a [PathBuf],
    /// The interpreter that loads it.
    pub python: &'a Interpreter,
    /// The longest it may take.
    pub limit: Duration,
}

/// The facts of a shared library.
pub fn facts(question: &Question<'_>) -> Result<Facts, Error> {
    let init_symbol = init_symbol(question.module);
    let (answer, ended) = ask(question, SCRIPT, [FACTS_SYMBOL, VERSION_SYMBOL, &init_symbol])?;
    read_answer(&answer, &ended, question)
}

/// What the Python program `script` writes, and how it ended. Its arguments are the library, the file of its answer,
/// and `arguments`.
pub fn ask(
    question: &Question<'_>,
    script: &str,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Result<(Vec<u8>, Ended), Error> {
    let answer = Scratch::file()?;
    let mut command = Command::new(&question.python.path);
    // Isolated: neither the user's directory nor the current one has a say in what is imported.
    command.args(["-I", "-X", "faulthandler", "-c", script]);
    command.arg(question.library).arg(&*answer).args(arguments);
    if let Some((name, value)) = search_variable(question.search_path) {
        command.env(name, value);
    }
    let ended = run_limited(&mut command, question.limit).map_err(|source| {
        question.python.explain(Error::Run { program: question.python.path.display().to_string(), source })
    })?;
    let bytes = std::fs::read(&*answer).map_err(Error::Temporary)?;
    Ok((bytes, ended))
}

/// What the process wrote, as facts or as the reason why there are none.
fn read_answer(bytes: &[u8], ended: &Ended, question: &Question<'_>) -> Result<Facts, Error> {
    let library = question.library.to_owned();
    let output = format!("{}{}", ended.stdout, ended.stderr);
    // An answer counts even if the interpreter crashed on its way out, after it was complete.
    let is_complete = matches!(ended.end, End::Exited(_));
    let Some(line_end) = bytes.iter().position(|&byte| byte == b'\n').filter(|_| is_complete) else {
        return Err(question.python.explain(Error::Died { library, death: ended.end.into(), output }));
    };
    let data = &bytes[line_end + 1..];
    let text = || String::from_utf8_lossy(data).into_owned();
    match &bytes[..line_end] {
        b"facts" => facts::decode(data).map_err(|source| Error::Damaged { library, source }),
        b"format" => Err(Error::Format { library, library_version: text() }),
        b"module" => Err(Error::OtherModule { library, module: question.module.to_owned(), modules: text() }),
        b"unlinked" => Err(Error::NotLinked { library }),
        b"load" => Err(Error::Load { library, reason: text(), python: question.python.path.clone() }),
        _ => Err(Error::Facts { message: text(), output }),
    }
}

/// The function that Python calls when it imports `module`. A name beyond ASCII is encoded in a way that is
/// not checked here: the symbol is empty.
fn init_symbol(module: &str) -> String {
    let name = last(module);
    if name.is_ascii() { format!("PyInit_{name}") } else { String::new() }
}

/// The variable by which the loader finds more libraries, with `paths` added to it.
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
