//! Matches fragments with the objects of the survey.
//!
//! Both have names, members, parameters and docstrings. Only unambiguous matches count. A fragment of an inline module
//! also lists the exports of the module.

mod candidates;
mod classes;
mod functions;
mod modules;

use super::data::Fragments;
use crate::generate::problem::Problem;
use crate::generate::rules::SurveyRule;
use crate::generate::survey::Survey;
use classes::ClassJoin;
use functions::FunctionJoin;
use std::collections::{BTreeMap, HashMap};

/// The fragments of a library, with the objects that they describe.
#[derive(Debug)]
pub struct Joined<'f> {
    pub(super) fragments: &'f Fragments,
    /// The fragment of each surveyed class, by the indices of both.
    pub(super) classes: BTreeMap<usize, usize>,
    /// The surveyed class of each id.
    pub(super) ids: HashMap<&'f str, usize>,
    /// The fragments of each surveyed function: one, or several that cannot be told apart.
    pub(super) functions: BTreeMap<usize, Vec<usize>>,
    /// The indices of the functions that a class has, by its id and their name.
    pub(super) methods: HashMap<(&'f str, &'f str), Vec<usize>>,
    /// The indices of the attributes that a class or module has, by its id and their name.
    pub(super) attributes: HashMap<(&'f str, &'f str), usize>,
    /// The ids of modules, by the path of their surveyed module.
    pub(super) modules: BTreeMap<Vec<String>, &'f str>,
    /// The surveyed exceptions by name.
    pub(super) exceptions: BTreeMap<String, Vec<usize>>,
    /// The names of modules that an exception may have been made for.
    pub(super) module_names: Vec<String>,
    /// The fragments of the classes that no module has and types refer to, by their ids.
    pub(super) hidden: BTreeMap<&'f str, usize>,
    /// The dotted name of the extension.
    pub(super) extension: String,
    /// The problems to report.
    pub problems: Vec<Problem>,
}

/// Joins `fragments` to what `survey` shows of the extension with this dotted name.
#[must_use]
pub fn join<'f>(fragments: &'f Fragments, survey: &Survey, extension: &str) -> Joined<'f> {
    let mut methods: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, function) in fragments.functions.iter().enumerate() {
        if let Some(parent) = &function.parent {
            methods.entry((parent.as_str(), function.name.as_str())).or_default().push(index);
        }
    }
    let attributes = fragments.attributes.iter().enumerate().filter_map(|(index, attribute)| {
        Some(((attribute.parent.as_deref()?, attribute.name.as_str()), index))
    });
    let attributes = attributes.collect();
    let exported = modules::exported(fragments, survey, extension);
    let mut problems: Vec<Problem> = unreadable(fragments).collect();
    let classes = ClassJoin { fragments, survey, extension, exported: &exported }.join(&mut problems);
    let functions = FunctionJoin { fragments, survey, extension, exported: &exported }.join(&mut problems);
    let id = |fragment: usize| fragments.classes.get(fragment).map(|class| class.id.as_str());
    let ids = classes.iter().filter_map(|(surveyed, fragment)| Some((id(*fragment)?, *surveyed))).collect();
    let mut exceptions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, class) in survey.classes.iter().enumerate().filter(|(_, class)| class.is_exception) {
        exceptions.entry(class.name.clone()).or_default().push(index);
    }
    let inner = survey.modules.iter().filter_map(|module| module.path.last().cloned());
    let module_names = extension.split('.').map(str::to_owned).chain([extension.to_owned()]).chain(inner);
    Joined {
        fragments,
        classes,
        ids,
        functions,
        methods,
        attributes,
        modules: exported.modules,
        exceptions,
        module_names: module_names.collect(),
        hidden: BTreeMap::new(),
        extension: extension.to_owned(),
        problems,
    }
}

/// Returns the warnings about what could not be read.
fn unreadable(fragments: &Fragments) -> impl Iterator<Item = Problem> {
    let damaged =
        fragments.damaged.iter().map(|reason| SurveyRule::DamagedLibrary { reason: reason.clone() });
    let unread = fragments.unread.iter().map(|what| SurveyRule::UnreadFragment { what: what.clone() });
    damaged.chain(unread).map(|rule| rule.problem(None))
}
