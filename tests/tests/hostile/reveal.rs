//! The types that checkers reveal for every function, method, property and variable.

use crate::Case;
use crate::modules::{Contents, Module};
use std::fs;
use std::path::Path;
use stub_tests::checkers::{Checker, Manner};
use stub_tests::{Outcome, run, when};

/// Where what `checker` reveals about `cases` in the directories `made` and `reference` differs.
pub fn differences(checker: Checker, made: &Path, reference: &Path, cases: &[Case]) -> Outcome<String> {
    let (found, expected) = (revealed(checker, made, cases)?, revealed(checker, reference, cases)?);
    let asked: usize = cases.iter().map(|case| expressions(&case.module).len()).sum();
    if expected.len() != asked {
        let some: Vec<_> = expected.iter().take(5).collect();
        return Ok(format!("{} reveals {} of {asked}: {some:#?}\n", checker.name(), expected.len()));
    }
    let mut text = String::new();
    for (found, expected) in found.iter().zip(&expected).filter(|(found, expected)| found != expected) {
        text.push_str(&format!("{} reveals\n    {found}\nnot {expected}\n", checker.name()));
    }
    Ok(text)
}

/// One line for each expression, sorted.
fn revealed(checker: Checker, site: &Path, cases: &[Case]) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for case in cases {
        let file = format!("reveal_{}.py", case.module.name);
        let lines =
            expressions(&case.module).into_iter().map(|expression| format!("reveal_type({expression})\n"));
        let program = format!(
            "from typing import reveal_type\n\nimport {}\n\n{}",
            case.module.name,
            lines.collect::<String>()
        );
        when(fs::write(site.join(&file), program), &file)?;
        files.push(file);
    }
    let output = run::output(checker.command(Manner::Line, site)?.args(files))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let directory = format!("{}/", when(site.canonicalize(), site.display())?.display());
    let is_revealed = |line: &&str| {
        let line = line.to_lowercase();
        line.contains("revealed type") || line.contains("information: type of")
    };
    let mut lines: Vec<String> =
        text.lines().filter(is_revealed).map(|line| without_places(&line.replace(&directory, ""))).collect();
    lines.sort();
    Ok(lines)
}

/// `line` without the lines and columns by which pyrefly distinguishes classes of one name (`Foo@3:7-10`): a stub and
/// its reference have them in different places.
fn without_places(line: &str) -> String {
    let is_place = |c: char| c.is_ascii_digit() || matches!(c, ':' | '-');
    let mut parts = line.trim().split('@');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.trim_start_matches(is_place))
}

/// Everything in `module` that has a type, as Python reaches it.
fn expressions(module: &Module) -> Vec<String> {
    module.contents.iter().flat_map(|contents| of_contents(module, contents)).collect()
}

fn of_contents(module: &Module, contents: &Contents) -> Vec<String> {
    let prefix = [vec![module.name.clone()], contents.path.clone()].concat().join(".");
    let functions = contents.functions.iter().map(|function| &function.name);
    let variables = contents.variables.iter().map(|(name, _)| name);
    let mut found: Vec<_> = functions.chain(variables).map(|name| format!("{prefix}.{name}")).collect();
    for class in &contents.classes {
        let methods = class.methods.iter().map(|method| &method.name);
        found.extend(methods.map(|name| format!("{prefix}.{}.{name}", class.name)));
        let properties = class.properties.iter();
        found.extend(properties.map(|(name, _)| format!("{prefix}.{0}.{name}.fget", class.name)));
    }
    found
}
