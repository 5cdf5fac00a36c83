//! Asks Python for the contents of an extension in a separate process, which may crash or hang.
//!
//! The library decides what follows from the answer ([`pyo3_stub_gen::generate::survey`]).

use crate::error::Error;
use crate::extract::{self, Question};
use crate::python::{Ran, source_with_answer};
use crate::rules::ExtensionRule;
use pyo3_stub_gen::generate::survey::Survey;
use std::ffi::OsStr;

const SCRIPT: &str = source_with_answer!(
    "../python/own_package.py",
    "../python/lazy_submodules.py",
    "../python/slots.py",
    "objects.py",
    "load.py",
    "signatures.py",
    "values.py",
    "layout.py",
    "classes.py",
    "walk.py",
    "main.py",
);

/// How Python imports the extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// Without the packages around it, which take long to run and may need what is not installed.
    Alone,
    /// As users do.
    WithPackages,
    /// Without the package that maturin puts around it. That package has only what the extension exports.
    Wrapped,
}

impl How {
    /// Returns what the script calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::WithPackages => "with_packages",
            Self::Wrapped => "wrapped",
        }
    }
}

/// Returns the objects of the imported extension. `is_wrapped` is whether maturin puts it into a package of its name.
pub fn survey(question: &Question<'_>, is_wrapped: bool) -> Result<Survey, Error> {
    parsed(&answer(question, is_wrapped)?, question.module)
}

/// Reads an answer of Python.
fn parsed(answer: &[u8], module: &str) -> Result<Survey, Error> {
    let module = module.to_owned();
    serde_json::from_slice(answer).map_err(|_| ExtensionRule::UnreadableReport { module }.into())
}

/// Returns the answer of Python about the objects of the imported extension.
pub fn answer(question: &Question<'_>, is_wrapped: bool) -> Result<Vec<u8>, Error> {
    match ask(question, if is_wrapped { How::Wrapped } else { How::Alone }) {
        // It may need what the packages around it define.
        Err(Error::Extension { rule, .. })
            if matches!(*rule, ExtensionRule::Import { .. }) && question.module.contains('.') =>
        {
            ask(question, How::WithPackages)
        }
        result => result,
    }
}

fn ask(question: &Question<'_>, how: How) -> Result<Vec<u8>, Error> {
    let arguments = [OsStr::new(question.module), OsStr::new(how.name())];
    let arguments = arguments.into_iter().chain(question.packages.iter().map(|path| path.as_os_str()));
    let Ran { answer, output } = extract::ask(question, SCRIPT, arguments)?;
    let module = question.module.to_owned();
    let rule = match answer {
        Ok(answer) if answer.kind == "import" => ExtensionRule::Import { module, reason: answer.text() },
        Ok(answer) => return Ok(answer.data),
        Err(death) => extract::died_in_import(module, &death),
    };
    Err(Error::with_output(rule, output))
}
