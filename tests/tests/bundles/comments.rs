//! Comments stay where they are. They are put into random stubs: above statements, and at the ends of blocks. The bundle of such a
//! stub is that stub, but for blank lines, and formatters have no objection to it.

use super::{MakeFacts, all_are_equal, bundled, colliding, configuration, difference, file, odd};
use pyo3_stub_gen::generate::{FileForm, render};
use std::path::PathBuf;
use stub_tests::random::Random;
use stub_tests::{places, run, venv};

/// How many stubs of each kind get comments.
const COUNT: u64 = 60;

/// How many of them formatters read.
const FORMATTED: usize = 20;

/// How many columns are left of the text in `line`.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a statement begins on `line` that is not part of the description of a submodule. Stubs without docstrings have no other
/// line of this form.
fn begins_statement(line: &str) -> bool {
    let text = line.trim_start();
    if text.starts_with("__") && !text.starts_with("__hash__") || text.contains("Protocol") {
        return false;
    }
    let is_assignment = || {
        let name = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        !name.is_empty() && text[name.len()..].starts_with(": ") && !is_unfinished(line)
    };
    ["def ", "async def ", "class ", "@"].iter().any(|start| text.starts_with(start)) || is_assignment()
}

/// Whether the statement on `line` continues on the next one.
fn is_unfinished(line: &str) -> bool {
    line.ends_with([',', '(', '[', '{', '|'])
}

/// Puts comments into `text`.
fn commented(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut result = String::new();
    let mut number = 0;
    let mut comment = |indent: usize, result: &mut String| {
        number += 1;
        result.push_str(&format!("{}# Comment {number}.\n", " ".repeat(indent)));
    };
    let (mut is_below_decorator, mut is_inside) = (false, false);
    for (index, line) in lines.iter().enumerate() {
        if begins_statement(line) && !is_below_decorator && !is_inside && random.once_in(6) {
            comment(indent(line), &mut result);
        }
        // The last line of a decorator may be its closing parenthesis.
        is_below_decorator = line.trim_start().starts_with(['@', ')']);
        is_inside = is_unfinished(line);
        result.push_str(line);
        result.push('\n');
        let next = lines[index + 1..].iter().find(|line| !line.trim().is_empty());
        let is_last = next.is_none_or(|next| indent(next) < indent(line));
        let is_whole =
            line.ends_with(": ...") || begins_statement(line) && !line.trim_start().contains(['(', '@', '=']);
        if is_last && is_whole && !line.trim_start().starts_with(')') && random.once_in(4) {
            comment(indent(line), &mut result);
        }
    }
    result
}

/// Everything but blank lines, and the comments with which formatters are told to leave a line alone.
fn essence(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.strip_suffix("  # fmt: skip").unwrap_or(line).to_owned() + "\n").collect()
}

/// The commented stubs, each with the name of its module.
fn stubs(make: MakeFacts) -> impl Iterator<Item = (String, String, super::Config)> {
    (0..COUNT).map(move |seed| {
        let (name, mut config) = (format!("h{seed:03}"), configuration(seed));
        config.docstrings = false;
        let stub =
            render(&make(&name, seed), &name, &config).unwrap_or_else(|it| panic!("{seed}: {}", it[0]));
        let text = commented(&stub.text, &mut Random::new(seed));
        (name, text, config)
    })
}

/// The bundle of the single file `text`.
fn bundle_of(text: &str) -> String {
    let files = [file("m", FileForm::Module, text.to_owned())];
    bundled(&files, "m", &super::Config::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn comments_stay_where_they_are() {
    for make in [colliding as MakeFacts, odd] {
        all_are_equal(stubs(make).map(|(name, text, config)| {
            let found = bundled(&[file(&name, FileForm::Module, text.clone())], &name, &config);
            let difference = found.map_or_else(Some, |found| difference(&essence(&text), &essence(&found)));
            (name, difference)
        }));
    }
}

#[test]
fn imports_keep_what_silences_type_checkers() {
    let root = "\
import numpy as np  # type: ignore[import-not-found]
from .sub import f as f
X: np.ndarray
";
    let sub = "\
import os  # for paths
from untyped import (  # pyright: ignore[reportMissingTypeStubs]
    A,
    Unused,
)
from untyped import C  # type: ignore[import-untyped]  # ty: ignore[unresolved-import]
from untyped.inner import D  # type: ignore[attr-defined]
def f(a: A, c: C) -> os.PathLike[str]: ...
";
    let files =
        [file("m", FileForm::Package, root.to_owned()), file("m.sub", FileForm::Module, sub.to_owned())];
    let found = bundled(&files, "m", &super::Config::default()).unwrap_or_else(|error| panic!("{error}"));
    let imports: Vec<&str> = found
        .lines()
        .filter(|line| ["import numpy", "from untyped", "from os"].iter().any(|it| line.starts_with(it)))
        .collect();
    let expected = [
        "from os import PathLike",
        "import numpy  # type: ignore[import-not-found]",
        "from untyped import (  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # ty: ignore[unresolved-import]",
    ];
    assert_eq!(imports, expected, "{found}");
}

#[test]
fn comments_on_descriptions_go_to_the_class_of_the_submodule() {
    let stub = "\
# A license.

# The prices.
class _PricesProtocol(Protocol):
    # Its name.
    __name__: str
    x: int

# Where they are.
prices: _PricesProtocol
";
    let found = bundle_of(&format!("from typing import Protocol\n{stub}"));
    let expected = "\
# A license.
# The prices.
# Where they are.
# Its name.
@final
class _PricesProtocol(Protocol):
";
    assert!(found.contains(expected), "{found}");
}

#[test]
fn bundles_with_comments_are_formatted() {
    let directory = places::own("comments").expect("a directory");
    places::empty(&directory).expect("an empty directory");
    let mut paths: Vec<PathBuf> = Vec::new();
    for (kind, make) in [("colliding", colliding as MakeFacts), ("odd", odd)] {
        for (name, text, config) in stubs(make).take(FORMATTED) {
            let path = directory.join(format!("{kind}_{name}.pyi"));
            let found = bundled(&[file(&name, FileForm::Module, text)], &name, &config);
            places::write(&path, &found.unwrap_or_else(|error| panic!("{error}"))).expect("a file");
            paths.push(path);
        }
    }
    let tools = venv::tools().expect("the tools");
    let mut ruff = run::command(tools.program("ruff"));
    ruff.args(["format", "--isolated", "--no-cache", "--diff"]).args(&paths);
    run::success(&mut ruff).expect("ruff leaves them as they are");
    let mut black = run::command(tools.program("black"));
    black.args(["--check", "--diff", "--quiet"]).args(&paths);
    run::success(&mut black).expect("black leaves them as they are");
}

#[test]
fn an_encoding_is_about_one_file() {
    let text = "#!/usr/bin/env python\n# -*- coding: latin-1 -*-\n# A license.\n\nimport os\n\ndef f() -> os.PathLike[str]: ...\n";
    let found = bundle_of(text);
    assert!(found.contains("\n\n# A license.\n\nfrom os"), "{found}");
    assert!(!found.contains("coding") && !found.contains("#!"), "{found}");
}

#[test]
fn comments_of_branches_and_below_docstrings_stay() {
    let text = "\
import sys

# On Windows.
if sys.platform == \"win32\":
    # The handle.
    handle: int
    \"\"\"What it is.\"\"\"
    # No others.

class A:
    x: int
    \"\"\"What it is.\"\"\"
    # The last member.
";
    let found = bundle_of(text);
    let expected = "\
if sys.platform == \"win32\":
    # On Windows.
    # The handle.
    handle: int
    \"\"\"What it is.\"\"\"
    # No others.

class A:
    x: int
    \"\"\"What it is.\"\"\"
    # The last member.
";
    assert!(found.ends_with(expected), "{found}");
}
