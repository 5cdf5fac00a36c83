//! Types in the byte format of a [`TypeExpr`], built without a tree.
//!
//! A library that uses the macros only builds types and writes them. Code that builds, compares and drops trees would
//! be a third of the code that the first item adds to such a library.

use super::types::TypeExpr;
use super::wire::{Reader, Wire, append, encode_str};
use std::fmt;

/// The bytes of one expression that is not a union, preceded by space for their length.
#[derive(Debug)]
pub(crate) struct Bytes(Vec<u8>);

/// The size of a length in bytes.
const LENGTH: usize = 4;

impl Bytes {
    /// Begins the variant of [`TypeExpr`] with this tag. The contents of the variant follow in order.
    #[inline(never)]
    pub(crate) fn of(tag: u8) -> Self {
        Self(vec![0, 0, 0, 0, tag])
    }

    /// Adds a text.
    #[inline(never)]
    pub(crate) fn text(mut self, text: &str) -> Self {
        encode_str(text, &mut self.0);
        self
    }

    /// Adds a text that may be missing.
    #[inline(never)]
    pub(crate) fn maybe(mut self, text: Option<&str>) -> Self {
        self.0.push(u8::from(text.is_some()));
        match text {
            Some(text) => self.text(text),
            None => self,
        }
    }

    /// Adds the length of a list, or a tag.
    #[inline(never)]
    pub(crate) fn number(mut self, number: u32) -> Self {
        number.encode(&mut self.0);
        self
    }
}

/// A type: the members of a union, or the one that is the whole type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Packed {
    /// Each after its length.
    members: Vec<u8>,
}

impl Packed {
    /// Returns a type that is not a union.
    #[inline(never)]
    pub(crate) fn one(Bytes(mut members): Bytes) -> Self {
        let length = (members.len() - LENGTH) as u32;
        if let Some(room) = members.first_chunk_mut::<LENGTH>() {
            *room = length.to_ne_bytes();
        }
        Self { members }
    }

    /// The union of two types: flattened, without duplicates, `None` last.
    #[inline(never)]
    pub(crate) fn or(self, other: Self) -> Self {
        let mut union = Self { members: Vec::with_capacity(self.members.len() + other.members.len()) };
        let mut none = false;
        for member in self.iter().chain(other.iter()) {
            if *member == [NONE] {
                none = true;
            } else if !union.iter().any(|known| known == member) {
                union.push(member);
            }
        }
        if none {
            union.push(&[NONE]);
        }
        union
    }

    fn push(&mut self, member: &[u8]) {
        append(&mut self.members, &(member.len() as u32).to_ne_bytes());
        append(&mut self.members, member);
    }

    fn iter(&self) -> Members<'_> {
        Members(&self.members)
    }

    /// Appends the bytes of the [`TypeExpr`] that this is.
    #[inline(never)]
    pub(crate) fn append_to(&self, out: &mut Vec<u8>) {
        // Few types are unions.
        if let Some((length, only)) = self.members.split_first_chunk::<LENGTH>() {
            if u32::from_ne_bytes(*length) as usize == only.len() {
                return append(out, only);
            }
        }
        out.push(UNION);
        (self.iter().count() as u32).encode(out);
        self.iter().for_each(|member| append(out, member));
    }

    /// The bytes of the [`TypeExpr`] that this is.
    #[inline]
    pub(crate) fn written(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.append_to(&mut bytes);
        bytes
    }

    /// The tree.
    pub(crate) fn expr(&self) -> TypeExpr {
        // Only a type that is nested too deeply for a stub cannot be read.
        TypeExpr::decode(&mut Reader::new(&self.written())).unwrap_or(TypeExpr::Any)
    }
}

/// `base[arguments]`, which is being written.
pub(crate) struct Subscript {
    base: Bytes,
    count: u32,
    arguments: Vec<u8>,
}

impl Subscript {
    /// `base` without an argument yet.
    #[inline(never)]
    pub(crate) fn of(module: &str, name: &str) -> Self {
        let base = Bytes::of(SUBSCRIPT).number(u32::from(NAME)).text(module).text(name);
        Self { base, count: 0, arguments: Vec::new() }
    }

    /// Adds an argument.
    #[inline(never)]
    pub(crate) fn push(&mut self, argument: Packed) {
        self.count += 1;
        argument.append_to(&mut self.arguments);
    }

    /// The type.
    #[inline(never)]
    pub(crate) fn finish(self) -> Packed {
        let mut bytes = self.base.number(self.count);
        append(&mut bytes.0, &self.arguments);
        Packed::one(bytes)
    }
}

/// The members of a union.
struct Members<'a>(&'a [u8]);

impl<'a> Iterator for Members<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk()?;
        let (member, rest) = rest.split_at_checked(u32::from_ne_bytes(*length) as usize)?;
        self.0 = rest;
        Some(member)
    }
}

impl From<TypeExpr> for Packed {
    fn from(expr: TypeExpr) -> Self {
        let members = match expr {
            TypeExpr::Union(members) => members,
            other => vec![other],
        };
        let mut packed = Self { members: Vec::new() };
        for member in members {
            let mut bytes = Vec::new();
            member.encode(&mut bytes);
            packed.push(&bytes);
        }
        packed
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expr().fmt(f)
    }
}

// The tags of `TypeExpr`. A test compares them with those that the reader expects.
/// [`TypeExpr::Any`].
pub(crate) const ANY: u8 = 0;
/// [`TypeExpr::None`].
pub(crate) const NONE: u8 = 1;
/// [`TypeExpr::Name`].
pub(crate) const NAME: u8 = 2;
/// [`TypeExpr::Local`].
pub(crate) const LOCAL: u8 = 3;
/// [`TypeExpr::Subscript`].
pub(crate) const SUBSCRIPT: u8 = 4;
/// [`TypeExpr::Union`].
pub(crate) const UNION: u8 = 5;
/// [`TypeExpr::Literal`].
#[cfg(feature = "registry")]
pub(crate) const LITERAL: u8 = 8;
/// [`TypeExpr::Text`].
pub(crate) const TEXT: u8 = 9;
/// [`TypeExpr::Unknown`].
pub(crate) const UNKNOWN: u8 = 10;

#[cfg(test)]
mod tests {
    use crate::TypeInfo;
    use crate::facts::{LocalExpr, TextExpr, TypeExpr, UnknownExpr};

    #[test]
    fn bytes_are_those_of_the_tree() {
        let name = TypeExpr::named;
        let local =
            |module: Option<&str>| LocalExpr { module: module.map(str::to_owned), name: "A.B".into() };
        let text = |imports: &[&str]| TextExpr {
            text: "list[x]".into(),
            imports: imports.iter().map(|&import| import.to_owned()).collect(),
            position: None,
        };
        let nested = TypeInfo::generic("builtins", "dict", [TypeInfo::builtin("str"), TypeInfo::any()]);
        let long = "x".repeat(300);
        let expected = [
            (TypeInfo::any(), TypeExpr::Any),
            (TypeInfo::none(), TypeExpr::None),
            (TypeInfo::builtin("int"), name("builtins", "int")),
            (TypeInfo::builtin(&long), name("builtins", &long)),
            (TypeInfo::with_module("os.PathLike", "os".into()), name("os", "PathLike")),
            (TypeInfo::with_module("osPathLike", "os".into()), name("os", "osPathLike")),
            (TypeInfo::with_module("list[x]", "a.b".into()), TypeExpr::Text(text(&["a.b"]))),
            (TypeInfo::unqualified("list[x]"), TypeExpr::Text(text(&[]))),
            (TypeInfo::text("list[x]", &["a", "b"]), TypeExpr::Text(text(&["a", "b"]))),
            (TypeInfo::locally_defined("A.B", Default::default()), TypeExpr::Local(local(None))),
            (TypeInfo::locally_defined("A.B", "m.n".into()), TypeExpr::Local(local(Some("m.n")))),
            (TypeInfo::locally_defined("list[x]", "a".into()), TypeExpr::Text(text(&["a"]))),
            (
                TypeInfo::unknown("Vec<T>"),
                TypeExpr::Unknown(UnknownExpr { rust: "Vec<T>".into(), feature: None }),
            ),
            (TypeInfo::generic("builtins", "tuple", []), name("builtins", "tuple").subscript(vec![])),
            (
                TypeInfo::generic("m", "C", [nested.clone() | TypeInfo::none(), TypeInfo::any()]),
                name("m", "C").subscript(vec![
                    TypeExpr::union([
                        TypeExpr::None,
                        name("builtins", "dict").subscript(vec![name("builtins", "str"), TypeExpr::Any]),
                    ]),
                    TypeExpr::Any,
                ]),
            ),
        ];
        for (info, expr) in expected {
            assert_eq!(info.expr(), expr);
            assert_eq!(TypeInfo::from(expr.clone()), info);
            // Writing the type again does not change it.
            assert_eq!(TypeInfo::from(info.expr()), info, "{expr:?}");
        }
    }

    #[test]
    fn a_union_is_flat_without_duplicates_and_ends_in_none() {
        let [int, str, none] = [TypeInfo::builtin("int"), TypeInfo::builtin("str"), TypeInfo::none()];
        let all = [int.clone(), none.clone(), str.clone(), int.clone(), none.clone()];
        let expected = TypeExpr::union(all.iter().map(TypeInfo::expr));
        let [a, b, c, d, e] = all;
        assert_eq!((a | b | (c | (d | e))).expr(), expected);
        assert_eq!((int.clone() | int.clone()).expr(), int.expr());
        assert_eq!((none.clone() | none.clone()).expr(), TypeExpr::None);
        assert_eq!((str | int).to_string(), "str | int");
    }
}
