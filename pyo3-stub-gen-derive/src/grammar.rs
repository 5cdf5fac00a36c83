//! The grammar of statements: the text in which a macro describes an item.
//!
//! Both crates use this file. The derive crate has it as a module and writes texts with it; the library gets the same
//! module from `__grammar!`, writes the records that users submit by hand, and reads every text back into a fact. It
//! defines both directions at once, so the two cannot drift apart. It must not know what a fact or a token is.
//!
//! A text costs a user's library more than anything else that a macro emits, so it is short: what comes next is told by
//! one letter, and most parts need none. Each `enum` of this file is one context, with the letter of each case behind
//! it. Each `struct` is a sequence of parts in this order, with nothing between them.
//!
//! | part | text |
//! |---|---|
//! | statement | the file, [`STRING_END`], a position, an [`ItemKind`] and what that is followed by |
//! | position | the line, [`LINE_END`], the column, [`COLUMN_END`] |
//! | string | the characters and [`STRING_END`]; or [`MENTIONED`], which stands for the next of the record's own strings |
//! | optional string | a string, or [`MISSING`] |
//! | list | its elements, each of which begins with a letter, and [`LIST_END`] |
//! | type | a [`TypeForm`] and what that is followed by |
//! | default | a [`DefaultForm`] and what that is followed by |
//!
//! | item | is followed by |
//! |---|---|
//! | [`ItemKind::Function`] | [`FunctionText`], its parts a list of [`FunctionPart`] |
//! | [`ItemKind::Class`] | [`ClassText`], its parts a list of [`ClassPart`] |
//! | [`ItemKind::Methods`] | [`MethodsText`], its parts a list of [`MethodsPart`] |
//! | [`ItemKind::Variable`] | [`VariableText`] |
//! | [`ItemKind::TypeAlias`] | [`TypeAliasText`] |
//! | [`ItemKind::ModuleDoc`] | [`ModuleDocText`] |
//! | [`ItemKind::Reexport`] | [`ReexportText`] |
//! | [`ItemKind::ExportVerbatim`], [`ItemKind::ExcludeFromAll`] | [`NameText`] |
//! | [`ItemKind::Snippet`] | [`SnippetText`] |
//! | [`ItemKind::Warning`] | [`WarningText`] |
//! | [`ItemKind::Skip`] | [`SkipText`] |

/// Ends a string, and the name of the file that every text begins with. The macros of the registry write the latter.
pub const STRING_END: char = '\0';

/// Stands for a string that the record holds beside its text.
pub const MENTIONED: char = '\u{1}';

/// Stands for a string that is missing.
pub const MISSING: char = '\u{2}';

/// Ends a text whose length is not recorded. The macros of the registry write it, and what the derive crate registers
/// together.
pub const TEXT_END: &str = "\u{3}\0";

/// Ends a list.
pub const LIST_END: char = '.';

/// Ends a line number.
pub const LINE_END: char = ':';

/// Ends a column, and any other number.
pub const COLUMN_END: char = ';';

/// The position of an item that has none, without [`COLUMN_END`].
pub const NO_PLACE: &str = "0:0";

/// Whether a byte has a meaning of its own, so that a string with this byte is held beside the text.
#[must_use]
pub const fn is_reserved(byte: u8) -> bool {
    byte <= b'\x03'
}

/// The destination of a text.
pub trait Sink {
    /// Adds characters.
    fn put(&mut self, text: &str);

    /// Adds a letter, which is ASCII.
    fn put_letter(&mut self, letter: char);

    /// Adds a string beside the text.
    fn mention(&mut self, text: &str);

    /// Adds a part.
    fn add(&mut self, part: impl Part<Self>) -> &mut Self
    where
        Self: Sized,
    {
        part.write(self);
        self
    }
}

/// A part of a text, which writes itself.
pub trait Part<S> {
    /// Adds the part to `out`.
    fn write(self, out: &mut S);
}

/// The source of a text.
pub trait Source: Sized {
    /// Why a text cannot be read.
    type Error;

    /// Reads a letter.
    ///
    /// # Errors
    ///
    /// When the text ends.
    fn letter(&mut self) -> Result<char, Self::Error>;

    /// Returns the error `what` at this place.
    fn error(&self, what: &'static str) -> Self::Error;

    /// Reads a part.
    ///
    /// # Errors
    ///
    /// When the text has no such part here.
    fn read<T: Read<Self>>(&mut self) -> Result<T, Self::Error> {
        T::read(self)
    }
}

/// A part of a text, which reads itself.
pub trait Read<S: Source>: Sized {
    /// Reads the part.
    ///
    /// # Errors
    ///
    /// When the text has no such part here.
    fn read(from: &mut S) -> Result<Self, S::Error>;
}

/// A string.
impl<S: Sink> Part<S> for &str {
    #[inline(never)]
    fn write(self, out: &mut S) {
        if self.bytes().any(is_reserved) {
            out.put_letter(MENTIONED);
            out.mention(self);
        } else {
            out.put(self);
            out.put_letter(STRING_END);
        }
    }
}

/// A string that may be missing.
impl<S: Sink, P: Part<S>> Part<S> for Option<P> {
    #[inline(never)]
    fn write(self, out: &mut S) {
        match self {
            Some(part) => part.write(out),
            None => out.put_letter(MISSING),
        }
    }
}

/// A string that the record holds beside the text, in any case.
#[derive(Clone, Copy)]
pub struct Mentioned;

impl<S: Sink> Part<S> for Mentioned {
    fn write(self, out: &mut S) {
        out.put_letter(MENTIONED);
    }
}

/// Nothing.
impl<S: Sink> Part<S> for () {
    fn write(self, _out: &mut S) {}
}

/// A letter, and what follows it.
impl<S: Sink, A: Part<S>, B: Part<S>> Part<S> for (A, B) {
    fn write(self, out: &mut S) {
        self.0.write(out);
        self.1.write(out);
    }
}

/// The elements of a list, and its end.
#[derive(Clone, Copy)]
pub struct List<P>(pub P);

impl<S: Sink, P: Part<S>> Part<S> for List<P> {
    fn write(self, out: &mut S) {
        self.0.write(out);
        out.put_letter(LIST_END);
    }
}

/// One part after the other.
#[derive(Clone, Copy)]
pub struct Each<I>(pub I);

impl<S: Sink, I: IntoIterator<Item: Part<S>>> Part<S> for Each<I> {
    fn write(self, out: &mut S) {
        self.0.into_iter().for_each(|part| part.write(out));
    }
}

/// A part that is not always there.
#[derive(Clone, Copy)]
pub struct If<P>(pub Option<P>);

impl<S: Sink, P: Part<S>> Part<S> for If<P> {
    fn write(self, out: &mut S) {
        if let Some(part) = self.0 {
            part.write(out);
        }
    }
}

/// A number, which ends as a column does.
#[derive(Clone, Copy)]
pub struct Number(pub u32);

impl<S: Sink> Part<S> for Number {
    fn write(self, out: &mut S) {
        put_number(self.0, COLUMN_END, out);
    }
}

/// A line and a column; zeros where they are not known.
#[derive(Clone, Copy)]
pub struct Place(pub u32, pub u32);

impl<S: Sink> Part<S> for Place {
    #[inline(never)]
    fn write(self, out: &mut S) {
        put_number(self.0, LINE_END, out);
        put_number(self.1, COLUMN_END, out);
    }
}

fn put_number<S: Sink>(number: u32, end: char, out: &mut S) {
    out.put(&number.to_string());
    out.put_letter(end);
}

/// Defines contexts: the cases of each, and their letters. The text in brackets is the error for any other letter.
macro_rules! contexts {
    ($( $(#[$meta:meta])* [$unknown:literal] pub enum $name:ident {
        $( $(#[$case_meta:meta])* $case:ident = $letter:literal, )*
    } )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$case_meta])* $case, )* }

        impl $name {
            /// Every case.
            pub const ALL: &'static [Self] = &[$(Self::$case),*];

            /// Returns the letter of the case.
            #[must_use]
            pub const fn letter(self) -> char {
                match self { $( Self::$case => $letter, )* }
            }

            /// Returns the case of the letter.
            #[must_use]
            #[deny(unreachable_patterns, reason = "two cases would have one letter")]
            pub const fn of(letter: char) -> Option<Self> {
                match letter { $( $letter => Some(Self::$case), )* _ => None }
            }
        }

        impl<S: Sink> Part<S> for $name {
            fn write(self, out: &mut S) {
                out.put_letter(self.letter());
            }
        }

        impl<S: Source> Read<S> for $name {
            fn read(from: &mut S) -> Result<Self, S::Error> {
                Self::of(from.letter()?).ok_or_else(|| from.error($unknown))
            }
        }
    )*};
}

/// Gives every case of a context the name under which users write it.
macro_rules! names {
    ($( $context:ident { $( $case:ident = $name:literal, )* } )*) => {$(
        impl $context {
            /// Returns the name of the option.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$case => $name, )* }
            }

            /// Returns the option of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|option| option.name() == name)
            }
        }
    )*};
}

/// Defines sequences of parts.
macro_rules! sequences {
    ($( $(#[$meta:meta])* pub struct $name:ident {
        $( $(#[$field_meta:meta])* pub $field:ident: $Type:ident, )*
    } )*) => {$(
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $name<$($Type),*> { $( $(#[$field_meta])* pub $field: $Type, )* }

        impl<S: Sink, $($Type: Part<S>),*> Part<S> for $name<$($Type),*> {
            fn write(self, out: &mut S) {
                $( self.$field.write(out); )*
            }
        }

        impl<S: Source, $($Type: Read<S>),*> Read<S> for $name<$($Type),*> {
            fn read(from: &mut S) -> Result<Self, S::Error> {
                Ok(Self { $( $field: from.read()?, )* })
            }
        }
    )*};
}

contexts! {
    /// The subject of a statement.
    ["an unknown kind of item"]
    pub enum ItemKind {
        /// A module-level function.
        Function = 'F',
        /// A class.
        Class = 'C',
        /// One `#[pymethods]` block.
        Methods = 'M',
        /// A module-level constant or variable.
        Variable = 'V',
        /// A type alias.
        TypeAlias = 'A',
        /// The docstring of a module.
        ModuleDoc = 'D',
        /// Names of one module that another module re-exports.
        Reexport = 'R',
        /// A name added to a module's `__all__`.
        ExportVerbatim = 'E',
        /// A name left out of a module's `__all__`.
        ExcludeFromAll = 'X',
        /// Python source.
        Snippet = 'S',
        /// A warning that `cargo stubgen` reports.
        Warning = 'W',
        /// A function, class or constant that `skip` leaves out.
        Skip = 'K',
    }

    /// An element of a list in which all elements are alike.
    ["an unknown kind of element"]
    pub enum Element {
        /// One more.
        Next = '+',
    }

    /// How a type is given.
    ["an unknown kind of type"]
    pub enum TypeForm {
        /// The next of the record's types.
        Given = 't',
        /// `Any`.
        Any = 'a',
        /// `None`.
        None = 'n',
        /// `NoReturn`.
        NoReturn = 'r',
        /// `Self`: the object that a method is called on.
        Itself = 's',
        /// `Unpack[T]`: the types of several arguments, as one tuple. Followed by a type.
        Unpacked = 'v',
        /// A type that cannot be named. Followed by its Rust spelling, a string.
        Unknown = 'u',
        /// Python source. Followed by [`PythonTypeText`].
        Python = 'x',
        /// Python source with placeholders that a program of the project replaces. Followed by [`MarkedTypeText`].
        Marked = 'k',
    }

    /// How a default is given.
    ["an unknown kind of default"]
    pub enum DefaultForm {
        /// There is none.
        None = '-',
        /// Python source. Followed by a string.
        Python = '=',
        /// The next of the record's values, which the interpreter shows.
        Value = '!',
    }

    /// How a method is called.
    ["an unknown kind of receiver"]
    pub enum Receiver {
        /// No receiver: a module-level function.
        None = 'f',
        /// `self`.
        Instance = 'i',
        /// `@staticmethod`.
        Static = 's',
        /// `@classmethod`.
        Class = 'c',
        /// `#[new]`, Python's `__new__`.
        New = 'n',
    }

    /// How an argument may be passed.
    ["an unknown kind of parameter"]
    pub enum ParameterKind {
        /// By position only.
        PositionalOnly = 'p',
        /// By position or by name.
        PositionalOrKeyword = 'k',
        /// By name only.
        KeywordOnly = 'o',
        /// `*args`.
        VarPositional = 'v',
        /// `**kwargs`.
        VarKeyword = 'w',
    }

    /// Parts that only some functions and methods have.
    ["an unknown part of a function"]
    pub enum FunctionPart {
        /// It is `async`.
        Async = 'a',
        /// It is one of several overloads.
        Overload = 'o',
        /// `#[deprecated]`. Followed by [`DeprecatedText`].
        Deprecated = 'd',
        /// Its place among functions that share a position. Followed by a number.
        Index = 'n',
        /// An option of `#[gen_stub]`. Followed by [`OptionText`].
        StubOption = 'g',
    }

    /// Parts that only some properties, class attributes and fields have.
    ["an unknown part of a member"]
    pub enum MemberPart {
        /// `#[deprecated]`. Followed by [`DeprecatedText`].
        Deprecated = 'd',
        /// An option of `#[gen_stub]`. Followed by [`OptionText`].
        StubOption = 'g',
    }

    /// The meaning of a class's module.
    ["an unknown meaning of a module"]
    pub enum ModuleMeaning {
        /// Where the class is.
        Placement = '@',
        /// PyO3's `module`, which only sets `__module__`.
        Attribute = '-',
    }

    /// The kind of the class.
    ["an unknown kind of class"]
    pub enum ClassForm {
        /// A Rust struct.
        Struct = 's',
        /// An exception type made by `create_exception!`.
        Exception = 'x',
        /// An enum of unit variants. Followed by a list of [`SimpleVariantText`], each after an [`Element`].
        SimpleEnum = 'e',
        /// An enum with fields. Followed by a list of [`ComplexVariantText`].
        ComplexEnum = 'c',
    }

    /// How the fields of a complex enum's variant are read.
    ["an unknown kind of variant"]
    pub enum VariantShape {
        /// `V {}` or `V`: no fields.
        Unit = 'u',
        /// `V(A, B)`: `_0`, `_1`, `__len__` and `__getitem__`.
        Tuple = 't',
        /// `V { a: A }`: by name.
        Struct = 's',
    }

    /// Parts that only some classes have.
    ["an unknown part of a class"]
    pub enum ClassPart {
        /// A base class. Followed by a type.
        Base = 'b',
        /// One of PyO3's options. Followed by a [`ClassOption`].
        Option = 'o',
        /// `new = "from_fields"`. Followed by a list of [`ParameterText`].
        FromFields = 'n',
        /// A property from a field. Followed by [`MemberText`].
        Getter = 'r',
        /// A setter from a field. Followed by [`MemberText`].
        Setter = 'w',
        /// `#[deprecated]`. Followed by [`DeprecatedText`].
        Deprecated = 'd',
        /// An option of `#[gen_stub]`. Followed by [`OptionText`].
        StubOption = 'g',
        /// A property or variant that `skip` leaves out. Followed by its name, a string.
        Skip = 'k',
    }

    /// The contents of a `#[pymethods]` block.
    ["an unknown part of a block of methods"]
    pub enum MethodsPart {
        /// A class attribute. Followed by [`MemberText`].
        Constant = 'c',
        /// A `#[getter]`. Followed by [`MemberText`].
        Getter = 'r',
        /// A `#[setter]`. Followed by [`MemberText`].
        Setter = 'w',
        /// A `#[deleter]`. Followed by the name of its property, a string.
        Deleter = 'd',
        /// A method. Followed by a position and [`FunctionText`].
        Method = 'm',
        /// A member that `skip` leaves out. Followed by its name, a string.
        Skip = 'k',
    }

    /// The definitions of a Python snippet.
    ["an unknown kind of snippet"]
    pub enum SnippetForm {
        /// Module-level functions.
        Functions = 'f',
        /// Overloads of a function. Followed by the name of that function, a string.
        Overloads = 'o',
        /// Type aliases.
        TypeAlias = 'a',
        /// The methods and attributes of a class.
        Methods = 'c',
        /// One method.
        Method = 'm',
        /// Overloads of one method.
        MethodOverloads = 'v',
    }

    /// A piece of a snippet.
    ["an unknown part of a snippet"]
    pub enum SnippetPiece {
        /// Python source. Followed by a string.
        Python = '+',
        /// A marker for a Rust type. Followed by [`RustTypeText`].
        RustType = 'y',
    }

    /// Which names a re-export takes beside those that are listed.
    ["an unknown kind of re-export"]
    pub enum ReexportExtent {
        /// All of them.
        All = '*',
        /// None.
        Listed = '-',
    }

    /// The expected warnings of `cargo stubgen`.
    ["an unknown kind of warning"]
    pub enum WarningKind {
        /// `#[gen_stub_pyfunction]` is below `#[pyfunction]`. The name is that of the function.
        AttributeOrder = 'o',
        /// PyO3 has an option that is not in the tables of the derive crate. The name is that of the option.
        Pyo3Option = 'p',
        /// Python source says `async def`, and the Rust function is not `async`. The name is that of the function.
        AsyncText = 'a',
        /// `#[gen_stub(default = …)]` is on a method, which has no value. The name is that of the method.
        MethodDefault = 'd',
    }

    /// An option of `#[pyclass]` that the generator asks about.
    ["an unknown option of a class"]
    pub enum ClassOption {
        /// `subclass`: Python may subclass it.
        Subclass = 's',
        /// `eq`: `__eq__` and `__ne__`.
        Eq = 'e',
        /// `eq_int`: equality with `int`.
        EqInt = 'i',
        /// `ord`: the four orderings.
        Ord = 'o',
        /// `hash`: `__hash__`.
        Hash = 'h',
        /// `str`: `__str__`.
        Str = 't',
        /// `generic`: `__class_getitem__`.
        Generic = 'g',
        /// `mapping`: a `Mapping` to C code.
        Mapping = 'm',
        /// `sequence`: a `Sequence` to C code.
        Sequence = 'q',
        /// `dict`: instances have a `__dict__`.
        Dict = 'd',
        /// `weakref`: instances can be referenced weakly.
        Weakref = 'w',
        /// `frozen`: Rust never borrows it mutably.
        Frozen = 'f',
        /// `unsendable`: instances hold the thread they belong to.
        Unsendable = 'u',
    }

    /// An option of `#[gen_stub]` that the generator asks about.
    ["an unknown option of `#[gen_stub]`"]
    pub enum StubOption {
        /// `self_type = "…"`.
        SelfType = 's',
        /// `type_params = "…"`.
        TypeParams = 'p',
        /// `type_ignore`, or `type_ignore = ["rule", …]`.
        TypeIgnore = 'i',
        /// PyO3's `text_signature = "…"`, which Python shows instead of the signature.
        TextSignature = 't',
    }
}

names! {
    ClassOption {
        Subclass = "subclass",
        Eq = "eq",
        EqInt = "eq_int",
        Ord = "ord",
        Hash = "hash",
        Str = "str",
        Generic = "generic",
        Mapping = "mapping",
        Sequence = "sequence",
        Dict = "dict",
        Weakref = "weakref",
        Frozen = "frozen",
        Unsendable = "unsendable",
    }
}

sequences! {
    /// A function, or a method.
    pub struct FunctionText {
        /// The Python name, a string.
        pub name: Name,
        /// The module, an optional string. Missing for methods.
        pub module: Module,
        /// A [`Receiver`].
        pub receiver: Called,
        /// A list of [`ParameterText`].
        pub parameters: Parameters,
        /// The type of the result.
        pub returns: Returns,
        /// The docstring, a string.
        pub doc: Doc,
        /// A list of [`FunctionPart`].
        pub parts: Parts,
    }

    /// A parameter.
    pub struct ParameterText {
        /// A [`ParameterKind`].
        pub kind: Kind,
        /// The Python name, a string.
        pub name: Name,
        /// The type.
        pub r#type: Type,
        /// The default.
        pub default: Value,
    }

    /// A property, class attribute or field.
    pub struct MemberText {
        /// The Python name, a string.
        pub name: Name,
        /// The type.
        pub r#type: Type,
        /// The docstring, a string.
        pub doc: Doc,
        /// The value.
        pub default: Value,
        /// The position.
        pub position: At,
        /// A list of [`MemberPart`].
        pub parts: Parts,
    }

    /// A class.
    pub struct ClassText {
        /// The Python name, a string.
        pub name: Name,
        /// The module, an optional string.
        pub module: Module,
        /// A [`ModuleMeaning`].
        pub module_meaning: Meaning,
        /// The docstring, a string.
        pub doc: Doc,
        /// A [`ClassForm`] and what that is followed by.
        pub kind: Kind,
        /// A list of [`ClassPart`].
        pub parts: Parts,
    }

    /// A variant of a simple enum.
    pub struct SimpleVariantText {
        /// The Python name, a string.
        pub name: Name,
        /// The docstring, a string.
        pub doc: Doc,
    }

    /// A variant of a complex enum.
    pub struct ComplexVariantText {
        /// A [`VariantShape`].
        pub shape: Shape,
        /// The Python name, a string.
        pub name: Name,
        /// The docstring, a string.
        pub doc: Doc,
        /// A list of [`MemberText`], each after an [`Element`].
        pub fields: Fields,
        /// A list of [`ParameterText`].
        pub parameters: Parameters,
    }

    /// A `#[pymethods]` block.
    pub struct MethodsText {
        /// The Rust name of the class, a string.
        pub rust_name: Name,
        /// A list of [`MethodsPart`].
        pub parts: Parts,
    }

    /// A module-level constant or variable.
    pub struct VariableText {
        /// The name, a string.
        pub name: Name,
        /// The module, an optional string.
        pub module: Module,
        /// The type.
        pub r#type: Type,
        /// The value, a default.
        pub value: Value,
        /// The docstring, a string.
        pub doc: Doc,
    }

    /// A type alias.
    pub struct TypeAliasText {
        /// The name, a string.
        pub name: Name,
        /// The module, an optional string.
        pub module: Module,
        /// The members of the union that it stands for, a list of types.
        pub types: Types,
        /// The docstring, a string.
        pub doc: Doc,
    }

    /// The docstring of a module.
    pub struct ModuleDocText {
        /// The module, an optional string.
        pub module: Module,
        /// The docstring, a string.
        pub doc: Doc,
    }

    /// Names of one module that another module re-exports.
    pub struct ReexportText {
        /// The module that exports them, a string.
        pub target: Target,
        /// The module that defines them, a string.
        pub from: From,
        /// A [`ReexportExtent`].
        pub extent: Extent,
        /// A list of strings, each after an [`Element`].
        pub names: Names,
    }

    /// A name of a module.
    pub struct NameText {
        /// The module, a string.
        pub module: Module,
        /// The name, a string.
        pub name: Name,
    }

    /// Python source.
    pub struct SnippetText {
        /// A [`SnippetForm`] and what that is followed by.
        pub kind: Kind,
        /// The module, an optional string.
        pub module: Module,
        /// A list of [`SnippetPiece`].
        pub pieces: Pieces,
    }

    /// A marker for a Rust type.
    pub struct RustTypeText {
        /// The type in a parameter.
        pub input: Input,
        /// The type in a result.
        pub output: Output,
    }

    /// A type that is Python source.
    pub struct PythonTypeText {
        /// The position of the source.
        pub position: At,
        /// The source, a string.
        pub text: Text,
        /// The modules whose names it uses, a list of strings, each after an [`Element`].
        pub imports: Imports,
    }

    /// A type with marks in it.
    pub struct MarkedTypeText {
        /// [`PythonTypeText`].
        pub marked: Marked,
        /// The type without the option.
        pub instead: Instead,
    }

    /// `#[deprecated]`.
    pub struct DeprecatedText {
        /// The version it is deprecated since, an optional string.
        pub since: Since,
        /// The replacement, an optional string.
        pub note: Note,
    }

    /// A warning that `cargo stubgen` reports.
    pub struct WarningText {
        /// A [`WarningKind`].
        pub kind: Kind,
        /// The subject of the warning, a string.
        pub name: Name,
    }

    /// A function, class or constant that `skip` leaves out.
    pub struct SkipText {
        /// The Python name, a string.
        pub name: Name,
        /// The module, an optional string.
        pub module: Module,
    }

    /// An option of `#[gen_stub]`.
    pub struct OptionText {
        /// A [`StubOption`].
        pub option: Kind,
        /// Its value, a list of strings, each after an [`Element`]. Empty if the option has no value.
        pub values: Values,
    }
}
