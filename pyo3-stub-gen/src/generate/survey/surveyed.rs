//! Facts, corrected and completed by what Python shows.

use super::locate::locate;
use super::located::Located;
use super::missing::{Missing, missing};
use super::types::Types;
use super::witness::Survey;
use crate::facts::{Fact, Facts, ModuleDocFact, Position};
use crate::generate::collect::collect;
use crate::generate::config::{Config, Unannotated};
use crate::generate::model::{Items, ModuleInfo};
use crate::generate::placement::RuntimeLayout;
use crate::generate::problem::Problem;
use crate::generate::rules::SurveyRule;
use std::collections::BTreeMap;

/// What is known about an extension: its facts, and what Python shows.
#[derive(Debug, Clone)]
pub struct Surveyed {
    /// The facts at the places where Python has what they describe, and facts about what no annotation describes.
    pub facts: Facts,
    /// What Python decides about where names are.
    pub(in crate::generate) layout: RuntimeLayout,
    /// Where annotations and Python differ.
    pub problems: Vec<Problem>,
    /// The dotted names that no annotation describes.
    pub unannotated: Vec<String>,
    /// The dotted names that Python has and `skip` leaves out.
    pub skipped: Vec<String>,
}

/// Facts without a survey: every item is where its annotation states.
impl From<Facts> for Surveyed {
    fn from(facts: Facts) -> Self {
        Self {
            facts,
            layout: RuntimeLayout::default(),
            problems: Vec::new(),
            unannotated: Vec::new(),
            skipped: Vec::new(),
        }
    }
}

/// What facts and a survey are about.
pub struct Question<'a> {
    /// The dotted name of the extension module.
    pub module: &'a str,
    /// The configuration of the project.
    pub config: &'a Config,
    /// What stands for the place in the source of what only the survey describes: the path of the library.
    pub library: Position,
    /// Whether a file belongs to another crate than the extension's. What such a crate registers and Python does not have
    /// is meant for another extension.
    pub is_foreign: &'a dyn Fn(&Position) -> bool,
    /// What knows types beside the facts.
    pub types: Option<&'a dyn Types>,
}

/// Moves facts to where Python has what they describe, and adds what Python has and they lack.
#[must_use]
pub fn apply(mut facts: Facts, survey: &Survey, question: &Question<'_>) -> Surveyed {
    let Question { module, config, library, is_foreign, types } = question;
    let located = locate(&mut facts, survey, module, is_foreign);
    let exports = survey.modules.iter().filter_map(|it| Some((it.path.clone(), it.all.clone()?)));
    let mut layout = RuntimeLayout { classes: located.places.clone(), exports: exports.collect() };
    let tree = collect(&facts, &layout, module, config).0.unwrap_or_else(|| empty(module));
    let Missing { facts: extra, constructors, bases, names, skipped, hidden } =
        missing(&tree, &facts, survey, &located, library, *types);
    for fact in &mut facts.facts {
        if let Fact::Class(class) = fact
            && let Some(bases) = bases.get(&class.id)
        {
            class.bases.clone_from(bases);
        }
    }
    let Located { mut problems, .. } = located;
    let extension = (*module).to_owned();
    match config.unannotated {
        Unannotated::Incomplete => {
            hidden.iter().for_each(|&id| layout.classes.leave_out(id, Vec::new()));
            facts.facts.extend(extra);
            if !names.is_empty() {
                problems.push(SurveyRule::Unannotated { extension, names: names.clone() }.problem(None));
            }
        }
        // A class that can be called must not be described as one that cannot.
        Unannotated::Omit => facts.facts.extend(constructors),
        Unannotated::Deny if names.is_empty() => facts.facts.extend(extra),
        Unannotated::Deny => {
            problems.push(SurveyRule::Denied { extension, names: names.clone() }.problem(None))
        }
    }
    // The extension module exists, whatever is in it.
    let doc = survey.modules.first().map(|root| root.doc.clone()).unwrap_or_default();
    if tree.items == Items::default() && tree.submodules.is_empty() && tree.doc.is_empty() {
        facts.facts.push(Fact::ModuleDoc(ModuleDocFact { module: None, doc, position: None }));
    }
    Surveyed { facts, layout, problems, unannotated: names, skipped }
}

fn empty(module: &str) -> ModuleInfo {
    ModuleInfo {
        name: module.to_owned(),
        doc: String::new(),
        items: Items::default(),
        submodules: BTreeMap::new(),
    }
}
