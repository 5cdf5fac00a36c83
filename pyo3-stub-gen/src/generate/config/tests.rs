//! The tables of keys and styles in `docs` agree with those in this folder. `cargo accept -p pyo3-stub-gen` writes them.
#![allow(clippy::unwrap_used)]

use super::keys::{Action, ConfigKey, KEYS};
use super::style::SubmoduleStyle;
use std::fs;
use std::path::PathBuf;

fn documentation(name: &str) -> (PathBuf, String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

/// Compares the table `name` of a page with `table`.
fn compare(page: &str, name: &str, table: &str) {
    let mark = format!("<!-- A test writes this table: {name}. -->\n");
    let (path, text) = documentation(page);
    let (before, rest) = text.split_once(&mark).unwrap();
    let end = rest.find("\n\n").map_or(rest.len(), |at| at + 1);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        fs::write(path, format!("{before}{mark}{table}{}", &rest[end..])).unwrap();
        return;
    }
    assert_eq!(&rest[..end], table, "{page} is out of date: run `cargo accept -p pyo3-stub-gen`");
}

#[test]
fn the_keys_are_documented() {
    let mut keys = "| key | value | default | effect |\n|---|---|---|---|\n".to_owned();
    let mut without_effect = "| key | value | effect |\n|---|---|---|\n".to_owned();
    for ConfigKey { name, value, default, effect, action } in KEYS {
        match action {
            Action::Set(_) => {
                keys.push_str(&format!("| [`{name}`](#{name}) | {value} | {default} | {effect} |\n"));
            }
            Action::Warn(..) => without_effect.push_str(&format!("| `{name}` | {value} | {effect} |\n")),
        }
    }
    compare("configuration.md", "keys", &keys);
    compare("configuration.md", "keys without effect", &without_effect);
}

#[test]
fn the_styles_are_documented() {
    let mut table = "| style | what is written for `sub` | annotate with `m.sub.Foo`, subclass it | plain `mypy.stubtest` |\n\
                     |---|---|---|---|\n"
        .to_owned();
    SubmoduleStyle::ALL.iter().for_each(|style| table.push_str(&style.documentation()));
    compare("submodules.md", "styles", &table);
}

#[test]
fn every_style_is_found_by_its_name() {
    assert!(SubmoduleStyle::ALL.iter().all(|style| SubmoduleStyle::from_name(style.name()) == Some(*style)));
}
