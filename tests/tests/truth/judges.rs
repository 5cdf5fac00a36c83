//! The interpreter and the type checkers, as users run them, judge each form.

use crate::forms::Form;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use stub_tests::checkers::{Checker, Manner};
use stub_tests::run::{self, command};
use stub_tests::{Outcome, venv, when};

/// The names of some forms.
pub type Names = BTreeSet<String>;

/// The forms at which the interpreter raises. Each is run in a separate process, beside `library`.
pub fn raising(library: &Path, forms: &[Form]) -> Outcome<Names> {
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let site = directory.path();
    let name = if cfg!(windows) { "m.pyd" } else { "m.so" };
    when(fs::copy(library, site.join(name)), library.display())?;
    let mut raising = Names::new();
    for form in forms {
        when(fs::write(site.join(form.file()), &form.code), &form.name)?;
        let mut python = command(venv::tools()?.python());
        python.arg(form.file()).current_dir(site);
        let output = run::output(&mut python)?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        if stderr.contains("SyntaxError") || stderr.contains("AssertionError") {
            return Err(format!("the form `{}` is wrong itself\n{}", form.name, run::told(&python, &output)));
        }
        if !output.status.success() {
            raising.insert(form.name.clone());
        }
    }
    Ok(raising)
}

/// The forms that `checker` reports, of all that it reads in one run.
///
/// # Errors
///
/// That it could not be run, or that it reports an error in a stub.
pub fn objecting(checker: Checker, site: &Path, forms: &[Form]) -> Outcome<Names> {
    let mut check = checker.command(Manner::Line, site)?;
    check.args(forms.iter().map(Form::file));
    let output = run::output(&mut check)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let errors: Vec<&str> = text.lines().filter(|line| is_error(line)).collect();
    if let Some(error) = errors.iter().find(|line| line.contains(".pyi:")) {
        return Err(format!("{} reports an error in a stub: {error}", checker.name()));
    }
    let objects = |form: &&Form| {
        let place = format!("{}:", form.file());
        errors.iter().any(|line| line.contains(&place))
    };
    let found: Names = forms.iter().filter(objects).map(|form| form.name.clone()).collect();
    if found.is_empty() { Err(run::told(&check, &output)) } else { Ok(found) }
}

fn is_error(line: &str) -> bool {
    ["error:", "error[", "ERROR"].iter().any(|word| line.contains(word))
}
