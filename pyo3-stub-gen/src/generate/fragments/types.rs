//! Converts PyO3's types to those of this project.

use super::hint::Hint;
use super::numpy;
use super::release::Release;
use super::table::{Container, Form, container, forms};
use crate::facts::{TextExpr, TypeExpr, read_as};
use crate::generate::python::is_dotted_name;
use crate::generate::python::known::is_builtin;
use crate::generate::survey::incomplete;

/// Reads the types of one library.
pub(super) struct TypeReader<'a> {
    /// The release of PyO3.
    pub(super) release: Release,
    /// Whether callers have NumPy, whose objects arguments are read from too.
    pub(super) knows_numpy: bool,
    /// Finds a class of the extension by its id.
    pub(super) class: &'a dyn Fn(&str) -> Option<TypeExpr>,
}

impl TypeReader<'_> {
    /// Returns the type of an argument: as wide as extraction.
    pub(super) fn argument(&self, hint: &Hint) -> TypeExpr {
        match hint {
            Hint::Union(members) => {
                self.union(members, |form| self.read_from(&form.argument), |member| self.argument(member))
            }
            Hint::Subscript(base, _) if base.is("typing", "Literal") => self.plain(hint),
            Hint::Subscript(base, arguments) => self.container(base, arguments),
            // User settings are not changed.
            Hint::Quoted(_) => self.plain(hint),
            other => match self.form(std::slice::from_ref(other)) {
                Some(form) => self.read_from(&form.argument),
                None => self.read_from(other),
            },
        }
    }

    /// Returns the type of a result: as narrow as conversion.
    pub(super) fn result(&self, hint: &Hint) -> TypeExpr {
        match hint {
            Hint::Union(members) => {
                self.union(members, |form| self.plain(&form.result), |member| self.result(member))
            }
            Hint::Subscript(base, _) if base.is("typing", "Literal") => self.plain(hint),
            Hint::Subscript(base, arguments) => {
                self.generic(base, arguments.iter().map(|argument| self.result(argument)).collect())
            }
            other => match self.form(std::slice::from_ref(other)) {
                Some(form) => self.plain(&form.result),
                None => self.plain(other),
            },
        }
    }

    /// The type of an argument that a hint says, with the objects of NumPy that it is read from too.
    fn read_from(&self, hint: &Hint) -> TypeExpr {
        let plain = self.plain(hint);
        if self.knows_numpy { numpy::with_scalars(plain) } else { plain }
    }

    /// `base[arguments]` as an argument.
    fn container(&self, base: &Hint, arguments: &[Hint]) -> TypeExpr {
        let generic = |name: &str, arguments| TypeExpr::builtin(name).subscript(arguments);
        match (container(base), arguments) {
            (Some(Container::Sequence), [.., last]) => {
                let name = if self.knows_numpy { read_as::SEQUENCE_OR_ARRAY } else { read_as::SEQUENCE };
                TypeExpr::named(read_as::MODULE, name).subscript(vec![self.argument(last)])
            }
            (Some(Container::Set), [one]) => {
                let of = |name| generic(name, vec![self.argument(one)]);
                TypeExpr::union([of("set"), of("frozenset")])
            }
            (Some(Container::Dict), [key, value]) => {
                generic("dict", vec![self.argument(key), self.argument(value)])
            }
            (Some(Container::FrozenSet), [one]) => generic("frozenset", vec![self.argument(one)]),
            (Some(Container::Tuple), all) => {
                generic("tuple", all.iter().map(|argument| self.argument(argument)).collect())
            }
            // A type that a user or another crate states. What it takes is what it says.
            _ => self.generic(base, arguments.iter().map(|argument| self.result(argument)).collect()),
        }
    }

    /// `base[arguments]`. Nothing is known of it where its base is not.
    fn generic(&self, base: &Hint, arguments: Vec<TypeExpr>) -> TypeExpr {
        let base = self.plain(base);
        if base == incomplete() { base } else { base.subscript(arguments) }
    }

    /// A union, in which several members may be one form.
    fn union(
        &self,
        members: &[Hint],
        together: impl Fn(&'static Form) -> TypeExpr,
        each: impl Fn(&Hint) -> TypeExpr,
    ) -> TypeExpr {
        let mut open: Vec<(usize, &Hint)> = members.iter().enumerate().collect();
        let mut found: Vec<(usize, TypeExpr)> = Vec::new();
        for form in forms(self.release).filter(|form| form.members.len() > 1) {
            let position = |member: &Hint| open.iter().find(|(_, other)| *other == member);
            let positions: Option<Vec<usize>> =
                form.members.iter().map(|member| Some(position(member)?.0)).collect();
            if let Some(first) = positions.and_then(|all| all.into_iter().min()) {
                open.retain(|(_, other)| !form.members.contains(other));
                found.push((first, together(form)));
            }
        }
        found.extend(open.into_iter().map(|(index, member)| (index, each(member))));
        found.sort_by_key(|(index, _)| *index);
        TypeExpr::union(found.into_iter().map(|(_, member)| member))
    }

    /// The form that these members are, all together.
    fn form(&self, members: &[Hint]) -> Option<&'static Form> {
        forms(self.release).find(|form| {
            form.members.len() == members.len() && form.members.iter().all(|member| members.contains(member))
        })
    }

    /// Returns the type that a hint states, unchanged.
    fn plain(&self, hint: &Hint) -> TypeExpr {
        match hint {
            Hint::None => TypeExpr::None,
            Hint::Ellipsis => TypeExpr::Ellipsis,
            Hint::Literal(source) => TypeExpr::Literal(source.clone()),
            Hint::Quoted(text) => text_of_user(text),
            Hint::Named { .. } if hint.is("typing", "Any") => TypeExpr::Any,
            // A name that a type shows at runtime, and that no module has.
            Hint::Named { module, name } if module == "builtins" && !is_builtin(name) => incomplete(),
            Hint::Named { module, name } if is_dotted_name(module) && is_dotted_name(name) => {
                TypeExpr::named(module, name)
            }
            Hint::Named { .. } => incomplete(),
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
                self.generic(base, arguments.iter().map(|argument| self.plain(argument)).collect())
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
