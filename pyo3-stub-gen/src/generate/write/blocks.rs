//! Indented blocks.

/// Appends `text`, which is [indented], below the last line.
pub(super) fn push_block(text: &str, out: &mut String) {
    out.push_str("\n    ");
    out.push_str(text);
}

/// Returns `text` as the contents of a block. The first line is not indented.
pub(super) fn indented(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() + text.len() / 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            indented.push('\n');
            indented.push_str(if line.is_empty() { "" } else { "    " });
        }
        indented.push_str(line);
    }
    indented
}
