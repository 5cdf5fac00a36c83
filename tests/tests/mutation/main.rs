//! Measures how many mistakes `cargo stubgen test` finds. Each test makes one mistake in the stub of an example.
//!
//! `mutation/mutants.toml` lists the mistakes. Those that the interpreter cannot reveal are marked with the reason, and the test
//! fails if one of them is found, so that the list of exceptions stays short. The table in `docs/proof.md` shows how many mistakes
//! `cargo stubgen test` finds, and how many plain stubtest finds.
//!
//! How to write a test here: add a mistake to `mutation/mutants.toml`. `cargo accept -p stub-tests --test mutation` updates the
//! page.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod mutants;
mod provers;
mod table;

use mutants::{List, Mutant};
use provers::Examples;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use stub_tests::{Outcome, compare, places, when};

/// The fewest mutants that make a score meaningful.
const ENOUGH: usize = 60;

/// Which provers found a mutant.
pub struct Result {
    /// The mutant.
    pub mutant: Mutant,
    /// Whether plain stubtest finds it.
    pub by_stubtest: bool,
    /// Whether `cargo stubgen test` finds it.
    pub by_proof: bool,
    /// Whether running the tests of the example finds it, for a mistake that the interpreter cannot reveal.
    pub by_run: bool,
}

/// The value, or a failure that shows the error as it is.
fn succeed<T>(outcome: Outcome<T>) -> T {
    outcome.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_mistake_that_can_be_known_is_found() {
    let list = succeed(mutants::read());
    assert!(list.mutants.len() >= ENOUGH, "there are {} mutants", list.mutants.len());
    let results = succeed(measure(&list));
    let wrong: Vec<String> = results.iter().filter_map(disappointment).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let document = places::root().join("docs/proof.md");
    let text = succeed(when(std::fs::read_to_string(&document), document.display()));
    let updated = succeed(table::put_into(&text, &list, &results));
    succeed(compare::with_committed(&document, &updated));
}

/// The difference between a result and the list.
fn disappointment(result: &Result) -> Option<String> {
    let Result { mutant, by_proof, .. } = result;
    match (&mutant.unknown, by_proof) {
        (None, false) => Some(format!("not found: {}: {}", mutant.kind, mutant.what)),
        (Some(_), true) => {
            Some(format!("found, although it is marked as unknown: {}: {}", mutant.kind, mutant.what))
        }
        _ => None,
    }
}

/// Tests every mutant, as many at a time as there are processors.
fn measure(list: &List) -> Outcome<Vec<Result>> {
    let examples = Examples::build(&list.mutants)?;
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Outcome<Result>)>> = Mutex::default();
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = list.mutants.get(index) else { break };
            let result = examples.test(mutant);
            results.lock().expect("no thread panics with the lock").push((index, result));
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    let mut results = results.into_inner().expect("no thread panics with the lock");
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
