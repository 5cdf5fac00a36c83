//! Python source: kept as it is, but for `pyo3_stub_gen.RustType["…"]` markers.
//!
//! It is parsed on the generator's side. Nothing here knows Python beyond the marker.

use crate::attr::Text;
use crate::emit::{at, option, submission};
use crate::errors::Errors;
use crate::types::Scope;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, LitStr, Token};

/// A piece of Python source that an item registers.
pub struct Snippet<'a> {
    /// The `SnippetKind`.
    pub kind: TokenStream,
    /// The module.
    pub module: &'a Option<Text>,
    /// The source.
    pub text: &'a Text,
}

impl Snippet<'_> {
    /// The `Snippet` record.
    pub fn record(&self, scope: &Scope, errors: &mut Errors) -> TokenStream {
        let Self { kind, module, text } = self;
        let module = option(module.as_ref());
        let parts = parts(text, scope, errors);
        let at = at(text.span());
        quote! {
            __stub::Snippet { kind: #kind, module: #module, parts: &[#parts], index: 0, at: #at }
        }
    }
}

const MARKER: &str = "pyo3_stub_gen.RustType[";

/// The elements of a snippet's `parts`.
fn parts(text: &Text, scope: &Scope, errors: &mut Errors) -> TokenStream {
    let Some(source) = text.value() else {
        return quote!(__stub::SnippetPart::Text(#text));
    };
    let mut out = TokenStream::new();
    let mut rest = source.as_str();
    while let Some((before, after)) = rest.split_once(MARKER) {
        let Some((rust, end)) = quoted(after) else {
            errors.at(text.span(), "a marker is not closed: write `pyo3_stub_gen.RustType[\"Vec<MyType>\"]`");
            break;
        };
        out.extend(quote!(__stub::SnippetPart::Text(#before),));
        match rust_type(rust, text.span()) {
            Ok(ty) => {
                let (input, output) = (scope.input(&ty), scope.output(&ty));
                out.extend(quote!(__stub::SnippetPart::RustType(#input, #output),));
            }
            Err(error) => errors.push(error),
        }
        rest = end;
    }
    out.extend(quote!(__stub::SnippetPart::Text(#rest)));
    out
}

/// What stands in quotes at the start of `text`, before `]`, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (inner, rest) = text.get(1..)?.split_once(quote)?;
    Some((inner, rest.trim_start().strip_prefix(']')?))
}

fn rust_type(rust: &str, span: Span) -> syn::Result<syn::Type> {
    LitStr::new(rust, span).parse().map_err(|_| {
        let help = "write one, such as `Vec<MyType>`";
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
                return Err(syn::Error::new(
                    key.span(),
                    format!("unknown argument `{key}`: expected `module`"),
                ));
            }
            input.parse::<Token![=]>()?;
            module = Some(text(input)?);
            input.parse::<Token![,]>()?;
        }
        let source = text(input)?;
        input.parse::<Option<Token![,]>>()?;
        if !input.is_empty() {
            return Err(input.error("expected nothing after the Python source"));
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
        let kind = quote!(__stub::SnippetKind::Functions);
        let snippet = Snippet { kind, module: &module, text: &source };
        Some(snippet.record(&Scope::default(), errors))
    })
}

/// Expands `gen_type_alias_from_python!`, which registers by itself.
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
    let mut registration = TokenStream::new();
    if let Some(Input { module, source }) = errors.take(parse.parse2(tokens)) {
        let kind = quote!(__stub::SnippetKind::TypeAlias);
        let record = Snippet { kind, module: &module, text: &source }.record(&Scope::default(), &mut errors);
        let nothing = TokenStream::new();
        registration = submission(&nothing, &nothing, "Snippet", &record);
    }
    crate::finish(TokenStream::new(), registration, errors)
}

/// Expands `gen_methods_from_python!`.
pub fn methods(tokens: TokenStream) -> TokenStream {
    expression(|errors| {
        let Input { module, source } = errors.take(syn::parse2(tokens))?;
        let class = errors.take(class_of(&source))?;
        let kind = quote!(__stub::SnippetKind::Methods(__stub::TypeId::of::<#class>));
        let snippet = Snippet { kind, module: &module, text: &source };
        Some(snippet.record(&Scope::of_class(class.to_token_stream()), errors))
    })
}

/// The Rust type that the first `class` statement names.
fn class_of(source: &Text) -> syn::Result<syn::Ident> {
    let error = || {
        let help = "expected `class X: …` with the Rust name of a `#[pyclass]` for `X`";
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

/// An expression of type `Record`, for `inventory::submit!`.
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
                use ::pyo3_stub_gen::__private::{self as __stub, Fallback as _};
                __stub::Record::Snippet(&#record)
            }
        }
    } else {
        quote!(())
    }
}
