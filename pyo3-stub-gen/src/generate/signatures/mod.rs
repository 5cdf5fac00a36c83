//! Signatures that differ from those in the interpreter.
//!
//! An annotation, a hand-written record or Python source may be wrong about the parameters of a function. The stub has
//! the parameters that Python shows, with the types that are known for them.
//!
//! It must not know where a signature was written.

mod binding;
mod defaults;
mod initializer;
mod one;
mod shape;
mod text;

use super::model::{Class, Decorator, Function, Items, ModuleInfo, Node};
use super::placement::{RuntimeSignatures, ShownMethod, ShownParameter};
use super::problem::Problem;
use super::rules::SurveyRule;
use crate::text::dotted;
use shape::StatedShape;

/// Gives the functions and methods of `module` the parameters that Python shows. Returns the problems.
pub(in crate::generate) fn follow(module: &mut ModuleInfo, shown: &RuntimeSignatures) -> Vec<Problem> {
    let mut follower = Follower { shown, problems: Vec::new() };
    let root = module.name.clone();
    follower.items(&[], &root, &mut module.items);
    module.for_each_submodule_mut(&mut |path, submodule| {
        follower.items(path, &dotted::join(&root, path), &mut submodule.items);
    });
    follower.problems
}

struct Follower<'s> {
    shown: &'s RuntimeSignatures,
    problems: Vec<Problem>,
}

/// A function or method, for messages.
struct Named {
    kind: &'static str,
    path: String,
}

impl Follower<'_> {
    fn items(&mut self, path: &[String], module: &str, items: &mut Items) {
        let shown = self.shown;
        let place = |name: &str| (path.to_vec(), name.to_owned());
        items.functions = groups(std::mem::take(&mut items.functions))
            .flat_map(|group| match shown.functions.get(&place(name_of(&group))) {
                Some(parameters) => {
                    let named = Named { kind: "function", path: format!("{module}.{}", name_of(&group)) };
                    self.parameters(group, &named, parameters)
                }
                None => group,
            })
            .collect();
        for class in &mut items.classes {
            if let Some(methods) = shown.methods.get(&place(&class.name)) {
                let path = format!("{module}.{}", class.name);
                self.class(class, &path, &|name| methods.get(name));
            }
        }
    }

    fn class<'s>(&mut self, class: &mut Class, path: &str, shown: &dyn Fn(&str) -> Option<&'s ShownMethod>) {
        if shown("__new__").is_some() && shown("__init__").is_none() {
            self.problems.extend(initializer::as_constructor(class, path));
        }
        let nodes = std::mem::take(&mut class.body).into_iter();
        let mut others = Vec::new();
        let mut functions = Vec::new();
        for (index, node) in nodes.enumerate() {
            match node {
                Node::Function(function) => functions.push((index, function)),
                other => others.push((index, other)),
            }
        }
        let (indices, functions): (Vec<usize>, Vec<Function>) = functions.into_iter().unzip();
        let mut indices = indices.into_iter();
        let mut body = others;
        for group in groups(functions) {
            let places: Vec<usize> = indices.by_ref().take(group.len()).collect();
            let shown = shown(name_of(&group)).filter(|_| !group.iter().any(is_accessor));
            let group = match shown {
                Some(method) => {
                    let named = Named { kind: "method", path: format!("{path}.{}", name_of(&group)) };
                    self.method(group, &named, method)
                }
                None => group,
            };
            body.extend(places.into_iter().zip(group.into_iter().map(Node::Function)));
        }
        body.sort_by_key(|(index, _)| *index);
        class.body = body.into_iter().map(|(_, node)| node).collect();
    }

    /// Returns the definitions of one method, bound as Python binds it, with the parameters that Python shows.
    fn method(&mut self, group: Vec<Function>, named: &Named, shown: &ShownMethod) -> Vec<Function> {
        let stated: Vec<_> = group.iter().map(binding::of).collect();
        let wrong = group.iter().zip(&stated).find(|(_, stated)| **stated != shown.binding);
        if let Some((function, stated)) = wrong {
            let (stated, shown) = (binding::word(*stated), binding::word(shown.binding));
            let rule = SurveyRule::OtherBinding { name: named.path.clone(), stated, shown };
            self.problems.push(rule.problem(function.position.clone()));
        }
        let keeps = wrong.is_none();
        let (receivers, group): (Vec<_>, Vec<_>) = group.into_iter().map(binding::without_receiver).unzip();
        let group = match &shown.parameters {
            Some(parameters) => self.parameters(group, named, parameters),
            None => group,
        };
        let receivers = receivers.into_iter().map(|receiver| receiver.filter(|_| keeps));
        let bind = |(function, receiver)| binding::with_receiver(function, receiver, shown.binding);
        group.into_iter().zip(receivers).map(bind).collect()
    }

    /// Returns the definitions of one function, which have no receivers. If Python shows other parameters, one
    /// definition with those replaces them.
    fn parameters(&mut self, group: Vec<Function>, named: &Named, shown: &[ShownParameter]) -> Vec<Function> {
        // Python shows `text_signature`, which may differ from the parameters of the function.
        let has_other_text = group.iter().any(|function| function.has_other_text);
        if has_other_text || StatedShape::of(&group).agrees(name_of(&group), shown) {
            return group;
        }
        let rule = SurveyRule::OtherParameters {
            kind: named.kind,
            name: named.path.clone(),
            stated: group.iter().map(|function| text::of_parameters(&function.parameters)).collect(),
            shown: text::of_shown(shown),
        };
        let position = group.first().and_then(|function| function.position.clone());
        self.problems.push(rule.problem(position));
        one::definition(group, shown).into_iter().collect()
    }
}

/// Returns the definitions of each name, which are adjacent.
fn groups(functions: Vec<Function>) -> impl Iterator<Item = Vec<Function>> {
    let mut functions = functions.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut group = vec![functions.next()?];
        while let Some(next) = functions.next_if(|next| next.name == name_of(&group)) {
            group.push(next);
        }
        Some(group)
    })
}

fn name_of(group: &[Function]) -> &str {
    group.first().map_or("", |function| &function.name)
}

/// Whether it is a part of a property.
fn is_accessor(function: &Function) -> bool {
    function.decorators.iter().any(|decorator| match decorator {
        Decorator::Setter(_) | Decorator::Deleter(_) => true,
        Decorator::Plain(expr) => expr.is_external("builtins", "property"),
        Decorator::Since(_) => false,
    })
}
