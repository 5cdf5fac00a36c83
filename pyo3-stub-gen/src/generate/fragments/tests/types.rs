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

/// The signatures of the functions in a stub.
fn signatures(stub: &str) -> BTreeMap<String, String> {
    let joined =
        stub.replace("(\n    ", "(").replace(",\n)", ")").replace("\n)", ")").replace(",\n    ", ", ");
    let lines = joined.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("def ")?.split_once('(')?;
        Some((name.to_owned(), rest.trim_end_matches(" ...").to_owned()))
    });
    lines.collect()
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
