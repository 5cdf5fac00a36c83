//! How an item gets into the list of registrations: two forms of one macro, `__at_load!`.
//!
//! **The own form** (Linux) has the loader call one function for each item, before `main` or while it loads the
//! library. **The form of [`inventory`]** (every other platform) expands to `inventory::submit!`, whose sections and
//! guards have been in use there for years. The internal feature `force-inventory` selects it on Linux, so that the
//! tests run both.
//!
//! There are two because of what `inventory` costs. Of 1200 items, with the same payload, `inventory` 0.3.25 makes the
//! library 438 kB larger and a rebuild 0.33 s longer; the own form, 213 kB and 0.05 s. A node of `inventory` is a static
//! with pointers in it, and the loader needs an entry of 24 bytes to adjust each. Code names an address without one,
//! and all functions of one signature share the code that names their types.
//!
//! The extension is compiled for the same target as this library, so the `cfg`s here hold for it too.

#[cfg(all(target_os = "linux", not(feature = "force-inventory")))]
pub use own::{class, entry_class, function, record, registered};
#[cfg(not(all(target_os = "linux", not(feature = "force-inventory"))))]
pub use with_inventory::{class, entry_class, function, record, registered};

inventory::collect!(super::record::Record);

/// Has the loader call a function of [`__private::register`](crate::__private) with these arguments.
///
/// A static, a function in it and one import are all that an item adds to what the compiler keeps from one build to the
/// next. The name `_` takes a constant around them, for places where two names may be the same.
#[cfg(all(target_os = "linux", not(feature = "force-inventory")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __at_load {
    (_ $(#[$attr:meta])* $function:ident $arguments:tt) => {
        $(#[$attr])*
        const _: () = {
            $crate::__at_load!(__PYO3_STUB_GEN_AT_LOAD $function $arguments);
        };
    };
    ($name:ident $(#[$attr:meta])* $function:ident $arguments:tt) => {
        $(#[$attr])*
        #[used]
        // SAFETY: `.init_array` holds pointers to functions that the loader calls with C's calling convention, and this
        // static is one such pointer. The loader passes `argc`, `argv` and `envp`; the convention lets a function take
        // fewer. The function runs before `main`, where Rust's standard library promises little: it locks a mutex and
        // pushes to a vector, which need the allocator alone. It does not panic, so nothing unwinds into the loader.
        #[unsafe(link_section = ".init_array")]
        static $name: extern "C-unwind" fn() = {
            #[allow(unused_imports)]
            use $crate::__private::scope::*;
            // `extern "C"` would add code that stops a panic.
            extern "C-unwind" fn __pyo3_stub_gen_register() {
                $crate::__private::register::$function $arguments
            }
            __pyo3_stub_gen_register
        };
    };
}

/// Has the loader call one function that registers many items: for each, attributes and a call in braces.
#[cfg(all(target_os = "linux", not(feature = "force-inventory")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __together {
    ($($(#[$attr:meta])* { $($call:tt)* })*) => {
        const _: () = {
            #[used]
            // SAFETY: as in `__at_load!`. The function does for many items what that one does for each.
            #[unsafe(link_section = ".init_array")]
            static __PYO3_STUB_GEN_AT_LOAD: extern "C-unwind" fn() = {
                #[allow(unused_imports)]
                use $crate::__private::scope::*;
                extern "C-unwind" fn __pyo3_stub_gen_register() {
                    $($(#[$attr])* { $($call)* })*
                }
                __pyo3_stub_gen_register
            };
        };
    };
}

/// Submits to `inventory` what a function of [`__private::register`](crate::__private) returns for these arguments.
#[cfg(not(all(target_os = "linux", not(feature = "force-inventory"))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __at_load {
    ($name:tt $(#[$attr:meta])* $function:ident $arguments:tt) => {
        $(#[$attr])*
        const _: () = {
            #[allow(unused_imports)]
            use $crate::__private::scope::*;
            $crate::inventory::submit! { $crate::__private::register::$function $arguments }
        };
    };
}

/// Submits many items to `inventory`: for each, attributes and a call in braces.
#[cfg(not(all(target_os = "linux", not(feature = "force-inventory"))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __together {
    ($($(#[$attr:meta])* { $($call:tt)* })*) => {$(
        $(#[$attr])*
        const _: () = {
            #[allow(unused_imports)]
            use $crate::__private::scope::*;
            $crate::inventory::submit! { $($call)* }
        };
    )*};
}

#[cfg(all(target_os = "linux", not(feature = "force-inventory")))]
mod own {
    //! Functions that the loader calls. They collect what the items are in a list.

    use crate::grammar::TEXT_END;
    use crate::registration::class::{RustClass, class_of};
    use crate::registration::record::{ClassOf, Record, RecordTypes, Rest};
    use crate::registration::signature::{Sources, TypeList};
    use std::ffi::CStr;
    use std::sync::{Mutex, PoisonError};

    /// The items that the loader has registered. The list is complete when the library is loaded.
    static REGISTERED: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

    /// One registration, as it is kept until the facts are read.
    #[derive(Debug, Clone, Copy)]
    enum Entry {
        /// A function.
        Function(Ended, fn(&mut TypeList)),
        /// A class, or a part of one.
        Class(Ended, fn(&mut TypeList), RustClass),
        /// An item with parts that most items do not have.
        Record(&'static Record),
    }

    /// The bytes that end a text. The first does not occur in one. The second ends a C string, so a search for both is
    /// fast even in a library that is not optimised.
    const END: [u8; 2] = {
        let bytes = TEXT_END.as_bytes();
        assert!(bytes.len() == 2 && bytes[1] == 0);
        [bytes[0], bytes[1]]
    };
    const LAST_BUT_ONE: u8 = END[0];
    const LAST: u8 = END[1];

    /// A text without its length: it ends in front of the first [`END`].
    #[derive(Debug, Clone, Copy)]
    struct Ended(*const u8);

    // SAFETY: it points into a static text, which is never written to.
    unsafe impl Send for Ended {}

    impl Ended {
        /// Takes the text `text`. The compiler sees that it ends, and leaves no code for the match.
        #[inline(always)]
        fn of(text: &'static str) -> Self {
            let bytes = text.as_bytes();
            match bytes {
                [.., LAST_BUT_ONE, LAST] => Self(bytes.as_ptr()),
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

    /// Exists once for each signature.
    #[inline(never)]
    fn signature<S: Sources>(text: Ended) {
        push_function(text, S::name);
    }

    #[inline(never)]
    fn push_function(text: Ended, types: fn(&mut TypeList)) {
        push(Entry::Function(text, types));
    }

    /// Returns what [`class`] takes as the Rust type `T`.
    #[must_use]
    #[inline]
    pub fn entry_class<T: 'static>() -> RustClass {
        class_of::<T>()
    }

    /// Registers a class, or a part of one.
    #[inline(always)]
    pub fn class<S: Sources>(text: &'static str, types: S, class: RustClass) {
        std::mem::forget(types);
        push_class(Ended::of(text), S::name, class.key, class.is_zero_sized);
    }

    #[inline(never)]
    fn push_class(text: Ended, types: fn(&mut TypeList), key: u64, is_zero_sized: bool) {
        push(Entry::Class(text, types, RustClass { key, is_zero_sized }));
    }

    /// Registers an item with parts that most items do not have.
    #[inline(never)]
    pub fn record(record: &'static Record) {
        push(Entry::Record(record));
    }

    #[inline(never)]
    fn push(entry: Entry) {
        REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }

    /// Returns every record: those of the macros, and those that users put into `inventory::submit!`. Their order is
    /// not defined.
    pub fn registered() -> impl Iterator<Item = Record> {
        let entries = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let of_macros = entries.into_iter().map(|entry| {
            let (text, types, class) = match entry {
                Entry::Function(text, types) => (text, types, ClassOf::None),
                Entry::Class(text, types, class) => (text, types, ClassOf::Is(class)),
                Entry::Record(record) => return *record,
            };
            Record { text: text.text(), types: RecordTypes::Named(types), class, rest: Rest::NONE }
        });
        of_macros.chain(inventory::iter::<Record>().copied())
    }
}

#[cfg(not(all(target_os = "linux", not(feature = "force-inventory"))))]
mod with_inventory {
    //! Functions that the compiler evaluates. They return what `inventory` holds.

    use crate::grammar::TEXT_END;
    use crate::registration::class::class_of;
    use crate::registration::record::{ClassOf, Record, RecordTypes, Rest};
    use crate::registration::signature::Sources;

    /// Returns the record of a function: a text, and types.
    #[must_use]
    pub const fn function<S: Sources>(text: &'static str, types: S) -> Record {
        class(text, types, ClassOf::None)
    }

    /// Returns what [`class`] takes as the Rust type `T`.
    #[must_use]
    pub const fn entry_class<T: 'static>() -> ClassOf {
        ClassOf::Asked(class_of::<T>)
    }

    /// Returns the record of a class, or of a part of one.
    #[must_use]
    pub const fn class<S: Sources>(text: &'static str, types: S, class: ClassOf) -> Record {
        std::mem::forget(types);
        Record { text, types: RecordTypes::Named(S::name), class, rest: Rest::NONE }
    }

    /// Returns the record of an item with parts that most items do not have.
    #[must_use]
    pub const fn record(record: &'static Record) -> Record {
        *record
    }

    /// Returns every record: those of the macros, and those that users put into `inventory::submit!`. Their order is
    /// not defined.
    pub fn registered() -> impl Iterator<Item = Record> {
        inventory::iter::<Record>().map(|record| Record {
            text: record.text.strip_suffix(TEXT_END).unwrap_or(record.text),
            ..*record
        })
    }
}
