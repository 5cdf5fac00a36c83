//! Functions and `impl` blocks, parsed only as far as a stub needs: bodies stay token streams.
//!
//! A body can be long, and may contain syntax that is newer than this crate's parser.

use crate::strip::{has_own, without_gen_stub};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::token::Brace;
use syn::{Attribute, FnArg, Generics, Ident, ReturnType, Signature, Token, Type, Visibility};

/// A function or method.
pub struct Function {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// `pub`.
    pub vis: Visibility,
    /// `default`.
    pub defaultness: Option<Token![default]>,
    /// Its signature.
    pub sig: Signature,
    /// The text after the signature.
    pub body: TokenStream,
}

/// A `const` in an `impl` block.
pub struct Constant {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// `pub`.
    pub vis: Visibility,
    /// `const`.
    pub const_token: Token![const],
    /// Its name.
    pub ident: Ident,
    /// `:`.
    pub colon: Token![:],
    /// Its type.
    pub ty: Type,
    /// `= …;`
    pub value: TokenStream,
}

/// An `impl` block.
pub struct Block {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// `unsafe`.
    pub unsafety: Option<Token![unsafe]>,
    /// `impl`.
    pub impl_token: Token![impl],
    /// `<'a>`.
    pub generics: Generics,
    /// The type.
    pub self_ty: Type,
    /// The braces.
    pub brace: Brace,
    /// The items.
    pub items: Vec<BlockItem>,
    /// The bodies of the functions, in the order of the items, where the items have none.
    pub bodies: Vec<TokenStream>,
}

/// An item of an `impl` block.
pub enum BlockItem {
    /// A function.
    Function(Box<Function>),
    /// A constant.
    Constant(Box<Constant>),
    /// Another item, which is not registered.
    Other(TokenStream),
}

impl Function {
    /// Reads a function. Its body is put aside before the parser sees it, so it costs nothing.
    pub fn read(item: TokenStream) -> syn::Result<Self> {
        let mut head: Vec<TokenTree> = item.into_iter().collect();
        let body = if head.last().is_some_and(is_braces) { head.pop() } else { None };
        let mut function: Self = syn::parse2(head.into_iter().collect())?;
        function.body.extend(body);
        Ok(function)
    }

    /// Whether there may be a `#[gen_stub]` to remove.
    pub fn has_own_attributes(&self) -> bool {
        let of_input = |input: &FnArg| match input {
            FnArg::Receiver(receiver) => has_own(&receiver.attrs),
            FnArg::Typed(argument) => has_own(&argument.attrs),
        };
        has_own(&self.attrs) || self.sig.inputs.iter().any(of_input)
    }
}

impl Block {
    /// Reads a block, with empty bodies in its functions. The bodies are put aside, and not looked at.
    pub fn read(item: TokenStream) -> syn::Result<Self> {
        let mut bodies = Vec::new();
        let mut tokens: Vec<TokenTree> = item.into_iter().collect();
        if let Some(TokenTree::Group(group)) = tokens.last_mut().filter(|last| is_braces(last)) {
            let items = group.stream().into_iter().map(|token| match token {
                TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
                    bodies.push(body.stream());
                    with_content(&body, TokenStream::new()).into()
                }
                other => other,
            });
            *group = with_content(group, items.collect());
        }
        let block: Self = syn::parse2(tokens.into_iter().collect())?;
        Ok(Self { bodies, ..block })
    }

    /// Returns the body of each function. There are none where the items have braces that are not those of bodies.
    pub fn bodies(&self) -> impl Iterator<Item = Option<&TokenStream>> {
        let functions = self.items.iter().filter(|item| matches!(item, BlockItem::Function(_))).count();
        let bodies = if functions == self.bodies.len() { self.bodies.as_slice() } else { &[] };
        (0..functions).map(|index| bodies.get(index))
    }

    /// Whether there may be a `#[gen_stub]` to remove.
    pub fn has_own_attributes(&self) -> bool {
        let of_item = |item: &BlockItem| match item {
            BlockItem::Function(function) => function.has_own_attributes(),
            BlockItem::Constant(constant) => has_own(&constant.attrs),
            BlockItem::Other(_) => false,
        };
        has_own(&self.attrs) || self.items.iter().any(of_item)
    }
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn with_content(group: &Group, content: TokenStream) -> Group {
    let mut replaced = Group::new(group.delimiter(), content);
    replaced.set_span(group.span());
    replaced
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attrs: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            defaultness: None,
            sig: input.parse()?,
            body: input.parse()?,
        })
    }
}

impl Parse for Block {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let unsafety = input.parse()?;
        let impl_token = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let self_ty = input.parse()?;
        if input.peek(Token![for]) {
            return Err(
                input.error("expected an inherent `impl` block, because Python does not see Rust traits")
            );
        }
        generics.where_clause = input.parse()?;
        let content;
        let brace = syn::braced!(content in input);
        let mut items = Vec::new();
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        Ok(Self { attrs, unsafety, impl_token, generics, self_ty, brace, items, bodies: Vec::new() })
    }
}

impl Parse for BlockItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        let defaultness: Option<Token![default]> =
            if input.peek(Token![default]) && !input.peek2(Token![!]) { Some(input.parse()?) } else { None };
        if input.peek(Token![const]) && input.peek2(syn::Ident) && input.peek3(Token![:]) {
            return Ok(Self::Constant(Box::new(Constant {
                attrs,
                vis,
                const_token: input.parse()?,
                ident: input.parse()?,
                colon: input.parse()?,
                ty: input.parse()?,
                value: through_semicolon(input)?,
            })));
        }
        let is_function = input.fork().parse::<Signature>().is_ok();
        if is_function {
            let sig = input.parse()?;
            let body = input.parse::<TokenTree>()?.into_token_stream();
            return Ok(Self::Function(Box::new(Function { attrs, vis, defaultness, sig, body })));
        }
        // A macro call or an associated type.
        let rest = through_item(input)?;
        Ok(Self::Other(quote!(#(#attrs)* #vis #defaultness #rest)))
    }
}

fn through_semicolon(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        let token: TokenTree = input.parse()?;
        let is_end = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
        tokens.append(token);
        if is_end {
            return Ok(tokens);
        }
    }
}

/// Returns the tokens up to and including a semicolon or a group in braces.
fn through_item(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        let token: TokenTree = input.parse()?;
        let is_end = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        tokens.append(token);
        if is_end {
            return Ok(tokens);
        }
    }
}

impl Constant {
    /// Returns the expression, if `syn` can parse it.
    pub fn expr(&self) -> Option<syn::Expr> {
        let parse = |input: ParseStream<'_>| {
            input.parse::<Token![=]>()?;
            let expr = input.parse()?;
            input.parse::<Token![;]>()?;
            Ok(expr)
        };
        syn::parse::Parser::parse2(parse, self.value.clone()).ok()
    }
}

/// The function without `#[gen_stub]`.
impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        without_gen_stub(&self.attrs).iter().for_each(|attr| attr.to_tokens(tokens));
        self.vis.to_tokens(tokens);
        self.defaultness.to_tokens(tokens);
        stripped_signature(&self.sig).to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

fn stripped_signature(sig: &Signature) -> Signature {
    let mut sig = sig.clone();
    for input in &mut sig.inputs {
        let attrs = match input {
            FnArg::Receiver(receiver) => &mut receiver.attrs,
            FnArg::Typed(argument) => &mut argument.attrs,
        };
        *attrs = without_gen_stub(attrs);
    }
    sig
}

/// The block without `#[gen_stub]`.
impl ToTokens for Block {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        without_gen_stub(&self.attrs).iter().for_each(|attr| attr.to_tokens(tokens));
        self.unsafety.to_tokens(tokens);
        self.impl_token.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        self.self_ty.to_tokens(tokens);
        self.generics.where_clause.to_tokens(tokens);
        self.brace.surround(tokens, |tokens| {
            for item in &self.items {
                match item {
                    BlockItem::Function(function) => function.to_tokens(tokens),
                    BlockItem::Constant(constant) => constant.to_tokens(tokens),
                    BlockItem::Other(other) => other.to_tokens(tokens),
                }
            }
        });
    }
}

/// The constant without `#[gen_stub]`.
impl ToTokens for Constant {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        without_gen_stub(&self.attrs).iter().for_each(|attr| attr.to_tokens(tokens));
        self.vis.to_tokens(tokens);
        self.const_token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.colon.to_tokens(tokens);
        self.ty.to_tokens(tokens);
        self.value.to_tokens(tokens);
    }
}

/// An argument of a function, without the receiver.
pub struct Argument<'a> {
    /// Its attributes.
    pub attrs: &'a [Attribute],
    /// Its name.
    pub ident: &'a Ident,
    /// Its type.
    pub ty: &'a Type,
}

/// Returns the named arguments among `inputs`, without patterns, which PyO3 rejects.
pub fn arguments<'a>(inputs: impl IntoIterator<Item = &'a FnArg>) -> Vec<Argument<'a>> {
    inputs
        .into_iter()
        .filter_map(|input| match input {
            FnArg::Typed(argument) => match &*argument.pat {
                syn::Pat::Ident(pat) => {
                    Some(Argument { attrs: &argument.attrs, ident: &pat.ident, ty: &argument.ty })
                }
                _ => None,
            },
            FnArg::Receiver(_) => None,
        })
        .collect()
}

/// Returns the declared result, if there is one.
pub fn output(sig: &Signature) -> Option<&Type> {
    match &sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(ty),
    }
}

/// Returns the arguments of the last segment of a type's path: `[A, B]` of `x::Y<'_, A, B>`.
pub fn type_arguments(ty: &Type) -> Option<(&Ident, Vec<&Type>)> {
    let Type::Path(path) = ungrouped_type(ty) else { return None };
    let segment = path.path.segments.last()?;
    let types = match &segment.arguments {
        syn::PathArguments::AngleBracketed(arguments) => generic_types(&arguments.args),
        _ => Vec::new(),
    };
    Some((&segment.ident, types))
}

fn generic_types(arguments: &Punctuated<syn::GenericArgument, Token![,]>) -> Vec<&Type> {
    arguments
        .iter()
        .filter_map(|argument| match argument {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .collect()
}

/// Returns `ty` without the invisible groups and parentheses around it.
pub fn ungrouped_type(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            other => return other,
        };
    }
}

/// Returns the `T` of `Name<T>`, also behind a path.
pub fn only_argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let (ident, types) = type_arguments(ty)?;
    if ident == name { types.into_iter().next() } else { None }
}

/// Whether `ty` is PyO3's `Python` token, by PyO3's own test.
pub fn is_python(ty: &Type) -> bool {
    type_arguments(ty).is_some_and(|(ident, _)| ident == "Python")
}
