//! Reads the facts of a whole extension from a text that is easy to change.
//!
//! Each line is an item. Its fields are separated by tabs: the kind, the module (`.a.b`, or nothing for the extension's own), the
//! name, the type, and the docstring, in which `\n` begins a line.

use pyo3_stub_gen::facts::{
    ClassFact, ClassKind, DefaultFact, Fact, Facts, FunctionFact, LocalExpr, MemberFact, MethodsFact,
    ModuleDocFact, ParameterFact, ParameterKind, Position, Receiver, ReexportFact, ReexportItems,
    SimpleVariantFact, SnippetFact, SnippetKind, SnippetPart, StubOptions, TextExpr, TypeAliasFact, TypeExpr,
    VariableFact,
};

/// The most items that are read, so that no input takes long.
const MOST: usize = 40;

/// One line of the text.
struct Line<'a> {
    module: Option<String>,
    name: &'a str,
    r#type: &'a str,
    doc: String,
    position: Position,
}

/// Returns the facts that `text` describes. A line that describes nothing is left out.
pub fn read(text: &str) -> Facts {
    let mut facts: Vec<Fact> = Vec::new();
    let mut class = 0;
    for (number, line) in (1..).zip(text.lines().take(MOST)) {
        let mut fields = line.split('\t');
        let kind = fields.next().unwrap_or_default();
        let mut next = || fields.next().unwrap_or_default();
        let module = Some(next()).filter(|module| !module.is_empty()).map(str::to_owned);
        let (name, r#type, doc) = (next(), next(), next().replace("\\n", "\n"));
        let position = Position { file: "src/lib.rs".to_owned(), line: number, column: 1 };
        let line = Line { module, name, r#type, doc, position };
        if ["class", "enum"].contains(&kind) {
            class += 1;
        }
        facts.extend(line.fact(kind, class));
    }
    Facts { library_version: "1".to_owned(), facts }
}

impl Line<'_> {
    fn fact(self, kind: &str, class: u32) -> Option<Fact> {
        let position = Some(self.position.clone());
        let name = self.name.to_owned();
        Some(match kind {
            "function" => Fact::Function(self.function(Receiver::None)),
            "class" => {
                let kind = ClassKind::Struct;
                let bases = Some(self.r#type()).filter(|_| !self.r#type.is_empty()).into_iter().collect();
                let class = ClassFact::new(class, &name, kind, self.position);
                Fact::Class(ClassFact { module: self.module, bases, doc: self.doc, ..class })
            }
            "enum" => {
                let variant = |name: &str| SimpleVariantFact { name: name.to_owned(), doc: self.doc.clone() };
                let kind = ClassKind::SimpleEnum(self.r#type.split(' ').map(variant).collect());
                let class = ClassFact::new(class, &name, kind, self.position);
                Fact::Class(ClassFact { module: self.module, doc: self.doc, ..class })
            }
            "method" => {
                let method = self.function(Receiver::Instance);
                let own = MethodsFact::new(class, "Rust".to_owned(), self.position);
                Fact::Methods(MethodsFact { methods: vec![method], ..own })
            }
            "getter" | "constant" => {
                let member = self.member();
                let own = MethodsFact::new(class, "Rust".to_owned(), self.position);
                Fact::Methods(match kind {
                    "getter" => MethodsFact { getters: vec![member], ..own },
                    _ => MethodsFact { constants: vec![member], ..own },
                })
            }
            "variable" => Fact::Variable(VariableFact {
                name,
                r#type: self.r#type(),
                module: self.module,
                value: None,
                doc: self.doc,
                position,
            }),
            "alias" => Fact::TypeAlias(TypeAliasFact {
                name,
                r#type: self.r#type(),
                module: self.module,
                doc: self.doc,
                position,
            }),
            "doc" => Fact::ModuleDoc(ModuleDocFact { module: self.module, doc: self.doc, position }),
            "reexport" => Fact::Reexport(ReexportFact {
                target: self.module.unwrap_or_default(),
                source: name,
                items: match self.r#type {
                    "*" => ReexportItems::Wildcard,
                    names => ReexportItems::Explicit(names.split(' ').map(str::to_owned).collect()),
                },
                position,
            }),
            "snippet" => Fact::Snippet(SnippetFact {
                kind: SnippetKind::Functions,
                module: self.module,
                parts: vec![SnippetPart::Text(self.doc)],
                position: self.position,
                index: 0,
            }),
            _ => return None,
        })
    }

    /// `.a:C` is a class of the extension, and anything else is Python.
    fn r#type(&self) -> TypeExpr {
        match self.r#type.split_once(':') {
            Some((module, name)) => TypeExpr::Local(LocalExpr {
                module: Some(module).filter(|module| !module.is_empty()).map(str::to_owned),
                name: name.to_owned(),
            }),
            None => TypeExpr::Text(TextExpr {
                text: self.r#type.to_owned(),
                imports: Vec::new(),
                position: Some(self.position.clone()),
            }),
        }
    }

    fn function(&self, receiver: Receiver) -> FunctionFact {
        // What is in parentheses behind the name are parameters.
        let (name, parameters) = self.name.split_once('(').unwrap_or((self.name, ""));
        let kinds = [ParameterKind::PositionalOrKeyword, ParameterKind::KeywordOnly];
        let parameters = parameters.split(',').filter(|name| !name.is_empty()).zip(kinds.into_iter().cycle());
        let parameter = |(name, kind): (&str, ParameterKind)| {
            let (name, default) = name.split_once('=').map_or((name, None), |(name, it)| (name, Some(it)));
            let default = default.map(|text| DefaultFact::Text(text.to_owned()));
            ParameterFact { name: name.to_owned(), kind, r#type: self.r#type(), default }
        };
        FunctionFact {
            name: name.to_owned(),
            module: self.module.clone().filter(|_| receiver == Receiver::None),
            receiver,
            parameters: parameters.map(parameter).collect(),
            returns: self.r#type(),
            doc: self.doc.clone(),
            is_async: false,
            is_overload: false,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: self.position.clone(),
            index: 0,
        }
    }

    fn member(&self) -> MemberFact {
        MemberFact {
            name: self.name.to_owned(),
            r#type: self.r#type(),
            doc: self.doc.clone(),
            default: None,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: self.position.clone(),
        }
    }
}
