//! The texts of the library's own `macro_rules!`, such as `module_doc!`.
//!
//! Such a macro holds its strings, types and values beside the text, in the order in which the text mentions them. A
//! text therefore depends only on the macro and on the number of elements in its list.

use crate::grammar::{
    ClassForm, ClassOption, ClassPart, ClassText, DefaultForm, Each, Element, ItemKind, List, Mentioned,
    ModuleDocText, ModuleMeaning, NameText, Part, ReexportExtent, ReexportText, TypeAliasText, TypeForm,
    VariableText,
};
use crate::statement::Statement;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};

/// Returns the text of this name. The elements of its list follow the name.
pub fn text(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    let name = match tokens.next() {
        Some(TokenTree::Ident(name)) => name,
        _ => Ident::new("nothing", Span::call_site()),
    };
    match statement(&name.to_string(), tokens.count()) {
        Some(statement) => statement.text(),
        None => syn::Error::new(name.span(), "the library has no text of this name").into_compile_error(),
    }
}

/// Returns a statement with the position of the user's macro call.
fn positioned(item: impl Part<Statement>) -> Statement {
    Statement::of((Span::call_site(), item))
}

/// Returns the statement of this name, with as many `elements` in its list.
fn statement(name: &str, elements: usize) -> Option<Statement> {
    let nothing = "";
    let reexport = |extent| {
        let names = List(Each((0..elements).map(|_| (Element::Next, Mentioned))));
        let text = ReexportText { target: Mentioned, from: Mentioned, extent, names };
        positioned((ItemKind::Reexport, text))
    };
    let variable = |value, doc| {
        let text = VariableText { name: Mentioned, module: Mentioned, r#type: TypeForm::Given, value, doc };
        positioned((ItemKind::Variable, text))
    };
    let names = NameText { module: Mentioned, name: Mentioned };
    Some(match name {
        "exception" => {
            let base = (ClassPart::Base, TypeForm::Given);
            positioned((
                ItemKind::Class,
                ClassText {
                    name: Mentioned,
                    module: Mentioned,
                    module_meaning: ModuleMeaning::Attribute,
                    doc: Mentioned,
                    kind: ClassForm::Exception,
                    parts: List((base, (ClassPart::Option, ClassOption::Subclass))),
                },
            ))
        }
        "module_doc" => {
            positioned((ItemKind::ModuleDoc, ModuleDocText { module: Mentioned, doc: Mentioned }))
        }
        "variable" => variable(DefaultForm::None, nothing),
        "variable_with_value" => variable(DefaultForm::Value, nothing),
        "type_alias" => {
            let types = List(Each((0..elements).map(|_| TypeForm::Given)));
            let text = TypeAliasText { name: Mentioned, module: Mentioned, types, doc: Mentioned };
            positioned((ItemKind::TypeAlias, text))
        }
        "reexport_all" => reexport(ReexportExtent::All),
        "reexport_listed" => reexport(ReexportExtent::Listed),
        "export_verbatim" => positioned((ItemKind::ExportVerbatim, names)),
        "exclude_from_all" => positioned((ItemKind::ExcludeFromAll, names)),
        _ => return None,
    })
}
