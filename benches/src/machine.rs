//! What the benchmark runs on.

use crate::place::Place;
use crate::results::Subject;
use crate::run::{cargo, command, stdout};
use anyhow::Result;
use fs_err as fs;
use std::thread::available_parallelism;
use stub_synthetic::project::INCUMBENT;

/// The machine, the tools and the library.
pub fn subject(place: &Place) -> Result<Subject> {
    let python = place.python();
    let versions = vec![
        ("rustc".to_owned(), word(&stdout(command("rustc").arg("--version"))?, 1)),
        ("CPython".to_owned(), word(&stdout(command(&python).arg("--version"))?, 1)),
        ("maturin".to_owned(), word(&stdout(command(place.maturin()).arg("--version"))?, 1)),
        ("PyO3".to_owned(), pyo3(place)?),
        ("pyo3-stub-gen of crates.io".to_owned(), INCUMBENT.to_owned()),
        ("pyo3-stub-gen of this repository".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
    ];
    Ok(Subject {
        sources: sources(place)?,
        processor: line("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
        cores: available_parallelism()?.get(),
        memory: memory(),
        system: stdout(command("uname").arg("-sr"))?.trim().to_owned(),
        versions,
    })
}

fn word(text: &str, number: usize) -> String {
    text.split_whitespace().nth(number).unwrap_or(text).to_owned()
}

/// The value behind `name` in a file of lines like `name : value`.
fn line(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// In GiB, to the nearest; 0 where the system does not say.
fn memory() -> u64 {
    let kilobytes = line("/proc/meminfo", "MemTotal").and_then(|text| word(&text, 0).parse::<u64>().ok());
    (kilobytes.unwrap_or_default() + (1 << 19)) >> 20
}

/// The version of PyO3 that Cargo chose.
fn pyo3(place: &Place) -> Result<String> {
    let mut id = cargo();
    id.args(["pkgid", "--offline", "pyo3"]).current_dir(place.workspace(stub_synthetic::Variant::Bare));
    let id = stdout(&mut id)?;
    Ok(id.trim().rsplit(['@', '#']).next().unwrap_or_default().to_owned())
}

/// Git's names for the packages that are measured, and whether something in them is not committed.
fn sources(place: &Place) -> Result<String> {
    const PACKAGES: [&str; 4] =
        ["pyo3-stub-gen", "pyo3-stub-gen-derive", "cargo-stubgen", "benches/synthetic"];
    let git = || {
        let mut git = command("git");
        git.arg("-C").arg(place.repository());
        git
    };
    let mut names = git();
    names.arg("rev-parse").args(PACKAGES.map(|package| format!("HEAD:{package}")));
    let mut changes = git();
    changes.args(["status", "--porcelain", "--"]).args(PACKAGES);
    let names = stdout(&mut names)?;
    let mut sources = names.split_whitespace().map(|name| &name[..10]).collect::<Vec<_>>().join(" ");
    if !stdout(&mut changes)?.trim().is_empty() {
        sources.push_str(" with changes");
    }
    Ok(sources)
}
