//! Python, stubtest, the five type checkers and the proof, on one side.

use crate::built::{self, BuiltSide};
use std::fs;
use std::path::Path;
use stub_tests::checkers::{Checker, Manner};
use stub_tests::{Outcome, places, run, stubgen, when};

/// Code that is right on every side.
const USER_CODE: &str = "user_code.py";

/// Lines that are wrong on some sides. The comment of each line names them.
const MISTAKES: &str = "mistakes.py";

/// The file `name` of the test, in the site of `side`.
fn laid<'n>(side: &BuiltSide, name: &'n str) -> Outcome<(String, &'n Path)> {
    let source = places::tests().join("variants").join(name);
    let text = when(fs::read_to_string(&source), source.display())?;
    places::write(&side.site.join(name), &text)?;
    Ok((text, Path::new(name)))
}

/// Python runs the code of users. `sys.platform` is what it would be on this side.
pub fn user_code(side: &BuiltSide) -> Outcome {
    let (_, file) = laid(side, USER_CODE)?;
    let platform = side.side.platform;
    let code = format!(
        "import sys, runpy; sys.platform = '{platform}'; sys.path.insert(0, '.'); runpy.run_path({file:?})"
    );
    let mut python = run::command(side.venv.python());
    run::success(python.args(["-c", &code]).current_dir(&side.site)).map(drop)
}

/// stubtest compares the stub with the extension. Its settings name the platform for which the stub is read.
pub fn stubtest(side: &BuiltSide) -> Outcome {
    let settings = "stubtest.ini";
    places::write(&side.site.join(settings), &format!("[mypy]\nplatform = {}\n", side.side.platform))?;
    let mut stubtest = run::command(side.venv.python());
    stubtest.args(["-m", "mypy.stubtest", "sensor", "--mypy-config-file", settings]).current_dir(&side.site);
    run::success(stubtest.env("PYTHONPATH", &side.site).env("MYPYPATH", &side.site)).map(drop)
}

/// A type checker accepts the stub and the code of users, and rejects exactly the mistakes that are wrong on this side.
pub fn check(checker: Checker, side: &BuiltSide) -> Outcome {
    let (_, user_code) = laid(side, USER_CODE)?;
    let mut strict = checker.command_for(Manner::Strictest, &side.site, &side.side)?;
    run::success(strict.args([Path::new("sensor.pyi"), user_code]))?;

    let (code, mistakes) = laid(side, MISTAKES)?;
    let mut lines = checker.command_for(Manner::Line, &side.site, &side.side)?;
    let output = run::output(lines.arg(mistakes))?;
    let told = run::told(&lines, &output);
    let name = format!("{}-{}", side.side.python, side.side.platform);
    let mut wrong = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let Some((line, sides)) = line.split_once("  # ") else { continue };
        let is_mistake = sides.split_whitespace().any(|wrong| wrong == name);
        if told.contains(&format!("{MISTAKES}:{}:", index + 1)) != is_mistake {
            let verb = if is_mistake { "accepts" } else { "rejects" };
            wrong.push(format!("{} {verb} `{line}` for {name}", checker.name()));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{}\n{told}", wrong.join("\n"))) }
}

/// `cargo stubgen test` finds nothing.
pub fn prove(side: &BuiltSide) -> Outcome {
    let mut test = run::command(stubgen::program()?);
    test.args(["stubgen", "test", "--artifact"]).arg(&side.library);
    test.arg("--python").arg(side.venv.python()).arg("--stub").arg(side.site.join("sensor.pyi"));
    run::success(test.current_dir(built::project())).map(drop)
}
