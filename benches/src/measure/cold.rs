//! A build of everything: a fresh target directory, and sources that were fetched before.

use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::run::timed;
use anyhow::Result;
use fs_err as fs;
use stub_synthetic::{Case, Variant};

/// One item, so that little but the dependencies is compiled.
#[derive(Debug)]
pub struct Cold;

/// The target directories that are thrown away.
const TARGET: &str = "cold";

impl Measure for Cold {
    fn name(&self) -> MeasureName {
        MeasureName::Cold
    }

    fn cases(&self) -> Vec<Case> {
        vec![Case::flat(1)]
    }

    fn variants(&self, _: Case) -> Vec<Variant> {
        Variant::ALL.to_vec()
    }

    fn prepare(&self, _: &Place, _: Case, _: Variant) -> Result<()> {
        Ok(())
    }

    fn round(&self, place: &Place, case: Case, variant: Variant, _: u32) -> Result<Steps> {
        let target = place.target(variant, TARGET);
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        let built = timed(&mut place.build(case, variant, TARGET), &place.log())?;
        Ok(vec![("library", built)])
    }
}
