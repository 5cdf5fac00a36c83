//! Asks Python about the extension: in processes of their own, which may crash or hang.

use super::forms::Form;
use super::tree::StubTree;
use crate::error::{Error, Wanted, Work};
use crate::extract::search_variable;
use crate::process::{End, run_limited};
use crate::scratch::Scratch;
use crate::stub::{Opened, absolute};
use pyo3_stub_gen::generate::project::Layout;
use pyo3_stub_gen::generate::slots;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The package that Python runs, and the directory that it is in.
const PACKAGE: &str = "stubgen_proof";
const PATH_ENTRY: &str = "python";

const FILES: [(&str, &str); 11] = [
    ("__init__.py", "\"\"\"Looks at an extension from Python, for `cargo stubgen test`.\"\"\"\n"),
    ("run.py", include_str!("driver/run.py")),
    ("staging.py", include_str!("driver/staging.py")),
    ("submodules.py", include_str!("driver/submodules.py")),
    ("survey.py", include_str!("driver/survey.py")),
    ("slots.py", include_str!("driver/slots.py")),
    ("prove.py", include_str!("driver/prove.py")),
    ("build.py", include_str!("driver/build.py")),
    ("deep.py", include_str!("driver/deep.py")),
    ("classes.py", include_str!("driver/classes.py")),
    ("constants.py", include_str!("driver/constants.py")),
];

/// How it is started: the directory is not on the path by itself.
const START: &str =
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from stubgen_proof import run; run.main()";

/// The last part of the name under which mypy sees the stub as it is.
const AS_WRITTEN: &str = "_stub_as_written_";

/// How much longer than loading the extension it may take to test it.
const PATIENCE: u32 = 10;

/// What there is at run time.
#[derive(Debug, Deserialize)]
pub struct Survey {
    /// The modules, by their dotted names.
    pub modules: BTreeMap<String, Module>,
    /// For each import statement, what it raises.
    pub forms: Vec<Option<String>>,
}

/// A module at run time.
#[derive(Debug, Deserialize)]
pub struct Module {
    /// The names that a stub should declare, and what they are.
    pub names: BTreeMap<String, Kind>,
    /// All names.
    pub all: Vec<String>,
    /// Whether it stands in `sys.modules`.
    pub registered: bool,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A module.
    Module,
    /// A class.
    Class,
    /// An exception class.
    Exception,
    /// A function, or another callable.
    Function,
    /// Anything else.
    Value,
}

/// What stubtest and mypy have found.
#[derive(Debug, Deserialize)]
pub struct Proof {
    /// What is wrong.
    pub findings: Vec<Found>,
    /// The import statements that mypy objects to, by their index.
    pub objections: Vec<usize>,
}

/// One thing that is wrong.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// The dotted name of what it is about.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What the stub says.
    #[serde(default)]
    pub stub: Option<String>,
    /// What there is at run time.
    #[serde(default)]
    pub runtime: Option<String>,
    /// The line of the stub.
    #[serde(default)]
    pub line: Option<u32>,
    /// What the author of the extension may have meant, and written by hand.
    #[serde(default)]
    pub unless: Option<Unless>,
}

/// What an author may write by hand although the interpreter shows something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unless {
    /// `async def`, for a function whose result can be awaited.
    Async,
    /// No `*args`, where the function refuses what it gets by them.
    NoVarPositional,
    /// No `**kwargs`, likewise.
    NoVarKeyword,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    Failed(Failed),
    Survey(Survey),
    Proof(Proof),
}

#[derive(Debug, Deserialize)]
struct Failed {
    stage: Stage,
    reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Stage {
    Import,
    Mypy,
}

/// Everything that the Python side needs, in a directory that goes when this does.
pub struct Driver<'a> {
    opened: &'a Opened,
    tree: &'a StubTree,
    directory: Scratch,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
enum Task {
    Survey,
    Prove,
}

impl<'a> Driver<'a> {
    /// Lays everything out.
    pub fn new(opened: &'a Opened, tree: &'a StubTree) -> Result<Self, Error> {
        let directory = Scratch::directory()?;
        let driver = Self { opened, tree, directory };
        for (name, text) in FILES {
            driver.write(&driver.path(PATH_ENTRY).join(PACKAGE).join(name), text)?;
        }
        for module in &tree.modules {
            driver.write(&driver.expanded(&module.name), &module.text)?;
        }
        Ok(driver)
    }

    /// What there is at run time, and what `forms` do.
    pub fn survey(&self, forms: &[Form]) -> Result<Survey, Error> {
        match self.run(Task::Survey, forms)? {
            Report::Survey(survey) => Ok(survey),
            Report::Proof(_) | Report::Failed(_) => Err(self.unreadable()),
        }
    }

    /// What stubtest and mypy find, and which of `forms` mypy objects to.
    pub fn prove(&self, forms: &[Form]) -> Result<Proof, Error> {
        match self.run(Task::Prove, forms)? {
            Report::Proof(proof) => Ok(proof),
            Report::Survey(_) | Report::Failed(_) => Err(self.unreadable()),
        }
    }

    fn run(&self, task: Task, forms: &[Form]) -> Result<Report, Error> {
        let name = match task {
            Task::Survey => "survey",
            Task::Prove => "prove",
        };
        let limit = match task {
            Task::Survey => self.opened.limit,
            Task::Prove => self.opened.limit * PATIENCE,
        };
        let (request, report) = (self.path(&format!("{name}-request")), self.path(&format!("{name}-report")));
        self.write(&request, &self.request(forms, limit).to_string())?;
        let mut command = Command::new(&self.opened.python.path);
        // Isolated: neither the user's directory nor the current one has a say in what is imported.
        command.args(["-I", "-B", "-X", "faulthandler", "-c", START]).arg(self.path(PATH_ENTRY));
        command.arg(name).arg(request).arg(&report).current_dir(&*self.directory);
        if let Some((name, value)) = search_variable(&self.opened.search_path) {
            command.env(name, value);
        }
        let program = self.opened.python.path.display().to_string();
        let ended = run_limited(&mut command, limit).map_err(|source| Error::Run { program, source })?;
        let output = format!("{}{}", ended.stdout, ended.stderr);
        let is_complete = matches!(ended.end, End::Exited(_));
        let Some(text) = fs_err::read_to_string(&report).ok().filter(|_| is_complete) else {
            return Err(self.died(task, ended.end, output));
        };
        match serde_json::from_str(&text) {
            Ok(Report::Failed(failed)) => Err(self.failed(failed, output)),
            Ok(report) => Ok(report),
            Err(_) => Err(self.unreadable()),
        }
    }

    fn died(&self, task: Task, end: End, output: String) -> Error {
        let work = match task {
            Task::Survey => Work::Imported,
            Task::Prove => Work::Tested,
        };
        Error::TestDied { module: self.module(), work, death: end.into(), output }
    }

    fn failed(&self, failed: Failed, output: String) -> Error {
        let (python, wanted) = (self.opened.python.path.clone(), Wanted::Stubtest);
        match failed.stage {
            Stage::Import => Error::Import { module: self.module(), reason: failed.reason, output },
            Stage::Mypy => Error::NoChecker { name: "mypy", python, wanted },
        }
    }

    fn unreadable(&self) -> Error {
        let reason = "its report cannot be read".to_owned();
        Error::Import { module: self.module(), reason, output: String::new() }
    }

    fn module(&self) -> String {
        self.opened.project.module.clone()
    }

    /// What the Python side is told.
    fn request(&self, forms: &[Form], limit: Duration) -> serde_json::Value {
        let staged = Staged::of(self.opened);
        let modules: Vec<_> = self
            .tree
            .modules
            .iter()
            .map(|it| json!({"name": it.name, "file": self.expanded(&it.name), "has_file": self.tree.has_file(&it.name)}))
            .collect();
        let as_written: Vec<_> = self
            .tree
            .files
            .iter()
            .map(|it| json!({"name": self.as_written(&it.module), "real_name": it.module, "file": absolute(&it.path)}))
            .collect();
        let code: Vec<_> = forms.iter().map(|form| &form.code).collect();
        let root = self.as_written(self.tree.root());
        let checked: Vec<_> = forms.iter().map(|form| form.with_module(&root)).collect();
        json!({
            "module": self.opened.project.module,
            "library": staged.library,
            "wrapper": staged.wrapper == Wrapper::Missing,
            "python_paths": staged.python_paths,
            "modules": modules,
            "submodules": self.tree.submodules().collect::<Vec<_>>(),
            "as_written": as_written,
            "forms": code,
            "checked_forms": checked,
            "special_methods": slots::groups(),
            // The process ends itself somewhat later than it would be stopped.
            "limit": limit.as_secs() + 5,
        })
    }

    /// The name under which mypy sees a stub as users do, beside the expanded modules. What it has in common with
    /// the real one is the package around it.
    fn as_written(&self, module: &str) -> String {
        let root = self.tree.root();
        let below = module.strip_prefix(root).unwrap_or("");
        match root.rsplit_once('.') {
            Some((package, _)) => format!("{package}.{AS_WRITTEN}{below}"),
            None => format!("{AS_WRITTEN}{below}"),
        }
    }

    /// The file of an expanded module.
    fn expanded(&self, module: &str) -> PathBuf {
        let root = self.path("modules");
        module.split('.').fold(root, |path, part| path.join(part)).join("__init__.pyi")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), Error> {
        let parent = path.parent().unwrap_or(path);
        fs_err::create_dir_all(parent).and_then(|()| fs_err::write(path, text)).map_err(Error::Temporary)
    }
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
    fn of(opened: &Opened) -> Self {
        let (library, python_paths) = (absolute(&opened.library), opened.python_paths());
        if opened.artifact.as_ref().is_some_and(|artifact| artifact.unpacked().is_some()) {
            return Self { library, python_paths, wrapper: Wrapper::Present };
        }
        let project = &opened.project;
        let pyproject = opened.extension.as_ref().and_then(|extension| extension.pyproject.as_ref());
        let is_wrapped = project.layout == Layout::Pure
            && !project.module.contains('.')
            && pyproject.is_some_and(|pyproject| pyproject.uses_maturin);
        let wrapper = if is_wrapped { Wrapper::Missing } else { Wrapper::Present };
        Self { library, python_paths, wrapper }
    }
}
