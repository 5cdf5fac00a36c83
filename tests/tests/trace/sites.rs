//! The types in the signatures of a stub, with their places in its text.

use std::collections::BTreeMap;
use std::ops::Range;

/// The type of a result or of a parameter.
#[derive(Debug, Clone)]
pub struct Site {
    /// The dotted name of the function at run time.
    pub path: String,
    /// The name of the parameter. A result has none.
    pub parameter: Option<String>,
    /// Where the type stands.
    pub range: Range<usize>,
}

/// Finds the types in `stub`, which `cargo stubgen` wrote for `module`. Overloads are left out.
pub fn of(stub: &str, module: &str) -> Vec<Site> {
    let mut scopes: Vec<(usize, String)> = Vec::new();
    let (mut found, mut modules) = (Vec::new(), BTreeMap::new());
    let mut start = 0;
    let mut is_overload = false;
    for line in stub.split_inclusive('\n') {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if !text.trim().is_empty() && !text.starts_with(')') {
            while scopes.last().is_some_and(|(depth, _)| *depth >= indent) {
                scopes.pop();
            }
        }
        let scope = scopes.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(".");
        let within = |name: &str| if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") };
        if let Some(rest) = text.strip_prefix("class ") {
            scopes.push((indent, word(rest).to_owned()));
        } else if let Some(rest) = text.strip_prefix("async def ").or_else(|| text.strip_prefix("def ")) {
            if !is_overload {
                let open = start + line.len() - rest.len() + word(rest).len();
                found.extend(signature(stub, open, &within(word(rest))));
            }
            is_overload = false;
        } else if let Some((name, class)) =
            text.trim().split_once(": ").filter(|(_, it)| it.ends_with("Protocol"))
        {
            modules.insert(class.to_owned(), within(name));
        }
        is_overload |= text.starts_with("@overload");
        start += line.len();
    }
    found.iter_mut().for_each(|site| site.path = format!("{module}.{}", resolved(&site.path, &modules)));
    found
}

/// The path at run time: a class that describes a submodule stands for it.
fn resolved(path: &str, modules: &BTreeMap<String, String>) -> String {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match modules.get(first) {
        Some(module) => format!("{}.{rest}", resolved(module, modules)),
        None => path.to_owned(),
    }
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The types of a signature, whose parameters begin at the bracket at `open`.
fn signature(stub: &str, open: usize, path: &str) -> Vec<Site> {
    let mut found = Vec::new();
    let close = end_of(stub, open + 1, &[')']);
    let mut start = open + 1;
    while start < close {
        let end = end_of(stub, start, &[',', ')']);
        let colon = end_of(stub, start, &[':', ',', ')', '=']);
        if stub[colon..].starts_with(':') {
            let default = end_of(stub, colon + 1, &['=', ',', ')']);
            let name = stub[start..colon].trim();
            if !name.starts_with('*') {
                found.push(site(stub, colon + 1..default, path, Some(name)));
            }
        }
        start = end + 1;
    }
    if let Some(arrow) = stub[close..].strip_prefix(") -> ") {
        let begin = stub.len() - arrow.len();
        found.push(site(stub, begin..end_of(stub, begin, &[':']), path, None));
    }
    found
}

fn site(stub: &str, range: Range<usize>, path: &str, parameter: Option<&str>) -> Site {
    let text = &stub[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    let range = start..start + text.trim().len();
    Site { path: path.to_owned(), parameter: parameter.map(str::to_owned), range }
}

/// Where the first of `ends` stands that is not in brackets or quotation marks.
pub fn end_of(text: &str, start: usize, ends: &[char]) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (index, c) in text[start..].char_indices() {
        match (quote, c) {
            (Some(mark), _) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, _) if depth == 0 && ends.contains(&c) => return start + index,
            (None, '[' | '(' | '{') => depth += 1,
            (None, ']' | ')' | '}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    text.len()
}
