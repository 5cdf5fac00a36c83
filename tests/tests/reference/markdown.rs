//! Turns the documentation of Rust items into text for a page outside of rustdoc.

/// Returns `doc` without what only rustdoc understands: hidden lines of examples, links to items, and headings that would
/// be as high as those of the page.
pub fn page(doc: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_code = false;
    for line in doc.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_code = !is_code;
            let is_rust = ["", "ignore", "no_run", "rust"].contains(&language);
            lines.push(if is_code && is_rust { "```rust".to_owned() } else { line.to_owned() });
        } else if is_code {
            // rustdoc hides these lines, and the reason why an example is not run.
            if !(line == "#" || line.starts_with("# ") || line.starts_with("// Needs ")) {
                lines.push(line.to_owned());
            }
        } else if line == "# Example" {
            // The code below speaks for itself.
        } else if let Some(heading) = line.strip_prefix("# ") {
            lines.push(format!("**{heading}**"));
        } else {
            lines.push(without_paths(&without_item_links(line)));
        }
    }
    let mut text = lines.join("\n").trim().to_owned();
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}

/// Returns the first paragraph of `doc`, on one line.
pub fn summary(doc: &str) -> String {
    let page = page(doc);
    page.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

/// Replaces `[text](Self::item)` by the text.
fn without_paths(line: &str) -> String {
    let mut text = line.to_owned();
    while let Some((start, end)) = path_link(&text) {
        let link = text[start..end].to_owned();
        let shown = link.split("](").next().unwrap_or_default().trim_start_matches('[');
        text = format!("{}{shown}{}", &text[..start], &text[end..]);
    }
    text
}

/// Returns where a link to a path of Rust begins and ends.
fn path_link(text: &str) -> Option<(usize, usize)> {
    text.match_indices("](").find_map(|(middle, _)| {
        let start = text[..middle].rfind('[')?;
        let end = middle + text[middle..].find(')')? + 1;
        let target = &text[middle..end];
        (target.contains("::") && !target.contains("://")).then_some((start, end))
    })
}

/// Replaces `[text](item)` and `[item]` by the text, if they lead to an item and not to a page.
fn without_item_links(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[`") {
        text.push_str(before);
        let Some((name, after)) = after.split_once("`]") else {
            text.push_str("[`");
            rest = after;
            continue;
        };
        let target = after.strip_prefix('(').and_then(|target| target.split_once(')'));
        let name_shown = name.strip_prefix("macro@").unwrap_or(name);
        match target {
            Some((target, after)) if target.contains("://") || target.contains(".md") => {
                text.push_str(&format!("[`{name_shown}`]({target})"));
                rest = after;
            }
            Some((_, after)) => {
                text.push_str(&format!("`{name_shown}`"));
                rest = after;
            }
            None => {
                text.push_str(&format!("`{name_shown}`"));
                rest = after;
            }
        }
    }
    text + rest
}
