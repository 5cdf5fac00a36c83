//! Rules about what a docstring says.

use super::found::Found;

/// First words that are not the verb of an order, besides those that are verbs in another form.
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

/// Rules about the form of a section whose name has no colon behind it.
const WITHOUT_COLON: &[&str] = &["D406", "D407", "D416"];

/// Checks a docstring.
pub(super) fn check_text(doc: &str, found: &mut Found) {
    sections_of(doc.trim(), found);
}

/// Checks the docstring of a function.
pub(super) fn check_function(name: &str, doc: &str, is_property: bool, found: &mut Found) {
    let doc = doc.trim();
    if doc.is_empty() {
        return;
    }
    let has_parameters = sections_of(doc, found);
    found.add_if(has_parameters, "D417");
    let word = word(doc);
    if !is_property && !found.has("D401") {
        found.add_if(!is_order(word), "D401");
    }
    if word.starts_with(|c: char| c.is_ascii_lowercase()) {
        found.add_if(word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'\''), "D403");
    }
    let first = doc.split('\n').next().unwrap_or_default();
    found.add_if(first.contains('(') && first.contains(&format!("{name}(")), "D402");
}

/// Checks `doc`. Returns whether it has a section of parameters.
fn sections_of(doc: &str, found: &mut Found) -> bool {
    if doc.is_empty() {
        return false;
    }
    found.0.insert("PYI021");
    let summary = doc.split_once("\n\n").map_or(doc, |(summary, _)| summary).trim_end();
    if summary.contains('\n') {
        found.add_if(summary.lines().take_while(|line| !line.trim().is_empty()).count() > 1, "D205");
    }
    found.add_if(!summary.ends_with('.'), "D400");
    found.add_if(!summary.ends_with(['.', '?', '!']), "D415");
    found.add_if(doc.starts_with(['T', 't']) && word(doc).eq_ignore_ascii_case("this"), "D404");
    found.add_if(!doc.is_ascii() && doc.chars().any(is_ambiguous), "RUF002");
    check_sections(doc, found)
}

/// Checks the sections of a docstring. A section is a name on its own line and the text below it.
fn check_sections(doc: &str, found: &mut Found) -> bool {
    let mut lines = doc.split('\n').peekable();
    let mut before = "";
    let mut has_parameters = false;
    while let Some(line) = lines.next() {
        if let Some(name) = section(line) {
            let line = line.trim();
            has_parameters |= OF_PARAMETERS.contains(&name);
            found.0.insert("D413");
            found.add_if(line.starts_with(|c: char| c.is_lowercase()), "D405");
            found.add_if(!before.trim().is_empty(), "D411");
            let next = lines.peek().copied().map(str::trim);
            found.add_if(next == Some(""), "D412");
            found.add_if(next.is_none_or(|next| section(next).is_some()), "D414");
            if !line.ends_with(':') {
                found.0.extend(WITHOUT_COLON);
            }
        }
        before = line;
    }
    has_parameters
}

/// Returns the first word of `doc`, without punctuation.
fn word(doc: &str) -> &str {
    doc.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', '!', '?', ',', ':'])
}

/// Whether a sentence that begins with `word` gives an order, as far as its form tells.
fn is_order(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let is_other_form = ["s", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
    !is_other_form && !NOT_VERBS.contains(&word.as_str())
}

/// Returns the name of the section that begins with `line`, in lowercase.
fn section(line: &str) -> Option<&'static str> {
    let line = line.trim();
    // No name is longer.
    if line.is_empty() || line.len() > "keyword arguments:".len() {
        return None;
    }
    let line = line.strip_suffix(':').unwrap_or(line);
    SECTIONS.iter().find(|section| section.eq_ignore_ascii_case(line)).copied()
}

/// Whether ruff may take `c` for another character that it resembles. Its list has thousands.
pub(super) fn is_ambiguous(c: char) -> bool {
    let is_common = matches!(c, '\0'..='\u{7f}' | '\u{c0}'..='\u{24f}' | '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    !is_common
}
