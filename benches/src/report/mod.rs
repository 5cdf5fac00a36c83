//! Results as a page and a chart. It measures nothing: the same results give the same bytes.

mod chart;
mod format;
mod goals;
mod tables;

use crate::results::{Results, Subject};
use anyhow::{Context, Result};
use fs_err as fs;
use goals::Goal;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use tables::Table;

/// The page, which can be read as the text that it becomes.
const PAGE: &str = include_str!("templates/benchmarks.md");
/// Why goals are missed, each under its goal's name. People write it; the page shows what is about a missed goal.
const ARGUMENTS: &str = include_str!("templates/arguments.md");
/// The chart.
const CHART: &str = include_str!("templates/benchmarks.svg");

/// What the page is filled in with.
#[derive(Serialize)]
struct Page<'a> {
    subject: &'a Subject,
    runs: Vec<String>,
    goals: Vec<Goal>,
    arguments: Vec<Argument>,
    tables: BTreeMap<&'static str, Table>,
}

/// Why a goal is missed.
#[derive(Serialize)]
struct Argument {
    measure: &'static str,
    text: &'static str,
}

/// The arguments of the goals that are missed. A test sees to it that none is without.
fn arguments(goals: &[Goal]) -> Vec<Argument> {
    let argued = |measure: &str| {
        let mut sections = ARGUMENTS.split("### ").filter_map(|section| section.split_once('\n'));
        sections.find(|(head, _)| head.trim() == measure).map(|(_, text)| text.trim())
    };
    let missed = goals.iter().filter(|goal| goal.met == Some(false));
    missed.filter_map(|goal| Some(Argument { measure: goal.measure, text: argued(goal.measure)? })).collect()
}

/// Writes `benchmarks.md` and `benchmarks.svg` into `docs`.
pub fn write(results: &Results, docs: &Path) -> Result<()> {
    fs::write(docs.join("benchmarks.md"), page(results)?)?;
    Ok(fs::write(docs.join("benchmarks.svg"), chart(results)?)?)
}

/// The page.
fn page(results: &Results) -> Result<String> {
    let goals = goals::goals(results);
    let page = Serde(Page {
        subject: &results.subject,
        runs: tables::runs(results),
        arguments: arguments(&goals),
        goals,
        tables: tables::tables(results),
    });
    environment()?.get_template("page")?.render(page).context("writing the page")
}

/// The chart.
fn chart(results: &Results) -> Result<String> {
    environment()?
        .get_template("chart.svg")?
        .render(Serde(chart::chart(results)))
        .context("drawing the chart")
}

fn environment() -> Result<Environment<'static>> {
    let mut environment = Environment::new();
    let syntax =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?;
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|name| {
        if name.ends_with(".svg") { AutoEscape::Html } else { AutoEscape::None }
    });
    environment.add_template("page", PAGE)?;
    environment.add_template("chart.svg", CHART)?;
    Ok(environment)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::results;

    fn docs() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs")
    }

    #[test]
    fn the_page_says_what_the_results_beside_it_say() {
        let results = results::read(&docs().join("benchmarks.json")).unwrap();
        assert_eq!(fs::read_to_string(docs().join("benchmarks.md")).unwrap(), page(&results).unwrap());
        assert_eq!(fs::read_to_string(docs().join("benchmarks.svg")).unwrap(), chart(&results).unwrap());
    }

    #[test]
    fn a_goal_is_missed_for_a_reason() {
        let results = results::read(&docs().join("benchmarks.json")).unwrap();
        let goals = goals::goals(&results);
        let missed: Vec<_> =
            goals.iter().filter(|goal| goal.met == Some(false)).map(|goal| goal.measure).collect();
        let argued: Vec<_> = arguments(&goals).iter().map(|argument| argument.measure).collect();
        assert_eq!(missed, argued, "write the reason into templates/arguments.md");
    }

    #[test]
    fn a_part_of_the_results_makes_a_page_too() {
        let text = page(&Results::default()).unwrap();
        assert!(text.contains("| not measured |"), "{text}");
        assert!(chart(&Results::default()).unwrap().contains("<svg"));
    }
}
