//! The names of each module: those that only the extension has, and those that only the stub has.

use super::Finding;
use super::driver::{Kind, Survey};
use super::finding::{NOT_AT_RUNTIME, NOT_IN_STUB};
use super::tree::StubTree;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::model::ModuleInfo;
use pyo3_stub_gen::generate::paths::positions;
use std::collections::BTreeMap;

/// The names that one side lacks, with what may be the reason.
pub fn findings(tree: &StubTree, survey: &Survey, described: Option<&ModuleInfo>) -> Vec<Finding> {
    let compared = Compared { tree, survey, positions: described.map(positions).unwrap_or_default() };
    tree.modules
        .iter()
        .flat_map(|module| {
            let name = module.name.as_str();
            let mut findings = compared.missing_in_stub(name);
            findings.extend(compared.missing_at_runtime(name));
            findings
        })
        .collect()
}

struct Compared<'a> {
    tree: &'a StubTree,
    survey: &'a Survey,
    positions: BTreeMap<String, Position>,
}

impl Compared<'_> {
    fn missing_in_stub(&self, module: &str) -> Vec<Finding> {
        let Some(found) = self.survey.modules.get(module) else { return Vec::new() };
        let declared = self.tree.names(module);
        let lacking = |(name, kind): (&String, &Kind)| {
            let path = format!("{module}.{name}");
            if !declared.contains(name.as_str()) {
                let help = self.why_not_in_stub(module, name, *kind);
                return Some(Finding::new(&path, NOT_IN_STUB).with_help(help));
            }
            let is_module = self.survey.modules.contains_key(&path);
            let is_described = self.tree.submodules().any(|it| it == path);
            (is_module && !is_described).then(|| {
                let message = "is a module at run time, and the stub does not describe one";
                Finding::new(&path, message).with_help(
                    "a module is described by a private class with a `__name__: str`, as `cargo stubgen` writes it",
                )
            })
        };
        found.names.iter().filter_map(lacking).collect()
    }

    /// It was annotated for another module, or not at all.
    fn why_not_in_stub(&self, module: &str, name: &str, kind: Kind) -> String {
        let elsewhere = self.tree.modules.iter().map(|it| it.name.as_str()).find(|other| {
            let at_runtime = self.survey.modules.get(*other);
            let is_there = at_runtime.is_some_and(|found| found.all.iter().any(|it| it == name));
            *other != module && self.tree.names(other).contains(name) && !is_there
        });
        if let Some(other) = elsewhere {
            let place = self.positions.get(&format!("{other}.{name}"));
            let place =
                place.map(|position| format!(", by its annotation at {position}")).unwrap_or_default();
            return format!("the stub has it in `{other}`{place}: write `module = \"{module}\"` there");
        }
        if self.positions.contains_key(&format!("{module}.{name}")) {
            return "it is annotated: run `cargo stubgen` to write the stub anew".to_owned();
        }
        let root = self.tree.root();
        let argument = if module == root { String::new() } else { format!("(module = \"{module}\")") };
        match kind {
            Kind::Function => format!("put `#[gen_stub_pyfunction{argument}]` above its `#[pyfunction]`"),
            Kind::Class => format!(
                "put `#[gen_stub_pyclass]`, or `#[gen_stub_pyclass_enum]`, above its `#[pyclass]`{}",
                if module == root { String::new() } else { format!(", which needs `module = \"{module}\"`") }
            ),
            Kind::Exception => "make it with pyo3_stub_gen's `create_exception!`".to_owned(),
            Kind::Module => "annotate something in it, or declare it with `module_doc!`".to_owned(),
            Kind::Value => format!("declare it with `module_variable!(\"{module}\", \"{name}\", Type)`"),
        }
    }

    fn missing_at_runtime(&self, module: &str) -> Vec<Finding> {
        let Some(found) = self.survey.modules.get(module) else {
            let parent = module.rsplit_once('.').map_or("", |(parent, _)| parent);
            // Of what hangs on a missing module, all is missing.
            let is_first = self.survey.modules.contains_key(parent);
            let message = format!("{NOT_AT_RUNTIME}: there is no such module");
            let finding = Finding::new(module, &message).with_help(
                "add it with `add_submodule`, or correct the `module = \"…\"` of what is declared in it",
            );
            return is_first.then_some(finding).into_iter().collect();
        };
        let is_absent = |name: &&str| !name.starts_with('_') && !found.all.iter().any(|it| it == name);
        let submodule = |name: &str| self.tree.submodules().any(|it| it == format!("{module}.{name}"));
        let names = self.tree.names(module);
        let absent = names.into_iter().filter(is_absent).filter(|name| !submodule(name));
        absent
            .map(|name| {
                let path = format!("{module}.{name}");
                Finding::new(&path, NOT_AT_RUNTIME).with_help(self.why_not_at_runtime(module, name))
            })
            .collect()
    }

    fn why_not_at_runtime(&self, module: &str, name: &str) -> String {
        let mut others = self.survey.modules.iter().filter(|(other, _)| *other != module);
        let elsewhere = others.find(|(_, found)| found.names.contains_key(name));
        match elsewhere {
            Some((other, _)) => format!("at run time it is in `{other}`"),
            None => format!("nothing adds it to `{module}` at run time: add it in the `#[pymodule]`"),
        }
    }
}
