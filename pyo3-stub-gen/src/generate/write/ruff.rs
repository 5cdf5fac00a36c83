//! The rules of ruff that a stub breaks because it is not formatted, or because it states what is true at run time.

use crate::facts::ParameterKind;
use crate::generate::model::{Expr, Function, Node, visit};
use crate::generate::resolve::File;

/// The longest line that ruff accepts by default.
const LINE_LENGTH: usize = 88;

/// The parts of a file that rules object to.
#[derive(Debug, Default)]
struct Objectionable {
    /// A docstring.
    docstring: bool,
    /// A method that `object` has with the same signature.
    object_method: bool,
    /// The value of an attribute that is a member of a class.
    member: bool,
}

/// Returns the codes of the rules that `file` breaks, whose text below the header is `body`.
pub(super) fn broken_rules(file: &File, docstrings: bool, body: &str) -> Vec<&'static str> {
    let is_long = |line: &str| line.len() > LINE_LENGTH && line.chars().count() > LINE_LENGTH;
    let mut found = Objectionable { docstring: !file.doc.trim().is_empty(), ..Objectionable::default() };
    visit::nodes(&file.nodes, &mut |node| found.add(node));
    let rules: [(bool, &[&str]); 4] = [
        (body.split('\n').any(is_long), &["E501"]),
        (found.member, &["PYI015"]),
        (docstrings && found.docstring, &["PYI021"]),
        (found.object_method, &["PYI029"]),
    ];
    rules.into_iter().filter(|(is_broken, _)| *is_broken).flat_map(|(_, codes)| codes).copied().collect()
}

impl Objectionable {
    fn add(&mut self, node: &Node) {
        self.docstring |= !node.doc().trim().is_empty();
        match node {
            Node::Function(function) => self.object_method |= is_of_object(function),
            Node::Attribute(attribute) => self.member |= matches!(attribute.value, Some(Expr::Attribute(..))),
            Node::Alias(_) | Node::Class(_) => {}
        }
    }
}

/// Whether it is `__repr__` or `__str__` as `object` has it.
fn is_of_object(function: &Function) -> bool {
    let takes_self = || match function.parameters.as_slice() {
        [only] => {
            only.name == "self" && only.annotation.is_none() && only.kind != ParameterKind::PositionalOnly
        }
        _ => false,
    };
    matches!(function.name.as_str(), "__repr__" | "__str__")
        && function.type_params.is_empty()
        && function.returns.is_some()
        && takes_self()
}
