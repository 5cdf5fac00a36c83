//! What the macros emit: for each item one text, and the types that the text mentions.
//!
//! This is the contract between the derive crate and the library. It is not public API: the derive
//! crate's version is pinned to this one's. [`facts::Statement`](crate::facts::Statement) says what a
//! text holds.
//!
//! An item costs its text and a function of two instructions that the loader calls. The `inventory`
//! crate registers in the same way; but there an item is a tree of statics, and each pointer in one
//! costs four words: itself, and what tells the loader to adjust it.

use crate::facts::DefaultFact;
use crate::probe::TypeFn;
use crate::signature::{Sources, TypeList};
use std::any::TypeId;
use std::ffi::CStr;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

/// One registration, with everything that one can have.
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
    /// Those of a signature: all functions with this signature share what names them.
    Named(fn(&mut TypeList)),
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
    /// What tells it from every other type of this library.
    pub key: u64,
    /// Whether it holds no data.
    pub is_zero_sized: bool,
}

/// The Rust type `T`.
#[must_use]
#[inline]
pub fn class_of<T: 'static>() -> Class {
    Class { key: key_of(TypeId::of::<T>()), is_zero_sized: size_of::<T>() == 0 }
}

/// What a type hashes to. That is a hash in itself, and two types of one library do not share it.
#[must_use]
#[inline]
pub fn key_of(id: TypeId) -> u64 {
    let mut key = Key(0);
    id.hash(&mut key);
    key.0
}

/// Takes what a [`TypeId`] hashes as it is.
struct Key(u64);

impl Hasher for Key {
    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.rotate_left(5) ^ number;
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
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
static REGISTERED: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

/// One registration, as it is kept until somebody asks.
#[derive(Debug, Clone, Copy)]
enum Entry {
    /// A function.
    Function(Ended, fn(&mut TypeList)),
    /// A class, or what belongs to one.
    Class(Ended, fn(&mut TypeList), Class),
    /// Something rare.
    Record(&'static Record),
}

/// A text whose length nobody states: it ends in front of the first [`END`].
#[derive(Debug, Clone, Copy)]
struct Ended(*const u8);

// SAFETY: it points into a static text, which nobody writes to.
unsafe impl Send for Ended {}

/// Ends a text. Its first character occurs in none, and with the second a C string ends: what finds that is fast, also in
/// a library that is not optimised.
const END: &[u8; 2] = b"\x03\0";

impl Ended {
    /// The text `text`. That it ends is seen by the compiler, which leaves no code for that.
    #[inline(always)]
    fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        match bytes {
            [.., b'\x03', b'\0'] => Self(bytes.as_ptr()),
            _ => Self(END.as_ptr()),
        }
    }

    fn text(self) -> &'static str {
        let start = self.0;
        let mut length = 0;
        loop {
            // SAFETY: `of` has seen an `END` behind `start`, in one static text, and this goes no further.
            let part = unsafe { CStr::from_ptr(start.add(length).cast()) }.to_bytes();
            length += part.len() + 1;
            if part.last() == END.first() {
                break;
            }
        }
        // SAFETY: the text was a `str`, and is cut in front of an ASCII character.
        unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(start, length - END.len())) }
    }
}

/// Registers a function: a text, and types.
#[inline(always)]
pub fn function<S: Sources>(text: &'static str, types: S) {
    std::mem::forget(types);
    signature::<S>(Ended::of(text));
}

/// One function for each signature.
#[inline(never)]
fn signature<S: Sources>(text: Ended) {
    push_function(text, S::name);
}

#[inline(never)]
fn push_function(text: Ended, types: fn(&mut TypeList)) {
    push(Entry::Function(text, types));
}

/// Registers a class, or what belongs to one.
#[inline(always)]
pub fn class<S: Sources>(text: &'static str, types: S, class: Class) {
    std::mem::forget(types);
    push_class(Ended::of(text), S::name, class.key, class.is_zero_sized);
}

#[inline(never)]
fn push_class(text: Ended, types: fn(&mut TypeList), key: u64, is_zero_sized: bool) {
    push(Entry::Class(text, types, Class { key, is_zero_sized }));
}

/// Registers something rare.
#[inline(never)]
pub fn record(record: &'static Record) {
    push(Entry::Record(record));
}

#[inline(never)]
fn push(entry: Entry) {
    REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
}

/// Every record that the macros registered, in no particular order.
pub fn registered() -> impl Iterator<Item = Record> {
    let entries = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).clone();
    entries.into_iter().map(|entry| {
        let (text, types, class) = match entry {
            Entry::Function(text, types) => (text, types, Owner::None),
            Entry::Class(text, types, class) => (text, types, Owner::Is(class)),
            Entry::Record(record) => return *record,
        };
        Record { text: text.text(), types: Types::Named(types), class, rest: Rest::NONE }
    })
}

/// Defines `__at_load!` for a platform, whose loader looks in this section for what it should call. The platform is that
/// of the extension too: its compiler has one attribute to read for each item.
///
/// A static, a function in it and one import are all that an item adds to what the compiler keeps from one build to the
/// next. `_` for a name takes a constant around them, where no two names are sure to differ.
#[rustfmt::skip]
macro_rules! at_load_from {
    ($dollar:tt, $section:literal) => {
        /// Has the loader call a function of [`__private`](crate::__private) with these arguments.
        #[doc(hidden)]
        #[macro_export]
        macro_rules! __at_load {
            (_ $dollar (#[$dollar attr:meta])* $dollar function:ident $dollar arguments:tt) => {
                $dollar (#[$dollar attr])*
                const _: () = {
                    $dollar crate::__at_load!(__PYO3_STUB_GEN_AT_LOAD $dollar function $dollar arguments);
                };
            };
            ($dollar name:ident $dollar (#[$dollar attr:meta])* $dollar function:ident $dollar arguments:tt) => {
                $dollar (#[$dollar attr])*
                #[used]
                #[unsafe(link_section = $section)]
                static $dollar name: extern "C-unwind" fn() = {
                    #[allow(unused_imports)]
                    use $dollar crate::__private::scope::*;
                    // Not `extern "C"`, which would have to stop a panic: there is none in here.
                    extern "C-unwind" fn __pyo3_stub_gen_register() {
                        $dollar crate::__private::register::$dollar function $dollar arguments
                    }
                    __pyo3_stub_gen_register
                };
            };
        }
    };
}

#[cfg(target_vendor = "apple")]
at_load_from!($, "__DATA,__mod_init_func,mod_init_funcs");
#[cfg(windows)]
at_load_from!($, ".CRT$XCU");
#[cfg(not(any(target_vendor = "apple", windows)))]
at_load_from!($, ".init_array");

/// Registers a function: the name of a static or `_`, its types, and the pieces of its text that come after the file.
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

/// Registers a class, or what belongs to one: the name of a static or `_`, the Rust type, and the same as for a function.
#[doc(hidden)]
#[macro_export]
macro_rules! __class {
    ($name:tt $(#[$attr:meta])* $class:ty, [$($types:tt)*] $($text:tt)*) => {
        $crate::__at_load!($name $(#[$attr])* class (
            ::core::concat!(::core::file!(), "\0", $($text)*, "\u{3}\0"),
            ($($types)*),
            __stub::class_of::<$class>()
        ));
    };
}

/// Registers something rare: a [`Record`].
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
