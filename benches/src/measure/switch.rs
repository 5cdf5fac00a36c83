//! Between `maturin develop` and the stub, in one target directory, with nothing edited.

use super::rebuild::WARM;
use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::run::timed;
use anyhow::Result;
use stub_synthetic::{Case, Variant};

/// On this extension.
#[derive(Debug)]
pub struct Switch(pub Case);

impl Measure for Switch {
    fn name(&self) -> MeasureName {
        MeasureName::Switch
    }

    fn cases(&self) -> Vec<Case> {
        vec![self.0]
    }

    fn variants(&self, _: Case) -> Vec<Variant> {
        vec![Variant::On, Variant::Off, Variant::Incumbent, Variant::Inspect]
    }

    fn prepare(&self, place: &Place, case: Case, variant: Variant) -> Result<()> {
        // Once there and back: the rounds see what a user sees every day, not the first build.
        self.round(place, case, variant, 0).map(drop)
    }

    fn round(&self, place: &Place, case: Case, variant: Variant, _: u32) -> Result<Steps> {
        let mut steps = Steps::new();
        if let Some(mut stub) = place.write_stub(case, variant, WARM) {
            steps.push(("stub", timed(&mut stub, &place.log())?));
        }
        steps.push(("develop", timed(&mut place.develop(case, variant, WARM), &place.log())?));
        Ok(steps)
    }
}
