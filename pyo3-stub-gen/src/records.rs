//! What the macros emit: for each item one text, and the types that the text mentions.
//!
//! This is the contract between the derive crate and the library. It is not public API: the derive
//! crate's version is pinned to this one's. [`facts::read`](crate::facts) says what a text holds.
//!
//! An item costs its text, a [`Slot`] of zeros that no file holds, and a function of a few
//! instructions that the loader calls. That is how the `inventory` crate registers, too; but there
//! an item is a tree of statics, and each pointer in one costs three words: itself, and what tells
//! the loader to adjust it.

use crate::facts::DefaultFact;
use crate::probe::TypeFn;
use std::any::TypeId;
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

/// One registration.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// What is said about the item. Other pieces may follow in [`Rest::pieces`].
    pub text: &'static str,
    /// The types that the text mentions, in its order.
    pub types: Types,
    /// The Rust type of the class that the item is, or belongs to.
    pub class: Option<fn() -> Class>,
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

/// The place of a registered [`Record`]: nothing but zeros until the loader has it registered.
#[derive(Debug)]
pub struct Slot {
    is_taken: AtomicBool,
    entry: UnsafeCell<MaybeUninit<Entry>>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    record: Record,
    next: Option<&'static Slot>,
}

// SAFETY: `entry` is written once, by the one caller that finds `is_taken` false, before the slot is
// put into the list; and read only through the list.
unsafe impl Sync for Slot {}

/// The slot that was registered last.
static LAST: AtomicPtr<Slot> = AtomicPtr::new(std::ptr::null_mut());

impl Slot {
    /// An empty slot.
    #[must_use]
    #[allow(clippy::new_without_default)] // A constant needs it.
    pub const fn new() -> Self {
        Self { is_taken: AtomicBool::new(false), entry: UnsafeCell::new(MaybeUninit::zeroed()) }
    }

    /// Registers a function: a text, and types.
    #[inline(never)]
    pub fn function(&'static self, text: &'static str, types: fn() -> &'static [TypeFn]) {
        self.fill(Record { text, types: Types::Shared(types), class: None, rest: Rest::NONE });
    }

    /// Registers a class, or what belongs to one.
    #[inline(never)]
    pub fn class(&'static self, text: &'static str, types: &'static [TypeFn], class: fn() -> Class) {
        self.fill(Record { text, types: Types::Own(types), class: Some(class), rest: Rest::NONE });
    }

    /// Registers something rare.
    #[inline(never)]
    pub fn record(&'static self, record: &'static Record) {
        self.fill(*record);
    }

    /// Puts the slot into the list. A slot registers once; a second call does nothing.
    fn fill(&'static self, record: Record) {
        if self.is_taken.swap(true, Ordering::Relaxed) {
            return;
        }
        let mut last = LAST.load(Ordering::Acquire);
        loop {
            // SAFETY: what is in `LAST` was a `&'static Slot`, or is null.
            let next = unsafe { last.as_ref() };
            // SAFETY: this call alone found `is_taken` false, and nobody reads before the slot is in
            // the list.
            unsafe { (*self.entry.get()).write(Entry { record, next }) };
            let this = std::ptr::from_ref(self).cast_mut();
            match LAST.compare_exchange_weak(last, this, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return,
                Err(changed) => last = changed,
            }
        }
    }
}

/// Every record that the macros registered, in no particular order.
pub fn registered() -> impl Iterator<Item = &'static Record> {
    // SAFETY: what is in `LAST` was a `&'static Slot`, or is null.
    let mut slot: Option<&'static Slot> = unsafe { LAST.load(Ordering::Acquire).as_ref() };
    std::iter::from_fn(move || {
        // SAFETY: a slot is written before it is put into the list, and never after that.
        let entry = unsafe { (*slot?.entry.get()).assume_init_ref() };
        slot = entry.next;
        Some(&entry.record)
    })
}

/// Has the loader call a function that fills a slot.
#[doc(hidden)]
#[macro_export]
macro_rules! __at_load {
    ($method:ident($($argument:expr),+)) => {
        static __PYO3_STUB_GEN_SLOT: $crate::__private::Slot = $crate::__private::Slot::new();

        // Not `extern "C"`, which would have to stop a panic: there is none in here.
        extern "C-unwind" fn __pyo3_stub_gen_register() {
            __PYO3_STUB_GEN_SLOT.$method($($argument),+)
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
                __stub::class_of::<$class>
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
