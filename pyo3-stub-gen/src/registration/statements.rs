//! Records as the bytes of statements.
//!
//! They are written as they are found, without an owned copy, because every library that uses the macros contains
//! this code.

use super::probe::TypeFn;
use super::record::{ClassOf, Record, RecordTypes, Text};
use super::signature::TypeList;
use crate::facts::wire::{Wire, append, encode_str};

/// The bytes of types that were written, by the address of the function that returns each. Items share their types, so
/// most types are made once and written many times. Two types with the same place take turns in it.
///
/// It is worth its code: the library of the fixture `surface`, built without optimisation, hands out its facts in 230 µs
/// with it and in 320 µs without.
pub struct WrittenTypes(Vec<(usize, Vec<u8>)>);

/// The number of places.
const PLACES: usize = 1024;

impl WrittenTypes {
    /// Returns an empty set of places.
    pub fn new() -> Self {
        let mut places = Vec::new();
        places.resize_with(PLACES, Default::default);
        Self(places)
    }

    /// Appends the type that `type_fn` returns.
    fn append(&mut self, type_fn: TypeFn, out: &mut Vec<u8>) {
        let address = type_fn as usize;
        // Functions begin at multiples of 16.
        let (known, bytes) = &mut self.0[address / 16 % PLACES];
        if *known != address {
            bytes.clear();
            type_fn().append_to(bytes);
            *known = address;
        }
        append(out, bytes);
    }
}

/// Appends the bytes of the [`Statement`](crate::facts::Statement) that `record` makes.
pub fn encode(record: &Record, written: &mut WrittenTypes, out: &mut Vec<u8>) {
    let Record { text, types, class, rest } = record;
    let length = text.len() + rest.pieces.iter().map(|piece| piece.len()).sum::<usize>();
    (length as u32).encode(out);
    append(out, text.as_bytes());
    for piece in rest.pieces {
        append(out, piece.as_bytes());
    }
    (rest.texts.len() as u32).encode(out);
    for text in rest.texts {
        match text {
            Text::Known(text) => encode_str(text, out),
            Text::Made(make) => make().encode(out),
        }
    }
    let named;
    let types = match types {
        RecordTypes::Named(name_types) => {
            named = TypeList::of(*name_types);
            &named
        }
        RecordTypes::Own(list) => *list,
    };
    (types.len() as u32).encode(out);
    for type_fn in types {
        written.append(*type_fn, out);
    }
    (rest.values.len() as u32).encode(out);
    for value in rest.values {
        value().encode(out);
    }
    let class = match class {
        ClassOf::None => None,
        ClassOf::Is(class) => Some(*class),
        ClassOf::Asked(class) => Some(class()),
    };
    class.map(|class| class.key).encode(out);
    class.is_some_and(|class| class.is_zero_sized).encode(out);
}
