//! The form of a table of rules: [`rules!`](crate::__rules) turns it into an enum whose variants carry what a message
//! names.
//!
//! It must not know any rule.

use crate::generate::problem::Severity;

/// The row of a rule in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable name, such as `unknown-type`.
    pub code: &'static str,
    /// Whether it stops the command.
    pub severity: Severity,
    /// Whether it reports a part of the stub that is less precise than it could be, which `--deny incomplete` makes an
    /// error.
    pub incomplete: bool,
    /// The message, with the names of its parts in braces.
    pub message: &'static str,
    /// The remedy, in the same form, if it is the same in every case.
    pub remedy: Option<&'static str>,
    /// Whether `cargo stubgen fix` makes the remedy.
    pub fixable: bool,
    /// The explanation in Markdown, line by line.
    pub explanation: &'static [&'static str],
}

/// Makes an enum of rules from a table.
///
/// Each row has the explanation as its documentation, and then
///
/// ```text
/// "code": warning incomplete, Variant { field: Type } => {
///     message: "what is wrong with `{field}`",
///     remedy: "what to do about it",
///     fix: [Fix::MoveAnnotation],
/// }
/// ```
///
/// `incomplete`, `remedy` and `fix` may be left out. A fix is `[expression]` of a `Fix` or an `Option<Fix>`. A text is a literal that names fields; `("…{shown}…", shown = …)`, as
/// `format!` takes it; or, for a remedy alone, `[expression]` of a `String` or an `Option<String>`.
#[doc(hidden)]
#[macro_export]
macro_rules! __rules {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $(
                $(#[doc = $line:literal])*
                $code:literal: $severity:ident $($incomplete:ident)?, $variant:ident
                $({ $($field:ident: $type:ty),* $(,)? })? => {
                    message: $message:tt $(,)?
                    $(remedy: $remedy:tt $(,)?)?
                    $(fix: $fix:tt $(,)?)?
                }
            )*
        }
    ) => {
        $(#[$meta])*
        $visibility enum $name {
            $(
                $(#[doc = $line])*
                #[allow(missing_docs, reason = "the message names the fields")]
                $variant $({ $($field: $type),* })?,
            )*
        }

        #[allow(dead_code, reason = "not every table needs every question")]
        impl $name {
            /// Every rule of the table, in its order.
            $visibility const RULES: &'static [$crate::generate::rules::Rule] = &[
                $($crate::__rules!(
                    @rule $code $severity [$($incomplete)?] $message [$($remedy)?] [$($fix)?] [$($line),*]
                ),)*
            ];

            /// Returns what the table states about the rule.
            #[must_use]
            $visibility fn rule(&self) -> &'static $crate::generate::rules::Rule {
                match self {
                    $(Self::$variant { .. } => const {
                        &$crate::__rules!(
                            @rule $code $severity [$($incomplete)?] $message [$($remedy)?] [$($fix)?] [$($line),*]
                        )
                    },)*
                }
            }

            /// Returns what to do about it.
            #[must_use]
            #[allow(unused_variables, reason = "a remedy need not name every field")]
            $visibility fn remedy(&self) -> Option<String> {
                match self {
                    $(Self::$variant $({ $($field),* })? => $crate::__rules!(@remedy $($remedy)?),)*
                }
            }

            /// Returns the edit that makes the remedy, if it does not need a decision of the author.
            #[must_use]
            #[allow(unused_variables, reason = "a fix need not name every field")]
            $visibility fn fix(&self) -> Option<$crate::generate::Fix> {
                match self {
                    $(Self::$variant $({ $($field),* })? => $crate::__rules!(@fix $($fix)?),)*
                }
            }

            /// Returns it as a problem at `position`.
            #[must_use]
            $visibility fn problem(
                &self,
                position: Option<$crate::facts::Position>,
            ) -> $crate::generate::Problem {
                let rule = self.rule();
                $crate::generate::Problem {
                    code: rule.code,
                    severity: rule.severity,
                    position,
                    message: self.to_string(),
                    excerpt: None,
                    help: self.remedy(),
                    fix: self.fix(),
                    cause: None,
                    also: Vec::new(),
                    incomplete: rule.incomplete,
                }
            }
        }

        /// The message, one sentence without a full stop.
        impl std::fmt::Display for $name {
            #[allow(unused_variables, reason = "a message need not name every field")]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant $({ $($field),* })? => $crate::__rules!(@message f $message),)*
                }
            }
        }

        impl std::error::Error for $name {}
    };

    (
        @rule $code:literal $severity:ident [$($incomplete:ident)?] $message:tt [$($remedy:tt)?] [$($fix:tt)?]
        [$($line:literal),*]
    ) => {
        $crate::generate::rules::Rule {
            code: $code,
            severity: $crate::__rules!(@severity $severity),
            incomplete: $crate::__rules!(@incomplete $($incomplete)?),
            message: $crate::__rules!(@template $message),
            remedy: $crate::__rules!(@help $($remedy)?),
            fixable: $crate::__rules!(@fixable $($fix)?),
            explanation: &[$($line),*],
        }
    };
    (@severity warning) => { $crate::generate::Severity::Warning };
    (@severity error) => { $crate::generate::Severity::Error };
    (@incomplete) => { false };
    (@incomplete incomplete) => { true };
    (@template $text:literal) => { $text };
    (@template ($text:literal $($arguments:tt)*)) => { $text };
    (@help) => { None };
    (@help [$text:expr]) => { None };
    (@help $text:tt) => { Some($crate::__rules!(@template $text)) };
    (@message $f:ident $text:literal) => { write!($f, $text) };
    (@message $f:ident ($($arguments:tt)*)) => { write!($f, $($arguments)*) };
    (@remedy) => { None };
    (@remedy $text:literal) => { Some(format!($text)) };
    (@remedy ($($arguments:tt)*)) => { Some(format!($($arguments)*)) };
    (@remedy [$text:expr]) => { Option::<String>::from($text) };
    (@fix) => { None };
    (@fix [$fix:expr]) => { Option::<$crate::generate::Fix>::from($fix) };
    (@fixable) => { false };
    (@fixable $fix:tt) => { true };
}
