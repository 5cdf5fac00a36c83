//! The imports of a file.

/// An import of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Import {
    /// `import module`, or `import module as alias`.
    Module {
        /// The dotted module.
        module: String,
        /// The private name it is bound to.
        alias: Option<String>,
    },
    /// `from module import name`, or `from module import name as alias`.
    From {
        /// The dotted module; in a tree of stubs, relative to the file's package.
        module: String,
        /// The name in it.
        name: String,
        /// The name it is bound to: a private one, or the same once more, which re-exports it.
        alias: Option<String>,
    },
}

impl Import {
    /// Returns the module that it names.
    #[must_use]
    pub fn module(&self) -> &str {
        match self {
            Self::Module { module, .. } | Self::From { module, .. } => module,
        }
    }
}
