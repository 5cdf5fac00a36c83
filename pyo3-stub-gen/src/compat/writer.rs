//! Writes the bytes of a statement.

use crate::TypeInfo;
use crate::facts::STATEMENT;
use crate::facts::wire::{Wire, append, encode_str};
use crate::grammar::{DefaultForm, Part, Place, STRING_END, Sink, TypeForm};

/// A [`Statement`](crate::facts::Statement) that is being written.
pub struct Writer<'t> {
    text: &'t mut Vec<u8>,
    texts: ByteList,
    types: ByteList,
}

/// The bytes of a list.
#[derive(Default)]
struct ByteList {
    length: u32,
    elements: Vec<u8>,
}

impl<'t> Writer<'t> {
    /// Begins with the position of the item, whose file is given in parts. The text replaces the contents of `text`.
    pub fn new(text: &'t mut Vec<u8>, file: &[&str], line: u32, column: u32) -> Self {
        text.clear();
        let mut writer = Self { text, texts: ByteList::default(), types: ByteList::default() };
        file.iter().for_each(|part| writer.put(part));
        writer.put_letter(STRING_END);
        writer.add(Place(line, column));
        writer
    }

    /// Appends the statement to `out`. It belongs to the class with this key, if any.
    #[inline(never)]
    pub fn finish(self, class: Option<u64>, out: &mut Vec<u8>) {
        STATEMENT.encode(out);
        (self.text.len() as u32).encode(out);
        append(out, self.text);
        for list in [self.texts, self.types, ByteList::default()] {
            list.length.encode(out);
            append(out, &list.elements);
        }
        class.encode(out);
        false.encode(out);
    }
}

impl Sink for Writer<'_> {
    #[inline(never)]
    fn put(&mut self, text: &str) {
        append(self.text, text.as_bytes());
    }

    #[inline(never)]
    fn put_letter(&mut self, letter: char) {
        append(self.text, &[letter as u8]);
    }

    #[inline(never)]
    fn mention(&mut self, text: &str) {
        self.texts.length += 1;
        encode_str(text, &mut self.texts.elements);
    }
}

/// The type that a function returns.
impl Part<Writer<'_>> for fn() -> TypeInfo {
    #[inline(never)]
    fn write(self, out: &mut Writer<'_>) {
        out.types.length += 1;
        self().append_to(&mut out.types.elements);
        out.add(TypeForm::Given);
    }
}

/// A default, which a function returns as Python source.
#[derive(Clone, Copy)]
pub struct DefaultSource(pub Option<fn() -> String>);

impl Part<Writer<'_>> for DefaultSource {
    #[inline(never)]
    fn write(self, out: &mut Writer<'_>) {
        match self.0 {
            Some(source) => out.add((DefaultForm::Python, source().as_str())),
            None => out.add(DefaultForm::None),
        };
    }
}
