//! Output for programs: the version of the JSON, the paths in it, and the workflow commands of GitHub.

use crate::system::repository_path;
use pyo3_stub_gen::text::visible::push_visible;
use std::path::Path;

/// The version of the JSON that the command prints. It changes when a field is removed or changes its meaning, and
/// `docs/schema` describes it.
pub const JSON_VERSION: u32 = 1;

/// Returns `path` from the root of the repository, with slashes, which is how CI services name files.
pub fn path(path: &Path) -> String {
    repository_path(path).display().to_string().replace('\\', "/")
}

/// Returns an error as a workflow command of GitHub, which shows it beside the line of the file.
pub fn annotation(place: Option<(&str, u32)>, title: &str, message: &str) -> String {
    workflow_command("error", place, title, message)
}

/// Returns a hint as such a command.
pub fn notice(place: Option<(&str, u32)>, title: &str, message: &str) -> String {
    workflow_command("notice", place, title, message)
}

fn workflow_command(word: &str, place: Option<(&str, u32)>, title: &str, message: &str) -> String {
    let place = match place {
        Some((file, line)) => format!("file={},line={line},", property(file)),
        None => String::new(),
    };
    format!("::{word} {place}title={}::{}\n", property(title), data(message))
}

/// Returns a text of a command. Its line breaks are escaped, so no line of it is another command.
fn data(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars()
        .for_each(|c| if matches!(c, '\n' | '\r') { shown.push(c) } else { push_visible(c, &mut shown) });
    shown.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
