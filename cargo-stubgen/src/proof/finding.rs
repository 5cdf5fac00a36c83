//! Findings, with their places in the stub and in the Rust source.

use crate::rules::{FindingRule, ForStub};
use crate::system::shown;
use crate::tree::StubTree;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::expand::StubItemKind;
use pyo3_stub_gen::generate::model::ModuleInfo;
use pyo3_stub_gen::generate::paths::positions;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The dotted name of what it is about.
    pub path: String,
    /// The module that it is in.
    pub module: String,
    /// The kind of the finding.
    pub rule: FindingRule,
    /// The item in the stub.
    pub stub_text: Option<String>,
    /// The modules and names at run time.
    pub runtime_text: Option<String>,
    /// The place of the first call that shows it, if a call does.
    pub call: Option<Call>,
    /// The line of the stub.
    pub line: Option<u32>,
    /// The line of the stub with its file.
    pub place: Option<Place>,
    /// The Rust item.
    pub position: Option<Position>,
}

/// A line of Python that calls an item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Call {
    /// The file, as Python names it.
    pub file: String,
    /// The line, from one.
    pub line: u32,
    /// The call with its values, if they are to be shown.
    #[serde(default)]
    pub shown: Option<String>,
}

/// A line of a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, from one.
    pub line: u32,
}

impl Call {
    /// Returns the place, with a path from here if the file is below.
    pub fn place(&self) -> String {
        format!("{}:{}", shown(Path::new(&self.file)).display(), self.line)
    }
}

impl Finding {
    /// Returns a finding about `path`. Its place follows from the path.
    pub fn new(path: &str, rule: FindingRule) -> Self {
        Self {
            path: path.to_owned(),
            module: String::new(),
            rule,
            stub_text: None,
            runtime_text: None,
            call: None,
            line: None,
            place: None,
            position: None,
        }
    }

    /// Returns the code of the rule.
    pub fn code(&self) -> &'static str {
        self.rule.rule().code
    }

    /// Returns what is wrong, in one sentence.
    pub fn message(&self) -> String {
        format!("`{}` {}", self.path, self.rule)
    }

    /// Returns what both sides have, and what to do about it, each with a label.
    pub fn notes(&self) -> impl Iterator<Item = (&'static str, String)> {
        let notes = [
            ("stub", self.stub_text.clone()),
            ("runtime", self.runtime_text.clone()),
            ("call", self.call.as_ref().map(Call::place)),
            ("values", self.call.as_ref().and_then(|call| call.shown.clone())),
            ("help", self.rule.remedy()),
        ];
        notes.into_iter().filter_map(|(word, text)| Some((word, text?)))
    }
}

/// The places of the items of a stub, in the stub and in the Rust source.
pub struct Places {
    /// The modules in the order of the stub, with their files and the lines that declare them.
    modules: Vec<(String, Place)>,
    /// The index of each module in `modules`.
    indices: HashMap<String, usize>,
    items: BTreeMap<String, Place>,
    classes: BTreeSet<String>,
    positions: BTreeMap<String, Position>,
}

impl Places {
    /// Returns the lines of `tree`, and the positions in the Rust source that the facts contain.
    pub fn new(tree: &StubTree, described: Option<&ModuleInfo>) -> Self {
        let mut places = Self {
            modules: Vec::new(),
            indices: HashMap::new(),
            items: BTreeMap::new(),
            classes: BTreeSet::new(),
            // Items that only Python shows have no place in the Rust source.
            positions: described.map(positions).into_iter().flatten().filter(|(_, it)| it.line > 0).collect(),
        };
        // A module's own path is better than a re-export.
        let submodules: HashSet<&str> = tree.submodules().collect();
        for module in &tree.modules {
            let place = |line| Place { file: tree.file_of(module).to_owned(), line };
            places.indices.insert(module.name.clone(), places.modules.len());
            places.modules.push((module.name.clone(), place(module.line)));
            for item in module.items.iter().filter(|item| !submodules.contains(item.path.as_str())) {
                places.items.insert(item.path.clone(), place(item.line));
                if item.kind == StubItemKind::Class {
                    places.classes.insert(item.path.clone());
                }
            }
        }
        places
    }

    /// Returns the index of the module that `path` is in: the one with the longest name.
    fn module(&self, path: &str) -> Option<usize> {
        prefixes(path).find_map(|prefix| self.indices.get(prefix)).copied()
    }

    fn place(&self, path: &str) -> Option<Place> {
        let item = prefixes(path).find_map(|prefix| self.items.get(prefix));
        item.or_else(|| self.modules.get(self.module(path)?).map(|(_, place)| place)).cloned()
    }

    /// Returns the item that is declared on `line`, or last above it, in the file that describes `module`.
    pub fn item_at(&self, module: &str, line: u32) -> Option<String> {
        let (_, declared) = self.modules.get(self.module(module)?)?;
        let is_above = |place: &Place| place.file == declared.file && place.line <= line;
        let items = self.items.iter().filter(|(_, place)| is_above(place));
        items.max_by_key(|(_, place)| place.line).map(|(path, _)| path.clone())
    }

    fn fill(&self, finding: Finding) -> Finding {
        let module = self.module(&finding.path).and_then(|index| self.modules.get(index));
        let declared = module.map(|(_, place)| place.clone());
        let place = match (&finding.place, finding.line, declared) {
            (Some(place), ..) => Some(place.clone()),
            (None, Some(line), Some(declared)) => Some(Place { line, ..declared }),
            (None, ..) => self.place(&finding.path),
        };
        let position = prefixes(&finding.path).find_map(|prefix| self.positions.get(prefix)).cloned();
        Finding {
            // A finding about another file states its module.
            module: module.map_or_else(|| finding.module.clone(), |(name, _)| name.clone()),
            rule: self.with_reason(&finding),
            position,
            place,
            ..finding
        }
    }

    /// Returns the rule with the reason for a member that a class of the stub lacks: it was not annotated.
    fn with_reason(&self, finding: &Finding) -> FindingRule {
        let parent = finding.path.rsplit_once('.').map_or("", |(parent, _)| parent);
        match &finding.rule {
            FindingRule::MissingInStub { remedy: ForStub::Unknown } if self.classes.contains(parent) => {
                FindingRule::MissingInStub { remedy: ForStub::Member }
            }
            rule => rule.clone(),
        }
    }
}

/// `a.b.c`, `a.b`, `a`.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('.').map(|(index, _)| index);
    let mut ends: Vec<usize> = ends.chain([path.len()]).collect();
    ends.reverse();
    ends.into_iter().map(|end| &path[..end])
}

/// Returns the findings with their places, each once, in the order of the stub.
pub fn arranged(findings: Vec<Finding>, places: &Places) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut arranged: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| seen.insert((finding.code(), finding.message())))
        .map(|finding| places.fill(finding))
        .collect();
    let key = |finding: &Finding| {
        let line = finding.place.as_ref().map_or(0, |place| place.line);
        (places.module(&finding.path), line, finding.path.clone(), finding.message())
    };
    arranged.sort_by_key(key);
    arranged
}
