//! One stub of four artifacts is right on each of the four sides: two versions of Python, and two platforms.
//!
//! The extension is `variants/sensor`. What it is on another platform is built with its feature `elsewhere`, and recorded as if
//! on Windows. `cargo test -p stub-tests --test variants -- 3.10` tests the sides of one version. `cargo accept` with the same
//! arguments writes the committed stub.

mod built;
mod judges;

use built::{Built, HERE, MINORS};
use libtest_mimic::{Arguments, Trial};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::LazyLock;
use stub_tests::checkers::Checker;
use stub_tests::{Outcome, compare, pythons};

/// The artifacts, which the first test builds.
static BUILT: LazyLock<Outcome<Built>> = LazyLock::new(Built::new);

fn main() -> ExitCode {
    let missing: Vec<String> = MINORS
        .iter()
        .filter(|minor| pythons::interpreter(**minor).is_none())
        .map(|minor| format!("Python 3.{minor}"))
        .chain((!cfg!(target_os = "linux")).then(|| "Linux".to_owned()))
        .collect();
    if !missing.is_empty() {
        println!("NOT CHECKED: a stub with conditions, which needs {}", missing.join(" and "));
        return ExitCode::SUCCESS;
    }
    let mut trials = vec![trial("stub".to_owned(), is_committed)];
    for index in 0..MINORS.len() * 2 {
        let (minor, platform) = built::side(index);
        let name = |test: &str| format!("3.{minor}::{platform}::{test}");
        trials.push(trial(name("user_code"), move |built| judges::user_code(&built.sides[index])));
        trials.push(trial(name("stubtest"), move |built| judges::stubtest(&built.sides[index])));
        for checker in Checker::ALL {
            trials
                .push(trial(name(checker.name()), move |built| judges::check(checker, &built.sides[index])));
        }
        if platform == HERE {
            trials.push(trial(name("proof"), move |built| judges::prove(&built.sides[index])));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(name: String, test: impl FnOnce(&'static Built) -> Outcome + Send + 'static) -> Trial {
    Trial::test(name, move || match BUILT.as_ref() {
        Ok(built) => Ok(test(built)?),
        Err(error) => Err(error.clone().into()),
    })
}

fn is_committed(built: &Built) -> Outcome {
    let committed: PathBuf = built::project().join(built::STUB);
    compare::with_committed(&committed, &built.stub)
}
