//! What rendering a fixed module costs, in numbers that are the same in every run: the memory that it allocates, and the
//! instructions that it executes.
//!
//! Counting instructions needs valgrind. Without it, those tests are reported as `ignored`, with the reason in their names.
//! They never pass without having counted. `.ci/run` installs valgrind where it can.
//!
//! `tests/costs.toml` holds the numbers, and the version of the compiler that they belong to. A smaller number passes. One that
//! is more than two per cent larger fails. The seeds of hash maps are random, which changes the instructions by less than 0.1
//! per cent. After a change that is worth its cost, `cargo accept -p stub-tests --test rendering` records the numbers.
//!
//! How to write a test here: add a shape to `stub_synthetic::model`, which makes another part of the generator work hard.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use libtest_mimic::{Arguments, Failed, Trial};
use pyo3_stub_gen::facts::Facts;
use pyo3_stub_gen::generate::{Config, render};
use std::env;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stub_synthetic::model::{MODULE, Shape, facts};
use stub_tests::compare::is_accepting;
use stub_tests::{places, run};

/// The items of the fixed module.
const ITEMS: usize = 300;
/// The items of the smaller module where instructions are counted, because counting is fifty times as slow.
const FEW: usize = 40;
/// The share by which a number may exceed the recorded one.
const TOLERANCE: f64 = 0.02;
/// The factor by which the cost may grow with ten times the items.
const TENFOLD: f64 = 11.0;
/// The variable that makes this program render a number of items of a shape, instead of running tests.
const RENDER: &str = "STUB_TESTS_RENDER";

fn main() -> ExitCode {
    if let Ok(wanted) = env::var(RENDER) {
        let (name, items) = wanted.split_once(' ').expect("a shape and a number");
        let shape = Shape::ALL.into_iter().find(|shape| shape.name() == name).expect("a shape");
        rendering_that_counts(&prepared(shape, items.parse().expect("a number")));
        return ExitCode::SUCCESS;
    }
    let mut trials = vec![Trial::test("memory_is_as_recorded", memory_is_as_recorded)];
    for shape in Shape::ALL {
        let name = format!("memory_is_linear_in_items::{}", shape.name());
        trials.push(Trial::test(name, move || memory_is_linear(shape)));
    }
    trials.extend(counting_instructions());
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// The tests that need valgrind. If it is missing, their names say so.
fn counting_instructions() -> Vec<Trial> {
    let missing = match run::output(run::command("valgrind").arg("--version")) {
        Ok(output) if output.status.success() => None,
        _ => Some("NOT COUNTED because valgrind is missing".to_owned()),
    };
    let other_compiler = (recorded("rustc").as_deref() != Some(&*compiler()) && !is_accepting())
        .then(|| format!("NOT COMPARED because the numbers are not of this compiler, {}", compiler()));
    let trial =
        |name: &str, obstacle: Option<&String>, test: Box<dyn FnOnce() -> Result<(), Failed> + Send>| {
            let name = obstacle.map_or_else(|| name.to_owned(), |obstacle| format!("{name}: {obstacle}"));
            Trial::test(name, test).with_ignored_flag(obstacle.is_some())
        };
    let mut trials = vec![trial(
        "instructions_are_as_recorded",
        missing.as_ref().or(other_compiler.as_ref()),
        Box::new(instructions_are_as_recorded),
    )];
    for shape in Shape::ALL {
        let name = format!("instructions_are_linear_in_items::{}", shape.name());
        trials.push(trial(&name, missing.as_ref(), Box::new(move || instructions_are_linear(shape))));
    }
    trials
}

/// The facts to render, after everything that happens only once in a process.
fn prepared(shape: Shape, items: usize) -> Facts {
    rendered(&facts(shape, 1));
    facts(shape, items)
}

fn rendered(facts: &Facts) {
    let stub = render(black_box(facts), MODULE, &Config::default()).expect("a stub");
    assert!(!black_box(stub).text.is_empty());
}

/// Callgrind counts what happens inside this function, which it finds by its name.
#[inline(never)]
fn rendering_that_counts(facts: &Facts) {
    rendered(facts);
}

/// The number of allocations, and their bytes in total.
fn memory(shape: Shape, items: usize) -> [u64; 2] {
    let facts = prepared(shape, items);
    let counted = allocation_counter::measure(|| rendered(&facts));
    [counted.count_total, counted.bytes_total]
}

fn memory_is_as_recorded() -> Result<(), Failed> {
    let [count, bytes] = memory(Shape::Plain, ITEMS);
    compare("allocations", count)?;
    compare("bytes-allocated", bytes)
}

fn memory_is_linear(shape: Shape) -> Result<(), Failed> {
    let (small, large) = (memory(shape, ITEMS), memory(shape, 10 * ITEMS));
    for (what, (small, large)) in ["allocations", "bytes"].into_iter().zip(small.into_iter().zip(large)) {
        is_linear(what, small, large)?;
    }
    Ok(())
}

fn instructions_are_as_recorded() -> Result<(), Failed> {
    if is_accepting() {
        record("rustc", toml::Value::String(compiler()))?;
    }
    compare("instructions", instructions(Shape::Plain, ITEMS)?)
}

fn instructions_are_linear(shape: Shape) -> Result<(), Failed> {
    is_linear("instructions", instructions(shape, FEW)?, instructions(shape, 10 * FEW)?)
}

fn is_linear(what: &str, small: u64, large: u64) -> Result<(), Failed> {
    let factor = large as f64 / small as f64;
    if factor <= TENFOLD {
        return Ok(());
    }
    Err(format!("{what}: ten times the items cost {factor:.1} times as much ({small}, {large})").into())
}

/// How many instructions rendering executes, as callgrind counts them.
fn instructions(shape: Shape, items: usize) -> Result<u64, Failed> {
    let mut valgrind = run::command("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no"]);
    valgrind.arg("--toggle-collect=*rendering_that_counts*");
    valgrind.arg(env::current_exe()?).env(RENDER, format!("{} {items}", shape.name()));
    let output = run::success(&mut valgrind)?;
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected = messages.lines().find_map(|line| line.split_once("Collected :"));
    let count = collected.and_then(|(_, number)| number.trim().parse().ok()).filter(|count| *count > 0);
    count.ok_or_else(|| run::told(&valgrind, &output).into())
}

/// Compares `count` with the recorded number, or records it.
fn compare(name: &str, count: u64) -> Result<(), Failed> {
    if is_accepting() {
        return record(name, toml::Value::Integer(count.try_into()?));
    }
    let recorded: u64 = recorded(name).and_then(|text| text.parse().ok()).ok_or("no number is recorded")?;
    let change = count as f64 / recorded as f64 - 1.0;
    eprintln!("{name}: {count}, recorded {recorded} ({:+.2} %)", change * 100.0);
    if change <= TOLERANCE {
        return Ok(());
    }
    let help = "if that is worth it, `cargo accept -p stub-tests --test rendering` records it";
    Err(format!("{name}: {count} instead of {recorded}, {:.1} % more\nhelp: {help}", change * 100.0).into())
}

/// The version of the compiler, because others compile the same source to other instructions.
fn compiler() -> String {
    let version =
        run::stdout(run::command("rustc").arg("--version")).unwrap_or_else(|error| panic!("{error}"));
    version.split_whitespace().nth(1).unwrap_or_default().to_owned()
}

fn file() -> PathBuf {
    places::tests().join("costs.toml")
}

/// The recorded numbers.
fn table(path: &Path) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.parse().expect("recorded numbers")
}

fn recorded(name: &str) -> Option<String> {
    table(&file()).get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Records a number. The tests of one program run in parallel, so they take turns.
fn record(name: &str, value: toml::Value) -> Result<(), Failed> {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().map_err(|error| error.to_string())?;
    let mut table = table(&file());
    table.insert(name.to_owned(), value);
    let text = format!(
        "# What rendering a fixed module costs; tests/tests/rendering.rs says how it is counted.\n{table}"
    );
    Ok(fs::write(file(), text)?)
}
