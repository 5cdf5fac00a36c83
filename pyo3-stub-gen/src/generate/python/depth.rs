//! Rejects Python source that is nested so deeply that parsing it would exhaust the stack.
//!
//! The parser is recursive in brackets and chains of operators. People do not write such source, but a program may do
//! so by mistake.

/// The most brackets that may be open at one place.
const BRACKETS: usize = 100;

/// The most words and operators that may be between two separators.
const TOKENS: usize = 1000;

/// Returns the offset in `source` where the nesting becomes too deep.
pub(super) fn too_deep(source: &str) -> Option<usize> {
    // Tokens since the last separator, for each open bracket.
    let mut open = vec![0];
    let mut rest = source.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '#' => while rest.next_if(|&(_, c)| c != '\n').is_some() {},
            '"' | '\'' => skip_string(c, source, at, &mut rest),
            '(' | '[' | '{' => {
                open.push(0);
                if open.len() > BRACKETS {
                    return Some(at);
                }
            }
            ')' | ']' | '}' if open.len() > 1 => drop(open.pop()),
            ',' => restart(&mut open),
            '\n' if open.len() == 1 => restart(&mut open),
            _ if c.is_whitespace() => continue,
            _ => {
                let is_word = is_in_word(c);
                while rest.next_if(|&(_, next)| is_word && is_in_word(next)).is_some() {}
            }
        }
        let tokens = open.last_mut()?;
        *tokens += 1;
        if *tokens > TOKENS {
            return Some(at);
        }
    }
    None
}

fn restart(open: &mut [usize]) {
    if let Some(last) = open.last_mut() {
        *last = 0;
    }
}

fn is_in_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Skips the string that begins with `quote` at `at`.
fn skip_string(
    quote: char,
    source: &str,
    at: usize,
    rest: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
) {
    let triple: String = [quote; 3].iter().collect();
    let (end, length) = if source[at..].starts_with(&triple) { (triple, 3) } else { (quote.to_string(), 1) };
    let mut is_escaped = false;
    let mut from = at + length;
    for (index, c) in source[at + length..].char_indices() {
        from = at + length + index;
        if !is_escaped && (source[from..].starts_with(&end) || (length == 1 && c == '\n')) {
            from += length;
            break;
        }
        is_escaped = c == '\\' && !is_escaped;
        from += c.len_utf8();
    }
    while rest.next_if(|&(index, _)| index < from).is_some() {}
}

#[cfg(test)]
mod tests {
    use super::{BRACKETS, TOKENS, too_deep};

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
    fn chains_of_operators_are_refused() {
        assert_eq!(too_deep(&"-".repeat(10_000)), Some(TOKENS));
        assert!(too_deep(&"not ".repeat(10_000)).is_some());
        assert!(too_deep(&"a.".repeat(10_000)).is_some());
    }
}
