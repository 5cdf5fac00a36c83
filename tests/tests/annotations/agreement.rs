//! Each public name of each module and class is in the stub, and no other.

use crate::evidence::Evidence;
use pyo3_stub_gen::generate::config::Config;
use pyo3_stub_gen::generate::describe_surveyed;
use pyo3_stub_gen::generate::model::{Class, Items, ModuleInfo};
use pyo3_stub_gen::generate::survey::{Reference, Surveyed, SurveyedModule};
use std::collections::BTreeSet;
use stub_tests::Outcome;
use stub_tests::project::Project;

/// Compares the names of a stub with those of Python, module by module.
pub fn of_names(surveyed: &Surveyed, evidence: &Evidence, project: &Project, config: &Config) -> Outcome {
    let tree = describe_surveyed(surveyed, &project.module, config)
        .map_err(|problems| format!("{} problems", problems.len()))?;
    for module in &evidence.survey.modules {
        of_module(&tree, module, evidence)?;
    }
    let (written, shown) = (tree.submodule_count(), evidence.survey.modules.len() - 1);
    if written == shown {
        Ok(())
    } else {
        Err(format!("the stub has {written} submodules, Python has {shown}"))
    }
}

fn of_module(tree: &ModuleInfo, module: &SurveyedModule, evidence: &Evidence) -> Outcome {
    let path = module.path.join(".");
    let (items, submodules) = match tree.submodule(&module.path) {
        _ if module.path.is_empty() => (&tree.items, &tree.submodules),
        Some(found) => (&found.items, &found.submodules),
        None => return Err(format!("the stub does not have the submodule `{path}`")),
    };
    let mut written: BTreeSet<&str> = names(items).collect();
    written.extend(submodules.keys().map(String::as_str));
    // The survey states it apart from the names.
    if module.all.is_some() {
        written.remove("__all__");
    }
    // An import within a submodule cannot be written.
    let shown: BTreeSet<&str> = module.names.keys().map(String::as_str).collect();
    // A type alias may exist only for type checkers.
    let aliases: BTreeSet<&str> = items.aliases.iter().map(|alias| alias.name.as_str()).collect();
    let extra: Vec<_> = written.difference(&shown).filter(|name| !aliases.contains(*name)).collect();
    let missing: Vec<_> = shown.difference(&written).collect();
    if !extra.is_empty() || !missing.is_empty() {
        return Err(format!("`{path}` of the stub lacks {missing:?}, and Python lacks {extra:?}"));
    }
    for (name, reference) in &module.names {
        let Reference::Class(index) = reference else { continue };
        let Some(class) = items.classes.iter().find(|class| class.name == *name) else { continue };
        let members = evidence.survey.classes.get(*index).map(|class| &class.members);
        let members = members.into_iter().flatten().map(|(name, _)| name.as_str());
        let own: BTreeSet<&str> = class.body.iter().map(|node| node.name()).collect();
        let lacking: Vec<_> = members.filter(|name| !name.starts_with('_') && !own.contains(name)).collect();
        if !lacking.is_empty() {
            return Err(format!("the class `{path}.{name}` of the stub lacks {lacking:?}"));
        }
        if members_forbid_construction(class) && evidence.survey.classes[*index].can_be_called == Some(true) {
            return Err(format!("the stub forbids to call the class `{path}.{name}`"));
        }
    }
    Ok(())
}

fn names(items: &Items) -> impl Iterator<Item = &str> {
    // `__all__` is not among the names that it lists.
    let variables = items.variables.iter().map(|item| item.name.as_str()).filter(|name| *name != "__all__");
    let aliases = items.aliases.iter().map(|item| item.name.as_str());
    let classes = items.classes.iter().filter(|class| !class.is_for_type_checkers_alone());
    let functions = items.functions.iter().map(|item| item.name.as_str());
    variables.chain(aliases).chain(classes.map(|item| item.name.as_str())).chain(functions)
}

/// Whether the stub says that no call of the class works.
fn members_forbid_construction(class: &Class) -> bool {
    // The older name of `Never` is `NoReturn`.
    let is_never =
        |annotation: &str| ["\"Never\"", "\"NoReturn\""].iter().any(|name| annotation.contains(name));
    let takes_never = |annotation: &Option<_>| is_never(&format!("{annotation:?}"));
    let constructors = class.functions().filter(|function| function.name == "__new__");
    constructors.flat_map(|function| &function.parameters).any(|parameter| takes_never(&parameter.annotation))
}
