//! Asks Python, in a separate process, which types of two versions differ.

use super::change::{Change, Difference};
use super::laid::{Laid, SidePlace};
use super::stubs::Stubs;
use crate::error::Error;
use crate::python::{
    Answer, Interpreter, OLD_MYPY, Ran, Script, TEXT, install_command, mypy_directory, source_with_answer,
};
use crate::rules::{CHANGES, ChangeRule, DiffRule, PythonRule, StubRule, Verdict, change};
use crate::system::Scratch;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::time::Duration;

/// The package that Python runs, and the directory that it is in.
const PACKAGE: &str = "stubgen_diff";
const PATH_ENTRY: &str = "python";

const FILES: [(&str, &str); 21] = [
    ("__init__.py", "\"\"\"Compares two versions of stubs, for `cargo stubgen diff`.\"\"\"\n"),
    ("text.py", TEXT),
    ("old_mypy.py", OLD_MYPY),
    ("run.py", include_str!("run.py")),
    ("unknown.py", include_str!("unknown.py")),
    ("worlds.py", include_str!("worlds.py")),
    ("translate.py", include_str!("translate.py")),
    ("subtypes.py", include_str!("subtypes.py")),
    ("fits.py", include_str!("fits.py")),
    ("texts.py", include_str!("texts.py")),
    ("sources.py", include_str!("sources.py")),
    ("changes.py", include_str!("changes.py")),
    ("names.py", include_str!("names.py")),
    ("items.py", include_str!("items.py")),
    ("parameters.py", include_str!("parameters.py")),
    ("calls.py", include_str!("calls.py")),
    ("members.py", include_str!("members.py")),
    ("fields.py", include_str!("fields.py")),
    ("classes.py", include_str!("classes.py")),
    ("modules.py", include_str!("modules.py")),
    ("unseen.py", include_str!("unseen.py")),
];

/// How it is started. The directory is not on the path of an isolated interpreter.
const START: &str = source_with_answer!("start.py");

/// How much longer than loading an extension it may take to compare.
const PATIENCE: u32 = 10;

/// The names of the sides, which are also the names of their directories.
const SIDES: [&str; 2] = ["old", "new"];

/// What compares.
#[derive(Debug)]
pub struct Tools<'a> {
    /// The interpreter.
    pub python: &'a Interpreter,
    /// Where mypy is, if it is not a package of the interpreter.
    pub mypy: Option<&'a Path>,
    /// The longest that loading an extension may take.
    pub limit: Duration,
}

#[derive(Deserialize)]
struct DriverReport {
    changes: Vec<ReportedChange>,
    unknown: Vec<String>,
}

#[derive(Deserialize)]
struct ReportedChange {
    path: String,
    code: String,
    texts: Map<String, Value>,
    old: Option<ReportedPlace>,
    new: Option<ReportedPlace>,
}

#[derive(Deserialize)]
struct ReportedPlace {
    module: String,
    line: u32,
}

/// A mistake that mypy found in a side.
#[derive(Deserialize)]
struct Mistake {
    side: Option<String>,
    module: Option<String>,
    line: u32,
    message: String,
}

/// Compares two versions whose modules have the same names.
pub fn changes(old: &Stubs, new: &Stubs, tools: &Tools<'_>) -> Result<Difference, Error> {
    let mypy = tools.mypy.map(mypy_directory).transpose()?;
    let directory = Scratch::directory().map_err(|source| StubRule::Temporary { source })?;
    let package = directory.join(PATH_ENTRY).join(PACKAGE);
    let temporary = |source| StubRule::Temporary { source };
    fs_err::create_dir_all(&package).map_err(temporary)?;
    for (name, text) in FILES {
        fs_err::write(package.join(name), text).map_err(temporary)?;
    }
    let [old_name, new_name] = SIDES;
    let laid = [Laid::write(old, &directory, old_name)?, Laid::write(new, &directory, new_name)?];
    let limit = tools.limit * PATIENCE;
    let breaking = CHANGES.iter().filter(|it| it.verdict == Verdict::Breaking).map(|it| it.code);
    let job = json!({
        "old": laid[0].to_json(),
        "new": laid[1].to_json(),
        "mypy": mypy,
        "breaking": breaking.collect::<Vec<_>>(),
        // The process ends itself a little later than it would be stopped.
        "limit": limit.as_secs() + 5,
    });
    let script = Script::new(&tools.python.path, &["-B"], START);
    let mut script = script.arguments([directory.join(PATH_ENTRY)]).arguments([job.to_string()]);
    script.command().current_dir(&*directory);
    let Ran { answer, .. } = script.run(limit).map_err(|reason| tools.python.failed(reason))?;
    let answer = answer.map_err(|death| DiffRule::Failed { reason: format!("mypy {death}") })?;
    let unreadable = |error: serde_json::Error| DiffRule::Failed { reason: error.to_string() };
    match answer.kind.as_str() {
        "changes" => {
            let report: DriverReport = serde_json::from_slice(&answer.data).map_err(unreadable)?;
            let changes = report.changes.into_iter().map(|found| read(found, &laid));
            Ok(Difference {
                old: old.label.clone(),
                new: new.label.clone(),
                old_version: old.version.clone(),
                changes: changes.collect::<Result<_, _>>()?,
                unknown: report.unknown,
            })
        }
        "broken" => {
            let mistakes: Vec<Mistake> = serde_json::from_slice(&answer.data).map_err(unreadable)?;
            Err(contradictory(&mistakes, &laid).into())
        }
        _ => Err(failed(&answer, tools)),
    }
}

fn read(found: ReportedChange, [old, new]: &[Laid; 2]) -> Result<Change, Error> {
    let rule: &'static ChangeRule = change(&found.code)
        .ok_or_else(|| DiffRule::Failed { reason: format!("the change `{}` is not known", found.code) })?;
    let place = |laid: &Laid, it: Option<ReportedPlace>| it.and_then(|it| laid.place(&it.module, it.line));
    Ok(Change {
        message: rule.text(&found.texts),
        path: found.path,
        rule,
        old: place(old, found.old),
        new: place(new, found.new),
        is_allowed: false,
    })
}

fn contradictory(mistakes: &[Mistake], laid: &[Laid; 2]) -> DiffRule {
    let place = |mistake: &Mistake| -> Option<SidePlace> {
        let side = SIDES.iter().position(|name| Some(*name) == mistake.side.as_deref())?;
        laid[side].place(mistake.module.as_deref()?, mistake.line)
    };
    let mut places: Vec<String> = Vec::new();
    for mistake in mistakes {
        let text = match place(mistake) {
            Some(place) => format!("{}:{}: {}", place.file, place.line, mistake.message),
            None => mistake.message.clone(),
        };
        if !places.contains(&text) {
            places.push(text);
        }
    }
    DiffRule::Contradictory { places }
}

fn failed(answer: &Answer, tools: &Tools<'_>) -> Error {
    let python = tools.python.path.clone();
    let install = install_command(&python);
    match answer.kind.as_str() {
        "mypy" => PythonRule::NoMypy { install, python, skip: "" }.into(),
        "old-mypy" => {
            let text = answer.text();
            let (version, oldest) = text.split_once('\0').unwrap_or_default();
            let (version, oldest) = (version.to_owned(), oldest.to_owned());
            PythonRule::OldMypy { version, oldest, install, skip: "" }.into()
        }
        _ => PythonRule::Checker { name: "mypy", reason: answer.text() }.into(),
    }
}
