//! Records that users submitted by hand, as facts.

use super::convert::ClassIds;
use crate::facts::{
    ClassFact, ClassKind, ComplexVariantFact, DefaultFact, DeprecatedFact, Fact, FunctionFact, MemberFact,
    MethodsFact, ModuleDocFact, ParameterFact, Position, Receiver, SimpleVariantFact, TypeAliasFact,
    TypeIgnore, VariableFact, VariantShape,
};
use crate::type_info::{
    DeprecatedInfo, IgnoreTarget, MemberInfo, MethodInfo, MethodType, ModuleDocInfo, ParameterDefault,
    ParameterInfo, PyClassInfo, PyComplexEnumInfo, PyEnumInfo, PyFunctionInfo, PyMethodsInfo, PyVariableInfo,
    TypeAliasInfo, VariantForm, VariantInfo,
};

inventory::collect!(PyClassInfo);
inventory::collect!(PyComplexEnumInfo);
inventory::collect!(PyEnumInfo);
inventory::collect!(PyFunctionInfo);
inventory::collect!(PyMethodsInfo);
inventory::collect!(PyVariableInfo);
inventory::collect!(TypeAliasInfo);
inventory::collect!(ModuleDocInfo);

/// Appends a fact for every record that was submitted by hand.
pub fn append(ids: &mut ClassIds, facts: &mut Vec<Fact>) {
    facts.extend(inventory::iter::<PyClassInfo>().map(|info| Fact::Class(class(info, ids))));
    facts.extend(inventory::iter::<PyComplexEnumInfo>().map(|info| Fact::Class(complex_enum(info, ids))));
    facts.extend(inventory::iter::<PyEnumInfo>().map(|info| Fact::Class(simple_enum(info, ids))));
    facts.extend(inventory::iter::<PyFunctionInfo>().map(|info| Fact::Function(function(info))));
    facts.extend(inventory::iter::<PyMethodsInfo>().map(|info| Fact::Methods(methods(info, ids))));
    facts.extend(inventory::iter::<PyVariableInfo>().map(|info| Fact::Variable(variable(info))));
    facts.extend(inventory::iter::<TypeAliasInfo>().map(|info| Fact::TypeAlias(alias(info))));
    facts.extend(inventory::iter::<ModuleDocInfo>().map(|info| {
        Fact::ModuleDoc(ModuleDocFact {
            module: Some(info.module.to_owned()),
            doc: (info.doc)(),
            position: None,
        })
    }));
}

/// The place of a record that states none.
fn by_hand(name: &str) -> Position {
    Position { file: format!("the record of `{name}` in `inventory::submit!`"), line: 0, column: 0 }
}

fn position(file: &str, line: u32, column: u32) -> Position {
    Position { file: file.to_owned(), line, column }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// A class without anything but a name, a place and a kind.
fn bare_class(id: u32, name: &str, module: Option<&str>, doc: &str, kind: ClassKind) -> ClassFact {
    ClassFact { module: owned(module), doc: doc.to_owned(), ..ClassFact::new(id, name, kind, by_hand(name)) }
}

fn class(info: &PyClassInfo, ids: &mut ClassIds) -> ClassFact {
    let id = ids.number((info.struct_id)());
    ClassFact {
        bases: info.bases.iter().map(|base| base().into()).collect(),
        subclass: info.subclass,
        eq: info.has_eq,
        ord: info.has_ord,
        hash: info.has_hash,
        str: info.has_str,
        getters: members(info.getters, info.pyclass_name),
        setters: members(info.setters, info.pyclass_name),
        ..bare_class(id, info.pyclass_name, info.module, info.doc, ClassKind::Struct)
    }
}

fn simple_enum(info: &PyEnumInfo, ids: &mut ClassIds) -> ClassFact {
    let variants = info
        .variants
        .iter()
        .map(|(name, doc)| SimpleVariantFact { name: (*name).to_owned(), doc: (*doc).to_owned() })
        .collect();
    let id = ids.number((info.enum_id)());
    bare_class(id, info.pyclass_name, info.module, info.doc, ClassKind::SimpleEnum(variants))
}

fn complex_enum(info: &PyComplexEnumInfo, ids: &mut ClassIds) -> ClassFact {
    let variants = info.variants.iter().map(variant).collect();
    let id = ids.number((info.enum_id)());
    bare_class(id, info.pyclass_name, info.module, info.doc, ClassKind::ComplexEnum(variants))
}

fn variant(info: &VariantInfo) -> ComplexVariantFact {
    ComplexVariantFact {
        name: info.pyclass_name.to_owned(),
        doc: info.doc.to_owned(),
        shape: match info.form {
            VariantForm::Unit => VariantShape::Unit,
            VariantForm::Tuple => VariantShape::Tuple,
            VariantForm::Struct => VariantShape::Struct,
        },
        fields: members(info.fields, info.pyclass_name),
        parameters: parameters(info.constr_args),
    }
}

fn members(infos: &[MemberInfo], class: &str) -> Vec<MemberFact> {
    infos
        .iter()
        .map(|info| MemberFact {
            name: info.name.to_owned(),
            r#type: (info.r#type)().into(),
            doc: info.doc.to_owned(),
            default: info.default.map(|value| DefaultFact::Text(value())),
            deprecated: info.deprecated.as_ref().map(deprecated),
            type_ignore: None,
            position: by_hand(class),
        })
        .collect()
}

fn parameters(infos: &[ParameterInfo]) -> Vec<ParameterFact> {
    infos
        .iter()
        .map(|info| ParameterFact {
            name: info.name.to_owned(),
            kind: info.kind.clone(),
            r#type: (info.type_info)().into(),
            default: match info.default {
                ParameterDefault::None => None,
                ParameterDefault::Expr { value, .. } => Some(DefaultFact::Text(value())),
            },
        })
        .collect()
}

fn deprecated(info: &DeprecatedInfo) -> DeprecatedFact {
    DeprecatedFact { since: owned(info.since), note: owned(info.note) }
}

fn type_ignore(target: IgnoreTarget) -> TypeIgnore {
    match target {
        IgnoreTarget::All => TypeIgnore::All,
        IgnoreTarget::Specified(rules) => {
            TypeIgnore::Rules(rules.iter().map(|&rule| rule.to_owned()).collect())
        }
    }
}

fn function(info: &PyFunctionInfo) -> FunctionFact {
    FunctionFact {
        name: info.name.to_owned(),
        module: owned(info.module),
        receiver: Receiver::None,
        parameters: parameters(info.parameters),
        returns: (info.r#return)().into(),
        self_type: None,
        type_params: None,
        doc: info.doc.to_owned(),
        is_async: info.is_async,
        is_overload: info.is_overload,
        deprecated: info.deprecated.as_ref().map(deprecated),
        type_ignore: info.type_ignored.map(type_ignore),
        position: position(info.file, info.line, info.column),
        index: info.index as u32,
    }
}

fn methods(info: &PyMethodsInfo, ids: &mut ClassIds) -> MethodsFact {
    let at = position(info.file, info.line, info.column);
    MethodsFact {
        class: ids.number((info.struct_id)()),
        rust_name: at.file.clone(),
        constants: members(info.attrs, info.file),
        getters: members(info.getters, info.file),
        setters: members(info.setters, info.file),
        deleters: Vec::new(),
        methods: info
            .methods
            .iter()
            .zip(0..)
            .map(|(method_info, index)| method(method_info, &at, index))
            .collect(),
        position: at,
    }
}

fn method(info: &MethodInfo, at: &Position, index: u32) -> FunctionFact {
    FunctionFact {
        name: info.name.to_owned(),
        module: None,
        receiver: match info.r#type {
            MethodType::Instance => Receiver::Instance,
            MethodType::Static => Receiver::Static,
            MethodType::Class => Receiver::Class,
            MethodType::New => Receiver::New,
        },
        parameters: parameters(info.parameters),
        returns: (info.r#return)().into(),
        self_type: None,
        type_params: None,
        doc: info.doc.to_owned(),
        is_async: info.is_async,
        is_overload: info.is_overload,
        deprecated: info.deprecated.as_ref().map(deprecated),
        type_ignore: info.type_ignored.map(type_ignore),
        position: at.clone(),
        index,
    }
}

fn variable(info: &PyVariableInfo) -> VariableFact {
    VariableFact {
        name: info.name.to_owned(),
        module: Some(info.module.to_owned()),
        r#type: (info.r#type)().into(),
        value: info.default.map(|value| DefaultFact::Text(value())),
        doc: String::new(),
        position: None,
    }
}

fn alias(info: &TypeAliasInfo) -> TypeAliasFact {
    TypeAliasFact {
        name: info.name.to_owned(),
        module: Some(info.module.to_owned()),
        r#type: (info.r#type)().into(),
        doc: info.doc.to_owned(),
        position: None,
    }
}
