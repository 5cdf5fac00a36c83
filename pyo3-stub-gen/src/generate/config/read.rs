//! `[tool.pyo3-stub-gen]` from its table: every key is known, and has the right type.

use super::{Config, PythonVersion, Selection, SubmoduleStyle};
use crate::facts::Position;
use crate::generate::problem::Problem;
use crate::generate::project::toml_file::{Table, Value, nearest, quoted};
use crate::generate::project::{TomlError, version};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Every key of the table.
const KEYS: [&str; 11] = [
    "doc-gen",
    "docstrings",
    "features",
    "generate-init-py",
    "header",
    "importable-submodules",
    "inflections",
    "output",
    "python-version",
    "submodule-style",
    "use-type-statement",
];

/// The values of `submodule-style`.
const STYLES: [(&str, SubmoduleStyle); 3] = [
    ("protocol", SubmoduleStyle::Protocol),
    ("class", SubmoduleStyle::Class),
    ("namespace", SubmoduleStyle::Namespace),
];

/// Reads `table` into `config`.
pub(in crate::generate) fn read(
    table: &Table<'_>,
    config: &mut Config,
    warnings: &mut Vec<Problem>,
) -> Result<(), TomlError> {
    table.only(&KEYS)?;
    for (key, value) in table.entries() {
        match key.as_str() {
            "doc-gen" => {
                value.table()?;
                warnings.push(doc_gen_warning(&value));
            }
            "docstrings" => config.docstrings = value.boolean()?,
            "features" => config.features = value.strings()?,
            "generate-init-py" => config.generate_init_py = selection(&value)?,
            "header" => config.header = header(&value)?,
            "importable-submodules" => config.importable_submodules = selection(&value)?,
            "inflections" => config.inflections = inflections(&value.table()?)?,
            "output" => config.output = Some(PathBuf::from(value.string()?)),
            "python-version" => config.python_version = python_version(&value)?,
            "submodule-style" => config.submodule_style = style(&value)?,
            "use-type-statement" => config.use_type_statement = Some(value.boolean()?),
            _ => {}
        }
    }
    Ok(())
}

/// Saying that a key changes nothing is better than keeping silent about it.
fn doc_gen_warning(value: &Value<'_>) -> Problem {
    let place = value.error("");
    let line = u32::try_from(place.line).unwrap_or(0);
    let position = Position { file: place.path.display().to_string(), line, column: 0 };
    Problem::warning("`doc-gen` is accepted, but no API pages are generated", Some(position))
        .with_help("remove `doc-gen` to silence this warning")
}

/// `true`, `false` or an array of names.
fn selection(value: &Value<'_>) -> Result<Selection, TomlError> {
    match value.as_boolean() {
        Some(true) => Ok(Selection::All),
        Some(false) => Ok(Selection::None),
        None if value.elements().is_some() => Ok(Selection::Named(value.strings()?)),
        None => Err(value.wrong_type("`true`, `false` or an array of strings")),
    }
}

/// A string or an array of strings, as lines without `#`.
fn header(value: &Value<'_>) -> Result<Vec<String>, TomlError> {
    let texts = match value.as_string() {
        Some(text) => vec![text.to_owned()],
        None if value.elements().is_some() => value.strings()?,
        None => return Err(value.wrong_type("a string or an array of strings")),
    };
    Ok(texts.iter().flat_map(|text| text.lines()).map(without_hash).collect())
}

fn without_hash(line: &str) -> String {
    let line = line.trim_end();
    let text = line.strip_prefix('#').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest));
    text.to_owned()
}

fn inflections(table: &Table<'_>) -> Result<BTreeMap<String, String>, TomlError> {
    table.entries().map(|(word, value)| Ok((word, value.string()?))).collect()
}

fn python_version(value: &Value<'_>) -> Result<PythonVersion, TomlError> {
    let text = value
        .string()
        .map_err(|error| error.with_help("put quotes around it: `python-version = \"3.10\"`"))?;
    version(&text).filter(|version| version.major == 3).ok_or_else(|| {
        value
            .error(format!("`{text}` is not a version of Python 3"))
            .with_help("write it as `python-version = \"3.10\"`")
    })
}

fn style(value: &Value<'_>) -> Result<SubmoduleStyle, TomlError> {
    let text = value.string()?;
    if let Some((_, style)) = STYLES.iter().find(|(name, _)| *name == text) {
        return Ok(*style);
    }
    let names = STYLES.map(|(name, _)| name);
    let error = value.error(format!("`{text}` is no submodule style"));
    Err(match nearest(&text, &names) {
        Some(name) => error.with_help(format!("did you mean `\"{name}\"`?")),
        None => error.with_help(format!("the styles are {}", quoted(&names))),
    })
}
