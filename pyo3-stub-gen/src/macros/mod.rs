//! The `macro_rules!` that users call. With the `registry` feature off, a macro that only serves the stub expands to
//! nothing.

mod alias;
mod exception;
mod module;
mod reexport;

/// Registers a record of [`__private`](crate::__private): its text, which `__text!` of the derive crate gives, and the
/// strings, types and values that the text mentions. Expands to nothing with the `registry` feature off.
#[cfg(feature = "registry")]
#[doc(hidden)]
#[macro_export]
macro_rules! __submit {
    (
        $text:expr,
        class: $owner:ident $(($class:expr))?,
        types: [$($type:ty),*],
        texts: [$($known:expr),* $(; $made:expr)?],
        values: [$($value:expr),*] $(,)?
    ) => {
        $crate::__record! { _ {
            text: $text,
            types: __stub::RecordTypes::Own(&[$(__stub::type_fn(<__stub::Type<$type>>::OUTPUT)),*]),
            class: __stub::ClassOf::$owner $(($class))?,
            rest: &__stub::Rest {
                pieces: &[],
                texts: &[$(__stub::Text::Known($known),)* $(__stub::Text::Made($made))?],
                values: &[$($value),*],
            },
        } }
    };
}

/// Expands to nothing with the `registry` feature off.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __submit {
    ($($anything:tt)*) => {};
}
