//! Converts hand-written records to statements, which have the same texts as those of the macros.

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
use crate::{PyStubType, TypeInfo};

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
        ClassInfo::Struct(info)
            .statement(text, info.pyclass_name, info.module, info.doc)
            .finish(Some(key_of((info.struct_id)())), out);
    }
    for info in inventory::iter::<PyComplexEnumInfo>() {
        ClassInfo::ComplexEnum(info)
            .statement(text, info.pyclass_name, info.module, info.doc)
            .finish(Some(key_of((info.enum_id)())), out);
    }
    for info in inventory::iter::<PyEnumInfo>() {
        ClassInfo::SimpleEnum(info)
            .statement(text, info.pyclass_name, info.module, info.doc)
            .finish(Some(key_of((info.enum_id)())), out);
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

/// The position of items in a record without a position.
const NOWHERE: Place = Place(0, 0);

/// A struct or an enum.
///
/// The records share this type and those below. Each is written by one function, so the library contains its code once.
#[derive(Clone, Copy)]
enum ClassInfo<'a> {
    Struct(&'a PyClassInfo),
    SimpleEnum(&'a PyEnumInfo),
    ComplexEnum(&'a PyComplexEnumInfo),
}

impl ClassInfo<'_> {
    fn statement<'t>(
        self,
        text: &'t mut Vec<u8>,
        name: &'static str,
        module: Option<&'static str>,
        doc: &'static str,
    ) -> Writer<'t> {
        let mut out = by_hand(text, name);
        let (kind, parts) = (ClassInfoKind(self), List(ClassInfoParts(self)));
        let module_meaning = ModuleMeaning::Placement;
        out.add(ItemKind::Class).add(ClassText { name, module, module_meaning, doc, kind, parts });
        out
    }
}

/// The kind of a class.
struct ClassInfoKind<'a>(ClassInfo<'a>);

impl Part<Writer<'_>> for ClassInfoKind<'_> {
    fn write(self, out: &mut Writer<'_>) {
        match self.0 {
            ClassInfo::Struct(_) => out.add(ClassForm::Struct),
            ClassInfo::SimpleEnum(info) => {
                let variants = info.variants.iter().map(|(name, doc)| {
                    let text = SimpleVariantText { name: *name, doc: *doc };
                    (Element::Next, text)
                });
                out.add((ClassForm::SimpleEnum, List(Each(variants))))
            }
            ClassInfo::ComplexEnum(info) => {
                out.add((ClassForm::ComplexEnum, List(Each(info.variants.iter().map(complex_variant)))))
            }
        };
    }
}

fn complex_variant<'t>(info: &VariantInfo) -> impl Part<Writer<'t>> {
    let VariantInfo { pyclass_name, doc, fields, form, constr_args, module: _ } = info;
    ComplexVariantText {
        shape: match form {
            VariantForm::Unit => VariantShape::Unit,
            VariantForm::Tuple => VariantShape::Tuple,
            VariantForm::Struct => VariantShape::Struct,
        },
        name: *pyclass_name,
        doc: *doc,
        fields: List(MemberInfos { letter: Element::Next.letter(), infos: fields, position: NOWHERE }),
        parameters: List(ParameterInfos(constr_args)),
    }
}

/// What a function returns. Records that are written by hand state `()` as the empty tuple that it is elsewhere.
struct Returned(fn() -> TypeInfo);

impl Part<Writer<'_>> for Returned {
    fn write(self, out: &mut Writer<'_>) {
        let is_unit = self.0() == <()>::type_output();
        out.add(if is_unit { TypeInfo::unit } else { self.0 });
    }
}

/// Parts that only some classes have.
struct ClassInfoParts<'a>(ClassInfo<'a>);

impl Part<Writer<'_>> for ClassInfoParts<'_> {
    fn write(self, out: &mut Writer<'_>) {
        let ClassInfo::Struct(info) = self.0 else { return };
        for base in info.bases {
            out.add(ClassPart::Base).add(*base);
        }
        let options = [
            (ClassOption::Eq, info.has_eq),
            (ClassOption::Hash, info.has_hash),
            (ClassOption::Ord, info.has_ord),
            (ClassOption::Str, info.has_str),
            (ClassOption::Subclass, info.subclass),
        ];
        for (option, is_set) in options {
            if is_set {
                out.add(ClassPart::Option).add(option);
            }
        }
        out.add(MemberInfos { letter: ClassPart::Getter.letter(), infos: info.getters, position: NOWHERE });
        out.add(MemberInfos { letter: ClassPart::Setter.letter(), infos: info.setters, position: NOWHERE });
    }
}

fn methods<'t>(text: &'t mut Vec<u8>, info: &PyMethodsInfo) -> Writer<'t> {
    let mut out = Writer::new(text, &[info.file], info.line, info.column);
    out.add(ItemKind::Methods).add(MethodsText { rust_name: info.file, parts: List(MethodsInfoParts(info)) });
    out
}

/// The contents of a block of methods.
struct MethodsInfoParts<'a>(&'a PyMethodsInfo);

impl Part<Writer<'_>> for MethodsInfoParts<'_> {
    fn write(self, out: &mut Writer<'_>) {
        let Self(info) = self;
        let position = Place(info.line, info.column);
        out.add(MemberInfos { letter: MethodsPart::Constant.letter(), infos: info.attrs, position });
        out.add(MemberInfos { letter: MethodsPart::Getter.letter(), infos: info.getters, position });
        out.add(MemberInfos { letter: MethodsPart::Setter.letter(), infos: info.setters, position });
        for method_info in info.methods {
            out.add(MethodsPart::Method).add(position).add(method(method_info));
        }
    }
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
        parameters: List(ParameterInfos(info.parameters)),
        returns: Returned(info.r#return),
        doc: info.doc,
        parts: List(FunctionInfoParts {
            is_async: *is_async,
            is_overload: *is_overload,
            deprecated: deprecated.as_ref(),
            type_ignored: *type_ignored,
            index: None,
        }),
    }
}

fn function<'t>(text: &'t mut Vec<u8>, info: &PyFunctionInfo) -> Writer<'t> {
    let PyFunctionInfo { is_async, is_overload, deprecated, type_ignored, .. } = info;
    let mut out = Writer::new(text, &[info.file], info.line, info.column);
    let function = FunctionText {
        name: info.name,
        module: info.module,
        receiver: Receiver::None,
        parameters: List(ParameterInfos(info.parameters)),
        returns: Returned(info.r#return),
        doc: info.doc,
        parts: List(FunctionInfoParts {
            is_async: *is_async,
            is_overload: *is_overload,
            deprecated: deprecated.as_ref(),
            type_ignored: *type_ignored,
            index: Some(info.index as u32),
        }),
    };
    out.add(ItemKind::Function).add(function);
    out
}

/// Parts that only some functions and methods have.
struct FunctionInfoParts<'a> {
    is_async: bool,
    is_overload: bool,
    deprecated: Option<&'a DeprecatedInfo>,
    type_ignored: Option<IgnoreTarget>,
    index: Option<u32>,
}

impl Part<Writer<'_>> for FunctionInfoParts<'_> {
    fn write(self, out: &mut Writer<'_>) {
        let Self { is_async, is_overload, deprecated, type_ignored, index } = self;
        out.add(If(is_async.then_some(FunctionPart::Async)));
        out.add(If(is_overload.then_some(FunctionPart::Overload)));
        out.add(If(deprecated.map(|info| (FunctionPart::Deprecated, deprecated_text(info)))));
        out.add(If(type_ignored.map(|target| {
            let rules = match target {
                IgnoreTarget::All => &[],
                IgnoreTarget::Specified(rules) => rules,
            };
            let values = List(Each(rules.iter().map(|rule| (Element::Next, *rule))));
            (FunctionPart::StubOption, OptionText { option: StubOption::TypeIgnore, values })
        })));
        out.add(If(index.map(|index| (FunctionPart::Index, Number(index)))));
    }
}

fn deprecated_text<'t>(info: &DeprecatedInfo) -> impl Part<Writer<'t>> {
    DeprecatedText { since: info.since, note: info.note }
}

/// Members, each after a letter.
struct MemberInfos<'a> {
    letter: char,
    infos: &'a [MemberInfo],
    position: Place,
}

impl Part<Writer<'_>> for MemberInfos<'_> {
    #[inline(never)]
    fn write(self, out: &mut Writer<'_>) {
        for info in self.infos {
            let deprecated = info.deprecated.as_ref();
            out.put_letter(self.letter);
            out.add(MemberText {
                name: info.name,
                r#type: info.r#type,
                doc: info.doc,
                default: DefaultSource(info.default),
                position: self.position,
                parts: List(If(deprecated.map(|info| (MemberPart::Deprecated, deprecated_text(info))))),
            });
        }
    }
}

/// Parameters.
struct ParameterInfos<'a>(&'a [ParameterInfo]);

impl Part<Writer<'_>> for ParameterInfos<'_> {
    #[inline(never)]
    fn write(self, out: &mut Writer<'_>) {
        for info in self.0 {
            out.add(ParameterText {
                kind: info.kind,
                name: info.name,
                r#type: info.type_info,
                default: DefaultSource(match info.default {
                    ParameterDefault::None => None,
                    ParameterDefault::Expr { value, .. } => Some(value),
                }),
            });
        }
    }
}

fn variable<'t>(text: &'t mut Vec<u8>, info: &PyVariableInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.name);
    let value = DefaultSource(info.default);
    let variable = VariableText { name: info.name, module: info.module, r#type: info.r#type, value, doc: "" };
    out.add(ItemKind::Variable).add(variable);
    out
}

fn alias<'t>(text: &'t mut Vec<u8>, info: &TypeAliasInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.name);
    let alias =
        TypeAliasText { name: info.name, module: info.module, types: List(info.r#type), doc: info.doc };
    out.add(ItemKind::TypeAlias).add(alias);
    out
}

fn module_doc<'t>(text: &'t mut Vec<u8>, info: &ModuleDocInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.module);
    let doc = (info.doc)();
    out.add(ItemKind::ModuleDoc).add(ModuleDocText { module: info.module, doc: doc.as_str() });
    out
}
