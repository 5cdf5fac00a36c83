//! How many columns a text takes.
//!
//! ruff and black look up the width of a character in two different tables. They agree on the characters of most
//! scripts. If they may disagree, a text has a smallest and a largest width.

use std::ops::Add;

/// How many columns a text takes at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Width {
    least: usize,
    most: usize,
}

/// Whether a text fits on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Yes,
    No,
    /// The tables of formatters may differ.
    Unclear,
}

impl Width {
    /// Returns the width of `text`, which has no line break.
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { least: text.len(), most: text.len() };
        }
        text.chars().map(of_char).fold(Self::default(), Self::add)
    }

    /// Returns the width of `count` characters of ASCII.
    pub(super) fn columns(count: usize) -> Self {
        Self { least: count, most: count }
    }

    /// Whether it fits on a line of `limit` columns.
    pub(super) fn fits(self, limit: usize) -> Fit {
        if self.most <= limit {
            Fit::Yes
        } else if self.least > limit {
            Fit::No
        } else {
            Fit::Unclear
        }
    }
}

impl Add for Width {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most + other.most }
    }
}

fn of_char(c: char) -> Width {
    let (least, most) = match c {
        '\u{ad}' => (0, 1),
        // Latin, Greek without marks, Cyrillic without marks.
        '\0'..='\u{2ff}' | '\u{391}'..='\u{3ce}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' => (1, 1),
        // Punctuation, arrows, and signs of mathematics.
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2190}'..='\u{22ff}' => (1, 1),
        // Kana without marks, the ideographs, the syllables of Hangul.
        '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => (2, 2),
        _ => (0, 2),
    };
    Width { least, most }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Width};

    #[test]
    fn common_scripts_have_one_width() {
        assert_eq!(Width::of("abc"), Width { least: 3, most: 3 });
        assert_eq!(Width::of("größer"), Width { least: 6, most: 6 });
        assert_eq!(Width::of("漢字"), Width { least: 4, most: 4 });
    }

    #[test]
    fn what_tables_may_disagree_on_is_unclear() {
        let width = Width::of("a\u{1f600}");
        assert_eq!(
            [0, 1, 2, 3].map(|room| width.fits(room)),
            [Fit::No, Fit::Unclear, Fit::Unclear, Fit::Yes]
        );
    }
}
