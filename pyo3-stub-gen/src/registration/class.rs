//! The Rust type of a class, with a key that distinguishes it from every other type of the library.

use std::any::TypeId;
use std::hash::{Hash, Hasher};

/// The Rust type of a class.
#[derive(Debug, Clone, Copy)]
pub struct RustClass {
    /// Differs from that of every other type of this library.
    pub key: u64,
    /// Whether the type holds no data.
    pub is_zero_sized: bool,
}

/// Returns the Rust type `T`.
#[must_use]
#[inline]
pub fn class_of<T: 'static>() -> RustClass {
    RustClass { key: key_of(TypeId::of::<T>()), is_zero_sized: size_of::<T>() == 0 }
}

/// Returns what `id` hashes to. That is a hash in itself, so two types of one library do not share it.
#[must_use]
#[inline]
pub fn key_of(id: TypeId) -> u64 {
    let mut key = Key(0);
    id.hash(&mut key);
    key.0
}

/// Takes the hash of a [`TypeId`] unchanged.
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
