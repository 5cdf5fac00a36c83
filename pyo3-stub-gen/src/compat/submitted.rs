//! Records that users submitted by hand, as statements: the same texts as those of the macros.

use super::type_info::{
    DeprecatedInfo, IgnoreTarget, MemberInfo, MethodInfo, MethodType, ModuleDocInfo, ParameterDefault,
    ParameterInfo, PyClassInfo, PyComplexEnumInfo, PyEnumInfo, PyFunctionInfo, PyMethodsInfo, PyVariableInfo,
    TypeAliasInfo, VariantForm, VariantInfo,
};
use super::writer::{DefaultSource, Writer};
use crate::facts::{ClassOption, Receiver, StubOption, VariantShape};
use crate::grammar::{
    ClassForm, ClassPart, ClassText, ComplexVariantText, DeprecatedText, Each, Element, FunctionPart,
    FunctionText, If, ItemKind, List, MemberPart, MemberText, MethodsPart, MethodsText, ModuleDocText,
    ModuleMeaning, Number, OptionText, ParameterText, Part, Place, SimpleVariantText, Sink, TypeAliasText,
    VariableText,
};
use crate::registration::class::key_of;

inventory::collect!(PyClassInfo);
inventory::collect!(PyComplexEnumInfo);
inventory::collect!(PyEnumInfo);
inventory::collect!(PyFunctionInfo);
inventory::collect!(PyMethodsInfo);
inventory::collect!(PyVariableInfo);
inventory::collect!(TypeAliasInfo);
inventory::collect!(ModuleDocInfo);

/// Appends the statement of every record that was submitted by hand. `text` holds the text of the one that is being written.
pub fn encode(out: &mut Vec<u8>, text: &mut Vec<u8>) {
    for info in inventory::iter::<PyClassInfo>() {
        class(text, info).finish(Some(key_of((info.struct_id)())), out);
    }
    for info in inventory::iter::<PyComplexEnumInfo>() {
        complex_enum(text, info).finish(Some(key_of((info.enum_id)())), out);
    }
    for info in inventory::iter::<PyEnumInfo>() {
        simple_enum(text, info).finish(Some(key_of((info.enum_id)())), out);
    }
    for info in inventory::iter::<PyMethodsInfo>() {
        methods(text, info).finish(Some(key_of((info.struct_id)())), out);
    }
    inventory::iter::<PyFunctionInfo>().for_each(|info| function(text, info).finish(None, out));
    inventory::iter::<PyVariableInfo>().for_each(|info| variable(text, info).finish(None, out));
    inventory::iter::<TypeAliasInfo>().for_each(|info| alias(text, info).finish(None, out));
    inventory::iter::<ModuleDocInfo>().for_each(|info| module_doc(text, info).finish(None, out));
}

/// Begins a statement about an item whose record has no position.
fn by_hand<'t>(text: &'t mut Vec<u8>, name: &str) -> Writer<'t> {
    Writer::new(text, &["the record of `", name, "` in `inventory::submit!`"], 0, 0)
}

/// The position of what a record without a position holds.
const NOWHERE: Place = Place(0, 0);

/// What the records of structs and enums have in common.
struct ClassHead {
    name: &'static str,
    module: Option<&'static str>,
    doc: &'static str,
}

impl ClassHead {
    fn statement<'t, K, P>(self, text: &'t mut Vec<u8>, kind: K, parts: P) -> Writer<'t>
    where
        K: Part<Writer<'t>>,
        P: Part<Writer<'t>>,
    {
        let Self { name, module, doc } = self;
        let mut out = by_hand(text, name);
        let module_meaning = ModuleMeaning::Placement;
        out.add((ItemKind::Class, ClassText { name, module, module_meaning, doc, kind, parts: List(parts) }));
        out
    }
}

fn class<'t>(text: &'t mut Vec<u8>, info: &PyClassInfo) -> Writer<'t> {
    let options = [
        (ClassOption::Eq, info.has_eq),
        (ClassOption::Hash, info.has_hash),
        (ClassOption::Ord, info.has_ord),
        (ClassOption::Str, info.has_str),
        (ClassOption::Subclass, info.subclass),
    ];
    let options = options.into_iter().filter(|(_, is_set)| *is_set);
    let parts = (
        Each(info.bases.iter().map(|base| (ClassPart::Base, *base))),
        (
            Each(options.map(|(option, _)| (ClassPart::Option, option))),
            (
                members(ClassPart::Getter, info.getters, NOWHERE),
                members(ClassPart::Setter, info.setters, NOWHERE),
            ),
        ),
    );
    let head = ClassHead { name: info.pyclass_name, module: info.module, doc: info.doc };
    head.statement(text, ClassForm::Struct, parts)
}

fn simple_enum<'t>(text: &'t mut Vec<u8>, info: &PyEnumInfo) -> Writer<'t> {
    let variants = info.variants.iter().map(|(name, doc)| {
        let text = SimpleVariantText { name: *name, doc: *doc };
        (Element::Next, text)
    });
    let head = ClassHead { name: info.pyclass_name, module: info.module, doc: info.doc };
    head.statement(text, (ClassForm::SimpleEnum, List(Each(variants))), ())
}

fn complex_enum<'t>(text: &'t mut Vec<u8>, info: &PyComplexEnumInfo) -> Writer<'t> {
    let variants = info.variants.iter().map(|variant| {
        let VariantInfo { pyclass_name, doc, fields, form, constr_args, module: _ } = variant;
        ComplexVariantText {
            shape: match form {
                VariantForm::Unit => VariantShape::Unit,
                VariantForm::Tuple => VariantShape::Tuple,
                VariantForm::Struct => VariantShape::Struct,
            },
            name: *pyclass_name,
            doc: *doc,
            fields: List(members(Element::Next, fields, NOWHERE)),
            parameters: List(parameters(constr_args)),
        }
    });
    let head = ClassHead { name: info.pyclass_name, module: info.module, doc: info.doc };
    head.statement(text, (ClassForm::ComplexEnum, List(Each(variants))), ())
}

fn methods<'t>(text: &'t mut Vec<u8>, info: &PyMethodsInfo) -> Writer<'t> {
    let place = Place(info.line, info.column);
    let mut out = Writer::new(text, &[info.file], info.line, info.column);
    let parts = (
        members(MethodsPart::Constant, info.attrs, place),
        (
            (
                members(MethodsPart::Getter, info.getters, place),
                members(MethodsPart::Setter, info.setters, place),
            ),
            Each(info.methods.iter().map(|info| (MethodsPart::Method, (place, method(info))))),
        ),
    );
    out.add((ItemKind::Methods, MethodsText { rust_name: info.file, parts: List(parts) }));
    out
}

fn method<'t>(info: &MethodInfo) -> impl Part<Writer<'t>> {
    let MethodInfo { is_async, is_overload, deprecated, type_ignored, .. } = info;
    FunctionText {
        name: info.name,
        module: None::<&str>,
        receiver: match info.r#type {
            MethodType::Instance => Receiver::Instance,
            MethodType::Static => Receiver::Static,
            MethodType::Class => Receiver::Class,
            MethodType::New => Receiver::New,
        },
        parameters: List(parameters(info.parameters)),
        returns: info.r#return,
        doc: info.doc,
        parts: List(function_parts(*is_async, *is_overload, deprecated.as_ref(), *type_ignored)),
    }
}

fn function<'t>(text: &'t mut Vec<u8>, info: &PyFunctionInfo) -> Writer<'t> {
    let PyFunctionInfo { is_async, is_overload, deprecated, type_ignored, .. } = info;
    let parts = function_parts(*is_async, *is_overload, deprecated.as_ref(), *type_ignored);
    let mut out = Writer::new(text, &[info.file], info.line, info.column);
    let function = FunctionText {
        name: info.name,
        module: info.module,
        receiver: Receiver::None,
        parameters: List(parameters(info.parameters)),
        returns: info.r#return,
        doc: info.doc,
        parts: List((parts, (FunctionPart::Index, Number(info.index as u32)))),
    };
    out.add((ItemKind::Function, function));
    out
}

/// What only some functions and methods have.
fn function_parts<'t>(
    is_async: bool,
    is_overload: bool,
    deprecation: Option<&DeprecatedInfo>,
    type_ignored: Option<IgnoreTarget>,
) -> impl Part<Writer<'t>> {
    let ignore = type_ignored.map(|target| {
        let rules = match target {
            IgnoreTarget::All => &[],
            IgnoreTarget::Specified(rules) => rules,
        };
        let values = List(Each(rules.iter().map(|rule| (Element::Next, *rule))));
        (FunctionPart::StubOption, OptionText { option: StubOption::TypeIgnore, values })
    });
    (
        (If(is_async.then_some(FunctionPart::Async)), If(is_overload.then_some(FunctionPart::Overload))),
        (deprecated(FunctionPart::Deprecated, deprecation), If(ignore)),
    )
}

fn deprecated<'t>(part: impl Part<Writer<'t>>, info: Option<&DeprecatedInfo>) -> impl Part<Writer<'t>> {
    If(info.map(|info| (part, DeprecatedText { since: info.since, note: info.note })))
}

/// Members, each behind `part`.
fn members<'t, P: Part<Writer<'t>> + Copy>(
    part: P,
    infos: &[MemberInfo],
    position: Place,
) -> impl Part<Writer<'t>> {
    Each(infos.iter().map(move |info| {
        let member = MemberText {
            name: info.name,
            r#type: info.r#type,
            doc: info.doc,
            default: DefaultSource(info.default),
            position,
            parts: List(deprecated(MemberPart::Deprecated, info.deprecated.as_ref())),
        };
        (part, member)
    }))
}

fn parameters<'t>(infos: &[ParameterInfo]) -> impl Part<Writer<'t>> {
    Each(infos.iter().map(|info| ParameterText {
        kind: info.kind,
        name: info.name,
        r#type: info.type_info,
        default: DefaultSource(match info.default {
            ParameterDefault::None => None,
            ParameterDefault::Expr { value, .. } => Some(value),
        }),
    }))
}

fn variable<'t>(text: &'t mut Vec<u8>, info: &PyVariableInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.name);
    let value = DefaultSource(info.default);
    let variable = VariableText { name: info.name, module: info.module, r#type: info.r#type, value, doc: "" };
    out.add((ItemKind::Variable, variable));
    out
}

fn alias<'t>(text: &'t mut Vec<u8>, info: &TypeAliasInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.name);
    let alias =
        TypeAliasText { name: info.name, module: info.module, types: List(info.r#type), doc: info.doc };
    out.add((ItemKind::TypeAlias, alias));
    out
}

fn module_doc<'t>(text: &'t mut Vec<u8>, info: &ModuleDocInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.module);
    let doc = (info.doc)();
    out.add((ItemKind::ModuleDoc, ModuleDocText { module: info.module, doc: doc.as_str() }));
    out
}
