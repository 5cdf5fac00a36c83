//! Fragments and surveys that were recorded from real libraries, all the way to a stub.
//!
//! `recorded/` has the fragments of a library, one a line, and beside them what `survey.py` of `cargo stubgen` wrote.
//! `bare`, `bare_inline`, `surface` and `every_type` are the fixtures of these names, built with PyO3 0.30 and its
//! feature `experimental-inspect`. `forms` is `recorded/forms.rs`, built with each release.

#![allow(clippy::expect_used)]

mod ambiguous;
mod damaged;
mod fill;
mod huge;
mod renamed;
mod share;
mod stubs;
mod types;

use super::{Fragments, Joined, join, read};
use crate::facts::{Fact, Facts, ModuleDocFact, Position};
use crate::generate::survey::{Located, Missing, Survey, Types, missing};
use crate::generate::{Config, describe, render};

/// A library that was recorded: its module, its fragments, and what Python shows of it.
#[derive(Clone, Copy)]
struct Recorded {
    module: &'static str,
    fragments: &'static str,
    survey: &'static str,
}

macro_rules! recorded {
    ($module:literal, $name:literal) => {
        Recorded {
            module: $module,
            fragments: include_str!(concat!("recorded/", $name, ".jsonl")),
            survey: include_str!(concat!("recorded/", $name, ".survey.json")),
        }
    };
}

const BARE: Recorded = recorded!("bare", "bare");
const BARE_INLINE: Recorded = recorded!("bare_inline", "bare_inline");
const SURFACE: Recorded = recorded!("surface", "surface");
const EVERY_TYPE: Recorded = recorded!("every_type", "every_type");
const FORMS_027: Recorded = recorded!("forms", "forms_027");
const FORMS_028: Recorded = recorded!("forms", "forms_028");
const FORMS_029: Recorded = recorded!("forms", "forms_029");
const FORMS_030: Recorded = recorded!("forms", "forms_030");

const ALL: [Recorded; 8] =
    [BARE, BARE_INLINE, SURFACE, EVERY_TYPE, FORMS_027, FORMS_028, FORMS_029, FORMS_030];

impl Recorded {
    fn fragments(self) -> Fragments {
        fragments(self.fragments)
    }

    fn survey(self) -> Survey {
        survey(self.survey)
    }

    /// The stub of the library as if it had no annotation.
    fn stub(self) -> String {
        self.stub_with(&Config::default())
    }

    fn stub_with(self, config: &Config) -> String {
        let (fragments, survey) = (self.fragments(), self.survey());
        let joined = join(&fragments, &survey, self.module);
        stub_with(described(&survey, self.module, Some(&joined)), self.module, config)
    }
}

fn fragments(lines: &str) -> Fragments {
    read(lines.lines().map(|line| serde_json::from_str(line).expect("JSON")), None)
}

fn survey(text: &str) -> Survey {
    serde_json::from_str(text).expect("a survey")
}

/// What the interpreter shows of a module without annotations, with the types of fragments.
fn described(survey: &Survey, module: &str, joined: Option<&Joined<'_>>) -> Missing {
    let doc = ModuleDocFact { module: None, doc: String::new(), position: None };
    let facts = Facts { library_version: String::new(), facts: vec![Fact::ModuleDoc(doc)] };
    let library = Position { file: format!("{module}.so"), line: 0, column: 0 };
    let tree = describe(&facts, module, &Config::default()).expect("a module");
    let types = joined.map(|joined| joined as &dyn Types);
    missing(&tree, &facts, survey, &Located::default(), &library, types)
}

fn stub(missing: Missing, module: &str) -> String {
    stub_with(missing, module, &Config::default())
}

fn stub_with(missing: Missing, module: &str, config: &Config) -> String {
    let facts = Facts { library_version: String::new(), facts: [missing.facts, missing.hidden].concat() };
    render(&facts, module, config).expect("a stub").text
}
