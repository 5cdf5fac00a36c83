//! The changes as Markdown, for a changelog or a comment.

use super::shown::{Detail, places};
use crate::difference::change::{Change, Difference};
use crate::rules::Verdict;
use pyo3_stub_gen::text::visible::visible;
use std::fmt::Write as _;

/// Returns a heading for each verdict, with a list of its changes, and the step of the version.
pub fn markdown(difference: &Difference, detail: Detail) -> String {
    let mut text = format!("## Types: {} → {}\n", inline(&difference.old), inline(&difference.new));
    let shown: &[(Verdict, &str)] = match detail {
        Detail::Visible => &[(Verdict::Breaking, "Breaking"), (Verdict::Compatible, "Compatible")],
        Detail::All => &[
            (Verdict::Breaking, "Breaking"),
            (Verdict::Compatible, "Compatible"),
            (Verdict::Invisible, "Invisible"),
        ],
    };
    for (verdict, heading) in shown {
        let changes: Vec<&Change> = difference.changes.iter().filter(|it| it.verdict() == *verdict).collect();
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n### {heading}\n");
        for change in changes {
            let allowed = if change.is_allowed { ", allowed" } else { "" };
            let (path, message, place) =
                (inline(&change.path), visible(&change.message), inline(&places(change)));
            let _ = writeln!(text, "- {path} {message} (`{}`{allowed}; {place})", change.rule.code);
        }
    }
    let _ = writeln!(text, "\nVersion: {}.", difference.step().sentence());
    text
}

/// Returns a text as code, which has more backticks around it than it has in it.
fn inline(text: &str) -> String {
    let text = visible(text);
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
