//! The conditions of `if` statements, as alternatives of questions that the model can ask.

use crate::generate::model::Test;
use ruff_python_ast as ast;

/// Questions that all have the same answer.
pub(super) type Checks = Vec<Test>;

/// When the branches of an `if` apply: under any of these alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branches {
    /// Where the condition holds.
    pub then: Vec<Checks>,
    /// Where it does not.
    pub otherwise: Vec<Checks>,
}

/// The platforms that `sys.platform.startswith` asks for in practice, by the beginning of their names.
const BEGINNINGS: &[(&str, &str)] =
    &[("win", "win32"), ("win32", "win32"), ("linux", "linux"), ("darwin", "darwin"), ("cygwin", "cygwin")];

/// Returns when the branches of `if test` apply, if the model can ask that.
pub(super) fn branches(test: &ast::Expr) -> Option<Branches> {
    match test {
        ast::Expr::BooleanLiteral(literal) => Some(constant(literal.value)),
        ast::Expr::Name(name) => (name.id == "TYPE_CHECKING").then(|| constant(true)),
        ast::Expr::Attribute(attribute) => {
            (attribute.attr.as_str() == "TYPE_CHECKING").then(|| constant(true))
        }
        ast::Expr::UnaryOp(operation) if operation.op == ast::UnaryOp::Not => {
            branches(&operation.operand).map(opposite)
        }
        ast::Expr::BoolOp(operation) => {
            let mut parts = operation.values.iter().map(branches);
            let first = parts.next()??;
            parts.try_fold(first, |all, next| match operation.op {
                ast::BoolOp::And => both(all, next?),
                ast::BoolOp::Or => both(opposite(all), opposite(next?)).map(opposite),
            })
        }
        ast::Expr::Compare(compare) => compared(compare),
        ast::Expr::Call(call) => beginning(call),
        _ => None,
    }
}

/// Whether `test` is the constant of mypy that other checkers do not evaluate. What it guards is for type checkers, unless there is
/// something else for the others.
pub(super) fn is_for_mypy(test: &ast::Expr) -> bool {
    test.as_name_expr().is_some_and(|name| name.id == "MYPY")
}

/// The most alternatives of a statement. Each is a declaration of its own in the bundle.
const ALTERNATIVES: usize = 64;

/// Returns `checks` under the further `alternatives`, if they are not too many.
pub(super) fn combined(outer: &[Checks], alternatives: &[Checks]) -> Option<Vec<Checks>> {
    let each = |outer: &Checks| {
        let outer = outer.clone();
        alternatives.iter().map(move |inner| [outer.as_slice(), inner].concat())
    };
    let count = outer.len().saturating_mul(alternatives.len());
    (count <= ALTERNATIVES).then(|| outer.iter().flat_map(each).collect())
}

fn constant(holds: bool) -> Branches {
    let (always, never) = (vec![Vec::new()], Vec::new());
    if holds {
        Branches { then: always, otherwise: never }
    } else {
        Branches { then: never, otherwise: always }
    }
}

fn single(test: Test, opposite: Test) -> Branches {
    Branches { then: vec![vec![test]], otherwise: vec![vec![opposite]] }
}

fn opposite(branches: Branches) -> Branches {
    Branches { then: branches.otherwise, otherwise: branches.then }
}

/// The alternatives exclude each other, so that no statement applies twice.
fn both(a: Branches, b: Branches) -> Option<Branches> {
    let mut otherwise = a.otherwise;
    otherwise.extend(combined(&a.then, &b.otherwise)?);
    let then = combined(&a.then, &b.then)?;
    (otherwise.len() <= ALTERNATIVES).then_some(Branches { then, otherwise })
}

fn compared(compare: &ast::ExprCompare) -> Option<Branches> {
    let ([operator], [right]) = (&*compare.ops, &*compare.comparators) else { return None };
    match subject(&compare.left)? {
        Subject::Platform => {
            let name = right.as_string_literal_expr()?.value.to_str();
            match operator {
                ast::CmpOp::Eq => Some(platform(name)),
                ast::CmpOp::NotEq => Some(opposite(platform(name))),
                _ => None,
            }
        }
        Subject::Version => version(*operator, &number_list(right)?),
        Subject::Major => version(*operator, &[number(right)?]),
    }
}

fn platform(name: &str) -> Branches {
    let test = |is_other| Test::Platform { name: name.to_owned(), is_other };
    single(test(false), test(true))
}

fn version(operator: ast::CmpOp, numbers: &[u32]) -> Option<Branches> {
    let version = match numbers {
        // Every supported version of Python begins with this number.
        [major] => {
            let holds = match operator {
                ast::CmpOp::Eq | ast::CmpOp::LtE => *major == 3,
                ast::CmpOp::NotEq => *major != 3,
                ast::CmpOp::GtE | ast::CmpOp::Gt => *major <= 3,
                ast::CmpOp::Lt => *major > 3,
                _ => return None,
            };
            return Some(constant(holds));
        }
        [major, minor] => (*major, *minor),
        _ => return None,
    };
    let test = |is_older| Test::Version { version, is_older };
    let at_least = single(test(false), test(true));
    match operator {
        // `sys.version_info` has more than two parts, so it is not equal to two.
        ast::CmpOp::GtE | ast::CmpOp::Gt => Some(at_least),
        ast::CmpOp::Lt | ast::CmpOp::LtE => Some(opposite(at_least)),
        _ => None,
    }
}

/// Reads `sys.platform.startswith("win")`.
fn beginning(call: &ast::ExprCall) -> Option<Branches> {
    let function = call.func.as_attribute_expr().filter(|it| it.attr.as_str() == "startswith")?;
    let [ast::Expr::StringLiteral(start)] = &*call.arguments.args else { return None };
    let Subject::Platform = subject(&function.value)? else { return None };
    let (_, name) = BEGINNINGS.iter().find(|(beginning, _)| *beginning == start.value.to_str())?;
    Some(platform(name))
}

enum Subject {
    Platform,
    Version,
    Major,
}

/// Reads `sys.platform`, `sys.version_info`, `sys.version_info[:2]` and `sys.version_info[0]`.
fn subject(expr: &ast::Expr) -> Option<Subject> {
    match expr {
        ast::Expr::Attribute(attribute) => match attribute.attr.as_str() {
            "platform" => Some(Subject::Platform),
            "version_info" => Some(Subject::Version),
            "major" => {
                subject(&attribute.value).filter(|it| matches!(it, Subject::Version)).map(|_| Subject::Major)
            }
            _ => None,
        },
        ast::Expr::Name(name) => match name.id.as_str() {
            "platform" => Some(Subject::Platform),
            "version_info" => Some(Subject::Version),
            _ => None,
        },
        ast::Expr::Subscript(subscript) => {
            let Subject::Version = subject(&subscript.value)? else { return None };
            match &*subscript.slice {
                ast::Expr::Slice(slice) if slice.lower.is_none() && slice.step.is_none() => {
                    (number(slice.upper.as_deref()?)? == 2).then_some(Subject::Version)
                }
                index => (number(index)? == 0).then_some(Subject::Major),
            }
        }
        _ => None,
    }
}

fn number_list(expr: &ast::Expr) -> Option<Vec<u32>> {
    expr.as_tuple_expr()?.elts.iter().map(number).collect()
}

fn number(expr: &ast::Expr) -> Option<u32> {
    match &expr.as_number_literal_expr()?.value {
        ast::Number::Int(int) => int.as_u64().and_then(|it| u32::try_from(it).ok()),
        ast::Number::Float(_) | ast::Number::Complex { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Branches, branches};
    use crate::generate::model::Test;
    use crate::generate::python::parse_expression;

    fn of(source: &str) -> Option<Branches> {
        branches(&parse_expression(source).ok()?)
    }

    fn version(minor: u32, is_older: bool) -> Test {
        Test::Version { version: (3, minor), is_older }
    }

    #[test]
    fn both_branches_are_known() {
        let found = of("sys.version_info >= (3, 12)").map(|it| (it.then, it.otherwise));
        assert_eq!(found, Some((vec![vec![version(12, false)]], vec![vec![version(12, true)]])));
        assert_eq!(of("not sys.version_info < (3, 12)"), of("sys.version_info >= (3, 12)"));
        assert_eq!(of("sys.version_info[:2] >= (3, 12)"), of("sys.version_info >= (3, 12)"));
        assert_eq!(of("sys.platform.startswith('win')"), of("sys.platform == 'win32'"));
    }

    #[test]
    fn alternatives_exclude_each_other() {
        let found = of("sys.version_info < (3, 9) or sys.version_info >= (3, 12)").map(|it| it.then);
        assert_eq!(found, Some(vec![vec![version(9, true)], vec![version(9, false), version(12, false)]]));
    }

    #[test]
    fn constants_have_one_branch() {
        for source in
            ["TYPE_CHECKING", "typing.TYPE_CHECKING", "sys.version_info >= (3,)", "sys.version_info[0] == 3"]
        {
            assert_eq!(of(source).map(|it| it.otherwise), Some(Vec::new()), "{source}");
        }
        assert_eq!(of("sys.version_info < (3,)").map(|it| it.then), Some(Vec::new()));
    }

    #[test]
    fn conditions_with_too_many_alternatives_are_not_known() {
        let either = |count: usize| {
            let parts =
                (0..count).map(|it| format!("sys.version_info >= (3, {it}) and sys.platform == 'p{it}'"));
            parts.collect::<Vec<_>>().join(" or ")
        };
        assert!(of(&either(3)).is_some());
        assert_eq!(of(&either(30)), None);
    }

    #[test]
    fn other_conditions_are_not_known() {
        for source in ["x", "os.name == 'nt'", "sys.version_info >= (3, 8, 1)", "sys.version_info == (3, 8)"]
        {
            assert_eq!(of(source), None, "{source}");
        }
    }
}
