//! Tables and values of a TOML file, with their dotted names.

use super::error::TomlError;
use super::source::TomlSource;
use crate::generate::rules::ConfigRule;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of a TOML file, with its dotted name.
#[derive(Debug, Clone)]
pub(in crate::generate) struct Table<'a> {
    source: TomlSource<'a>,
    name: String,
    entries: &'a DeTable<'a>,
}

/// A value of a TOML file, with its dotted name.
#[derive(Debug, Clone)]
pub(in crate::generate) struct Value<'a> {
    source: TomlSource<'a>,
    name: String,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Table<'a> {
    /// Returns the table of the whole file.
    pub fn root(source: TomlSource<'a>, entries: &'a DeTable<'a>) -> Self {
        Self { source, name: String::new(), entries }
    }

    /// Returns the value of `key`.
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        self.entries().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Returns every key and its value, sorted by key.
    pub fn entries(&self) -> impl Iterator<Item = (String, Value<'a>)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| {
                let key = key.get_ref().to_string();
                (key.clone(), Value { source: self.source, name: self.dotted(&key), value })
            })
            .collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.into_iter()
    }

    /// Returns the table of `key`.
    pub fn table(&self, key: &str) -> Result<Option<Table<'a>>, TomlError> {
        self.get(key).map(|value| value.table()).transpose()
    }

    /// Returns the string of `key`.
    pub fn string(&self, key: &str) -> Result<Option<String>, TomlError> {
        self.get(key).map(|value| value.string()).transpose()
    }

    /// Returns the boolean of `key`.
    pub fn boolean(&self, key: &str) -> Result<Option<bool>, TomlError> {
        self.get(key).map(|value| value.boolean()).transpose()
    }

    /// Returns the strings of `key`, and an empty list without it.
    pub fn strings(&self, key: &str) -> Result<Vec<String>, TomlError> {
        self.get(key).map_or(Ok(Vec::new()), |value| value.strings())
    }

    /// Returns an error for the first key that is not in `known`. It names the nearest known key.
    pub fn only(&self, known: &[&str]) -> Result<(), TomlError> {
        let unknown = self
            .entries
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .min_by_key(|key| key.span().start);
        let Some(key) = unknown else { return Ok(()) };
        let known = known.iter().map(|&key| key.to_owned()).collect();
        let rule = ConfigRule::UnknownKey { key: key.get_ref().to_string(), table: self.name.clone(), known };
        Err(self.source.error(key.span(), rule))
    }

    fn dotted(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }
}

impl<'a> Value<'a> {
    /// Returns an error about this value.
    pub fn error(&self, rule: ConfigRule) -> TomlError {
        self.source.error(self.value.span(), rule)
    }

    /// Returns the dotted name of the value.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of the value, with TOML's name.
    pub fn kind(&self) -> &'static str {
        self.value.get_ref().type_str()
    }

    /// Returns the value as a boolean, if it is one.
    pub fn as_boolean(&self) -> Option<bool> {
        self.value.get_ref().as_bool()
    }

    /// Returns the value as an integer, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        let integer = self.value.get_ref().as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok()
    }

    /// Returns the value as a string, if it is one.
    pub fn as_string(&self) -> Option<&'a str> {
        self.value.get_ref().as_str()
    }

    /// Returns the elements, if it is an array.
    pub fn elements(&self) -> Option<Vec<Value<'a>>> {
        let elements = self.value.get_ref().as_array()?;
        Some(
            elements
                .iter()
                .map(|value| Value { source: self.source, name: self.name.clone(), value })
                .collect(),
        )
    }

    /// Returns the value as a table.
    pub fn table(&self) -> Result<Table<'a>, TomlError> {
        match self.value.get_ref().as_table() {
            Some(entries) => Ok(Table { source: self.source, name: self.name.clone(), entries }),
            None => Err(self.wrong_type("a table")),
        }
    }

    /// Returns the value as a string.
    pub fn string(&self) -> Result<String, TomlError> {
        self.as_string().map(str::to_owned).ok_or_else(|| self.wrong_type("a string"))
    }

    /// Returns the value as a boolean.
    pub fn boolean(&self) -> Result<bool, TomlError> {
        self.as_boolean().ok_or_else(|| self.wrong_type("`true` or `false`"))
    }

    /// Returns the value as an array of strings.
    pub fn strings(&self) -> Result<Vec<String>, TomlError> {
        let elements = self.elements().ok_or_else(|| self.wrong_type("an array of strings"))?;
        elements.iter().map(Value::string).collect()
    }

    /// Returns an error with the kind of value that was expected.
    pub fn wrong_type(&self, expected: &'static str) -> TomlError {
        self.error(ConfigRule::WrongValue { key: self.name.clone(), expected, found: self.kind() })
    }
}
