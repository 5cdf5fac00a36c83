//! The truth about submodules: whether the interpreter and five type checkers agree about code that users write.
//!
//! Python runs each form of `truth/forms.txt` in a separate process. A checker agrees with Python if it reports an
//! error exactly where Python raises. The table in `docs/submodules.md` shows where it does not, and the test fails if
//! the measurement differs from the table.
//!
//! How to write a test here: add a line to `truth/forms.txt`. `cargo accept -p stub-tests --test truth` updates the table.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod forms;
mod judges;
mod stubs;
mod table;

use forms::{Form, Kind};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use stub_tests::checkers::Checker;
use stub_tests::{Outcome, checkers, compare, places, run, when};
use stubs::Stub;
use table::{Column, Table};

/// The value, or a failure that shows the error as it is.
fn succeed<T>(outcome: Outcome<T>) -> T {
    outcome.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_table_in_the_documentation_is_what_is_measured() {
    let forms = succeed(forms::read());
    let table = succeed(measure(&forms));
    let differences = table.differences(Stub::Namespace, Kind::Judged);
    assert!(differences.is_empty(), "{differences:#?}");
    let document = places::root().join("docs/submodules.md");
    let text = succeed(when(fs::read_to_string(&document), document.display()));
    let updated = succeed(table::put_into(&text, &table));
    succeed(compare::with_committed(&document, &updated));
}

/// Runs every form, and asks every checker about it with every stub.
fn measure(forms: &[Form]) -> Outcome<Table> {
    let fixture = stubs::build()?;
    let raising = judges::raising(&fixture.library, forms)?;
    let mut columns = Vec::new();
    for stub in Stub::ALL {
        let site = stubs::lay(&fixture, stub, forms)?;
        let mut column = Column { stub, objects: Vec::new() };
        for checker in Checker::ALL {
            column.objects.push((checker, judges::objecting(checker, &site, forms)?));
        }
        columns.push(column);
    }
    Ok(Table { forms: forms.to_vec(), raising, columns })
}

/// Where a module is wanted, a submodule is one, and it has what every module has.
#[test]
fn a_submodule_passes_for_a_module_in_the_style_class() {
    let fixture = succeed(stubs::build());
    let code = "import types, m\n\
                def name(module: types.ModuleType) -> str: return module.__name__\n\
                assert name(m.sub) and name(m.sub.nested)\n\
                doc: str | None = m.sub.__doc__\n\
                assert m.sub.__spec__ is None and m.sub.__loader__ is None and m.sub.__package__ is None\n";
    // A checker that does not find any error has not run.
    let wrong = "import m\nm.sub.nowhere\n";
    let form =
        |name: &str, code: &str| Form { name: name.to_owned(), code: code.to_owned(), kind: Kind::Judged };
    let forms = [form("pass_module", code), form("no_such_name", wrong)];
    let only_wrong = std::collections::BTreeSet::from(["no_such_name".to_owned()]);
    assert_eq!(succeed(judges::raising(&fixture.library, &forms)), only_wrong);
    let site = succeed(stubs::lay(&fixture, Stub::Class, &forms));
    for checker in Checker::ALL {
        assert_eq!(succeed(judges::objecting(checker, &site, &forms)), only_wrong, "{}", checker.name());
    }
}

#[test]
fn stubtest_finds_nothing_in_protocols_and_classes() {
    let fixture = succeed(stubs::build());
    for stub in [Stub::Protocol, Stub::Class] {
        let site = succeed(stubs::lay_with_library(&fixture, stub, "stubtest"));
        succeed(checkers::stubtest(&site, stubs::MODULE));
    }
}

/// In the style `namespace`, stubtest reports each direct submodule of the extension, and no other error.
#[test]
fn stubtest_finds_the_aliases_of_namespaces_only() {
    let fixture = succeed(stubs::build());
    let site = succeed(stubs::lay_with_library(&fixture, Stub::Namespace, "stubtest"));
    let mut stubtest = succeed(checkers::stubtest_command(&site, stubs::MODULE));
    let output = succeed(run::output(&mut stubtest));
    let text = String::from_utf8_lossy(&output.stdout);
    let found: BTreeSet<&str> = text.lines().filter_map(|line| line.strip_prefix("error: ")).collect();
    let expected =
        ["m.other is inconsistent, runtime is not a type", "m.sub is inconsistent, runtime is not a type"];
    assert_eq!(found, BTreeSet::from(expected), "{}", run::told(&stubtest, &output));
}

/// Every checker accepts every stub at its strictest.
#[test]
fn every_stub_is_accepted() {
    let fixture = succeed(stubs::build());
    for stub in [Stub::Protocol, Stub::Class, Stub::Namespace] {
        let site = succeed(stubs::lay_with_library(&fixture, stub, "strict"));
        for checker in Checker::ALL {
            succeed(checker.check(&site, &[Path::new("m.pyi")]));
        }
    }
}

/// `cargo stubgen test` proves every style, with every checker. For a tree with one file for each submodule, it reports that
/// the submodules cannot be imported.
#[test]
fn every_style_is_proved_and_files_are_not() {
    let fixture = succeed(stubs::build());
    for stub in Stub::ALL {
        let site = succeed(stubs::lay_with_library(&fixture, stub, "proof"));
        let mut proof = succeed(stubs::proof(&fixture, stub, &site));
        proof.args(Checker::ALL.iter().map(|checker| format!("--checker={}", checker.name())));
        if stub != Stub::Files {
            succeed(run::success(&mut proof));
            continue;
        }
        let output = succeed(run::output(&mut proof));
        let told = run::told(&proof, &output);
        assert_eq!(output.status.code(), Some(1), "{told}");
        for checker in Checker::ALL {
            let objection = format!(
                "error[accepted-import]: `m.sub` cannot be imported with `import m.sub`, which {} accepts: Python raises \
                 ModuleNotFoundError",
                checker.name()
            );
            assert!(told.contains(&objection), "{objection}\n{told}");
        }
    }
}
