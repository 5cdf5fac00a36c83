//! The type variables of a tree.
//!
//! The generator wrote those of a generated file for the functions and classes that use them. Those of other files keep their
//! names, and equal ones become one. They are at the top of the file, because a class cannot hold them.

use super::context::{Context, ItemName, Variable};
use super::names::NamePlace;
use super::scope::{NameDefinition, last_name};
use super::tree::ModuleId;
use crate::generate::model::{Attribute, Comments, Expr, Ignore, TypeParam, TypeParamKind, When};
use crate::text::literal;
use ruff_python_ast as ast;
use ruff_text_size::Ranged as _;
use std::collections::{HashMap, HashSet};

/// The declarations for the top of each file, by its module.
pub(super) type Preludes = HashMap<ModuleId, Vec<Attribute>>;

/// Adds the type variables of all modules to `context`.
pub(super) fn find(context: &mut Context<'_>) -> Preludes {
    let mut finder = VariableFinder::default();
    let mut found = HashMap::new();
    for module in 0..context.resolver.scopes.len() {
        for (index, (name, call)) in of_module(context, module).into_iter().enumerate() {
            let mut variable = read(context, module, name, call, index);
            if !variable.is_declared_by_users {
                variable.param.name = finder.name(context, module, name, call);
            }
            found.insert((module, name.to_owned()), variable);
        }
    }
    context.variables = found;
    finder.preludes
}

/// Returns the type variables that `module` defines, in their order.
fn of_module<'t>(context: &Context<'t>, module: ModuleId) -> Vec<(&'t str, &'t ast::ExprCall)> {
    let mut found: Vec<_> = context.resolver.scopes[module]
        .definitions
        .iter()
        .filter_map(|(name, definition)| match definition {
            NameDefinition::TypeVariable(call) => Some((*name, *call)),
            NameDefinition::Class(_)
            | NameDefinition::Function
            | NameDefinition::Variable
            | NameDefinition::Alias(_)
            | NameDefinition::Made(_) => None,
        })
        .collect();
    found.sort_by_key(|(_, call)| call.start());
    found
}

fn read(context: &Context<'_>, module: ModuleId, name: &str, call: &ast::ExprCall, index: usize) -> Variable {
    let place = NamePlace::top(context, module);
    let keyword = |name: &str| {
        let mut keywords = call.arguments.keywords.iter();
        keywords.find(|keyword| keyword.arg.as_deref() == Some(name)).map(|keyword| &keyword.value)
    };
    let is_set = |name: &str| {
        keyword(name).is_some_and(|it| it.as_boolean_literal_expr().is_some_and(|literal| literal.value))
    };
    let kind = match last_name(&call.func) {
        Some("TypeVarTuple") => TypeParamKind::Tuple,
        Some("ParamSpec") => TypeParamKind::Parameters,
        _ if is_set("covariant") => TypeParamKind::Covariant,
        _ if is_set("contravariant") => TypeParamKind::Contravariant,
        _ => TypeParamKind::Type,
    };
    let constraints: Vec<Expr> = call.arguments.args.iter().skip(1).map(|it| place.r#type(it)).collect();
    let bound = match constraints.is_empty() {
        true => keyword("bound").map(|bound| place.r#type(bound)),
        false => Some(Expr::Tuple(constraints)),
    };
    let default = keyword("default").map(|default| place.r#type(default));
    Variable {
        param: TypeParam { name: name.to_owned(), kind, bound, default },
        index,
        is_declared_by_users: context.source(module).is_only_generated(),
    }
}

/// The value of a definition without its name.
type VariableValue = (Expr, Vec<Expr>, Vec<(String, Expr)>);

#[derive(Default)]
struct VariableFinder {
    preludes: Preludes,
    /// The names of the variables of each file, by their definitions.
    names: HashMap<(ModuleId, String), Vec<(VariableValue, String)>>,
    taken: HashSet<ItemName>,
}

impl VariableFinder {
    /// Returns the name at the top of the file that has the variable `name` of `module`, and declares it there.
    fn name(&mut self, context: &Context<'_>, module: ModuleId, name: &str, call: &ast::ExprCall) -> String {
        let owner = context.owner(module);
        let Some(value) = value(context, module, call) else { return name.to_owned() };
        let known = self.names.entry((owner, name.to_owned())).or_default();
        if let Some((_, name)) = known.iter().find(|(other, _)| *other == value) {
            return name.clone();
        }
        let is_free = |name: &String| {
            let own = &context.resolver.scopes[owner];
            let is_other = owner != module
                && (own.definitions.contains_key(name.as_str()) || own.bindings.find(&[name]).is_some());
            !is_other && !self.taken.contains(&(owner, name.clone()))
        };
        let private = format!("_{}", name.trim_start_matches('_'));
        let numbered = (2..).map(|number| format!("{private}{number}"));
        let mut names = [name.to_owned(), private.clone()].into_iter().chain(numbered);
        let free = names.find(is_free).unwrap_or_default();
        known.push((value.clone(), free.clone()));
        self.taken.insert((owner, free.clone()));
        self.preludes.entry(owner).or_default().push(declaration(&free, value));
        free
    }
}

fn value(context: &Context<'_>, module: ModuleId, call: &ast::ExprCall) -> Option<VariableValue> {
    let place = NamePlace::top(context, module);
    let Ok(Expr::Call(function, mut arguments, keywords)) = place.try_value(&ast::Expr::Call(call.clone()))
    else {
        return None;
    };
    if !arguments.is_empty() {
        arguments.remove(0);
    }
    Some((*function, arguments, keywords))
}

fn declaration(name: &str, (function, mut arguments, keywords): VariableValue) -> Attribute {
    arguments.insert(0, Expr::Literal(literal::string(name)));
    Attribute {
        name: name.to_owned(),
        annotation: None,
        value: Some(Expr::Call(Box::new(function), arguments, keywords)),
        doc: String::new(),
        ignore: Ignore::default(),
        position: None,
        when: When::default(),
        comments: Comments::default(),
    }
}
