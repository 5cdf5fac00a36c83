//! How docstrings state where an item is in the Rust source.

/// The value of `source-links`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SourceLinks {
    /// `false`: they do not state it.
    #[default]
    None,
    /// `true`: the path and the line.
    Places,
    /// A link, with `{path}` and `{line}` in it.
    Links(String),
}

impl SourceLinks {
    /// The part of a link that stands for the path.
    pub(super) const PATH: &'static str = "{path}";
    /// The part of a link that stands for the line.
    const LINE: &'static str = "{line}";

    /// Returns the sentence for the line `line` of the file at `path`, which is relative to the root of the workspace.
    #[must_use]
    pub fn sentence(&self, path: &str, line: u32) -> Option<String> {
        match self {
            Self::None => None,
            Self::Places => Some(format!("Source: `{path}:{line}`")),
            Self::Links(link) => {
                let path = path.replace(' ', "%20");
                let link = link.replace(Self::PATH, &path).replace(Self::LINE, &line.to_string());
                // Markdown and reStructuredText both make a link of this.
                Some(format!("Source: <{link}>"))
            }
        }
    }
}
