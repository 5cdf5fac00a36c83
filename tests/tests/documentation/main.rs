//! The commands and files of `docs/api-docs.md` build pages with everything that the stub has.
//!
//! How to write a test here: add a section to the page, and its heading to [`TOOLS`]. A section has a block of commands, and
//! the files that they need, each below a line with its path. The commands run in an empty directory, for the extension of
//! `examples/nested`. `cargo test -p stub-tests --test documentation -- pdoc` builds the pages of one tool.

mod section;

use libtest_mimic::{Arguments, Trial};
use section::Section;
use std::process::{Command, ExitCode};
use stub_tests::project::Project;
use stub_tests::{Outcome, places, run, stubgen, venv, when};

/// The headings of the tools, and the directory of the pages that each writes.
const TOOLS: [(&str, &str); 4] = [
    ("MkDocs", "site"),
    ("Sphinx with autoapi", "target/pages"),
    ("Sphinx with autodoc", "target/pages"),
    ("pdoc", "target/pages"),
];

/// The name of the extension in the page.
const NAME: &str = "shapes";

fn main() -> ExitCode {
    let trials = TOOLS.map(|(heading, pages)| {
        let name = heading.to_lowercase().replace(' ', "_");
        Trial::test(name, move || builds_every_page(heading, pages).map_err(Into::into))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

fn builds_every_page(heading: &str, pages: &str) -> Outcome {
    let project = Project::read(&places::root().join("examples/nested"))?;
    let target = places::own("examples")?;
    let stub = stubgen::text(&project.manifest(), &target)?;
    let page = places::root().join("docs/api-docs.md");
    let text = when(std::fs::read_to_string(&page), page.display())?;
    let section = Section::of(&text.replace(NAME, &project.module), heading)?;

    let directory = when(tempfile::tempdir(), "making a directory")?;
    let root = directory.path();
    for (path, text) in &section.files {
        places::write(&root.join(path), text)?;
    }
    let expand = |options: &[&str]| -> Outcome<Command> {
        let mut expand = run::command(stubgen::program()?);
        expand.args(["stubgen", "expand"]).args(options).args(["--module", &project.module, "--artifact"]);
        expand.arg(project.built(&target)).arg("--python").arg(venv::tools()?.python());
        Ok(expand)
    };
    for line in &section.commands {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut command = match words.as_slice() {
            ["pip", "install", ..] => continue,
            ["cargo", "stubgen", "expand", options @ ..] => expand(options)?,
            [variable, program, arguments @ ..] if variable.contains('=') => {
                let (name, value) = variable.split_once('=').unwrap_or_default();
                let mut command = run::command(venv::tools()?.program(program));
                command.args(arguments).env(name, value);
                command
            }
            [program, arguments @ ..] => {
                let mut command = run::command(venv::tools()?.program(program));
                command.args(arguments);
                command
            }
            [] => continue,
        };
        run::success(command.current_dir(root))?;
    }

    // The names come from the stub that users have, in the form that tools read.
    let stubs = root.join("stubs");
    run::success(expand(&["stubs"])?.current_dir(root))?;
    let shown = run::stdout(
        run::command(venv::tools()?.python())
            .arg(places::tests().join("tests/documentation/pages.py"))
            .args([&stubs, &root.join(pages)]),
    )?;
    has_looked(&stub, &shown)
}

/// Checks that `pages.py` looked for the docstrings of `stub`. It prints for how many. The stub repeats those of submodules and
/// of accessors.
fn has_looked(stub: &str, shown: &str) -> Outcome {
    let documented = stub.matches("\"\"\"").count() / 2;
    let found: usize = when(shown.trim().parse(), "the number of docstrings")?;
    let is_enough = found > documented / 2;
    if is_enough { Ok(()) } else { Err(format!("{found} of {documented} docstrings were looked for")) }
}
