//! The changes for people.

use super::shown::{Detail, places};
use crate::difference::change::{Change, Difference};
use crate::rules::Verdict;
use anstyle::{AnsiColor, Style};
use pyo3_stub_gen::text::visible::visible;
use std::fmt::Write as _;

const BOLD: Style = Style::new().bold();
const BREAKING: Style = AnsiColor::BrightRed.on_default().bold();
const COMPATIBLE: Style = AnsiColor::BrightGreen.on_default().bold();
const INVISIBLE: Style = AnsiColor::BrightCyan.on_default().bold();
const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();

/// Returns the changes below the names of what has changed, and the step of the version.
pub fn human(difference: &Difference, detail: Detail) -> String {
    let mut text = String::new();
    let mut previous: Option<&Change> = None;
    let is_shown = |it: &&Change| detail == Detail::All || it.verdict() != Verdict::Invisible;
    for change in difference.changes.iter().filter(is_shown) {
        if previous.is_none_or(|it| it.path != change.path) {
            let _ = writeln!(text, "{BOLD}{}{BOLD:#}", visible(&change.path));
            let _ = writeln!(text, " {GUTTER}-->{GUTTER:#} {}", visible(&places(change)));
        }
        let (style, verdict) = (style(change.verdict()), change.verdict());
        let allowed = if change.is_allowed { " (allowed)" } else { "" };
        let message = visible(&change.message);
        let _ = writeln!(text, "  {style}{verdict}[{}]{style:#}{allowed}: {message}", change.rule.code);
        previous = Some(change);
    }
    if previous.is_some() {
        text.push('\n');
    }
    let _ = writeln!(text, "{BOLD}version{BOLD:#}: {}", difference.step().sentence());
    text
}

fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Breaking => BREAKING,
        Verdict::Compatible => COMPATIBLE,
        Verdict::Invisible => INVISIBLE,
    }
}
