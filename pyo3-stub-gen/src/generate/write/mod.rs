//! Renders a bound file as text, with one template for each kind of node.
//!
//! The templates in `templates/` look like the stub that they produce. Names, imports and order are already determined.
//! Only spelling, indentation and blank lines are decided here.

mod docstring;
mod expr;
mod header;
mod ignore;
mod imports;
mod ruff;
mod spacing;

use super::config::Config;
use super::model::{
    Alias, AliasForm, Attribute, Class, Decorator, Function, FunctionForm, Node, Parameter, Since, TypeParam,
    TypeParamKind,
};
use super::resolve::File;
use crate::facts::ParameterKind;
use crate::parallel;
use crate::text::literal;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};
use std::iter;
use std::ops::Range;
use std::sync::OnceLock;

/// The longest line that a signature is written on.
const LINE_LENGTH: usize = 110;

/// How far a block is indented.
const INDENT: usize = 4;

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
            docstring => writer.docstring(&file.doc),
            imports => imports::import_blocks(&file.imports),
            exports => exports(&file.exports),
            nodes,
        },
    )?;
    let broken_rules = ruff::broken_rules(file, config.docstrings, &body);
    Ok(format!("{}{}\n", header::comments(extension, config, &broken_rules), body.trim_end()))
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
    environment.add_template("class.pyi.jinja", include_str!("templates/class.pyi.jinja"))?;
    environment.add_template("function.pyi.jinja", include_str!("templates/function.pyi.jinja"))?;
    environment.add_template("since.pyi.jinja", include_str!("templates/since.pyi.jinja"))?;
    environment.add_template("attribute.pyi.jinja", include_str!("templates/attribute.pyi.jinja"))?;
    environment.add_template("alias.pyi.jinja", include_str!("templates/alias.pyi.jinja"))?;
    Ok(TEMPLATES.get_or_init(|| environment))
}

struct FileWriter<'a> {
    templates: &'static Environment<'static>,
    config: &'a Config,
}

impl FileWriter<'_> {
    /// Returns statements below each other, with the blank lines between them.
    fn nodes(&self, nodes: &[Node], depth: usize) -> Result<String, minijinja::Error> {
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
            if let Some(previous) = previous {
                text.push('\n');
                if spacing::blank_line_between(previous, node, depth, self.config.docstrings) {
                    text.push('\n');
                }
            }
            text.push_str(&self.node(node, depth)?);
        }
        Ok(text)
    }

    fn node(&self, node: &Node, depth: usize) -> Result<String, minijinja::Error> {
        match node {
            Node::Attribute(node) => self.attribute(node),
            Node::Alias(node) => self.alias(node),
            Node::Class(node) => self.class(node, depth),
            Node::Function(node) => match &node.since {
                Some(since) => self.function_since(node, since, depth),
                None => self.function(node, depth),
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
                function => indented(&self.function(node, depth + 1)?),
            },
        )
    }

    fn attribute(&self, node: &Attribute) -> Result<String, minijinja::Error> {
        self.render(
            "attribute.pyi.jinja",
            context! {
                name => &node.name,
                annotation => node.annotation.as_ref().map(expr::text),
                value => node.value.as_ref().map(expr::text),
                comment => ignore::comment(&node.ignore),
                docstring => self.docstring(&node.doc),
            },
        )
    }

    fn alias(&self, node: &Alias) -> Result<String, minijinja::Error> {
        let (form, annotation) = match &node.form {
            AliasForm::Annotated(name) => ("annotated", expr::text(name)),
            AliasForm::Statement => ("statement", String::new()),
            AliasForm::Assignment | AliasForm::Import => ("assignment", String::new()),
        };
        self.render(
            "alias.pyi.jinja",
            context! {
                name => &node.name,
                value => expr::text(&node.value),
                form,
                annotation,
                docstring => self.docstring(&node.doc),
            },
        )
    }

    fn class(&self, node: &Class, depth: usize) -> Result<String, minijinja::Error> {
        let body = indented(&self.nodes(&node.body, depth + 1)?);
        self.render(
            "class.pyi.jinja",
            context! {
                decorators => decorators(&node.decorators),
                name => &node.name,
                type_params => type_params(&node.type_params),
                bases => node.bases.iter().map(expr::text).collect::<Vec<_>>(),
                comment => ignore::comment(&node.ignore),
                docstring => self.docstring(&node.doc).as_deref().map(indented),
                body,
            },
        )
    }

    fn function(&self, node: &Function, depth: usize) -> Result<String, minijinja::Error> {
        let parameters = parameters(&node.parameters);
        let returns = node.returns.as_ref().map(expr::text);
        let type_params = type_params(&node.type_params);
        let on_one_line = parameters.join(", ");
        let width = on_one_line.chars().count();
        let brackets = if type_params.is_empty() { 0 } else { "[]".len() };
        let arrow = returns.as_ref().map_or(0, |returns| " -> ".len() + returns.chars().count());
        let length = depth * INDENT
            + "def ():".len()
            + node.name.chars().count()
            + type_params.chars().count()
            + brackets
            + width
            + arrow;
        let is_wide = !parameters.is_empty() && (depth + 1) * INDENT + width > LINE_LENGTH;
        self.render(
            "function.pyi.jinja",
            context! {
                decorators => decorators(&node.decorators),
                is_async => node.form == FunctionForm::Async,
                name => &node.name,
                type_params,
                parameters => if is_wide { parameters.join(",\n    ") + "," } else { on_one_line },
                is_wrapped => length > LINE_LENGTH && !parameters.is_empty(),
                returns,
                comment => ignore::comment(&node.ignore),
                docstring => self.docstring(&node.doc).as_deref().map(indented),
            },
        )
    }

    fn docstring(&self, doc: &str) -> Option<String> {
        if self.config.docstrings { docstring::literal(doc) } else { None }
    }

    fn render(&self, template: &str, context: Value) -> Result<String, minijinja::Error> {
        self.templates.get_template(template)?.render(context)
    }
}

/// Returns `text` as the contents of a block. The template indents the first line, and this function the others.
fn indented(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() + text.len() / 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            indented.push('\n');
            indented.push_str(if line.is_empty() { "" } else { "    " });
        }
        indented.push_str(line);
    }
    indented
}

fn decorators(decorators: &[Decorator]) -> Vec<String> {
    decorators
        .iter()
        .map(|decorator| match decorator {
            Decorator::Plain(name) => expr::text(name),
            Decorator::Setter(name) => format!("{name}.setter"),
            Decorator::Deleter(name) => format!("{name}.deleter"),
        })
        .collect()
}

/// Returns the text in the brackets after a name.
fn type_params(params: &[TypeParam]) -> String {
    let texts: Vec<String> = params
        .iter()
        .map(|param| {
            let stars = match param.kind {
                TypeParamKind::Type | TypeParamKind::Covariant => "",
                TypeParamKind::Tuple => "*",
                TypeParamKind::Parameters => "**",
            };
            let bound =
                param.bound.as_ref().map(|bound| format!(": {}", expr::text(bound))).unwrap_or_default();
            let default = param
                .default
                .as_ref()
                .map(|default| format!(" = {}", expr::text(default)))
                .unwrap_or_default();
            format!("{stars}{}{bound}{default}", param.name)
        })
        .collect();
    texts.join(", ")
}

/// Returns the parameters with their markers: `/` after the last that is positional-only, `*` before the first that is
/// keyword-only.
fn parameters(parameters: &[Parameter]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut has_star = false;
    for (index, item) in parameters.iter().enumerate() {
        if item.kind == ParameterKind::KeywordOnly && !has_star {
            texts.push("*".to_owned());
            has_star = true;
        }
        has_star |= item.kind == ParameterKind::VarPositional;
        texts.push(parameter(item));
        let next = parameters.get(index + 1).map(|next| &next.kind);
        if item.kind == ParameterKind::PositionalOnly && next != Some(&ParameterKind::PositionalOnly) {
            texts.push("/".to_owned());
        }
    }
    texts
}

fn parameter(parameter: &Parameter) -> String {
    let stars = match parameter.kind {
        ParameterKind::VarPositional => "*",
        ParameterKind::VarKeyword => "**",
        ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly => "",
    };
    let mut text = [stars, &parameter.name].concat();
    if let Some(annotation) = &parameter.annotation {
        text.push_str(": ");
        expr::push(annotation, &mut text);
    }
    if let Some(default) = &parameter.default {
        text.push_str(if parameter.annotation.is_some() { " = " } else { "=" });
        expr::push(default, &mut text);
    }
    text
}

/// Returns the names in `__all__` as literals.
fn exports(names: &[String]) -> Vec<String> {
    names.iter().map(|name| literal::string(name)).collect()
}
