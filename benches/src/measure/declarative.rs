//! A build after one edited line, where every item is in one declarative module, beside the same in function style.

use super::rebuild::WARM;
use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::run::timed;
use anyhow::Result;
use stub_synthetic::{Case, Variant};

/// On this extension.
#[derive(Debug)]
pub struct Declarative(pub Case);

impl Declarative {
    /// 0.23 does not support declarative modules, so both styles are compared with its function style.
    pub const VARIANTS: [Variant; 5] =
        [Variant::Bare, Variant::On, Variant::Incumbent, Variant::BareInline, Variant::OnInline];
}

impl Measure for Declarative {
    fn name(&self) -> MeasureName {
        MeasureName::Declarative
    }

    fn cases(&self) -> Vec<Case> {
        vec![self.0]
    }

    fn variants(&self, _: Case) -> Vec<Variant> {
        Self::VARIANTS.to_vec()
    }

    fn prepare(&self, place: &Place, case: Case, variant: Variant) -> Result<()> {
        timed(&mut place.build(case, variant, WARM), &place.log()).map(drop)
    }

    fn round(&self, place: &Place, case: Case, variant: Variant, round: u32) -> Result<Steps> {
        place.edit(case, variant, round + 1)?;
        Ok(vec![("library", timed(&mut place.build(case, variant, WARM), &place.log())?)])
    }
}
