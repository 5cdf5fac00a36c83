//! The stripped release library: what goes into the wheel.

use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::run::timed;
use anyhow::Result;
use fs_err as fs;
use stub_synthetic::{Case, Variant};

/// On this extension.
#[derive(Debug)]
pub struct Size(pub Case);

/// The target directories of release builds.
const TARGET: &str = "release";

/// Builds the library, unless it is there.
pub fn build(place: &Place, case: Case, variant: Variant) -> Result<std::path::PathBuf> {
    timed(place.build(case, variant, TARGET).arg("--release"), &place.log())?;
    Ok(place.library(variant, TARGET, "release"))
}

impl Measure for Size {
    fn name(&self) -> MeasureName {
        MeasureName::Size
    }

    fn cases(&self) -> Vec<Case> {
        vec![self.0]
    }

    fn variants(&self, _: Case) -> Vec<Variant> {
        Variant::ALL.to_vec()
    }

    /// A build gives the same size every time.
    fn rounds(&self, _: u32) -> u32 {
        1
    }

    fn is_timed(&self) -> bool {
        false
    }

    fn prepare(&self, _: &Place, _: Case, _: Variant) -> Result<()> {
        Ok(())
    }

    fn round(&self, place: &Place, case: Case, variant: Variant, _: u32) -> Result<Steps> {
        let library = build(place, case, variant)?;
        let bytes = Some(fs::metadata(library)?.len() as f64);
        Ok(vec![("library", crate::results::Values { bytes, ..Default::default() })])
    }
}
