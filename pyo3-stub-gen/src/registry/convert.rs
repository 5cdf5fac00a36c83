//! Records as facts: borrowed statics become owned data, function pointers become their values.

use crate::facts::{
    ClassFact, ClassKind, ComplexVariantFact, DefaultFact, DeprecatedFact, Fact, FunctionFact, MemberFact,
    MethodsFact, ModuleDocFact, NameInModule, ParameterFact, Position, ReexportFact, ReexportItems,
    RustTypePart, SimpleVariantFact, SnippetFact, SnippetKind, SnippetPart, TypeAliasFact, TypeIgnore,
    VariableFact, WarningFact,
};
use crate::records::{self, At, Default as DefaultRecord, Record};
use std::any::TypeId;
use std::collections::HashMap;

/// Numbers the Rust types of classes. The numbers join facts of one list and mean nothing beyond it.
#[derive(Debug, Default)]
pub struct ClassIds {
    numbers: HashMap<TypeId, u32>,
}

impl ClassIds {
    /// The number of the type `id`, the same each time.
    pub fn number(&mut self, id: TypeId) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(id).or_insert(next)
    }
}

/// The fact that `record` states.
pub fn fact(record: &Record, ids: &mut ClassIds) -> Fact {
    match record {
        Record::Function(record) => Fact::Function(function(record)),
        Record::Class(record) => Fact::Class(class(record, ids)),
        Record::Methods(record) => Fact::Methods(methods(record, ids)),
        Record::Variable(record) => Fact::Variable(VariableFact {
            name: record.name.to_owned(),
            module: owned(record.module),
            r#type: (record.r#type)().into(),
            value: default(record.value),
            doc: record.doc.to_owned(),
            position: Some(position(record.at)),
        }),
        Record::TypeAlias(record) => Fact::TypeAlias(TypeAliasFact {
            name: record.name.to_owned(),
            module: owned(record.module),
            r#type: (record.r#type)().into(),
            doc: record.doc.to_owned(),
            position: Some(position(record.at)),
        }),
        Record::ModuleDoc(record) => Fact::ModuleDoc(ModuleDocFact {
            module: owned(record.module),
            doc: (record.doc)(),
            position: Some(position(record.at)),
        }),
        Record::Reexport(record) => Fact::Reexport(reexport(record)),
        Record::ExportVerbatim(record) => Fact::ExportVerbatim(name_in_module(record)),
        Record::ExcludeFromAll(record) => Fact::ExcludeFromAll(name_in_module(record)),
        Record::Snippet(record) => Fact::Snippet(snippet(record, ids)),
        Record::Warning(record) => {
            Fact::Warning(WarningFact { message: record.message.to_owned(), position: position(record.at) })
        }
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn position(at: At) -> Position {
    Position { file: at.file.to_owned(), line: at.line, column: at.column }
}

fn function(record: &records::Function) -> FunctionFact {
    let extra = record.extra;
    FunctionFact {
        name: record.name.to_owned(),
        module: owned(record.module),
        receiver: record.receiver.clone(),
        parameters: parameters(record.parameters),
        returns: (record.returns)().into(),
        self_type: owned(extra.self_type),
        type_params: owned(extra.type_params),
        doc: record.doc.to_owned(),
        is_async: extra.is_async,
        is_overload: extra.is_overload,
        deprecated: extra.deprecated.map(deprecated),
        type_ignore: type_ignore(extra.type_ignore),
        position: position(record.at),
        index: extra.index,
    }
}

fn parameters(records: &[records::Parameter]) -> Vec<ParameterFact> {
    records
        .iter()
        .map(|record| ParameterFact {
            name: record.name.to_owned(),
            kind: record.kind.clone(),
            r#type: (record.r#type)().into(),
            default: default(record.default).map(|default| signature_default(record.default, default)),
        })
        .collect()
}

/// The default as `inspect.signature` shows it. PyO3 writes plain literals there, which the macro
/// gives as text, and `...` for every other expression. A stub that shows the value of one is
/// a finding of `mypy.stubtest`. A name such as `Color.Red` is none, and tells the reader more.
fn signature_default(record: DefaultRecord, default: DefaultFact) -> DefaultFact {
    match (record, default) {
        (DefaultRecord::Value(_), DefaultFact::Text(_)) => DefaultFact::Text("...".to_owned()),
        (_, default) => default,
    }
}

fn default(record: DefaultRecord) -> Option<DefaultFact> {
    match record {
        DefaultRecord::None => None,
        DefaultRecord::Text(text) => Some(DefaultFact::Text(text.to_owned())),
        DefaultRecord::Value(value) => Some(value()),
    }
}

fn deprecated(record: records::Deprecated) -> DeprecatedFact {
    DeprecatedFact { since: owned(record.since), note: owned(record.note) }
}

fn type_ignore(rules: Option<&[&str]>) -> Option<TypeIgnore> {
    match rules {
        None => None,
        Some([]) => Some(TypeIgnore::All),
        Some(rules) => Some(TypeIgnore::Rules(rules.iter().map(|&rule| rule.to_owned()).collect())),
    }
}

fn class(record: &records::Class, ids: &mut ClassIds) -> ClassFact {
    let has = |option: &str| record.options.contains(&option);
    let zero_sized = (record.size == 0).then_some("zero_sized");
    ClassFact {
        id: ids.number((record.id)()),
        name: record.name.to_owned(),
        module: owned(record.module),
        module_is_placement: record.module_is_placement,
        doc: record.doc.to_owned(),
        kind: class_kind(&record.kind),
        bases: record.bases.iter().map(|base| base().into()).collect(),
        type_params: owned(record.type_params),
        subclass: has("subclass"),
        eq: has("eq"),
        eq_int: has("eq_int"),
        ord: has("ord"),
        hash: has("hash"),
        str: has("str"),
        generic: has("generic"),
        options: record.options.iter().copied().chain(zero_sized).map(str::to_owned).collect(),
        from_fields: record.from_fields.map(parameters),
        getters: members(record.getters),
        setters: members(record.setters),
        deprecated: record.deprecated.map(deprecated),
        position: position(record.at),
    }
}

fn class_kind(record: &records::ClassKind) -> ClassKind {
    match record {
        records::ClassKind::Struct => ClassKind::Struct,
        records::ClassKind::Exception => ClassKind::Exception,
        records::ClassKind::SimpleEnum(variants) => ClassKind::SimpleEnum(
            variants
                .iter()
                .map(|(name, doc)| SimpleVariantFact { name: (*name).to_owned(), doc: (*doc).to_owned() })
                .collect(),
        ),
        records::ClassKind::ComplexEnum(variants) => {
            ClassKind::ComplexEnum(variants.iter().map(complex_variant).collect())
        }
    }
}

fn complex_variant(record: &records::Variant) -> ComplexVariantFact {
    ComplexVariantFact {
        name: record.name.to_owned(),
        doc: record.doc.to_owned(),
        shape: record.shape.clone(),
        fields: members(record.fields),
        parameters: parameters(record.parameters),
    }
}

fn members(records: &[records::Member]) -> Vec<MemberFact> {
    records
        .iter()
        .map(|record| MemberFact {
            name: record.name.to_owned(),
            r#type: (record.r#type)().into(),
            doc: record.doc.to_owned(),
            default: default(record.default),
            deprecated: record.deprecated.map(deprecated),
            type_ignore: type_ignore(record.type_ignore),
            position: position(record.at),
        })
        .collect()
}

fn methods(record: &records::Methods, ids: &mut ClassIds) -> MethodsFact {
    MethodsFact {
        class: ids.number((record.id)()),
        rust_name: record.rust_name.to_owned(),
        constants: members(record.constants),
        getters: members(record.getters),
        setters: members(record.setters),
        deleters: record.deleters.iter().map(|&name| name.to_owned()).collect(),
        methods: in_source_order(record.methods),
        position: position(record.at),
    }
}

/// The methods of a block. Those that a `macro_rules!` made share one position.
fn in_source_order(records: &[records::Function]) -> Vec<FunctionFact> {
    records.iter().zip(0..).map(|(record, index)| FunctionFact { index, ..function(record) }).collect()
}

fn reexport(record: &records::Reexport) -> ReexportFact {
    let names: Vec<String> = record.names.iter().map(|&name| name.to_owned()).collect();
    ReexportFact {
        target: record.target.to_owned(),
        source: record.source.to_owned(),
        items: match (record.wildcard, names.is_empty()) {
            (true, true) => ReexportItems::Wildcard,
            (true, false) => ReexportItems::WildcardPlus(names),
            (false, _) => ReexportItems::Explicit(names),
        },
        position: Some(position(record.at)),
    }
}

fn name_in_module(record: &records::ModuleName) -> NameInModule {
    NameInModule {
        module: record.module.to_owned(),
        name: record.name.to_owned(),
        position: Some(position(record.at)),
    }
}

fn snippet(record: &records::Snippet, ids: &mut ClassIds) -> SnippetFact {
    SnippetFact {
        kind: match record.kind {
            records::SnippetKind::Functions => SnippetKind::Functions,
            records::SnippetKind::Overloads(name) => SnippetKind::Overloads(name.to_owned()),
            records::SnippetKind::Methods(id) => SnippetKind::Methods(ids.number(id())),
            records::SnippetKind::TypeAlias => SnippetKind::TypeAlias,
            records::SnippetKind::Method(id) => SnippetKind::Method(ids.number(id())),
            records::SnippetKind::MethodOverloads(id) => SnippetKind::MethodOverloads(ids.number(id())),
        },
        module: owned(record.module),
        parts: record
            .parts
            .iter()
            .map(|part| match part {
                records::SnippetPart::Text(text) => SnippetPart::Text((*text).to_owned()),
                records::SnippetPart::RustType(input, output) => {
                    SnippetPart::RustType(RustTypePart { input: input().into(), output: output().into() })
                }
            })
            .collect(),
        position: position(record.at),
        index: record.index,
    }
}
