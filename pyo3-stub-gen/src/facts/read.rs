//! Statements as facts: the one reader of the texts that the macros write.
//!
//! What writes them is the derive crate, the `macro_rules!` of this one, and the registry for records
//! that users submit. All are of this crate's version.

use super::{
    ClassFact, ClassKind, ComplexVariantFact, DecodeError, DefaultFact, DeprecatedFact, Fact, FunctionFact,
    MarkedExpr, MemberFact, MethodsFact, ModuleDocFact, NameInModule, ParameterFact, ParameterKind, Position,
    Receiver, ReexportFact, ReexportItems, RustTypePart, SimpleVariantFact, SnippetFact, SnippetKind,
    SnippetPart, Statement, TextExpr, TypeAliasFact, TypeExpr, TypeIgnore, UnknownExpr, VariableFact,
    VariantShape, WarningFact,
};
use rustc_hash::FxHashMap;

type Result<T> = std::result::Result<T, DecodeError>;

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

/// The fact that `statement` states.
///
/// # Errors
///
/// [`DecodeError`] when the text is not one that a macro of this version writes.
pub fn fact(statement: Statement, numbers: &ClassNumbers) -> Result<Fact> {
    let Statement { text, texts, types, values, class, is_zero_sized } = statement;
    let mut reader = Reader {
        text: &text,
        offset: 0,
        file: "",
        texts: texts.into_iter(),
        types: types.into_iter(),
        values: values.into_iter(),
        class: class.and_then(|key| numbers.0.get(&key).copied()),
        is_zero_sized,
    };
    let fact = reader.item()?;
    if reader.offset == text.len() { Ok(fact) } else { Err(reader.error("a text goes on after its end")) }
}

/// Reads one statement from its start to its end.
struct Reader<'a> {
    text: &'a str,
    offset: usize,
    file: &'a str,
    texts: std::vec::IntoIter<String>,
    types: std::vec::IntoIter<TypeExpr>,
    values: std::vec::IntoIter<DefaultFact>,
    class: Option<u32>,
    is_zero_sized: bool,
}

/// Parts that every item has.
impl<'a> Reader<'a> {
    fn error(&self, what: &'static str) -> DecodeError {
        DecodeError { offset: self.offset, what }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    /// What stands before the next `end`, which is skipped.
    fn until(&mut self, end: u8) -> Result<&'a str> {
        let rest = self.rest();
        // What is looked for is near: a search that is made for long texts would take longer to begin.
        let Some(length) = rest.bytes().position(|byte| byte == end) else {
            return Err(self.error("a text ends early"));
        };
        self.offset += length + 1;
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// The letter that says what follows.
    fn letter(&mut self) -> Result<u8> {
        let letter = self.rest().bytes().next().ok_or_else(|| self.error("a text ends early"))?;
        self.offset += 1;
        Ok(letter)
    }

    /// The letter of the next element of a list; `None` at its end.
    fn element(&mut self) -> Result<Option<u8>> {
        let letter = self.letter()?;
        Ok((letter != b'.').then_some(letter))
    }

    fn unknown<T>(&self, what: &'static str) -> Result<T> {
        Err(self.error(what))
    }

    fn number(&mut self, end: u8) -> Result<u32> {
        let digits = self.until(end)?;
        digits.parse().map_err(|_| self.error("a position is no number"))
    }

    fn position(&mut self) -> Result<Position> {
        let (line, column) = (self.number(b':')?, self.number(b';')?);
        Ok(Position { file: self.file.to_owned(), line, column })
    }

    fn string(&mut self) -> Result<String> {
        if self.rest().starts_with('\u{1}') {
            self.offset += 1;
            return self
                .texts
                .next()
                .ok_or_else(|| self.error("a text mentions another one that is missing"));
        }
        Ok(self.until(b'\0')?.to_owned())
    }

    fn maybe_string(&mut self) -> Result<Option<String>> {
        if self.rest().starts_with('\u{2}') {
            self.offset += 1;
            return Ok(None);
        }
        self.string().map(Some)
    }

    fn strings(&mut self) -> Result<Vec<String>> {
        self.list(|reader, _| reader.string())
    }

    fn list<T>(&mut self, mut element: impl FnMut(&mut Self, u8) -> Result<T>) -> Result<Vec<T>> {
        let mut elements = Vec::new();
        while let Some(letter) = self.element()? {
            // Most lists have an element or two, and room for four would be most of what facts take.
            if elements.len() < 4 {
                elements.reserve_exact(1);
            }
            elements.push(element(self, letter)?);
        }
        Ok(elements)
    }

    fn next_type(&mut self) -> Result<TypeExpr> {
        self.types.next().ok_or_else(|| self.error("a text mentions a type that is missing"))
    }

    fn r#type(&mut self) -> Result<TypeExpr> {
        Ok(match self.letter()? {
            b't' => self.next_type()?,
            b'a' => TypeExpr::Any,
            b'n' => TypeExpr::None,
            b's' => TypeExpr::SelfType,
            b'o' => TypeExpr::builtin("object"),
            b'i' => TypeExpr::builtin("int"),
            b'm' => TypeExpr::builtin("memoryview"),
            b'r' => TypeExpr::named("typing", "NoReturn"),
            b'u' => TypeExpr::Unknown(UnknownExpr { rust: self.string()?, feature: None }),
            b'x' => TypeExpr::Text(self.text_expr()?),
            b'k' => {
                self.letter()?;
                let (text, instead) = (self.text_expr()?, self.r#type()?);
                TypeExpr::Marked(Box::new(MarkedExpr { text, instead }))
            }
            _ => return self.unknown("an unknown kind of type"),
        })
    }

    fn text_expr(&mut self) -> Result<TextExpr> {
        let position = Some(self.position()?);
        Ok(TextExpr { text: self.string()?, imports: self.strings()?, position })
    }

    fn default(&mut self) -> Result<Option<DefaultFact>> {
        match self.letter()? {
            b'-' => Ok(None),
            b'=' => Ok(Some(DefaultFact::Text(self.string()?))),
            b'!' => {
                let value = self.values.next();
                value.map(Some).ok_or_else(|| self.error("a text mentions a value that is missing"))
            }
            _ => self.unknown("an unknown kind of default"),
        }
    }

    fn deprecated(&mut self) -> Result<DeprecatedFact> {
        Ok(DeprecatedFact { since: self.maybe_string()?, note: self.maybe_string()? })
    }

    fn type_ignore(&mut self) -> Result<TypeIgnore> {
        let rules = self.strings()?;
        Ok(if rules.is_empty() { TypeIgnore::All } else { TypeIgnore::Rules(rules) })
    }

    fn class_number(&self) -> Result<u32> {
        self.class.ok_or_else(|| self.error("a text belongs to a class that is missing"))
    }
}

/// Items.
impl Reader<'_> {
    fn item(&mut self) -> Result<Fact> {
        self.file = self.until(b'\0')?;
        let position = self.position()?;
        // A record that was submitted by hand may have no place.
        let known = (position.line > 0).then(|| position.clone());
        Ok(match self.letter()? {
            b'F' => Fact::Function(self.function(position)?),
            b'C' => Fact::Class(self.class(position)?),
            b'M' => Fact::Methods(self.methods(position)?),
            b'V' => Fact::Variable(VariableFact {
                name: self.string()?,
                module: self.maybe_string()?,
                r#type: self.r#type()?,
                value: self.default()?,
                doc: self.string()?,
                position: known,
            }),
            b'A' => Fact::TypeAlias(TypeAliasFact {
                name: self.string()?,
                module: self.maybe_string()?,
                r#type: TypeExpr::union(self.list(|reader, _| reader.next_type())?),
                doc: self.string()?,
                position: known,
            }),
            b'D' => Fact::ModuleDoc(ModuleDocFact {
                module: self.maybe_string()?,
                doc: self.string()?,
                position: known,
            }),
            b'R' => Fact::Reexport(self.reexport(known)?),
            b'E' => Fact::ExportVerbatim(self.name_in_module(known)?),
            b'X' => Fact::ExcludeFromAll(self.name_in_module(known)?),
            b'S' => Fact::Snippet(self.snippet(position)?),
            b'W' => Fact::Warning(WarningFact { message: self.string()?, position }),
            _ => return self.unknown("an unknown kind of item"),
        })
    }

    fn function(&mut self, position: Position) -> Result<FunctionFact> {
        let mut function = FunctionFact {
            name: self.string()?,
            module: self.maybe_string()?,
            receiver: self.receiver()?,
            parameters: self.parameters()?,
            returns: self.r#type()?,
            self_type: None,
            type_params: None,
            doc: self.string()?,
            is_async: false,
            is_overload: false,
            deprecated: None,
            type_ignore: None,
            position,
            index: 0,
        };
        while let Some(letter) = self.element()? {
            match letter {
                b's' => function.self_type = Some(self.string()?),
                b'p' => function.type_params = Some(self.string()?),
                b'a' => function.is_async = true,
                b'o' => function.is_overload = true,
                b'd' => function.deprecated = Some(self.deprecated()?),
                b'g' => function.type_ignore = Some(self.type_ignore()?),
                b'n' => function.index = self.number(b';')?,
                _ => return self.unknown("an unknown part of a function"),
            }
        }
        Ok(function)
    }

    fn receiver(&mut self) -> Result<Receiver> {
        Ok(match self.letter()? {
            b'f' => Receiver::None,
            b'i' => Receiver::Instance,
            b's' => Receiver::Static,
            b'c' => Receiver::Class,
            b'n' => Receiver::New,
            _ => return self.unknown("an unknown kind of receiver"),
        })
    }

    fn parameters(&mut self) -> Result<Vec<ParameterFact>> {
        self.list(|reader, letter| {
            let kind = match letter {
                b'p' => ParameterKind::PositionalOnly,
                b'k' => ParameterKind::PositionalOrKeyword,
                b'o' => ParameterKind::KeywordOnly,
                b'v' => ParameterKind::VarPositional,
                b'w' => ParameterKind::VarKeyword,
                _ => return reader.unknown("an unknown kind of parameter"),
            };
            let (name, r#type) = (reader.string()?, reader.r#type()?);
            let is_value = reader.rest().starts_with('!');
            let default = match reader.default()? {
                Some(value) if is_value => Some(in_signature(value)),
                default => default,
            };
            Ok(ParameterFact { name, kind, r#type, default })
        })
    }

    fn member(&mut self) -> Result<MemberFact> {
        let mut member = MemberFact {
            name: self.string()?,
            r#type: self.r#type()?,
            doc: self.string()?,
            default: self.default()?,
            deprecated: None,
            type_ignore: None,
            position: self.position()?,
        };
        while let Some(letter) = self.element()? {
            match letter {
                b'd' => member.deprecated = Some(self.deprecated()?),
                b'g' => member.type_ignore = Some(self.type_ignore()?),
                _ => return self.unknown("an unknown part of a member"),
            }
        }
        Ok(member)
    }

    fn class(&mut self, position: Position) -> Result<ClassFact> {
        let (name, module) = (self.string()?, self.maybe_string()?);
        let module_is_placement = match self.letter()? {
            b'p' => true,
            b'-' => false,
            _ => return self.unknown("an unknown kind of module"),
        };
        let doc = self.string()?;
        let kind = self.class_kind()?;
        let number = self.class_number()?;
        let mut class =
            ClassFact { module, module_is_placement, doc, ..ClassFact::new(number, name, kind, position) };
        while let Some(letter) = self.element()? {
            match letter {
                b'b' => class.bases.push(self.r#type()?),
                b'p' => class.type_params = Some(self.string()?),
                b'o' => {
                    let option = self.string()?;
                    class.set_option(option);
                }
                b'f' => class.from_fields = Some(self.parameters()?),
                b'g' => class.getters.push(self.member()?),
                b's' => class.setters.push(self.member()?),
                b'd' => class.deprecated = Some(self.deprecated()?),
                _ => return self.unknown("an unknown part of a class"),
            }
        }
        if self.is_zero_sized {
            class.options.push("zero_sized".to_owned());
        }
        Ok(class)
    }

    fn class_kind(&mut self) -> Result<ClassKind> {
        Ok(match self.letter()? {
            b's' => ClassKind::Struct,
            b'x' => ClassKind::Exception,
            b'e' => {
                ClassKind::SimpleEnum(self.list(|reader, _| {
                    Ok(SimpleVariantFact { name: reader.string()?, doc: reader.string()? })
                })?)
            }
            b'c' => ClassKind::ComplexEnum(self.list(|reader, letter| {
                let shape = match letter {
                    b'u' => VariantShape::Unit,
                    b't' => VariantShape::Tuple,
                    b's' => VariantShape::Struct,
                    _ => return reader.unknown("an unknown kind of variant"),
                };
                Ok(ComplexVariantFact {
                    name: reader.string()?,
                    doc: reader.string()?,
                    shape,
                    fields: reader.list(|reader, _| reader.member())?,
                    parameters: reader.parameters()?,
                })
            })?),
            _ => return self.unknown("an unknown kind of class"),
        })
    }

    fn methods(&mut self, position: Position) -> Result<MethodsFact> {
        let mut block = MethodsFact {
            class: self.class_number()?,
            rust_name: self.string()?,
            constants: Vec::new(),
            getters: Vec::new(),
            setters: Vec::new(),
            deleters: Vec::new(),
            methods: Vec::new(),
            position,
        };
        while let Some(letter) = self.element()? {
            match letter {
                b'c' => block.constants.push(self.member()?),
                b'g' => block.getters.push(self.member()?),
                b's' => block.setters.push(self.member()?),
                b'd' => block.deleters.push(self.string()?),
                b'm' => {
                    let position = self.position()?;
                    let method = self.function(position)?;
                    // In source order: those that a `macro_rules!` made share one position.
                    let index = block.methods.len() as u32;
                    block.methods.push(FunctionFact { index, ..method });
                }
                _ => return self.unknown("an unknown part of a block of methods"),
            }
        }
        Ok(block)
    }

    fn reexport(&mut self, position: Option<Position>) -> Result<ReexportFact> {
        let (target, source) = (self.string()?, self.string()?);
        let takes_all = self.letter()? == b'*';
        let names = self.strings()?;
        let items = match (takes_all, names.is_empty()) {
            (true, true) => ReexportItems::Wildcard,
            (true, false) => ReexportItems::WildcardPlus(names),
            (false, _) => ReexportItems::Explicit(names),
        };
        Ok(ReexportFact { target, source, items, position })
    }

    fn name_in_module(&mut self, position: Option<Position>) -> Result<NameInModule> {
        Ok(NameInModule { module: self.string()?, name: self.string()?, position })
    }

    fn snippet(&mut self, position: Position) -> Result<SnippetFact> {
        Ok(SnippetFact {
            kind: match self.letter()? {
                b'f' => SnippetKind::Functions,
                b'o' => SnippetKind::Overloads(self.string()?),
                b'a' => SnippetKind::TypeAlias,
                b'c' => SnippetKind::Methods(self.class_number()?),
                b'm' => SnippetKind::Method(self.class_number()?),
                b'v' => SnippetKind::MethodOverloads(self.class_number()?),
                _ => return self.unknown("an unknown kind of snippet"),
            },
            module: self.maybe_string()?,
            parts: self.list(|reader, letter| match letter {
                b'+' => reader.string().map(SnippetPart::Text),
                b'y' => Ok(SnippetPart::RustType(RustTypePart {
                    input: reader.r#type()?,
                    output: reader.r#type()?,
                })),
                _ => reader.unknown("an unknown part of a snippet"),
            })?,
            position,
            index: 0,
        })
    }
}

/// A default as `inspect.signature` shows it. PyO3 writes plain literals there, which the macro
/// gives as text, and `...` for every other expression. A stub that shows the value of one is
/// a finding of `mypy.stubtest`. A name such as `Color.Red` is none, and tells the reader more.
fn in_signature(value: DefaultFact) -> DefaultFact {
    match value {
        DefaultFact::Text(_) => DefaultFact::Text("...".to_owned()),
        member @ DefaultFact::Member(_) => member,
    }
}

impl ClassFact {
    /// Notes that the PyO3 option of this name is set.
    pub(crate) fn set_option(&mut self, option: String) {
        match option.as_str() {
            "subclass" => self.subclass = true,
            "eq" => self.eq = true,
            "eq_int" => self.eq_int = true,
            "ord" => self.ord = true,
            "hash" => self.hash = true,
            "str" => self.str = true,
            "generic" => self.generic = true,
            _ => {}
        }
        self.options.push(option);
    }
}
