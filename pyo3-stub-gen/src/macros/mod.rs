//! The `macro_rules!` that users call. With the `registry` feature off, what only feeds the stub
//! expands to nothing.

mod alias;
mod exception;
mod module;
mod reexport;

/// Submits a record of [`__private`](crate::__private); nothing with the `registry` feature off.
#[cfg(feature = "registry")]
#[doc(hidden)]
#[macro_export]
macro_rules! __submit {
    ($kind:ident { $($fields:tt)* }) => {
        $crate::__private::submit! {
            $crate::__private::Record::$kind(&$crate::__private::$kind {
                $($fields)*
                at: $crate::__private::At { file: ::core::file!(), line: ::core::line!(), column: ::core::column!() },
            })
        }
    };
    ($kind:ident as $record:ident { $($fields:tt)* }) => {
        $crate::__private::submit! {
            $crate::__private::Record::$kind(&$crate::__private::$record {
                $($fields)*
                at: $crate::__private::At { file: ::core::file!(), line: ::core::line!(), column: ::core::column!() },
            })
        }
    };
}

/// Submits a record of [`__private`](crate::__private); nothing with the `registry` feature off.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __submit {
    ($($anything:tt)*) => {};
}

/// Takes anything and expands to nothing.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __discard {
    ($($anything:tt)*) => {};
}
