//! Reads statements as facts.
//!
//! The module `grammar` defines the texts. They are written by the derive crate, for the `macro_rules!` of this one too,
//! and by the registry for records that users submit. All are of this crate's version.

use super::{
    ClassFact, ClassKind, ClassOptions, ComplexVariantFact, DecodeError, DefaultFact, DeprecatedFact, Fact,
    FunctionFact, MarkedExpr, MemberFact, MethodsFact, ModuleDocFact, NameInModule, ParameterFact, Position,
    ReexportFact, ReexportItems, RustTypePart, SimpleVariantFact, SkippedFact, SnippetFact, SnippetKind,
    SnippetPart, Statement, StubOptionFact, StubOptions, TextExpr, TypeAliasFact, TypeExpr, UnknownExpr,
    VariableFact, WarningFact,
};
use crate::grammar::{
    COLUMN_END, ClassForm, ClassOption, ClassPart, ClassText, ComplexVariantText, DefaultForm,
    DeprecatedText, Element, FunctionPart, FunctionText, ItemKind, LINE_END, LIST_END, MENTIONED, MISSING,
    MarkedTypeText, MemberPart, MemberText, MethodsPart, MethodsText, ModuleDocText, ModuleMeaning, NameText,
    OptionText, ParameterText, PythonTypeText, Read, ReexportExtent, ReexportText, RustTypeText, STRING_END,
    SimpleVariantText, SkipText, SnippetForm, SnippetPiece, SnippetText, Source, TypeAliasText, TypeForm,
    VariableText, WarningText,
};
use rustc_hash::FxHashMap;

type ReadResult<T> = Result<T, DecodeError>;

/// Numbers classes by their keys.
#[derive(Debug, Default)]
pub struct ClassNumbers(FxHashMap<u64, u32>);

impl ClassNumbers {
    /// Numbers the class with this key, if it has no number yet.
    pub fn add(&mut self, key: Option<u64>) {
        let next = self.0.len() as u32;
        key.map(|key| *self.0.entry(key).or_insert(next));
    }
}

/// Returns the fact that `statement` states.
///
/// # Errors
///
/// [`DecodeError`] when the text is not one that a macro of this version writes.
pub fn fact(statement: Statement, numbers: &ClassNumbers) -> ReadResult<Fact> {
    let Statement { text, texts, types, values, class, is_zero_sized } = statement;
    let mut reader = TextReader {
        text: &text,
        offset: 0,
        file: "",
        texts: texts.into_iter(),
        types: types.into_iter(),
        values: values.into_iter(),
        class: class.and_then(|key| numbers.0.get(&key).copied()),
        is_zero_sized,
    };
    let fact = reader.fact()?;
    if reader.offset == text.len() { Ok(fact) } else { Err(reader.error("a text continues after its end")) }
}

/// Reads one statement from its start to its end.
struct TextReader<'a> {
    text: &'a str,
    offset: usize,
    file: &'a str,
    texts: std::vec::IntoIter<String>,
    types: std::vec::IntoIter<TypeExpr>,
    values: std::vec::IntoIter<DefaultFact>,
    class: Option<u32>,
    is_zero_sized: bool,
}

impl Source for TextReader<'_> {
    type Error = DecodeError;

    fn letter(&mut self) -> ReadResult<char> {
        let letter = self.rest().chars().next().ok_or_else(|| self.error("a text ends early"))?;
        self.offset += letter.len_utf8();
        Ok(letter)
    }

    fn error(&self, what: &'static str) -> DecodeError {
        DecodeError { offset: self.offset, what }
    }
}

/// Where the text is read.
impl<'a> TextReader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    /// Returns the text before the next `end`, and skips both.
    fn until(&mut self, end: char) -> ReadResult<&'a str> {
        let rest = self.rest();
        // The end is near, so a search that is optimised for long texts would be slower.
        let Some(length) = rest.bytes().position(|byte| char::from(byte) == end) else {
            return Err(self.error("a text ends early"));
        };
        self.offset += length + 1;
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// Skips `letter` if it comes next, and returns whether it did.
    fn passes(&mut self, letter: char) -> bool {
        let is_next = self.rest().starts_with(letter);
        self.offset += usize::from(is_next);
        is_next
    }

    /// Skips the end of a list if it comes next, and returns whether the list continues.
    fn goes_on(&mut self) -> bool {
        !self.passes(LIST_END)
    }

    fn number(&mut self, end: char) -> ReadResult<u32> {
        let digits = self.until(end)?;
        digits.parse().map_err(|_| self.error("a position is not a number"))
    }

    fn class_number(&self) -> ReadResult<u32> {
        self.class.ok_or_else(|| self.error("a text belongs to a class that is missing"))
    }

    fn next_type(&mut self) -> ReadResult<TypeExpr> {
        self.types.next().ok_or_else(|| self.error("a text refers to a type that is missing"))
    }
}

impl Read<TextReader<'_>> for Position {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let (line, column) = (from.number(LINE_END)?, from.number(COLUMN_END)?);
        Ok(Self { file: from.file.to_owned(), line, column })
    }
}

impl Read<TextReader<'_>> for String {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        if from.passes(MENTIONED) {
            return from
                .texts
                .next()
                .ok_or_else(|| from.error("a text refers to another text that is missing"));
        }
        Ok(from.until(STRING_END)?.to_owned())
    }
}

impl Read<TextReader<'_>> for Option<String> {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        if from.passes(MISSING) { Ok(None) } else { from.read().map(Some) }
    }
}

/// A list.
impl<'a, T: Read<TextReader<'a>>> Read<TextReader<'a>> for Vec<T> {
    fn read(from: &mut TextReader<'a>) -> ReadResult<Self> {
        let mut elements = Self::new();
        while from.goes_on() {
            // Most lists have one or two elements, so capacity for four would be most of the memory that facts take.
            if elements.len() < 4 {
                elements.reserve_exact(1);
            }
            elements.push(from.read()?);
        }
        Ok(elements)
    }
}

/// An element of a list in which all elements are alike.
struct Alike<T>(T);

impl<'a, T: Read<TextReader<'a>>> Read<TextReader<'a>> for Alike<T> {
    fn read(from: &mut TextReader<'a>) -> ReadResult<Self> {
        match from.read()? {
            Element::Next => from.read().map(Self),
        }
    }
}

fn all<T>(elements: Vec<Alike<T>>) -> Vec<T> {
    elements.into_iter().map(|Alike(element)| element).collect()
}

impl Read<TextReader<'_>> for TypeExpr {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        Ok(match from.read()? {
            TypeForm::Given => from.next_type()?,
            TypeForm::Any => Self::Any,
            TypeForm::None => Self::None,
            TypeForm::NoReturn => Self::named("typing", "NoReturn"),
            TypeForm::Itself => Self::SelfType,
            TypeForm::Unpacked => Self::named("typing", "Unpack").subscript(vec![from.read()?]),
            TypeForm::Unknown => Self::Unknown(UnknownExpr { rust: from.read()?, feature: None }),
            TypeForm::Python => Self::Text(from.read()?),
            TypeForm::Marked => {
                let MarkedTypeText { marked, instead } = from.read()?;
                Self::Marked(Box::new(MarkedExpr { text: marked, instead }))
            }
        })
    }
}

impl Read<TextReader<'_>> for TextExpr {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let PythonTypeText { position, text, imports } = from.read()?;
        Ok(Self { text, imports: all(imports), position: Some(position) })
    }
}

impl Read<TextReader<'_>> for Option<DefaultFact> {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        Ok(match from.read()? {
            DefaultForm::None => None,
            DefaultForm::Python => Some(DefaultFact::Text(from.read()?)),
            DefaultForm::Value => {
                let value = from.values.next();
                Some(value.ok_or_else(|| from.error("a text refers to a value that is missing"))?)
            }
        })
    }
}

/// The default of a parameter, as `inspect.signature` shows it. PyO3 shows plain literals, which the macro passes as
/// text, and `...` for every other expression. `mypy.stubtest` reports a stub that shows the value of such an
/// expression. It accepts a name such as `Color.Red`, which is more informative.
struct InSignature(Option<DefaultFact>);

impl Read<TextReader<'_>> for InSignature {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let is_value = from.rest().starts_with(DefaultForm::Value.letter());
        Ok(Self(match from.read()? {
            Some(DefaultFact::Text(_)) if is_value => Some(DefaultFact::Text("...".to_owned())),
            default => default,
        }))
    }
}

impl Read<TextReader<'_>> for DeprecatedFact {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let DeprecatedText { since, note } = from.read()?;
        Ok(Self { since, note })
    }
}

impl Read<TextReader<'_>> for StubOptionFact {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let OptionText { option, values } = from.read()?;
        Ok(Self { option, values: all(values) })
    }
}

impl Read<TextReader<'_>> for ParameterFact {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let ParameterText { kind, name, r#type, default: InSignature(default) } = from.read()?;
        Ok(Self { name, kind, r#type, default })
    }
}

/// Parts that only some functions have.
#[derive(Default)]
struct FunctionParts {
    is_async: bool,
    is_overload: bool,
    deprecated: Option<DeprecatedFact>,
    index: u32,
    stub_options: StubOptions,
}

impl Read<TextReader<'_>> for FunctionParts {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let mut parts = Self::default();
        while from.goes_on() {
            match from.read()? {
                FunctionPart::Async => parts.is_async = true,
                FunctionPart::Overload => parts.is_overload = true,
                FunctionPart::Deprecated => parts.deprecated = Some(from.read()?),
                FunctionPart::Index => parts.index = from.number(COLUMN_END)?,
                FunctionPart::StubOption => parts.stub_options.set.push(from.read()?),
            }
        }
        Ok(parts)
    }
}

/// Parts that only some members have.
#[derive(Default)]
struct MemberParts {
    deprecated: Option<DeprecatedFact>,
    stub_options: StubOptions,
}

impl Read<TextReader<'_>> for MemberParts {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let mut parts = Self::default();
        while from.goes_on() {
            match from.read()? {
                MemberPart::Deprecated => parts.deprecated = Some(from.read()?),
                MemberPart::StubOption => parts.stub_options.set.push(from.read()?),
            }
        }
        Ok(parts)
    }
}

impl Read<TextReader<'_>> for MemberFact {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let MemberText { name, r#type, doc, default, position, parts } = from.read()?;
        let MemberParts { deprecated, stub_options } = parts;
        Ok(Self { name, r#type, doc, default, deprecated, stub_options, position })
    }
}

/// Parts that only some classes have.
#[derive(Default)]
struct ClassParts {
    bases: Vec<TypeExpr>,
    options: Vec<ClassOption>,
    from_fields: Option<Vec<ParameterFact>>,
    getters: Vec<MemberFact>,
    setters: Vec<MemberFact>,
    deprecated: Option<DeprecatedFact>,
    stub_options: StubOptions,
    skipped: Vec<String>,
}

impl Read<TextReader<'_>> for ClassParts {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let mut parts = Self::default();
        while from.goes_on() {
            match from.read()? {
                ClassPart::Base => parts.bases.push(from.read()?),
                ClassPart::Option => parts.options.push(from.read()?),
                ClassPart::FromFields => parts.from_fields = Some(from.read()?),
                ClassPart::Getter => parts.getters.push(from.read()?),
                ClassPart::Setter => parts.setters.push(from.read()?),
                ClassPart::Deprecated => parts.deprecated = Some(from.read()?),
                ClassPart::StubOption => parts.stub_options.set.push(from.read()?),
                ClassPart::Skip => parts.skipped.push(from.read()?),
            }
        }
        Ok(parts)
    }
}

impl Read<TextReader<'_>> for ClassKind {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        Ok(match from.read()? {
            ClassForm::Struct => Self::Struct,
            ClassForm::Exception => Self::Exception,
            ClassForm::SimpleEnum => Self::SimpleEnum(all(from.read()?)),
            ClassForm::ComplexEnum => Self::ComplexEnum(from.read()?),
        })
    }
}

impl Read<TextReader<'_>> for SimpleVariantFact {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let SimpleVariantText { name, doc } = from.read()?;
        Ok(Self { name, doc })
    }
}

impl Read<TextReader<'_>> for ComplexVariantFact {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let ComplexVariantText { shape, name, doc, fields, parameters } = from.read()?;
        Ok(Self { name, doc, shape, fields: all(fields), parameters })
    }
}

impl Read<TextReader<'_>> for SnippetKind {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        Ok(match from.read()? {
            SnippetForm::Functions => Self::Functions,
            SnippetForm::Overloads => Self::Overloads(from.read()?),
            SnippetForm::TypeAlias => Self::TypeAlias,
            SnippetForm::Methods => Self::Methods(from.class_number()?),
            SnippetForm::Method => Self::Method(from.class_number()?),
            SnippetForm::MethodOverloads => Self::MethodOverloads(from.class_number()?),
        })
    }
}

impl Read<TextReader<'_>> for SnippetPart {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        Ok(match from.read()? {
            SnippetPiece::Python => Self::Text(from.read()?),
            SnippetPiece::RustType => {
                let RustTypeText { input, output } = from.read()?;
                Self::RustType(RustTypePart { input, output })
            }
        })
    }
}

/// Items.
impl TextReader<'_> {
    fn fact(&mut self) -> ReadResult<Fact> {
        self.file = self.until(STRING_END)?;
        let position: Position = self.read()?;
        // A hand-written record may not have a position.
        let known = (position.line > 0).then(|| position.clone());
        Ok(match self.read()? {
            ItemKind::Function => Fact::Function(self.function(position)?),
            ItemKind::Class => Fact::Class(self.class(position)?),
            ItemKind::Methods => Fact::Methods(self.methods(position)?),
            ItemKind::Variable => {
                let VariableText { name, module, r#type, value, doc } = self.read()?;
                Fact::Variable(VariableFact { name, module, r#type, value, doc, position: known })
            }
            ItemKind::TypeAlias => {
                let TypeAliasText { name, module, types, doc } = self.read()?;
                let types: Vec<TypeExpr> = types;
                let r#type = TypeExpr::union(types);
                Fact::TypeAlias(TypeAliasFact { name, module, r#type, doc, position: known })
            }
            ItemKind::ModuleDoc => {
                let ModuleDocText { module, doc } = self.read()?;
                Fact::ModuleDoc(ModuleDocFact { module, doc, position: known })
            }
            ItemKind::Reexport => Fact::Reexport(self.reexport(known)?),
            ItemKind::ExportVerbatim => Fact::ExportVerbatim(self.name_in_module(known)?),
            ItemKind::ExcludeFromAll => Fact::ExcludeFromAll(self.name_in_module(known)?),
            ItemKind::Snippet => {
                let SnippetText { kind, module, pieces: parts } = self.read()?;
                Fact::Snippet(SnippetFact { kind, module, parts, position, index: 0 })
            }
            ItemKind::Warning => {
                let WarningText { kind, name } = self.read()?;
                Fact::Warning(WarningFact { kind, name, position })
            }
            ItemKind::Skip => {
                let SkipText { name, module } = self.read()?;
                Fact::Skipped(SkippedFact { name, module, class: self.class, position })
            }
        })
    }

    fn function(&mut self, position: Position) -> ReadResult<FunctionFact> {
        let FunctionText { name, module, receiver, parameters, returns, doc, parts } = self.read()?;
        let FunctionParts { is_async, is_overload, deprecated, index, stub_options } = parts;
        Ok(FunctionFact {
            name,
            module,
            receiver,
            parameters,
            returns,
            doc,
            is_async,
            is_overload,
            deprecated,
            stub_options,
            position,
            index,
        })
    }

    fn class(&mut self, position: Position) -> ReadResult<ClassFact> {
        let ClassText { name, module, module_meaning, doc, kind, parts } = self.read()?;
        let ClassParts { bases, options, from_fields, getters, setters, deprecated, stub_options, skipped } =
            parts;
        Ok(ClassFact {
            id: self.class_number()?,
            name,
            module,
            module_is_placement: match module_meaning {
                ModuleMeaning::Placement => true,
                ModuleMeaning::Attribute => false,
            },
            doc,
            kind,
            bases,
            options: ClassOptions { set: options },
            stub_options,
            is_zero_sized: self.is_zero_sized,
            from_fields,
            getters,
            setters,
            deprecated,
            skipped,
            position,
        })
    }

    fn methods(&mut self, position: Position) -> ReadResult<MethodsFact> {
        let class = self.class_number()?;
        let MethodsText { rust_name, parts } = self.read()?;
        let MethodsParts { constants, getters, setters, deleters, methods, skipped } = parts;
        Ok(MethodsFact {
            class,
            rust_name,
            constants,
            getters,
            setters,
            deleters,
            methods,
            skipped,
            position,
        })
    }

    fn reexport(&mut self, position: Option<Position>) -> ReadResult<ReexportFact> {
        let ReexportText { target, from, extent, names } = self.read()?;
        let names: Vec<String> = all(names);
        let items = match (extent, names.is_empty()) {
            (ReexportExtent::All, true) => ReexportItems::Wildcard,
            (ReexportExtent::All, false) => ReexportItems::WildcardPlus(names),
            (ReexportExtent::Listed, _) => ReexportItems::Explicit(names),
        };
        Ok(ReexportFact { target, source: from, items, position })
    }

    fn name_in_module(&mut self, position: Option<Position>) -> ReadResult<NameInModule> {
        let NameText { module, name } = self.read()?;
        Ok(NameInModule { module, name, position })
    }
}

/// The contents of a block of methods.
#[derive(Default)]
struct MethodsParts {
    constants: Vec<MemberFact>,
    getters: Vec<MemberFact>,
    setters: Vec<MemberFact>,
    deleters: Vec<String>,
    methods: Vec<FunctionFact>,
    skipped: Vec<String>,
}

impl Read<TextReader<'_>> for MethodsParts {
    fn read(from: &mut TextReader<'_>) -> ReadResult<Self> {
        let mut parts = Self::default();
        while from.goes_on() {
            match from.read()? {
                MethodsPart::Constant => parts.constants.push(from.read()?),
                MethodsPart::Getter => parts.getters.push(from.read()?),
                MethodsPart::Setter => parts.setters.push(from.read()?),
                MethodsPart::Deleter => parts.deleters.push(from.read()?),
                MethodsPart::Skip => parts.skipped.push(from.read()?),
                MethodsPart::Method => {
                    let position = from.read()?;
                    let method = from.function(position)?;
                    // In source order, because methods from a `macro_rules!` share one position.
                    let index = parts.methods.len() as u32;
                    parts.methods.push(FunctionFact { index, ..method });
                }
            }
        }
        Ok(parts)
    }
}
