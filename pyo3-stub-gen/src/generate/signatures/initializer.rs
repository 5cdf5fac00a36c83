//! Python source may state a constructor as `__init__`, as Python classes do. PyO3's classes have `__new__`.

use super::binding;
use crate::generate::model::{Class, Expr, Function, Node};
use crate::generate::placement::Binding;
use crate::generate::problem::Problem;
use crate::generate::rules::SurveyRule;

/// Makes the `__init__` of `class` its `__new__`, in the place of one that is known from Python alone. Returns what to say.
pub(super) fn as_constructor(class: &mut Class, path: &str) -> Option<Problem> {
    let written = class.functions().find(|function| function.name == "__init__")?;
    let rule = SurveyRule::OtherBinding {
        name: format!("{path}.__init__"),
        stated: "an initializer",
        shown: "the constructor `__new__`",
    };
    let problem = rule.problem(written.position.clone());
    let instance = class.functions().find(|function| function.name == "__new__");
    let instance = instance.and_then(|new| new.returns.clone()).unwrap_or_else(|| Expr::typing("Self"));
    class.body.retain(|node| node.name() != "__new__");
    for node in &mut class.body {
        if let Node::Function(function) = node
            && function.name == "__init__"
        {
            let (_, mut new) =
                binding::without_receiver(std::mem::replace(function, Function::new("", Expr::None)));
            new.name = "__new__".to_owned();
            new.returns = Some(instance.clone());
            *function = binding::with_receiver(new, None, Binding::New);
        }
    }
    Some(problem)
}
