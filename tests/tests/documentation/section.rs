//! A section of a page: the commands, and the files that they need.

use stub_tests::Outcome;

/// The commands and the files of a section.
#[derive(Debug, Default)]
pub struct Section {
    /// The commands, without the prompt.
    pub commands: Vec<String>,
    /// The files, by their paths.
    pub files: Vec<(String, String)>,
}

impl Section {
    /// Reads the section of `page` below `heading`.
    ///
    /// # Errors
    ///
    /// That it is not there, or has no commands.
    pub fn of(page: &str, heading: &str) -> Outcome<Self> {
        let (_, rest) =
            page.split_once(&format!("\n## {heading}\n")).ok_or_else(|| format!("no section `{heading}`"))?;
        let text = rest.split("\n## ").next().unwrap_or_default();
        let mut section = Self::default();
        let mut parts = text.split("\n```");
        let mut before = parts.next().unwrap_or_default();
        while let (Some(block), Some(after)) = (parts.next(), parts.next()) {
            let (language, code) = block.split_once('\n').unwrap_or_default();
            if language == "console" {
                section
                    .commands
                    .extend(code.lines().filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned));
            } else if let Some(path) = path_in(before) {
                section.files.push((path.to_owned(), format!("{code}\n")));
            }
            before = after;
        }
        if section.commands.is_empty() { Err(format!("no commands in `{heading}`")) } else { Ok(section) }
    }
}

/// Returns the path in the last line of `text`, which has the form "`docs/conf.py`:".
fn path_in(text: &str) -> Option<&str> {
    let line = text.trim_end().lines().next_back()?;
    line.strip_prefix('`')?.strip_suffix("`:")
}
