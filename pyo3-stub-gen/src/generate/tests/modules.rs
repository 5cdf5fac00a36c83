//! Modules that a program takes out before anything is rendered.

use super::build::*;
use crate::facts::*;
use crate::generate::config::Selection;
use crate::generate::modules::{modules, only};
use crate::generate::{Config, Stub, render};

/// Returns the extension `pkg.m`, a package around it, and what a linked crate registers for another package.
fn registered() -> Facts {
    let reexport = |target: &str, source: &str, items| {
        Fact::Reexport(ReexportFact {
            target: target.to_owned(),
            source: source.to_owned(),
            items,
            position: Some(at(1)),
        })
    };
    let foreign = || local(Some("other._core"), "Session");
    let gone = || local(Some("pkg.m.sub"), "Inner");
    facts([
        module_doc("pkg.m", "The extension."),
        module_doc("other._core", "Another extension."),
        Fact::Class(ClassFact { module_is_placement: false, ..class(1, "other._core", "Session") }),
        Fact::Methods(methods(1, vec![method(Receiver::Instance, "close", vec![], TypeExpr::None)])),
        Fact::Snippet(SnippetFact {
            kind: SnippetKind::Method(1),
            module: None,
            parts: vec![SnippetPart::Text("def open(self) -> None: ...".to_owned())],
            position: at(5),
            index: 0,
        }),
        Fact::Function(function("other._core", "connect", vec![], foreign())),
        Fact::Function(function("", "current", vec![parameter("of", foreign())], gone())),
        Fact::Class(class(2, ".sub", "Inner")),
        Fact::Methods(methods(2, vec![method(Receiver::Instance, "size", vec![], int())])),
        Fact::Function(function("pkg.m.sub.deep", "depth", vec![], int())),
        reexport("pkg", "pkg.m", ReexportItems::Explicit(vec!["current".to_owned()])),
        reexport("pkg.other", "pkg.m.sub", ReexportItems::Wildcard),
        reexport("pkg.m", "pkg.m.sub", ReexportItems::Explicit(vec!["Inner".to_owned()])),
    ])
}

/// Returns the stub without the modules that `is_gone` names.
fn without(is_gone: fn(&str) -> bool) -> Stub {
    let config = Config { generate_init_py: Selection::All, ..Config::default() };
    let facts = only(&registered(), "pkg.m", &|name| !is_gone(name));
    render(&facts, "pkg.m", &config).expect("a stub")
}

fn warnings(stub: &Stub) -> Vec<&str> {
    stub.warnings.iter().map(|problem| problem.message.as_str()).collect()
}

#[test]
fn they_are_named_as_python_names_them() {
    let found = modules(&registered(), "pkg.m");
    let names: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(names, ["other._core", "pkg", "pkg.m", "pkg.m.sub", "pkg.m.sub.deep", "pkg.other"]);
    assert!(found.iter().all(|(name, module)| *name == module.name));
    assert_eq!(found["pkg.m"].doc, "The extension.");
    assert_eq!(found["pkg.m.sub"].submodules.iter().collect::<Vec<_>>(), ["deep"]);
    assert_eq!(found["pkg.m.sub"].len(), 1);
    assert!(!found["pkg.m"].is_empty() && !found["pkg"].is_empty());
}

#[test]
fn without_any_taken_out_the_stub_is_the_same() {
    let facts = registered();
    let kept = only(&facts, "pkg.m", &|_| true);
    assert_eq!(kept, facts);
}

/// What a linked crate registers for a package of its own is imported from there once it is not part of this stub.
#[test]
fn types_of_another_package_are_imported_from_it() {
    let with = without(|_| false);
    assert!(with.text.contains("class Session") && with.text.contains("def connect"), "{}", with.text);
    let stub = without(|name| name == "other._core");
    assert!(stub.text.contains("from other._core import Session\n"), "{}", stub.text);
    assert!(!stub.text.contains("class Session") && !stub.text.contains("def connect"), "{}", stub.text);
    assert!(stub.text.contains("Session) -> _SubProtocol.Inner: ..."), "{}", stub.text);
    assert_eq!(warnings(&stub), [] as [&str; 0]);
}

/// A class of the same name in the extension is another one.
#[test]
fn types_of_another_package_are_not_those_of_the_extension() {
    let mut facts = registered();
    facts.facts.push(Fact::Class(class(3, "pkg.m.sub", "Session")));
    let facts = only(&facts, "pkg.m", &|name| name != "other._core");
    let text = render(&facts, "pkg.m", &Config::default()).expect("a stub").text;
    assert!(text.contains("from other._core import Session\n"), "{text}");
    assert!(text.contains("def current(of: Session) -> "), "{text}");
}

/// A submodule is in the stub if a submodule below it is, even if it does not have items.
#[test]
fn a_submodule_goes_alone() {
    let stub = without(|name| name == "pkg.m.sub");
    assert!(!stub.text.contains("class Inner") && !stub.text.contains("def size"), "{}", stub.text);
    assert!(stub.text.contains("sub: _SubProtocol") && stub.text.contains("def depth"), "{}", stub.text);
    assert!(stub.text.contains("-> Any"), "{}", stub.text);
    let said = warnings(&stub);
    assert!(said.iter().any(|it| it.contains("the class `Inner` is not in the stub")), "{said:?}");
    assert!(said.iter().any(|it| it.contains("`pkg.m` re-exports `Inner` from `pkg.m.sub`")), "{said:?}");
    let both = without(|name| name.starts_with("pkg.m.sub"));
    assert!(!both.text.contains("sub: "), "{}", both.text);
}

#[test]
fn a_package_goes_with_its_init_file() {
    let packages = |stub: &Stub| stub.init_files.iter().map(|file| file.package.clone()).collect::<Vec<_>>();
    assert_eq!(packages(&without(|_| false)), ["pkg", "pkg.other"]);
    assert_eq!(packages(&without(|name| name == "pkg.other")), ["pkg"]);
}

#[test]
fn the_extension_module_is_one_of_them() {
    let stub = without(|name| name == "pkg.m");
    assert!(!stub.text.contains("current") && !stub.text.contains("The extension."), "{}", stub.text);
    assert!(stub.text.contains("class Inner"), "{}", stub.text);
}
