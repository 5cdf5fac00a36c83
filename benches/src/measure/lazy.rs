//! Importing an extension of many submodules, which it adds in one of several ways, in an interpreter that has started
//! already.

use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::results::{Values, median};
use crate::run::{command, stdout, timed};
use anyhow::{Context, Result, bail};
use fs_err as fs;
use stub_synthetic::classes::{VARIABLE, Way};
use stub_synthetic::project::{LIBRARY, MODULE};
use stub_synthetic::{Case, Variant};

/// On these extensions, which have the same number of submodules and other numbers of classes.
#[derive(Debug)]
pub struct Lazy(pub Vec<Case>);

/// How many interpreters import it in each way in one round.
const TIMES: usize = 15;

/// The steps beside the import in each way: the first use of a submodule that is lazy, and then that of every other one.
pub const FIRST_USE: &str = "first use";
pub const ALL_USES: &str = "all uses";

/// Prints the times of the import, of the first use of a submodule, and then of that of every other one: on the clock, and
/// of the processor.
const SCRIPT: &str = "import sys, time; sys.path.insert(0, sys.argv[1]); import synthetic; \
                      now = lambda: (time.perf_counter(), time.process_time()); times = [now()]; import MODULE as m; \
                      times.append(now()); getattr(m, 'part_7', None); times.append(now()); \
                      [getattr(m, name, None) for name in dir(m)]; times.append(now()); \
                      print(*(b - a for pair in zip(times, times[1:]) for a, b in zip(*pair)))";

impl Measure for Lazy {
    fn name(&self) -> MeasureName {
        MeasureName::Lazy
    }

    fn cases(&self) -> Vec<Case> {
        self.0.clone()
    }

    /// The library is the same. Its ways to add submodules are steps.
    fn variants(&self, _: Case) -> Vec<Variant> {
        vec![Variant::On]
    }

    fn runs_command(&self) -> bool {
        false
    }

    fn prepare(&self, place: &Place, case: Case, variant: Variant) -> Result<()> {
        // The libraries of all cases have one name, so each case has a target directory. What is imported often is optimised.
        timed(place.build(case, variant, &case.name()).arg("--release"), &place.log())?;
        let package = place.own("site").join(case.name()).join("synthetic");
        fs::create_dir_all(&package)?;
        fs::write(package.join("__init__.py"), "")?;
        fs::copy(place.library(variant, &case.name(), "release"), package.join(format!("{LIBRARY}.so")))?;
        Ok(())
    }

    fn round(&self, place: &Place, case: Case, _: Variant, _: u32) -> Result<Steps> {
        let site = place.own("site").join(case.name());
        let script = SCRIPT.replace("MODULE", MODULE);
        // The import, the first use and the other uses, each with its wall time and its processor time.
        let once = |way: Way| -> Result<[[f64; 2]; 3]> {
            let mut import = command(place.python());
            import.args(["-I", "-c", &script]).arg(&site).env(VARIABLE, way.key());
            let text = stdout(&mut import)?;
            let times = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
            match *times {
                [wall, cpu, first_wall, first_cpu, all_wall, all_cpu] => {
                    Ok([[wall, cpu], [first_wall, first_cpu], [all_wall, all_cpu]])
                }
                _ => bail!("the interpreter printed {text:?}"),
            }
        };
        let mut imports = Way::ALL.map(|_| Vec::with_capacity(TIMES));
        let [mut first_uses, mut all_uses] = [FIRST_USE, ALL_USES].map(|_| Vec::with_capacity(TIMES));
        for _ in 0..TIMES {
            for (way, imports) in Way::ALL.into_iter().zip(&mut imports) {
                let [import, first_use, all_use] = once(way)?;
                imports.push(import);
                if way == Way::Lazy {
                    first_uses.push(first_use);
                    all_uses.push(all_use);
                }
            }
        }
        let uses = [(FIRST_USE, first_uses), (ALL_USES, all_uses)];
        let steps = Way::ALL.map(Way::key).into_iter().zip(imports).chain(uses);
        steps
            .map(|(step, times)| {
                let of = |index: usize| median(times.iter().map(|times| times[index]).collect());
                let (wall, cpu) = (of(0).context("nothing was imported")?, of(1));
                Ok((step, Values { wall: Some(wall), cpu, ..Values::default() }))
            })
            .collect()
    }
}
