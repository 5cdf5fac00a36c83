//! The role of a method in PyO3, by its attributes.

use crate::attr::{Pyo3Options, mentions};
use crate::function::bare_name;
use crate::grammar::Receiver;
use syn::ext::IdentExt;
use syn::{Attribute, Ident};

/// The kind of a function in a `#[pymethods]` block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A method.
    Method(Receiver),
    /// `#[getter]`.
    Getter,
    /// `#[setter]`.
    Setter,
    /// `#[deleter]`.
    Deleter,
    /// `#[classattr]`.
    ClassAttribute,
}

/// A function of the block, as PyO3 sees it.
pub struct Method {
    /// Its kind.
    pub role: Role,
    /// Its Python name.
    pub name: String,
    /// Whether the first argument is the object or the class.
    pub has_receiver: bool,
}

impl Method {
    /// Returns what PyO3 makes of the function `ident`.
    pub fn of(ident: &Ident, attrs: &[Attribute], options: &Pyo3Options) -> Self {
        let has = |name: &str| mentions(attrs, name);
        let rust_name = ident.unraw().to_string();
        let name = options.name().unwrap_or_else(|| rust_name.clone());
        let accessor = |attribute: &str, prefix: &str| {
            let attr = attrs.iter().find(|attr| crate::attr::last_segment(attr.path(), attribute));
            let explicit = attr.and_then(bare_name).or_else(|| options.name());
            explicit.unwrap_or_else(|| rust_name.strip_prefix(prefix).unwrap_or(&rust_name).to_owned())
        };
        let (role, name, has_receiver) = if has("getter") {
            (Role::Getter, accessor("getter", "get_"), true)
        } else if has("setter") {
            (Role::Setter, accessor("setter", "set_"), true)
        } else if has("deleter") {
            (Role::Deleter, accessor("deleter", "delete_"), true)
        } else if has("classattr") {
            (Role::ClassAttribute, name, false)
        } else if has("new") {
            (Role::Method(Receiver::New), "__new__".to_owned(), has("classmethod"))
        } else if name == "__new__" {
            (Role::Method(Receiver::New), name, !has("staticmethod"))
        } else if has("staticmethod") {
            (Role::Method(Receiver::Static), name, false)
        } else if has("classmethod") {
            (Role::Method(Receiver::Class), name, true)
        } else {
            (Role::Method(Receiver::Instance), name, true)
        };
        Self { role, name, has_receiver }
    }
}

#[cfg(test)]
mod tests {
    use super::{Method, Receiver, Role};
    use crate::attr::Pyo3Options;

    fn method(function: &str) -> Method {
        let function: syn::ItemFn = syn::parse_str(function).unwrap();
        let options = Pyo3Options::read(&function.attrs, "");
        Method::of(&function.sig.ident, &function.attrs, &options)
    }

    #[test]
    fn accessors_are_named_as_pyo3_names_them() {
        let cases = [
            ("#[getter] fn get_x() {}", Role::Getter, "x"),
            ("#[getter] fn x() {}", Role::Getter, "x"),
            ("#[getter(y)] fn get_x() {}", Role::Getter, "y"),
            ("#[getter(\"y\")] fn get_x() {}", Role::Getter, "y"),
            ("#[getter] #[pyo3(name = \"y\")] fn get_x() {}", Role::Getter, "y"),
            ("#[getter(r#type)] fn get_x() {}", Role::Getter, "type"),
            ("#[setter] fn set_x() {}", Role::Setter, "x"),
            ("#[deleter] fn delete_x() {}", Role::Deleter, "x"),
            ("#[classattr] fn get_x() {}", Role::ClassAttribute, "get_x"),
        ];
        for (function, role, name) in cases {
            let method = method(function);
            assert!(method.role == role && method.name == name, "{function}: {}", method.name);
        }
    }

    #[test]
    fn receivers_follow_the_attributes() {
        let cases = [
            ("fn f() {}", Receiver::Instance, true),
            ("#[staticmethod] fn f() {}", Receiver::Static, false),
            ("#[classmethod] fn f() {}", Receiver::Class, true),
            ("#[new] fn f() {}", Receiver::New, false),
            ("#[classmethod] #[new] fn f() {}", Receiver::New, true),
        ];
        for (function, receiver, has_receiver) in cases {
            let method = method(function);
            assert!(method.role == Role::Method(receiver), "{function}");
            assert_eq!(method.has_receiver, has_receiver, "{function}");
        }
    }
}
