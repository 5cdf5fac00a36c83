//! The names of each module: those that only the extension has, and those that only the stub has.

use super::finding::Finding;
use super::survey::{Kind, Survey};
use crate::rules::{FindingRule, ForRuntime, ForStub};
use crate::tree::StubTree;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::model::ModuleInfo;
use pyo3_stub_gen::generate::paths::positions;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Returns the names that one side lacks, with the likely reason.
pub fn findings(tree: &StubTree, survey: &Survey, described: Option<&ModuleInfo>) -> Vec<Finding> {
    let mut compared = Compared {
        tree,
        survey,
        positions: described.map(positions).unwrap_or_default(),
        declaring: HashMap::new(),
        having: HashMap::new(),
    };
    for module in &tree.modules {
        for name in tree.names(&module.name) {
            compared.declaring.entry(name).or_default().push(&module.name);
        }
    }
    for (module, found) in &survey.modules {
        found.names.keys().for_each(|name| compared.having.entry(name).or_default().push(module));
    }
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
    /// The modules of the stub that declare each name.
    declaring: HashMap<&'a str, Vec<&'a str>>,
    /// The modules that have each name at run time.
    having: HashMap<&'a str, Vec<&'a str>>,
}

impl Compared<'_> {
    fn missing_in_stub(&self, module: &str) -> Vec<Finding> {
        let Some(found) = self.survey.modules.get(module) else { return Vec::new() };
        let declared = self.tree.names(module);
        // A stub with this function is open on purpose.
        let is_open = declared.contains("__getattr__");
        let lacking = |(name, kind): (&String, &Kind)| {
            let path = format!("{module}.{name}");
            if !declared.contains(name.as_str()) {
                if is_open {
                    return None;
                }
                let remedy = self.why_not_in_stub(module, name, *kind);
                return Some(Finding::new(&path, FindingRule::MissingInStub { remedy }));
            }
            let is_module = self.survey.modules.contains_key(&path);
            (is_module && !self.tree.is_submodule(&path))
                .then(|| Finding::new(&path, FindingRule::UndescribedSubmodule))
        };
        found.names.iter().filter_map(lacking).collect()
    }

    /// Returns the likely reason: it was annotated for another module, or not at all.
    fn why_not_in_stub(&self, module: &str, name: &str, kind: Kind) -> ForStub {
        if let Some(position) = self.positions.get(&format!("{module}.{name}")) {
            // Items that only Python shows have no place in the Rust source.
            return if position.line > 0 { ForStub::Stale } else { ForStub::Shown };
        }
        let others = self.declaring.get(name).into_iter().flatten().copied();
        let elsewhere = others.filter(|other| *other != module).find(|other| {
            let at_runtime = self.survey.modules.get(*other);
            !at_runtime.is_some_and(|found| found.all.iter().any(|it| it == name))
        });
        if let Some(there) = elsewhere {
            let position = self.positions.get(&format!("{there}.{name}")).cloned();
            return ForStub::Elsewhere { module: module.to_owned(), there: there.to_owned(), position };
        }
        let below = (module != self.tree.root()).then(|| module.to_owned());
        match kind {
            Kind::Function => ForStub::Function { module: below },
            Kind::Class => ForStub::Class { module: below },
            Kind::Exception => ForStub::Exception,
            Kind::Module => ForStub::Module,
            Kind::Value => ForStub::Value { module: module.to_owned(), name: name.to_owned() },
        }
    }

    fn missing_at_runtime(&self, module: &str) -> Vec<Finding> {
        let Some(found) = self.survey.modules.get(module) else {
            let parent = module.rsplit_once('.').map_or("", |(parent, _)| parent);
            // Everything in a missing module is missing too.
            let is_first = self.survey.modules.contains_key(parent) && !self.survey.fails(module);
            let finding =
                Finding::new(module, FindingRule::MissingAtRuntime { remedy: ForRuntime::NoModule });
            return is_first.then_some(finding).into_iter().collect();
        };
        let all: HashSet<&str> = found.all.iter().map(String::as_str).collect();
        let is_absent = |name: &&str| {
            let path = format!("{module}.{name}");
            let is_declared_alone = !name.starts_with('_') && !all.contains(name);
            is_declared_alone && !self.tree.is_type_check_only(&path) && !self.tree.is_submodule(&path)
        };
        let names = self.tree.names(module).iter().map(String::as_str);
        names
            .filter(is_absent)
            .map(|name| {
                let path = format!("{module}.{name}");
                let remedy = self.why_not_at_runtime(module, name);
                Finding::new(&path, FindingRule::MissingAtRuntime { remedy })
            })
            .collect()
    }

    fn why_not_at_runtime(&self, module: &str, name: &str) -> ForRuntime {
        let mut others = self.having.get(name).into_iter().flatten().copied();
        match others.find(|other| *other != module) {
            Some(there) => ForRuntime::Elsewhere { there: there.to_owned() },
            None => ForRuntime::NotAdded { module: module.to_owned() },
        }
    }
}
