//! The syntax of a type's name.

use std::fmt;

/// A type, as its name has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// `path::Name<arguments>`.
    Path {
        /// The parts of the path, of which the last is the name.
        path: Vec<String>,
        /// The arguments without lifetimes.
        arguments: Vec<Self>,
    },
    /// `&T`.
    Reference(Box<Self>),
    /// `[T]` or `[T; N]`.
    Slice(Box<Self>),
    /// `(A, B)`.
    Tuple(Vec<Self>),
    /// Any other text, such as `dyn Trait` or a number.
    Other(String),
}

/// Returns the type that `name` names.
#[must_use]
pub fn parse(name: &str) -> RustType {
    let name = name.trim();
    if let Some(target) = name.strip_prefix('&') {
        let target = after_lifetime(target);
        return RustType::Reference(Box::new(parse(target.strip_prefix("mut ").unwrap_or(target))));
    }
    if let Some(inner) = enclosed(name, '[', ']') {
        let (item, _length) = split_once(inner, ';').unwrap_or((inner, ""));
        return RustType::Slice(Box::new(parse(item)));
    }
    if let Some(inner) = enclosed(name, '(', ')') {
        return RustType::Tuple(parts(inner).map(parse).collect());
    }
    let (path, arguments) = match name.split_once('<') {
        Some((path, rest)) => match rest.strip_suffix('>') {
            Some(arguments) => (path, arguments),
            None => return RustType::Other(name.to_owned()),
        },
        None => (name, ""),
    };
    let path: Vec<String> = path.trim_end_matches("::").split("::").map(str::to_owned).collect();
    if !path.iter().all(|part| is_identifier(part)) {
        return RustType::Other(name.to_owned());
    }
    let arguments = parts(arguments).filter(|argument| !argument.starts_with('\'')).map(parse).collect();
    RustType::Path { path, arguments }
}

impl RustType {
    /// Returns the generic arguments.
    #[must_use]
    pub fn arguments(&self) -> &[Self] {
        match self {
            Self::Path { arguments, .. } => arguments,
            Self::Reference(_) | Self::Slice(_) | Self::Tuple(_) | Self::Other(_) => &[],
        }
    }

    /// Returns the path at which the type is defined, if it has one.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        match self {
            Self::Path { path, .. } if path.len() > 1 => Some(path.join("::")),
            Self::Path { .. } | Self::Reference(_) | Self::Slice(_) | Self::Tuple(_) | Self::Other(_) => None,
        }
    }
}

/// The name without the paths in front of its parts: `Vec<Point>` for `alloc::vec::Vec<my_crate::Point>`.
impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, arguments } => {
                f.write_str(path.last().map_or("", String::as_str))?;
                if arguments.is_empty() { Ok(()) } else { write!(f, "<{}>", joined(arguments)) }
            }
            Self::Reference(target) => write!(f, "&{target}"),
            Self::Slice(item) => write!(f, "[{item}]"),
            Self::Tuple(items) => match items.as_slice() {
                [only] => write!(f, "({only},)"),
                items => write!(f, "({})", joined(items)),
            },
            Self::Other(name) => f.write_str(&without_paths(name)),
        }
    }
}

fn joined(types: &[RustType]) -> String {
    types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Returns `name` without what precedes `::`.
fn without_paths(name: &str) -> String {
    let mut short = String::with_capacity(name.len());
    let mut part_start = 0;
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        if c == ':' && rest.peek() == Some(&':') {
            rest.next();
            short.truncate(part_start);
        } else {
            short.push(c);
            if !(c == '_' || c.is_alphanumeric()) {
                part_start = short.len();
            }
        }
    }
    short
}

fn is_identifier(part: &str) -> bool {
    let is_start = |c: char| c == '_' || c.is_alphabetic();
    part.starts_with(is_start) && part.chars().all(|c| c == '_' || c.is_alphanumeric())
}

/// Returns the text between `open` and `close`, if they enclose `name`.
fn enclosed(name: &str, open: char, close: char) -> Option<&str> {
    name.strip_prefix(open)?.strip_suffix(close)
}

/// Returns what follows a lifetime: some compilers name them.
fn after_lifetime(target: &str) -> &str {
    match target.strip_prefix('\'') {
        Some(lifetime) => lifetime.split_once(' ').map_or("", |(_, rest)| rest),
        None => target,
    }
}

/// Returns the parts between the commas that are not in brackets.
fn parts(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = list;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let (part, behind) = split_once(rest, ',').unwrap_or((rest, ""));
        rest = behind;
        Some(part.trim())
    })
}

/// Splits `text` at the first `separator` that is not in brackets.
fn split_once(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    let mut before = ' ';
    for (index, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            // An arrow does not close a bracket.
            '>' if before == '-' => {}
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ if c == separator && depth == 0 => {
                return Some((&text[..index], &text[index + c.len_utf8()..]));
            }
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn names_are_shown_without_paths() {
        let names = [
            ("alloc::vec::Vec<my_crate::Point>", "Vec<Point>"),
            ("&[core::option::Option<i32>]", "&[Option<i32>]"),
            ("pyo3::instance::Bound<'_, a::B<c::D, (e::F,)>>", "Bound<B<D, (F,)>>"),
            ("alloc::boxed::Box<dyn core::ops::Fn(i32) -> a::B>", "Box<dyn Fn(i32) -> B>"),
            ("[[f64; 2]; 3]", "[[f64]]"),
            ("&'a mut my_crate::Point", "&Point"),
            ("a::Matrix<f64, 3>", "Matrix<f64, 3>"),
            ("()", "()"),
        ];
        for (name, shown) in names {
            assert_eq!(parse(name).to_string(), shown);
        }
    }

    #[test]
    fn a_path_is_kept_in_its_parts() {
        let rust = parse("arrow_array::record_batch::RecordBatch<a::B, C>");
        assert_eq!(rust.path().as_deref(), Some("arrow_array::record_batch::RecordBatch"));
        assert_eq!(rust.arguments().len(), 2);
    }
}
