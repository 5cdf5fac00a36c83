//! Rules about the text of docstrings.

use super::found::Found;

/// First words that are not imperative verbs, besides other forms of verbs.
const NOT_VERBS: &[&str] = &[
    "a",
    "action",
    "always",
    "an",
    "api",
    "base",
    "basic",
    "business",
    "calculation",
    "callback",
    "collection",
    "common",
    "constructor",
    "convenience",
    "convenient",
    "core",
    "custom",
    "default",
    "deprecated",
    "description",
    "dict",
    "dictionary",
    "dummy",
    "example",
    "factory",
    "false",
    "function",
    "generic",
    "handler",
    "helper",
    "here",
    "hook",
    "implementation",
    "internal",
    "main",
    "method",
    "module",
    "new",
    "number",
    "optional",
    "package",
    "placeholder",
    "reference",
    "result",
    "same",
    "schema",
    "setup",
    "should",
    "simple",
    "some",
    "special",
    "sql",
    "standard",
    "static",
    "string",
    "that",
    "the",
    "these",
    "this",
    "true",
    "unique",
    "unit",
    "utility",
    "what",
    "wrapper",
];

/// The names of sections in the styles of Google and NumPy.
const SECTIONS: &[&str] = &[
    "args",
    "arguments",
    "attention",
    "attributes",
    "caution",
    "danger",
    "error",
    "example",
    "examples",
    "extended summary",
    "hint",
    "important",
    "keyword args",
    "keyword arguments",
    "methods",
    "note",
    "notes",
    "other args",
    "other arguments",
    "other params",
    "other parameters",
    "parameters",
    "raises",
    "receives",
    "references",
    "return",
    "returns",
    "see also",
    "short summary",
    "tip",
    "todo",
    "warning",
    "warnings",
    "warns",
    "yield",
    "yields",
];

/// Sections whose lines are parameters.
const OF_PARAMETERS: &[&str] = &["args", "arguments", "parameters"];

/// Rules about the form of a section whose name is not followed by a colon.
const WITHOUT_COLON: &[&str] = &["D406", "D407", "D416"];

/// Checks a docstring.
pub(super) fn check_text(doc: &str, found: &mut Found) {
    let doc = doc.trim();
    if doc.is_empty() {
        return;
    }
    found.0.insert("PYI021");
    let summary = doc.lines().take_while(|line| !line.trim().is_empty());
    let last = summary.clone().last().unwrap_or_default().trim_end();
    found.add_if(summary.count() > 1, "D205");
    found.add_if(!last.ends_with('.'), "D400");
    found.add_if(!last.ends_with(['.', '?', '!']), "D415");
    found.add_if(word(doc).eq_ignore_ascii_case("this"), "D404");
    found.add_if(!doc.is_ascii() && doc.chars().any(is_ambiguous), "RUF002");
    check_sections(doc, found);
}

/// Checks the sections of a docstring. A section is a name on its own line and the text below it.
fn check_sections(doc: &str, found: &mut Found) {
    let mut lines = doc.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        let line = line.trim();
        if section(line).is_some() {
            found.0.insert("D413");
            found.add_if(line.starts_with(|c: char| c.is_lowercase()), "D405");
            found.add_if(!before.is_empty(), "D411");
            let next = lines.peek().copied().map(str::trim);
            found.add_if(next == Some(""), "D412");
            found.add_if(next.is_none_or(|next| section(next).is_some()), "D414");
            if !line.ends_with(':') {
                found.0.extend(WITHOUT_COLON);
            }
        }
        before = line;
    }
}

/// Checks the docstring of a function.
pub(super) fn check_function(name: &str, doc: &str, is_property: bool, found: &mut Found) {
    let doc = doc.trim();
    if doc.is_empty() {
        return;
    }
    check_text(doc, found);
    let is_of_parameters = |line| section(line).is_some_and(|name| OF_PARAMETERS.contains(&name));
    found.add_if(doc.lines().map(str::trim).any(is_of_parameters), "D417");
    let word = word(doc);
    let first = doc.lines().next().unwrap_or_default();
    found.add_if(!is_property && !is_order(word), "D401");
    found.add_if(first.contains(name) && first.contains(&format!("{name}(")), "D402");
    let is_small = |c: char| c.is_ascii_lowercase();
    found.add_if(
        word.starts_with(is_small) && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'\''),
        "D403",
    );
}

/// Returns the first word of `doc`, without punctuation.
fn word(doc: &str) -> &str {
    doc.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', '!', '?', ',', ':'])
}

/// Whether a sentence that begins with `word` is in the imperative mood, judging by the form of the word.
fn is_order(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let is_other_form = ["s", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
    !is_other_form && !NOT_VERBS.contains(&word.as_str())
}

/// Returns the name of the section that begins with `line`, in lowercase.
fn section(line: &str) -> Option<&'static str> {
    let line = line.strip_suffix(':').unwrap_or(line);
    SECTIONS.iter().find(|section| section.eq_ignore_ascii_case(line)).copied()
}

/// Whether ruff may report `c` as confusable with another character. Its list has thousands of characters.
pub(super) fn is_ambiguous(c: char) -> bool {
    let is_common = matches!(c, '\0'..='\u{7f}' | '\u{c0}'..='\u{24f}' | '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    !is_common
}
