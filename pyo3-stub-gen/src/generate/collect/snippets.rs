//! Snippets of Python: functions, methods and aliases that users write in Python. They are converted to the same nodes
//! as facts.

use super::collector::Collector;
use super::lookup::Lookup;
use super::place::{Place, Surrounding};
use super::used_variables::add_variables;
use crate::facts::{ParameterKind, Position, RustTypePart, SnippetFact, SnippetKind};
use crate::generate::model::{
    Alias, Attribute, Class, Comments, Decorator, Expr, Function, FunctionForm, Ignore, Node, Parameter,
    TypeParam, When,
};
use crate::generate::python::{self, SyntaxError};
use crate::generate::rules::TypeRule;
use crate::generate::rust_types::Direction;
use crate::generate::snippet_text::{dedent, join};
use crate::text::dotted;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};
use std::slice;

/// The parsed text of a snippet.
pub(super) struct Snippet<'f> {
    fact: &'f SnippetFact,
    pub(super) source: String,
    markers: Vec<RustTypePart>,
    pub(super) statements: Vec<ast::Stmt>,
    /// The type variables that it defines.
    pub(super) variables: Vec<TypeParam>,
    /// The comments that may silence findings.
    comments: Vec<(TextRange, String)>,
}

impl Snippet<'_> {
    /// Returns the findings that comments between `start` and the end of the line of `end` silence.
    fn ignored(&self, start: TextSize, end: TextSize) -> Ignore {
        let rest = self.source.get(end.to_usize()..).unwrap_or_default();
        let line = rest.find('\n').unwrap_or(rest.len());
        let lines = start.to_usize()..end.to_usize() + line;
        let inside = self.comments.iter().filter(|(range, _)| lines.contains(&range.start().to_usize()));
        Ignore { user: python::ignored(inside.map(|(_, text)| text.as_str())), ..Ignore::default() }
    }
}

impl Collector<'_> {
    /// Returns the functions of a snippet, in their order, and the classes that it defines for them.
    pub(super) fn snippet_functions(
        &mut self,
        fact: &SnippetFact,
        path: &[String],
    ) -> (Vec<Function>, Vec<Class>) {
        let place = self.module_place(path, "the Python snippet".to_owned(), Some(&fact.position));
        let (mut functions, mut classes) = (Vec::new(), Vec::new());
        for node in self.snippet_nodes(fact, place) {
            match node {
                Node::Function(function) => functions.push(function),
                Node::Class(class) => classes.push(class),
                Node::Attribute(_) | Node::Alias(_) => {}
            }
        }
        (functions, classes)
    }

    /// Returns the aliases of a snippet.
    pub(super) fn snippet_aliases(&mut self, fact: &SnippetFact, path: &[String]) -> Vec<Alias> {
        let place = self.module_place(path, "the Python snippet".to_owned(), Some(&fact.position));
        let Some((snippet, place)) = self.read(fact, place) else { return Vec::new() };
        let mut aliases: Vec<Alias> = Vec::new();
        let mut is_after_alias = false;
        for statement in &snippet.statements {
            let doc = std::mem::take(&mut is_after_alias).then(|| docstring(slice::from_ref(statement)));
            let (target, value) = match statement {
                ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) => continue,
                ast::Stmt::Assign(assign) => match assign.targets.as_slice() {
                    [target] => (target, Some(&*assign.value)),
                    _ => continue,
                },
                ast::Stmt::AnnAssign(assign) => (&*assign.target, assign.value.as_deref()),
                ast::Stmt::TypeAlias(alias) => (&*alias.name, Some(&*alias.value)),
                ast::Stmt::Expr(expr) if doc.is_some() && expr.value.is_string_literal_expr() => {
                    if let (Some(alias), Some(doc)) = (aliases.last_mut(), doc) {
                        alias.doc = doc;
                    }
                    continue;
                }
                other => {
                    self.unexpected(&snippet, other, "a type alias");
                    continue;
                }
            };
            if let (ast::Expr::Name(name), Some(value)) = (target, value) {
                let place = place.inner(format!("type alias `{}`", name.id), None);
                let value = self.snippet_type(&snippet, value, &place, Direction::Output);
                aliases.push(Alias {
                    when: When::default(),
                    comments: Comments::default(),
                    name: name.id.to_string(),
                    object: self.written_object(&value),
                    value,
                    form: self.alias_form(),
                    doc: String::new(),
                    position: Some(fact.position.clone()),
                });
                is_after_alias = true;
            }
        }
        aliases
    }

    /// Returns the members that a snippet adds to a class. It contains `class X: …`, or the methods alone.
    pub(super) fn snippet_members(&mut self, fact: &SnippetFact, place: &Place) -> Vec<Node> {
        let place = Place { position: Some(fact.position.clone()), ..place.clone() };
        self.snippet_nodes(fact, place)
    }

    fn snippet_nodes(&mut self, fact: &SnippetFact, place: Place) -> Vec<Node> {
        let Some((snippet, place)) = self.read(fact, place) else { return Vec::new() };
        let mut nodes = Vec::new();
        for statement in &snippet.statements {
            match statement {
                ast::Stmt::ClassDef(class) if place.surrounding == Surrounding::Class => {
                    for statement in &class.body {
                        self.snippet_node(&snippet, statement, &place, &mut nodes);
                    }
                }
                _ => self.snippet_node(&snippet, statement, &place, &mut nodes),
            }
        }
        nodes
    }

    pub(super) fn snippet_node(
        &mut self,
        snippet: &Snippet<'_>,
        statement: &ast::Stmt,
        place: &Place,
        nodes: &mut Vec<Node>,
    ) {
        match statement {
            ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) | ast::Stmt::Pass(_) => {}
            // A docstring, or `...`.
            ast::Stmt::Expr(_) => {}
            ast::Stmt::FunctionDef(function) => {
                nodes.push(Node::Function(self.snippet_function(snippet, function, place)));
            }
            ast::Stmt::AnnAssign(assign) if place.surrounding == Surrounding::Class => {
                if let ast::Expr::Name(name) = &*assign.target {
                    let position = snippet.position(statement);
                    let place = place.inner(format!("attribute `{}`", name.id), Some(&position));
                    nodes.push(Node::Attribute(Attribute {
                        when: When::default(),
                        comments: Comments::default(),
                        name: name.id.to_string(),
                        annotation: Some(self.snippet_type(
                            snippet,
                            &assign.annotation,
                            &place,
                            Direction::Output,
                        )),
                        value: assign
                            .value
                            .as_deref()
                            .and_then(|value| self.snippet_value(snippet, value, &place)),
                        doc: String::new(),
                        ignore: snippet.ignored(assign.start(), assign.end()),
                        position: Some(position),
                    }));
                }
            }
            ast::Stmt::ClassDef(class) if place.surrounding == Surrounding::Module => {
                nodes.push(Node::Class(self.snippet_class(snippet, class, place)));
            }
            ast::Stmt::Assign(assign) => match self.new_type(snippet, assign, place) {
                Some(class) => nodes.push(Node::Class(class)),
                None => self.unexpected(snippet, statement, "a function"),
            },
            other => self.unexpected(snippet, other, "a function"),
        }
    }

    fn snippet_function(
        &mut self,
        snippet: &Snippet<'_>,
        def: &ast::StmtFunctionDef,
        place: &Place,
    ) -> Function {
        let position = snippet.position(def);
        let kind = if place.surrounding == Surrounding::Class { "method" } else { "function" };
        let mut place = place.inner(format!("{kind} `{}`", def.name), Some(&position));
        let type_params = self.type_params_of(def.type_params.as_deref(), &snippet.source, &mut place);
        let decorators: Vec<Decorator> = def
            .decorator_list
            .iter()
            .filter_map(|decorator| self.snippet_decorator(snippet, decorator, &place))
            .collect();
        let is_static = decorators.iter().any(|decorator| {
            matches!(decorator, Decorator::Plain(name) if name.is_external("builtins", "staticmethod"))
        });
        let has_receiver = place.surrounding == Surrounding::Class && !is_static;
        let returns = match &def.returns {
            Some(returns) => self.snippet_type(snippet, returns, &place, Direction::Output),
            None if def.name.as_str() == "__init__" => Expr::None,
            None => Expr::typing("Any"),
        };
        let mut function = Function::new(def.name.as_str(), returns);
        function.decorators = decorators;
        function.type_params = type_params;
        function.parameters = self.snippet_parameters(snippet, &def.parameters, &place, has_receiver);
        self.check_parameters(&function.parameters, &place);
        add_variables(&mut function, &snippet.variables);
        function.form = if def.is_async { FunctionForm::Async } else { FunctionForm::Plain };
        function.doc = docstring(&def.body);
        let end = def.returns.as_ref().map_or(def.parameters.end(), |returns| returns.end());
        function.ignore = snippet.ignored(def.name.start(), end);
        function.position = Some(position);
        function
    }

    pub(super) fn snippet_decorator(
        &mut self,
        snippet: &Snippet<'_>,
        decorator: &ast::Decorator,
        place: &Place,
    ) -> Option<Decorator> {
        if let ast::Expr::Attribute(attribute) = &decorator.expression {
            if let ast::Expr::Name(property) = &*attribute.value {
                match attribute.attr.as_str() {
                    "setter" => return Some(Decorator::Setter(property.id.to_string())),
                    "deleter" => return Some(Decorator::Deleter(property.id.to_string())),
                    "getter" => return None,
                    _ => {}
                }
            }
        }
        let mut names = snippet.lookup(self, place, Direction::Output);
        match python::convert_value(&decorator.expression, &snippet.source, &mut names) {
            // `Any` stands for a name that was not found, which has its own warning.
            Ok(expr) if expr.is_external("typing", "Any") => None,
            Ok(expr) => Some(Decorator::Plain(expr)),
            Err(error) => {
                self.snippet_error(snippet, error);
                None
            }
        }
    }

    fn snippet_parameters(
        &mut self,
        snippet: &Snippet<'_>,
        parameters: &ast::Parameters,
        place: &Place,
        has_receiver: bool,
    ) -> Vec<Parameter> {
        let positional_only = parameters.posonlyargs.iter().map(|p| (p, ParameterKind::PositionalOnly));
        let ordinary = parameters.args.iter().map(|p| (p, ParameterKind::PositionalOrKeyword));
        let keyword_only = parameters.kwonlyargs.iter().map(|p| (p, ParameterKind::KeywordOnly));
        let mut converted = Vec::new();
        for (index, (parameter, kind)) in positional_only.chain(ordinary).enumerate() {
            let is_receiver = has_receiver && index == 0;
            let default = parameter.default.as_deref();
            converted.push(self.snippet_parameter(snippet, &parameter.parameter, kind, default, place));
            if let (true, None, Some(receiver)) =
                (is_receiver, &parameter.parameter.annotation, converted.last_mut())
            {
                receiver.annotation = None;
            }
        }
        if let Some(parameter) = &parameters.vararg {
            converted.push(self.snippet_parameter(
                snippet,
                parameter,
                ParameterKind::VarPositional,
                None,
                place,
            ));
        }
        for (parameter, kind) in keyword_only {
            let default = parameter.default.as_deref();
            converted.push(self.snippet_parameter(snippet, &parameter.parameter, kind, default, place));
        }
        if let Some(parameter) = &parameters.kwarg {
            converted.push(self.snippet_parameter(
                snippet,
                parameter,
                ParameterKind::VarKeyword,
                None,
                place,
            ));
        }
        converted
    }

    fn snippet_parameter(
        &mut self,
        snippet: &Snippet<'_>,
        parameter: &ast::Parameter,
        kind: ParameterKind,
        default: Option<&ast::Expr>,
        place: &Place,
    ) -> Parameter {
        let annotation = match &parameter.annotation {
            Some(annotation) => self.snippet_type(snippet, annotation, place, Direction::Input),
            None => Expr::typing("Any"),
        };
        Parameter {
            name: parameter.name.to_string(),
            kind,
            annotation: Some(annotation),
            default: default.map(|value| self.snippet_value(snippet, value, place).unwrap_or(Expr::Ellipsis)),
        }
    }

    pub(super) fn snippet_type(
        &mut self,
        snippet: &Snippet<'_>,
        expr: &ast::Expr,
        place: &Place,
        direction: Direction,
    ) -> Expr {
        let mut names = snippet.lookup(self, place, direction);
        match python::convert_type(expr, &snippet.source, &mut names) {
            Ok(expr) => expr,
            Err(error) => {
                self.snippet_error(snippet, error);
                Expr::typing("Any")
            }
        }
    }

    /// Returns the value if a stub can contain it. A default that it cannot contain needs no action by the user.
    fn snippet_value(&mut self, snippet: &Snippet<'_>, expr: &ast::Expr, place: &Place) -> Option<Expr> {
        let mut names = snippet.lookup(self, place, Direction::Output);
        let value = python::convert_value(expr, &snippet.source, &mut names).ok()?;
        Some(value).filter(|value| !value.is_external("typing", "Any"))
    }

    /// Reads the text, and the imports in it.
    fn read<'f>(&mut self, fact: &'f SnippetFact, mut place: Place) -> Option<(Snippet<'f>, Place)> {
        let (text, markers) = join(&fact.parts);
        let source = dedent(&text);
        let mut snippet = Snippet {
            fact,
            source,
            markers,
            statements: Vec::new(),
            variables: Vec::new(),
            comments: Vec::new(),
        };
        match python::parse_module(&snippet.source) {
            Ok(statements) => {
                snippet.statements = statements;
                let comments = python::comments(&snippet.source).into_iter();
                snippet.comments = comments.map(|(range, text)| (range, text.to_owned())).collect();
            }
            Err(error) => {
                self.snippet_error(&snippet, error);
                return None;
            }
        }
        let package = dotted::parent(self.index.extension);
        let imports_of = |statement: &ast::Stmt, place: &mut Place| place.bindings.add(statement, package);
        for statement in &snippet.statements {
            imports_of(statement, &mut place);
            if let ast::Stmt::ClassDef(class) = statement {
                class.body.iter().for_each(|statement| imports_of(statement, &mut place));
            }
        }
        if !matches!(fact.kind, SnippetKind::TypeAlias) {
            self.read_definitions(&mut snippet, &mut place);
        }
        Some((snippet, place))
    }

    fn snippet_error(&mut self, snippet: &Snippet<'_>, error: SyntaxError) {
        let mut position = snippet.fact.position.clone();
        position.line += error.lines_before;
        let rule = TypeRule::InvalidSnippet { reason: error.message };
        self.problems.push(rule.problem(Some(position)).with_excerpt(error.excerpt));
    }

    fn unexpected(&mut self, snippet: &Snippet<'_>, statement: &ast::Stmt, expected: &str) {
        let message = format!("{expected} was expected here");
        let mut error = SyntaxError::at(&snippet.source, statement.range(), message);
        error.excerpt.width = error.excerpt.width.min(error.excerpt.line.chars().count()).max(1);
        self.snippet_error(snippet, error);
    }
}

impl Snippet<'_> {
    /// Returns where `node` was written, counted from the start of the snippet.
    pub(super) fn position(&self, node: &impl Ranged) -> Position {
        let start = node.range().start().to_usize().min(self.source.len());
        let mut position = self.fact.position.clone();
        position.line += self.source.get(..start).map_or(0, |before| before.matches('\n').count() as u32);
        position
    }

    fn lookup<'c, 'f>(
        &'c self,
        collector: &'c mut Collector<'f>,
        place: &'c Place,
        direction: Direction,
    ) -> Lookup<'c, 'f> {
        Lookup { collector, place, modules: &[], markers: &self.markers, direction }
    }
}

pub(super) fn docstring(body: &[ast::Stmt]) -> String {
    match body.first() {
        Some(ast::Stmt::Expr(first)) => match &*first.value {
            ast::Expr::StringLiteral(string) => clean(string.value.to_str()),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Returns a docstring without its indentation: every line but the first is indented as its code is.
fn clean(doc: &str) -> String {
    match doc.split_once('\n') {
        Some((first, rest)) => format!("{}\n{}", first.trim(), dedent(rest)).trim().to_owned(),
        None => doc.trim().to_owned(),
    }
}
