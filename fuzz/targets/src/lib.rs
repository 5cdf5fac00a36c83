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
use pyo3_stub_gen::generate::survey::{self, Gaps, Question, Survey, Types};
use pyo3_stub_gen::generate::{
    Config, FileForm, PythonVersion, Severity, Stub, SubmoduleStyle, fragments, render, render_surveyed,
};
use std::collections::BTreeSet;
use std::path::Path;

mod whole;

/// The extension that everything belongs to.
const MODULE: &str = "pkg.m";

/// The extension that is surveyed.
const SURVEYED: &str = "forms";

/// A function of this package that takes any bytes.
pub type Target = fn(&[u8]);

/// All of them, by the names of their directories in `fuzz/corpus`.
pub const TARGETS: [(&str, Target); 6] = [
    ("facts", facts),
    ("fragments", fragments),
    ("statement", statement),
    ("python", python),
    ("pyproject", pyproject),
    ("whole", whole),
];

/// What Python shows of the extension whose fragments are fuzzed. An extension of each release of PyO3 shows the same.
const SURVEY: &str = include_str!("survey.json");

/// Bytes as a shared library returns them.
pub fn facts(data: &[u8]) {
    let Ok(facts) = decode(data) else { return };
    // What is read can be written and read again.
    assert_eq!(decode(&encode(&facts)).as_ref(), Ok(&facts));
    render_all(&facts);
}

/// The fragments that PyO3's `experimental-inspect` leaves in a library, one a line. They provide types for objects in
/// Python, and do not change any places.
pub fn fragments(data: &[u8]) {
    let lines = data.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let read = fragments::read(lines.filter_map(|line| serde_json::from_slice(line).ok()), None);
    let Ok(survey) = serde_json::from_str::<Survey>(SURVEY) else { return };
    let mut joined = fragments::join(&read, &survey, SURVEYED);
    joined.reveal_hidden(&survey);
    let config = Config::builder().build();
    let surveyed = |types: Option<&dyn Types>| {
        let library = Position { file: "lib.so".to_owned(), line: 0, column: 0 };
        let (is_foreign, types) = (|_: &Position| false, |_: &Gaps<'_>| types);
        let question =
            Question { module: SURVEYED, config: &config, library, is_foreign: &is_foreign, types: &types };
        let facts = Facts { library_version: "1".to_owned(), facts: Vec::new() };
        survey::apply(facts, &survey, &question)
    };
    let (without, with) = (surveyed(None), surveyed(Some(&joined)));
    assert_eq!(places(&with.facts), places(&without.facts), "fragments moved something");
    let stub = render_surveyed(&with, SURVEYED, &config);
    let stub = stub.unwrap_or_else(|problems| panic!("no stub: {problems:?}"));
    is_whole(&stub);
}

/// Where each module, function, class and variable is. A class that no module has is only there for type checkers.
fn places(facts: &Facts) -> BTreeSet<String> {
    let place = |fact: &Fact| match fact {
        Fact::Function(it) => Some(format!("{:?}.{}()", it.module, it.name)),
        Fact::Class(it) if it.position.file != "lib.so" || it.id >> 31 == 0 => {
            Some(format!("{:?}.{}", it.module, it.name))
        }
        Fact::Variable(it) => Some(format!("{:?}.{}:", it.module, it.name)),
        Fact::ModuleDoc(it) => Some(format!("{:?}", it.module)),
        _ => None,
    };
    facts.facts.iter().filter_map(place).collect()
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

/// Python source in every place that accepts it.
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
