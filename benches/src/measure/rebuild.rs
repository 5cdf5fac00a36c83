//! A build after one edited line: the library, and everything up to the written stub.

use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::run::timed;
use anyhow::Result;
use stub_synthetic::{Case, Variant};

/// On this extension.
#[derive(Debug)]
pub struct Rebuild(pub Case);

/// Target directories that hold everything that is not edited.
pub const WARM: &str = "warm";
/// The same for the binary that writes the stub with 0.23: in one directory it and the library would
/// make each other's dependencies stale, which is another measure.
pub const HELPER: &str = "helper";

/// The target directory in which a variant's stub is made.
pub fn stub_target(variant: Variant) -> &'static str {
    if variant == Variant::Incumbent { HELPER } else { WARM }
}

impl Measure for Rebuild {
    fn name(&self) -> MeasureName {
        MeasureName::Rebuild
    }

    fn cases(&self) -> Vec<Case> {
        vec![self.0]
    }

    fn variants(&self, _: Case) -> Vec<Variant> {
        Variant::ALL.to_vec()
    }

    fn prepare(&self, place: &Place, case: Case, variant: Variant) -> Result<()> {
        timed(&mut place.build(case, variant, WARM), &place.log())?;
        // With the registry off, the stub build has features that the library's has not: it is made after
        // the library in each round, and is warm from here on.
        if let Some(mut stub) = place.write_stub(case, variant, stub_target(variant)) {
            timed(&mut stub, &place.log())?;
        }
        Ok(())
    }

    fn round(&self, place: &Place, case: Case, variant: Variant, round: u32) -> Result<Steps> {
        let edits = 2 * (round + 1);
        place.edit(case, variant, edits)?;
        let mut steps = vec![("library", timed(&mut place.build(case, variant, WARM), &place.log())?)];
        if let Some(mut stub) = place.write_stub(case, variant, stub_target(variant)) {
            place.edit(case, variant, edits + 1)?;
            steps.push(("stub", timed(&mut stub, &place.log())?));
        }
        Ok(steps)
    }
}
