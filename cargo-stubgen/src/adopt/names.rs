//! What a new stub gains and loses against those that it replaces.

use super::projects::project_of;
use crate::error::Error;
use crate::find::Extension;
use crate::tree::{DeclaredNames, StubTree, declared_by, declared_in};
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::expand::Precision;
use pyo3_stub_gen::text::dotted;
use std::path::Path;

/// The names that the stubs of an extension declared.
#[derive(Debug)]
pub struct EarlierNames {
    extension: Extension,
    names: DeclaredNames,
}

/// What a new stub gains and loses.
#[derive(Debug, PartialEq, Eq)]
pub struct NameChanges {
    /// The names that only the new stub has.
    pub gained: Vec<String>,
    /// The names that only the old stubs had.
    pub lost: Vec<String>,
    /// The names whose types the old stubs stated, and which the new one does not know.
    pub untyped: Vec<String>,
}

impl EarlierNames {
    /// Returns the names that `files`, the stubs of `extension`, declare.
    pub fn of(extension: &Extension, files: &[TreeFile]) -> Self {
        Self { extension: extension.clone(), names: declared_by(files) }
    }

    /// Returns what the new stub, which is at `path` if that is not the usual place, gains and loses.
    pub fn compared(&self, path: Option<&Path>) -> Result<NameChanges, Error> {
        let project = project_of(&self.extension)?;
        let tree = StubTree::read(&project, path, None)?;
        Ok(changes(&self.names, &declared_in(&tree), &project.module))
    }
}

/// Compares names below the module of the extension, and those of the packages around it that the old stubs had.
fn changes(old: &DeclaredNames, new: &DeclaredNames, module: &str) -> NameChanges {
    let (old, new) = (&as_users_see(old, module), &as_users_see(new, module));
    // Python imports packages, which no stub declares.
    let is_around = |name: &str| module == name || module.starts_with(&format!("{name}."));
    let only = |these: &DeclaredNames, those: &DeclaredNames| {
        let only = these.keys().filter(|name| !those.contains_key(*name) && !is_around(name));
        only.cloned().collect()
    };
    let is_untyped = |(name, precision): &(&String, &Option<Precision>)| {
        **precision == Some(Precision::Any) && old.get(*name) == Some(&Some(Precision::Typed))
    };
    let untyped = new.iter().filter(is_untyped).map(|(name, _)| name.clone()).collect();
    NameChanges { gained: only(new, old), lost: only(old, new), untyped }
}

/// Returns names of an extension that has the name of its package as those of the package, which has them too.
fn as_users_see(names: &DeclaredNames, module: &str) -> DeclaredNames {
    let Some(package) = dotted::namesake(module) else { return names.clone() };
    let seen = |name: &String| match dotted::at_or_below(name, module) {
        Some("") => package.to_owned(),
        Some(below) => dotted::join(package, &[below]),
        None => name.clone(),
    };
    names.iter().map(|(name, precision)| (seen(name), *precision)).collect()
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::tree::DeclaredNames;
    use pyo3_stub_gen::generate::expand::Precision;

    #[test]
    fn names_are_gained_and_lost() {
        let set = |names: &[&str]| names.iter().map(|&name| (name.to_owned(), None)).collect();
        let old = set(&["p", "p.m", "p.m.f", "p.m.C", "p.m.C.old"]);
        let new = set(&["p.m", "p.m.f", "p.m.C", "p.m.C.new", "p.m.E"]);
        let found = changes(&old, &new, "p.m");
        assert_eq!(
            (found.gained, found.lost),
            (vec!["p.m.C.new".into(), "p.m.E".into()], vec!["p.m.C.old".into()])
        );
    }

    #[test]
    fn an_extension_with_the_name_of_its_package_has_the_names_of_the_package() {
        let set = |names: &[&str]| names.iter().map(|&name| (name.to_owned(), None)).collect();
        let found = changes(&set(&["p.f", "p.g"]), &set(&["p.p", "p.p.f", "p.p.h"]), "p.p");
        assert_eq!((found.gained, found.lost), (vec!["p.h".into()], vec!["p.g".into()]));
    }

    #[test]
    fn types_that_the_new_stub_does_not_know_are_found() {
        let stub = |f, g| DeclaredNames::from([("m.f".to_owned(), Some(f)), ("m.g".to_owned(), Some(g))]);
        let (typed, any) = (Precision::Typed, Precision::Any);
        let found = changes(&stub(typed, any), &stub(any, any), "m");
        assert_eq!(found.untyped, ["m.f"]);
        assert!(changes(&stub(any, any), &stub(typed, typed), "m").untyped.is_empty());
    }
}
