//! Records that users submitted by hand, as statements: the same texts that the macros write.

use super::type_info::{
    DeprecatedInfo, IgnoreTarget, MemberInfo, MethodInfo, MethodType, ModuleDocInfo, ParameterDefault,
    ParameterInfo, PyClassInfo, PyComplexEnumInfo, PyEnumInfo, PyFunctionInfo, PyMethodsInfo, PyVariableInfo,
    TypeAliasInfo, VariantForm, VariantInfo,
};
use super::writer::Writer;
use crate::facts::ParameterKind;
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

/// Begins the statement of an item without a place.
fn by_hand<'t>(text: &'t mut Vec<u8>, name: &str) -> Writer<'t> {
    Writer::new(text, &["the record of `", name, "` in `inventory::submit!`"], 0, 0)
}

fn begin_class<'t>(
    text: &'t mut Vec<u8>,
    name: &str,
    module: Option<&str>,
    doc: &str,
    kind: &str,
) -> Writer<'t> {
    let mut out = by_hand(text, name);
    out.put("C").string(name).maybe_string(module).put("p").string(doc).put(kind);
    out
}

fn class<'t>(text: &'t mut Vec<u8>, info: &PyClassInfo) -> Writer<'t> {
    let mut out = begin_class(text, info.pyclass_name, info.module, info.doc, "s");
    for base in info.bases {
        out.put("b").type_of(*base);
    }
    let options = [
        ("eq", info.has_eq),
        ("hash", info.has_hash),
        ("ord", info.has_ord),
        ("str", info.has_str),
        ("subclass", info.subclass),
    ];
    for (option, is_set) in options {
        if is_set {
            out.put("o").string(option);
        }
    }
    members(&mut out, "g", info.getters, (0, 0));
    members(&mut out, "s", info.setters, (0, 0));
    out.put(".");
    out
}

fn simple_enum<'t>(text: &'t mut Vec<u8>, info: &PyEnumInfo) -> Writer<'t> {
    let mut out = begin_class(text, info.pyclass_name, info.module, info.doc, "e");
    for (name, doc) in info.variants {
        out.put("+").string(name).string(doc);
    }
    out.put("..");
    out
}

fn complex_enum<'t>(text: &'t mut Vec<u8>, info: &PyComplexEnumInfo) -> Writer<'t> {
    let mut out = begin_class(text, info.pyclass_name, info.module, info.doc, "c");
    for variant in info.variants {
        let VariantInfo { pyclass_name, doc, fields, form, constr_args, module: _ } = variant;
        out.put(match form {
            VariantForm::Unit => "u",
            VariantForm::Tuple => "t",
            VariantForm::Struct => "s",
        });
        out.string(pyclass_name).string(doc);
        members(&mut out, "+", fields, (0, 0));
        out.put(".");
        parameters(&mut out, constr_args);
    }
    out.put("..");
    out
}

fn methods<'t>(text: &'t mut Vec<u8>, info: &PyMethodsInfo) -> Writer<'t> {
    let at = (info.line, info.column);
    let mut out = Writer::new(text, &[info.file], info.line, info.column);
    out.put("M").string(info.file);
    members(&mut out, "c", info.attrs, at);
    members(&mut out, "g", info.getters, at);
    members(&mut out, "s", info.setters, at);
    for method_info in info.methods {
        out.put("m").position(info.line, info.column);
        method(&mut out, method_info);
    }
    out.put(".");
    out
}

fn method(out: &mut Writer<'_>, info: &MethodInfo) {
    out.string(info.name).maybe_string(None).put(match info.r#type {
        MethodType::Instance => "i",
        MethodType::Static => "s",
        MethodType::Class => "c",
        MethodType::New => "n",
    });
    parameters(out, info.parameters);
    out.type_of(info.r#return).string(info.doc);
    let MethodInfo { is_async, is_overload, deprecated, type_ignored, .. } = info;
    extras(out, *is_async, *is_overload, deprecated.as_ref(), *type_ignored);
    out.put(".");
}

fn function<'t>(text: &'t mut Vec<u8>, info: &PyFunctionInfo) -> Writer<'t> {
    let mut out = Writer::new(text, &[info.file], info.line, info.column);
    out.put("F").string(info.name).maybe_string(info.module).put("f");
    parameters(&mut out, info.parameters);
    out.type_of(info.r#return).string(info.doc);
    let PyFunctionInfo { is_async, is_overload, deprecated, type_ignored, .. } = info;
    extras(&mut out, *is_async, *is_overload, deprecated.as_ref(), *type_ignored);
    out.put("n").number(info.index as u32).put(";.");
    out
}

/// What functions and methods have in common, and few of them have.
fn extras(
    out: &mut Writer<'_>,
    is_async: bool,
    is_overload: bool,
    deprecation: Option<&DeprecatedInfo>,
    type_ignored: Option<IgnoreTarget>,
) {
    if is_async {
        out.put("a");
    }
    if is_overload {
        out.put("o");
    }
    deprecated(out, deprecation);
    match type_ignored {
        None => {}
        Some(IgnoreTarget::All) => {
            out.put("g.");
        }
        Some(IgnoreTarget::Specified(rules)) => {
            out.put("g");
            for rule in rules {
                out.put("+").string(rule);
            }
            out.put(".");
        }
    }
}

fn deprecated(out: &mut Writer<'_>, info: Option<&DeprecatedInfo>) {
    if let Some(DeprecatedInfo { since, note }) = info {
        out.put("d").maybe_string(*since).maybe_string(*note);
    }
}

/// The elements of a list of members, each behind `letter`.
fn members(out: &mut Writer<'_>, letter: &str, infos: &[MemberInfo], (line, column): (u32, u32)) {
    for info in infos {
        out.put(letter).string(info.name).type_of(info.r#type).string(info.doc);
        out.default(info.default).position(line, column);
        deprecated(out, info.deprecated.as_ref());
        out.put(".");
    }
}

fn parameters(out: &mut Writer<'_>, infos: &[ParameterInfo]) {
    for info in infos {
        out.put(match info.kind {
            ParameterKind::PositionalOnly => "p",
            ParameterKind::PositionalOrKeyword => "k",
            ParameterKind::KeywordOnly => "o",
            ParameterKind::VarPositional => "v",
            ParameterKind::VarKeyword => "w",
        });
        out.string(info.name).type_of(info.type_info).default(match info.default {
            ParameterDefault::None => None,
            ParameterDefault::Expr { value, .. } => Some(value),
        });
    }
    out.put(".");
}

fn variable<'t>(text: &'t mut Vec<u8>, info: &PyVariableInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.name);
    out.put("V").string(info.name).string(info.module).type_of(info.r#type).default(info.default).string("");
    out
}

fn alias<'t>(text: &'t mut Vec<u8>, info: &TypeAliasInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.name);
    out.put("A").string(info.name).string(info.module).type_of(info.r#type).put(".").string(info.doc);
    out
}

fn module_doc<'t>(text: &'t mut Vec<u8>, info: &ModuleDocInfo) -> Writer<'t> {
    let mut out = by_hand(text, info.module);
    out.put("D").string(info.module).string(&(info.doc)());
    out
}
