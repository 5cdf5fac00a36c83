//! The command line.

use clap::{Parser, ValueEnum};
use std::path::PathBuf;

/// Measure what a stub costs, and write docs/benchmarks.md
///
/// Builds synthetic extension modules with PyO3 alone, with this library, with pyo3-stub-gen 0.23 and with
/// PyO3's experimental-inspect, in turn. An interrupted run resumes where it stopped.
#[derive(Debug, Parser)]
#[command(name = "stub-benches", version)]
pub struct Args {
    /// How many times each thing is measured, in turn with the others
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub pairs: u32,
    /// How large the extension modules are
    #[arg(long, value_enum, default_value_t = Scope::Full)]
    pub scope: Scope,
    /// Measure only this; may be given several times
    #[arg(long, value_name = "MEASURE", value_enum)]
    pub only: Vec<MeasureName>,
    /// Discard the measurements of an interrupted run
    #[arg(long)]
    pub fresh: bool,
    /// Build what the measurements start from, and measure only what does not need an idle machine
    #[arg(long, conflicts_with = "fresh")]
    pub prepare: bool,
    /// Write the report again from its results, without measuring
    #[arg(long, conflicts_with_all = ["only", "fresh", "prepare"])]
    pub report: bool,
    /// Where projects and builds go [default: benches/target/scratch]
    #[arg(long, value_name = "DIRECTORY")]
    pub scratch: Option<PathBuf>,
    /// Where the report and its results go [default: docs]
    #[arg(long, value_name = "DIRECTORY")]
    pub docs: Option<PathBuf>,
}

/// How large the extension modules are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scope {
    /// A few items: whether the benchmark itself works
    Smoke,
    /// 1 and 1500 items whole, 100 000 for the generator: on two cores about 25 minutes, and as many to --prepare
    Quick,
    /// Also 10 000 items whole, and 100 000 for 0.23: some hours
    Full,
}

/// Something to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum MeasureName {
    /// A build of everything
    Cold,
    /// A build after one edited line, and the stub after one
    Rebuild,
    /// The same build with every item in one declarative module
    Declarative,
    /// Between maturin develop and the stub
    Switch,
    /// From the built library to the written stub
    Stub,
    /// The stripped release library
    Size,
    /// Importing the release library
    Import,
    /// Importing an extension of many submodules, lazy or not
    Lazy,
    /// A build of a huge extension, its dependencies being built
    Huge,
}

impl MeasureName {
    /// Its name in the results.
    pub fn key(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Rebuild => "rebuild",
            Self::Declarative => "declarative",
            Self::Switch => "switch",
            Self::Stub => "stub",
            Self::Size => "size",
            Self::Import => "import",
            Self::Lazy => "lazy",
            Self::Huge => "huge",
        }
    }
}
