//! What is said about an item: one text, and the types, texts and values that it mentions.
//!
//! The library's `facts::Statement` says how each part is written. Where nothing depends on a condition
//! the compiler joins the text to one literal.

use crate::attr::Text;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// What is said about an item, or about a part of one.
#[derive(Default, Clone)]
pub struct Statement {
    pieces: Vec<Piece>,
}

/// A run of parts under the same conditions.
#[derive(Default, Clone)]
struct Piece {
    cfg: TokenStream,
    text: Vec<Part>,
    types: Vec<TokenStream>,
    texts: Vec<TokenStream>,
    values: Vec<TokenStream>,
}

/// A piece of text.
#[derive(Clone)]
enum Part {
    Literal(String),
    /// The line of this place. `line!()` tells that of the outermost macro call, and the span makes that
    /// the item itself.
    Line(Span),
    /// Its column.
    Column(Span),
}

/// The macro of the library that registers a statement, and its input.
pub enum Form {
    /// A text, and types.
    Function,
    /// The same, of a class.
    Class,
    /// Everything else.
    Record,
}

/// The most types that stand in one tuple.
const IN_TUPLE: usize = 8;

impl Statement {
    /// Nothing but `text`, which the reader knows.
    pub fn of(text: &str) -> Self {
        let mut statement = Self::default();
        statement.put(text);
        statement
    }

    /// The piece that is under no condition.
    fn piece(&mut self) -> &mut Piece {
        if self.pieces.last().is_none_or(|last| !last.cfg.is_empty()) {
            self.pieces.push(Piece::default());
        }
        let last = self.pieces.len() - 1;
        &mut self.pieces[last]
    }

    /// Adds characters that the reader knows.
    pub fn put(&mut self, text: &str) -> &mut Self {
        let piece = self.piece();
        match piece.text.last_mut() {
            Some(Part::Literal(literal)) => literal.push_str(text),
            _ => piece.text.push(Part::Literal(text.to_owned())),
        }
        self
    }

    /// Adds a string.
    pub fn string(&mut self, text: &str) -> &mut Self {
        // Those four characters mean something to the reader.
        if text.bytes().any(|byte| byte <= 3) {
            return self.unknown_string(text.to_token_stream());
        }
        self.put(text).put("\0")
    }

    /// Adds a string that only the compiler knows.
    pub fn unknown_string(&mut self, text: TokenStream) -> &mut Self {
        self.put("\u{1}");
        self.piece().texts.push(text);
        self
    }

    /// Adds a string that may only be known to the compiler.
    pub fn text(&mut self, text: &Text) -> &mut Self {
        match text {
            Text::Literal(literal) => self.string(&literal.value()),
            Text::Constant(expr) => self.unknown_string(expr.to_token_stream()),
        }
    }

    /// Adds a string that may be missing.
    pub fn maybe_text(&mut self, text: Option<&Text>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.put("\u{2}"),
        }
    }

    /// Adds a type, as a `Source` of the library.
    pub fn source(&mut self, source: TokenStream) -> &mut Self {
        self.put("t");
        self.piece().types.push(source);
        self
    }

    /// Adds a default that the interpreter shows.
    pub fn value(&mut self, value: TokenStream) -> &mut Self {
        self.put("!");
        self.piece().values.push(value);
        self
    }

    /// Adds where `span` is.
    pub fn at(&mut self, span: Span) -> &mut Self {
        self.piece().text.push(Part::Line(span));
        self.put(":");
        self.piece().text.push(Part::Column(span));
        self.put(";")
    }

    /// Adds `other`.
    pub fn add(&mut self, other: Self) -> &mut Self {
        for piece in other.pieces {
            if piece.cfg.is_empty() {
                self.piece().extend(piece);
            } else {
                self.pieces.push(piece);
            }
        }
        self
    }

    /// Adds what is only true under the conditions `cfg`, `#[cfg(…)]` attributes.
    pub fn add_under(&mut self, cfg: &TokenStream, other: Self) -> &mut Self {
        if cfg.is_empty() {
            return self.add(other);
        }
        for mut piece in other.pieces {
            let own = piece.cfg;
            piece.cfg = quote!(#cfg #own);
            self.pieces.push(piece);
        }
        self
    }

    /// How the statement is registered when it belongs to `class`, a Rust type: the form, and the input of
    /// its macro.
    pub fn registration(&self, class: Option<&TokenStream>) -> (Form, TokenStream) {
        let (only, is_plain) = match self.pieces.as_slice() {
            [only] => (only, only.cfg.is_empty() && only.texts.is_empty() && only.values.is_empty()),
            _ => return (Form::Record, self.record(class)),
        };
        let text = only.text_tokens();
        let types = in_tuples(&only.types);
        match class {
            Some(class) if is_plain => (Form::Class, quote!(#class, [#types] #text)),
            None if is_plain => (Form::Function, quote!([#types] #text)),
            _ => (Form::Record, self.record(class)),
        }
    }

    /// The fields of a `Record`.
    pub fn record(&self, class: Option<&TokenStream>) -> TokenStream {
        let class = match class {
            Some(class) => quote!(__stub::Owner::Asked(__stub::class_of::<#class>)),
            None => quote!(__stub::Owner::None),
        };
        let mut pieces = self.pieces.iter();
        let first = pieces.as_slice().first().filter(|first| first.cfg.is_empty());
        let text = first.map(Piece::text_tokens);
        if first.is_some() {
            pieces.next();
        }
        let pieces = pieces.map(|piece| {
            let (cfg, text) = (&piece.cfg, piece.text_tokens());
            quote!(#cfg ::core::concat!(#text),)
        });
        let types = self.pieces.iter().map(Piece::type_functions);
        let texts = self.elements(|piece| &piece.texts, |text| quote!(__stub::Text::Known(#text)));
        let values = self.elements(|piece| &piece.values, ToTokens::to_token_stream);
        quote! {
            text: ::core::concat!(::core::file!(), "\0", #text),
            types: __stub::Types::Own(&[#(#types)*]),
            class: #class,
            rest: &__stub::Rest { pieces: &[#(#pieces)*], texts: &[#texts], values: &[#values] },
        }
    }

    /// Array elements of every piece, under its conditions.
    fn elements(
        &self,
        list: impl Fn(&Piece) -> &[TokenStream],
        element: impl Fn(&TokenStream) -> TokenStream,
    ) -> TokenStream {
        let mut out = TokenStream::new();
        for piece in &self.pieces {
            let cfg = &piece.cfg;
            for item in list(piece) {
                let item = element(item);
                out.extend(quote!(#cfg #item,));
            }
        }
        out
    }
}

/// The elements of a tuple of `types`: the types, or tuples of them.
fn in_tuples(types: &[TokenStream]) -> TokenStream {
    if types.len() <= IN_TUPLE {
        return quote!(#(#types,)*);
    }
    let tuples: Vec<_> = types.chunks(IN_TUPLE).map(in_tuples).map(|types| quote!((#types))).collect();
    in_tuples(&tuples)
}

impl Piece {
    fn extend(&mut self, other: Self) {
        let mut parts = other.text.into_iter();
        if let Some(Part::Literal(before)) = self.text.last_mut() {
            match parts.next() {
                Some(Part::Literal(first)) => before.push_str(&first),
                other => self.text.extend(other),
            }
        }
        self.text.extend(parts);
        self.types.extend(other.types);
        self.texts.extend(other.texts);
        self.values.extend(other.values);
    }

    /// The arguments of `concat!`.
    fn text_tokens(&self) -> TokenStream {
        let parts = self.text.iter().map(|part| match part {
            Part::Literal(text) => Literal::string(text).into_token_stream(),
            Part::Line(span) => quote_spanned!(*span=> __line!()),
            Part::Column(span) => quote_spanned!(*span=> __column!()),
        });
        quote!(#(#parts),*)
    }

    /// Elements of a list of `TypeFn`s.
    fn type_functions(&self) -> TokenStream {
        let (cfg, types) = (&self.cfg, &self.types);
        quote!(#(#cfg __stub::type_fn(#types),)*)
    }
}
