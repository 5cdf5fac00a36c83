//! The modules of a tree, each with its parsed statements.

use super::source::TreeFile;
use crate::facts::Position;
use crate::generate::config::Config;
use crate::generate::expand::{Expansion, StubSource, expand};
use crate::generate::output::{BUNDLED_HEADER, GENERATED_HEADER, HANDWRITTEN_HEADER, Owner, owner_of};
use crate::generate::problem::{Excerpt, Problem};
use crate::generate::python::{SyntaxError, parse_file};
use crate::generate::resolve::FileForm;
use crate::generate::rules::BundleRule;
use crate::text::dotted;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextRange, TextSize};
use std::collections::BTreeMap;

/// The index of a module in [`StubTree::modules`].
pub(super) type ModuleId = usize;

/// The modules at and below an extension module, parents before their submodules.
pub(super) struct StubTree {
    /// The dotted name of the extension module.
    pub extension: String,
    /// The modules. The first is the extension itself.
    pub modules: Vec<TreeModule>,
    ids: BTreeMap<Vec<String>, ModuleId>,
}

/// The parsed stub of a module.
pub(super) struct TreeModule {
    /// The names that lead to the module from the extension.
    pub path: Vec<String>,
    /// The dotted name.
    pub name: String,
    /// The dotted name of the package that relative imports count from.
    pub package: String,
    /// The text.
    pub text: String,
    /// The statements of the text.
    pub statements: Vec<ast::Stmt>,
    /// The comments of the text, in their order.
    pub comments: Vec<TextRange>,
    /// Whether it has the header of a generated file. Files of earlier generators, whose header does not name a module, differ.
    pub is_generated: bool,
    /// Whether the header names hand-written stubs that are in the file.
    pub has_handwritten_parts: bool,
    /// Whether it is a bundle of hand-written stubs.
    pub is_bundled: bool,
    /// What Python imports the module from, if there is such a file.
    pub imported_from: Option<String>,
    /// The annotation of `__all__`, if the module was described by a class that has it.
    pub all: Option<String>,
    /// The comments about the whole module, which its author wrote.
    pub own_comments: Vec<String>,
    /// The last line of the file before which no comment belongs to a statement of the module.
    lines_before: u32,
    /// The path of the file.
    file: String,
    /// The line of the file that each line of the text is, if they differ.
    lines: Vec<u32>,
    /// Where each line of the text begins.
    starts: Vec<usize>,
}

impl StubTree {
    /// Parses those of `files` that are at or below `extension`. The modules at `others` are in the tree too.
    pub(super) fn read(
        files: &[TreeFile],
        extension: &str,
        others: &[Vec<String>],
    ) -> Result<Self, Vec<Problem>> {
        let files: Vec<&TreeFile> =
            files.iter().filter(|file| dotted::is_at_or_below(&file.module, extension)).collect();
        let mut problems = repeated(&files);
        let mut sources = Vec::new();
        for file in &files {
            match TreeModule::parse(file, extension) {
                Ok(source) => sources.push(source),
                Err(problem) => problems.push(*problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut modules: BTreeMap<Vec<String>, TreeModule> =
            described(sources, &files, extension)?.into_iter().map(|it| (it.path.clone(), it)).collect();
        let missing: Vec<Vec<String>> = modules
            .keys()
            .flat_map(|path| (0..path.len()).map(|end| path[..end].to_vec()))
            .chain(others.iter().cloned())
            .filter(|path| !modules.contains_key(path))
            .collect();
        for path in missing {
            modules.entry(path.clone()).or_insert_with(|| TreeModule::empty(path, extension));
        }
        let ids = modules.keys().cloned().zip(0..).collect();
        Ok(Self { extension: extension.to_owned(), modules: modules.into_values().collect(), ids })
    }

    /// Whether a person wrote some of the files.
    pub(super) fn is_by_hand(&self) -> bool {
        self.modules
            .iter()
            .any(|module| module.is_bundled || !(module.is_generated || module.file.is_empty()))
    }

    /// Returns the module at `path`.
    pub(super) fn at(&self, path: &[String]) -> Option<ModuleId> {
        self.ids.get(path).copied()
    }

    /// Returns the module with the dotted name `name`, if it is in the tree.
    pub(super) fn named(&self, name: &str) -> Option<ModuleId> {
        if !dotted::is_at_or_below(name, &self.extension) {
            return None;
        }
        match name[self.extension.len()..].strip_prefix('.') {
            None => self.at(&[]),
            Some(rest) => self.at(&dotted::parts(rest)),
        }
    }

    /// Returns the submodule `name` of `module`.
    pub(super) fn child(&self, module: ModuleId, name: &str) -> Option<ModuleId> {
        let path: Vec<String> = self.modules[module].path.iter().cloned().chain([name.to_owned()]).collect();
        self.at(&path)
    }
}

impl TreeModule {
    fn parse(file: &TreeFile, extension: &str) -> Result<Self, Box<Problem>> {
        let text = file.text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let package = match file.form {
            FileForm::Package => file.module.clone(),
            FileForm::Module => dotted::parent(&file.module).to_owned(),
        };
        let mut source = Self { package, ..Self::empty(path_of(&file.module, extension), extension) };
        source.file.clone_from(&file.path);
        source.is_generated = matches!(owner_of(&text), Owner::Module(_));
        source.is_bundled = source.is_generated && has_header(&text, BUNDLED_HEADER);
        source.has_handwritten_parts =
            source.is_bundled || source.is_generated && has_header(&text, HANDWRITTEN_HEADER);
        source.imported_from.clone_from(&file.imported_from);
        source.starts.extend(text.match_indices('\n').map(|(index, _)| index + 1));
        source.text = text;
        let (statements, comments) =
            parse_file(&source.text).map_err(|error| Box::new(source.invalid(error)))?;
        source.statements = statements;
        source.comments = comments;
        source.read_comments_about_file();
        Ok(source)
    }

    /// Finds the comments at the top that are not directly above a statement that defines something.
    fn read_comments_about_file(&mut self) {
        let first = self.statements.first();
        let end = match first {
            Some(first) if is_docstring(first) || first.is_import_stmt() || first.is_import_from_stmt() => {
                first.start()
            }
            Some(first) => self.start_of_comments(first.start()),
            None => TextSize::of(&self.text),
        };
        let header = if self.is_generated { header_lines(&self.text) } else { 0 };
        let found = self.own_lines(TextRange::up_to(end)).map(|comment| (comment.line(self), comment.text));
        let found: Vec<(u32, String)> = found.map(|(line, text)| (line, text.to_owned())).collect();
        self.lines_before = found.last().map_or(header, |(line, _)| *line);
        let is_kept = |(line, text): &(u32, String)| *line > header && !(*line <= 2 && is_about_bytes(text));
        self.own_comments = found.into_iter().filter(is_kept).map(|(_, text)| text).collect();
    }

    /// Whether a comment at `offset` is above everything that the module consists of.
    pub(super) fn is_of_file(&self, offset: TextSize) -> bool {
        self.position(offset).line <= self.lines_before
    }

    /// Returns a module without statements.
    fn empty(path: Vec<String>, extension: &str) -> Self {
        let name = dotted::join(extension, &path);
        Self {
            path,
            package: name.clone(),
            name,
            text: String::new(),
            statements: Vec::new(),
            comments: Vec::new(),
            is_generated: false,
            has_handwritten_parts: false,
            is_bundled: false,
            imported_from: None,
            all: None,
            own_comments: Vec::new(),
            lines_before: 0,
            file: String::new(),
            lines: Vec::new(),
            starts: vec![0],
        }
    }

    /// Whether the generator wrote it alone, without parts of hand-written stubs.
    pub(super) fn is_only_generated(&self) -> bool {
        self.is_generated && !self.has_handwritten_parts
    }

    fn invalid(&self, error: SyntaxError) -> Problem {
        let rule = BundleRule::NotPython { module: self.name.clone(), reason: error.message };
        rule.problem(Some(self.position_of_line(error.lines_before))).with_excerpt(error.excerpt)
    }

    /// Whether the configuration gives the module a file of its own. It names modules with or without the extension.
    pub(super) fn is_selected(&self, config: &Config) -> bool {
        let selection = &config.importable_submodules;
        selection.contains(&self.name) || selection.contains(&self.path.join("."))
    }

    /// Whether it is the body of a class that describes the module.
    pub(super) fn was_described(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Returns the problem that `rule` states, at `range` of the text.
    pub(super) fn problem(&self, rule: &BundleRule, range: TextRange) -> Problem {
        let (excerpt, lines_before) = Excerpt::of(&self.text, range.into());
        rule.problem(Some(self.position_of_line(lines_before))).with_excerpt(excerpt)
    }

    /// Returns where `offset` is in the file.
    pub(super) fn position(&self, offset: TextSize) -> Position {
        self.position_of_line(u32::try_from(self.line(offset)).unwrap_or(u32::MAX))
    }

    /// Returns the number of lines of the text before the one that contains `offset`.
    pub(super) fn line(&self, offset: TextSize) -> usize {
        self.starts.partition_point(|start| *start <= offset.to_usize()).saturating_sub(1)
    }

    /// Returns where the line of the text begins that contains `offset`.
    pub(super) fn line_start(&self, offset: TextSize) -> usize {
        self.starts.get(self.line(offset)).copied().unwrap_or_default()
    }

    fn position_of_line(&self, lines_before: u32) -> Position {
        let index = usize::try_from(lines_before).unwrap_or(usize::MAX);
        let line = self.lines.get(index).copied().unwrap_or(lines_before.saturating_add(1));
        Position { file: self.file.clone(), line, column: 0 }
    }
}

fn path_of(module: &str, extension: &str) -> Vec<String> {
    dotted::below(module, extension).map(dotted::parts).unwrap_or_default()
}

/// Whether a comment at the top of `text` begins with `header`.
fn has_header(text: &str, header: &str) -> bool {
    text.lines()
        .take_while(|line| line.is_empty() || line.starts_with('#'))
        .any(|line| line.starts_with(header))
}

/// Whether `comment`, in one of the first two lines, is about the file as bytes: what executes it, or its encoding.
///
/// [PEP 263](https://peps.python.org/pep-0263/) states the form of an encoding.
fn is_about_bytes(comment: &str) -> bool {
    comment.starts_with("#!") || comment.contains("coding:") || comment.contains("coding=")
}

fn is_docstring(statement: &ast::Stmt) -> bool {
    statement.as_expr_stmt().is_some_and(|it| it.value.is_string_literal_expr())
}

/// Returns the number of lines of the header of a generated file.
fn header_lines(text: &str) -> u32 {
    let is_above = |line: &&str| !line.starts_with(GENERATED_HEADER);
    let above = text.lines().take_while(is_above).count();
    let header = text.lines().skip(above).take_while(|line| line.starts_with('#')).count();
    u32::try_from(above + header).unwrap_or(u32::MAX)
}

/// Returns an error for each module that two of `files` describe.
fn repeated(files: &[&TreeFile]) -> Vec<Problem> {
    let mut first: BTreeMap<&str, &TreeFile> = BTreeMap::new();
    let mut problems = Vec::new();
    for file in files {
        if let Some(other) = first.insert(&file.module, file) {
            let (first, second) = (other.path.clone(), file.path.clone());
            let position = Position { file: second.clone(), line: 1, column: 0 };
            let rule = BundleRule::Twice { module: file.module.clone(), first, second };
            problems.push(rule.problem(Some(position)));
        }
    }
    problems
}

/// Replaces the files that describe submodules by classes with one for each of those modules.
fn described(
    sources: Vec<TreeModule>,
    files: &[&TreeFile],
    extension: &str,
) -> Result<Vec<TreeModule>, Vec<Problem>> {
    // Every class that describes a submodule has this attribute.
    if !sources.iter().any(|source| source.text.contains("__name__: ")) {
        return Ok(sources);
    }
    let stubs: Vec<StubSource<'_>> = files
        .iter()
        .map(|file| StubSource { module: &file.module, form: file.form, text: &file.text })
        .collect();
    let Ok(Expansion { modules, .. }) = expand(&stubs) else { return Ok(sources) };
    if modules.len() == sources.len() {
        return Ok(sources);
    }
    let mut expanded = Vec::new();
    for module in modules {
        let Some(file) = files.get(module.stub) else { continue };
        let text = module.text;
        let file = TreeFile {
            module: module.name,
            form: FileForm::Package,
            path: file.path.clone(),
            imported_from: None,
            text,
        };
        let mut source = TreeModule::parse(&file, extension).map_err(|problem| vec![*problem])?;
        source.lines = module.lines;
        source.all = module.all;
        if let Some(whole) = sources.get(module.stub) {
            source.lines_before = whole.lines_before;
            source.own_comments =
                if source.name == whole.name { whole.own_comments.clone() } else { module.comments };
        }
        expanded.push(source);
    }
    let repeated: Vec<TreeFile> = expanded
        .iter()
        .map(|source| TreeFile {
            module: source.name.clone(),
            form: FileForm::Package,
            path: source.file.clone(),
            imported_from: None,
            text: String::new(),
        })
        .collect();
    let problems = self::repeated(&repeated.iter().collect::<Vec<_>>());
    if problems.is_empty() { Ok(expanded) } else { Err(problems) }
}
