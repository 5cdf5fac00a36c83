//! Writes the bytes of a statement.

use crate::TypeInfo;
use crate::facts::STATEMENT;
use crate::facts::wire::{Wire, append, encode_str};

/// A [`Statement`](crate::facts::Statement) that is being written.
pub struct Writer<'t> {
    text: &'t mut Vec<u8>,
    texts: List,
    types: List,
}

/// The bytes of a list.
#[derive(Default)]
struct List {
    length: u32,
    elements: Vec<u8>,
}

impl<'t> Writer<'t> {
    /// Begins with the place of the item, the file in parts. What is in `text` gives way to its text.
    pub fn new(text: &'t mut Vec<u8>, file: &[&str], line: u32, column: u32) -> Self {
        text.clear();
        let mut writer = Self { text, texts: List::default(), types: List::default() };
        file.iter().for_each(|part| {
            writer.put(part);
        });
        writer.put("\0").position(line, column);
        writer
    }

    /// Adds characters that the reader knows.
    #[inline(never)]
    pub fn put(&mut self, text: &str) -> &mut Self {
        append(self.text, text.as_bytes());
        self
    }

    /// Adds a number.
    pub fn number(&mut self, number: u32) -> &mut Self {
        self.put(&number.to_string())
    }

    /// Adds a place.
    #[inline(never)]
    pub fn position(&mut self, line: u32, column: u32) -> &mut Self {
        self.number(line).put(":").number(column).put(";")
    }

    /// Adds a string.
    #[inline(never)]
    pub fn string(&mut self, text: &str) -> &mut Self {
        // Those three characters mean something to the reader.
        if text.bytes().any(|byte| byte <= 2) {
            self.texts.length += 1;
            encode_str(text, &mut self.texts.elements);
            return self.put("\u{1}");
        }
        self.put(text).put("\0")
    }

    /// Adds a string that may be missing.
    #[inline(never)]
    pub fn maybe_string(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.string(text),
            None => self.put("\u{2}"),
        }
    }

    /// Adds the type that `type_fn` gives.
    #[inline(never)]
    pub fn type_of(&mut self, type_fn: fn() -> TypeInfo) -> &mut Self {
        self.types.length += 1;
        type_fn().append_to(&mut self.types.elements);
        self.put("t")
    }

    /// Adds a default, given as Python source.
    #[inline(never)]
    pub fn default(&mut self, source: Option<fn() -> String>) -> &mut Self {
        match source {
            Some(source) => self.put("=").string(&source()),
            None => self.put("-"),
        }
    }

    /// Appends the statement to `out`, as one of the class with this key where there is one.
    #[inline(never)]
    pub fn finish(self, class: Option<u64>, out: &mut Vec<u8>) {
        STATEMENT.encode(out);
        (self.text.len() as u32).encode(out);
        append(out, self.text);
        for list in [self.texts, self.types, List::default()] {
            list.length.encode(out);
            append(out, &list.elements);
        }
        class.encode(out);
        false.encode(out);
    }
}
