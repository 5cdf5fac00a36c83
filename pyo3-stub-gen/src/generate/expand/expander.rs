//! Makes a file for each module that a stub describes.

use super::bindings::{is_only_imports, of_all};
use super::descriptions::{self, DescribedSubmodule};
use super::expansion::{ExpandedModule, Expansion, InvalidStub, StubItem};
use super::imports::Imports;
use super::items::ItemFinder;
use super::lines::{Edit, Edits, Lines};
use super::references::References;
use super::source::StubSource;
use super::top_level::{Elsewhere, TopLevel};
use crate::generate::python::{SyntaxError, parse_file};
use crate::text::dotted;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextRange};
use std::collections::{HashMap, HashSet};

/// Expands the stub of an extension: one file, or the files of a package, which may refer to each other's submodules.
///
/// ```
/// use pyo3_stub_gen::generate::FileForm;
/// use pyo3_stub_gen::generate::expand::{StubSource, expand};
///
/// let text = "\
/// from typing import Protocol, final
///
/// @final
/// class _SubProtocol(Protocol):
///     __name__: str
///     @staticmethod
///     def size(foo: _SubProtocol.Foo) -> int: ...
///     class Foo: ...
///
/// sub: _SubProtocol
/// ";
/// let expansion = expand(&[StubSource { module: "m", form: FileForm::Module, text }]).unwrap();
/// let names: Vec<_> = expansion.modules.iter().map(|module| module.name.as_str()).collect();
/// assert_eq!(names, ["m", "m.sub"]);
/// let lines: Vec<_> = expansion.modules[1].text.lines().collect();
/// assert_eq!(lines[0], "import m.sub as _SubProtocol");
/// assert_eq!(lines[1], "def size(foo: _SubProtocol.Foo) -> int: ...");
/// assert_eq!(expansion.modules[1].line_in_stub(2), 7);
/// ```
///
/// # Errors
///
/// [`InvalidStub`] with the line that is not Python.
pub fn expand(sources: &[StubSource<'_>]) -> Result<Expansion, InvalidStub> {
    let texts: Vec<String> = sources.iter().map(|source| normalized(source.text)).collect();
    let mut parsed = Vec::new();
    for (stub, text) in texts.iter().enumerate() {
        parsed.push(parse_file(text).map_err(|error| invalid(stub, error))?);
    }
    let found: Vec<Vec<DescribedSubmodule<'_>>> =
        parsed.iter().map(|(statements, _)| descriptions::find(statements)).collect();
    let elsewhere: Elsewhere = sources
        .iter()
        .zip(&found)
        .flat_map(|(source, found)| found.iter().filter_map(|it| it.described_as(source.module)))
        .collect();
    let mut expansion = Expansion { modules: Vec::new(), problems: Vec::new() };
    for (stub, source) in sources.iter().enumerate() {
        let (text, (statements, comments), found) = (&texts[stub], &parsed[stub], &found[stub]);
        let lines = Lines::new(text, comments);
        let top_level = TopLevel::new(statements, found, &elsewhere, *source);
        let described = DescriptionIndex::of(found);
        let imports = Imports::new(text, statements.iter().filter(|it| is_only_imports(it)));
        let expander = Expander { stub, module: source.module, lines: &lines, described, imports, top_level };
        expansion.modules.push(expander.root(statements));
        for submodule in found {
            expansion.modules.push(expander.submodule(submodule));
            let name = expander.dotted(&submodule.path);
            expansion.problems.extend(descriptions::problems(submodule, &name, &lines));
        }
    }
    Ok(expansion)
}

/// Returns the text without a byte order mark and with `\n` as the end of each line.
fn normalized(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn invalid(stub: usize, error: SyntaxError) -> InvalidStub {
    InvalidStub { stub, line: error.lines_before + 1, message: error.message }
}

struct Expander<'a> {
    stub: usize,
    module: &'a str,
    lines: &'a Lines<'a>,
    described: DescriptionIndex<'a>,
    imports: Imports<'a>,
    top_level: TopLevel<'a>,
}

/// Where the submodules of a stub are described, so that each is found at once.
#[derive(Default)]
struct DescriptionIndex<'a> {
    /// The statements that only describe a submodule.
    statements: HashSet<TextRange>,
    /// How deep the submodule is that a statement declares.
    depths: HashMap<TextRange, usize>,
    /// The statements inside an `if` that declare submodules, with the path of the submodule.
    conditional: HashMap<TextRange, &'a [String]>,
    /// The names of the submodules that each module has under every condition.
    children: HashMap<&'a [String], Vec<String>>,
}

impl<'a> DescriptionIndex<'a> {
    fn of(found: &'a [DescribedSubmodule<'a>]) -> Self {
        let mut described = Self::default();
        for submodule in found {
            let aliases = submodule.aliases.iter().map(|(_, alias)| alias.range());
            described.statements.extend(aliases.chain([submodule.class.range()]));
            for statement in &submodule.conditional {
                described.conditional.insert(statement.range(), &submodule.path);
            }
            if !submodule.conditional.is_empty() {
                continue;
            }
            described.statements.insert(submodule.declared.range());
            described.depths.insert(submodule.declared.range(), submodule.path.len());
            if let Some((_, parent)) = submodule.path.split_last() {
                described.children.entry(parent).or_default().push(submodule.name());
            }
        }
        described
    }
}

impl<'a> Expander<'a> {
    /// Makes the file of the stub's own module, without the classes that describe submodules.
    fn root(&self, statements: &'a [ast::Stmt]) -> ExpandedModule {
        let kept = without(statements, |it| self.is_description(it));
        let members = HashSet::new();
        let mut references = References::new(&self.top_level, &members, &self.described.conditional);
        kept.iter().for_each(|statement| references.visit(statement));
        let used = references.used;
        let mut edits = references.edits;
        edits.extend(self.top_level.absolute_imports(&kept));
        edits.extend(self.conditional_imports());
        let edits = Edits::from(edits);
        let mut file = self.lines.file();
        kept.iter().for_each(|statement| file.put_with_comments(statement, &edits));
        let visible = self.top_level.descriptions(&used, &members);
        let (text, lines) = file.finish(visible.chain(references.imports).chain(self.children(&[])));
        let items = self.items(&kept, self.module);
        ExpandedModule {
            name: self.module.to_owned(),
            stub: self.stub,
            line: 1,
            comments: Vec::new(),
            all: None,
            text,
            lines,
            items,
        }
    }

    /// Makes the file of a submodule from the body of its class.
    fn submodule(&self, submodule: &'a DescribedSubmodule<'a>) -> ExpandedModule {
        let name = self.dotted(&submodule.path);
        let line = self.lines.number(submodule.declared.start());
        let kept = without(&submodule.class.body, |it| {
            descriptions::is_of_every_module(it) || self.declares(submodule, it)
        });
        let members = of_all(&submodule.class.body).into_iter().collect();
        let mut references = References::new(&self.top_level, &members, &self.described.conditional);
        kept.iter().for_each(|statement| references.visit(statement));
        let used = references.used;
        let imports = self.imports.binding(used.iter().map(String::as_str));
        let mut edits = references.edits;
        edits.extend(descriptions::static_methods(&kept));
        edits.extend(self.top_level.shared_imports(&imports, &members));
        edits.extend(self.conditional_imports());
        let edits = Edits::from(edits);
        let mut file = self.lines.file();
        imports.iter().for_each(|statement| file.put(statement, &edits));
        kept.iter().for_each(|statement| file.put_with_comments(statement, &edits));
        let descriptions = self.top_level.descriptions(&used, &members);
        let visible = descriptions.chain(self.top_level.definitions(&used, &members));
        let extra = visible.chain(references.imports).chain(self.children(&submodule.path));
        let (text, lines) = file.finish(extra);
        let all = submodule.class.body.iter().find_map(descriptions::annotation_of_all);
        let all = all.map(|annotation| self.lines.text_of(annotation.range()).to_owned());
        let items = self.items(&kept, &name);
        let comments = self.comments(submodule);
        ExpandedModule { stub: self.stub, name, line, comments, all, text, lines, items }
    }

    /// Returns the comments above the statements that only describe `submodule`.
    fn comments(&self, submodule: &DescribedSubmodule<'_>) -> Vec<String> {
        let of_module = submodule.class.body.iter().filter(|it| descriptions::is_of_every_module(it));
        let mut starts = vec![submodule.class.start()];
        if submodule.conditional.is_empty() && !submodule.declared.is_class_def_stmt() {
            starts.push(submodule.declared.start());
        }
        starts.extend(of_module.map(ast::Stmt::start));
        let comments = starts.into_iter().flat_map(|start| self.lines.comments_above(start));
        comments.map(str::to_owned).collect()
    }

    fn items(&self, statements: &[&ast::Stmt], parent: &str) -> Vec<StubItem> {
        ItemFinder { lines: self.lines, top_level: &self.top_level }.of(statements, parent)
    }

    /// Returns the imports that make its submodules attributes of the module at `path`.
    fn children(&self, path: &[String]) -> impl Iterator<Item = String> {
        let parent = self.dotted(path);
        let names = self.described.children.get(path).into_iter().flatten();
        names.map(move |name| submodule_import(&parent, name))
    }

    /// Returns the edits that replace the declarations of submodules inside an `if` with imports, which make them attributes of
    /// their modules under the same condition.
    fn conditional_imports(&self) -> impl Iterator<Item = Edit> {
        self.described.conditional.iter().filter_map(|(range, path)| {
            let (name, parent) = path.split_last()?;
            Some(Edit::new(*range, submodule_import(&self.dotted(parent), name)))
        })
    }

    /// Whether `statement`, at the top level of the stub, only describes a submodule.
    fn is_description(&self, statement: &ast::Stmt) -> bool {
        self.described.statements.contains(&statement.range())
    }

    /// Whether `statement`, in the class of `parent`, declares a submodule.
    fn declares(&self, parent: &DescribedSubmodule<'_>, statement: &ast::Stmt) -> bool {
        self.described.depths.get(&statement.range()) == Some(&(parent.path.len() + 1))
    }

    fn dotted(&self, path: &[String]) -> String {
        dotted::join(self.module, path)
    }
}

/// Returns the import that makes the submodule `name` an attribute of `parent`.
fn submodule_import(parent: &str, name: &str) -> String {
    format!("from {parent} import {name} as {name}")
}

/// Returns `statements` without those for which `is_removed` holds, and without the docstrings below these.
fn without(statements: &[ast::Stmt], is_removed: impl Fn(&ast::Stmt) -> bool) -> Vec<&ast::Stmt> {
    let mut is_below = false;
    let mut is_kept = |statement: &&ast::Stmt| {
        let is_doc = matches!(statement, ast::Stmt::Expr(it) if it.value.is_string_literal_expr());
        let is_left_out = is_removed(statement) || is_below && is_doc;
        is_below = is_left_out;
        !is_left_out
    };
    statements.iter().filter(|statement| is_kept(statement)).collect()
}
