//! Types of fragments against those of annotations, for every Rust type that this library maps.

use super::*;
use std::collections::BTreeMap;

/// The functions whose types differ from those that annotations give, and why they do.
const DIFFERENT: &[(&str, &str)] = &[
    ("numpy_", "PyO3 knows no types of other crates"),
    ("big_decimal", "one form for two crates, whose extraction differs"),
    ("py_coroutine", "the annotation is of an `async` function"),
    ("py_complex", "one form for two types, whose extraction differs"),
    ("py_weak", "the members of the union have another order"),
];

/// Types from annotations with the feature `numpy`, and from PyO3, which does not have that feature.
const WITH_NUMPY: &[(&str, &str)] = &[
    ("_SupportsIndex", "SupportsIndex"),
    ("_SupportsFloat", "SupportsFloat"),
    ("_SupportsComplex", "SupportsComplex"),
    ("bool | numpy.bool_", "bool"),
    (" | numpy.integer[Any]", ""),
    (" | numpy.floating[Any]", ""),
    ("_ExactFloat", "float"),
];

/// The signatures of the functions in a stub, with the bound of each type variable in its place.
fn signatures(stub: &str) -> BTreeMap<String, String> {
    let mut text = statements(stub).join("\n");
    while let Some((before, array)) = text.split_once(" | numpy.ndarray[") {
        let mut depth = 1;
        let end = array.find(|c| {
            depth += i32::from(c == '[') - i32::from(c == ']');
            depth == 0
        });
        text = format!("{before}{}", &array[end.expect("a closing bracket") + 1..]);
    }
    for (with, without) in WITH_NUMPY {
        text = text.replace(with, without);
    }
    let variable = |line: &str| {
        let (name, rest) = line.split_once(" = TypeVar(")?;
        let (_, bound) = rest.split_once("bound=")?;
        Some((name.to_owned(), bound.strip_suffix(')')?.to_owned()))
    };
    let mut variables: Vec<(String, String)> = text.lines().filter_map(variable).collect();
    variables.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let lines = text.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("def ")?.split_once('(')?;
        let signature = without_parentheses(rest.trim_end_matches(" ..."));
        let bound = |text: String, (name, bound): &(String, String)| text.replace(name, bound);
        Some((name.to_owned(), variables.iter().fold(signature, bound)))
    });
    lines.collect()
}

/// Returns the statements of `stub`, each on one line and without trailing commas.
fn statements(stub: &str) -> Vec<String> {
    let mut statements: Vec<String> = Vec::new();
    for line in stub.lines() {
        match statements.last_mut() {
            Some(statement) if line.starts_with([' ', ')', ']', '}']) => {
                statement.push(' ');
                statement.push_str(line.trim_start());
            }
            _ => statements.push(line.to_owned()),
        }
    }
    for (broken, whole) in [("( ", "("), (", )", ")"), (" )", ")"), ("[ ", "["), (", ]", "]"), (" ]", "]")] {
        statements.iter_mut().for_each(|statement| *statement = statement.replace(broken, whole));
    }
    statements
}

/// Returns `signature` without the parentheses around types.
fn without_parentheses(signature: &str) -> String {
    let mut text = signature.to_owned();
    while let Some(at) = text.find(": (").or_else(|| text.find("> (")) {
        let open = at + 2;
        let mut depth = 0;
        let length = text[open..].find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        let close = open + length.expect("a closing parenthesis");
        text.remove(close);
        text.remove(open);
    }
    text
}

#[test]
fn fragments_give_the_types_that_annotations_give() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/good/types/every_type.pyi");
    let annotated = signatures(&std::fs::read_to_string(path).expect("the fixture's stub"));
    let found = signatures(&EVERY_TYPE.stub());
    let mut different = Vec::new();
    for (name, expected) in &annotated {
        let is_known = DIFFERENT.iter().any(|(known, _)| name.starts_with(known));
        if found.get(name) != Some(expected) && !is_known {
            different.push(format!("{name}: {expected}\n{}", found.get(name).map_or("", String::as_str)));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(annotated.len() > 150);
}
