//! Comments that silence findings about code that is correct at run time.

use super::class_draft::ClassDraft;
use super::collector::Collector;
use crate::facts::ClassKind;
use crate::generate::model::{Expr, Function, Ignore, Symbol};
use crate::generate::slots;

impl Collector<'_> {
    /// Silences the findings of type checkers about the methods of `draft`.
    pub(super) fn silence(&self, draft: &mut ClassDraft<'_>, bases: &[Expr]) {
        self.silence_constructors(draft, bases);
        self.silence_operators(draft);
        draft.methods.iter_mut().filter(|method| is_equality(method)).for_each(silence_equality);
    }

    /// Silences pyright about the constructors of exceptions. They differ from the inherited `__init__(*args)`, which
    /// takes whatever `__new__` was given.
    fn silence_constructors(&self, draft: &mut ClassDraft<'_>, bases: &[Expr]) {
        let is_of_builtins = bases.iter().any(|base| match base {
            Expr::Name(Symbol::External(base)) => base.module == "builtins",
            _ => false,
        });
        let inherits_init = is_of_builtins || self.inherits_from_builtins(draft);
        if inherits_init && !draft.defines("__init__") {
            for new in draft.constructors.iter_mut().filter(|function| function.name == "__new__") {
                new.ignore.pyright.push("reportInconsistentConstructor");
            }
        }
    }

    /// Whether a class of this extension is between `draft` and a class of Python.
    fn inherits_from_builtins(&self, draft: &ClassDraft<'_>) -> bool {
        self.ancestors(draft.fact).into_iter().any(|class| {
            matches!(class.kind, ClassKind::Exception)
                || class.bases.iter().any(|base| base.is_in("builtins"))
        })
    }

    /// Silences type checkers about operators that change the left operand. They expect such an operator to take what
    /// the operator without that takes, and return what it returns. At run time, the two operators are independent.
    fn silence_operators(&self, draft: &mut ClassDraft<'_>) {
        let mut silenced = Vec::new();
        for (index, method) in draft.methods.iter().enumerate() {
            let Some(plain) = slots::without_assignment(&method.name) else { continue };
            let plain: Vec<&Function> = draft.methods.iter().filter(|other| other.name == plain).collect();
            let ignore = match plain.as_slice() {
                [] if self.inherits(draft, &method.name) => maybe(),
                [] if self.computes_attributes(draft) => {
                    Ignore { zuban: vec!["override"], ..Ignore::default() }
                }
                [] => continue,
                [plain] => against(method, plain, &draft.own_type),
                _ => maybe(),
            };
            silenced.push((index, ignore));
        }
        for (index, ignore) in silenced {
            if let Some(method) = draft.methods.get_mut(index) {
                method.ignore.mypy.extend(ignore.mypy);
                method.ignore.zuban.extend(ignore.zuban);
            }
        }
    }

    /// Whether `draft`, or a class that it inherits from, computes attributes that it does not define. zuban looks for
    /// the operator without an assignment among them, although Python looks for it in the class alone.
    fn computes_attributes(&self, draft: &ClassDraft<'_>) -> bool {
        const NAMES: [&str; 2] = ["__getattr__", "__getattribute__"];
        let is_any = |returns: &Expr| {
            returns.is_external("typing", "Any") || returns.is_external("_typeshed", "Incomplete")
        };
        let mut own = draft.methods.iter().filter(|method| NAMES.contains(&method.name.as_str()));
        let has_own = own.any(|method| method.returns.as_ref().is_some_and(|returns| !is_any(returns)));
        has_own || self.ancestors_have(draft, |name| NAMES.contains(&name))
    }

    /// Whether a class that `draft` inherits from has the operator that `name` does with an assignment.
    fn inherits(&self, draft: &ClassDraft<'_>, name: &str) -> bool {
        let plain = slots::without_assignment(name);
        self.ancestors_have(draft, |method| Some(method) == plain.as_deref())
    }

    /// Whether a class of this extension that `draft` inherits from has a method whose name is one of these.
    fn ancestors_have(&self, draft: &ClassDraft<'_>, is_it: impl Fn(&str) -> bool) -> bool {
        let ancestors = self.ancestors(draft.fact).into_iter();
        let mut methods =
            ancestors.flat_map(|class| self.index.methods(class.id)).flat_map(|block| &block.methods);
        methods.any(|method| is_it(&method.name))
    }
}

/// Returns a comment that is needed if type checkers object, and is harmless otherwise.
fn maybe() -> Ignore {
    Ignore { mypy: vec!["misc", "unused-ignore"], ..Ignore::default() }
}

/// Returns the findings to silence about `method`, if the class has the operator `plain` too.
fn against(method: &Function, plain: &Function, own_type: &Expr) -> Ignore {
    let annotations = |function: &Function| -> Vec<Option<Expr>> {
        function.parameters.iter().skip(1).map(|parameter| parameter.annotation.clone()).collect()
    };
    let (own, others) = (annotations(method), annotations(plain));
    if own.len() < others.len() {
        return Ignore { mypy: vec!["misc"], ..Ignore::default() };
    }
    if own != others {
        return maybe();
    }
    let gives_itself = |returns: &Expr| returns == own_type || returns.is_external("typing", "Self");
    let is_compatible = method.returns == plain.returns || plain.returns.as_ref().is_some_and(gives_itself);
    if is_compatible { Ignore::default() } else { Ignore { zuban: vec!["misc"], ..Ignore::default() } }
}

fn is_equality(function: &Function) -> bool {
    matches!(function.name.as_str(), "__eq__" | "__ne__")
}

/// Silences type checkers about a comparison that does not return a `bool`, as that of `object` does.
fn silence_equality(method: &mut Function) {
    let may_be_bool = method.returns.as_ref().is_none_or(|returns| {
        let any = [("builtins", "bool"), ("typing", "Any"), ("_typeshed", "Incomplete")];
        any.iter().any(|(module, name)| returns.is_external(module, name))
    });
    if !may_be_bool {
        method.ignore.mypy.push("override");
        method.ignore.pyright.push("reportIncompatibleMethodOverride");
        method.ignore.ty.push("incompatible-method-override");
    }
}
