//! Asks Python what an extension has, in a process of its own, which may crash or hang.
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

/// Returns what hangs on the extension when Python has imported it.
pub fn survey(question: &Question<'_>) -> Result<Survey, Error> {
    let arguments = std::iter::once(OsStr::new(question.module))
        .chain(question.packages.iter().map(|path| path.as_os_str()));
    let Ran { answer, output } = extract::ask(question, SCRIPT, arguments)?;
    let module = question.module.to_owned();
    let rule = match answer {
        Ok(answer) if answer.kind == "import" => ExtensionRule::Import { module, reason: answer.text() },
        Ok(answer) => match serde_json::from_slice(&answer.data) {
            Ok(survey) => return Ok(survey),
            Err(_) => ExtensionRule::UnreadableReport { module },
        },
        Err(death) => extract::died_in_import(module, &death),
    };
    Err(Error::with_output(rule, output))
}
