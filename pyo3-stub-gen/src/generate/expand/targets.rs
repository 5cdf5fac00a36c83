//! A stub as it is on one platform and one version of Python: without the branches of other ones.
//!
//! Lines keep their numbers, so that what is found in the result has its place in the stub.

use crate::generate::python::parse_module;
use crate::generate::variants::Target;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextSize};

/// Returns `text` with only those branches of `if sys.platform …` and `if sys.version_info …` that `target` has. A text that is not
/// Python is returned unchanged.
#[must_use]
pub fn for_target(text: &str, target: &Target) -> String {
    let Ok(statements) = parse_module(text) else { return text.to_owned() };
    let mut cut = Cut { text, target, lines: text.split('\n').map(str::to_owned).collect() };
    cut.statements(&statements, 0);
    cut.lines.join("\n")
}

struct Cut<'t> {
    text: &'t str,
    target: &'t Target,
    lines: Vec<String>,
}

impl Cut<'_> {
    /// Cuts the branches among `statements`, which are moved to the left by `shift` columns.
    fn statements(&mut self, statements: &[ast::Stmt], shift: usize) {
        for statement in statements {
            match statement {
                ast::Stmt::If(branch) => match self.choice(branch) {
                    Some(chosen) => self.branch(branch, chosen, shift),
                    None => self.keep(statement, shift),
                },
                ast::Stmt::ClassDef(class) => {
                    self.keep(statement, shift);
                    // The lines of the body are moved with the class.
                    self.statements(&class.body, shift);
                }
                other => self.keep(other, shift),
            }
        }
    }

    /// Replaces `branch` with the statements of its `chosen` block.
    fn branch(&mut self, branch: &ast::StmtIf, chosen: Option<&[ast::Stmt]>, shift: usize) {
        let indent = self.column(branch.start());
        let kept = chosen.and_then(|body| Some((body.first()?, body.last()?)));
        let range = kept.map(|(first, last)| self.line(first.start())..=self.line(last.end()));
        for line in self.line(branch.start())..=self.line(branch.end()) {
            if range.as_ref().is_none_or(|range| !range.contains(&line)) {
                self.set(line, String::new());
            }
        }
        match (chosen, kept) {
            (Some(body), Some((first, _))) => {
                let inner = self.column(first.start()).saturating_sub(indent);
                self.statements(body, shift + inner);
            }
            _ => self
                .set(self.line(branch.start()), format!("{}pass", " ".repeat(indent.saturating_sub(shift)))),
        }
    }

    /// Returns the block that the target has, if there is one. Nothing if the condition is about something else.
    fn choice<'b>(&self, branch: &'b ast::StmtIf) -> Option<Option<&'b [ast::Stmt]>> {
        if self.holds(&branch.test)? {
            return Some(Some(&branch.body));
        }
        for clause in &branch.elif_else_clauses {
            let holds = clause.test.as_ref().map_or(Some(true), |test| self.holds(test))?;
            if holds {
                return Some(Some(&clause.body));
            }
        }
        Some(None)
    }

    /// Whether a condition holds for the target, if it is about a platform or a version.
    fn holds(&self, test: &ast::Expr) -> Option<bool> {
        let ast::Expr::Compare(compare) = test else { return None };
        let ast::Expr::Attribute(subject) = &*compare.left else { return None };
        let (operator, value) = (compare.ops.first()?, compare.comparators.first()?);
        match (subject.attr.as_str(), operator, value) {
            ("platform", ast::CmpOp::Eq, ast::Expr::StringLiteral(name)) => {
                Some(self.target.platform == name.value.to_str())
            }
            ("platform", ast::CmpOp::NotEq, ast::Expr::StringLiteral(name)) => {
                Some(self.target.platform != name.value.to_str())
            }
            ("version_info", ast::CmpOp::GtE, ast::Expr::Tuple(version)) => {
                Some(self.version() >= numbers(version)?)
            }
            ("version_info", ast::CmpOp::Lt, ast::Expr::Tuple(version)) => {
                Some(self.version() < numbers(version)?)
            }
            _ => None,
        }
    }

    fn version(&self) -> (u32, u32) {
        (self.target.version.major, self.target.version.minor)
    }

    /// Moves the lines of `statement` to the left, unless a class has moved them already.
    fn keep(&mut self, statement: &ast::Stmt, shift: usize) {
        if shift == 0 {
            return;
        }
        for line in self.line(statement.start())..=self.line(statement.end()) {
            let original = self.text.split('\n').nth(line).unwrap_or_default();
            let moved = original.get(shift.min(original.len() - original.trim_start_matches(' ').len())..);
            self.set(line, moved.unwrap_or_default().to_owned());
        }
    }

    fn set(&mut self, line: usize, text: String) {
        if let Some(known) = self.lines.get_mut(line) {
            *known = text;
        }
    }

    /// Returns the index of the line at `offset`.
    fn line(&self, offset: TextSize) -> usize {
        self.before(offset).matches('\n').count()
    }

    /// Returns how many columns are before `offset` on its line.
    fn column(&self, offset: TextSize) -> usize {
        let before = self.before(offset);
        before.len() - before.rfind('\n').map_or(0, |end| end + 1)
    }

    fn before(&self, offset: TextSize) -> &str {
        self.text.get(..usize::from(offset)).unwrap_or_default()
    }
}

fn numbers(version: &ast::ExprTuple) -> Option<(u32, u32)> {
    let number = |index: usize| match version.elts.get(index)? {
        ast::Expr::NumberLiteral(literal) => match &literal.value {
            ast::Number::Int(int) => int.to_string().parse().ok(),
            ast::Number::Float(_) | ast::Number::Complex { .. } => None,
        },
        _ => None,
    };
    Some((number(0)?, number(1)?))
}

#[cfg(test)]
mod tests {
    use super::for_target;
    use crate::generate::config::PythonVersion;
    use crate::generate::variants::Target;

    const STUB: &str = "\
import sys

if sys.platform == \"win32\":
    def f(
        a: int,
    ) -> int: ...
elif sys.version_info >= (3, 12):
    @final
    class C:
        def g(self) -> str:
            \"\"\"One.

            Two.
            \"\"\"
        if sys.version_info >= (3, 13):
            X: int
        else:
            X: str
else:
    x: int

class D:
    if sys.platform != \"win32\":
        y: int
z: int
";

    fn lines(platform: &str, minor: u32) -> Vec<String> {
        let version = PythonVersion { major: 3, minor };
        let text = for_target(STUB, &Target { platform: platform.to_owned(), version });
        assert_eq!(text.lines().count(), STUB.lines().count());
        text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn only_the_branch_of_the_target_is_left() {
        let windows =
            ["import sys", "def f(", "    a: int,", ") -> int: ...", "class D:", "    pass", "z: int"];
        assert_eq!(lines("win32", 12), windows);
        let old = ["import sys", "x: int", "class D:", "    y: int", "z: int"];
        assert_eq!(lines("linux", 11), old);
        let new = lines("linux", 12);
        assert_eq!(new[1..4], ["@final", "class C:", "    def g(self) -> str:"]);
        assert_eq!(new[6..], ["        \"\"\"", "    X: str", "class D:", "    y: int", "z: int"]);
        assert!(lines("darwin", 13).contains(&"    X: int".to_owned()));
    }

    #[test]
    fn another_condition_and_another_language_stay() {
        let version = PythonVersion { major: 3, minor: 12 };
        let target = Target { platform: "linux".to_owned(), version };
        for text in ["if TYPE_CHECKING:\n    x: int\n", "if sys.platform\n"] {
            assert_eq!(for_target(text, &target), text);
        }
    }
}
