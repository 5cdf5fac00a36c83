//! Facts, corrected and completed by the survey.

use super::fill::fill;
use super::importable::undeclared;
use super::locate::locate;
use super::located::Located;
use super::missing::{Missing, missing};
use super::open_types::OpenTypes;
use super::shown::signatures;
use super::traits::traits;
use super::types::Types;
use super::untyped::Leaf;
use super::unwritable::unwritable;
use super::witness::{Survey, SurveyedModule};
use crate::facts::{Fact, Facts, ModuleDocFact, Position};
use crate::generate::collect::collect;
use crate::generate::config::{Config, Unannotated, declare};
use crate::generate::model::{Items, ModuleInfo};
use crate::generate::placement::{ClassTraits, RuntimeLayout};
use crate::generate::problem::Problem;
use crate::generate::rules::SurveyRule;
use crate::text::dotted;
use std::collections::{BTreeMap, BTreeSet};

/// The facts of an extension, corrected and completed by the survey.
#[derive(Debug, Clone)]
pub struct Surveyed {
    /// The facts in the modules in which Python finds the items, and facts about items that are not annotated.
    pub facts: Facts,
    /// Python's rules for the scopes of names.
    pub(in crate::generate) layout: RuntimeLayout,
    /// Where annotations and Python differ.
    pub problems: Vec<Problem>,
    /// The dotted names that no annotation describes and that lack types.
    pub unannotated: Vec<String>,
    /// The dotted names that Python has and `skip` leaves out.
    pub skipped: Vec<String>,
    /// The sources of the types of names that are not annotated, by dotted names. A class stands for members that do
    /// not have an entry.
    pub sources: BTreeMap<String, TypeSource>,
}

/// The source of the types of a name that is not annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeSource {
    /// PyO3's `experimental-inspect`.
    Pyo3,
    /// The interpreter, from a value.
    Python,
}

/// Facts without a survey: every item is where its annotation states.
impl From<Facts> for Surveyed {
    fn from(facts: Facts) -> Self {
        Self {
            facts,
            layout: RuntimeLayout::default(),
            problems: Vec::new(),
            unannotated: Vec::new(),
            sources: BTreeMap::new(),
            skipped: Vec::new(),
        }
    }
}

/// The extension that facts and a survey describe.
pub struct Question<'a> {
    /// The dotted name of the extension module.
    pub module: &'a str,
    /// The configuration of the project.
    pub config: &'a Config,
    /// The position of items that only the survey describes, which is the path of the library.
    pub library: Position,
    /// Whether a file belongs to another crate than the extension's. What such a crate registers and Python does not have
    /// is meant for another extension.
    pub is_foreign: &'a dyn Fn(&Position) -> bool,
    /// Returns an additional source of types. It is called once, with the gaps of the facts.
    pub types: &'a dyn Fn(&Gaps<'_>) -> Option<&'a dyn Types>,
}

/// The types that facts and the interpreter do not provide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gaps<'a> {
    /// The dotted names that no annotation describes and that lack types.
    pub untyped: &'a [String],
    /// Whether an annotated item has a Rust type without Python type, or a class that shares its name with another one.
    pub has_unknown: bool,
}

/// Moves facts to the modules in which Python finds the items, and adds facts for the objects that they lack.
#[must_use]
pub fn apply(mut facts: Facts, survey: &Survey, question: &Question<'_>) -> Surveyed {
    let Question { module, config, library, is_foreign, types } = question;
    let unwritable = unwritable(survey, &facts.facts);
    let located = locate(&mut facts, survey, module, is_foreign);
    let exports = survey.modules.iter().map(|it| (it.path.clone(), it.shown_all()));
    let mut layout = RuntimeLayout {
        classes: located.places.clone(),
        aliases: located.aliases.clone(),
        private_aliases: located.private_aliases.clone(),
        exports: exports.collect(),
        ambiguous: located.ambiguous.clone(),
        imports: imports(survey),
        traits: shown_traits(survey, &located),
        signatures: signatures(&facts, survey, &located),
    };
    let tree = collect(&facts, &layout, module, config).0.unwrap_or_else(|| empty(module));
    let mut found = missing(&tree, &facts, survey, &located, library, None);
    leave_out_declared(&mut found, module, config);
    let unannotated = found.names.clone();
    let open: BTreeSet<String> =
        found.leaves.iter().filter(|leaf| leaf.lacks_types).map(|leaf| leaf.path.clone()).collect();
    let open_types = OpenTypes::of(&facts, &located, module);
    let gaps = Gaps {
        untyped: match config.unannotated {
            Unannotated::Incomplete => &unannotated,
            Unannotated::Omit | Unannotated::Deny => &[],
        },
        has_unknown: open_types.in_facts(&facts),
    };
    if let Some(types) = types(&gaps) {
        fill(&mut facts, survey, &located, module, types, &open_types);
        found = missing(&tree, &facts, survey, &located, library, Some(types));
        leave_out_declared(&mut found, module, config);
    }
    let mut sources: BTreeMap<String, TypeSource> =
        found.leaves.iter().map(|leaf| (leaf.path.clone(), source(leaf, &open))).collect();
    // Only PyO3 knows the classes that no module has.
    let hidden_classes = found.hidden.iter().filter_map(Fact::class);
    sources.extend(hidden_classes.map(|class| (format!("{module}.{}", class.name), TypeSource::Pyo3)));
    let Missing { facts: extra, aliases, constructors, bases, names, skipped, hidden, traits, leaves: _ } =
        found;
    layout.traits.extend(traits);
    for fact in &mut facts.facts {
        if let Fact::Class(class) = fact
            && let Some(bases) = bases.get(&class.id)
        {
            class.bases.clone_from(bases);
        }
    }
    let Located { mut problems, .. } = located;
    problems.extend(unwritable);
    problems.extend(undeclared(survey, &facts, module, config));
    let extension = (*module).to_owned();
    match config.unannotated {
        Unannotated::Incomplete => {
            facts.facts.extend(extra);
            layout.aliases.extend(aliases);
            if !names.is_empty() {
                problems.push(SurveyRule::Unannotated { extension, names: names.clone() }.problem(None));
            }
        }
        // A class that can be called must not be described as one that cannot.
        Unannotated::Omit => facts.facts.extend(constructors),
        Unannotated::Deny if unannotated.is_empty() => {
            facts.facts.extend(extra);
            layout.aliases.extend(aliases);
        }
        Unannotated::Deny => {
            problems.push(SurveyRule::Denied { extension, names: unannotated }.problem(None));
        }
    }
    hidden.iter().filter_map(Fact::class).for_each(|class| layout.classes.leave_out(class.id, Vec::new()));
    facts.facts.extend(hidden);
    facts.facts.extend(survey.modules.iter().filter_map(|found| module_doc(&tree, module, found)));
    Surveyed { facts, layout, problems, unannotated: names, skipped, sources }
}

/// Leaves out the names that a hand-written stub declares, and a class if it declares all members that lack types.
fn leave_out_declared(found: &mut Missing, module: &str, config: &Config) {
    let is_declared = |name: &str| declare(&config.extra_stubs, module, name);
    let Missing { names, leaves, .. } = found;
    names.retain(|name| {
        let mut open = leaves
            .iter()
            .filter(|leaf| leaf.lacks_types && dotted::below(&leaf.path, name).is_some())
            .peekable();
        let is_complete = open.peek().is_some() && open.all(|leaf| is_declared(&leaf.path));
        !is_declared(name) && !is_complete
    });
}

/// Returns the docstring of a module that the tree has without one. The extension module exists, whatever is in it.
fn module_doc(tree: &ModuleInfo, extension: &str, found: &SurveyedModule) -> Option<Fact> {
    let (described, is_needed) = if found.path.is_empty() {
        (
            &tree.doc,
            tree.items == (Items { all: tree.items.all, ..Items::default() }) && tree.submodules.is_empty(),
        )
    } else {
        (&tree.submodule(&found.path)?.doc, false)
    };
    let is_missing = described.is_empty() && (is_needed || !found.doc.trim().is_empty());
    let name = Some(format!("{extension}.{}", found.path.join("."))).filter(|_| !found.path.is_empty());
    is_missing
        .then(|| Fact::ModuleDoc(ModuleDocFact { module: name, doc: found.doc.clone(), position: None }))
}

/// Returns the names in `sys.modules` with the paths of the submodules.
fn imports(survey: &Survey) -> BTreeMap<String, Vec<String>> {
    let submodules = survey.modules.iter().filter(|module| !module.path.is_empty());
    submodules
        .flat_map(|module| module.imports.iter().map(|import| (import.clone(), module.path.clone())))
        .collect()
}

/// Returns what Python shows of the classes that facts describe, by the ids of the facts.
fn shown_traits(survey: &Survey, located: &Located) -> BTreeMap<u32, ClassTraits> {
    let classes = located.classes.iter();
    classes.filter_map(|(id, index)| Some((*id, traits(survey.classes.get(*index)?)))).collect()
}

/// Returns the source of the types of `leaf`. `open` contains the names that lack types without PyO3.
fn source(leaf: &Leaf, open: &BTreeSet<String>) -> TypeSource {
    if open.contains(&leaf.path) && !leaf.lacks_types { TypeSource::Pyo3 } else { TypeSource::Python }
}

fn empty(module: &str) -> ModuleInfo {
    ModuleInfo {
        name: module.to_owned(),
        doc: String::new(),
        items: Items::default(),
        submodules: BTreeMap::new(),
    }
}
