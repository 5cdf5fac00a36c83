//! A statement: one text about an item, and the types, texts and values that the text mentions.
//!
//! [`grammar`](crate::grammar) defines the text. Where nothing depends on a condition, the compiler joins it to one
//! literal.

use crate::grammar::{self, COLUMN_END, DefaultForm, LINE_END, Part, STRING_END, Sink, TypeForm};
use crate::text::Text;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// A statement about an item, or a part of one.
#[derive(Default, Clone)]
pub struct Statement {
    pieces: Vec<Piece>,
}

/// A run of parts under the same conditions.
#[derive(Default, Clone)]
struct Piece {
    cfg: TokenStream,
    text: Vec<TextPart>,
    types: Vec<TokenStream>,
    texts: Vec<TokenStream>,
    values: Vec<TokenStream>,
}

/// A piece of text.
#[derive(Clone)]
enum TextPart {
    Literal(String),
    /// The line of this place. `line!()` gives the line of the outermost macro call, and the span makes that the item.
    Line(Span),
    /// Its column.
    Column(Span),
}

/// The registered part of a statement.
pub enum Form {
    /// The types of a function, and the pieces of its text.
    Function { types: TokenStream, text: TokenStream },
    /// The same, of a class.
    Class { class: TokenStream, types: TokenStream, text: TokenStream },
    /// The fields of a `Record`: any statement, which may have conditions, strings and values.
    Record(TokenStream),
}

/// The largest number of types in one tuple.
const IN_TUPLE: usize = 8;

impl Statement {
    /// Returns the statement that consists of one part.
    pub fn of(part: impl Part<Self>) -> Self {
        let mut statement = Self::default();
        statement.add(part);
        statement
    }

    /// Whether the statement has no part.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns the piece that is under no condition.
    fn piece(&mut self) -> &mut Piece {
        if self.pieces.last().is_none_or(|last| !last.cfg.is_empty()) {
            self.pieces.push(Piece::default());
        }
        let last = self.pieces.len() - 1;
        &mut self.pieces[last]
    }

    /// Adds `other` under conditions, which are `#[cfg(…)]` attributes.
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

    /// Returns what is registered of the statement. `class` is the Rust type that the statement belongs to.
    pub fn form(&self, class: Option<&TokenStream>) -> Form {
        let (only, is_plain) = match self.pieces.as_slice() {
            [only] => (only, only.cfg.is_empty() && only.texts.is_empty() && only.values.is_empty()),
            _ => return Form::Record(self.record(class)),
        };
        if !is_plain {
            return Form::Record(self.record(class));
        }
        let (types, text) = (in_tuples(&only.types), only.text_tokens());
        match class {
            Some(class) => Form::Class { class: class.clone(), types, text },
            None => Form::Function { types, text },
        }
    }

    /// Returns the text of a statement without conditions.
    pub fn text(&self) -> TokenStream {
        let text = self.pieces.first().map(Piece::text_tokens);
        let string_end = STRING_END.to_string();
        quote!(::core::concat!(::core::file!(), #string_end, #text))
    }

    /// Returns the fields of a `Record`.
    pub fn record(&self, class: Option<&TokenStream>) -> TokenStream {
        let class = match class {
            Some(class) => quote!(__stub::ClassOf::Asked(__stub::class_of::<#class>)),
            None => quote!(__stub::ClassOf::None),
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
        let string_end = STRING_END.to_string();
        quote! {
            text: ::core::concat!(::core::file!(), #string_end, #text),
            types: __stub::RecordTypes::Own(&[#(#types)*]),
            class: #class,
            rest: &__stub::Rest { pieces: &[#(#pieces)*], texts: &[#texts], values: &[#values] },
        }
    }

    /// Returns the array elements of every piece, under its conditions.
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

impl Sink for Statement {
    fn put(&mut self, text: &str) {
        let piece = self.piece();
        match piece.text.last_mut() {
            Some(TextPart::Literal(literal)) => literal.push_str(text),
            _ => piece.text.push(TextPart::Literal(text.to_owned())),
        }
    }

    fn put_letter(&mut self, letter: char) {
        self.put(letter.encode_utf8(&mut [0; 4]));
    }

    fn mention(&mut self, text: &str) {
        self.piece().texts.push(text.to_token_stream());
    }
}

impl Part<Statement> for Statement {
    fn write(self, out: &mut Statement) {
        for piece in self.pieces {
            if piece.cfg.is_empty() {
                out.piece().extend(piece);
            } else {
                out.pieces.push(piece);
            }
        }
    }
}

/// A string that only the compiler knows.
pub struct ConstantText(pub TokenStream);

impl Part<Statement> for ConstantText {
    fn write(self, out: &mut Statement) {
        out.add(grammar::Mentioned);
        out.piece().texts.push(self.0);
    }
}

/// A string that may only be known to the compiler.
impl Part<Statement> for &Text {
    fn write(self, out: &mut Statement) {
        match self {
            Text::Literal(literal) => literal.value().as_str().write(out),
            Text::Constant(expr) => ConstantText(expr.to_token_stream()).write(out),
        }
    }
}

/// A type, as a `Source` of the library.
pub struct Given(pub TokenStream);

impl Part<Statement> for Given {
    fn write(self, out: &mut Statement) {
        out.add(TypeForm::Given);
        out.piece().types.push(self.0);
    }
}

/// A default that the interpreter shows.
pub struct ShownValue(pub TokenStream);

impl Part<Statement> for ShownValue {
    fn write(self, out: &mut Statement) {
        out.add(DefaultForm::Value);
        out.piece().values.push(self.0);
    }
}

/// The position of a span.
impl Part<Statement> for Span {
    fn write(self, out: &mut Statement) {
        out.piece().text.push(TextPart::Line(self));
        out.put_letter(LINE_END);
        out.piece().text.push(TextPart::Column(self));
        out.put_letter(COLUMN_END);
    }
}

/// Returns the elements of a tuple of types: the types, or tuples of them.
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
        if let Some(TextPart::Literal(before)) = self.text.last_mut() {
            match parts.next() {
                Some(TextPart::Literal(first)) => before.push_str(&first),
                other => self.text.extend(other),
            }
        }
        self.text.extend(parts);
        self.types.extend(other.types);
        self.texts.extend(other.texts);
        self.values.extend(other.values);
    }

    /// Returns the arguments of `concat!`.
    fn text_tokens(&self) -> TokenStream {
        let parts = self.text.iter().map(|part| match part {
            TextPart::Literal(text) => Literal::string(text).into_token_stream(),
            TextPart::Line(span) => quote_spanned!(*span=> __line!()),
            TextPart::Column(span) => quote_spanned!(*span=> __column!()),
        });
        quote!(#(#parts),*)
    }

    /// Returns the elements of a list of `TypeFn`s.
    fn type_functions(&self) -> TokenStream {
        let (cfg, types) = (&self.cfg, &self.types);
        quote!(#(#cfg __stub::type_fn(#types),)*)
    }
}
