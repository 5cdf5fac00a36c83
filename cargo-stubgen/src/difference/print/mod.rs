//! Prints changes: for people, for programs, for GitHub, or as Markdown.

mod github;
mod human;
mod json;
mod markdown;
mod shown;

use super::change::Difference;
use crate::args::DiffFormat;
use crate::error::Error;
use crate::stdout;
use shown::Detail;

/// Prints all changes to standard output.
pub fn print(difference: &Difference, format: DiffFormat, is_verbose: bool) -> Result<(), Error> {
    let detail = if is_verbose { Detail::All } else { Detail::Visible };
    match format {
        DiffFormat::Human => stdout::print_styled(&human::human(difference, detail)),
        DiffFormat::Json => stdout::print(&json::json(difference)),
        DiffFormat::Github => stdout::print(&github::github(difference)),
        DiffFormat::Markdown => stdout::print(&markdown::markdown(difference, detail)),
    }
}
