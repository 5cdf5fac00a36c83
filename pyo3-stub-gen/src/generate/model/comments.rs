//! The comments that the author of a statement wrote.

use std::ops::Deref;

/// Comments of a statement. Most statements have none, so they have one pointer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comments(Option<Box<CommentLines>>);

/// Comments of a statement, each with its `#`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommentLines {
    /// The lines above the statement.
    pub above: Vec<String>,
    /// The comments beside its first decorator.
    pub decorator: Vec<String>,
    /// The comments beside the statement.
    pub beside: Vec<String>,
    /// The lines below the statement, which is the last one of its block.
    pub below: Vec<String>,
}

/// A comment beside an import statement of a hand-written stub, which silences a type checker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportComment {
    /// The dotted module.
    pub module: String,
    /// The name that is imported from it, unless the module itself is imported.
    pub name: Option<String>,
    /// The comment, with its `#`.
    pub text: String,
}

static NONE: CommentLines =
    CommentLines { above: Vec::new(), decorator: Vec::new(), beside: Vec::new(), below: Vec::new() };

impl Deref for Comments {
    type Target = CommentLines;

    fn deref(&self) -> &CommentLines {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl From<CommentLines> for Comments {
    fn from(lines: CommentLines) -> Self {
        Self((lines != NONE).then(|| Box::new(lines)))
    }
}
