//! The options of items, which the generator looks up by name.
//!
//! A new option does not need code here, because the grammar lists all options.

use super::wire::{DecodeError, Reader, Wire, choice, record};
use crate::grammar::{ClassOption, ParameterKind, Receiver, StubOption, VariantShape, WarningKind};

record! {
    /// The options of `#[pyclass]` that are set on a class.
    #[derive(Default)]
    pub struct ClassOptions {
        /// The options.
        pub set: Vec<ClassOption>,
    }

    /// The options of `#[gen_stub]` that are set on an item.
    #[derive(Default)]
    pub struct StubOptions {
        /// The options, with their values.
        pub set: Vec<StubOptionFact>,
    }

    /// An option of `#[gen_stub]`.
    pub struct StubOptionFact {
        /// Which option.
        pub option: StubOption,
        /// Its value.
        pub values: Vec<String>,
    }
}

choice! {
    /// Whose findings a `# type: ignore` comment silences.
    pub enum TypeIgnore {
        /// Those of every rule.
        All = 0,
        /// Those of these rules.
        Rules(Vec<String>) = 1,
    }
}

impl ClassOptions {
    /// Returns whether an option is set.
    #[must_use]
    pub fn has(&self, option: ClassOption) -> bool {
        self.set.contains(&option)
    }
}

impl FromIterator<ClassOption> for ClassOptions {
    fn from_iter<I: IntoIterator<Item = ClassOption>>(options: I) -> Self {
        Self { set: options.into_iter().collect() }
    }
}

impl StubOptions {
    /// Returns what an option is set to; `None` if it is not set.
    #[must_use]
    pub fn values(&self, option: StubOption) -> Option<&[String]> {
        let found = self.set.iter().find(|found| found.option == option);
        found.map(|found| found.values.as_slice())
    }

    /// Returns the text that an option is set to.
    #[must_use]
    pub fn text(&self, option: StubOption) -> Option<&str> {
        self.values(option)?.first().map(String::as_str)
    }

    /// Returns whose findings `type_ignore` silences.
    #[must_use]
    pub fn type_ignore(&self) -> Option<TypeIgnore> {
        let rules = self.values(StubOption::TypeIgnore)?;
        Some(if rules.is_empty() { TypeIgnore::All } else { TypeIgnore::Rules(rules.to_vec()) })
    }

    /// Returns the options with one more, which is set to `values`.
    #[must_use]
    pub fn with(mut self, option: StubOption, values: &[&str]) -> Self {
        let values = values.iter().map(|&value| value.to_owned()).collect();
        self.set.push(StubOptionFact { option, values });
        self
    }
}

/// A context of the grammar is one byte: its letter.
macro_rules! by_letter {
    ($($context:ident),*) => {$(
        impl Wire for $context {
            fn encode(&self, out: &mut Vec<u8>) {
                u32::from(self.letter()).encode(out);
            }

            fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let letter = char::from_u32(u32::decode(input)?);
                letter
                    .and_then(Self::of)
                    .ok_or_else(|| input.error(concat!("an unknown kind of ", stringify!($context))))
            }
        }
    )*};
}

by_letter!(ClassOption, ParameterKind, Receiver, StubOption, VariantShape, WarningKind);
