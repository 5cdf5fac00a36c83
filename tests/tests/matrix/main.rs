//! The matrix: Rust types and Python values, judged by the interpreter and by five type checkers.
//!
//! `matrix/src/types.rs` lists the types, and `matrix/values.txt` the values. Every value is given to every
//! type. A checker agrees with the interpreter when it objects exactly where the call raises because of the
//! argument's type.
//!
//! `agreement_does_not_fall` makes a sample of the calls. The other trials make all of them, and are run by
//! hand, with `-- --ignored` and their name. What was measured is written to `target/stub-tests/matrix`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod agreement;
mod judges;
mod programs;
mod rows;
mod stubs;
mod values;

use agreement::{Agreement, Measured};
use programs::Program;
use rows::Row;
use std::fs;
use std::time::Instant;
use stub_tests::agreement::{Counts, recorded};
use stub_tests::checkers::Checker;
use stub_tests::{Outcome, compare, places, when};
use stubs::Stub;
use values::Value;

/// One call in so many is in the sample.
const SAMPLE: u64 = 8;

/// The part of a failure that is shown.
fn succeed<T>(outcome: Outcome<T>) -> T {
    outcome.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn agreement_does_not_fall() {
    succeed(compare_with_recorded(&Stub::Ours, "sample", SAMPLE));
}

#[test]
#[ignore = "takes minutes; run it by hand after a change of the types"]
fn agreement_of_all_calls_does_not_fall() {
    succeed(compare_with_recorded(&Stub::Ours, "full", 1));
}

/// The types are those that PyO3 describes for the same Rust functions without this library.
#[test]
fn agreement_without_annotations_does_not_fall() {
    succeed(compare_with_recorded(&Stub::Bare, "bare-sample", SAMPLE));
}

#[test]
#[ignore = "takes minutes; run it by hand after a change of what PyO3's types become"]
fn agreement_of_all_calls_without_annotations_does_not_fall() {
    succeed(compare_with_recorded(&Stub::Bare, "bare", 1));
}

/// Reasons why no stub can express the accepted types, although another generator's stub is better by a few calls.
const BUILT_IN_THE_CALL: &str =
    "pyrefly does not hold a `defaultdict(…)` that is written in the call against a bound";
const DISPLAY: &str =
    "mypy and zuban infer a display with values of several types before they look at a bound";
const ANY_ATTRIBUTE: &str = "mypy and pyrefly take a `SimpleNamespace` for any protocol, and no other type takes a `dict` alone in a setter";
const GETTER: &str = "zuban infers a display that is assigned to a property from the type of the getter";
const LENGTH: &str = "an array of one element is a number for NumPy, and no type has the length of an array";

/// The types on which another generator's stub is better by a few calls.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("BTreeMap<String, BTreeMap<i32, f64>>", BUILT_IN_THE_CALL),
    ("BTreeMap<i32, Vec<f64>>", BUILT_IN_THE_CALL),
    ("HashMap<String, (f64, f64)>", BUILT_IN_THE_CALL),
    ("HashMap<String, HashMap<String, Option<f64>>>", BUILT_IN_THE_CALL),
    ("HashMap<String, HashMap<String, Vec<f64>>>", BUILT_IN_THE_CALL),
    ("HashMap<String, HashMap<String, f64>>", BUILT_IN_THE_CALL),
    ("HashMap<String, Option<Py<Item>>>", BUILT_IN_THE_CALL),
    ("HashMap<String, Option<String>>", BUILT_IN_THE_CALL),
    ("HashMap<String, Py<Item>>", BUILT_IN_THE_CALL),
    ("HashMap<String, PyRef<'_, Item>>", BUILT_IN_THE_CALL),
    ("HashMap<String, Vec<i32>>", BUILT_IN_THE_CALL),
    ("HashMap<String, Vec<u8>>", BUILT_IN_THE_CALL),
    ("HashMap<String, chrono::NaiveDate>", BUILT_IN_THE_CALL),
    ("HashMap<bool, i32>", BUILT_IN_THE_CALL),
    ("HashMap<i32, String>", BUILT_IN_THE_CALL),
    ("HashMap<u8, Vec<f64>>", BUILT_IN_THE_CALL),
    ("HashMap<String, PathBuf>", DISPLAY),
    ("HashMap<String, HashMap<String, f64>> (field)", ANY_ATTRIBUTE),
    ("HashMap<String, PathBuf> (field)", ANY_ATTRIBUTE),
    ("HashMap<String, Vec<u8>> (field)", GETTER),
    ("(f64, f64)", LENGTH),
    ("Option<(f64, f64)>", LENGTH),
];

/// Compares the agreement of other generators' stubs with what is recorded. None may be better on a type.
#[test]
#[ignore = "takes minutes; run it by hand after a change of the types"]
fn no_other_generator_is_better() {
    let ours = succeed(measure(&Stub::Ours, 1));
    let mut better = Vec::new();
    for stub in [Stub::Incumbent, Stub::Inspect] {
        let theirs = succeed(measure(&stub, 1));
        let ours = ours.counts();
        let (mut our_sum, mut their_sum) = (Counts::default(), Counts::default());
        for (title, counts) in theirs.counts() {
            let Some(&our_counts) = ours.get(title) else { continue };
            our_sum = our_sum + our_counts;
            their_sum = their_sum + counts;
            let is_exception = EXCEPTIONS.iter().any(|(exception, _)| *exception == title);
            if counts.wrong() < our_counts.wrong() && !is_exception {
                let name = stub.name();
                better.push(format!("{title}: {} here, {} by {name}", our_counts.wrong(), counts.wrong()));
            }
        }
        println!("on the types of {}: {their_sum}, here {our_sum}", stub.name());
        let path = places::tests().join(format!("matrix/{}.toml", stub.name()));
        succeed(compare::with_committed(&path, &theirs.table()));
    }
    assert!(better.is_empty(), "{} types\n{}", better.len(), better.join("\n"));
}

/// Measures the stub that `MATRIX_STUB` names.
#[test]
#[ignore = "measures a stub that was written by hand"]
fn agreement_of_a_stub() {
    let Some(path) = std::env::var_os("MATRIX_STUB") else { return };
    println!("{}", succeed(measure(&Stub::File(path.into()), 1)).table());
}

/// Compares what is measured with the file `matrix/{name}.toml`. No type may have more differences than before.
fn compare_with_recorded(stub: &Stub, name: &str, share: u64) -> Outcome {
    let measured = measure(stub, share)?;
    let path = places::tests().join(format!("matrix/{name}.toml"));
    if !compare::is_accepting() {
        let recorded = recorded(&format!("{name}.toml"))?;
        let worse: Vec<_> = measured.0.iter().filter_map(|row| row.worse_than(&recorded)).collect();
        if !worse.is_empty() {
            return Err(format!("these types agree less than before:\n{}", worse.join("\n")));
        }
    }
    compare::with_committed(&path, &measured.table())
}

/// Makes the calls, and puts them to every checker. One call in `share` is made.
fn measure(stub: &Stub, share: u64) -> Outcome<Agreement> {
    let header = places::tests().join("matrix/header.py");
    let header = when(fs::read_to_string(&header), header.display())?;
    let (rows, values) = (rows::read()?, values::read()?);
    let name = if share == 1 { stub.name() } else { format!("{}-sample", stub.name()) };
    let site = stubs::lay(stub, &name)?;
    let of_stub = stubs::names(&site)?;
    let programs: Vec<_> = rows
        .iter()
        .filter(|row| of_stub.contains(&row.name))
        .map(|row| {
            let chosen = values.iter().filter(|value| is_in_sample(row, value, share)).collect();
            Program::new(&header, row, chosen)
        })
        .collect();
    for program in &programs {
        when(fs::write(site.join(program.file()), &program.text), program.row.title())?;
    }
    let verdicts = judges::interpreter(&site, &programs)?;
    let mut objections = Vec::new();
    for checker in Checker::ALL {
        let start = Instant::now();
        objections.push((checker, judges::objections(checker, &site, &programs)?));
        println!("{} has read {name} in {:.0} s", checker.name(), start.elapsed().as_secs_f64());
    }
    let measured = programs.iter().zip(&verdicts);
    let measured =
        Agreement(measured.map(|(program, row)| Measured::new(program, row, &objections)).collect());
    let data = places::own("matrix")?.join(format!("{name}.json"));
    when(fs::write(&data, measured.json().to_string()), data.display())?;
    println!("{name}: {}; see {}", measured.total(), data.display());
    Ok(measured)
}

/// Whether a call is made. That depends on the call alone, so a new type or value changes no other.
fn is_in_sample(row: &Row, value: &Value, share: u64) -> bool {
    let call = format!("{} {}", row.title(), value.title());
    // FNV-1a.
    let hash = call.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) % share == 0
}
