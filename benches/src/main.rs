//! One command that measures what a stub costs, and writes docs/benchmarks.md and its chart.

mod args;
mod machine;
mod measure;
mod place;
mod report;
mod results;
mod run;

use anyhow::{Context, Result};
use args::Args;
use clap::{Parser, ValueEnum};
use fs_err as fs;
use measure::Measure;
use place::Place;
use results::{Results, Settings, Store};
use std::path::{Path, PathBuf};
use stub_synthetic::Case;

fn main() -> Result<()> {
    let args = Args::parse();
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = args.docs.clone().unwrap_or_else(|| own.with_file_name("docs"));
    fs::create_dir_all(&docs)?;
    let results = docs.join("benchmarks.json");
    if !args.report {
        let scratch = args.scratch.clone().unwrap_or_else(|| own.join("target").join("scratch"));
        let measured = measured(&args, scratch)?;
        if args.prepare {
            return Ok(());
        }
        let names: Vec<&str> = args.only.iter().map(|name| name.key()).collect();
        let earlier = results::read(&results).ok().filter(|_| !names.is_empty());
        let written = earlier.map_or_else(|| measured.clone(), |earlier| earlier.with(&measured, &names));
        results::write(&results, &written)?;
    }
    report::write(&results::read(&results).context("there are no results to report")?, &docs)
}

/// Measures what is asked for and not measured yet.
fn measured(args: &Args, scratch: PathBuf) -> Result<Results> {
    let measures = measure::all(args.scope);
    let mut cases: Vec<Case> = measures.iter().flat_map(|measure| measure.cases()).collect();
    cases.sort_unstable();
    cases.dedup();
    let is_chosen = |measure: &dyn Measure| args.only.is_empty() || args.only.contains(&measure.name());
    let runs_command = measures.iter().any(|measure| is_chosen(&**measure) && measure.runs_command());
    let place = Place::make(&scratch, &cases, runs_command)?;
    let scope = args.scope.to_possible_value().map(|value| value.get_name().to_owned());
    let settings = Settings { scope: scope.unwrap_or_default(), pairs: args.pairs };
    let path = place.own("results.json");
    if args.fresh && path.exists() {
        fs::remove_file(&path)?;
    }
    let mut store = Store::open(path, machine::subject(&place)?, settings);
    for measure in measures {
        if !is_chosen(&*measure) {
            continue;
        }
        if args.prepare && measure.is_timed() {
            let rounds = measure.rounds(args.pairs);
            let prepare = |case| measure::prepare(&*measure, &place, &store, case, rounds);
            measure.cases().into_iter().try_for_each(prepare)?;
        } else {
            measure::run(&*measure, &place, &mut store, args.pairs)?;
        }
    }
    Ok(store.results)
}
