//! A build of a huge extension from nothing, its dependencies being built.

use super::rebuild::WARM;
use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::run::{cargo, stdout, timed};
use anyhow::Result;
use stub_synthetic::{Case, Variant};

/// On these extensions.
#[derive(Debug)]
pub struct Huge(pub Vec<Case>);

impl Measure for Huge {
    fn name(&self) -> MeasureName {
        MeasureName::Huge
    }

    fn cases(&self) -> Vec<Case> {
        self.0.clone()
    }

    /// `experimental-inspect` requires a single declarative module, which takes rustc very long.
    fn variants(&self, _: Case) -> Vec<Variant> {
        vec![Variant::Bare, Variant::On, Variant::Off, Variant::Incumbent]
    }

    fn prepare(&self, place: &Place, _: Case, variant: Variant) -> Result<()> {
        timed(&mut place.build(Case::flat(1), variant, WARM), &place.log())?;
        Ok(())
    }

    fn round(&self, place: &Place, case: Case, variant: Variant, _: u32) -> Result<Steps> {
        let mut clean = place.at(cargo(), case, variant, WARM);
        stdout(clean.args(["clean", "--quiet", "--package", &case.name()]))?;
        let built = timed(&mut place.build(case, variant, WARM), &place.log())?;
        Ok(vec![("library", built)])
    }
}
