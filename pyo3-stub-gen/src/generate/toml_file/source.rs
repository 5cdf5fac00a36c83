//! The text of a TOML file, and errors about a part of it.

use super::error::TomlError;
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
        let start = (0..=span.start.min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0);
        let before = &self.text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let source_line = self.text[line_start..].lines().next().unwrap_or("").to_owned();
        let column = before[line_start..].chars().count();
        let spanned = self.text.get(start..span.end).unwrap_or("").lines().next().unwrap_or("");
        TomlError {
            path: self.path.to_owned(),
            line: before.matches('\n').count() + 1,
            column,
            width: spanned.chars().count().max(1),
            source_line,
            rule: Box::new(rule),
        }
    }
}

fn invalid(reason: &str) -> ConfigRule {
    ConfigRule::InvalidToml { reason: reason.to_owned() }
}
