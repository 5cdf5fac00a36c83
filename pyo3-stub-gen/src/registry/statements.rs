//! Records as statements: borrowed statics become owned data, function pointers become their values.

use crate::facts::Statement;
use crate::records::{Record, Text, Types};
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

/// What `record` says.
pub fn statement(record: &Record, numbers: &mut ClassNumbers) -> Statement {
    let Record { text, types, class, rest } = record;
    let mut text = String::from(*text);
    for piece in rest.pieces {
        text.push_str(piece);
    }
    let types = match types {
        Types::Shared(list) => list(),
        Types::Own(list) => list,
    };
    let class = class.map(|class| class());
    Statement {
        text,
        texts: rest.texts.iter().map(written).collect(),
        types: types.iter().map(|r#type| r#type().into()).collect(),
        values: rest.values.iter().map(|value| value()).collect(),
        class: class.map(|class| numbers.number(class.id)),
        is_zero_sized: class.is_some_and(|class| class.size == 0),
    }
}

fn written(text: &Text) -> String {
    match text {
        Text::Known(text) => String::from(*text),
        Text::Made(make) => make(),
    }
}
