//! The type variables of a tree.
//!
//! The generator wrote those of a generated file for the functions and classes that use them. Those of other files keep their
//! names, and equal ones become one. They are at the top of the file, because a class cannot hold them.

use super::context::{Context, ItemName, Variable};
use super::names::NamePlace;
use super::nodes::when;
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
    let mut pending: Vec<UnreadVariable<'_>> =
        (0..context.resolver.scopes.len()).flat_map(|module| of_module(context, module)).collect();
    // The default of a variable may name others, also those of another file. Those in a circle are taken as they come.
    let mut is_forced = false;
    while !pending.is_empty() {
        let before = pending.len();
        let mut waiting = Vec::new();
        for it in pending {
            match read(context, &it, &mut finder, is_forced) {
                Some(variable) => {
                    context.variables.insert((it.module, it.name.to_owned()), variable);
                }
                None => waiting.push(it),
            }
        }
        is_forced = waiting.len() == before;
        pending = waiting;
    }
    finder.preludes
}

/// A type variable that has not been read yet.
struct UnreadVariable<'t> {
    module: ModuleId,
    name: &'t str,
    call: &'t ast::ExprCall,
    /// Its position among those of its file.
    index: usize,
}

/// Returns the type variables that `module` defines, in their order.
fn of_module<'t>(context: &Context<'t>, module: ModuleId) -> Vec<UnreadVariable<'t>> {
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
        .into_iter()
        .enumerate()
        .map(|(index, (name, call))| UnreadVariable { module, name, call, index })
        .collect()
}

/// Reads a variable, unless one that it names has to be read first.
fn read(
    context: &Context<'_>,
    pending: &UnreadVariable<'_>,
    finder: &mut VariableFinder,
    is_forced: bool,
) -> Option<Variable> {
    let &UnreadVariable { module, name, call, index } = pending;
    let place = NamePlace::top(context, module);
    let is_declared_by_users = context.source(module).is_only_generated();
    context.used.borrow_mut().clear();
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
    let mut param = TypeParam { name: name.to_owned(), kind, bound, default };
    let definitions = if is_declared_by_users { Vec::new() } else { definitions(context, module, name) };
    let needs = context.used.take();
    let is_unread = |item: &&ItemName| {
        let definition = context.resolver.definition(item.0, &item.1);
        matches!(definition, Some(NameDefinition::TypeVariable(_))) && !context.variables.contains_key(*item)
    };
    if !is_forced && needs.iter().any(|item| is_unread(&item)) {
        return None;
    }
    if !is_declared_by_users {
        param.name = finder.name(context, module, name, definitions);
    }
    Some(Variable { param, index, is_declared_by_users, needs })
}

/// Returns the values that `module` gives the variable `name`, each with its conditions. A single value has none.
fn definitions(context: &Context<'_>, module: ModuleId, name: &str) -> Definitions {
    let mut found: Definitions = Vec::new();
    for placed in &context.resolver.scopes[module].statements {
        let ast::Stmt::Assign(assign) = placed.statement else { continue };
        let (Some(target), ast::Expr::Call(call)) = (assign.targets.first(), &*assign.value) else {
            continue;
        };
        if target.as_name_expr().is_some_and(|target| target.id == name)
            && let Some(value) = value(context, module, call)
        {
            found.extend(placed.when.iter().map(|checks| (when(checks), value.clone())));
        }
    }
    if found.iter().all(|(_, value)| *value == found[0].1) {
        found.truncate(1);
        found.iter_mut().for_each(|(when, _)| *when = When::default());
    }
    found
}

/// The value of a definition without its name.
type VariableValue = (Expr, Vec<Expr>, Vec<(String, Expr)>);

/// The values of a variable, each with its conditions.
type Definitions = Vec<(When, VariableValue)>;

#[derive(Default)]
struct VariableFinder {
    preludes: Preludes,
    /// The names of the variables of each file, by their definitions.
    names: HashMap<(ModuleId, String), Vec<(Definitions, String)>>,
    taken: HashSet<ItemName>,
}

impl VariableFinder {
    /// Returns the name at the top of the file that has the variable `name` of `module`, and declares it there.
    fn name(
        &mut self,
        context: &Context<'_>,
        module: ModuleId,
        name: &str,
        definitions: Definitions,
    ) -> String {
        let owner = context.owner(module);
        let known = self.names.entry((owner, name.to_owned())).or_default();
        if let Some((_, name)) = known.iter().find(|(other, _)| *other == definitions) {
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
        known.push((definitions.clone(), free.clone()));
        self.taken.insert((owner, free.clone()));
        let prelude = self.preludes.entry(owner).or_default();
        prelude.extend(definitions.into_iter().map(|(when, value)| declaration(&free, when, value)));
        free
    }
}

/// Returns the call, which is reported if a stub cannot contain it.
fn value(context: &Context<'_>, module: ModuleId, call: &ast::ExprCall) -> Option<VariableValue> {
    let place = NamePlace::top(context, module);
    let expr = ast::Expr::Call(call.clone());
    let (function, mut arguments, keywords) = match place.try_value(&expr) {
        Ok(Expr::Call(function, arguments, keywords)) => (function, arguments, keywords),
        Ok(_) => return None,
        Err(error) => {
            place.invalid(&expr, error);
            return None;
        }
    };
    if !arguments.is_empty() {
        arguments.remove(0);
    }
    Some((*function, arguments, keywords))
}

fn declaration(name: &str, when: When, (function, mut arguments, keywords): VariableValue) -> Attribute {
    arguments.insert(0, Expr::Literal(literal::string(name)));
    Attribute {
        name: name.to_owned(),
        annotation: None,
        value: Some(Expr::Call(Box::new(function), arguments, keywords)),
        doc: String::new(),
        ignore: Ignore::default(),
        position: None,
        when,
        comments: Comments::default(),
    }
}
