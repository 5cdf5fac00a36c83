//! Records as the bytes of statements.
//!
//! They are written as they are found, with no owned copy between: every library that uses the
//! macros has this code in it.

use crate::facts::TypeExpr;
use crate::facts::wire::{Wire, encode_str};
use crate::records::{Owner, Record, Text, Types};
use std::any::TypeId;
use std::collections::BTreeMap;

/// Numbers the Rust types of classes. The numbers join statements of one list and mean nothing beyond
/// it.
#[derive(Debug, Default)]
pub struct ClassNumbers {
    numbers: BTreeMap<TypeId, u32>,
}

impl ClassNumbers {
    /// The number of the type `id`, the same each time.
    pub fn number(&mut self, id: TypeId) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(id).or_insert(next)
    }
}

/// Appends the bytes of the [`Statement`](crate::facts::Statement) that `record` makes.
pub fn encode(record: &Record, numbers: &mut ClassNumbers, out: &mut Vec<u8>) {
    let Record { text, types, class, rest } = record;
    let length = text.len() + rest.pieces.iter().map(|piece| piece.len()).sum::<usize>();
    (length as u32).encode(out);
    out.extend_from_slice(text.as_bytes());
    for piece in rest.pieces {
        out.extend_from_slice(piece.as_bytes());
    }
    (rest.texts.len() as u32).encode(out);
    for text in rest.texts {
        match text {
            Text::Known(text) => encode_str(text, out),
            Text::Made(make) => make().encode(out),
        }
    }
    let types = match types {
        Types::Shared(list) => list(),
        Types::Own(list) => list,
    };
    (types.len() as u32).encode(out);
    for type_fn in types {
        TypeExpr::from(type_fn()).encode(out);
    }
    (rest.values.len() as u32).encode(out);
    for value in rest.values {
        value().encode(out);
    }
    let class = match class {
        Owner::None => None,
        Owner::Is(class) => Some(*class),
        Owner::Asked(class) => Some(class()),
    };
    class.map(|class| numbers.number(class.id)).encode(out);
    class.is_some_and(|class| class.size == 0).encode(out);
}
