//! `/` after the receiver of constructors, and of methods that take any keyword, where only the interpreter describes
//! them.
//!
//! PyO3 takes every receiver by position. `super().__new__(cls, …)` passes one explicitly, and a method with `**kwargs`
//! accepts an argument that is called `self`.

use crate::facts::ParameterKind;
use crate::generate::model::visit;
use crate::generate::model::{Class, Function, Items, ModuleInfo, Node};

/// Makes such receivers positional-only.
pub(super) fn pass_by_position(module: &mut ModuleInfo) {
    pass_items(&mut module.items);
    module.for_each_submodule_mut(&mut |_, submodule| pass_items(&mut submodule.items));
}

fn pass_items(items: &mut Items) {
    for class in &mut items.classes {
        visit::classes_mut(class, &mut pass_class);
    }
}

fn pass_class(class: &mut Class) {
    for node in &mut class.body {
        let Node::Function(function) = node else { continue };
        if !function.is_unannotated() || !may_be_mistaken(function) {
            continue;
        }
        let receiver = function.parameters.first_mut().filter(|first| first.annotation.is_none());
        if let Some(receiver) = receiver {
            receiver.kind = ParameterKind::PositionalOnly;
        }
    }
}

/// Whether an argument may be taken for the receiver, or the other way round.
fn may_be_mistaken(function: &Function) -> bool {
    let takes_names = |it: &Function| it.parameters.iter().any(|it| it.kind == ParameterKind::VarKeyword);
    function.name == "__new__" || takes_names(function)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Position;
    use crate::generate::model::{Expr, Parameter};

    fn parameter(name: &str, kind: ParameterKind, annotation: Option<Expr>) -> Parameter {
        Parameter { name: name.to_owned(), kind, annotation, default: None }
    }

    /// The kind of the receiver after the pass.
    fn receiver(name: &str, second: ParameterKind, line: u32) -> ParameterKind {
        let mut function = Function::new(name, Expr::None);
        function.parameters = vec![
            parameter("self", ParameterKind::PositionalOrKeyword, None),
            parameter("x", second, Some(Expr::builtin("int"))),
        ];
        function.position = Some(Position { file: "m.so".to_owned(), line, column: 0 });
        let mut class = Class::new("C", None);
        class.body.push(Node::Function(function));
        pass_class(&mut class);
        let parameter = class.functions().next().and_then(|function| function.parameters.first());
        parameter.map_or(ParameterKind::VarKeyword, |parameter| parameter.kind)
    }

    #[test]
    fn receivers_that_may_be_mistaken_are_positional_only() {
        let plain = ParameterKind::PositionalOrKeyword;
        assert_eq!(receiver("__new__", plain, 0), ParameterKind::PositionalOnly);
        assert_eq!(receiver("f", ParameterKind::VarKeyword, 0), ParameterKind::PositionalOnly);
        assert_eq!(receiver("f", plain, 0), plain);
        assert_eq!(receiver("__new__", plain, 7), plain);
    }
}
