//! From PyO3's types to this project's.

use super::hint::Hint;
use super::release::Release;
use super::table::{Container, Form, container, forms};
use crate::facts::{TextExpr, TypeExpr};
use crate::generate::python::known::is_builtin;
use crate::generate::survey::incomplete;

/// Reads the types of one library.
pub(super) struct TypeReader<'a> {
    /// The release of PyO3.
    pub(super) release: Release,
    /// Finds a class of the extension by its id.
    pub(super) class: &'a dyn Fn(&str) -> Option<TypeExpr>,
}

impl TypeReader<'_> {
    /// Returns the type of an argument: as wide as extraction.
    pub(super) fn argument(&self, hint: &Hint) -> TypeExpr {
        match hint {
            Hint::Union(members) => self.union(members, |form| &form.argument, Self::argument),
            Hint::Subscript(base, _) if base.is("typing", "Literal") => self.plain(hint),
            Hint::Subscript(base, arguments) => self.container(base, arguments),
            other => match self.form(std::slice::from_ref(other)) {
                Some(form) => self.plain(&form.argument),
                None => self.plain(other),
            },
        }
    }

    /// Returns the type of a result: as narrow as conversion.
    pub(super) fn result(&self, hint: &Hint) -> TypeExpr {
        match hint {
            Hint::Union(members) => self.union(members, |form| &form.result, Self::result),
            Hint::Subscript(base, _) if base.is("typing", "Literal") => self.plain(hint),
            Hint::Subscript(base, arguments) => {
                let arguments = arguments.iter().map(|argument| self.result(argument)).collect();
                self.plain(base).subscript(arguments)
            }
            other => match self.form(std::slice::from_ref(other)) {
                Some(form) => self.plain(&form.result),
                None => self.plain(other),
            },
        }
    }

    /// Returns what an argument's `dict` or `set` of `hint` holds: one type for each kind of object.
    fn held(&self, hint: &Hint) -> Vec<TypeExpr> {
        let (members, has_none) = match hint {
            Hint::Union(members) => {
                let some: Vec<Hint> =
                    members.iter().filter(|member| **member != Hint::None).cloned().collect();
                let has_none = some.len() < members.len();
                (some, has_none)
            }
            one => (vec![one.clone()], false),
        };
        let held = match (self.form(&members), members.as_slice()) {
            (Some(form), _) => form.held.iter().map(|held| self.plain(held)).collect(),
            (None, [one]) => self.held_object(one),
            (None, several) => vec![TypeExpr::union(several.iter().map(|member| self.narrow(member)))],
        };
        let or_none = |held| if has_none { TypeExpr::union([held, TypeExpr::None]) } else { held };
        held.into_iter().map(or_none).collect()
    }

    /// What stands for one type in an invariant container.
    fn held_object(&self, hint: &Hint) -> Vec<TypeExpr> {
        let narrow = self.narrow(hint);
        // `Vec<u8>` has the same form as other vectors of integers.
        let of_integers = TypeExpr::builtin("list").subscript(vec![TypeExpr::builtin("int")]);
        if narrow == of_integers { vec![narrow, TypeExpr::builtin("bytes")] } else { vec![narrow] }
    }

    /// The type of the objects that usually are passed for `hint`.
    fn narrow(&self, hint: &Hint) -> TypeExpr {
        let Hint::Subscript(base, arguments) = hint else { return self.result(hint) };
        let narrow = |hint: &Hint| match hint {
            Hint::Union(members) => self.union(members, |form| &form.result, Self::narrow),
            one => self.narrow(one),
        };
        match (container(base), arguments.split_last()) {
            (Some(Container::Sequence), Some((last, _))) => {
                TypeExpr::builtin("list").subscript(vec![narrow(last)])
            }
            _ => self.plain(base).subscript(arguments.iter().map(narrow).collect()),
        }
    }

    /// `base[arguments]` as an argument.
    fn container(&self, base: &Hint, arguments: &[Hint]) -> TypeExpr {
        let generic = |name: &str, arguments| TypeExpr::builtin(name).subscript(arguments);
        match (container(base), arguments) {
            (Some(Container::Sequence), [.., last]) => {
                TypeExpr::named("collections.abc", "Sequence").subscript(vec![self.argument(last)])
            }
            (Some(Container::Set), [one]) => {
                let sets = self.held(one).into_iter().map(|held| generic("set", vec![held]));
                TypeExpr::union(sets.chain([generic("frozenset", vec![self.argument(one)])]))
            }
            (Some(Container::Dict), [key, value]) => {
                let values = self.held(value);
                let keys = self.held(key).into_iter();
                TypeExpr::union(keys.flat_map(|key| {
                    let of = move |value: &TypeExpr| generic("dict", vec![key.clone(), value.clone()]);
                    values.iter().map(of).collect::<Vec<_>>()
                }))
            }
            (Some(Container::FrozenSet), [one]) => generic("frozenset", vec![self.argument(one)]),
            (Some(Container::Tuple), all) => {
                generic("tuple", all.iter().map(|argument| self.argument(argument)).collect())
            }
            // A type that a user or another crate states. What it takes is what it says.
            _ => self.plain(base).subscript(arguments.iter().map(|argument| self.result(argument)).collect()),
        }
    }

    /// A union, in which several members may be one form.
    fn union(
        &self,
        members: &[Hint],
        part: impl Fn(&'static Form) -> &'static Hint,
        each: impl Fn(&Self, &Hint) -> TypeExpr,
    ) -> TypeExpr {
        let mut open: Vec<(usize, &Hint)> = members.iter().enumerate().collect();
        let mut found: Vec<(usize, TypeExpr)> = Vec::new();
        for form in forms(self.release).filter(|form| form.members.len() > 1) {
            let position = |member: &Hint| open.iter().find(|(_, other)| *other == member);
            let positions: Option<Vec<usize>> =
                form.members.iter().map(|member| Some(position(member)?.0)).collect();
            if let Some(first) = positions.and_then(|all| all.into_iter().min()) {
                open.retain(|(_, other)| !form.members.contains(other));
                found.push((first, self.plain(part(form))));
            }
        }
        found.extend(open.into_iter().map(|(index, member)| (index, each(self, member))));
        found.sort_by_key(|(index, _)| *index);
        TypeExpr::union(found.into_iter().map(|(_, member)| member))
    }

    /// The form that these members are, all together.
    fn form(&self, members: &[Hint]) -> Option<&'static Form> {
        forms(self.release).find(|form| {
            form.members.len() == members.len() && form.members.iter().all(|member| members.contains(member))
        })
    }

    /// The type that a hint says, as it says it.
    fn plain(&self, hint: &Hint) -> TypeExpr {
        match hint {
            Hint::None => TypeExpr::None,
            Hint::Ellipsis => TypeExpr::Ellipsis,
            Hint::Literal(source) => TypeExpr::Literal(source.clone()),
            Hint::Quoted(text) => text_of_user(text),
            Hint::Named { .. } if hint.is("typing", "Any") => TypeExpr::Any,
            // A name that a type shows at runtime, and that no module has.
            Hint::Named { module, name } if module == "builtins" && !is_builtin(name) => incomplete(),
            Hint::Named { module, name } => TypeExpr::named(module, name),
            Hint::Class(id) => (self.class)(id).unwrap_or_else(incomplete),
            // A member of an enum has no source here.
            Hint::Subscript(base, values)
                if base.is("typing", "Literal") && values.iter().any(|value| value.source() == "...") =>
            {
                incomplete()
            }
            Hint::Subscript(base, arguments) if base.is("typing", "Literal") => self
                .plain(base)
                .subscript(arguments.iter().map(|value| TypeExpr::Literal(value.source())).collect()),
            Hint::Subscript(base, arguments) => {
                self.plain(base).subscript(arguments.iter().map(|argument| self.plain(argument)).collect())
            }
            Hint::Union(members) => TypeExpr::union(members.iter().map(|member| self.plain(member))),
            Hint::List(items) => TypeExpr::List(items.iter().map(|item| self.plain(item)).collect()),
            Hint::Member(..) | Hint::Tuple(_) | Hint::Unknown(_) => incomplete(),
        }
    }
}

/// A type that the user wrote as text in a signature.
fn text_of_user(text: &str) -> TypeExpr {
    TypeExpr::Text(TextExpr { text: text.to_owned(), imports: Vec::new(), position: None })
}
