//! Language servers show the items of a submodule in every style: completion and hover with docstrings, signature help, and
//! the definition. An editor asks the same questions.
//!
//! How to write a test here: add an item to `shapes.rs`, and a row to [`ITEMS`]. `cargo test -p stub-tests --test editors -- ty`
//! asks one server. [`NOT_SHOWN`] lists what a server does not show, and a test fails if it shows it after all.

mod servers;
mod shapes;

use libtest_mimic::{Arguments, Trial};
use pyo3_stub_gen::generate::{Config, SubmoduleStyle, render};
use serde::{Deserialize, Serialize};
use servers::Server;
use std::process::ExitCode;
use stub_tests::{Outcome, places, when};

/// An item of a stub, and what a user should see of it.
struct Item {
    /// The expression before the last dot, where `M` is the module.
    before: &'static str,
    /// The name after the dot.
    name: &'static str,
    /// Its docstring.
    doc: &'static str,
    /// The parameter of a call.
    parameter: Option<&'static str>,
    /// What is on the line that defines it.
    definition: &'static str,
}

/// The items, one of each kind.
const ITEMS: &[Item] = &[
    Item { before: "M", name: "geo", doc: "Plane figures.", parameter: None, definition: "geo" },
    Item { before: "M.geo", name: "solid", doc: "Bodies.", parameter: None, definition: "solid" },
    Item {
        before: "M.geo",
        name: "area",
        doc: "The area.",
        parameter: Some("side"),
        definition: "def area(",
    },
    Item {
        before: "M.geo",
        name: "Square",
        doc: "A square.",
        parameter: Some("side"),
        definition: "class Square",
    },
    Item { before: "M.geo", name: "HALF", doc: "One half.", parameter: None, definition: "HALF: float" },
    Item {
        before: "M.geo.Square(2.0)",
        name: "grow",
        doc: "Grows it.",
        parameter: Some("factor"),
        definition: "def grow(",
    },
    Item {
        before: "M.geo.Square(2.0)",
        name: "side",
        doc: "Its side.",
        parameter: None,
        definition: "def side(",
    },
    Item { before: "M.geo.Color", name: "Red", doc: "Like blood.", parameter: None, definition: "Red: " },
];

/// What an editor asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Ask {
    Completion,
    Hover,
    Signature,
    Definition,
}

/// What does not show the docstring of an item: the server, the question, and the item.
const NOT_SHOWN: &[(&str, Ask, &str)] = &[
    // ty describes a completion by its type.
    ("ty", Ask::Completion, "HALF"),
    ("ty", Ask::Completion, "side"),
    ("ty", Ask::Completion, "Red"),
    // pyrefly reads the text below an attribute of a class, and not below one of a module.
    ("pyrefly", Ask::Completion, "geo"),
    ("pyrefly", Ask::Hover, "geo"),
];

fn main() -> ExitCode {
    let trials = Server::ALL
        .map(|server| Trial::test(server.name(), move || answers_as_it_should(server).map_err(Into::into)));
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

/// A question, for `client.py`.
#[derive(Debug, Serialize)]
struct Question {
    ask: Ask,
    text: String,
    line: usize,
    character: usize,
    label: &'static str,
}

/// An answer of `client.py`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Answer {
    Text(String),
    Completion { labels: Vec<String>, text: String },
    Definitions(Vec<(String, usize)>),
}

/// Returns the code of a user in which `item` of `module` is asked about, with the place of the cursor.
fn question(ask: Ask, item: &Item, module: &str) -> Question {
    let before = item.before.replacen('M', module, 1);
    let (line, character) = match ask {
        Ask::Completion => (format!("{before}."), before.len() + 1),
        Ask::Hover | Ask::Definition => (format!("{before}.{}", item.name), before.len() + 2),
        Ask::Signature => (format!("{before}.{}()", item.name), before.len() + item.name.len() + 2),
    };
    Question { ask, text: format!("import {module}\n\n{line}\n"), line: 2, character, label: item.name }
}

/// Whether `answer` has the name of `item` among the completions, if there are any.
fn names(answer: &Answer, item: &Item) -> bool {
    match answer {
        Answer::Completion { labels, .. } => labels.iter().any(|label| label == item.name),
        Answer::Text(_) | Answer::Definitions(_) => true,
    }
}

/// Whether `answer` shows of `item` what it should.
fn shows(answer: &Answer, item: &Item, stub: &str) -> bool {
    match answer {
        Answer::Text(text) => {
            text.contains(item.doc) || item.parameter.is_some_and(|parameter| text.contains(parameter))
        }
        Answer::Completion { text, .. } => text.contains(item.doc),
        Answer::Definitions(found) => found.iter().any(|(file, line)| {
            let text = stub.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            file.ends_with(".pyi") && text.contains(item.definition)
        }),
    }
}

fn answers_as_it_should(server: Server) -> Outcome {
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let root = when(directory.path().canonicalize(), directory.path().display())?;
    let mut questions = Vec::new();
    let mut asked = Vec::new();
    for style in SubmoduleStyle::ALL {
        let module = format!("shapes_{}", style.name());
        let stub = stub(*style, &module)?;
        places::write(&root.join(&module).with_extension("pyi"), &stub)?;
        for item in ITEMS {
            for ask in [Ask::Completion, Ask::Hover, Ask::Signature, Ask::Definition] {
                if !is_asked(*style, ask, item) {
                    continue;
                }
                questions.push(question(ask, item, &module));
                asked.push((style.name(), ask, item, stub.clone()));
            }
        }
    }
    let answers: Vec<Answer> = server.ask(&root, &questions)?;
    let mut wrong = Vec::new();
    for ((style, ask, item, stub), answer) in asked.iter().zip(&answers) {
        let is_shown = shows(answer, item, stub);
        let is_expected = !NOT_SHOWN.contains(&(server.name(), *ask, item.name));
        if !names(answer, item) || is_shown != is_expected {
            wrong.push(format!("{style}: {ask:?} of {}: {answer:?}", item.name));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Whether to ask about `item` in `style`. The styles differ in how they describe submodules.
fn is_asked(style: SubmoduleStyle, ask: Ask, item: &Item) -> bool {
    let has_answer = ask != Ask::Signature || item.parameter.is_some();
    has_answer && (style == SubmoduleStyle::default() || ["geo", "solid", "area"].contains(&item.name))
}

fn stub(style: SubmoduleStyle, module: &str) -> Outcome<String> {
    let config = Config::builder().submodule_style(style).build();
    let stub = render(&shapes::facts(), module, &config);
    Ok(stub.map_err(|problems| format!("{problems:?}"))?.text)
}
