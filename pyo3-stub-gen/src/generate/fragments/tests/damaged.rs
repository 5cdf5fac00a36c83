//! Fragments never make the generator panic, and never change the places of items.
//!
//! Every run is the same. `STUB_GEN_FUZZ_ROUNDS` makes it longer, and `STUB_GEN_FUZZ_SEED` changes its numbers.

use super::*;
use std::collections::BTreeSet;
use std::env;

/// How often something is damaged, unless the environment says otherwise.
const ROUNDS: u64 = 200;

/// Texts that take the place of others.
const SPLINTERS: &[&str] = &[
    "",
    "None",
    "int",
    "typing",
    "id",
    "name",
    "type",
    "class",
    "function",
    "module",
    "attribute",
    "subscript",
    "tuple",
    "constant",
    "binop",
    "bitor",
    "é",
    "a.b",
    "0",
    "__new__",
    "self",
    "dict[str, ",
    "((((",
    "list",
    "Same",
    "Final",
    "posonlyargs",
    "kwarg",
    "elts",
    "\u{0}",
    "\n",
    "x | y | None",
    "forms.inner.Named",
    "\"",
    "true",
];

/// A small generator of numbers: the same ones for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

fn number(variable: &str, default: u64) -> u64 {
    env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// `value` with parts of it changed, moved or lost.
fn damaged(value: &mut serde_json::Value, random: &mut Random, rarity: usize) {
    use serde_json::Value;
    if random.below(rarity) == 0 {
        *value = match random.below(6) {
            0 => Value::Null,
            1 => Value::Bool(true),
            2 => Value::Array(vec![value.take()]),
            3 => Value::from(random.below(100)),
            4 => serde_json::json!({"type": "tuple", "elts": [value.take()]}),
            _ => Value::from(SPLINTERS[random.below(SPLINTERS.len())]),
        };
    }
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| damaged(item, random, rarity));
            if !items.is_empty() && random.below(rarity) == 0 {
                let index = random.below(items.len());
                let item = items[index].clone();
                if random.below(2) == 0 { items.push(item) } else { drop(items.remove(index)) }
            }
        }
        Value::Object(entries) => {
            entries.values_mut().for_each(|entry| damaged(entry, random, rarity));
            let key = entries.keys().nth(random.below(entries.len().max(1))).cloned();
            if let (Some(key), 0) = (key, random.below(rarity)) {
                let lost = entries.remove(&key);
                if let (Some(lost), 0) = (lost, random.below(2)) {
                    entries.insert(SPLINTERS[random.below(SPLINTERS.len())].to_owned(), lost);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The places of items: the modules and names of functions, classes and variables.
fn places(missing: &Missing) -> BTreeSet<String> {
    let place = |fact: &Fact| match fact {
        Fact::Function(it) => Some(format!("{:?}.{}()", it.module, it.name)),
        Fact::Class(it) => Some(format!("{:?}.{}", it.module, it.name)),
        Fact::Variable(it) => Some(format!("{:?}.{}:", it.module, it.name)),
        _ => None,
    };
    missing.facts.iter().filter_map(place).collect()
}

#[test]
fn damaged_fragments_change_no_place_and_no_name() {
    let rounds = number("STUB_GEN_FUZZ_ROUNDS", ROUNDS);
    let mut random = Random(number("STUB_GEN_FUZZ_SEED", 1));
    for recorded in ALL {
        let survey = recorded.survey();
        let expected = places(&described(&survey, recorded.module, None));
        let values: Vec<serde_json::Value> =
            recorded.fragments.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        for _ in 0..rounds / ALL.len() as u64 {
            let rarity = [20, 200, 2000][random.below(3)];
            let mut values = values.clone();
            for _ in 0..random.below(8) {
                let (from, to) = (random.below(values.len()), random.below(values.len()));
                values[to] = values[from].clone();
            }
            values.iter_mut().for_each(|value| damaged(value, &mut random, rarity));
            let json = values.iter().map(|value| serde_json::from_value(value.clone()).expect("JSON"));
            let fragments = read(json, None);
            let mut joined = join(&fragments, &survey, recorded.module);
            let found = described(&survey, recorded.module, Some(&joined));
            assert_eq!(places(&found), expected);
            joined.reveal_hidden(&survey);
            let found = described(&survey, recorded.module, Some(&joined));
            stub(found, recorded.module);
        }
    }
}

#[test]
fn the_order_of_fragments_does_not_matter() {
    for recorded in ALL {
        let mut lines: Vec<&str> = recorded.fragments.lines().collect();
        lines.reverse();
        lines.extend_from_within(..lines.len() / 2);
        assert!(fragments(&lines.join("\n")) == recorded.fragments(), "{}", recorded.module);
    }
}
