//! The text of a TOML file, and errors about a part of it.

use super::error::TomlError;
use crate::generate::problem::Excerpt;
use crate::generate::rules::ConfigRule;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::DeTable;

/// The path and the text of a TOML file.
#[derive(Debug, Clone, Copy)]
pub(in crate::generate) struct TomlSource<'a> {
    /// The file.
    pub path: &'a Path,
    /// Its text.
    pub text: &'a str,
}

impl<'a> TomlSource<'a> {
    /// Parses the text.
    pub fn parse(self) -> Result<Spanned<DeTable<'a>>, TomlError> {
        DeTable::parse(self.text)
            .map_err(|error| self.error(error.span().unwrap_or(0..0), invalid(error.message())))
    }

    /// Returns an error about the text at `span`.
    pub fn error(self, span: Range<usize>, rule: ConfigRule) -> TomlError {
        let (excerpt, lines_before) = Excerpt::of(self.text, span);
        TomlError { path: self.path.to_owned(), line: lines_before + 1, excerpt, rule: Box::new(rule) }
    }
}

fn invalid(reason: &str) -> ConfigRule {
    ConfigRule::InvalidToml { reason: reason.to_owned() }
}
