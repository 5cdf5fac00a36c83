//! What a stub expands to.

/// Stubs as files that each describe one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// The module of each stub, followed by its submodules, parents before children.
    pub modules: Vec<ExpandedModule>,
    /// What is wrong with how the stubs describe submodules.
    pub problems: Vec<StubProblem>,
}

/// One module of a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpandedModule {
    /// Its dotted name.
    pub name: String,
    /// Which of the stubs describes it, counted from zero.
    pub stub: usize,
    /// The line of the stub that declares it; 1 for the module of the stub itself.
    pub line: u32,
    /// A stub of this module alone.
    pub text: String,
    /// What stands in it, in the order of the stub.
    pub items: Vec<StubItem>,
}

/// Something that a stub declares: an item of a module, or a member of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StubItem {
    /// Its dotted name, as Python reaches it.
    pub path: String,
    /// Its line in the stub; the first, when it is declared more than once.
    pub line: u32,
    /// What it is.
    pub kind: StubItemKind,
}

/// What an item of a stub is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StubItemKind {
    /// A class, which may have members.
    Class,
    /// Something of another module that this one hands on: `from .a import X as X`.
    Import,
    /// Anything else, with the precision of its types.
    Leaf(Precision),
}

/// How precise the types of an item are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Every type says something.
    Typed,
    /// There is an `Any` in it, or a type is left out.
    Any,
}

/// A mistake in how a stub describes a submodule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StubProblem {
    /// The dotted name of what is wrong.
    pub path: String,
    /// Its line in the stub.
    pub line: u32,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

/// A stub that is no Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidStub {
    /// Which of the stubs, counted from zero.
    pub stub: usize,
    /// The line, from one.
    pub line: u32,
    /// What is wrong, without a full stop.
    pub message: String,
}
