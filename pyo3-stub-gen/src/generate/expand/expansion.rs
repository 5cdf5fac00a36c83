//! The result of expanding a stub.

/// Stubs as files that each describe one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// The module of each stub, followed by its submodules, parents before children.
    pub modules: Vec<ExpandedModule>,
    /// The mistakes in the descriptions of submodules.
    pub problems: Vec<StubProblem>,
}

/// One module of a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpandedModule {
    /// Its dotted name.
    pub name: String,
    /// The index of the stub that describes it.
    pub stub: usize,
    /// The line of the stub that declares it. It is 1 for the module of the stub itself.
    pub line: u32,
    /// The comments above what describes it in its parent, which `text` does not have.
    pub comments: Vec<String>,
    /// The annotation of `__all__` in the class that describes it, which `text` does not have.
    pub all: Option<String>,
    /// The stub of this module alone. What it does not use of the imports of the stub is not in it.
    pub text: String,
    /// The line of the stub that each line of `text` is.
    pub lines: Vec<u32>,
    /// Its items, in the order of the stub.
    pub items: Vec<StubItem>,
}

impl ExpandedModule {
    /// Returns the line of the stub from which the line `number` of the text comes, counted from one.
    #[must_use]
    pub fn line_in_stub(&self, number: u32) -> u32 {
        let index = usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
        self.lines.get(index).or(self.lines.last()).copied().unwrap_or(1)
    }
}

/// A declaration in a stub: an item of a module, or a member of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StubItem {
    /// Its dotted name at run time.
    pub path: String,
    /// Its line in the stub: the first, if it is declared more than once.
    pub line: u32,
    /// Its kind.
    pub kind: StubItemKind,
    /// Whether it is a class that exists only for type checkers.
    pub is_type_check_only: bool,
}

/// The kind of an item of a stub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StubItemKind {
    /// A class, which may have members.
    Class,
    /// A re-export from another module: `from .a import X as X`.
    Import,
    /// A private name for the stub itself: a type variable, or another name of a class.
    Helper,
    /// Anything else, with the precision of its types.
    Leaf(Precision),
}

/// How precise the types of an item are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Every type is more precise than `Any`.
    Typed,
    /// A type contains `Any` or `Incomplete`, or is missing.
    Any,
}

/// A mistake in how a stub describes a submodule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StubProblem {
    /// The dotted name of what is wrong.
    pub path: String,
    /// Its line in the stub.
    pub line: u32,
    /// The mistake.
    pub mistake: SubmoduleMistake,
}

/// Why type checkers do not treat a class, or a function in it, as a module's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmoduleMistake {
    /// The class lacks `@final`.
    NotFinal {
        /// The class.
        class: String,
    },
    /// The base of the class is not `Protocol`.
    NotProtocol {
        /// The class.
        class: String,
    },
    /// The function lacks `@staticmethod`.
    NotStatic,
}

/// A stub that is not valid Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidStub {
    /// The index of the stub.
    pub stub: usize,
    /// The line, counted from one.
    pub line: u32,
    /// The message, without a full stop.
    pub message: String,
}
