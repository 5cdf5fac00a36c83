//! `cargo stubgen test --trace` with the suites of the examples: true stubs give no finding, wrong types in them do, and the
//! suites do not notice that they are watched.
//!
//! The score of wrong types is in `docs/proof.md`. A few seeds are tried here, and `STUBGEN_SEEDS=50` tries as many.
//! `STUBGEN_SUITE=types` tries one suite alone. With either, the score is printed instead of being compared with the page.
//! `cargo accept -p stub-tests --test trace` updates the page, with the seeds of a normal run.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod dictionaries;
mod score;
mod sites;
mod suites;
mod wrong;

use score::Score;
use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::project::Project;
use stub_tests::random::Random;
use stub_tests::{Outcome, compare, places, run, stubgen, when};
use suites::Suite;
use wrong::Kind;

const SCORES: [&str; 2] =
    ["<!-- The scores of running are written by a test. -->", "<!-- The end of these scores. -->"];

/// How many times each kind of mistake is made, with other types each time.
const SEEDS: u64 = 1;

/// How much longer a suite with 100 000 calls may take if it is watched.
const SLOWER: f64 = 3.0;

/// The value, or a failure that shows the error as it is.
fn succeed<T>(outcome: Outcome<T>) -> T {
    outcome.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn wrong_types_are_found_by_running() {
    let seeds = env::var("STUBGEN_SEEDS").ok().and_then(|text| text.parse().ok());
    let suite = env::var("STUBGEN_SUITE").ok();
    let score = succeed(measured(seeds.unwrap_or(SEEDS), suite.as_deref()));
    println!("{}", score.table());
    let wrong = score.disappointments();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if seeds.is_none() && suite.is_none() {
        let document = places::root().join("docs/proof.md");
        let text = succeed(when(fs::read_to_string(&document), document.display()));
        let updated = succeed(compare::with_table(&text, SCORES, &score.table()));
        succeed(compare::with_committed(&document, &updated));
    }
}

fn measured(seeds: u64, only: Option<&str>) -> Outcome<Score> {
    let mut score = Score::default();
    for name in suites::SCORED.into_iter().filter(|name| only.is_none_or(|only| only == *name)) {
        let suite = Suite::named(name)?;
        let truth = suite.run(&suite.stub, true)?;
        if !truth.findings.is_empty() {
            return Err(format!("{}: the true stub has findings: {:?}", suite.name(), truth.findings));
        }
        for kind in Kind::ALL {
            for seed in 0..seeds {
                let mutants = wrong::mutants(&suite, kind, &mut Random::new(seed));
                if mutants.is_empty() {
                    break;
                }
                let result = suite.run(&wrong::stub_of(&suite.stub, &mutants), kind.needs_hints())?;
                score.add(kind, &mutants, &truth, &result);
            }
        }
    }
    Ok(score)
}

#[test]
fn a_suite_does_not_notice_the_watcher() {
    let suite = places::tests().join("trace/unchanged.py");
    let site = succeed(suites::site_of_all());
    for name in ["pure", "mixed"] {
        let example = succeed(Suite::of(name));
        let mut trace = succeed(example.command(&example.stub_on_disk(), &[]));
        trace
            .env("PYTHONPATH", site.path())
            .args(["--", "pytest", "-q", "-p", "no:cacheprovider"])
            .arg(&suite);
        succeed(run::success(&mut trace));
    }
}

#[test]
fn true_stubs_of_fixtures_have_no_findings() {
    for (name, called) in [("surface", "surface.Store.__getitem__"), ("types", "every_type.numpy_f64")] {
        let fixture = succeed(Suite::named(name));
        let result = succeed(fixture.run(&fixture.stub, false));
        assert!(result.findings.is_empty(), "{:?}", result.findings);
        assert!(result.called.contains(called), "{:?}", result.called);
    }
}

#[test]
fn a_submodule_is_watched_when_it_is_made() {
    let target = succeed(places::own("examples"));
    let project = succeed(Project::read(&places::root().join("examples/importable")));
    // This builds the extension.
    succeed(stubgen::files(&project, &target));
    let begin = "import importlib; from importable import Sheet, _core; ";
    let unused = "_core.sizes.sheet(4)";
    let used = "press = _core.press.Press(); importlib.reload(_core.press); press.print(Sheet(2, 3), copies=2); \
                _core.press.inks.used(press); _core.press.pages(Sheet(4, 4), Sheet(2, 2))";
    for (uses, script) in [(false, unused), (true, used)] {
        let mut trace = succeed(stubgen::test(&project, &project.built(&target)));
        trace.args(["--trace", "--trace-only", "--format", "json", "--", "python", "-c"]);
        trace.arg(format!("{begin}{script}"));
        let output = succeed(run::output(&mut trace));
        let told = run::told(&trace, &output);
        assert!(output.status.success(), "{told}");
        let report: Value = succeed(when(serde_json::from_slice(&output.stdout), &told));
        let calls = &report["calls"];
        assert_eq!(calls["unwatched"], serde_json::json!({}), "{told}");
        for name in ["press.Press.__new__", "press.Press.print", "press.pages", "press.inks.used"] {
            let is_listed = |list: &str| {
                let mut names = calls[list].as_array().into_iter().flatten().filter_map(Value::as_str);
                names.any(|listed| listed == format!("importable._core.{name}"))
            };
            assert_eq!((is_listed("called"), is_listed("never_called")), (uses, !uses), "{name}: {told}");
        }
    }
}

#[test]
fn a_suite_that_fails_is_not_proved() {
    let example = succeed(Suite::of("pure"));
    let mut trace = succeed(example.command(&example.stub_on_disk(), &[]));
    trace.args(["--", "python", "-c", "import pure; pure.greet('you'); raise SystemExit(5)"]);
    let output = succeed(run::output(&mut trace));
    let told = run::told(&trace, &output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("error[failed-command]"), "{told}");
}

#[test]
fn a_command_that_does_not_import_the_extension_proves_nothing() {
    let example = succeed(Suite::of("pure"));
    for command in [&["python", "-c", "pass"][..], &["python", "-I", "-c", "pass"], &["no-such-program"]] {
        let mut trace = succeed(example.command(&example.stub_on_disk(), &[]));
        let output = succeed(run::output(trace.arg("--").args(command)));
        assert_eq!(output.status.code(), Some(2), "{}", run::told(&trace, &output));
    }
}

#[test]
fn a_finding_names_the_first_call() {
    let example = succeed(Suite::of("pure"));
    let wrong =
        example.stub.replace("greeting: str = \"Hello\") -> str:", "greeting: str = \"Hello\") -> bytes:");
    let result = succeed(example.run(&wrong, false));
    let [finding] = result.findings.as_slice() else { panic!("{:?}", result.findings) };
    assert_eq!((finding.path.as_str(), finding.code.as_str()), ("pure.greet", "wrong-result"));
    assert_eq!(finding.message, "`pure.greet` returns `bytes` in the stub, but a call returned `str`");
    let suite = succeed(when(fs::read_to_string(example.test_file()), "the suite"));
    let line = suite.lines().position(|line| line.contains("pure.greet(")).expect("a call") + 1;
    assert_eq!(finding.call.as_deref(), Some(format!("{}:{line}", example.test_file().display()).as_str()));
}

/// A stub in which `pure.greet` returns another type.
fn stub_with_a_mistake(example: &Suite, directory: &Path) -> PathBuf {
    let wrong =
        example.stub.replace("greeting: str = \"Hello\") -> str:", "greeting: str = \"Hello\") -> bytes:");
    assert_ne!(wrong, example.stub);
    let file = directory.join("stub.pyi");
    fs::write(&file, wrong).expect("a stub");
    file
}

#[test]
fn values_are_shown_if_they_are_asked_for() {
    let example = succeed(Suite::of("pure"));
    let directory = succeed(when(tempfile::tempdir(), "making a directory"));
    let stub = stub_with_a_mistake(&example, directory.path());
    let calls = "import pure; pure.greet('you', greeting='Dear'); pure.Point(1, 2).x = 3";
    let told = |options: &[&str]| {
        let mut trace = succeed(example.command(&stub, options));
        let output = succeed(run::output(trace.args(["--", "python", "-c", calls])));
        assert_eq!(output.status.code(), Some(1), "{}", run::told(&trace, &output));
        run::told(&trace, &output)
    };
    let values = "= values: pure.greet('you', greeting='Dear') -> 'Dear, you!'";
    assert!(told(&["--verbose"]).contains(values), "{}", told(&["--verbose"]));
    assert!(!told(&[]).contains("Dear, you!"), "{}", told(&[]));
}

#[test]
fn a_test_fails_where_its_call_contradicts_the_stub() {
    let example = succeed(Suite::of("pure"));
    let directory = succeed(when(tempfile::tempdir(), "making a directory"));
    let stub = stub_with_a_mistake(&example, directory.path());
    let suite = directory.path().join("test_calls.py");
    let right = "import pure\n\ndef test_before(): pure.clamp(1)\ndef test_call(): pure.greet('you')\n\
                 def test_after(): pure.greet('you')\n";
    let failing = format!("{right}def test_itself(): assert pure.clamp(1) == 2\n");
    for (text, code, failed) in [(right, 1, "1 failed, 2 passed"), (&failing, 2, "2 failed, 2 passed")] {
        succeed(when(fs::write(&suite, text), suite.display()));
        let mut trace = succeed(example.command(&stub, &["--trace-fail-fast"]));
        trace.args(["--", "pytest", "-q", "-p", "no:cacheprovider"]).arg(&suite);
        let output = succeed(run::output(&mut trace));
        let told = run::told(&trace, &output);
        assert_eq!(output.status.code(), Some(code), "{told}");
        for part in
            [failed, "test_calls.py::test_call", "returns `bytes` in the stub, but a call returned `str`"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}

#[test]
fn too_few_called_items_are_a_failure() {
    let example = succeed(Suite::of("pure"));
    let exit = |percent: &str| {
        let mut trace = succeed(example.command(&example.stub_on_disk(), &["--fail-under", percent]));
        let output = succeed(run::output(trace.args(["--", "pytest", "-q"]).arg(example.test_file())));
        (output.status.code(), run::told(&trace, &output))
    };
    let (code, told) = exit("100");
    assert!(
        code == Some(1) && told.contains("of its items called, and `--fail-under` demands 100%"),
        "{told}"
    );
    let (code, told) = exit("50");
    assert_eq!(code, Some(0), "{told}");
}

#[cfg(unix)]
#[test]
fn a_command_that_ends_badly_is_told_apart_from_findings() {
    let example = succeed(Suite::of("pure"));
    let directory = succeed(when(tempfile::tempdir(), "making a directory"));
    let stub = stub_with_a_mistake(&example, directory.path());
    let ends = [
        ("import os; os._exit(3)", "ended with exit code 3"),
        ("import os; os.kill(os.getpid(), 11)", "crashed"),
        ("import os; os.kill(os.getpid(), 9)", "crashed ("),
    ];
    for (end, words) in ends {
        let mut trace = succeed(example.command(&stub, &[]));
        let code = format!("import pure; pure.greet('you'); {end}");
        let output = succeed(run::output(trace.args(["--", "python", "-c", &code])));
        let told = run::told(&trace, &output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        // What was found until then is reported.
        for part in ["error[failed-command]", "error[wrong-result]", words] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}

#[test]
fn a_suite_with_many_calls_stays_quick() {
    let example = succeed(Suite::of("pure"));
    let site = succeed(suites::site_of_all());
    let time = |is_watched: bool| {
        let times = (0..3).map(|_| succeed(example.time_of_many_calls(site.path(), is_watched)));
        times.fold(f64::INFINITY, f64::min)
    };
    let (plain, watched) = (time(false), time(true));
    assert!(watched <= plain * SLOWER, "{watched:.2}s instead of {plain:.2}s");
}
