//! What the macros emit: for each item one text, and the types that the text mentions.
//!
//! This is the contract between the derive crate and the library. It is not public API: the derive
//! crate's version is pinned to this one's. [`facts::Statement`](crate::facts::Statement) says what a
//! text holds.
//!
//! An item costs its text and a function of a few instructions that the loader calls. The `inventory`
//! crate registers in the same way; but there an item is a tree of statics, and each pointer in one
//! costs four words: itself, and what tells the loader to adjust it.

use crate::facts::DefaultFact;
use crate::probe::TypeFn;
use std::any::TypeId;
use std::sync::{Mutex, PoisonError};

/// One registration.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// What is said about the item. Other pieces may follow in [`Rest::pieces`].
    pub text: &'static str,
    /// The types that the text mentions, in its order.
    pub types: Types,
    /// The Rust type of the class that the item is, or belongs to.
    pub class: Owner,
    /// What most items do not have.
    pub rest: &'static Rest,
}

/// The types of a record.
#[derive(Debug, Clone, Copy)]
pub enum Types {
    /// Those of a signature: all functions with this signature share them.
    Shared(fn() -> &'static [TypeFn]),
    /// The record's own.
    Own(&'static [TypeFn]),
}

/// The class that an item is, or belongs to.
#[derive(Debug, Clone, Copy)]
pub enum Owner {
    /// There is none.
    None,
    /// This one.
    Is(Class),
    /// One whose Rust type a static cannot hold.
    Asked(fn() -> Class),
}

/// A Rust type.
#[derive(Debug, Clone, Copy)]
pub struct Class {
    /// Which one.
    pub id: TypeId,
    /// Its size in bytes.
    pub size: usize,
}

/// The Rust type `T`.
#[must_use]
#[inline]
pub fn class_of<T: 'static>() -> Class {
    Class { id: TypeId::of::<T>(), size: size_of::<T>() }
}

/// What most items do not have.
#[derive(Debug)]
pub struct Rest {
    /// What follows the text: it depends on conditions.
    pub pieces: &'static [&'static str],
    /// Texts that the macro did not know, in the order in which they are mentioned.
    pub texts: &'static [Text],
    /// Values that the interpreter shows, in the order in which they are mentioned.
    pub values: &'static [fn() -> DefaultFact],
}

impl Rest {
    /// Nothing.
    pub const NONE: &'static Self = &Self { pieces: &[], texts: &[], values: &[] };
}

/// A text that the macro did not know.
#[derive(Debug, Clone, Copy)]
pub enum Text {
    /// The compiler knew it.
    Known(&'static str),
    /// It is made when somebody asks.
    Made(fn() -> String),
}

/// What the loader has had registered: all of it while it loads the library, and nothing later.
static REGISTERED: Mutex<Vec<Record>> = Mutex::new(Vec::new());

/// Registers a function: a text, and types.
#[inline(never)]
pub fn function(text: &'static str, types: fn() -> &'static [TypeFn]) {
    push(Record { text, types: Types::Shared(types), class: Owner::None, rest: Rest::NONE });
}

/// Registers a class, or what belongs to one.
#[inline(never)]
pub fn class(text: &'static str, types: &'static [TypeFn], class: Class) {
    push(Record { text, types: Types::Own(types), class: Owner::Is(class), rest: Rest::NONE });
}

/// Registers something rare.
#[inline(never)]
pub fn record(record: &'static Record) {
    push(*record);
}

fn push(record: Record) {
    REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).push(record);
}

/// Every record that the macros registered, in no particular order.
pub fn registered() -> Vec<Record> {
    REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Has the loader call a function of [`__private`](crate::__private).
#[doc(hidden)]
#[macro_export]
macro_rules! __at_load {
    ($function:ident($($argument:expr),+)) => {
        // Not `extern "C"`, which would have to stop a panic: there is none in here.
        extern "C-unwind" fn __pyo3_stub_gen_register() {
            $crate::__private::register::$function($($argument),+)
        }

        // Where the loader of each platform looks for what it should call.
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func,mod_init_funcs"))]
        #[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
        #[cfg_attr(not(any(target_vendor = "apple", windows)), unsafe(link_section = ".init_array"))]
        static __PYO3_STUB_GEN_AT_LOAD: extern "C-unwind" fn() = __pyo3_stub_gen_register;
    };
}

/// Registers a function: its types, and the pieces of its text that come after the file.
#[doc(hidden)]
#[macro_export]
macro_rules! __function {
    ($(#[$attr:meta])* [$($types:tt)*] $($text:tt)*) => {
        $(#[$attr])*
        const _: () = {
            #[allow(unused_imports)]
            use $crate::__private::{self as __stub, Fallback as _};
            $crate::__at_load!(function(
                ::core::concat!(::core::file!(), "\0", $($text)*),
                __stub::types_of(($($types)*))
            ));
        };
    };
}

/// Registers a class, or what belongs to one: the Rust type, and the same as for a function.
#[doc(hidden)]
#[macro_export]
macro_rules! __class {
    ($(#[$attr:meta])* $class:ty, [$($types:tt)*] $($text:tt)*) => {
        $(#[$attr])*
        const _: () = {
            #[allow(unused_imports)]
            use $crate::__private::{self as __stub, Fallback as _};
            $crate::__at_load!(class(
                ::core::concat!(::core::file!(), "\0", $($text)*),
                const { &[$($types)*] },
                __stub::class_of::<$class>()
            ));
        };
    };
}

/// Registers something rare: a [`Record`].
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($(#[$attr:meta])* { $($record:tt)* }) => {
        $(#[$attr])*
        const _: () = {
            #[allow(unused_imports)]
            use $crate::__private::{self as __stub, Fallback as _};
            static __PYO3_STUB_GEN_RECORD: __stub::Record = __stub::Record { $($record)* };
            $crate::__at_load!(record(&__PYO3_STUB_GEN_RECORD));
        };
    };
}
