//! What is measured. Each file is one measure; here is what they share, and the order of things.

mod cold;
pub mod declarative;
mod huge;
mod import;
pub mod lazy;
mod rebuild;
mod size;
mod stub;
mod switch;

use crate::args::{MeasureName, Scope};
use crate::place::Place;
use crate::results::{Key, Sample, Store, Values};
use anyhow::{Context, Result};
use stub_synthetic::{Case, Variant};

/// What one round of a variant gave, step by step.
pub type Steps = Vec<(&'static str, Values)>;

/// Something that is measured.
pub trait Measure {
    /// Its name.
    fn name(&self) -> MeasureName;

    /// The extension modules that it looks at.
    fn cases(&self) -> Vec<Case>;

    /// The variants that it compares on `case`.
    fn variants(&self, case: Case) -> Vec<Variant>;

    /// How many rounds there are when each thing is measured `pairs` times.
    fn rounds(&self, pairs: u32) -> u32 {
        pairs
    }

    /// Whether it measures time, and so needs an idle machine.
    fn is_timed(&self) -> bool {
        true
    }

    /// Whether it runs `cargo stubgen`, which takes long to build.
    fn runs_command(&self) -> bool {
        true
    }

    /// Builds what the first round starts from.
    fn prepare(&self, place: &Place, case: Case, variant: Variant) -> Result<()>;

    /// Measures once.
    fn round(&self, place: &Place, case: Case, variant: Variant, round: u32) -> Result<Steps>;
}

/// The extension module that most is measured on.
pub const fn typical(scope: Scope) -> Case {
    Case::flat(match scope {
        Scope::Smoke => 45,
        Scope::Quick | Scope::Full => 1500,
    })
}

/// The extensions whose submodules may be lazy: without classes, with some, with four and with eight times as many.
pub const fn lazy_submodules(scope: Scope) -> [Case; 4] {
    let submodules = match scope {
        Scope::Smoke => 10,
        Scope::Quick | Scope::Full => 200,
    };
    [
        Case::classes(0, submodules),
        Case::classes(5, submodules),
        Case::classes(20, submodules),
        Case::classes(40, submodules),
    ]
}

/// Every measure, as large as `scope` says.
pub fn all(scope: Scope) -> Vec<Box<dyn Measure>> {
    let typical = typical(scope);
    let annotations = |items| Case::flat(items).annotations();
    let scale = match scope {
        Scope::Smoke => vec![annotations(10), annotations(100)],
        Scope::Quick | Scope::Full => vec![annotations(1000), annotations(10_000), annotations(100_000)],
    };
    // The binary of 0.23 takes long to compile then, and only this library's growth is a goal.
    let without_others = (scope == Scope::Quick).then_some(annotations(100_000));
    let submodules = match scope {
        Scope::Smoke => 5,
        Scope::Quick | Scope::Full => 500,
    };
    let spread = Case { submodules, ..scale[1] };
    let huge = match scope {
        Scope::Smoke => vec![Case { items: 45, submodules, ..typical }],
        Scope::Quick => Vec::new(),
        Scope::Full => vec![Case::flat(10_000), Case { submodules, ..Case::flat(10_000) }],
    };
    let lazy = lazy_submodules(scope).to_vec();
    vec![
        Box::new(cold::Cold),
        Box::new(rebuild::Rebuild(typical)),
        Box::new(declarative::Declarative(typical)),
        Box::new(switch::Switch(typical)),
        Box::new(stub::Stub { cases: scale.into_iter().chain([spread]).collect(), without_others }),
        Box::new(size::Size(typical)),
        Box::new(import::Import(typical)),
        Box::new(lazy::Lazy(lazy)),
        Box::new(huge::Huge(huge)),
    ]
}

/// Builds what the first rounds of `measure` start from, where `store` does not hold all rounds yet.
pub fn prepare(measure: &dyn Measure, place: &Place, store: &Store, case: Case, rounds: u32) -> Result<()> {
    let name = measure.name().key();
    for variant in measure.variants(case) {
        if (0..rounds).any(|round| !store.has(name, &case.name(), variant.key(), round)) {
            eprintln!("{name} {}: preparing {}", case.name(), variant.key());
            measure.prepare(place, case, variant)?;
        }
    }
    Ok(())
}

/// Measures what `store` does not hold yet, one variant after the other in every round.
pub fn run(measure: &dyn Measure, place: &Place, store: &mut Store, pairs: u32) -> Result<()> {
    let (name, rounds) = (measure.name().key(), measure.rounds(pairs));
    for case in measure.cases() {
        let case_name = case.name();
        prepare(measure, place, store, case, rounds)?;
        for round in 0..rounds {
            for variant in measure.variants(case) {
                if store.has(name, &case_name, variant.key(), round) {
                    continue;
                }
                let steps = measure
                    .round(place, case, variant, round)
                    .with_context(|| format!("measuring {name} of {case_name} with {}", variant.key()))?;
                tell(name, &case_name, variant, round, &steps);
                let sample = |(step, values): (&str, Values)| Sample {
                    key: key(name, case, variant, step),
                    round,
                    values,
                };
                store.add(steps.into_iter().map(sample).collect())?;
            }
        }
    }
    Ok(())
}

/// The key of a step.
pub fn key(measure: &str, case: Case, variant: Variant, step: &str) -> Key {
    let [measure, variant, step] = [measure, variant.key(), step].map(str::to_owned);
    Key { measure, case: case.name(), variant, step }
}

fn tell(name: &str, case: &str, variant: Variant, round: u32, steps: &Steps) {
    for (step, values) in steps {
        let wall = values.wall.map(|seconds| format!(" {seconds:.3} s"));
        let crates = values.crates.map(|count| format!(" {count} crates"));
        let bytes = values.bytes.map(|bytes| format!(" {bytes} bytes"));
        let parts = [wall, crates, bytes].map(Option::unwrap_or_default).concat();
        eprintln!("{name} {case} #{round} {} {step}:{parts}", variant.key());
    }
}
