//! Rules about `pyproject.toml`.

use crate::generate::fix::Fix;
use crate::text::words::{nearest, quoted};

crate::__rules! {
    /// What may be wrong with a TOML file.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ConfigRule {
        /// A file is not valid TOML.
        "invalid-toml": error, InvalidToml { reason: String } => {
            message: "{reason}",
        }

        /// A table has a key that it does not support.
        "unknown-key": error, UnknownKey { key: String, table: String, known: Vec<String> } => {
            message: "`{key}` is not a key of `[{table}]`",
            remedy: [did_you_mean(key, known).unwrap_or_else(|| format!("the known keys are {}", listed(known)))],
            fix: [respelled(key, known)],
        }

        /// The value of a key has the wrong type.
        "wrong-toml-type": error, WrongValue { key: String, expected: &'static str, found: &'static str } => {
            message: ("`{key}` must be {expected}, not {article} {found}", article = article(found)),
        }

        /// The value of `python-version` is not a string. Without quotes, `3.10` is the number 3.1 in TOML.
        "unquoted-version": error, UnquotedVersion { key: String, found: &'static str } => {
            message: ("`{key}` must be a string, not {article} {found}", article = article(found)),
            remedy: "put quotes around it: `python-version = \"3.10\"`",
            fix: [Fix::Quote],
        }

        /// `python-version` is not a version of Python 3.
        "wrong-version": error, WrongVersion { version: String } => {
            message: "`{version}` is not a version of Python 3",
            remedy: "write it as `python-version = \"3.10\"`",
        }

        /// `line-length` is not a length that ruff accepts.
        "wrong-line-length": error, WrongLineLength { length: i64 } => {
            message: "`{length}` is not a valid line length",
            remedy: "write a number from 1 to 320, or remove `line-length` to use the setting of ruff or black",
        }

        /// The value of `source-links` is a text that does not contain `{path}`, or contains a space.
        "wrong-source-link": error, WrongSourceLink { link: String } => {
            message: "`{link}` is not a link to a line of a file",
            remedy: "write it as `source-links = \"https://example.com/project/blob/main/{{path}}#L{{line}}\"`",
        }

        /// The value of `submodule-style` is not the name of a style.
        "unknown-submodule-style": error, UnknownStyle { style: String, known: Vec<String> } => {
            message: "`{style}` is not a submodule style",
            remedy: [quoted_did_you_mean(style, known)
                .unwrap_or_else(|| format!("the styles are {}", listed(known)))],
            fix: [respelled(style, known)],
        }

        /// A value of `inflections` cannot be part of a class name.
        "wrong-inflection": error, WrongInflection { word: String, inflection: String } => {
            message: "`{inflection}`, the spelling of `{word}`, cannot be part of a class name",
            remedy: "write letters, digits and underscores: `inflections = {{ http = \"HTTP\" }}`",
        }

        /// The value of a key is not one of its choices.
        "unknown-choice": error, UnknownChoice { key: String, choice: String, known: Vec<String> } => {
            message: "`{key}` does not take the value `{choice}`",
            remedy: [quoted_did_you_mean(choice, known)
                .unwrap_or_else(|| format!("the choices are {}", listed(known)))],
            fix: [respelled(choice, known)],
        }

        /// `requires-python` is not a list of version specifiers such as `>=3.10,<4`.
        "wrong-requires-python": error, WrongRequiresPython => {
            message: "`requires-python` is not a list of version specifiers",
            remedy: "write it as `requires-python = \">=3.10\"`",
        }

        /// The `python-version` of a conditional feature in `[tool.maturin]` is not a version specifier.
        "wrong-specifier": error, WrongSpecifier => {
            message: "the value of `python-version` is not a version specifier",
            remedy: "write it as `python-version = \">=3.11\"`",
        }

        /// A conditional feature in `[tool.maturin]` does not name the feature.
        "unnamed-feature": error, UnnamedFeature => {
            message: "a conditional feature needs `feature = \"…\"`",
        }

        /// An entry of `[tool.pyo3-stub-gen.types]` states only one of the two types. One string states both.
        "half-a-type": error, HalfType { path: String } => {
            message: "`{path}` needs both `input` and `output`",
            remedy: "write one string if arguments and results have the same type",
        }

        /// A key of `[tool.pyo3-stub-gen.types]` does not match any Rust type that needs a Python type.
        ///
        /// The table is for types without a `PyStubType`. A key begins with the crate that defines the type, or with a
        /// prefix of its name, such as `arrow` for `arrow_array`. The modules between the crate and the type may be
        /// left out.
        "unused-type": warning, UnusedType { path: String } => {
            message: "`{path}` in `[tool.pyo3-stub-gen.types]` does not match any type that needs a Python type",
            remedy: "use the path from the warning about the type, or remove the key",
        }

        /// A key of `[tool.pyo3-stub-gen]` is accepted for compatibility, but has no effect.
        "key-without-effect": warning, WithoutEffect { key: String, reason: &'static str } => {
            message: "{reason}",
            remedy: "remove `{key}` to silence this warning",
            fix: [Fix::RemoveKey(key.clone())],
        }
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn near<'k>(word: &str, known: &'k [String]) -> Option<&'k str> {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    nearest(word, &known)
}

fn did_you_mean(word: &str, known: &[String]) -> Option<String> {
    near(word, known).map(|name| format!("did you mean `{name}`?"))
}

fn quoted_did_you_mean(word: &str, known: &[String]) -> Option<String> {
    near(word, known).map(|name| format!("did you mean `\"{name}\"`?"))
}

fn respelled(word: &str, known: &[String]) -> Option<Fix> {
    near(word, known).map(|name| Fix::Respell { old: word.to_owned(), new: name.to_owned() })
}

fn listed(known: &[String]) -> String {
    quoted(&known.iter().map(String::as_str).collect::<Vec<_>>())
}
