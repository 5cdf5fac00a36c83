//! `cargo stubgen where`: the place of an item in the Rust source.

use crate::support::Project;
use crate::support::extension::facts_of;
use insta::assert_snapshot;
use pyo3_stub_gen::facts::{Fact, Position};

#[test]
fn the_place_of_an_item_is_printed() {
    let project = Project::new();
    let mut facts = facts_of("NEW");
    for fact in &mut facts.facts {
        if let Fact::Variable(variable) = fact {
            variable.position = Some(Position { file: "src/lib.rs".to_owned(), line: 3, column: 5 });
        }
    }
    project.set_facts(&facts);
    let finds = |names: &[&str]| {
        for name in names {
            let run = project.stubgen(&["where", name]);
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
            assert_eq!(run.stdout, "src/lib.rs:3:5\n");
        }
    };
    finds(&["demo.NEW", "NEW"]);
    // The extension is inside a package of its name, which has the same names.
    project
        .write("pyproject.toml", "[project]\nname = \"demo\"\n[tool.maturin]\npython-source = \"python\"\n");
    project.write("python/demo/__init__.py", "from .demo import *\n");
    finds(&["demo.demo.NEW", "demo.NEW", "NEW"]);
}

#[test]
fn a_name_that_is_not_in_the_stub_is_an_error() {
    let project = Project::new();
    assert_snapshot!(project.failure(&["where", "demo.NEWS"]), @r#"
    error[name-not-in-stub]: `demo.NEWS` is not an item of the stub of `demo`
     = help: did you mean `demo.NEW`?
    "#);
    assert_snapshot!(project.failure(&["where", "demo.other.thing"]), @r#"
    error[name-not-in-stub]: `demo.other.thing` is not an item of the stub of `demo`
     = help: pass a dotted name, such as `demo.sub.name`
    "#);
}

#[test]
fn an_item_without_a_place_is_an_error() {
    let project = Project::in_python("NEW = 1\nOTHER = 2\n");
    assert_snapshot!(project.failure(&["where", "demo.OTHER"]), @r#"
    error[no-place]: the place of `demo.OTHER` in the Rust source is not known
     = help: annotate it, such as with `#[gen_stub_pyfunction]`
    "#);
}
