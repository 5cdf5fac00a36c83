//! Importing the stripped release library, in an interpreter that has started already.

use super::{Measure, Steps, size};
use crate::args::MeasureName;
use crate::place::Place;
use crate::results::{Values, median};
use crate::run::{command, stdout};
use anyhow::{Context, Result};
use fs_err as fs;
use stub_synthetic::project::{LIBRARY, MODULE};
use stub_synthetic::{Case, Variant};

/// On this extension.
#[derive(Debug)]
pub struct Import(pub Case);

/// How many interpreters import it in one round.
const TIMES: usize = 10;

impl Measure for Import {
    fn name(&self) -> MeasureName {
        MeasureName::Import
    }

    fn cases(&self) -> Vec<Case> {
        vec![self.0]
    }

    fn variants(&self, _: Case) -> Vec<Variant> {
        Variant::ALL.to_vec()
    }

    fn prepare(&self, place: &Place, case: Case, variant: Variant) -> Result<()> {
        let library = size::build(place, case, variant)?;
        let package = place.own("site").join(variant.key()).join("synthetic");
        fs::create_dir_all(&package)?;
        fs::write(package.join("__init__.py"), "")?;
        fs::copy(library, package.join(format!("{LIBRARY}.so")))?;
        Ok(())
    }

    fn round(&self, place: &Place, _: Case, variant: Variant, _: u32) -> Result<Steps> {
        let site = place.own("site").join(variant.key());
        let script = format!(
            "import sys, time; sys.path.insert(0, sys.argv[1]); import synthetic; start = time.perf_counter(); \
             import {MODULE}; print(time.perf_counter() - start)"
        );
        let once = || -> Result<f64> {
            let mut import = command(place.python());
            Ok(stdout(import.args(["-I", "-c", &script]).arg(&site))?.trim().parse()?)
        };
        let times = (0..TIMES).map(|_| once()).collect::<Result<Vec<_>>>()?;
        let wall = median(times).context("nothing was imported")?;
        Ok(vec![("import", Values { wall: Some(wall), ..Values::default() })])
    }
}
