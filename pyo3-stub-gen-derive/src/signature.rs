//! PyO3's `signature = (a, /, b = 1, *args, c, **kwargs) -> "int"`, by PyO3's own grammar and rules.

use crate::grammar::ParameterKind;
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Token};

/// A signature.
pub struct Signature {
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The quoted annotation of the result.
    pub returns: Option<LitStr>,
}

/// One parameter.
pub struct Parameter {
    /// The name of the Rust argument.
    pub ident: Ident,
    /// How it may be passed.
    pub kind: ParameterKind,
    /// The quoted annotation.
    pub annotation: Option<LitStr>,
    /// Its value if the caller does not pass one.
    pub default: Option<Expr>,
}

enum SignatureItem {
    Argument(Box<Parameter>),
    Slash,
    Star,
}

impl Signature {
    /// Reads a signature.
    pub fn read(tokens: TokenStream) -> syn::Result<Self> {
        syn::parse2(tokens)
    }
}

impl Parse for Signature {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let list;
        syn::parenthesized!(list in input);
        let items = Punctuated::<SignatureItem, Token![,]>::parse_terminated(&list)?;
        let returns = if input.peek(Token![->]) {
            input.parse::<Token![->]>()?;
            Some(annotation(input)?)
        } else {
            None
        };
        Ok(Self { parameters: resolved(items), returns })
    }
}

/// Returns the parameters, of which `/` and `*` decide how they may be passed.
fn resolved(items: impl IntoIterator<Item = SignatureItem>) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut only_by_name = false;
    for item in items {
        match item {
            SignatureItem::Slash => {
                parameters.iter_mut().for_each(|parameter| parameter.kind = ParameterKind::PositionalOnly)
            }
            SignatureItem::Star => only_by_name = true,
            SignatureItem::Argument(mut parameter) => {
                if parameter.kind == ParameterKind::VarPositional {
                    only_by_name = true;
                } else if only_by_name && parameter.kind == ParameterKind::PositionalOrKeyword {
                    parameter.kind = ParameterKind::KeywordOnly;
                }
                parameters.push(*parameter);
            }
        }
    }
    parameters
}

impl Parse for SignatureItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![/]) {
            input.parse::<Token![/]>()?;
            return Ok(Self::Slash);
        }
        let mut kind = ParameterKind::PositionalOrKeyword;
        if input.peek(Token![*]) {
            input.parse::<Token![*]>()?;
            kind = ParameterKind::VarPositional;
            if input.is_empty() || input.peek(Token![,]) {
                return Ok(Self::Star);
            }
            if input.peek(Token![*]) {
                input.parse::<Token![*]>()?;
                kind = ParameterKind::VarKeyword;
            }
        }
        Ok(Self::Argument(Box::new(Parameter {
            ident: input.call(Ident::parse_any)?,
            kind,
            annotation: if input.peek(Token![:]) {
                input.parse::<Token![:]>()?;
                Some(annotation(input)?)
            } else {
                None
            },
            default: if input.peek(Token![=]) {
                input.parse::<Token![=]>()?;
                Some(input.parse()?)
            } else {
                None
            },
        })))
    }
}

fn annotation(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let help = "expected a type as Python source in quotes, such as \"list[int]\"";
    input.parse().map_err(|error: syn::Error| syn::Error::new(error.span(), help))
}

#[cfg(test)]
mod tests {
    use super::{ParameterKind, Signature};

    fn kinds(signature: &str) -> Vec<(String, ParameterKind)> {
        let signature = Signature::read(signature.parse().unwrap()).unwrap();
        let parameters = signature.parameters.into_iter();
        parameters.map(|parameter| (parameter.ident.to_string(), parameter.kind)).collect()
    }

    fn named(expected: &[(&str, ParameterKind)]) -> Vec<(String, ParameterKind)> {
        expected.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect()
    }

    #[test]
    fn separators_say_how_parameters_are_passed() {
        use ParameterKind::{KeywordOnly, PositionalOnly, PositionalOrKeyword, VarKeyword, VarPositional};
        let expected = [("a", PositionalOnly), ("b", PositionalOrKeyword), ("c", KeywordOnly)];
        assert_eq!(kinds("(a, /, b = 1, *, c)"), named(&expected));
        let expected =
            [("a", PositionalOrKeyword), ("args", VarPositional), ("c", KeywordOnly), ("kw", VarKeyword)];
        assert_eq!(kinds("(a, *args, c = f(1, 2), **kw)"), named(&expected));
    }

    #[test]
    fn annotations_are_read() {
        let signature = Signature::read("(a: \"list[int]\" = 1) -> \"int\"".parse().unwrap()).unwrap();
        let parameter = signature.parameters.first().unwrap();
        assert_eq!(parameter.annotation.as_ref().unwrap().value(), "list[int]");
        assert!(parameter.default.is_some());
        assert_eq!(signature.returns.unwrap().value(), "int");
    }
}
