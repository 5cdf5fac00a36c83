//! What is fuzzed. Each function takes any bytes, and panics where the generator does not keep its promises:
//!
//! - It does not panic, and it ends.
//! - It returns a stub, or at least one error.
//! - Every stub that it returns is valid Python, is the same when it is rendered again, and can be read by a proof. Each module
//!   that the proof reads is valid Python too, and has the same items when it is read again.
//!
//! `fuzz/fuzz_targets` runs these functions with libFuzzer, and the test `fuzz` of the package `stub-tests` with numbers that
//! are the same in every run.

use pyo3_stub_gen::facts::{
    ClassFact, ClassKind, Fact, Facts, Position, SnippetFact, SnippetKind, SnippetPart, StubOption,
    StubOptions, TextExpr, TypeAliasFact, TypeExpr, VariableFact, decode, encode,
};
use pyo3_stub_gen::generate::config::Selection;
use pyo3_stub_gen::generate::expand::{ExpandedModule, StubItemKind, StubSource, expand};
use pyo3_stub_gen::generate::project::{self, ProjectSources, Pyproject};
use pyo3_stub_gen::generate::{Config, FileForm, PythonVersion, Severity, Stub, SubmoduleStyle, render};
use std::path::Path;

mod whole;

/// The extension that everything belongs to.
const MODULE: &str = "pkg.m";

/// A function of this package that takes any bytes.
pub type Target = fn(&[u8]);

/// All of them, by the names of their directories in `fuzz/corpus`.
pub const TARGETS: [(&str, Target); 5] = [
    ("facts", facts),
    ("statement", statement),
    ("python", python),
    ("pyproject", pyproject),
    ("whole", whole),
];

/// Bytes as a shared library returns them.
pub fn facts(data: &[u8]) {
    let Ok(facts) = decode(data) else { return };
    // What is read can be written and read again.
    assert_eq!(decode(&encode(&facts)).as_ref(), Ok(&facts));
    render_all(&facts);
}

/// The text of one statement of a macro, with the types and values that it may refer to.
pub fn statement(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut bytes = b"\x011\x00\x01".to_vec();
    let mut rest = text.len();
    while rest >= 0x80 {
        bytes.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
        rest >>= 7;
    }
    bytes.push(u8::try_from(rest).unwrap_or_default());
    bytes.extend_from_slice(text.as_bytes());
    // One string, the types `Any`, `Any` and `None`, the value `1`, no class, no data, and the end.
    bytes.extend_from_slice(b"\x01\x04Doc.\x03\x00\x00\x01\x01\x00\x011\x00\x01\x00");
    facts(&bytes);
}

/// Python text in every place that takes some.
pub fn python(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let position = || Position { file: "src/lib.rs".to_owned(), line: 1, column: 1 };
    let annotation = || {
        let imports = vec!["a.b".to_owned()];
        TypeExpr::Text(TextExpr { text: text.to_owned(), imports, position: None })
    };
    let snippet = |kind| {
        let parts = vec![SnippetPart::Text(text.to_owned())];
        Fact::Snippet(SnippetFact { kind, module: None, parts, position: position(), index: 0 })
    };
    let class = |change: &dyn Fn(&mut ClassFact)| {
        let mut class = ClassFact::new(1, "C", ClassKind::Struct, position());
        change(&mut class);
        Fact::Class(class)
    };
    let alias = TypeAliasFact {
        name: "A".to_owned(),
        module: None,
        r#type: annotation(),
        doc: text.to_owned(),
        position: None,
    };
    // One at a time, so that an error in one does not hide the others.
    let places = [
        vec![snippet(SnippetKind::Functions)],
        vec![snippet(SnippetKind::TypeAlias)],
        vec![class(&|_| ()), snippet(SnippetKind::Methods(1))],
        vec![class(&|_| ()), snippet(SnippetKind::Method(1))],
        vec![class(&|class| class.bases = vec![annotation()])],
        vec![class(&|class| {
            class.doc = text.to_owned();
            class.stub_options = StubOptions::default().with(StubOption::TypeParams, &[text]);
        })],
        vec![Fact::TypeAlias(alias)],
    ];
    for facts in places {
        render_all(&Facts { library_version: "1".to_owned(), facts });
    }
}

/// A `pyproject.toml`.
pub fn pyproject(data: &[u8]) {
    let Ok(file) = tempfile::NamedTempFile::new() else { return };
    if std::fs::write(file.path(), data).is_err() {
        return;
    }
    let Ok(pyproject) = Pyproject::read(file.path()) else { return };
    let sources = ProjectSources {
        manifest: Path::new("Cargo.toml"),
        pyproject: Some(&pyproject),
        module: Some(MODULE),
        output: Some(Path::new("m.pyi")),
    };
    let Ok(project) = project::resolve(&sources) else { return };
    let variable = VariableFact {
        name: "X".to_owned(),
        module: Some(".http.sub".to_owned()),
        r#type: TypeExpr::builtin("int"),
        value: None,
        doc: "One.".to_owned(),
        position: None,
    };
    let facts = Facts { library_version: "1".to_owned(), facts: vec![Fact::Variable(variable)] };
    check(&facts, &project.config);
}

/// The facts of a whole extension, as a text with a line for each item.
pub fn whole(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let facts = whole::read(text);
    assert_eq!(decode(&encode(&facts)).as_ref(), Ok(&facts));
    render_all(&facts);
}

/// Renders `facts` in every style.
fn render_all(facts: &Facts) {
    for (submodule_style, minor) in
        [(SubmoduleStyle::Protocol, 10), (SubmoduleStyle::Class, 12), (SubmoduleStyle::Namespace, 14)]
    {
        let config = Config::builder()
            .submodule_style(submodule_style)
            .python_version(PythonVersion { major: 3, minor })
            .generate_init_py(Selection::All)
            .build();
        check(facts, &config);
    }
}

fn check(facts: &Facts, config: &Config) {
    match render(facts, MODULE, config) {
        Ok(stub) => {
            is_whole(&stub);
            assert_eq!(render(facts, MODULE, config).as_ref(), Ok(&stub), "rendered again");
        }
        Err(problems) => {
            let is_error = problems.iter().any(|problem| problem.severity == Severity::Error);
            assert!(is_error, "neither a stub nor an error was returned: {problems:?}");
        }
    }
}

/// Checks that every file of a stub can be written and read.
fn is_whole(stub: &Stub) {
    assert!(stub.check().is_ok(), "{:?}\n{}", stub.check(), stub.text);
    let form = if stub.submodule_files.is_empty() { FileForm::Module } else { FileForm::Package };
    let names: Vec<String> =
        stub.submodule_files.iter().map(|file| format!("{MODULE}.{}", file.path.join("."))).collect();
    let root = StubSource { module: MODULE, form, text: &stub.text };
    let others = names.iter().zip(&stub.submodule_files);
    let others = others.map(|(module, file)| StubSource { module, form: file.form, text: &file.text });
    let sources: Vec<_> = std::iter::once(root).chain(others).collect();
    let expanded = expand(&sources);
    assert!(expanded.is_ok(), "{expanded:?}\n{}", stub.text);
    expanded.iter().flat_map(|expansion| &expansion.modules).for_each(is_one_module);
}

/// Checks that the file of one module is that of one module: it has the same items when it is read again.
fn is_one_module(module: &ExpandedModule) {
    let ExpandedModule { name, text, lines, .. } = module;
    assert_eq!(text.lines().count(), lines.len(), "{text}");
    let again = expand(&[StubSource { module: name, form: FileForm::Package, text }]);
    let Ok(again) = again else { panic!("{again:?}\n{text}") };
    let [only] = &again.modules[..] else { panic!("more than one module\n{text}") };
    let paths = |module: &ExpandedModule| -> Vec<String> {
        let own = module.items.iter().filter(|item| item.kind != StubItemKind::Import);
        own.map(|item| item.path.clone()).collect()
    };
    assert_eq!(paths(only), paths(module), "{text}");
}
