//! The macros that expansions of the derive crate call. [`entry`](super::entry) defines what they have in common.
//!
//! `concat!` takes literals only, so the macros spell `STRING_END` and `TEXT_END` of the module `grammar`, which surround
//! a text.

/// Registers a function: the name of a static or `_`, its types, and the pieces of its text that follow the file.
#[doc(hidden)]
#[macro_export]
macro_rules! __function {
    ($name:tt $(#[$attr:meta])* [$($types:tt)*] $($text:tt)*) => {
        $crate::__at_load!($name $(#[$attr])* function (
            ::core::concat!(::core::file!(), "\0", $($text)*, "\u{3}\0"),
            ($($types)*)
        ));
    };
}

/// Registers a class, or a part of one: the name of a static or `_`, the Rust type, and the same as for a function.
#[doc(hidden)]
#[macro_export]
macro_rules! __class {
    ($name:tt $(#[$attr:meta])* $class:ty, [$($types:tt)*] $($text:tt)*) => {
        $crate::__at_load!($name $(#[$attr])* class (
            ::core::concat!(::core::file!(), "\0", $($text)*, "\u{3}\0"),
            ($($types)*),
            __stub::entry_class::<$class>()
        ));
    };
}

/// Registers a `Record`, for an item with parts that most items do not have.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($name:tt $(#[$attr:meta])* { $($record:tt)* }) => {
        $crate::__at_load!($name $(#[$attr])* record ({
            static RECORD: __stub::Record = __stub::Record { $($record)* };
            &RECORD
        }));
    };
}
