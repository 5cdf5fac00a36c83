//! Python source, which is unchanged except for `pyo3_stub_gen.RustType["…"]` markers.
//!
//! The generator parses it. This module must not know Python beyond the marker.

use crate::attr::unknown;
use crate::emit::{finish, submission};
use crate::errors::Errors;
use crate::grammar::{ItemKind, List, RustTypeText, Sink, SnippetForm, SnippetPiece, SnippetText};
use crate::registrations::{Name, Registrations};
use crate::statement::Statement;
use crate::text::Text;
use crate::types::Scope;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, LitStr, Token};

/// A piece of Python source that an item registers.
pub struct Snippet<'a> {
    /// Its definitions.
    pub kind: Statement,
    /// The module.
    pub module: Option<&'a Text>,
    /// The source.
    pub text: &'a Text,
}

impl Snippet<'_> {
    /// Returns the statement about it.
    pub fn statement(self, scope: &Scope, errors: &mut Errors) -> Statement {
        let Self { kind, module, text } = self;
        let pieces = List(pieces(text, scope, errors));
        Statement::of((text.span(), (ItemKind::Snippet, SnippetText { kind, module, pieces })))
    }
}

const MARKER: &str = "pyo3_stub_gen.RustType[";

/// Returns the pieces of a snippet.
fn pieces(text: &Text, scope: &Scope, errors: &mut Errors) -> Statement {
    let mut out = Statement::default();
    let Some(source) = text.value() else {
        out.add((SnippetPiece::Python, text));
        return out;
    };
    let mut rest = source.as_str();
    while let Some((before, after)) = rest.split_once(MARKER) {
        let Some((rust, end)) = quoted(after) else {
            errors.at(
                text.span(),
                "a `RustType` marker is not closed: write `pyo3_stub_gen.RustType[\"Vec<MyType>\"]`",
            );
            break;
        };
        out.add((SnippetPiece::Python, before));
        match rust_type(rust, text.span()) {
            Ok(ty) => {
                let types = RustTypeText { input: scope.input(&ty), output: scope.output(&ty) };
                out.add((SnippetPiece::RustType, types));
            }
            Err(error) => errors.push(error),
        }
        rest = end;
    }
    out.add((SnippetPiece::Python, rest));
    out
}

/// Returns the text in quotes at the start of `text`, before `]`, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (inner, rest) = text.get(1..)?.split_once(quote)?;
    Some((inner, rest.trim_start().strip_prefix(']')?))
}

fn rust_type(rust: &str, span: Span) -> syn::Result<syn::Type> {
    LitStr::new(rust, span).parse().map_err(|_| {
        let help = "expected a type such as `Vec<MyType>`";
        syn::Error::new(span, format!("`{rust}` in a `RustType` marker is not a Rust type: {help}"))
    })
}

/// The input of a function-like macro: texts, one of which may be named.
struct Input {
    module: Option<Text>,
    source: Text,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut module = None;
        if input.peek(syn::Ident) && input.peek2(Token![=]) {
            let key: syn::Ident = input.parse()?;
            if key != "module" {
                let message = unknown("argument", &key.to_string(), &["module"]);
                return Err(syn::Error::new(key.span(), message));
            }
            input.parse::<Token![=]>()?;
            module = Some(text(input)?);
            input.parse::<Token![,]>()?;
        }
        let source = text(input)?;
        input.parse::<Option<Token![,]>>()?;
        if !input.is_empty() {
            return Err(input.error("unexpected input after the Python source"));
        }
        Ok(Self { module, source })
    }
}

fn text(input: ParseStream<'_>) -> syn::Result<Text> {
    let help = "expected Python source as a string literal";
    let span = input.span();
    let expr: Expr = input.parse().map_err(|_| syn::Error::new(span, help))?;
    Text::from_expr(expr).ok_or_else(|| syn::Error::new(span, help))
}

/// Expands `gen_function_from_python!`.
pub fn functions(tokens: TokenStream) -> TokenStream {
    expression(|errors| {
        let Input { module, source } = errors.take(syn::parse2(tokens))?;
        let snippet =
            Snippet { kind: Statement::of(SnippetForm::Functions), module: module.as_ref(), text: &source };
        Some(snippet.statement(&Scope::default(), errors).record(None))
    })
}

/// Expands `gen_type_alias_from_python!`, which registers the alias itself.
pub fn type_alias(tokens: TokenStream) -> TokenStream {
    let parse = |input: ParseStream<'_>| {
        let module = text(input)?;
        if input.is_empty() {
            let help = "`gen_type_alias_from_python!(\"my_module\", \"Name: TypeAlias = int\")`";
            return Err(syn::Error::new(module.span(), format!("expected a module and an alias: {help}")));
        }
        input.parse::<Token![,]>()?;
        Ok(Input { module: Some(module), ..input.parse()? })
    };
    let mut errors = Errors::default();
    let mut registration = Registrations::default();
    if let Some(Input { module, source }) = errors.take(parse.parse2(tokens)) {
        let snippet =
            Snippet { kind: Statement::of(SnippetForm::TypeAlias), module: module.as_ref(), text: &source };
        let statement = snippet.statement(&Scope::default(), &mut errors);
        let nothing = TokenStream::new();
        registration = submission(&nothing, &nothing, Name::None, None, &statement);
    }
    finish(TokenStream::new(), registration, errors).into_tokens()
}

/// Expands `gen_methods_from_python!`.
pub fn methods(tokens: TokenStream) -> TokenStream {
    expression(|errors| {
        let Input { module, source } = errors.take(syn::parse2(tokens))?;
        let class = errors.take(class_of(&source))?.into_token_stream();
        let snippet =
            Snippet { kind: Statement::of(SnippetForm::Methods), module: module.as_ref(), text: &source };
        Some(snippet.statement(&Scope::of_class(class.clone()), errors).record(Some(&class)))
    })
}

/// Returns the Rust type that the first `class` statement names.
fn class_of(source: &Text) -> syn::Result<syn::Ident> {
    let error = || {
        let help = "expected `class X: …`, where `X` is the Rust name of a `#[pyclass]`";
        syn::Error::new(source.span(), help)
    };
    let text = source.value().ok_or_else(error)?;
    let name = text
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("class "))
        .and_then(|rest| rest.split([':', '(', '[', ' ']).find(|part| !part.is_empty()))
        .ok_or_else(error)?;
    LitStr::new(name.trim(), source.span()).parse().map_err(|_| error())
}

/// Returns an expression of type `Record` with these fields, for `inventory::submit!`.
fn expression(record: impl FnOnce(&mut Errors) -> Option<TokenStream>) -> TokenStream {
    let mut errors = Errors::default();
    let record = record(&mut errors);
    if !errors.is_empty() {
        return errors.into_tokens();
    }
    if cfg!(feature = "registry") {
        quote! {
            {
                #[allow(unused_imports)]
                use ::pyo3_stub_gen::__private::scope::*;
                __stub::Record { #record }
            }
        }
    } else {
        quote!(())
    }
}
