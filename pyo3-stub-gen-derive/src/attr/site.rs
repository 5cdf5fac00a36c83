//! Where `#[gen_stub(…)]` may stand.

/// The item that an attribute is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// A `#[pyclass]`.
    Class,
    /// A field of a class.
    Field,
    /// A variant of an enum.
    Variant,
    /// A field of a variant.
    VariantField,
    /// A `#[pyfunction]`.
    Function,
    /// An argument of a function or method.
    Argument,
    /// A `#[pymethods]` block.
    Block,
    /// A method.
    Method,
    /// A `#[getter]`.
    Getter,
    /// A `#[setter]`.
    Setter,
    /// A `#[deleter]`.
    Deleter,
    /// A `#[classattr]` function.
    ClassAttribute,
    /// A `#[classattr]` constant.
    ClassConstant,
    /// A constant that a module exports.
    ModuleConstant,
}

impl Site {
    /// Every site.
    #[cfg(test)]
    pub const ALL: [Self; 14] = [
        Self::Class,
        Self::Field,
        Self::Variant,
        Self::VariantField,
        Self::Function,
        Self::Argument,
        Self::Block,
        Self::Method,
        Self::Getter,
        Self::Setter,
        Self::Deleter,
        Self::ClassAttribute,
        Self::ClassConstant,
        Self::ModuleConstant,
    ];

    /// Returns the site with its article, for messages.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Class => "a class",
            Self::Field => "a field",
            Self::Variant => "a variant",
            Self::VariantField => "a variant's field",
            Self::Function => "a function",
            Self::Argument => "an argument",
            Self::Block => "a `#[pymethods]` block",
            Self::Method => "a method",
            Self::Getter => "a getter",
            Self::Setter => "a setter",
            Self::Deleter => "a deleter",
            Self::ClassAttribute => "a `#[classattr]` function",
            Self::ClassConstant => "a `#[classattr]` constant",
            Self::ModuleConstant => "a module constant",
        }
    }
}
