//! The tables of `docs/proof.md`: how many mistakes of each kind are found, and which cannot be.

use crate::Result;
use crate::mutants::List;
use std::fmt::Write as _;
use stub_tests::{Outcome, compare};

const SCORES: [&str; 2] = ["<!-- The scores are written by a test. -->", "<!-- The end of the scores. -->"];
const UNKNOWN: [&str; 2] = ["<!-- The list is written by a test. -->", "<!-- The end of the list. -->"];

/// `document` with what was measured.
pub fn put_into(document: &str, list: &List, results: &[Result]) -> Outcome<String> {
    let document = compare::with_table(document, SCORES, &scores(results))?;
    compare::with_table(&document, UNKNOWN, &unknown(list, results))
}

fn scores(results: &[Result]) -> String {
    let mut kinds: Vec<&str> = results.iter().map(|result| result.mutant.kind.as_str()).collect();
    kinds.dedup();
    let mut table =
        "| mistakes in | of them | plain stubtest finds | `cargo stubgen test` finds | cannot be known |\n\
         |---|---|---|---|---|\n"
            .to_owned();
    for kind in kinds {
        let of_kind: Vec<&Result> = results.iter().filter(|it| it.mutant.kind == kind).collect();
        table.push_str(&row(kind, &of_kind));
    }
    table.push_str(&row("**all**", &results.iter().collect::<Vec<_>>()));
    table
}

fn row(name: &str, results: &[&Result]) -> String {
    let count = |is: fn(&&Result) -> bool| results.iter().copied().filter(is).count();
    format!(
        "| {name} | {} | {} | {} | {} |\n",
        results.len(),
        count(|it| it.by_stubtest),
        count(|it| it.by_proof),
        count(|it| it.mutant.unknown.is_some()),
    )
}

fn unknown(list: &List, results: &[Result]) -> String {
    let mut table = "| mistake | why Python cannot know | found by `--trace` |\n|---|---|---|\n".to_owned();
    for result in results {
        let reason = result.mutant.unknown.as_ref().and_then(|reason| list.reasons.get(reason));
        if let Some(reason) = reason {
            let by_run = if result.by_run { "yes" } else { "no" };
            let _ = writeln!(table, "| {} | {reason} | {by_run} |", result.mutant.what);
        }
    }
    table
}
