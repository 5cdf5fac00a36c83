//! Compares two files, ignoring differences that a formatter makes. A formatter changes blank lines, line breaks,
//! quotes, parentheses, trailing commas, the order of imports and the indentation of docstrings. It keeps everything
//! else, including comments.

use ruff_python_ast as ast;
use ruff_python_ast::comparable::{
    ComparableArguments, ComparableDecorator, ComparableExpr, ComparableParameters, ComparableStmt,
    ComparableTypeParams,
};
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange};

/// Whether `old` and `new` differ only by the changes of a formatter.
#[must_use]
pub fn say_the_same(old: &str, new: &str) -> bool {
    let parse = |source| ruff_python_parser::parse_module(source).ok();
    let (Some(old_module), Some(new_module)) = (parse(old), parse(new)) else { return false };
    let old = Parts::of(old, &old_module);
    let new = Parts::of(new, &new_module);
    old.imports == new.imports && old.comments == new.comments && same_suite(&old.others, &new.others)
}

/// The parts of a file that are compared in different ways.
struct Parts<'f> {
    /// The names that the module imports, sorted, with the comments about them.
    imports: Vec<Imported<'f>>,
    /// The other comments, each with the number of its statement.
    comments: Vec<(usize, &'f str)>,
    /// The statements that are not imports.
    others: Vec<&'f ast::Stmt>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Imported<'f> {
    Module(&'f str, Option<&'f str>),
    Name(u32, Option<&'f str>, &'f str, Option<&'f str>),
    Comment(&'f str),
}

impl<'f> Parts<'f> {
    fn of(source: &'f str, module: &'f Parsed<ast::ModModule>) -> Self {
        let (imported, others): (Vec<_>, Vec<_>) =
            module.suite().iter().partition(|stmt| stmt.is_import_stmt() || stmt.is_import_from_stmt());
        let ranges: Vec<TextRange> = imported.iter().map(|stmt| whole_lines(source, stmt.range())).collect();
        let mut imports: Vec<Imported<'f>> = imported.iter().flat_map(|stmt| names(stmt)).collect();
        let mut comments = Vec::new();
        let mut statement = 0;
        for token in module.tokens().iter() {
            let is_import = || ranges.iter().any(|range| range.contains_range(token.range()));
            match token.kind() {
                TokenKind::Newline if !is_import() => statement += 1,
                TokenKind::Comment if is_import() => {
                    imports.push(Imported::Comment(source[token.range()].trim_end()));
                }
                TokenKind::Comment => comments.push((statement, source[token.range()].trim_end())),
                _ => {}
            }
        }
        imports.sort();
        Self { imports, comments, others }
    }
}

/// Returns `range` up to the end of its last line.
fn whole_lines(source: &str, range: TextRange) -> TextRange {
    let rest = &source[usize::from(range.end())..];
    let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
    TextRange::new(range.start(), range.end() + ruff_text_size::TextSize::of(&rest[..length]))
}

fn names(stmt: &ast::Stmt) -> Vec<Imported<'_>> {
    match stmt {
        ast::Stmt::Import(import) => {
            import.names.iter().map(|alias| Imported::Module(&alias.name, alias.asname.as_deref())).collect()
        }
        ast::Stmt::ImportFrom(import) => import
            .names
            .iter()
            .map(|alias| {
                Imported::Name(import.level, import.module.as_deref(), &alias.name, alias.asname.as_deref())
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn same_suite(old: &[&ast::Stmt], new: &[&ast::Stmt]) -> bool {
    old.len() == new.len() && std::iter::zip(old, new).all(|(old, new)| same_statement(old, new))
}

fn same_body(old: &[ast::Stmt], new: &[ast::Stmt]) -> bool {
    old.len() == new.len() && std::iter::zip(old, new).all(|(old, new)| same_statement(old, new))
}

fn same_statement(old: &ast::Stmt, new: &ast::Stmt) -> bool {
    match (old, new) {
        (ast::Stmt::Expr(old), ast::Stmt::Expr(new)) => match (&*old.value, &*new.value) {
            (ast::Expr::StringLiteral(old), ast::Expr::StringLiteral(new)) => {
                clean(old.value.to_str()) == clean(new.value.to_str())
            }
            (old, new) => ComparableExpr::from(old) == ComparableExpr::from(new),
        },
        (ast::Stmt::ClassDef(old), ast::Stmt::ClassDef(new)) => {
            old.name.as_str() == new.name.as_str()
                && same_decorators(&old.decorator_list, &new.decorator_list)
                && type_params(old.type_params.as_deref()) == type_params(new.type_params.as_deref())
                && arguments(old) == arguments(new)
                && same_body(&old.body, &new.body)
        }
        (ast::Stmt::FunctionDef(old), ast::Stmt::FunctionDef(new)) => {
            old.is_async == new.is_async
                && old.name.as_str() == new.name.as_str()
                && same_decorators(&old.decorator_list, &new.decorator_list)
                && type_params(old.type_params.as_deref()) == type_params(new.type_params.as_deref())
                && ComparableParameters::from(&old.parameters) == ComparableParameters::from(&new.parameters)
                && old.returns.as_deref().map(ComparableExpr::from)
                    == new.returns.as_deref().map(ComparableExpr::from)
                && same_body(&old.body, &new.body)
        }
        (ast::Stmt::If(old), ast::Stmt::If(new)) => {
            ComparableExpr::from(&*old.test) == ComparableExpr::from(&*new.test)
                && same_body(&old.body, &new.body)
                && old.elif_else_clauses.len() == new.elif_else_clauses.len()
                && std::iter::zip(&old.elif_else_clauses, &new.elif_else_clauses).all(|(old, new)| {
                    old.test.as_ref().map(ComparableExpr::from) == new.test.as_ref().map(ComparableExpr::from)
                        && same_body(&old.body, &new.body)
                })
        }
        (old, new) => ComparableStmt::from(old) == ComparableStmt::from(new),
    }
}

fn same_decorators(old: &[ast::Decorator], new: &[ast::Decorator]) -> bool {
    old.iter().map(ComparableDecorator::from).eq(new.iter().map(ComparableDecorator::from))
}

fn type_params(params: Option<&ast::TypeParams>) -> Option<ComparableTypeParams<'_>> {
    params.map(ComparableTypeParams::from)
}

/// Returns the bases of `class`. Empty parentheses count as none.
fn arguments(class: &ast::StmtClassDef) -> Option<ComparableArguments<'_>> {
    let arguments = class.arguments.as_deref()?;
    (!arguments.is_empty()).then(|| ComparableArguments::from(arguments))
}

/// Returns the lines of a docstring without shared indentation, trailing spaces, leading tabs and surrounding empty
/// lines, which a formatter changes.
fn clean(doc: &str) -> Vec<String> {
    let lines: Vec<String> = doc.split('\n').map(|line| expanded(line.trim_end())).collect();
    let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let shared = lines.iter().skip(1).filter(|line| !line.is_empty()).map(indent).min().unwrap_or_default();
    let mut cleaned: Vec<String> = lines
        .iter()
        .enumerate()
        .map(
            |(index, line)| {
                if index == 0 { line.trim_start() } else { line.get(shared..).unwrap_or_default() }
            },
        )
        .map(str::to_owned)
        .collect();
    while cleaned.last().is_some_and(String::is_empty) {
        cleaned.pop();
    }
    let empty = cleaned.iter().take_while(|line| line.is_empty()).count();
    cleaned.split_off(empty)
}

/// Returns `line` with its leading tabs replaced by spaces.
fn expanded(line: &str) -> String {
    let text = line.trim_start_matches([' ', '\t']);
    let indent = line.strip_suffix(text).unwrap_or_default();
    let columns =
        indent.chars().fold(0, |column, c| if c == '\t' { (column / 8 + 1) * 8 } else { column + 1 });
    " ".repeat(columns) + text
}

#[cfg(test)]
mod tests {
    use super::say_the_same;

    const STUB: &str = "# Header.\n\nfrom a import b as b\nfrom typing import Final, final  # pyright: ignore[x]\n\n\
                        X: Final = \"it's\"\n\n@final\nclass A(B):  # type: ignore[misc]\n    \"\"\"One.\n\n    Two.\n    \"\"\"\n\n    \
                        def f(self, x: int | None = 0x1F, y: tuple[int] = (1,)) -> None:\n        \"\"\"Does.\"\"\"\n\n    y: int\n";

    fn changed(from: &str, to: &str) -> bool {
        assert!(STUB.contains(from), "{from}");
        say_the_same(&STUB.replace(from, to), STUB)
    }

    #[test]
    fn what_a_formatter_changes_is_the_same() {
        assert!(say_the_same(STUB, STUB));
        assert!(changed("\"it's\"", "'it\\'s'"));
        assert!(changed("\"it's\"", "(\n    \"it's\"\n)"));
        assert!(changed(
            "x: int | None = 0x1F",
            "\n        x: (\n            int\n            | None\n        )=0x1f"
        ));
        assert!(changed("self, x", "\n        self,\n        x"));
        assert!(changed("(1,)) -> None", "(1,),\n    ) -> None"));
        assert!(changed("A(B):  # type: ignore[misc]", "A(  # type: ignore[misc]\n    B,\n):"));
        assert!(changed("    def f", "\n\n\n    def f"));
        assert!(changed("\"\"\"One.\n\n    Two.\n    \"\"\"", "'''\n    One.\n\n    Two.'''"));
        assert!(changed("\"\"\"Does.\"\"\"", "''' Does.   '''"));
        assert!(changed(
            "Final, final  # pyright: ignore[x]",
            "(\n    final,  # pyright: ignore[x]\n    Final,\n)"
        ));
        assert!(changed(
            "from a import b as b\nfrom typing import Final, final  # pyright: ignore[x]\n",
            "from typing import Final, final  # pyright: ignore[x]\n\nfrom a import b as b\n\n"
        ));
    }

    #[test]
    fn what_no_formatter_changes_is_not() {
        for (from, to) in [
            ("# Header.", "# Another."),
            ("b as b", "b as _b"),
            ("from a", "from .a"),
            ("Final, final", "Final"),
            ("\"it's\"", "\"its\""),
            ("\"it's\"", "b\"it's\""),
            ("@final\n", ""),
            ("A(B)", "A(C)"),
            ("A(B)", "A(B, C)"),
            ("# type: ignore[misc]", "# type: ignore"),
            (":  # type: ignore[misc]\n", ":\n"),
            ("int | None", "int"),
            ("0x1F", "0x1E"),
            ("(1,)", "(1)"),
            ("-> None", "-> int"),
            ("def f", "async def f"),
            ("One.", "1."),
            ("    Two.", "      Two.\n    Three."),
            ("Does.", "Does"),
            ("\n    y: int\n", "\n"),
            ("\n    y: int\n", "\ny: int\n"),
            ("X: Final = \"it's\"\n", "X: Final = \"it's\"  # type: ignore\n"),
        ] {
            assert!(!changed(from, to), "{from}");
        }
        assert!(!say_the_same("def f(:\n", STUB));
        assert!(!say_the_same(STUB, "def f(:\n"));
    }

    #[test]
    fn a_comment_belongs_to_its_statement() {
        let (one, other) = ("x: int  # type: ignore\ny: int\n", "x: int\ny: int  # type: ignore\n");
        assert!(!say_the_same(one, other));
    }
}
