//! Rust types, as an expansion can name them.
//!
//! An expansion stands outside the function or `impl` block that it describes, where `Self`, lifetimes and generic
//! parameters do not exist.

use crate::attr::Override;
use crate::grammar::{Each, Element, List, MarkedTypeText, PythonTypeText, TypeForm};
use crate::statement::{Given, Statement};
use crate::syntax::{only_argument, ungrouped_type};
use crate::text::Text;
use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Type, parse_quote};

/// The names that have a meaning where a type is written, but not where it is registered.
#[derive(Default, Clone)]
pub struct Scope {
    class: Option<TokenStream>,
    generics: Vec<Ident>,
}

impl Scope {
    /// Returns the scope of a class.
    pub fn of_class(class: TokenStream) -> Self {
        Self { class: Some(class), generics: Vec::new() }
    }

    /// Returns the scope of a function with these generic parameters.
    pub fn with(&self, generics: &Generics) -> Self {
        let mut scope = self.clone();
        scope.generics.extend(generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(param) => Some(param.ident.clone()),
            GenericParam::Const(param) => Some(param.ident.clone()),
            GenericParam::Lifetime(_) => None,
        }));
        scope
    }

    /// Returns the type that Python gets when Rust returns `ty`.
    pub fn output(&self, ty: &Type) -> Statement {
        self.in_direction(ty, "OUTPUT")
    }

    /// Returns the type that Python may pass where Rust takes `ty`.
    pub fn input(&self, ty: &Type) -> Statement {
        self.in_direction(ty, "INPUT")
    }

    /// Returns the type of what a function returns. PyO3 makes `None` of `()` there, and an empty tuple everywhere else.
    pub fn result(&self, ty: Option<&Type>) -> Statement {
        match ty {
            Some(ty) if !is_unit(value_of(ty)) => self.output(ty),
            _ => Statement::of(TypeForm::None),
        }
    }

    /// Returns the type of what a special method returns. Whether PyO3 makes `None` of `()` depends on the method, which
    /// the generator knows.
    pub fn special_result(&self, ty: Option<&Type>) -> Statement {
        match ty {
            Some(ty) => self.output(value_of(ty)),
            None => self.output(&parse_quote!(())),
        }
    }

    /// Returns the type of the items of an iteration. PyO3 ends an iteration when Rust returns `None`, and only the
    /// Rust type distinguishes this `None` from a value.
    pub fn item(&self, ty: &Type) -> Statement {
        match only_argument(value_of(ty), "Option") {
            Some(item) => self.output(item),
            None => self.in_direction(ty, "ITEM"),
        }
    }

    fn in_direction(&self, ty: &Type, direction: &str) -> Statement {
        let tokens = ty.to_token_stream();
        match ungrouped_type(ty) {
            Type::Never(_) => return Statement::of(TypeForm::NoReturn),
            _ if self.has_no_name(tokens.clone()) => return unknown(&spelling(tokens)),
            _ => {}
        }
        let ty = shared(self.resolved(tokens));
        let direction = Ident::new(direction, Span::call_site());
        Statement::of(Given(quote!(<__stub::Type<#ty>>::#direction)))
    }

    /// Whether a type can be written outside its function.
    pub fn can_name(&self, ty: &Type) -> bool {
        !self.has_no_name(ty.to_token_stream())
    }

    /// Whether a type cannot be written outside its function.
    fn has_no_name(&self, tokens: TokenStream) -> bool {
        let mut follows_quote = false;
        tokens.into_iter().any(|token| {
            let is_lifetime = std::mem::replace(&mut follows_quote, false);
            match token {
                TokenTree::Ident(_) if is_lifetime => false,
                TokenTree::Ident(ident) => ident == "impl" || ident == "_" || self.generics.contains(&ident),
                TokenTree::Punct(punct) => {
                    follows_quote = punct.as_char() == '\'';
                    false
                }
                TokenTree::Group(group) => self.has_no_name(group.stream()),
                TokenTree::Literal(_) => false,
            }
        })
    }

    /// Returns `tokens` with the class instead of `Self`, and `'static` instead of every lifetime that they do not bind.
    pub fn resolved(&self, tokens: TokenStream) -> TokenStream {
        let mut bound = Vec::new();
        self.replace(tokens, &mut bound)
    }

    fn replace(&self, tokens: TokenStream, bound: &mut Vec<String>) -> TokenStream {
        let mut out = TokenStream::new();
        let mut tokens = tokens.into_iter().peekable();
        let mut binds = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(quote) if quote.as_char() == '\'' => {
                    let Some(TokenTree::Ident(name)) = tokens.next() else { continue };
                    if binds {
                        bound.push(name.to_string());
                    }
                    out.extend(lifetime(&name, bound));
                }
                TokenTree::Ident(ident) if ident == "Self" && self.class.is_some() => {
                    out.extend(self.class.clone());
                }
                TokenTree::Group(group) => {
                    let mut replaced = Group::new(group.delimiter(), self.replace(group.stream(), bound));
                    replaced.set_span(group.span());
                    out.extend([TokenTree::Group(replaced)]);
                }
                other => {
                    match &other {
                        TokenTree::Ident(ident) if ident == "for" => binds = true,
                        TokenTree::Punct(punct) if punct.as_char() == '>' => binds = false,
                        _ => {}
                    }
                    out.extend([other]);
                }
            }
        }
        out
    }
}

/// Returns the `T` of `PyResult<T>`.
pub fn value_of(ty: &Type) -> &Type {
    only_argument(ty, "PyResult").or_else(|| only_argument(ty, "Result")).unwrap_or(ty)
}

fn is_unit(ty: &Type) -> bool {
    matches!(ungrouped_type(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Returns `&T` for `&mut T`, which is the same to Python. Mutable references then need no `PyStubType`, and one that a
/// project implements for its own class does not conflict with the library's.
fn shared(tokens: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    let mut after = After::Anything;
    for token in tokens {
        let next = match (&token, after) {
            (TokenTree::Ident(ident), After::Reference) if ident == "mut" => {
                after = After::Anything;
                continue;
            }
            (TokenTree::Ident(_), After::Quote) => After::Reference,
            (TokenTree::Punct(punct), _) if punct.as_char() == '&' => After::Reference,
            (TokenTree::Punct(punct), After::Reference) if punct.as_char() == '\'' => After::Quote,
            _ => After::Anything,
        };
        after = next;
        out.extend([match token {
            TokenTree::Group(group) => {
                let mut replaced = Group::new(group.delimiter(), shared(group.stream()));
                replaced.set_span(group.span());
                TokenTree::Group(replaced)
            }
            token => token,
        }]);
    }
    out
}

/// The kind of the last token of a type.
#[derive(Clone, Copy)]
enum After {
    /// `&`, or the lifetime behind it.
    Reference,
    /// The `'` of that lifetime.
    Quote,
    Anything,
}

fn lifetime(name: &Ident, bound: &[String]) -> [TokenTree; 2] {
    let mut quote = Punct::new('\'', Spacing::Joint);
    quote.set_span(name.span());
    let name =
        if bound.contains(&name.to_string()) { name.clone() } else { Ident::new("static", name.span()) };
    [quote.into(), name.into()]
}

/// Returns a type that cannot be named, with its Rust spelling for the warning.
pub fn unknown(spelling: &str) -> Statement {
    Statement::of((TypeForm::Unknown, spelling))
}

/// Returns the type that is Python source.
pub fn python(text: &Text) -> Statement {
    Statement::of((TypeForm::Python, python_text(text, &[])))
}

/// Returns Python source, without the letter of its form.
fn python_text(text: &Text, imports: &[syn::LitStr]) -> Statement {
    let imports: Vec<String> = imports.iter().map(syn::LitStr::value).collect();
    let imports = List(Each(imports.iter().map(|module| (Element::Next, module.as_str()))));
    Statement::of(PythonTypeText { position: text.span(), text, imports })
}

impl Override {
    /// Returns the type. A text with a mark, which a program of the project's own replaces in the finished stub, comes
    /// with `rust`, the type without the option.
    pub fn statement(&self, rust: impl FnOnce() -> Statement) -> Statement {
        let text = python_text(&self.type_repr, &self.imports);
        if !self.type_repr.value().is_some_and(|value| value.contains(MARKS)) {
            return Statement::of((TypeForm::Python, text));
        }
        Statement::of((TypeForm::Marked, MarkedTypeText { marked: text, instead: rust() }))
    }
}

/// Characters that Python source contains in strings and comments only.
const MARKS: [char; 3] = ['$', '?', '`'];

/// Returns tokens as a person writes them: `Fn(i32) -> Vec<u8>`, not `Fn (i32) -> Vec < u8 >`.
pub fn spelling(tokens: TokenStream) -> String {
    let loose = tokens.to_string();
    let mut out = String::with_capacity(loose.len());
    let mut chars = loose.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let after_opening = out.ends_with("::") || out.ends_with(['<', '(', '[', '&', '\'']);
        let before_closing = matches!(next, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '.' | '?');
        if c == ' ' && (after_opening || (before_closing && !out.ends_with("->") && !out.ends_with(','))) {
            continue;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Scope, spelling};
    use quote::{ToTokens, quote};

    #[test]
    fn lifetimes_become_static_unless_the_type_binds_them() {
        let scope = Scope::of_class(quote!(Point));
        let resolved = |ty: &str| spelling(scope.resolved(ty.parse().unwrap()));
        assert_eq!(resolved("&'a Bound<'py, Self>"), "&'static Bound<'static, Point>");
        assert_eq!(
            resolved("Box<dyn for<'x> Fn(&'x str, &'y str)>"),
            "Box<dyn for<'x> Fn(&'x str, &'static str)>"
        );
    }

    #[test]
    fn mutable_references_are_references() {
        let shared = |ty: &str| spelling(super::shared(ty.parse().unwrap()));
        assert_eq!(shared("&mut Point"), "&Point");
        assert_eq!(shared("Option<&'static mut Point>"), "Option<&'static Point>");
        assert_eq!(shared("Wrapped<*mut u8>"), "Wrapped<* mut u8>");
    }

    #[test]
    fn only_types_with_names_are_named() {
        let named = |ty: &str| Scope::default().can_name(&syn::parse_str(ty).unwrap());
        assert!(named("&Bound<'_, PyAny>"));
        assert!(!named("Vec<impl Fn(i32)>"));
        assert!(!named("Vec<_>"));
    }

    #[test]
    fn types_are_spelled_as_people_spell_them() {
        for text in ["impl Fn(i32) -> Vec<u8>", "&'a std::path::Path", "[u8; 4]", "(i32, &str)", "Option<T>"]
        {
            let ty: syn::Type = syn::parse_str(text).unwrap();
            assert_eq!(spelling(ty.to_token_stream()), text);
        }
    }
}
