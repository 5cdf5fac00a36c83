//! The messages of the compiler, if several builds of one run would repeat them.

use crate::args::{CompilerMessages, ReportArgs};
use crate::stdout;
use cargo_metadata::diagnostic::DiagnosticLevel;
use cargo_metadata::{Artifact, CompilerMessage, PackageId, Target};

/// Returns the format in which Cargo is asked for its messages.
pub fn format(report: &ReportArgs) -> &'static str {
    match report.compiler {
        // Cargo prints those of the compiler.
        CompilerMessages::All => "json-render-diagnostics",
        CompilerMessages::New | CompilerMessages::Errors | CompilerMessages::Nothing => {
            "json-diagnostic-rendered-ansi"
        }
    }
}

/// The messages of the compiler in a build.
#[derive(Debug, Default)]
pub struct Messages {
    /// Those about crates that were compiled.
    new: Vec<Rendered>,
    /// Those about crates of which it is not known yet whether they were compiled.
    open: Vec<(PackageId, Target, Rendered)>,
}

/// A message as the compiler prints it.
#[derive(Debug)]
struct Rendered {
    is_error: bool,
    text: String,
}

impl Messages {
    /// Adds a message.
    pub fn take(&mut self, message: CompilerMessage) {
        let is_error = matches!(message.message.level, DiagnosticLevel::Error | DiagnosticLevel::Ice);
        if let Some(text) = message.message.rendered {
            self.open.push((message.package_id, message.target, Rendered { is_error, text }));
        }
    }

    /// Forgets the messages that Cargo has repeated, because the crate of `artifact` was not compiled again.
    pub fn settle(&mut self, artifact: &Artifact) {
        let is_of = |(package, target, _): &mut (PackageId, Target, Rendered)| {
            *package == artifact.package_id && *target == artifact.target
        };
        let settled = self.open.extract_if(.., is_of).map(|(_, _, rendered)| rendered);
        if artifact.fresh {
            settled.for_each(drop);
        } else {
            self.new.extend(settled);
        }
    }

    /// Returns the errors.
    pub fn errors(self) -> Vec<String> {
        self.all().filter(|it| it.is_error).map(|it| it.text).collect()
    }

    /// Prints the messages that are to be printed after a build that may have failed.
    pub fn print(self, report: &ReportArgs, is_success: bool) {
        let is_printed = |it: &Rendered| match report.compiler {
            CompilerMessages::New => it.is_error || !report.quiet,
            CompilerMessages::Errors => it.is_error && !is_success,
            CompilerMessages::All | CompilerMessages::Nothing => false,
        };
        self.all().filter(is_printed).for_each(|it| stdout::print_error(&it.text));
    }

    /// Returns the messages of this build. A crate that could not be compiled has no artifact.
    fn all(self) -> impl Iterator<Item = Rendered> {
        self.new.into_iter().chain(self.open.into_iter().map(|(_, _, rendered)| rendered))
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::Messages;
    use cargo_metadata::Message;
    use serde_json::{Value, json};

    fn target(name: &str) -> Value {
        json!({"kind": ["lib"], "crate_types": ["lib"], "name": name, "src_path": "/lib.rs", "edition": "2024"})
    }

    fn message(name: &str, level: &str, text: &str) -> Value {
        let message = json!({"message": text, "code": null, "level": level, "spans": [], "children": [], "rendered": text});
        json!({"reason": "compiler-message", "package_id": name, "target": target(name), "message": message})
    }

    fn artifact(name: &str, fresh: bool) -> Value {
        json!({
            "reason": "compiler-artifact", "package_id": name, "manifest_path": "/Cargo.toml", "target": target(name),
            "profile": {
                "opt_level": "0", "debuginfo": 0, "debug_assertions": true, "overflow_checks": true, "test": false
            },
            "features": [], "filenames": [], "executable": null, "fresh": fresh
        })
    }

    /// The messages of a build in which Cargo prints `lines`.
    fn messages(lines: &[Value]) -> Messages {
        let mut messages = Messages::default();
        for line in lines {
            match serde_json::from_value(line.clone()).expect("a message of Cargo") {
                Message::CompilerMessage(message) => messages.take(message),
                Message::CompilerArtifact(artifact) => messages.settle(&artifact),
                _ => {}
            }
        }
        messages
    }

    #[test]
    fn only_what_is_about_crates_that_were_compiled_is_new() {
        let lines = [
            message("old", "warning", "repeated"),
            message("changed", "warning", "new"),
            artifact("old", true),
            artifact("changed", false),
            message("broken", "warning", "of a broken crate"),
            message("broken", "error", "why"),
        ];
        let texts: Vec<String> = messages(&lines).all().map(|it| it.text).collect();
        assert_eq!(texts, ["new", "of a broken crate", "why"]);
        assert_eq!(messages(&lines).errors(), ["why"]);
    }
}
