//! The common parts of all tables, and `docs/rules.md`.
#![allow(clippy::unwrap_used)]

use super::groups::all;
use super::page::document;
use super::{CHANGES, FindingRule, list, page};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_code_is_one_of_its_own_and_is_explained() {
    let mut codes = BTreeSet::new();
    for rule in all() {
        assert!(codes.insert(rule.code), "`{}` stands in two places", rule.code);
        assert!(rule.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.code);
        assert!(!rule.explanation.is_empty(), "{}", rule.code);
        assert!(page(rule.code).is_ok() && list().contains(rule.code), "{}", rule.code);
    }
    for rule in CHANGES {
        assert!(codes.insert(rule.code), "`{}` stands in two places", rule.code);
        assert!(page(rule.code).is_ok_and(|page| page.contains(rule.message)), "{}", rule.code);
    }
}

/// The Python side names the code of each change in its source, and nothing else knows which it reports.
#[test]
fn every_change_is_one_that_the_python_side_reports() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/difference/driver");
    let files = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let sources = files.filter(|path| path.extension().is_some_and(|it| it == "py"));
    let text: String = sources.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for rule in CHANGES {
        assert!(text.contains(&format!("\"{}\"", rule.code)), "`{}` is not reported", rule.code);
    }
}

#[test]
fn a_code_that_is_not_known_has_a_near_one() {
    assert_eq!(page("unknow-type"), Err(Some("unknown-type")));
    assert_eq!(page("zzz"), Err(None));
}

/// The Python side sends codes, which serde derives from the names of the variants.
#[test]
fn the_codes_of_findings_are_the_names_of_their_variants() {
    for rule in FindingRule::RULES {
        let error = serde_json::from_value::<FindingRule>(serde_json::json!({ "code": rule.code })).err();
        let is_known = error.is_none_or(|error| !error.to_string().contains("unknown variant"));
        assert!(is_known, "`{}` is not the name of a variant", rule.code);
    }
}

#[test]
fn the_page_of_rules_is_written_from_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    let expected = document();
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/rules.md is not what the tables say: run `cargo accept -p cargo-stubgen`"
    );
}
