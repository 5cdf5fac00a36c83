//! The kinds of values that a key may have: what the documentation calls them, and how they are read.

use super::inspect::Inspect;
use super::selection::Selection;
use super::source_links::SourceLinks;
use super::style::SubmoduleStyle;
use super::unannotated::Unannotated;
use super::version::PythonVersion;
use crate::generate::rules::ConfigRule;
use crate::generate::rust_types::{PythonTypes, RustTypes};
use crate::generate::toml_file::{Table, TomlError, Value};

use std::collections::BTreeMap;
use std::path::PathBuf;

/// A kind of value.
pub(super) struct ValueKind<T> {
    /// Which values it has, for the documentation and for errors.
    pub text: &'static str,
    /// Reads a value.
    pub read: fn(&Value<'_>) -> Result<T, TomlError>,
}

pub(super) const BOOLEAN: ValueKind<bool> =
    ValueKind { text: "`true` or `false`", read: |value| value.boolean() };

pub(super) const NAMES: ValueKind<Vec<String>> =
    ValueKind { text: "an array of strings", read: |value| value.strings() };

pub(super) const LINES: ValueKind<Vec<String>> =
    ValueKind { text: "a string or an array of strings", read: lines };

pub(super) const PATH: ValueKind<Option<PathBuf>> = ValueKind {
    text: "a string: a path",
    read: |value| value.string().map(|path| Some(PathBuf::from(path))),
};

pub(super) const WORDS: ValueKind<BTreeMap<String, String>> =
    ValueKind { text: "a table of strings", read: |value| words(&value.table()?) };

pub(super) const TABLE: ValueKind<()> = ValueKind { text: "a table", read: |value| value.table().map(drop) };

pub(super) const PYTHON_VERSION: ValueKind<PythonVersion> =
    ValueKind { text: "a string: a version of Python 3", read: python_version };

pub(super) const LINE_LENGTH: ValueKind<Option<usize>> =
    ValueKind { text: "a number from 1 to 320", read: line_length };

pub(super) const SUBMODULE_STYLE: ValueKind<SubmoduleStyle> =
    ValueKind { text: "a string: the name of [a style](submodules.md#the-three-styles)", read: style };

pub(super) const SELECTION: ValueKind<Selection> =
    ValueKind { text: "`true`, `false` or an array of strings", read: selection };

pub(super) const SOURCE_LINKS: ValueKind<SourceLinks> = ValueKind {
    text: "`true`, `false` or a string: a link with `{path}` and `{line}` in it",
    read: source_links,
};

fn source_links(value: &Value<'_>) -> Result<SourceLinks, TomlError> {
    match value.as_string() {
        Some(link) if link.contains(SourceLinks::PATH) && !link.contains(char::is_whitespace) => {
            Ok(SourceLinks::Links(link.to_owned()))
        }
        Some(link) => Err(value.error(ConfigRule::WrongSourceLink { link: link.to_owned() })),
        None => match value.boolean() {
            Ok(true) => Ok(SourceLinks::Places),
            Ok(false) => Ok(SourceLinks::None),
            Err(_) => Err(value.wrong_type(SOURCE_LINKS.text)),
        },
    }
}

pub(super) const TYPES: ValueKind<RustTypes> = ValueKind {
    text: "a table of strings, or of tables with `input` and `output`",
    read: |value| value.table()?.entries().map(|(path, value)| Ok((path, types(&value)?))).collect(),
};

fn types(value: &Value<'_>) -> Result<PythonTypes, TomlError> {
    if let Some(both) = value.as_string() {
        return Ok(PythonTypes { input: both.to_owned(), output: both.to_owned() });
    }
    let Ok(table) = value.table() else {
        return Err(value.wrong_type("a string, or a table with `input` and `output`"));
    };
    table.only(&["input", "output"])?;
    match (table.string("input")?, table.string("output")?) {
        (Some(input), Some(output)) => Ok(PythonTypes { input, output }),
        _ => Err(value.error(ConfigRule::HalfType { path: value.name().to_owned() })),
    }
}

pub(super) const IGNORED: ValueKind<Vec<String>> =
    ValueKind { text: "a table with the key `ignore`: an array of strings", read: ignored };

fn ignored(value: &Value<'_>) -> Result<Vec<String>, TomlError> {
    let table = value.table()?;
    table.only(&["ignore"])?;
    table.strings("ignore")
}

pub(super) const UNANNOTATED: ValueKind<Unannotated> = ValueKind {
    text: "`\"incomplete\"`, `\"omit\"` or `\"deny\"`",
    read: |value| choice(value, Unannotated::ALL, Unannotated::name),
};

pub(super) const INSPECT: ValueKind<Inspect> = ValueKind {
    text: "`\"auto\"`, `\"always\"` or `\"never\"`",
    read: |value| choice(value, Inspect::ALL, Inspect::name),
};

/// Reads one of the values `all` by its name.
fn choice<T: Copy>(value: &Value<'_>, all: &[T], name: fn(T) -> &'static str) -> Result<T, TomlError> {
    let text = value.string()?;
    let found = all.iter().copied().find(|it| name(*it) == text);
    found.ok_or_else(|| {
        let known = all.iter().map(|it| name(*it).to_owned()).collect();
        value.error(ConfigRule::UnknownChoice { key: value.name().to_owned(), choice: text, known })
    })
}

fn selection(value: &Value<'_>) -> Result<Selection, TomlError> {
    match value.as_boolean() {
        Some(true) => Ok(Selection::All),
        Some(false) => Ok(Selection::None),
        None if value.elements().is_some() => Ok(Selection::Named(value.strings()?)),
        None => Err(value.wrong_type(SELECTION.text)),
    }
}

/// Reads a string or an array of strings as comment lines without `#`.
fn lines(value: &Value<'_>) -> Result<Vec<String>, TomlError> {
    let texts = match value.as_string() {
        Some(text) => vec![text.to_owned()],
        None if value.elements().is_some() => value.strings()?,
        None => return Err(value.wrong_type(LINES.text)),
    };
    Ok(texts.iter().flat_map(|text| text.lines()).map(without_hash).collect())
}

fn without_hash(line: &str) -> String {
    let line = line.trim_end();
    let text = line.strip_prefix('#').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest));
    text.to_owned()
}

fn words(table: &Table<'_>) -> Result<BTreeMap<String, String>, TomlError> {
    let entry = |(word, value): (String, Value<'_>)| {
        let inflection = value.string()?;
        if is_inflection(&inflection) {
            return Ok((word, inflection));
        }
        Err(value.error(ConfigRule::WrongInflection { word, inflection }))
    };
    table.entries().map(entry).collect()
}

fn python_version(value: &Value<'_>) -> Result<PythonVersion, TomlError> {
    let unquoted =
        || value.error(ConfigRule::UnquotedVersion { key: value.name().to_owned(), found: value.kind() });
    let text = value.as_string().ok_or_else(unquoted)?;
    PythonVersion::parse(text)
        .filter(|version| version.major == 3)
        .ok_or_else(|| value.error(ConfigRule::WrongVersion { version: text.to_owned() }))
}

/// Reads a length that ruff takes too.
fn line_length(value: &Value<'_>) -> Result<Option<usize>, TomlError> {
    let length = value.as_integer().ok_or_else(|| value.wrong_type(LINE_LENGTH.text))?;
    match usize::try_from(length) {
        Ok(length) if (1..=320).contains(&length) => Ok(Some(length)),
        _ => Err(value.error(ConfigRule::WrongLineLength { length })),
    }
}

fn style(value: &Value<'_>) -> Result<SubmoduleStyle, TomlError> {
    let text = value.string()?;
    SubmoduleStyle::from_name(&text).ok_or_else(|| {
        let known = SubmoduleStyle::ALL.iter().map(|style| style.name().to_owned()).collect();
        value.error(ConfigRule::UnknownStyle { style: text, known })
    })
}

/// Whether `text` can be a part of the name of a class.
fn is_inflection(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || c.is_ascii_digit() || c == '_')
}
