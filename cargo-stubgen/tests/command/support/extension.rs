//! Extensions that need no PyO3: shared libraries with the two symbols that the command asks for.

use pyo3_stub_gen::facts::{Fact, Facts, TypeExpr, VariableFact};
use std::path::Path;
use std::process::Command;

/// How an extension behaves when it is loaded and asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// It returns the facts of `facts.bin`.
    Answers,
    /// It prints to standard output first.
    Prints,
    /// It prints without end.
    Floods,
    /// It writes to an address that it does not own.
    Segfaults,
    /// It aborts.
    Aborts,
    /// It never ends loading.
    Hangs,
    /// It ends the process with exit code 0, as if all were well.
    Exits,
    /// It fails with a message of its own.
    Fails,
    /// It has the symbol of a format that is not known here.
    OtherFormat,
    /// It has no symbol.
    Unlinked,
    /// It returns the facts of `facts.bin`. Python runs the module after it has created it, as with PyO3 0.28 and later.
    InTwoPhases,
}

impl Behaviour {
    /// The Rust source of the extension.
    pub fn source(self) -> String {
        let symbols = match self {
            Self::Unlinked => "",
            Self::OtherFormat => OTHER_FORMAT,
            Self::Fails => FAILS,
            _ => ANSWERS,
        };
        let at_load = match self {
            Self::Prints => "println!(\"printed by the extension\");",
            Self::Floods => "loop { println!(\"again\"); }",
            Self::Segfaults => "unsafe { std::ptr::without_provenance_mut::<u8>(16).write_volatile(1) };",
            Self::Aborts => "eprintln!(\"the last words\"); std::process::abort();",
            Self::Hangs => "loop { std::thread::sleep(std::time::Duration::from_secs(1)); }",
            Self::Exits => "std::process::exit(0);",
            _ => "",
        };
        let init = if self == Self::InTwoPhases { INIT_IN_TWO_PHASES } else { INIT };
        format!("{symbols}\n{PYTHON_MODULE}\n{init}\n{}", AT_LOAD.replace("BODY", at_load))
    }
}

/// A module that Python can import. `src/module.py` defines what is in it: Python runs it in the dictionary of the module.
const PYTHON_MODULE: &str = r#"
use std::ffi::{c_char, c_int, c_void};

unsafe extern "C" {
    fn PyModule_GetDict(module: *mut c_void) -> *mut c_void;
    fn PyEval_GetBuiltins() -> *mut c_void;
    fn PyDict_SetItemString(dict: *mut c_void, key: *const c_char, value: *mut c_void) -> c_int;
    fn PyRun_String(code: *const c_char, start: c_int, globals: *mut c_void, locals: *mut c_void) -> *mut c_void;
}

/// `PyModuleDef`, without what is zero here. Its head is five words long.
#[repr(C)]
struct Definition { head: [usize; 5], name: *const c_char, doc: *const c_char, size: isize, rest: [usize; 5] }

/// The code of a whole file, for `PyRun_String`.
const FILE_INPUT: c_int = 257;

unsafe fn run(module: *mut c_void) -> bool {
    unsafe {
        let dict = PyModule_GetDict(module);
        PyDict_SetItemString(dict, c"__builtins__".as_ptr(), PyEval_GetBuiltins());
        let code = concat!(include_str!("module.py"), "\0").as_ptr();
        !PyRun_String(code.cast(), FILE_INPUT, dict, dict).is_null()
    }
}
"#;

/// Python gets a module that has been run.
const INIT: &str = r#"
unsafe extern "C" {
    fn PyModule_Create2(definition: *mut Definition, version: c_int) -> *mut c_void;
}

static mut DEFINITION: Definition =
    Definition { head: [1, 0, 0, 0, 0], name: c"demo".as_ptr(), doc: std::ptr::null(), size: -1, rest: [0; 5] };

/// The version of Python's interface, as the headers of Python 3 have it.
const API_VERSION: c_int = 1013;

#[unsafe(no_mangle)]
#[allow(non_snake_case)]
pub unsafe extern "C" fn PyInit_demo() -> *mut c_void {
    unsafe {
        let module = PyModule_Create2(&raw mut DEFINITION, API_VERSION);
        if run(module) { module } else { std::ptr::null_mut() }
    }
}
"#;

/// Python gets a definition (PEP 489), creates the module, and has it run.
const INIT_IN_TWO_PHASES: &str = r#"
unsafe extern "C" {
    fn PyModuleDef_Init(definition: *mut Definition) -> *mut c_void;
}

/// `PyModuleDef_Slot`.
#[repr(C)]
struct Slot { id: c_int, value: Option<unsafe extern "C" fn(*mut c_void) -> c_int> }

const PY_MOD_EXEC: c_int = 2;

static mut SLOTS: [Slot; 2] = [Slot { id: PY_MOD_EXEC, value: Some(execute) }, Slot { id: 0, value: None }];

unsafe extern "C" fn execute(module: *mut c_void) -> c_int {
    if unsafe { run(module) } { 0 } else { -1 }
}

#[unsafe(no_mangle)]
#[allow(non_snake_case)]
pub unsafe extern "C" fn PyInit_demo() -> *mut c_void {
    // The slots are the second of the words behind the size.
    let rest = [0, (&raw mut SLOTS).expose_provenance(), 0, 0, 0];
    let definition =
        Definition { head: [1, 0, 0, 0, 0], name: c"demo".as_ptr(), doc: std::ptr::null(), size: 0, rest };
    unsafe { PyModuleDef_Init(Box::leak(Box::new(definition))) }
}
"#;

/// A function that the loader calls, as it does with a static constructor.
const AT_LOAD: &str = r##"
#[used]
#[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__mod_init_func"))]
#[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
#[cfg_attr(not(any(windows, target_os = "macos")), unsafe(link_section = ".init_array"))]
static AT_LOAD: extern "C" fn() = at_load;

extern "C" fn at_load() { BODY }
"##;

const ANSWERS: &str = r#"
static FACTS: &[u8] = include_bytes!("facts.bin");

#[repr(C)]
pub struct FactsBytes { status: u32, data: *const u8, length: usize }

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pyo3_stub_gen_facts_v4(out: *mut FactsBytes) {
    unsafe { out.write(FactsBytes { status: 0, data: FACTS.as_ptr(), length: FACTS.len() }) };
}
"#;

const FAILS: &str = r#"
static MESSAGE: &str = "the default of `greet` panicked (src/lib.rs:7)";

#[repr(C)]
pub struct FactsBytes { status: u32, data: *const u8, length: usize }

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pyo3_stub_gen_facts_v4(out: *mut FactsBytes) {
    unsafe { out.write(FactsBytes { status: 1, data: MESSAGE.as_ptr(), length: MESSAGE.len() }) };
}
"#;

const OTHER_FORMAT: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn pyo3_stub_gen_facts_v99() {}

#[unsafe(no_mangle)]
pub extern "C" fn pyo3_stub_gen_version() -> *const u8 { c"99.1.0".as_ptr().cast() }
"#;

/// The facts of an extension with one variable.
pub fn facts_of(variable: &str) -> Facts {
    facts_with(variable, TypeExpr::builtin("int"))
}

/// The same with another type.
pub fn facts_with(variable: &str, r#type: TypeExpr) -> Facts {
    let variable = VariableFact {
        name: variable.to_owned(),
        module: None,
        r#type,
        value: None,
        doc: String::new(),
        position: None,
    };
    facts(vec![Fact::Variable(variable)])
}

/// Facts as this version of the library writes them.
pub fn facts(facts: Vec<Fact>) -> Facts {
    Facts { library_version: env!("CARGO_PKG_VERSION").to_owned(), facts }
}

/// Compiles the extension of the project at `root` to the file `library` there, without Cargo.
pub fn compile(root: &Path, library: &str) {
    let mut rustc = Command::new("rustc");
    rustc.args(["--edition", "2024", "--crate-type", "cdylib", "-o", library, "src/lib.rs"]);
    let output = rustc.current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
