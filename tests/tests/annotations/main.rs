//! Removes annotations at random. Whichever remain, the stub has all names in the modules in which Python finds them,
//! and Python, stubtest and the type checkers agree with it.
//!
//! How to write a test here: an example, or a fixture in [`FIXTURES`], is one test. A variant is what is left of its
//! records when some are removed, so no variant needs a build. Its number is the seed, so a failure can be repeated.
//!
//! `VARIANTS=200 CHECKED=60 cargo test -p stub-tests --test annotations` tries more of them: so many variants are compared
//! with Python by their names, and so many of these are judged by stubtest, `cargo stubgen test` and the type checkers.
//! `FIRST=1000` begins with another seed.

mod agreement;
mod evidence;
mod judging;
mod removal;

use evidence::Evidence;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::config::Config;
use pyo3_stub_gen::generate::{render_surveyed, survey};
use std::process::ExitCode;
use stub_tests::project::Project;
use stub_tests::random::Random;
use stub_tests::{Outcome, each, places};

/// The fixtures of which annotations are removed.
const FIXTURES: [&str; 4] = ["surface", "placed", "bare", "bare_inline"];

fn main() -> ExitCode {
    each::project_with_one_stub(&FIXTURES, every_variant_is_right)
}

/// A number from the environment.
fn number(name: &str, default: u64) -> Outcome<u64> {
    match std::env::var(name) {
        Ok(text) => text.parse().map_err(|error| format!("{name}={text}: {error}")),
        Err(_) => Ok(default),
    }
}

fn every_variant_is_right(project: &Project, target: &'static str) -> Outcome {
    let evidence = Evidence::of(project, &places::own(target)?)?;
    let (first, variants, checked) = (number("FIRST", 0)?, number("VARIANTS", 64)?, number("CHECKED", 8)?);
    let mut stubs = judging::Stubs::new();
    for seed in first..first.saturating_add(variants) {
        let text = text_of(&evidence, project, seed)
            .map_err(|what| format!("variant {seed} of {}: {what}", project.name))?;
        if seed - first < checked {
            stubs.push((seed, text));
        }
    }
    judging::are_right(&evidence, project, stubs)
}

/// The stub of what is left of the facts by the choice of `seed`. The first variant has none of
/// them, and the second has all.
fn text_of(evidence: &Evidence, project: &Project, seed: u64) -> Outcome<String> {
    let mut random = Random::new(seed);
    let mut facts = evidence.facts.clone();
    match seed {
        0 => removal::remove(&mut facts, &project.module, 1, &mut random),
        1 => {}
        _ => removal::remove(&mut facts, &project.module, 2 + random.below(4), &mut random),
    }
    let config = Config::builder().build();
    let question = survey::Question {
        module: &project.module,
        config: &config,
        library: Position { file: "lib.so".to_owned(), line: 0, column: 0 },
        is_foreign: &|_| false,
        types: &|_| None,
    };
    let surveyed = survey::apply(facts, &evidence.survey, &question);
    let stub = render_surveyed(&surveyed, &project.module, &config).map_err(|problems| {
        let problems = problems.iter().map(ToString::to_string);
        problems.collect::<Vec<_>>().join("\n")
    })?;
    agreement::of_names(&surveyed, evidence, project, &config)
        .map_err(|missing| format!("{missing}\n{}", stub.text))?;
    Ok(stub.text)
}
