//! `docs/configuration.md` describes every key and every option, and only those.

use crate::support::Project;
use std::collections::BTreeSet;

const DOCUMENT: &str = include_str!("../../../docs/configuration.md");

/// A key that no project has.
const UNHEARD_OF: &str = "zzz";

/// The text between backticks in `text`.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The part of the document below a heading, up to the next one of its level.
fn section(heading: &str) -> &'static str {
    let level = heading.split(' ').next().unwrap();
    let (_, rest) = DOCUMENT.split_once(&format!("\n{heading}\n")).unwrap();
    rest.split_once(&format!("\n{level} ")).map_or(rest, |(section, _)| section)
}

/// The first cells of the tables in `text`, without the headings.
fn first_cells(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with("| `")).map(|line| line.split('|').nth(1).unwrap()).collect()
}

/// The examples in `text`.
fn examples(text: &str) -> Vec<&str> {
    text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The long options in `text`, which are between spaces or backticks.
fn options(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| c.is_whitespace() || "`,.[=".contains(c));
    words.filter(|word| word.len() > 2 && word.starts_with("--")).collect()
}

#[test]
fn every_key_is_documented_and_every_documented_key_is_known() {
    let project = Project::new();
    project.write(
        "pyproject.toml",
        format!("[project]\nname = \"demo\"\n[tool.pyo3-stub-gen]\n{UNHEARD_OF} = 1\n"),
    );
    let stderr = project.failure(&[]);
    let (_, list) = stderr.split_once("the known keys are").unwrap();
    let table = section("## `[tool.pyo3-stub-gen]`");
    let headings = table.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'));
    let without_effect = first_cells(section("### Keys without effect"));
    let documented: BTreeSet<_> = headings.chain(without_effect.into_iter().flat_map(quoted)).collect();
    assert_eq!(documented, quoted(list));
}

#[test]
fn every_key_has_an_example_that_works() {
    let table = section("## `[tool.pyo3-stub-gen]`");
    for key in table.split("\n### `").skip(1) {
        let name = key.split('`').next().unwrap();
        let [example] = examples(key)[..] else { panic!("`{name}` has not one example") };
        let forms = [format!("\n{name} = "), format!("[tool.pyo3-stub-gen.{name}]\n")];
        let is_of_it = forms.iter().any(|form| example.contains(form));
        assert!(is_of_it, "the example of `{name}` is of another key");
        let project = Project::new();
        project.write("pyproject.toml", format!("[project]\nname = \"demo\"\n\n{example}"));
        // The file that the example of `extra` names.
        project.write("extra.pyi", "");
        let run = project.stubgen(&["--stdout"]);
        // An extension that is not imported is not silent, and neither is a type that no item of it has.
        let said = match name {
            "import" => "note: `demo` is not imported",
            "types" => "warning[unused-type]",
            _ => "",
        };
        assert_eq!(run.code, Some(0), "{example}");
        assert!(run.stderr.starts_with(said) && run.stderr.is_empty() == said.is_empty(), "{}", run.stderr);
    }
}

#[test]
fn every_option_is_documented_and_every_documented_option_exists() {
    let project = Project::new();
    let general = project.stubgen(&["--help"]).stdout;
    let (_, commands) = general.split_once("\nCommands:\n").unwrap();
    let commands = commands.lines().map_while(|line| line.strip_prefix("  ")?.split(' ').next());
    let own = commands.filter(|name| *name != "help").map(|name| project.stubgen(&[name, "--help"]).stdout);
    let help: Vec<_> = own.chain([general.clone()]).collect();
    assert!(help.len() > 4, "{general}");
    let lines = help.iter().flat_map(|help| help.lines()).map(str::trim_start);
    let known: BTreeSet<_> = lines.filter(|line| line.starts_with('-')).flat_map(options).collect();
    let known = known.into_iter().map(|option| option.trim_end_matches('.')).collect::<BTreeSet<_>>();
    let documented: BTreeSet<_> =
        first_cells(section("## The command")).into_iter().flat_map(options).collect();
    assert_eq!(documented, known);
}
