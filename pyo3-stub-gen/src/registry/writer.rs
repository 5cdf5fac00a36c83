//! Writes the text of a statement.

use crate::TypeInfo;
use crate::facts::Statement;

/// A statement that is being written.
pub struct Writer {
    statement: Statement,
}

impl Writer {
    /// Begins with the place of the item.
    pub fn new(file: &str, line: u32, column: u32) -> Self {
        let mut text = String::from(file);
        text.push('\0');
        let statement = Statement {
            text,
            texts: Vec::new(),
            types: Vec::new(),
            values: Vec::new(),
            class: None,
            is_zero_sized: false,
        };
        let mut writer = Self { statement };
        writer.position(line, column);
        writer
    }

    /// Adds characters that the reader knows.
    pub fn put(&mut self, text: &str) -> &mut Self {
        self.statement.text.push_str(text);
        self
    }

    /// Adds a number.
    pub fn number(&mut self, number: u32) -> &mut Self {
        self.put(&number.to_string())
    }

    /// Adds a place.
    pub fn position(&mut self, line: u32, column: u32) -> &mut Self {
        self.number(line).put(":").number(column).put(";")
    }

    /// Adds a string.
    pub fn string(&mut self, text: &str) -> &mut Self {
        // Those three characters mean something to the reader.
        if text.bytes().any(|byte| byte <= 2) {
            self.statement.texts.push(String::from(text));
            return self.put("\u{1}");
        }
        self.put(text).put("\0")
    }

    /// Adds a string that may be missing.
    pub fn maybe_string(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.string(text),
            None => self.put("\u{2}"),
        }
    }

    /// Adds the type that `type_fn` gives.
    pub fn type_of(&mut self, type_fn: fn() -> TypeInfo) -> &mut Self {
        self.statement.types.push(type_fn().into());
        self.put("t")
    }

    /// Adds a default, given as Python source.
    pub fn default(&mut self, source: Option<fn() -> String>) -> &mut Self {
        match source {
            Some(source) => self.put("=").string(&source()),
            None => self.put("-"),
        }
    }

    /// What was written.
    pub fn statement(self) -> Statement {
        self.statement
    }

    /// The same, of the class with this number.
    pub fn of_class(self, number: u32) -> Statement {
        Statement { class: Some(number), ..self.statement }
    }
}
