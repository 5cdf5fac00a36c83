//! The goals for the project's costs, and the measured costs.

use super::format::{added, bytes, crates as crates_compiled, or_dash, ratio, seconds};
use crate::args::Scope;
use crate::measure::lazy::{ALL_USES, FIRST_USE};
use crate::measure::{key, lazy_submodules, typical};
use crate::results::{Key, Quantity, Results, median};
use serde::Serialize;
use stub_synthetic::classes::Way;
use stub_synthetic::{Case, Variant};

/// A goal, as a row of a table.
#[derive(Debug, Serialize)]
pub struct Goal {
    /// Names it in the template.
    pub id: &'static str,
    /// What is measured.
    pub measure: &'static str,
    /// What 0.23 costs.
    pub incumbent: String,
    /// What this library costs.
    pub ours: String,
    /// How these two compare.
    pub ratio: String,
    /// What is wanted.
    pub goal: &'static str,
    /// Whether it is met, if it was measured.
    pub met: Option<bool>,
}

/// The items that most goals are about.
pub const TYPICAL: Case = typical(Scope::Full);
/// What the generators alone are measured on.
pub const LARGE: Case = Case::flat(10_000).annotations();
/// And on this, to see how their time grows.
const LARGEST: Case = Case::flat(100_000).annotations();

/// The extensions with submodules that may be lazy.
pub const LAZY: [Case; 4] = lazy_submodules(Scope::Full);

/// Every goal.
pub fn goals(results: &Results) -> Vec<Goal> {
    vec![
        cold(results),
        crates(results),
        rebuild(results),
        switch(results),
        stub(results),
        growth(results),
        size_on(results),
        size_off(results),
    ]
    .into_iter()
    .chain(lazy(results))
    .collect()
}

/// What two variants add to PyO3 alone.
struct Added {
    ours: Option<f64>,
    incumbent: Option<f64>,
}

impl Added {
    fn of(results: &Results, key: impl Fn(Variant) -> Key, quantity: Quantity) -> Self {
        let added = |variant| results.added(&key(variant), &key(Variant::Bare), quantity);
        Self { ours: added(Variant::On), incumbent: added(Variant::Incumbent) }
    }

    fn ratio(&self) -> Option<f64> {
        Some(self.ours? / self.incumbent?)
    }

    /// A goal that asks for `limit` of what the incumbent adds.
    fn goal(
        self,
        id: &'static str,
        measure: &'static str,
        (goal, limit): (&'static str, f64),
        format: fn(f64) -> String,
    ) -> Goal {
        Goal {
            id,
            measure,
            incumbent: or_dash(self.incumbent, |value| added(value, format)),
            ours: or_dash(self.ours, |value| added(value, format)),
            ratio: or_dash(self.ratio(), ratio),
            goal,
            met: self.ratio().map(|ratio| ratio <= limit),
        }
    }
}

fn cold(results: &Results) -> Goal {
    let key = |variant| key("cold", Case::flat(1), variant, "library");
    Added::of(results, key, Quantity::Wall).goal(
        "cold",
        "cold build, added",
        ("at most 1/12", 1.0 / 12.0),
        seconds,
    )
}

fn crates(results: &Results) -> Goal {
    let key = |variant| key("cold", Case::flat(1), variant, "library");
    let of = Added::of(results, key, Quantity::Crates);
    let met = of.ours.map(|crates| crates <= 4.0);
    let number = |value: f64| format!("{value:.0}");
    Goal { met, ..of.goal("crates", "crates in that build, added", ("at most 4", 0.0), number) }
}

fn rebuild(results: &Results) -> Goal {
    let key = |variant| key("rebuild", TYPICAL, variant, "library");
    Added::of(results, key, Quantity::Wall).goal(
        "rebuild",
        "build after one edited line, 1500 items, added",
        ("at most 1/3", 1.0 / 3.0),
        seconds,
    )
}

fn switch(results: &Results) -> Goal {
    let of = |variant, quantity| results.median(&key("switch", TYPICAL, variant, "stub"), quantity);
    let told = |variant| {
        let crates = or_dash(of(variant, Quantity::Crates), crates_compiled);
        format!("{}, {crates}", or_dash(of(variant, Quantity::Wall), seconds))
    };
    let (ours, incumbent) = (of(Variant::On, Quantity::Wall), of(Variant::Incumbent, Quantity::Wall));
    let met = || Some(of(Variant::On, Quantity::Crates)? == 0.0 && ours? < 1.0);
    Goal {
        id: "switch",
        measure: "stub after `maturin develop`, 1500 items",
        incumbent: told(Variant::Incumbent),
        ours: told(Variant::On),
        ratio: or_dash(ours.zip(incumbent).map(|(ours, incumbent)| ours / incumbent), ratio),
        goal: "0 crates, under 1 s",
        met: met(),
    }
}

/// What `cargo stubgen` takes beyond the start of the interpreter.
fn beyond_start(results: &Results, case: Case) -> Option<f64> {
    let ours = key("stub", case, Variant::On, "stub");
    results.added(&ours, &key("stub", case, Variant::Bare, "interpreter"), Quantity::Wall)
}

fn stub(results: &Results) -> Goal {
    let ours = beyond_start(results, LARGE);
    let incumbent = results.median(&key("stub", LARGE, Variant::Incumbent, "stub"), Quantity::Wall);
    let share = ours.zip(incumbent).map(|(ours, incumbent)| ours / incumbent);
    Goal {
        id: "stub",
        measure: "library to stub, 10 000 items; here beyond the interpreter's start",
        incumbent: or_dash(incumbent, seconds),
        ours: or_dash(ours, seconds),
        ratio: or_dash(share, ratio),
        goal: "at most 1/4",
        met: share.map(|share| share <= 0.25),
    }
}

/// Linear is: ten times the items take at most ten times as long, give or take a tenth.
fn growth(results: &Results) -> Goal {
    let small = beyond_start(results, Case::flat(1000).annotations());
    let (large, largest) = (beyond_start(results, LARGE), beyond_start(results, LARGEST));
    let factor = |more: Option<f64>, less: Option<f64>| more.zip(less).map(|(more, less)| more / less);
    let (first, second) = (factor(large, small), factor(largest, large));
    let incumbent = |case| results.median(&key("stub", case, Variant::Incumbent, "stub"), Quantity::Wall);
    let times = |value: f64| format!("{value:.1} times");
    let told = |first, second| format!("{}, {}", or_dash(first, times), or_dash(second, times));
    let theirs = [Case::flat(1000).annotations(), LARGE, LARGEST].map(incumbent);
    Goal {
        id: "growth",
        measure: "the same, 1000 to 10 000 and to 100 000 items",
        incumbent: told(factor(theirs[1], theirs[0]), factor(theirs[2], theirs[1])),
        ours: told(first, second),
        ratio: String::new(),
        goal: "linear: at most 11 times each",
        met: first.zip(second).map(|(first, second)| first <= 11.0 && second <= 11.0),
    }
}

fn size_on(results: &Results) -> Goal {
    let key = |variant| key("size", TYPICAL, variant, "library");
    Added::of(results, key, Quantity::Bytes).goal(
        "size",
        "stripped release library, 1500 items, added",
        ("at most 1/3", 1.0 / 3.0),
        bytes,
    )
}

/// What the same code may differ by: the linker orders functions by hashes over a crate's dependencies, and
/// with the order goes the padding between them.
pub const PADDING: f64 = 256.0;

fn size_off(results: &Results) -> Goal {
    let of = |variant| key("size", TYPICAL, variant, "library");
    let added_off = results.added(&of(Variant::Off), &of(Variant::Bare), Quantity::Bytes);
    Goal {
        id: "size-off",
        measure: "the same with the feature `registry` off",
        incumbent: "no such feature".to_owned(),
        ours: or_dash(added_off, |value| added(value, bytes)),
        ratio: String::new(),
        goal: "0 bytes, but for padding",
        met: added_off.map(|added| added.abs() <= PADDING),
    }
}

/// The key of an import of the extension with lazy submodules that is the `index`th of [`LAZY`].
pub fn imported(index: usize, step: &str) -> Key {
    key("lazy", LAZY[index], Variant::On, step)
}

/// What lazy submodules cost, if it was measured.
fn lazy(results: &Results) -> Vec<Goal> {
    [lazy_import(results), lazy_growth(results), lazy_use(results)].into_iter().flatten().collect()
}

/// The processor time that the registry of names adds to an import of the `index`th of [`LAZY`].
fn registry(results: &Results, index: usize) -> Option<f64> {
    results.added(&imported(index, Way::Lazy.key()), &imported(index, Way::Without.key()), Quantity::Cpu)
}

/// An import with lazy submodules. The registry of names is a constant: it is what submodules without classes add.
fn lazy_import(results: &Results) -> Option<Goal> {
    let of = |index, way: Way| results.median(&imported(index, way.key()), Quantity::Cpu);
    let (ours, empty) = (of(2, Way::Lazy)? - registry(results, 0)?, of(2, Way::Without)?);
    let share = ours / empty;
    Some(Goal {
        id: "lazy",
        measure: "import with 200 lazy submodules of 20 classes, without the registry of their names",
        incumbent: "no such function".to_owned(),
        ours: seconds(ours),
        ratio: format!("{share:.2} of the same library without submodules"),
        goal: "at most 1.2 times the same library without submodules",
        met: Some(share <= 1.2),
    })
}

/// What classes add to an import with lazy submodules, beside the time to load a larger library.
fn lazy_growth(results: &Results) -> Option<Goal> {
    let mut measured = (1..LAZY.len()).filter_map(|index| Some((index, registry(results, index)?)));
    let (index, with_classes) = measured.next_back()?;
    let growth = with_classes - registry(results, 0)?;
    let [before, without] = [Way::Added, Way::Without].map(|way| imported(index, way.key()));
    let share = growth / results.added(&before, &without, Quantity::Cpu)?;
    Some(Goal {
        id: "lazy-growth",
        measure: "what the classes of 200 lazy submodules add to an import",
        incumbent: "no such function".to_owned(),
        ours: added(growth, seconds),
        ratio: format!("{:.1} % of what they add with `add_submodule`", 100.0 * share),
        goal: "at most 1 % of what they add with `add_submodule`",
        met: Some(share <= 0.01),
    })
}

/// The import and every use, which together make what an import made before.
fn lazy_use(results: &Results) -> Option<Goal> {
    let of = |step| results.series(&imported(2, step), Quantity::Cpu);
    let (first, all) = (of(FIRST_USE), of(ALL_USES));
    let totals = of(Way::Lazy.key())
        .into_iter()
        .zip(first)
        .zip(all)
        .map(|((import, first), all)| import + first + all);
    let totals: Vec<f64> = totals.collect();
    // What slowed a round down slowed both.
    let shares = totals.iter().zip(of(Way::Registered.key())).map(|(total, before)| total / before);
    let (share, ours) = (median(shares.collect())?, median(totals)?);
    Some(Goal {
        id: "lazy-use",
        measure: "import and use of 200 lazy submodules of 20 classes, all together",
        incumbent: "no such function".to_owned(),
        ours: seconds(ours),
        ratio: format!("{share:.2} of an import with `register_submodules`"),
        goal: "at most 1.2 times `register_submodules`",
        met: Some(share <= 1.2),
    })
}
