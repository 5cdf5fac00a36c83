//! The kinds of items.

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RustItemKind {
    /// `struct`.
    Struct,
    /// `enum`.
    Enum,
    /// `union`.
    Union,
    /// `fn`.
    Fn,
    /// `impl`.
    Impl,
    /// `mod`.
    Mod,
    /// `use`.
    Use,
    /// `trait`.
    Trait,
    /// `const`.
    Const,
    /// `static`.
    Static,
    /// `type`.
    Type,
    /// `macro_rules!`.
    MacroRules,
    /// A macro that is called.
    MacroCall,
    /// Anything else with attributes: a field, an argument, or what a macro provides.
    Other,
}

impl RustItemKind {
    /// Whether such an item defines a type.
    pub fn defines_type(self) -> bool {
        match self {
            Self::Struct | Self::Enum | Self::Union | Self::Type => true,
            Self::Fn | Self::Impl | Self::Mod | Self::Use | Self::Trait | Self::Const | Self::Static => false,
            Self::MacroRules | Self::MacroCall | Self::Other => false,
        }
    }
}
