//! Words in messages.

/// Returns the entry of `known` that `word` is most likely a misspelling of. Capitals and underscores do not count.
#[must_use]
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase().replace('_', "-");
    known
        .iter()
        .map(|name| (strsim::jaro_winkler(&word, name), *name))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// Returns `` `a`, `b`, `c` ``.
#[must_use]
pub fn quoted(words: &[impl AsRef<str>]) -> String {
    words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ")
}

/// How many words [`listed_briefly`] names.
const BRIEF: usize = 3;

/// Returns the words as [`quoted`] does. Of many, it names a few: `` `a`, `b`, `c` and 4 more names ``.
#[must_use]
pub fn listed_briefly(words: &[impl AsRef<str>], noun: &str) -> String {
    match words.get(..BRIEF).filter(|_| words.len() > BRIEF + 1) {
        Some(first) => format!("{} and {} more {noun}s", quoted(first), words.len() - BRIEF),
        None => quoted(words),
    }
}

/// Returns `text` with its first letter in lower case, for the middle of a sentence.
#[must_use]
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
