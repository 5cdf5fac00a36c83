//! The common parts of all tables.

use super::TABLES;
use std::collections::BTreeSet;

#[test]
fn every_rule_has_a_code_of_its_own_and_an_explanation() {
    let mut codes = BTreeSet::new();
    for rule in TABLES.iter().flat_map(|table| table.rules) {
        assert!(codes.insert(rule.code), "`{}` stands in two places", rule.code);
        assert!(rule.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.code);
        assert!(rule.explanation.first().is_some_and(|line| line.trim().len() > 10), "{}", rule.code);
        assert!(!rule.message.ends_with('.'), "{}", rule.code);
    }
}
