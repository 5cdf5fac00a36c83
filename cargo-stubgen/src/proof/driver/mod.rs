//! Asks Python about the extension in separate processes, which may crash or hang.

use crate::error::Error;
use crate::extract::{died_in_import, search_variable};
use crate::proof::forms::Form;
use crate::proof::found::{Calls, Proof};
use crate::proof::survey::Survey;
use crate::python::{
    Answer, LAZY_SUBMODULES, OLD_MYPY, OWN_PACKAGE, Ran, SLOTS, Script, TEXT, install_command,
    mypy_directory, source_with_answer,
};
use crate::rules::{ExtensionRule, FindingRule, PythonRule, StubRule};
use crate::stub::Opened;
use crate::system::{Death, Scratch};
use crate::tree::{StubFile, StubTree};
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::slots;
use pyo3_stub_gen::text::path::absolute;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The package that Python runs, and the directory that it is in.
const PACKAGE: &str = "stubgen_proof";
const PATH_ENTRY: &str = "python";

const FILES: [(&str, &str); 21] = [
    ("__init__.py", "\"\"\"Looks at an extension from Python, for `cargo stubgen test`.\"\"\"\n"),
    ("text.py", TEXT),
    ("old_mypy.py", OLD_MYPY),
    ("own_package.py", OWN_PACKAGE),
    ("lazy_submodules.py", LAZY_SUBMODULES),
    ("run.py", include_str!("run.py")),
    ("findings.py", include_str!("findings.py")),
    ("staging.py", include_str!("staging.py")),
    ("submodules.py", include_str!("submodules.py")),
    ("survey.py", include_str!("survey.py")),
    ("slots.py", SLOTS),
    ("prove.py", include_str!("prove.py")),
    ("own_sources.py", include_str!("own_sources.py")),
    ("build.py", include_str!("build.py")),
    ("deep.py", include_str!("deep.py")),
    ("classes.py", include_str!("classes.py")),
    ("constants.py", include_str!("constants.py")),
    ("recorded.py", include_str!("recorded.py")),
    ("values.py", include_str!("values.py")),
    ("declared.py", include_str!("declared.py")),
    ("trace.py", include_str!("trace.py")),
];

/// How it is started. The directory is not on the path of an isolated interpreter.
const START: &str = source_with_answer!("start.py");

/// How it is started to compare calls while a suite runs.
const SERVE: &str = include_str!("serve.py");

/// The last part of the name under which mypy sees the unchanged stub.
const AS_WRITTEN: &str = "_stub_as_written_";

/// How much longer than loading the extension it may take to test it.
const PATIENCE: u32 = 10;

/// Everything that the Python side needs, in a directory that is removed when this is dropped.
pub struct Driver<'a> {
    opened: &'a Opened<'a>,
    tree: &'a StubTree,
    directory: Scratch,
    /// The directory of mypy, if it is not the project's.
    mypy: Option<PathBuf>,
}

/// The task for Python.
#[derive(Debug, Clone, Copy)]
enum Task {
    Survey,
    Ready,
    Prove,
    Trace,
}

impl Task {
    /// Returns the word for it, which is the kind of its answer too.
    fn name(self) -> &'static str {
        match self {
            Self::Survey => "survey",
            Self::Ready => "ready",
            Self::Prove => "prove",
            Self::Trace => "trace",
        }
    }
}

impl<'a> Driver<'a> {
    /// Lays everything out.
    pub fn new(opened: &'a Opened<'a>, tree: &'a StubTree, mypy: Option<&Path>) -> Result<Self, Error> {
        let mypy = mypy.map(mypy_directory).transpose()?;
        let directory = Scratch::directory().map_err(|source| StubRule::Temporary { source })?;
        let driver = Self { opened, tree, directory, mypy };
        for (name, text) in FILES {
            driver.write(&driver.path(PATH_ENTRY).join(PACKAGE).join(name), text)?;
        }
        for module in &tree.modules {
            driver.write(&driver.path(&expanded(&module.name)), &module.text)?;
        }
        for file in &tree.files {
            driver.write(&driver.path(&copy(file)), &file.text)?;
        }
        Ok(driver)
    }

    /// Returns what there is at run time, and what `forms` do.
    pub fn survey(&self, forms: &[Form]) -> Result<Survey, Error> {
        self.run(Task::Survey, forms, None)
    }

    /// Returns what stubtest and mypy find, and which of `forms` mypy rejects.
    pub fn prove(&self, forms: &[Form]) -> Result<Proof, Error> {
        self.run(Task::Prove, forms, None)
    }

    /// Returns an error if calls could not be compared, because mypy cannot be imported.
    pub fn ready(&self) -> Result<(), Error> {
        self.run(Task::Ready, &[], None)
    }

    /// Returns how the calls that were recorded in a directory differ from the stub.
    pub fn compare(&self, records: &Path) -> Result<Calls, Error> {
        self.run(Task::Trace, &[], Some(records))
    }

    /// Returns what a suite needs to compare its calls while it runs. It can be used for as long as this lives.
    pub fn judge(&self) -> serde_json::Value {
        let mut job = self.job(&[], self.opened.limit, Wrapper::Present, None);
        job["python_paths"] = json!(self.opened.python_paths());
        let messages = FindingRule::RULES.iter().map(|rule| (rule.code.to_owned(), json!(rule.message)));
        json!({
            "python": self.opened.python.path,
            "directory": &*self.directory,
            "script": SERVE,
            "request": {"path": self.path(PATH_ENTRY), "job": job},
            "messages": messages.collect::<serde_json::Map<_, _>>(),
        })
    }

    fn run<T: DeserializeOwned>(
        &self,
        task: Task,
        forms: &[Form],
        records: Option<&Path>,
    ) -> Result<T, Error> {
        let limit = match task {
            Task::Survey => self.opened.limit,
            Task::Ready | Task::Prove | Task::Trace => self.opened.limit * PATIENCE,
        };
        let staged = Staged::of(self.opened);
        let job = self.job(forms, limit, staged.wrapper, records).to_string();
        let python = &self.opened.python;
        let script = Script::new(&python.path, &["-B", "-X", "faulthandler"], START);
        let script = script.arguments([self.path(PATH_ENTRY)]).arguments([task.name(), &job]);
        let mut script = script.arguments([staged.library]).arguments(staged.python_paths);
        let command = script.command().current_dir(&*self.directory);
        if let Some((name, value)) = search_variable(&self.opened.search_path) {
            command.env(name, value);
        }
        let Ran { answer, output } = script.run(limit).map_err(|reason| python.failed(reason))?;
        match answer {
            Err(death) => Err(Error::with_output(self.died(task, &death), output)),
            Ok(answer) if answer.kind == task.name() => serde_json::from_slice(&answer.data)
                .map_err(|_| ExtensionRule::UnreadableReport { module: self.module() }.into()),
            Ok(answer) => Err(self.failed(task, &answer, output)),
        }
    }

    fn died(&self, task: Task, death: &Death) -> ExtensionRule {
        let (module, text) = (self.module(), death.to_string());
        match (task, death) {
            (Task::Survey, _) => died_in_import(module, death),
            (Task::Ready | Task::Prove | Task::Trace, Death::TimedOut(_)) => {
                ExtensionRule::TestTimeout { module, death: text }
            }
            (Task::Ready | Task::Prove | Task::Trace, Death::Signal(_) | Death::Exit(_)) => {
                ExtensionRule::TestCrash { module, death: text }
            }
            (Task::Ready | Task::Prove | Task::Trace, Death::Flooded) => ExtensionRule::Flood { module },
        }
    }

    fn failed(&self, task: Task, answer: &Answer, output: String) -> Error {
        let module = self.module();
        // Calls are compared by mypy's types in any case.
        let skip = match task {
            Task::Survey | Task::Prove => ", or skip stubtest with `--no-stubtest`",
            Task::Ready | Task::Trace => "",
        };
        match answer.kind.as_str() {
            "import" => Error::with_output(ExtensionRule::Import { module, reason: answer.text() }, output),
            "mypy" => {
                let python = self.opened.python.path.clone();
                PythonRule::NoMypy { install: install_command(&python), python, skip }.into()
            }
            "old-mypy" => {
                let python = self.opened.python.path.clone();
                let text = answer.text();
                let (version, oldest) = text.split_once('\0').unwrap_or_default();
                let (version, oldest) = (version.to_owned(), oldest.to_owned());
                PythonRule::OldMypy { version, oldest, install: install_command(&python), skip }.into()
            }
            "stopped" => PythonRule::Checker { name: "mypy", reason: answer.text() }.into(),
            _ => ExtensionRule::UnreadableReport { module }.into(),
        }
    }

    fn module(&self) -> String {
        self.opened.project.module.clone()
    }

    /// Returns the request to the Python side.
    fn job(
        &self,
        forms: &[Form],
        limit: Duration,
        wrapper: Wrapper,
        records: Option<&Path>,
    ) -> serde_json::Value {
        let modules: Vec<_> = self
            .tree
            .modules
            .iter()
            .map(|it| {
                json!({
                    "name": it.name,
                    "file": expanded(&it.name),
                    "lines": it.lines,
                    "has_file": self.tree.has_file(&it.name),
                })
            })
            .collect();
        let as_written: Vec<_> = self
            .tree
            .files
            .iter()
            .map(|it| json!({"name": self.as_written(&it.module), "real_name": it.module, "file": copy(it)}))
            .collect();
        let code: Vec<_> = forms.iter().map(|form| &form.code).collect();
        let root = self.as_written(self.tree.root());
        let checked: Vec<_> = forms.iter().map(|form| form.with_module(&root)).collect();
        json!({
            "module": self.opened.project.module,
            "imported": self.opened.imported_name(),
            "wrapper": wrapper == Wrapper::Missing,
            "mypy": self.mypy.as_ref().map(|directory| directory.display().to_string()),
            "modules": modules,
            "submodules": self.tree.submodules().collect::<Vec<_>>(),
            "as_written": as_written,
            "forms": code,
            "checked_forms": checked,
            "special_methods": slots::groups(),
            "records": records,
            // The process ends itself a little later than it would be stopped.
            "limit": limit.as_secs() + 5,
        })
    }

    /// Returns the name under which mypy sees a stub as users do, beside the expanded modules. Only the package
    /// around it is the same.
    fn as_written(&self, module: &str) -> String {
        let root = self.tree.root();
        let below = module.strip_prefix(root).unwrap_or("");
        match root.rsplit_once('.') {
            Some((package, _)) => format!("{package}.{AS_WRITTEN}{below}"),
            None => format!("{AS_WRITTEN}{below}"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), Error> {
        let parent = path.parent().unwrap_or(path);
        let written = fs_err::create_dir_all(parent).and_then(|()| fs_err::write(path, text));
        written.map_err(|source| StubRule::Temporary { source }.into())
    }
}

/// Returns the file of an expanded module. Python runs in the directory that it is in, because mypy does not read files
/// below a directory whose name is not UTF-8.
fn expanded(module: &str) -> String {
    format!("modules/{}/__init__.pyi", module.replace('.', "/"))
}

/// Returns the file of an unchanged stub.
fn copy(file: &StubFile) -> String {
    let name = match file.form {
        FileForm::Package => "/__init__.pyi",
        FileForm::Module => ".pyi",
    };
    format!("as-written/{}{name}", file.module.replace('.', "/"))
}

/// Whether the package that maturin makes around an extension is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrapper {
    /// It is there, or there is none.
    Present,
    /// It is made when a wheel is.
    Missing,
}

/// How Python finds the extension.
struct Staged {
    library: PathBuf,
    python_paths: Vec<PathBuf>,
    wrapper: Wrapper,
}

impl Staged {
    fn of(opened: &Opened<'_>) -> Self {
        let (library, python_paths) = (absolute(&opened.library), opened.python_paths());
        if opened.artifact.as_ref().is_some_and(|artifact| artifact.unpacked().is_some()) {
            return Self { library, python_paths, wrapper: Wrapper::Present };
        }
        let wrapper = if opened.is_wrapped() { Wrapper::Missing } else { Wrapper::Present };
        Self { library, python_paths, wrapper }
    }
}
