//! Renders a bound file as text.
//!
//! The templates in `templates/` look like the file that they produce, and `layout` writes statements. Names, imports and
//! order are already determined.
//! Only spelling, indentation and blank lines are decided here.

mod blocks;
mod docstring;
mod exports;
mod expr;
mod header;
mod ignore;
mod imports;
mod layout;
mod natural;
mod ruff;
mod spacing;
mod when;

pub(in crate::generate) use expr::text as type_text;

use super::config::Config;
use super::model::{
    Alias, Attribute, Class, Comments, Decorator, Function, Ignore, Node, Since, VersionedDecorator,
};
use super::resolve::File;
use crate::parallel;
use blocks::{indented, push_block};
use layout::LineLayout;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};
use spacing::AboveComment;
use std::borrow::Cow;
use std::iter;
use std::ops::Range;
use std::sync::OnceLock;

/// Returns the text of `file`, which is generated for the module `extension`.
///
/// # Errors
///
/// The error of the template engine. The templates are part of this crate, so this is a bug in it.
pub fn write(file: &File, extension: &str, config: &Config) -> Result<String, minijinja::Error> {
    let writer = FileWriter { templates: templates()?, config };
    let nodes = writer.nodes(&file.nodes, 0)?;
    let body = writer.render(
        "stub.pyi.jinja",
        context! {
            comments => &file.comments,
            docstring => writer.docstring(&file.doc),
            imports => imports::import_blocks(file, LineLayout::of_block(config, 0)),
            exports => exports::statements(file),
            nodes,
        },
    )?;
    let broken_rules = ruff::broken_rules(file, config, &body);
    Ok(format!("{}{}\n", header::comments(extension, file, config, &broken_rules), body.trim_end()))
}

/// Returns the templates, which are compiled once per process.
fn templates() -> Result<&'static Environment<'static>, minijinja::Error> {
    static TEMPLATES: OnceLock<Environment<'static>> = OnceLock::new();
    if let Some(compiled) = TEMPLATES.get() {
        return Ok(compiled);
    }
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.add_template("stub.pyi.jinja", include_str!("templates/stub.pyi.jinja"))?;
    environment.add_template("since.pyi.jinja", include_str!("templates/since.pyi.jinja"))?;
    environment.add_template("class_since.pyi.jinja", include_str!("templates/class_since.pyi.jinja"))?;
    Ok(TEMPLATES.get_or_init(|| environment))
}

struct FileWriter<'a> {
    templates: &'static Environment<'static>,
    config: &'a Config,
}

impl FileWriter<'_> {
    /// Returns statements below each other, with the blank lines between them.
    fn nodes(&self, nodes: &[Node], depth: usize) -> Result<String, minijinja::Error> {
        if nodes.iter().all(|node| node.when().is_always()) {
            return self.plain(nodes, depth);
        }
        self.runs(&when::runs(nodes, 0), depth)
    }

    /// Returns runs of statements, with the blank lines between them.
    fn runs(&self, runs: &[when::Run<'_>], depth: usize) -> Result<String, minijinja::Error> {
        let mut text = String::new();
        let mut last = None;
        for (index, run) in runs.iter().enumerate() {
            if index > 0 {
                let next = run.first_without_if();
                if next.is_none() && spacing::is_disputed_above_if(last, depth, self.config.docstrings) {
                    text.push_str(layout::SKIP);
                }
                let is_blank = spacing::blank_line_between_runs(last, next, depth);
                text.push_str(if is_blank { "\n\n" } else { "\n" });
            }
            text.push_str(&self.run_of_nodes(run, depth)?);
            last = run.last();
        }
        Ok(text)
    }

    /// Returns statements with the same conditions, and those conditions.
    fn run_of_nodes(&self, run: &when::Run<'_>, depth: usize) -> Result<String, minijinja::Error> {
        match run {
            when::Run::Plain(nodes) => self.plain(nodes, depth),
            when::Run::If { condition, then, otherwise } => {
                let mut text = format!("if {condition}:");
                push_block(&indented(&self.runs(then, depth + 1)?), &mut text);
                if let Some(otherwise) = otherwise {
                    let last = when::last(then);
                    if spacing::is_disputed_above_if(last, depth, self.config.docstrings) {
                        text.push_str(layout::SKIP);
                    }
                    let is_blank = spacing::blank_line_before_else(last, depth);
                    text.push_str(if is_blank { "\n\n" } else { "\n" });
                    text.push_str(&self.otherwise(otherwise, depth)?);
                }
                Ok(text)
            }
        }
    }

    /// Returns the `else` of an `if`, or its `elif` if there is nothing but another `if`.
    fn otherwise(&self, runs: &[when::Run<'_>], depth: usize) -> Result<String, minijinja::Error> {
        if let [run @ when::Run::If { .. }] = runs {
            return Ok(format!("el{}", self.run_of_nodes(run, depth)?));
        }
        let mut text = String::from("else:");
        push_block(&indented(&self.runs(runs, depth + 1)?), &mut text);
        Ok(text)
    }

    /// Returns statements without conditions.
    fn plain(&self, nodes: &[Node], depth: usize) -> Result<String, minijinja::Error> {
        let mut runs = parallel::in_ranges(nodes.len(), |range| self.run(nodes, range, depth)).into_iter();
        let mut text = runs.next().unwrap_or_else(|| Ok(String::new()))?;
        for run in runs {
            text.push_str(&run?);
        }
        Ok(text)
    }

    /// Returns the statements in `range`, each with the blank lines before it.
    fn run(&self, nodes: &[Node], range: Range<usize>, depth: usize) -> Result<String, minijinja::Error> {
        let mut text = String::new();
        let before = range.start.checked_sub(1).and_then(|index| nodes.get(index));
        let written = nodes.get(range).unwrap_or_default();
        for (previous, node) in iter::once(before).chain(written.iter().map(Some)).zip(written) {
            let statement = self.node(node, depth)?;
            if let Some(previous) = previous {
                text.push_str(&self.between(previous, node, &statement, depth));
            }
            text.push_str(&statement);
        }
        Ok(text)
    }

    /// Returns what is between `previous` and the text of `node`, which is `statement`.
    fn between(&self, previous: &Node, node: &Node, statement: &str, depth: usize) -> Cow<'static, str> {
        let docstrings = self.config.docstrings;
        if previous.comments().below.is_empty() && !node.comments().above.is_empty() {
            return above_comment(previous, Some(node), depth, docstrings);
        }
        let is_left_alone = statement.lines().next().is_some_and(|line| line.ends_with(layout::SKIP));
        let is_blank = spacing::blank_line_between(previous, node, depth, docstrings)
            && !(is_left_alone && spacing::is_disputed_above_skip(previous, depth, docstrings));
        if is_blank { "\n\n".into() } else { "\n".into() }
    }

    fn node(&self, node: &Node, depth: usize) -> Result<String, minijinja::Error> {
        let statement = self.statement(node, depth)?;
        let comments = node.comments();
        if comments.above.is_empty() && comments.below.is_empty() {
            return Ok(statement);
        }
        let mut text =
            comments.above.iter().fold(String::new(), |text, line| text + line + "\n") + &statement;
        if !comments.below.is_empty() {
            text.push_str(&above_comment(node, None, depth, self.config.docstrings));
            text.push_str(&comments.below.join("\n"));
        }
        Ok(text)
    }

    fn statement(&self, node: &Node, depth: usize) -> Result<String, minijinja::Error> {
        match node {
            Node::Attribute(node) => Ok(self.attribute(node, depth)),
            Node::Alias(node) => Ok(self.alias(node, depth)),
            Node::Class(node) => match since(node) {
                Some(since) => self.class_since(node, since, depth),
                None => self.class(node, &node.decorators, depth),
            },
            Node::Function(node) => match &node.since {
                Some(since) => self.function_since(node, since, depth),
                None => Ok(self.function(node, depth)),
            },
        }
    }

    fn function_since(
        &self,
        node: &Function,
        since: &Since,
        depth: usize,
    ) -> Result<String, minijinja::Error> {
        let (major, minor) = since.version;
        self.render(
            "since.pyi.jinja",
            context! {
                version_info => expr::text(&since.version_info),
                type_check_only => expr::text(&since.type_check_only),
                major,
                minor,
                function => indented(&self.function(node, depth + 1)),
            },
        )
    }

    fn attribute(&self, node: &Attribute, depth: usize) -> String {
        self.variable(self.layout(depth).attribute(node, &beside(&node.ignore, &node.comments)), &node.doc)
    }

    fn alias(&self, node: &Alias, depth: usize) -> String {
        self.variable(self.layout(depth).alias(node, &beside(&Ignore::default(), &node.comments)), &node.doc)
    }

    fn variable(&self, statement: String, doc: &str) -> String {
        match self.docstring(doc) {
            Some(docstring) => [&*statement, "\n", &docstring].concat(),
            None => statement,
        }
    }

    /// Returns the class with its decorators for the versions of Python that have them, and without those for others.
    fn class_since(
        &self,
        node: &Class,
        since: &VersionedDecorator,
        depth: usize,
    ) -> Result<String, minijinja::Error> {
        let (major, minor) = since.version;
        let is_plain = |decorator: &&Decorator| !matches!(decorator, Decorator::Since(_));
        let plain: Vec<Decorator> = node.decorators.iter().filter(is_plain).cloned().collect();
        self.render(
            "class_since.pyi.jinja",
            context! {
                version_info => expr::text(&since.version_info),
                major,
                minor,
                decorated => indented(&self.class(node, &node.decorators, depth + 1)?),
                plain => indented(&self.class(node, &plain, depth + 1)?),
            },
        )
    }

    fn class(
        &self,
        node: &Class,
        decorators: &[Decorator],
        depth: usize,
    ) -> Result<String, minijinja::Error> {
        let body = indented(&self.nodes(&node.body, depth + 1)?);
        let docstring = self.docstring(&node.doc).as_deref().map(indented);
        let has_body = docstring.is_some() || !body.is_empty();
        let mut text = self.decorators(decorators, depth);
        add_to_first_line(&mut text, &joined(&node.comments.decorator));
        text.push_str(&self.layout(depth).class(node, &beside(&node.ignore, &node.comments), has_body));
        if let Some(docstring) = &docstring {
            push_block(docstring, &mut text);
            text.push_str(if body.is_empty() { "" } else { "\n" });
        }
        if !body.is_empty() {
            push_block(&body, &mut text);
        }
        Ok(text)
    }

    fn function(&self, node: &Function, depth: usize) -> String {
        let docstring = self.docstring(&node.doc).as_deref().map(indented);
        let comment = beside(&node.ignore, &node.comments);
        let mut text = self.decorators(&node.decorators, depth);
        add_to_first_line(&mut text, &decorator_comment(node));
        text.push_str(&self.layout(depth).function(node, &comment, docstring.is_some()));
        if let Some(docstring) = &docstring {
            push_block(docstring, &mut text);
        }
        text
    }

    /// Returns the lines of `decorators`.
    fn decorators(&self, decorators: &[Decorator], depth: usize) -> String {
        let mut lines = String::new();
        for decorator in decorators {
            lines.push_str(&self.layout(depth).decorator(decorator));
            lines.push('\n');
        }
        lines
    }

    fn layout(&self, depth: usize) -> LineLayout {
        LineLayout::of_block(self.config, depth)
    }

    fn docstring(&self, doc: &str) -> Option<String> {
        if self.config.docstrings { docstring::literal(doc) } else { None }
    }

    fn render(&self, template: &str, context: Value) -> Result<String, minijinja::Error> {
        self.templates.get_template(template)?.render(context)
    }
}

/// Returns what is between `before` and a comment below it, after which `after` follows, or nothing.
fn above_comment(before: &Node, after: Option<&Node>, depth: usize, docstrings: bool) -> Cow<'static, str> {
    match spacing::above_comment(before, after, depth, docstrings) {
        AboveComment::Nothing => "\n".into(),
        AboveComment::Blank => "\n\n".into(),
        AboveComment::BlankBelowSkip => [layout::SKIP, "\n\n"].concat().into(),
    }
}

/// Returns the comment beside a statement: what it silences, and what its author wrote.
fn beside(ignore: &Ignore, comments: &Comments) -> String {
    ignore::comment(ignore) + &joined(&comments.beside)
}

/// Returns the comment beside the first decorator of `function`.
fn decorator_comment(function: &Function) -> String {
    ignore::comment(&function.decorator_ignore.ignore()) + &joined(&function.comments.decorator)
}

/// Returns `comments` on one line, each after two spaces.
fn joined(comments: &[String]) -> String {
    comments.iter().map(|comment| format!("  {comment}")).collect()
}

/// Adds `comment` to the first of the lines in `text`.
fn add_to_first_line(text: &mut String, comment: &str) {
    if let Some(end) = text.find('\n') {
        text.insert_str(end, comment);
    }
}

/// Returns the decorator that the class has in some versions of Python.
fn since(class: &Class) -> Option<&VersionedDecorator> {
    class.decorators.iter().find_map(|decorator| match decorator {
        Decorator::Since(since) => Some(since),
        Decorator::Plain(_) | Decorator::Setter(_) | Decorator::Deleter(_) => None,
    })
}
