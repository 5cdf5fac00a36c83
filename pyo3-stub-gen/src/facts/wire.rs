//! Encodes facts as bytes, and decodes them.
//!
//! The macros `record!` and `choice!` derive both directions from one definition, so the two sides cannot drift apart.
//! This file must not know what a fact means.

#![cfg_attr(not(feature = "generate"), allow(dead_code))]

use std::fmt;

/// The deepest nesting that a decoder accepts. Hand-written types stay far below it.
const MAX_DEPTH: u32 = 200;

/// A value that can be written to, and read from, the byte format.
pub trait Wire: Sized {
    /// Appends the bytes of `self` to `out`.
    fn encode(&self, out: &mut Vec<u8>);

    /// Reads one value.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] when the bytes end early or do not encode a value of this type.
    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// Skips the bytes of one value.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] when the bytes end early or obviously do not encode a value of this type.
    #[cfg(feature = "generate")]
    fn skip(input: &mut Reader<'_>) -> Result<(), DecodeError> {
        Self::decode(input).map(drop)
    }
}

/// Why bytes could not be read as facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// How many bytes had been read.
    pub offset: usize,
    /// The problem there.
    pub what: &'static str,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the facts are damaged at byte {}: {}", self.offset, self.what)
    }
}

impl std::error::Error for DecodeError {}

/// Reads values from a slice, never beyond its end.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    offset: usize,
    depth: u32,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::starting_at(bytes, 0)
    }

    /// A reader at the place `offset` of `bytes`.
    #[must_use]
    pub fn starting_at(bytes: &'a [u8], offset: usize) -> Self {
        Self { bytes, offset, depth: 0 }
    }

    /// How many bytes have been read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Whether every byte has been read.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.offset == self.bytes.len()
    }

    /// The error `what` at this place.
    #[must_use]
    pub fn error(&self, what: &'static str) -> DecodeError {
        DecodeError { offset: self.offset, what }
    }

    fn byte(&mut self) -> Result<u8, DecodeError> {
        let byte = self.bytes.get(self.offset).copied().ok_or_else(|| self.error("the data ends early"))?;
        self.offset += 1;
        Ok(byte)
    }

    fn take(&mut self, len: usize) -> Result<&'a [u8], DecodeError> {
        let rest = self.bytes.get(self.offset..).unwrap_or_default();
        let taken = rest.get(..len).ok_or_else(|| self.error("the data ends early"))?;
        self.offset += len;
        Ok(taken)
    }

    /// Returns the result of `read`, one level deeper.
    fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("a type is nested too deeply"));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// Reads a length that the rest of the input can contain, because each element has at least one byte.
    fn length(&mut self) -> Result<usize, DecodeError> {
        let length = u32::decode(self)? as usize;
        if length > self.bytes.len() - self.offset {
            return Err(self.error("a length exceeds the data"));
        }
        Ok(length)
    }
}

impl Wire for u32 {
    #[inline(never)]
    fn encode(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = input.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(input.error("a number is too long"))
    }
}

impl Wire for u64 {
    fn encode(&self, out: &mut Vec<u8>) {
        append(out, &self.to_le_bytes());
    }

    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let bytes = input.take(size_of::<Self>())?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | Self::from(*byte)))
    }
}

impl Wire for bool {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match input.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(input.error("a boolean is neither true nor false")),
        }
    }
}

/// Appends `bytes` unchanged. This is a separate function, because all code that writes facts uses it.
#[inline(never)]
pub fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(bytes);
}

/// Appends the bytes of a [`String`] that is `text`.
#[inline(never)]
pub fn encode_str(text: &str, out: &mut Vec<u8>) {
    (text.len() as u32).encode(out);
    append(out, text.as_bytes());
}

impl Wire for String {
    fn encode(&self, out: &mut Vec<u8>) {
        encode_str(self, out);
    }

    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let length = input.length()?;
        let bytes = input.take(length)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(input.error("a text is not UTF-8")),
        }
    }

    #[cfg(feature = "generate")]
    fn skip(input: &mut Reader<'_>) -> Result<(), DecodeError> {
        let length = input.length()?;
        input.take(length).map(drop)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            None => out.push(0),
            Some(value) => {
                out.push(1);
                value.encode(out);
            }
        }
    }

    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(if bool::decode(input)? { Some(T::decode(input)?) } else { None })
    }

    #[cfg(feature = "generate")]
    fn skip(input: &mut Reader<'_>) -> Result<(), DecodeError> {
        if bool::decode(input)? { T::skip(input) } else { Ok(()) }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        (self.len() as u32).encode(out);
        for value in self {
            value.encode(out);
        }
    }

    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let length = input.length()?;
        input.nested(|input| (0..length).map(|_| T::decode(input)).collect())
    }

    #[cfg(feature = "generate")]
    fn skip(input: &mut Reader<'_>) -> Result<(), DecodeError> {
        let length = input.length()?;
        input.nested(|input| (0..length).try_for_each(|_| T::skip(input)))
    }
}

impl<T: Wire> Wire for Box<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        (**self).encode(out);
    }

    fn decode(input: &mut Reader<'_>) -> Result<Self, DecodeError> {
        input.nested(T::decode).map(Box::new)
    }

    #[cfg(feature = "generate")]
    fn skip(input: &mut Reader<'_>) -> Result<(), DecodeError> {
        input.nested(T::skip)
    }
}

/// Defines a struct of facts with both directions of its byte format.
macro_rules! record {
    ($( $(#[$meta:meta])* pub struct $name:ident { $( $(#[$field_meta:meta])* pub $field:ident: $type:ty, )* } )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name { $( $(#[$field_meta])* pub $field: $type, )* }

        impl $crate::facts::wire::Wire for $name {
            fn encode(&self, out: &mut Vec<u8>) {
                $( self.$field.encode(out); )*
            }

            fn decode(
                input: &mut $crate::facts::wire::Reader<'_>,
            ) -> Result<Self, $crate::facts::wire::DecodeError> {
                Ok(Self { $( $field: $crate::facts::wire::Wire::decode(input)?, )* })
            }

            #[cfg(feature = "generate")]
            fn skip(
                input: &mut $crate::facts::wire::Reader<'_>,
            ) -> Result<(), $crate::facts::wire::DecodeError> {
                $( <$type as $crate::facts::wire::Wire>::skip(input)?; )*
                Ok(())
            }
        }
    )*};
}

/// Defines an enum of facts, each variant empty or holding one value, with both directions of its
/// byte format. The number after `=` is the variant's tag.
macro_rules! choice {
    ($( $(#[$meta:meta])* pub enum $name:ident {
        $( $(#[$variant_meta:meta])* $variant:ident $( ($type:ty) )? = $tag:literal, )*
    } )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$variant_meta])* $variant $( ($type) )?, )* }

        impl $crate::facts::wire::Wire for $name {
            fn encode(&self, out: &mut Vec<u8>) {
                match self {
                    $( Self::$variant $( (choice!(@bind value $type)) )? => {
                        <u32 as $crate::facts::wire::Wire>::encode(&$tag, out);
                        $( <$type as $crate::facts::wire::Wire>::encode(value, out); )?
                    } )*
                }
            }

            fn decode(
                input: &mut $crate::facts::wire::Reader<'_>,
            ) -> Result<Self, $crate::facts::wire::DecodeError> {
                match <u32 as $crate::facts::wire::Wire>::decode(input)? {
                    $( $tag => Ok(Self::$variant $( (<$type as $crate::facts::wire::Wire>::decode(input)?) )?), )*
                    _ => Err(input.error(concat!("an unknown kind of ", stringify!($name)))),
                }
            }

            #[cfg(feature = "generate")]
            fn skip(
                input: &mut $crate::facts::wire::Reader<'_>,
            ) -> Result<(), $crate::facts::wire::DecodeError> {
                match <u32 as $crate::facts::wire::Wire>::decode(input)? {
                    $( $tag => {
                        $( <$type as $crate::facts::wire::Wire>::skip(input)?; )?
                        Ok(())
                    } )*
                    _ => Err(input.error(concat!("an unknown kind of ", stringify!($name)))),
                }
            }
        }
    )*};
    (@bind $name:ident $type:ty) => { $name };
}

pub(crate) use {choice, record};
