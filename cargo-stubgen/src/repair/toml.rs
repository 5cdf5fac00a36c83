//! Edits of a TOML file at a place in it.

use crate::edit::{Edit, Lines, alone_on_its_lines, apply};
use toml_edit::{Document, Item};

/// Returns the edit that spells the word `old`, which is at the byte `at` or behind it on its line, as `new`.
pub(super) fn respell(text: &str, at: usize, old: &str, new: &str) -> Option<Edit> {
    let line = text.get(at..)?.lines().next()?;
    let start = at + line.find(old)?;
    Some(Edit::replace(start..start + old.len(), new))
}

/// Returns the edit that puts the `width` characters at the byte `at` in quotation marks.
pub(super) fn quote(text: &str, at: usize, width: usize) -> Option<Edit> {
    let rest = text.get(at..)?;
    let length = rest.chars().take(width).map(char::len_utf8).sum();
    let value = rest.get(..length)?;
    Some(Edit::replace(at..at + length, format!("\"{value}\"")))
}

/// Returns the edit that removes `key`, which is on the line with this number, with its value.
pub(super) fn remove_key(text: &str, line: u32, key: &str) -> Option<Edit> {
    let document = Document::parse(text).ok()?;
    let lines = Lines::of(text);
    let end = value_end(document.as_item(), key, &|at| lines.number(at) == line)?;
    let start = lines.byte(line, 1)?;
    let before = text.get(start..)?.split('=').next()?;
    // A key in an inline table has other keys on its line.
    let is_alone = before.trim().trim_end_matches(['"', '\'']).ends_with(key) && !before.contains(['{', ',']);
    let behind = text.get(end..)?.lines().next().unwrap_or_default().trim();
    let is_last = behind.is_empty() || behind.starts_with('#');
    let line_end = end + text.get(end..)?.lines().next().unwrap_or_default().len();
    (is_alone && is_last).then(|| Edit::remove(alone_on_its_lines(text, start..line_end)))
}

/// Returns where the value of `key` ends, whose value begins on the right line.
fn value_end(item: &Item, key: &str, is_on_line: &dyn Fn(usize) -> bool) -> Option<usize> {
    let table = item.as_table_like()?;
    let own = table.get(key).and_then(Item::span).filter(|span| is_on_line(span.start));
    own.map(|span| span.end).or_else(|| table.iter().find_map(|(_, item)| value_end(item, key, is_on_line)))
}

/// Returns `text` after the edits, unless it is not TOML afterwards: a key would be there twice, for example.
pub(super) fn edited(text: &str, edits: &[Edit]) -> Option<String> {
    let edited = apply(text, edits);
    Document::parse(edited.as_str()).is_ok().then(|| edited.clone())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{edited, quote, remove_key, respell};

    #[test]
    fn a_word_is_spelled_in_another_way() {
        let text = "[tool.pyo3-stub-gen]\n\"submodule-stlye\" = 'namespce' # why\n";
        let key = respell(text, 21, "submodule-stlye", "submodule-style").unwrap();
        let value = respell(text, 41, "namespce", "namespace").unwrap();
        let expected = "[tool.pyo3-stub-gen]\n\"submodule-style\" = 'namespace' # why\n";
        assert_eq!(edited(text, &[key, value]).unwrap(), expected);
    }

    #[test]
    fn a_key_is_not_there_twice() {
        let text = "ab = 1\nac = 2\n";
        let edit = respell(text, 7, "ac", "ab").unwrap();
        assert_eq!(edited(text, &[edit]), None);
    }

    #[test]
    fn a_number_becomes_a_string() {
        let text = "python-version = 3.10\r\n";
        let edit = quote(text, 17, 4).unwrap();
        assert_eq!(edited(text, &[edit]).unwrap(), "python-version = \"3.10\"\r\n");
    }

    #[test]
    fn a_key_goes_with_its_value() {
        let text = "[a]\nold = [\n  1,\n] # why\nnew = { old = 1 }\n[b]\nx.old = 2";
        let removed = |line| remove_key(text, line, "old").map(|edit| edited(text, &[edit]).unwrap());
        assert_eq!(removed(2).unwrap(), "[a]\nnew = { old = 1 }\n[b]\nx.old = 2");
        assert_eq!(removed(5), None);
        assert_eq!(removed(7).unwrap(), "[a]\nold = [\n  1,\n] # why\nnew = { old = 1 }\n[b]\n");
    }
}
