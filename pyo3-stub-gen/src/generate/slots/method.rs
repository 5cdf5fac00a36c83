//! A row of the table of special methods.

/// A special method, by its name in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpecialMethod {
    /// The name.
    pub name: &'static str,
    /// CPython's name of the slot that it fills. Methods of one slot are shown together. A plain function has none.
    pub slot: Option<&'static str>,
    /// Whether its arguments can be passed by name.
    pub takes_keywords: bool,
    /// Its signature in Python.
    pub visibility: Visibility,
    /// Which arguments of the Rust method Python passes.
    pub takes: Takes,
    /// How many of the last arguments may be left out, and are `None` then.
    pub optional: usize,
    /// The return type.
    pub returns: Returns,
    /// The builtin type that Python requires of the result, whatever Rust returns. Any other one is a `TypeError`.
    pub required: Option<&'static str>,
    /// The version of Python that shows it, by its two numbers, where not all do.
    pub since: Option<(u32, u32)>,
    /// The method of the right operand, on a method of the left one.
    reflected: Option<&'static str>,
}

/// The signature that Python shows for a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// The method itself.
    Itself,
    /// Methods of these names, unless the class defines them itself.
    As(&'static [&'static str]),
    /// Nothing: only the interpreter calls it.
    Nothing,
}

/// Which arguments a method takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Those that Rust has.
    Declared,
    /// The first of those. Rust has one more, which Python does not pass.
    First,
    /// Those of Rust, as any object, because PyO3 handles failed extractions.
    AnyObject,
    /// The flags of a buffer.
    BufferFlags,
    /// Those that Rust has. Python shows any arguments, by position as well.
    DeclaredOfAny,
}

/// The result of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// What Rust returns.
    Declared,
    /// The object itself, whatever Rust returns.
    Itself,
    /// A `memoryview`, whatever Rust returns.
    MemoryView,
    /// A generator, as far as type checkers are concerned. They read the result of `await` from its last type argument,
    /// which the Rust type does not determine.
    Generator,
}

/// Two methods that share a slot: the one of the left operand, and the one of the right operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reflection {
    /// The method of the left operand.
    pub left: &'static str,
    /// The method of the right operand.
    pub right: &'static str,
    /// How many arguments after the operand both may take.
    pub optional: usize,
}

impl SpecialMethod {
    /// A plain function, which takes its arguments as every function does.
    pub(super) const fn function(name: &'static str) -> Self {
        Self {
            name,
            slot: None,
            takes_keywords: true,
            visibility: Visibility::Itself,
            takes: Takes::Declared,
            optional: 0,
            returns: Returns::Declared,
            required: None,
            since: None,
            reflected: None,
        }
    }

    /// A method that fills a slot, and whose arguments are passed by position only.
    pub(super) const fn slot(name: &'static str, slot: &'static str) -> Self {
        Self { slot: Some(slot), takes_keywords: false, ..Self::function(name) }
    }

    /// The left half of an operator.
    pub(super) const fn operator(name: &'static str, reflected: &'static str, slot: &'static str) -> Self {
        Self { reflected: Some(reflected), ..Self::slot(name, slot) }
    }

    /// An operator that changes the object and returns it.
    pub(super) const fn in_place(name: &'static str, slot: &'static str) -> Self {
        Self { returns: Returns::Itself, ..Self::slot(name, slot) }
    }

    /// A method that Python shows under other names.
    pub(super) const fn shown_as(
        name: &'static str,
        slot: &'static str,
        names: &'static [&'static str],
    ) -> Self {
        Self { visibility: Visibility::As(names), ..Self::slot(name, slot) }
    }

    /// A method that Python does not show.
    pub(super) const fn hidden(name: &'static str, slot: &'static str) -> Self {
        Self { visibility: Visibility::Nothing, ..Self::slot(name, slot) }
    }

    /// The same, with arguments that can be passed by name.
    pub(super) const fn with_keywords(self) -> Self {
        Self { takes_keywords: true, ..self }
    }

    /// The same, with other arguments.
    pub(super) const fn taking(self, takes: Takes) -> Self {
        Self { takes, ..self }
    }

    /// The same, with so many optional arguments at the end.
    pub(super) const fn with_optional(self, optional: usize) -> Self {
        Self { optional, ..self }
    }

    /// The same, with another return value.
    pub(super) const fn returning(self, returns: Returns) -> Self {
        Self { returns, ..self }
    }

    /// The same, with the type that Python requires of the result.
    pub(super) const fn requiring(self, required: &'static str) -> Self {
        Self { required: Some(required), ..self }
    }

    /// The same, shown since a version of Python.
    pub(super) const fn since(self, major: u32, minor: u32) -> Self {
        Self { since: Some((major, minor)), ..self }
    }

    /// Returns the operator of which it is the left half.
    pub(super) fn reflection(&self) -> Option<Reflection> {
        Some(Reflection { left: self.name, right: self.reflected?, optional: self.optional })
    }

    /// Whether Python shows it as Rust has it, but for how its arguments are passed.
    #[must_use]
    pub fn is_as_declared(&self) -> bool {
        self.visibility == Visibility::Itself
            && self.takes == Takes::Declared
            && self.optional == 0
            && self.returns == Returns::Declared
    }
}
