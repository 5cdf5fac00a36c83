//! The figures: a table for each measure.

use super::format::{MISSING, added, bytes, count, or_dash, seconds};
use super::goals::{LAZY, TYPICAL, imported};
use crate::measure::declarative::Declarative;
use crate::measure::key;
use crate::measure::lazy::{ALL_USES, FIRST_USE};
use crate::results::{Key, Quantity, Results};
use serde::Serialize;
use std::collections::BTreeMap;
use stub_synthetic::classes::Way;
use stub_synthetic::{Case, Extent, Variant};

/// A table.
#[derive(Debug, Serialize)]
pub struct Table {
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// What a variant is called on the page.
pub fn name(variant: Variant) -> &'static str {
    match variant {
        Variant::Bare => "PyO3 alone",
        Variant::On => "this library",
        Variant::Off => "this library, `registry` off",
        Variant::Incumbent => "pyo3-stub-gen 0.23",
        Variant::Inspect => "experimental-inspect",
        Variant::BareInline => "PyO3 alone, declarative",
        Variant::OnInline => "this library, declarative",
    }
}

/// Every table, by the name of its measure.
pub fn tables(results: &Results) -> BTreeMap<&'static str, Table> {
    BTreeMap::from([
        ("cold", cold(results)),
        ("rebuild", rebuild(results)),
        ("declarative", declarative(results)),
        ("switch", switch(results)),
        ("stub", stub(results)),
        ("size", size(results)),
        ("import", import(results)),
        ("lazy", lazy(results)),
        ("huge", huge(results)),
    ])
}

/// What was run: measure, extension, and how many times.
pub fn runs(results: &Results) -> Vec<String> {
    let mut runs: Vec<(&str, &str, u32)> = Vec::new();
    for sample in &results.samples {
        let (measure, case) = (&*sample.key.measure, &*sample.key.case);
        match runs.iter_mut().find(|run| (run.0, run.1) == (measure, case)) {
            Some(run) => run.2 = run.2.max(sample.round + 1),
            None => runs.push((measure, case, sample.round + 1)),
        }
    }
    runs.iter().map(|(measure, case, rounds)| format!("`{measure}` of `{case}`: {rounds}")).collect()
}

fn heads(heads: &[&str]) -> Vec<String> {
    heads.iter().map(|&head| head.to_owned()).collect()
}

/// A median with the least and the greatest.
fn spread(results: &Results, key: &Key, quantity: Quantity, format: fn(f64) -> String) -> String {
    let series = results.series(key, quantity);
    let low = series.iter().copied().fold(f64::INFINITY, f64::min);
    let high = series.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let median = or_dash(results.median(key, quantity), format);
    if series.len() < 2 { median } else { format!("{median} ({} to {})", format(low), format(high)) }
}

/// How often it is the base, and what it has more.
fn over(
    results: &Results,
    key: &Key,
    base: &Key,
    quantity: Quantity,
    format: fn(f64) -> String,
) -> [String; 2] {
    if key == base {
        return ["1".to_owned(), MISSING.to_owned()];
    }
    let medians = results.median(key, quantity).zip(results.median(base, quantity));
    let times = or_dash(medians.map(|(value, base)| value / base), |ratio| format!("{ratio:.2}"));
    [times, or_dash(results.added(key, base, quantity), |value| added(value, format))]
}

fn cpu(results: &Results, key: &Key) -> String {
    or_dash(results.median(key, Quantity::Cpu), seconds)
}

fn crates(results: &Results, key: &Key) -> String {
    or_dash(results.median(key, Quantity::Crates), |value| format!("{value:.0}"))
}

fn memory(results: &Results, key: &Key) -> String {
    or_dash(results.median(key, Quantity::Memory), bytes)
}

fn cold(results: &Results) -> Table {
    let of = |variant| key("cold", Case::flat(1), variant, "library");
    let row = |variant| {
        let [times, more] = over(results, &of(variant), &of(Variant::Bare), Quantity::Wall, seconds);
        let wall = spread(results, &of(variant), Quantity::Wall, seconds);
        let [cpu, crates] = [cpu(results, &of(variant)), crates(results, &of(variant))];
        vec![name(variant).to_owned(), times, more, wall, cpu, crates]
    };
    Table {
        heads: heads(&["", "times PyO3 alone", "added", "wall time", "processor time", "crates"]),
        rows: Variant::ALL.map(row).to_vec(),
    }
}

fn rebuild(results: &Results) -> Table {
    let of = |variant, step| key("rebuild", TYPICAL, variant, step);
    let row = |variant| {
        let library = of(variant, "library");
        let [times, more] = over(results, &library, &of(Variant::Bare, "library"), Quantity::Wall, seconds);
        let wall = spread(results, &library, Quantity::Wall, seconds);
        let stub = spread(results, &of(variant, "stub"), Quantity::Wall, seconds);
        vec![name(variant).to_owned(), times, more, wall, cpu(results, &library), stub]
    };
    Table {
        heads: heads(&[
            "",
            "times PyO3 alone",
            "added",
            "edit to library",
            "processor time",
            "edit to written stub",
        ]),
        rows: Variant::ALL.map(row).to_vec(),
    }
}

/// A rebuild of the same items in a declarative module, beside function style. What is added is counted from PyO3 alone
/// in the same style.
fn declarative(results: &Results) -> Table {
    let of = |variant| key("declarative", TYPICAL, variant, "library");
    let row = |variant: Variant| {
        let base = of(if variant.is_inline() { Variant::BareInline } else { Variant::Bare });
        let [times, more] = over(results, &of(variant), &base, Quantity::Wall, seconds);
        let wall = spread(results, &of(variant), Quantity::Wall, seconds);
        vec![name(variant).to_owned(), times, more, wall, cpu(results, &of(variant))]
    };
    let is_measured = |variant: &Variant| results.median(&of(*variant), Quantity::Wall).is_some();
    Table {
        heads: heads(&["", "times PyO3 alone", "added", "edit to library", "processor time"]),
        rows: Declarative::VARIANTS.into_iter().filter(is_measured).map(row).collect(),
    }
}

fn switch(results: &Results) -> Table {
    let of = |variant, step| key("switch", TYPICAL, variant, step);
    let row = |variant| {
        let (stub, develop) = (of(variant, "stub"), of(variant, "develop"));
        let wall = |key| spread(results, key, Quantity::Wall, seconds);
        vec![
            name(variant).to_owned(),
            wall(&stub),
            crates(results, &stub),
            wall(&develop),
            crates(results, &develop),
        ]
    };
    let variants = [Variant::On, Variant::Off, Variant::Incumbent, Variant::Inspect];
    Table {
        heads: heads(&[
            "",
            "stub after `maturin develop`",
            "crates compiled",
            "`maturin develop` after the stub",
            "crates compiled",
        ]),
        rows: variants.map(row).to_vec(),
    }
}

/// The extensions of a measure, by size.
fn cases(results: &Results, measure: &str) -> Vec<Case> {
    let is_measured = |case: &Case| {
        let name = case.name();
        results.samples.iter().any(|sample| sample.key.measure == measure && sample.key.case == name)
    };
    let sizes = [10, 45, 100, 1000, 1500, 10_000, 100_000];
    let whole = sizes
        .into_iter()
        .flat_map(|items| [0, 5, 500].map(|submodules| Case { items, submodules, extent: Extent::Whole }));
    whole.flat_map(|case| [case, case.annotations()]).filter(is_measured).collect()
}

/// An extension, in words.
fn described(case: Case) -> String {
    let items = format!("{} items", count(case.items));
    if case.submodules == 0 { items } else { format!("{items} in {} submodules", count(case.submodules)) }
}

fn stub(results: &Results) -> Table {
    let row = |case| {
        let of = |variant, step| key("stub", case, variant, step);
        let wall = |key| spread(results, key, Quantity::Wall, seconds);
        let [ours, theirs] = [Variant::On, Variant::Incumbent].map(|variant| of(variant, "stub"));
        vec![
            described(case),
            wall(&of(Variant::Bare, "interpreter")),
            wall(&ours),
            wall(&theirs),
            memory(results, &ours),
            memory(results, &theirs),
        ]
    };
    Table {
        heads: heads(&[
            "",
            "start of the interpreter",
            "this library, all",
            "pyo3-stub-gen 0.23, all",
            "peak memory here",
            "peak memory of 0.23",
        ]),
        rows: cases(results, "stub").into_iter().map(row).collect(),
    }
}

fn size(results: &Results) -> Table {
    let of = |variant| key("size", TYPICAL, variant, "library");
    let row = |variant| {
        let more = results.added(&of(variant), &of(Variant::Bare), Quantity::Bytes);
        let more = more.filter(|_| variant != Variant::Bare);
        let [times, _] = over(results, &of(variant), &of(Variant::Bare), Quantity::Bytes, bytes);
        let exact = |value: f64| count(value as usize);
        vec![
            name(variant).to_owned(),
            times,
            or_dash(more, |value| added(value, exact)),
            or_dash(more, |value| format!("{}", (value / TYPICAL.items as f64).round() as i64)),
            or_dash(results.median(&of(variant), Quantity::Bytes), |value| format!("{value:.0}")),
        ]
    };
    Table {
        heads: heads(&["", "times PyO3 alone", "added bytes", "for each item", "bytes"]),
        rows: Variant::ALL.map(row).to_vec(),
    }
}

fn import(results: &Results) -> Table {
    let of = |variant| key("import", TYPICAL, variant, "import");
    let row = |variant| {
        let [times, more] = over(results, &of(variant), &of(Variant::Bare), Quantity::Wall, seconds);
        vec![name(variant).to_owned(), times, more, spread(results, &of(variant), Quantity::Wall, seconds)]
    };
    Table { heads: heads(&["", "times PyO3 alone", "added", "import"]), rows: Variant::ALL.map(row).to_vec() }
}

fn lazy(results: &Results) -> Table {
    let times = |step: &str| {
        let wall = |index| spread(results, &imported(index, step), Quantity::Cpu, seconds);
        (0..LAZY.len()).map(wall).collect::<Vec<_>>()
    };
    let row = |way: Way| {
        let name = match way {
            Way::Without => "without submodules",
            Way::Added => "`add_submodule`",
            Way::Registered => "`add_submodule` and `register_submodules`",
            Way::Lazy => "`Submodules::lazy`",
        };
        [vec![name.to_owned()], times(way.key())].concat()
    };
    let first_use = [vec!["first use of a lazy submodule".to_owned()], times(FIRST_USE)].concat();
    let all_uses = [vec!["first uses of all the others".to_owned()], times(ALL_USES)].concat();
    let of = |case: Case| match case.items / case.submodules {
        0 => "no classes".to_owned(),
        each => format!("{each} classes each"),
    };
    if results.median(&imported(0, FIRST_USE), Quantity::Cpu).is_none() {
        return Table { heads: Vec::new(), rows: Vec::new() };
    }
    Table {
        heads: [vec![String::new()], LAZY.map(of).to_vec()].concat(),
        rows: Way::ALL.map(row).into_iter().chain([first_use, all_uses]).collect(),
    }
}

fn huge(results: &Results) -> Table {
    let mut rows = Vec::new();
    for case in cases(results, "huge") {
        let of = |variant| key("huge", case, variant, "library");
        for variant in [Variant::Bare, Variant::On, Variant::Off, Variant::Incumbent] {
            let [times, more] = over(results, &of(variant), &of(Variant::Bare), Quantity::Wall, seconds);
            let wall = spread(results, &of(variant), Quantity::Wall, seconds);
            let memory = memory(results, &of(variant));
            rows.push(vec![described(case), name(variant).to_owned(), times, more, wall, memory]);
        }
    }
    Table { heads: heads(&["", "", "times PyO3 alone", "added", "wall time", "peak memory of rustc"]), rows }
}
