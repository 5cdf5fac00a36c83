//! The fuzz targets of `fuzz/targets`, driven by numbers that are the same in every run.
//!
//! It needs no nightly compiler. `STUB_TESTS_FUZZ_ROUNDS` makes it longer, and `STUB_TESTS_FUZZ_SEED` changes its numbers.
//! `fuzz/README.md` describes how to run the targets with libFuzzer.
//!
//! How to write a test here: add a function to `fuzz/targets/src/lib.rs` and its row to `TARGETS`, a program to
//! `fuzz/fuzz_targets`, and at least one file to `fuzz/corpus`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::panic;
use std::path::{Path, PathBuf};
use std::{env, fs};
use stub_fuzz_targets::TARGETS;
use stub_tests::places;

/// How many inputs each target gets, unless the environment says otherwise.
const ROUNDS: u64 = 400;

/// What is put into inputs: brackets, quotes, line ends, and what has a meaning in one of the formats.
const PIECES: [&str; 28] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "\\",
    "\n",
    "\r",
    "\0",
    ",",
    ":",
    "=",
    "*",
    "/",
    "#",
    "@",
    "->",
    "def ",
    "class ",
    "import os\n",
    "...",
    "\u{202e}",
    "a b",
    "None",
];

/// A small generator of numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// The files of the corpus of a target, in their order.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let directory = places::root().join("fuzz/corpus").join(target);
    let mut paths: Vec<PathBuf> = places::files(&directory).expect("a corpus");
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("an input")).collect()
}

/// `bytes` with a few changes.
fn changed(mut bytes: Vec<u8>, others: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    for _ in 0..=numbers.below(5) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(9)).min(bytes.len());
        let new: Vec<u8> = match numbers.below(5) {
            0 => Vec::new(),
            1 => vec![u8::try_from(numbers.below(256)).unwrap_or_default()],
            2 => bytes[at..end].repeat(2),
            3 => {
                let other = &others[numbers.below(others.len())];
                let from = numbers.below(other.len());
                other[from..(from + numbers.below(40)).min(other.len())].to_vec()
            }
            _ => PIECES[numbers.below(PIECES.len())].as_bytes().to_vec(),
        };
        bytes.splice(at..end, new);
    }
    bytes
}

#[test]
fn every_target_keeps_its_promises() {
    let (rounds, seed) = (number("STUB_TESTS_FUZZ_ROUNDS", ROUNDS), number("STUB_TESTS_FUZZ_SEED", 24));
    for (name, target) in TARGETS {
        let corpus = corpus(name);
        assert!(!corpus.is_empty(), "{name} has no corpus");
        let mut numbers = Numbers(seed);
        let changes = (0..rounds).map(|_| {
            let start = corpus[numbers.below(corpus.len())].clone();
            changed(start, &corpus, &mut numbers)
        });
        for input in corpus.iter().cloned().chain(changes) {
            let file = PathBuf::from(format!("fuzz/corpus/{name}"));
            runs(&file, target, &input);
        }
    }
}

/// Runs a target, and prints the input where it panics.
fn runs(place: &Path, target: stub_fuzz_targets::Target, input: &[u8]) {
    if let Err(payload) = panic::catch_unwind(|| target(input)) {
        eprintln!(
            "this input breaks a promise; add it to {}:\n{:?}",
            place.display(),
            String::from_utf8_lossy(input)
        );
        eprintln!("{input:?}");
        panic::resume_unwind(payload);
    }
}

#[test]
fn every_target_has_a_program() {
    for (name, _) in TARGETS {
        let program = places::root().join(format!("fuzz/fuzz_targets/{name}.rs"));
        let source = fs::read_to_string(&program).expect("a program");
        assert!(source.contains(&format!("stub_fuzz_targets::{name}(data)")), "{source}");
    }
}
