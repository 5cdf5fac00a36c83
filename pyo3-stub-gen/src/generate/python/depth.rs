//! Rejects Python source that is nested so deeply that parsing it would exhaust the stack.
//!
//! The parser is recursive in brackets and chains of operators. People do not write such source, but a program may do
//! so by mistake.

/// The most brackets that may be open at one place.
const BRACKETS: usize = 100;

/// The most words and operators that may be between two separators.
const TOKENS: usize = 1000;

/// The most blocks around a statement, as for Python itself.
const INDENTATIONS: usize = 100;

/// What a byte of Python source is to the nesting.
#[derive(Clone, Copy)]
enum ByteKind {
    /// A part of a word, as each byte of a character outside ASCII.
    Word,
    Space,
    Newline,
    Comment,
    Quote,
    Open,
    Close,
    Comma,
    Operator,
}

/// The kind of each byte.
const KINDS: [ByteKind; 256] = {
    let mut kinds = [ByteKind::Operator; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80.. => ByteKind::Word,
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => ByteKind::Space,
            b'\n' => ByteKind::Newline,
            b'#' => ByteKind::Comment,
            b'"' | b'\'' => ByteKind::Quote,
            b'(' | b'[' | b'{' => ByteKind::Open,
            b')' | b']' | b'}' => ByteKind::Close,
            b',' => ByteKind::Comma,
            _ => ByteKind::Operator,
        };
        byte += 1;
    }
    kinds
};

/// Returns the offset in `source` where the nesting becomes too deep.
pub(super) fn too_deep(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    // Tokens since the last separator: outside each open bracket, and inside the last one.
    let mut outside = Vec::new();
    let mut tokens = 0;
    let mut next = 0;
    let mut blocks = Blocks::default();
    while let Some(&byte) = bytes.get(next) {
        let at = next;
        next += 1;
        match KINDS[usize::from(byte)] {
            ByteKind::Space => continue,
            ByteKind::Word => next += count(&bytes[next..], |kind| matches!(kind, ByteKind::Word)),
            ByteKind::Quote => next = end_of_string(bytes, at, byte),
            ByteKind::Comment => next += count(&bytes[next..], |kind| !matches!(kind, ByteKind::Newline)),
            ByteKind::Open => {
                outside.push(tokens);
                tokens = 0;
                if outside.len() >= BRACKETS {
                    return Some(at);
                }
            }
            ByteKind::Close => tokens = outside.pop().unwrap_or(tokens),
            ByteKind::Comma => tokens = 0,
            ByteKind::Newline if outside.is_empty() => {
                tokens = 0;
                if at.checked_sub(1).map(|before| bytes[before]) != Some(b'\\')
                    && blocks.enter(&bytes[next..]) > INDENTATIONS
                {
                    return Some(next);
                }
            }
            ByteKind::Newline => continue,
            ByteKind::Operator => {}
        }
        tokens += 1;
        if tokens > TOKENS {
            return Some(at);
        }
    }
    None
}

/// The indentations of the blocks around a line.
#[derive(Default)]
struct Blocks(Vec<usize>);

impl Blocks {
    /// Returns how many blocks are around the line that `rest` begins with. An empty line and a comment end none.
    fn enter(&mut self, rest: &[u8]) -> usize {
        let width = count(rest, |kind| matches!(kind, ByteKind::Space));
        let is_statement = rest
            .get(width)
            .is_some_and(|byte| !matches!(KINDS[usize::from(*byte)], ByteKind::Newline | ByteKind::Comment));
        if is_statement {
            while self.0.last().is_some_and(|around| *around >= width) {
                self.0.pop();
            }
            if width > 0 {
                self.0.push(width);
            }
        }
        self.0.len()
    }
}

/// Returns the number of bytes that `bytes` begins with and whose kind satisfies `is_one`.
fn count(bytes: &[u8], is_one: impl Fn(ByteKind) -> bool) -> usize {
    bytes.iter().position(|&byte| !is_one(KINDS[usize::from(byte)])).unwrap_or(bytes.len())
}

/// Returns the end of the string that begins with `quote` at `at`.
fn end_of_string(bytes: &[u8], at: usize, quote: u8) -> usize {
    let is_long = bytes[at..].starts_with(&[quote; 3]);
    let mut next = if is_long { at + 3 } else { at + 1 };
    while let Some(&byte) = bytes.get(next) {
        next += match byte {
            b'\\' => 2,
            b'\n' if !is_long => return next + 1,
            _ if byte == quote && !is_long => return next + 1,
            _ if byte == quote && bytes[next..].starts_with(&[quote; 3]) => return next + 3,
            _ => 1,
        };
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{BRACKETS, INDENTATIONS, TOKENS, too_deep};

    #[test]
    fn what_people_write_is_read() {
        let literal = format!("Literal[{}]", "\"member\", ".repeat(5000));
        let text = format!("def f(x: {literal} = \"{}\") -> int: # {}\n", "(".repeat(200), "[".repeat(200));
        assert_eq!(too_deep(&text.repeat(20)), None);
        assert_eq!(too_deep(&format!("\"\"\"{}\n'\"\"\"", "(a.b\n".repeat(5000))), None);
    }

    #[test]
    fn too_many_brackets_are_refused_where_they_are_too_many() {
        assert_eq!(too_deep(&"[".repeat(10_000)), Some(BRACKETS - 1));
        assert_eq!(too_deep(&format!("'\\'' + {}", "(".repeat(10_000))), Some(BRACKETS + 6));
    }

    #[test]
    fn blocks_in_blocks_are_refused_as_by_python() {
        let nested = |count: usize| {
            let classes = (0..count).map(|it| format!("{}class A:\n\n# comment\n", " ".repeat(it)));
            classes.collect::<String>() + &" ".repeat(count) + "x: int\n"
        };
        assert_eq!(too_deep(&nested(INDENTATIONS).repeat(3)), None);
        assert!(too_deep(&nested(INDENTATIONS + 1)).is_some());
        assert!(too_deep(&nested(3000)).is_some());
    }

    #[test]
    fn chains_of_operators_are_refused() {
        assert_eq!(too_deep(&"-".repeat(10_000)), Some(TOKENS));
        assert!(too_deep(&"not ".repeat(10_000)).is_some());
        assert!(too_deep(&"a.".repeat(10_000)).is_some());
    }
}
