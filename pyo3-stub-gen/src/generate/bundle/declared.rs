//! The classes that the generator declares itself in each file that uses them: protocols for what PyO3 accepts, and the types of
//! Rust structs that are not classes in Python. A bundle declares each of them once.

use super::blocks::Placed;
use super::context::{Context, ItemName};
use super::exports::is_export;
use super::names::NamePlace;
use super::scope::last_name;
use super::tree::ModuleId;
use crate::generate::model::{Expr, Helper, Shape, ShapeForm, Symbol};
use ruff_python_ast as ast;
use std::collections::{BTreeMap, HashMap};

/// Adds the classes that the generator declares in the generated files to `context`.
pub(super) fn find(context: &mut Context<'_>) {
    let mut helpers = HashMap::new();
    let mut shapes: Vec<Vec<ShapeCandidate<'_>>> = Vec::new();
    for module in 0..context.resolver.scopes.len() {
        if context.source(module).is_generated {
            let (found, candidates) = of_module(&context.resolver.scopes[module].statements, module);
            helpers.extend(found);
            shapes.push(candidates);
        }
    }
    context.declared.extend(helpers);
    let places: HashMap<ItemName, ShapeCandidate<'_>> =
        shapes.iter().flatten().map(|it| ((it.module, it.name.to_owned()), it.clone())).collect();
    if places.is_empty() {
        return;
    }
    // Each is known by its text before any has an identity.
    for candidate in shapes.iter().flatten() {
        let shape = candidate.empty(candidate.stem().to_owned());
        context.declared.insert((candidate.module, candidate.name.to_owned()), shape);
    }
    let sequences: Vec<Vec<ShapeKey>> =
        shapes.iter().map(|of_module| of_module.iter().map(|it| it.key(context)).collect()).collect();
    let order = merged(&sequences);
    let ids: HashMap<ItemName, String> = std::iter::zip(shapes.iter().flatten(), sequences.iter().flatten())
        .map(|(candidate, key)| ((candidate.module, candidate.name.to_owned()), format!("{:06}", order[key])))
        .collect();
    let mut finished: HashMap<ItemName, Expr> = HashMap::new();
    for (item, candidate) in &places {
        let expr = complete(candidate, context, &places, &ids, &mut Vec::new());
        finished.insert(item.clone(), expr);
    }
    context.declared.extend(finished);
}

/// A class that may be the type of a Rust struct.
#[derive(Clone)]
struct ShapeCandidate<'t> {
    module: ModuleId,
    name: &'t str,
    form: ShapeForm,
    fields: Vec<(String, &'t ast::Expr)>,
}

/// What distinguishes a shape from others: its name without a number, and its fields.
type ShapeKey = (String, String);

impl ShapeCandidate<'_> {
    fn stem(&self) -> &str {
        self.name.trim_end_matches(|c: char| c.is_ascii_digit())
    }

    fn empty(&self, id: String) -> Expr {
        self.shape(id, Vec::new())
    }

    fn shape(&self, id: String, fields: Vec<(String, Expr)>) -> Expr {
        let name = self.stem().to_owned();
        Expr::Name(Symbol::Shape(Box::new(Shape { id, name, form: self.form, fields })))
    }

    fn types(&self, context: &Context<'_>) -> Vec<(String, Expr)> {
        let place = NamePlace::top(context, self.module);
        self.fields.iter().map(|(name, of)| (name.clone(), place.r#type(of))).collect()
    }

    fn key(&self, context: &Context<'_>) -> ShapeKey {
        (self.stem().to_owned(), format!("{:?} {:?}", self.form, self.types(context)))
    }
}

/// Returns the shape of `candidate` with those of its fields. A reference from inside itself has none.
fn complete(
    candidate: &ShapeCandidate<'_>,
    context: &Context<'_>,
    places: &HashMap<ItemName, ShapeCandidate<'_>>,
    ids: &HashMap<ItemName, String>,
    around: &mut Vec<ItemName>,
) -> Expr {
    let item = (candidate.module, candidate.name.to_owned());
    let id = ids.get(&item).cloned().unwrap_or_default();
    if around.contains(&item) {
        return candidate.empty(id);
    }
    around.push(item);
    let mut fields = candidate.types(context);
    for (_, of) in &mut fields {
        of.map_symbols(&mut |symbol| match symbol {
            Symbol::Shape(shape) => {
                let is_it = |it: &&ShapeCandidate<'_>| {
                    it.stem() == shape.name && it.form == shape.form && it.module == candidate.module
                };
                match places.values().find(is_it) {
                    Some(inner) => complete(inner, context, places, ids, around),
                    None => Expr::Name(symbol.clone()),
                }
            }
            _ => Expr::Name(symbol.clone()),
        });
    }
    around.pop();
    candidate.shape(id, fields)
}

/// Returns the helpers of a module, and its shapes in their order.
fn of_module<'t>(
    statements: &[Placed<'t>],
    module: ModuleId,
) -> (HashMap<ItemName, Expr>, Vec<ShapeCandidate<'t>>) {
    let mut helpers = HashMap::new();
    let mut candidates = Vec::new();
    for placed in statements {
        match placed.statement {
            ast::Stmt::Import(_)
            | ast::Stmt::ImportFrom(_)
            | ast::Stmt::Expr(_)
            | ast::Stmt::AugAssign(_) => {}
            statement if is_export(statement) => {}
            ast::Stmt::Assign(assign) => {
                let Some(name) = last_target(assign).filter(|name| name.starts_with('_')) else { break };
                match &*assign.value {
                    ast::Expr::Call(call)
                        if matches!(
                            last_name(&call.func),
                            Some("TypeVar" | "ParamSpec" | "TypeVarTuple")
                        ) => {}
                    ast::Expr::Call(call) if last_name(&call.func) == Some("TypedDict") => {
                        let Some(fields) = keys(call) else { break };
                        candidates.push(ShapeCandidate { module, name, form: ShapeForm::Keys, fields });
                    }
                    _ => break,
                }
            }
            ast::Stmt::AnnAssign(assign) => match recursive(assign) {
                Some((name, value)) => candidates.push(one(module, name, value)),
                None => break,
            },
            ast::Stmt::TypeAlias(alias) => match alias.name.as_name_expr() {
                Some(name) if is_recursive(&name.id, &alias.value) => {
                    candidates.push(one(module, &name.id, &alias.value))
                }
                _ => break,
            },
            ast::Stmt::ClassDef(class) if is_for_checkers(class) => {
                if let Some(helper) = helper(class) {
                    helpers.insert((module, class.name.to_string()), Expr::helper(helper));
                } else if let Some((form, fields)) = shape(class) {
                    candidates.push(ShapeCandidate { module, name: class.name.as_str(), form, fields });
                } else {
                    break;
                }
            }
            _ => break,
        }
    }
    (helpers, candidates)
}

fn one<'t>(module: ModuleId, name: &'t str, value: &'t ast::Expr) -> ShapeCandidate<'t> {
    ShapeCandidate { module, name, form: ShapeForm::Recursive, fields: vec![(String::new(), value)] }
}

fn last_target(assign: &ast::StmtAssign) -> Option<&str> {
    assign.targets.last()?.as_name_expr().map(|name| name.id.as_str())
}

/// Reads `_Name: TypeAlias = …` where the name is a part of the type.
fn recursive(assign: &ast::StmtAnnAssign) -> Option<(&str, &ast::Expr)> {
    let name = assign.target.as_name_expr()?.id.as_str();
    let value = assign.value.as_deref()?;
    (last_name(&assign.annotation) == Some("TypeAlias") && is_recursive(name, value)).then_some((name, value))
}

fn is_recursive(name: &str, value: &ast::Expr) -> bool {
    struct SelfReference<'n>(&'n str, bool);
    impl ast::visitor::Visitor<'_> for SelfReference<'_> {
        fn visit_expr(&mut self, expr: &ast::Expr) {
            self.1 |= expr.as_name_expr().is_some_and(|name| name.id == self.0);
            ast::visitor::walk_expr(self, expr);
        }
    }
    let mut finder = SelfReference(name, false);
    ast::visitor::Visitor::visit_expr(&mut finder, value);
    name.starts_with('_') && finder.1
}

fn is_for_checkers(class: &ast::StmtClassDef) -> bool {
    let has = |it: &ast::Decorator| last_name(&it.expression) == Some("type_check_only");
    class.name.starts_with('_') && class.decorator_list.iter().any(has)
}

/// Returns the helper with the name and the members of `class`.
fn helper(class: &ast::StmtClassDef) -> Option<Helper> {
    let stem = class.name.trim_end_matches(|c: char| c.is_ascii_digit());
    let helper = Helper::ALL.iter().copied().find(|helper| helper.class_name() == stem)?;
    let members = class.body.iter().map(|it| it.as_function_def_stmt().map(|it| it.name.as_str()));
    let members: Option<Vec<&str>> = members.collect();
    (members? == crate::generate::resolve::members_of(helper)).then_some(helper)
}

/// Returns the fields of `class` if it has the form of a shape.
fn shape(class: &ast::StmtClassDef) -> Option<(ShapeForm, Vec<(String, &ast::Expr)>)> {
    let [base] = class.bases() else { return None };
    let (form, fields): (_, Option<Vec<_>>) = match last_name(base)? {
        "TypedDict" if class.keywords().is_empty() => (ShapeForm::Dict, class.body.iter().map(key).collect()),
        "Protocol" => (ShapeForm::Attributes, class.body.iter().map(property).collect()),
        _ => return None,
    };
    fields.map(|fields| (form, fields))
}

fn key(statement: &ast::Stmt) -> Option<(String, &ast::Expr)> {
    let assign = statement.as_ann_assign_stmt().filter(|it| it.value.is_none())?;
    Some((assign.target.as_name_expr()?.id.to_string(), &assign.annotation))
}

fn property(statement: &ast::Stmt) -> Option<(String, &ast::Expr)> {
    let function = statement.as_function_def_stmt()?;
    let [decorator] = &*function.decorator_list else { return None };
    let is_property = last_name(&decorator.expression) == Some("property");
    is_property.then_some((function.name.to_string(), function.returns.as_deref()?))
}

/// Reads the keys of `TypedDict("_Name", {…})`.
fn keys(call: &ast::ExprCall) -> Option<Vec<(String, &ast::Expr)>> {
    let [_, ast::Expr::Dict(dict)] = &*call.arguments.args else { return None };
    let key = |item: &'_ ast::DictItem| {
        item.key.as_ref()?.as_string_literal_expr().map(|it| it.value.to_str().to_owned())
    };
    dict.items.iter().map(|item| Some((key(item)?, &item.value))).collect()
}

/// Returns the position of each key in an order that agrees with all `sequences`.
fn merged(sequences: &[Vec<ShapeKey>]) -> HashMap<ShapeKey, usize> {
    let mut before: BTreeMap<ShapeKey, Vec<ShapeKey>> = BTreeMap::new();
    for sequence in sequences {
        for (index, key) in sequence.iter().enumerate() {
            before.entry(key.clone()).or_default().extend(sequence[..index].last().cloned());
        }
    }
    let mut order: HashMap<ShapeKey, usize> = HashMap::new();
    while order.len() < before.len() {
        let is_next = |(key, earlier): &(&ShapeKey, &Vec<ShapeKey>)| {
            !order.contains_key(*key) && earlier.iter().all(|it| order.contains_key(it))
        };
        // A circle is cut at the first name.
        let next =
            before.iter().find(is_next).or_else(|| before.iter().find(|(key, _)| !order.contains_key(*key)));
        let Some((key, _)) = next else { break };
        order.insert(key.clone(), order.len());
    }
    order
}
