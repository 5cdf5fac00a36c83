//! What the user sees on standard error: status lines like Cargo's, and problems like rustc's.
//!
//! Names, messages and output of an extension are shown in a form that neither a terminal nor a CI runner interprets.

use crate::args::{Color, ReportArgs};
use crate::error::Error;
use anstyle::{AnsiColor, Style};
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::{Problem, Severity};
use pyo3_stub_gen::text::visible::visible;
use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;

const STATUS: Style = AnsiColor::BrightGreen.on_default().bold();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::BrightYellow.on_default().bold();
const NOTE: Style = AnsiColor::BrightCyan.on_default().bold();
const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();
/// The indentation of the lines of a help text, from the gutter.
const HELP_INDENT: usize = " = help: ".len();
const BOLD: Style = Style::new().bold();

/// How much to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loudness {
    Silent,
    Quiet,
    Normal,
    Verbose,
}

/// Prints to standard error.
#[derive(Debug)]
pub struct Report {
    loudness: Loudness,
}

impl Report {
    /// Returns a report with these options. Colours are set for the whole process.
    pub fn new(options: Option<&ReportArgs>) -> Self {
        color_choice(options.and_then(|options| options.color)).write_global();
        let loudness = match options {
            Some(options) if options.quiet => Loudness::Quiet,
            Some(options) if options.verbose > 0 => Loudness::Verbose,
            Some(_) | None => Loudness::Normal,
        };
        Self { loudness }
    }

    /// Returns a report of an attempt, whose failure does not concern the user. It prints nothing.
    pub fn silent() -> Self {
        Self { loudness: Loudness::Silent }
    }

    /// Prints a status line like Cargo's: a verb, and what it applies to.
    pub fn status(&self, verb: &str, what: impl Display) {
        if self.loudness >= Loudness::Normal {
            print(format_args!("{STATUS}{verb:>12}{STATUS:#} {}", visible(&what.to_string())));
        }
    }

    /// Prints a status line if `--verbose` was given.
    pub fn detail(&self, verb: &str, what: impl Display) {
        if self.loudness >= Loudness::Verbose {
            self.status(verb, what);
        }
    }

    /// Whether notes are printed.
    pub fn prints_notes(&self) -> bool {
        self.loudness >= Loudness::Normal
    }

    /// Prints a note.
    pub fn note(&self, what: impl Display) {
        if self.prints_notes() {
            print(format_args!("{NOTE}note{NOTE:#}: {}", visible(&what.to_string())));
        }
    }

    /// Prints a failure, with what the failed process printed.
    pub fn error(&self, error: &Error) {
        self.problem(&error.to_problem(), &Sources::default());
        if let Some(output) = error.output() {
            print(format_args!("{BOLD}its output was:{BOLD:#}"));
            for line in visible(output).lines() {
                print(format_args!("    {line}"));
            }
        }
    }

    /// Prints a problem: its message, its place with the line of source, and the remedy. A quiet report does not have
    /// warnings.
    pub fn problem(&self, problem: &Problem, sources: &Sources) {
        let (style, least) = match problem.severity {
            Severity::Warning => (WARNING, Loudness::Normal),
            Severity::Error => (ERROR, Loudness::Quiet),
        };
        if self.loudness < least {
            return;
        }
        let Problem { severity, code, message, .. } = problem;
        let message = visible(message);
        print(format_args!("{style}{severity}[{code}]{style:#}{BOLD}: {message}{BOLD:#}"));
        let line = problem.position.as_ref().map_or(0, |position| position.line);
        let number = if line > 0 { line.to_string() } else { String::new() };
        let width = if problem.position.is_some() { number.len().max(1) } else { 0 };
        if let Some(position) = &problem.position {
            print(format_args!("{:width$}{GUTTER}-->{GUTTER:#} {}", "", visible(&place(position))));
        }
        if let Some((text, column, carets)) = sources.excerpt(problem) {
            print(format_args!("{:width$} {GUTTER}|{GUTTER:#}", ""));
            print(format_args!("{GUTTER}{number:width$} |{GUTTER:#} {}", visible(&text)));
            if carets > 0 {
                let (indent, carets) = (" ".repeat(column), "^".repeat(carets));
                print(format_args!("{:width$} {GUTTER}|{GUTTER:#} {indent}{style}{carets}{style:#}", ""));
            }
        }
        for also in &problem.also {
            let also = also.to_string();
            print(format_args!("{:width$} {GUTTER}={GUTTER:#} {BOLD}note{BOLD:#}: {}", "", visible(&also)));
        }
        if let Some(help) = &problem.help {
            let help = visible(help);
            let mut lines = help.lines();
            let first = lines.next().unwrap_or("");
            print(format_args!("{:width$} {GUTTER}={GUTTER:#} {BOLD}help{BOLD:#}: {first}", ""));
            for line in lines {
                let indent = if line.is_empty() { 0 } else { width + HELP_INDENT };
                print(format_args!("{:indent$}{line}", ""));
            }
        }
    }
}

/// The directories that the paths of `file!()` may be relative to.
#[derive(Debug, Default)]
pub struct Sources {
    /// The directories, the likeliest first.
    pub roots: Vec<PathBuf>,
}

impl Sources {
    /// Returns the line to show, the column of the mistake from zero, and how many characters it spans.
    fn excerpt(&self, problem: &Problem) -> Option<(String, usize, usize)> {
        if let Some(excerpt) = &problem.excerpt {
            return Some((excerpt.line.clone(), excerpt.column, excerpt.width.max(1)));
        }
        let position = problem.position.as_ref()?;
        let line = self.line(position)?;
        let column = usize::try_from(position.column).ok()?;
        Some((line, column.saturating_sub(1), usize::from(column > 0)))
    }

    /// Returns the Rust file of `position`, if it exists.
    pub fn file(&self, position: &Position) -> Option<PathBuf> {
        self.roots.iter().map(|root| root.join(&position.file)).find(|file| file.is_file())
    }

    fn line(&self, position: &Position) -> Option<String> {
        let index = usize::try_from(position.line).ok()?.checked_sub(1)?;
        let text =
            self.roots.iter().find_map(|root| std::fs::read_to_string(root.join(&position.file)).ok())?;
        text.lines().nth(index).map(|line| line.trim_end().to_owned())
    }
}

/// Returns the place without a line or a column that is not known.
fn place(position: &Position) -> String {
    match (position.line, position.column) {
        (0, _) => position.file.clone(),
        (line, 0) => format!("{}:{line}", position.file),
        (line, column) => format!("{}:{line}:{column}", position.file),
    }
}

/// Prints a line to standard error. It does not matter if that is closed.
fn print(line: std::fmt::Arguments<'_>) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Returns the choice of `--color`, or else the one of Cargo's own variable.
fn color_choice(option: Option<Color>) -> anstream::ColorChoice {
    let variable = std::env::var("CARGO_TERM_COLOR");
    let word = option.map(Color::word).or(variable.as_deref().ok());
    match word {
        Some("always") => anstream::ColorChoice::Always,
        Some("never") => anstream::ColorChoice::Never,
        _ => anstream::ColorChoice::Auto,
    }
}

/// Returns `1 item`, `2 items`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
