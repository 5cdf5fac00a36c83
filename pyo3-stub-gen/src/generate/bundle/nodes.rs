//! Converts statements to nodes of the model.

use super::blocks::{Placed, statements, string};
use super::comments::add_decorator_comments;
use super::conditions::Checks;
use super::context::Context;
use super::names::{ClassMember, ClassScope, NamePlace};
use super::scope::{defined, is_type, last_name, names_of};
use super::tree::ModuleId;
use super::users;
use crate::facts::ParameterKind;
use crate::generate::model::{
    Alias, AliasForm, Attribute, Check, Class, CommentLines, Comments, Decorator, DecoratorIgnore, Expr,
    Function, FunctionForm, Ignore, Node, Parameter, TypeParam, TypeParamKind, When,
};
use crate::generate::rules::BundleRule;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextRange};
use std::collections::HashMap;

/// Returns the nodes of `placed`: one for each name that it defines, and for each alternative under which it does.
pub(super) fn nodes(placed: &Placed<'_>, outer: &NamePlace<'_, '_>) -> Vec<Node> {
    let place = &NamePlace { start: placed.statement.start(), ..outer.clone() };
    let source = place.context.source(place.module);
    let position = Some(source.position(placed.statement.start()));
    let doc = placed.doc.map(docstring).unwrap_or_default();
    let lines = |lines: &[&str]| lines.iter().map(|&it| it.to_owned()).collect();
    let mut comments =
        CommentLines { above: lines(&placed.above), below: lines(&placed.below), ..CommentLines::default() };
    let found = match placed.statement {
        ast::Stmt::ClassDef(definition) => vec![Node::Class(class(definition, place, comments))],
        ast::Stmt::FunctionDef(definition) => vec![Node::Function(function(definition, place, comments))],
        ast::Stmt::AnnAssign(assign) => {
            comments.beside = source.comments_beside(assign.range());
            annotated(assign, place, doc, &comments.into())
        }
        ast::Stmt::Assign(assign) => {
            comments.beside = source.comments_beside(assign.range());
            let annotation = type_comment(&mut comments, place);
            assigned(assign, annotation.as_ref(), place, &doc, &comments.into())
        }
        ast::Stmt::TypeAlias(definition) => {
            comments.beside = source.comments_beside(definition.range());
            type_statement(definition, place, doc, comments.into())
        }
        ast::Stmt::Expr(expr)
            if expr.value.is_string_literal_expr() || expr.value.is_ellipsis_literal_expr() =>
        {
            Vec::new()
        }
        ast::Stmt::Pass(_) | ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) => Vec::new(),
        statement => {
            let rule = BundleRule::UnknownStatement { module: source.name.clone() };
            place.context.report(place.module, &rule, statement.range());
            Vec::new()
        }
    };
    let mut nodes = Vec::new();
    for node in found {
        for checks in &placed.when {
            let mut node = node.clone();
            *node.when_mut() = when(checks);
            set_position(&mut node, position.clone());
            nodes.push(node);
        }
    }
    nodes
}

/// Returns the conditions that ask `checks`.
pub(super) fn when(checks: &Checks) -> When {
    When { checks: checks.iter().cloned().map(Check::new).collect() }
}

fn set_position(node: &mut Node, position: Option<crate::facts::Position>) {
    match node {
        Node::Attribute(node) => node.position = position,
        Node::Alias(node) => node.position = position,
        Node::Class(node) => node.position = position,
        Node::Function(node) => node.position = position,
    }
}

fn attribute(
    name: &str,
    annotation: Option<Expr>,
    value: Option<Expr>,
    doc: String,
    comments: Comments,
) -> Node {
    Node::Attribute(Attribute {
        name: name.to_owned(),
        annotation,
        value,
        doc,
        ignore: Ignore::default(),
        position: None,
        when: When::default(),
        comments,
    })
}

fn annotated(
    assign: &ast::StmtAnnAssign,
    place: &NamePlace<'_, '_>,
    doc: String,
    comments: &Comments,
) -> Vec<Node> {
    let ast::Expr::Name(target) = &*assign.target else { return Vec::new() };
    let value = assign.value.as_deref();
    if let Some(value) = value
        && last_name(&assign.annotation) == Some("TypeAlias")
    {
        let form = AliasForm::Annotated(Expr::typing("TypeAlias"));
        return vec![alias(&target.id, place.r#type(value), form, doc, comments.clone())];
    }
    let annotation = place.r#type(&assign.annotation);
    let value = value.map(|value| place.value_or_ellipsis(value));
    vec![attribute(&target.id, Some(annotation), value, doc, comments.clone())]
}

/// Takes the type out of `x = ...  # type: T`.
fn type_comment(comments: &mut CommentLines, place: &NamePlace<'_, '_>) -> Option<Expr> {
    let is_type =
        |comment: &String| comment.strip_prefix("# type:").is_some_and(|it| !it.trim().starts_with("ignore"));
    let index = comments.beside.iter().position(is_type)?;
    let text = comments.beside.get(index)?.strip_prefix("# type:")?.trim().to_owned();
    let annotation = place.type_of_text(&text)?;
    comments.beside.remove(index);
    Some(annotation)
}

fn assigned(
    assign: &ast::StmtAssign,
    annotation: Option<&Expr>,
    place: &NamePlace<'_, '_>,
    doc: &str,
    comments: &Comments,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    for target in &assign.targets {
        names_of(target, &mut |name| match annotation {
            Some(annotation) => {
                let value = Some(place.value_or_ellipsis(&assign.value));
                nodes.push(attribute(
                    name,
                    Some(annotation.clone()),
                    value,
                    doc.to_owned(),
                    comments.clone(),
                ));
            }
            None => nodes.extend(assigned_name(name, &assign.value, place, doc, comments)),
        });
    }
    nodes
}

fn assigned_name(
    name: &str,
    value: &ast::Expr,
    place: &NamePlace<'_, '_>,
    doc: &str,
    comments: &Comments,
) -> Option<Node> {
    let place = &NamePlace { is_value: true, ..place.clone() };
    let is_alias = value.is_name_expr()
        || value.is_attribute_expr()
        || value.is_subscript_expr()
        || value.is_bin_op_expr() && is_type(value);
    if is_alias && place.class.is_none() {
        let form = AliasForm::Assignment;
        return Some(alias(name, place.r#type(value), form, doc.to_owned(), comments.clone()));
    }
    let value = if place.class.is_some() {
        place.value_or_ellipsis(value)
    } else {
        match place.try_value(value) {
            Ok(value) => value,
            Err(error) => {
                place.invalid(value, error);
                return None;
            }
        }
    };
    Some(attribute(name, None, Some(value), doc.to_owned(), comments.clone()))
}

fn type_statement(
    definition: &ast::StmtTypeAlias,
    place: &NamePlace<'_, '_>,
    doc: String,
    comments: Comments,
) -> Vec<Node> {
    let ast::Expr::Name(target) = &*definition.name else { return Vec::new() };
    let mut place = place.clone();
    let params = type_params(definition.type_params.as_deref(), &mut place);
    let form = AliasForm::Statement(params);
    vec![alias(&target.id, place.r#type(&definition.value), form, doc, comments)]
}

fn alias(name: &str, value: Expr, form: AliasForm, doc: String, comments: Comments) -> Node {
    Node::Alias(Alias {
        name: name.to_owned(),
        value,
        object: Expr::typing("Any"),
        form,
        doc,
        position: None,
        when: When::default(),
        comments,
    })
}

pub(super) fn class(
    definition: &ast::StmtClassDef,
    outer: &NamePlace<'_, '_>,
    mut comments: CommentLines,
) -> Class {
    let source = outer.context.source(outer.module);
    let header = definition.arguments.as_ref().map_or(definition.name.end(), |arguments| arguments.end());
    let (beside, above) = source.comments_of_header(TextRange::new(definition.name.start(), header));
    comments.beside = beside;
    add_decorator_comments(&mut comments, &definition.decorator_list, definition.name.start(), source);
    comments.above.extend(above);
    let mut path = outer.class.as_ref().map(|class| class.path.clone()).unwrap_or_default();
    path.push(definition.name.to_string());
    let mut class = Class::new(definition.name.as_str(), None);
    class.decorators = definition.decorator_list.iter().map(|it| decorator(it, outer)).collect();
    let mut place = outer.clone();
    class.type_params = type_params(definition.type_params.as_deref(), &mut place);
    class.bases = definition.bases().iter().map(|base| place.r#type(base)).collect();
    for keyword in definition.keywords() {
        let Some(name) = &keyword.arg else { continue };
        class.keywords.push((name.to_string(), place.value_or_ellipsis(&keyword.value)));
    }
    class.doc = definition.body.first().and_then(string).map(docstring).unwrap_or_default();
    users::declare_in_class(&mut class, &mut place);
    let mut problems = Vec::new();
    let body = statements(source, &definition.body, source.end_of_line(header), &mut problems);
    outer.context.problems.borrow_mut().extend(problems);
    if body.is_empty() {
        // Comments at the end of a body need a statement to stand below. Without one, they move above the class.
        comments.above.extend(source.comments_at_end(&definition.body).into_iter().map(str::to_owned));
    }
    class.comments = comments.into();
    place.class = Some(ClassScope { path, names: names(&body) });
    class.body = body.iter().flat_map(|placed| nodes(placed, &place)).collect();
    super::versions::join(&mut class.body);
    class
}

/// Returns the names that the statements of a class define.
fn names(body: &[Placed<'_>]) -> HashMap<String, ClassMember> {
    let mut names = HashMap::new();
    for placed in body {
        let is_type = placed.statement.is_class_def_stmt() || placed.statement.is_type_alias_stmt();
        defined(placed.statement, &mut |name| {
            let member =
                names.entry(name.to_owned()).or_insert_with(|| ClassMember { starts: Vec::new(), is_type });
            member.starts.push(placed.statement.start());
        });
    }
    names
}

pub(super) fn function(
    definition: &ast::StmtFunctionDef,
    outer: &NamePlace<'_, '_>,
    mut comments: CommentLines,
) -> Function {
    let source = outer.context.source(outer.module);
    let end = definition.returns.as_ref().map_or(definition.parameters.end(), |returns| returns.end());
    let (beside, above) = source.comments_of_header(TextRange::new(definition.name.start(), end));
    comments.beside = beside;
    add_decorator_comments(&mut comments, &definition.decorator_list, definition.name.start(), source);
    comments.above.extend(above);
    let mut place = outer.clone();
    let type_params = type_params(definition.type_params.as_deref(), &mut place);
    let mut function = Function {
        name: definition.name.to_string(),
        decorators: definition.decorator_list.iter().map(|it| decorator(it, outer)).collect(),
        type_params,
        parameters: parameters(&definition.parameters, &place),
        returns: definition.returns.as_deref().map(|returns| place.r#type(returns)),
        form: if definition.is_async { FunctionForm::Async } else { FunctionForm::Plain },
        has_other_text: false,
        since: None,
        doc: definition.body.first().and_then(string).map(docstring).unwrap_or_default(),
        ignore: Ignore::default(),
        decorator_ignore: DecoratorIgnore::None,
        position: None,
        when: When::default(),
        comments: comments.into(),
    };
    users::declare_in_function(&mut function, &place);
    function
}

fn parameters(parameters: &ast::Parameters, place: &NamePlace<'_, '_>) -> Vec<Parameter> {
    let with_default = |parameter: &ast::ParameterWithDefault, kind| {
        let default = parameter.default.as_deref().map(|default| place.value_or_ellipsis(default));
        Parameter { default, ..self::parameter(&parameter.parameter, kind, place) }
    };
    let mut found: Vec<Parameter> =
        parameters.posonlyargs.iter().map(|it| with_default(it, ParameterKind::PositionalOnly)).collect();
    found.extend(parameters.args.iter().map(|it| with_default(it, ParameterKind::PositionalOrKeyword)));
    found.extend(parameters.vararg.iter().map(|it| parameter(it, ParameterKind::VarPositional, place)));
    found.extend(parameters.kwonlyargs.iter().map(|it| with_default(it, ParameterKind::KeywordOnly)));
    found.extend(parameters.kwarg.iter().map(|it| parameter(it, ParameterKind::VarKeyword, place)));
    found
}

fn parameter(parameter: &ast::Parameter, kind: ParameterKind, place: &NamePlace<'_, '_>) -> Parameter {
    Parameter {
        name: parameter.name.to_string(),
        kind,
        annotation: parameter.annotation.as_deref().map(|annotation| place.r#type(annotation)),
        default: None,
    }
}

fn decorator(decorator: &ast::Decorator, place: &NamePlace<'_, '_>) -> Decorator {
    if let ast::Expr::Attribute(attribute) = &decorator.expression
        && let ast::Expr::Name(property) = &*attribute.value
        && place.class.as_ref().is_some_and(|class| class.names.contains_key(property.id.as_str()))
    {
        match attribute.attr.as_str() {
            "setter" => return Decorator::Setter(property.id.to_string()),
            "deleter" => return Decorator::Deleter(property.id.to_string()),
            _ => {}
        }
    }
    let place = NamePlace { is_value: true, ..place.clone() };
    match place.try_value(&decorator.expression) {
        Ok(expr) => Decorator::Plain(expr),
        Err(error) => {
            place.invalid(&decorator.expression, error);
            Decorator::Plain(Expr::typing("Any"))
        }
    }
}

/// Converts PEP 695 type parameters, and brings them into the scope of `place`.
fn type_params(params: Option<&ast::TypeParams>, place: &mut NamePlace<'_, '_>) -> Vec<TypeParam> {
    let params = params.map(|params| &*params.type_params).unwrap_or_default();
    place.type_params.extend(params.iter().map(|param| param.name().to_string()));
    let convert = |param: &ast::TypeParam| {
        let (kind, bound, default) = match param {
            ast::TypeParam::TypeVar(it) => (TypeParamKind::Type, it.bound.as_deref(), it.default.as_deref()),
            ast::TypeParam::TypeVarTuple(it) => (TypeParamKind::Tuple, None, it.default.as_deref()),
            ast::TypeParam::ParamSpec(it) => (TypeParamKind::Parameters, None, it.default.as_deref()),
        };
        let bound = bound.map(|bound| match bound {
            ast::Expr::Tuple(constraints) => {
                Expr::Tuple(constraints.elts.iter().map(|it| place.r#type(it)).collect())
            }
            bound => place.r#type(bound),
        });
        TypeParam { name: param.name().to_string(), kind, bound, default: default.map(|it| place.r#type(it)) }
    };
    params.iter().map(convert).collect()
}

/// Returns a docstring without the indentation of its statement.
pub(super) fn docstring(doc: &ast::ExprStringLiteral) -> String {
    let text = doc.value.to_str();
    let Some((first, rest)) = text.split_once('\n') else { return text.trim().to_owned() };
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = rest.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines =
        rest.split('\n').map(|line| line.get(shared.min(indent(line))..).unwrap_or_default().trim_end());
    let rest = lines.collect::<Vec<_>>().join("\n");
    let rest = rest.trim_end();
    if first.trim().is_empty() {
        rest.trim_start_matches('\n').to_owned()
    } else {
        format!("{}\n{rest}", first.trim()).trim_end().to_owned()
    }
}

/// Returns the nodes of all `statements` of `module`.
pub(super) fn all(statements: &[Placed<'_>], context: &Context<'_>, module: ModuleId) -> Vec<Node> {
    let place = NamePlace::top(context, module);
    let mut nodes: Vec<Node> = statements.iter().flat_map(|placed| nodes(placed, &place)).collect();
    super::versions::join(&mut nodes);
    nodes
}
