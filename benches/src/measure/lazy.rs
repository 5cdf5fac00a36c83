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

/// The target directory.
const TARGET: &str = "classes";

/// The steps: an import in each way, and the first use of a submodule.
pub const FIRST_USE: &str = "first use";

/// Prints the times of the import, and then of the first use of a submodule: on the clock, and of the processor.
const SCRIPT: &str = "import sys, time; sys.path.insert(0, sys.argv[1]); import synthetic; \
                      now = lambda: (time.perf_counter(), time.process_time()); begin = now(); import MODULE as m; \
                      middle = now(); getattr(m, 'part_7', None); end = now(); \
                      print(*(b - a for pair in ((begin, middle), (middle, end)) for a, b in zip(*pair)))";

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
        timed(&mut place.build(case, variant, TARGET), &place.log())?;
        let package = place.own("site").join(case.name()).join("synthetic");
        fs::create_dir_all(&package)?;
        fs::write(package.join("__init__.py"), "")?;
        fs::copy(place.library(variant, TARGET, "debug"), package.join(format!("{LIBRARY}.so")))?;
        Ok(())
    }

    fn round(&self, place: &Place, case: Case, _: Variant, _: u32) -> Result<Steps> {
        let site = place.own("site").join(case.name());
        let script = SCRIPT.replace("MODULE", MODULE);
        // The import and the first use, each with its wall time and its processor time.
        let once = |way: Way| -> Result<[[f64; 2]; 2]> {
            let mut import = command(place.python());
            import.args(["-I", "-c", &script]).arg(&site).env(VARIABLE, way.key());
            let text = stdout(&mut import)?;
            let times = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
            match *times {
                [wall, cpu, use_wall, use_cpu] => Ok([[wall, cpu], [use_wall, use_cpu]]),
                _ => bail!("the interpreter printed {text:?}"),
            }
        };
        let mut imports = Way::ALL.map(|_| Vec::with_capacity(TIMES));
        let mut first_uses = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            for (way, imports) in Way::ALL.into_iter().zip(&mut imports) {
                let [import, first_use] = once(way)?;
                imports.push(import);
                if way == Way::Lazy {
                    first_uses.push(first_use);
                }
            }
        }
        let steps = Way::ALL.map(Way::key).into_iter().zip(imports).chain([(FIRST_USE, first_uses)]);
        steps
            .map(|(step, times)| {
                let of = |index: usize| median(times.iter().map(|times| times[index]).collect());
                let (wall, cpu) = (of(0).context("nothing was imported")?, of(1));
                Ok((step, Values { wall: Some(wall), cpu, ..Values::default() }))
            })
            .collect()
    }
}
